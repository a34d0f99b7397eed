//! Headers of WAV, AIFF and CAF files, as far as they say how samples are written and where.

use std::fs::File;

use super::shape::{Sample, Shape};
use crate::MediaError;
use crate::chunk::Chunks;

pub(super) type Found = Option<(Shape, u64, u64)>;

pub(super) fn wave(file: &mut File, chunks: &Chunks) -> Result<Found, MediaError> {
    let Some(data) = chunks.find(b"data") else {
        return Err(missing(chunks, "it has no sound part (data chunk)"));
    };
    let Some(format) = chunks.find(b"fmt ") else {
        return Err(MediaError::damaged("it does not say its format (fmt chunk)"));
    };
    let bytes = Chunks::content(file, format, 64)?;
    let word = |at: usize| bytes.get(at..at + 2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let long = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let (Some(tag), Some(channels), Some(rate), Some(align), Some(bits)) =
        (word(0), word(2), long(4), word(12), word(14))
    else {
        return Err(MediaError::damaged("its format part is too short"));
    };
    // WAVE_FORMAT_EXTENSIBLE: the real tag opens the GUID, the real depth stands before it.
    let extensible = tag == 0xfffe;
    let (tag, valid) = if extensible { (word(24).unwrap_or(0), word(18).unwrap_or(bits)) } else { (tag, bits) };
    let speakers = if extensible { long(20).unwrap_or(0) } else { 0 };
    let aligned = align.checked_div(channels).unwrap_or(0);
    // The bits decide, as the standard has it. Only 24 bits in 32 stand in files as the alignment says, where the bytes a
    // second agree.
    let wide = aligned == 4 && (17..=24).contains(&bits) && long(8) == rate.checked_mul(u32::from(align));
    let width = if bits == 0 || wide { aligned } else { bits.div_ceil(8) };
    let sample = match tag {
        1 if width == 1 => Some(Sample::Unsigned8),
        1 => Sample::whole(width, false),
        3 => Sample::float(width, false),
        // A-law, mu-law and ADPCM go to the decoder library.
        2 | 6 | 7 | 0x11 => return Ok(None),
        other => return Err(MediaError::Unsupported { codec: wave_codec(other) }),
    };
    let Some(sample) = sample else {
        return Err(MediaError::damaged(format!("its samples are {width} bytes wide")));
    };
    let bits = if valid == 0 || valid > width * 8 { width * 8 } else { valid };
    Ok(Some((Shape { sample, rate, channels, bits, speakers }, data.start, data.size)))
}

fn wave_codec(tag: u16) -> String {
    match tag {
        0x31 => "GSM".into(),
        0x50 => "MPEG in WAV".into(),
        0x55 => "MP3 in WAV".into(),
        0x92 | 0x2000 => "AC-3".into(),
        0xff | 0x1600 | 0x1610 => "AAC in WAV".into(),
        0x160..=0x163 => "WMA".into(),
        0x270 => "ATRAC3".into(),
        0x2001 => "DTS".into(),
        other => format!("WAV format {other:#06x}"),
    }
}

pub(super) fn aiff(file: &mut File, chunks: &Chunks) -> Result<Found, MediaError> {
    let Some(sound) = chunks.find(b"SSND") else {
        return Err(missing(chunks, "it has no sound part (SSND chunk)"));
    };
    let Some(common) = chunks.find(b"COMM") else {
        return Err(missing(chunks, "it does not say its format (COMM chunk)"));
    };
    let bytes = Chunks::content(file, common, 64)?;
    if bytes.len() < 18 || (chunks.compressed_form && bytes.len() < 22) {
        return Err(MediaError::damaged("its format part is too short"));
    }
    let channels = u16::from_be_bytes([bytes[0], bytes[1]]);
    let bits = u16::from_be_bytes([bytes[6], bytes[7]]);
    let rate = extended(&bytes[8..18]);
    let width = bits.div_ceil(8);
    let kind: &[u8] = if chunks.compressed_form { &bytes[18..22] } else { b"NONE" };
    let sample = match kind {
        b"NONE" | b"twos" if width == 1 => Some(Sample::Signed8),
        b"raw " if width == 1 => Some(Sample::Unsigned8),
        b"NONE" | b"twos" | b"in16" | b"in24" | b"in32" => Sample::whole(width, true),
        b"sowt" if width == 1 => Some(Sample::Signed8),
        b"sowt" => Sample::whole(width, false),
        b"fl32" | b"FL32" => Some(Sample::Float32 { big: true }),
        b"fl64" | b"FL64" => Some(Sample::Float64 { big: true }),
        b"alaw" | b"ALAW" | b"ulaw" | b"ULAW" => return Ok(None),
        other => {
            return Err(MediaError::Unsupported { codec: format!("AIFF-C {}", String::from_utf8_lossy(other).trim()) });
        }
    };
    let Some(sample) = sample else {
        return Err(MediaError::damaged(format!("its samples are {bits} bits wide")));
    };
    let head = Chunks::content(file, sound, 8)?;
    let offset = head.first_chunk::<4>().map_or(0, |bytes| u64::from(u32::from_be_bytes(*bytes)));
    let skip = 8 + offset;
    let bits = if bits == 0 { (sample.bytes() * 8) as u16 } else { bits };
    let shape = Shape { sample, rate, channels, bits, speakers: 0 };
    Ok(Some((shape, sound.start + skip, sound.size.saturating_sub(skip))))
}

/// The description chunk of CAF; `None` for compressed sound.
pub(super) fn caf(bytes: &[u8]) -> Result<Option<Shape>, MediaError> {
    const FLOAT: u32 = 1;
    const LITTLE_ENDIAN: u32 = 2;
    let long = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]));
    let (Some(rate), Some(flags), Some(packet), Some(channels), Some(bits)) =
        (bytes.first_chunk::<8>(), long(12), long(16), long(24), long(28))
    else {
        return Err(MediaError::damaged("its format part is too short"));
    };
    if &bytes[8..12] != b"lpcm" {
        return Ok(None);
    }
    let big = flags & LITTLE_ENDIAN == 0;
    // A packet is one frame; where it does not fit the bits, they decide.
    let stated = packet.checked_div(channels).unwrap_or(0);
    let least = bits.div_ceil(8);
    let width = if (least.max(1)..=8).contains(&stated) && packet % channels == 0 { stated } else { least };
    let width = u16::try_from(width).unwrap_or(0);
    let sample = match width {
        1 => Some(Sample::Signed8),
        width if flags & FLOAT != 0 => Sample::float(width, big),
        width => Sample::whole(width, big),
    };
    let Some(sample) = sample else {
        return Err(MediaError::damaged(format!("its samples are {width} bytes wide")));
    };
    let channels = u16::try_from(channels).unwrap_or(0);
    let bits = u16::try_from(bits).ok().filter(|bits| *bits > 0 && *bits <= width * 8).unwrap_or(width * 8);
    // A cast of what is no rate gives 0, which is refused.
    Ok(Some(Shape { sample, rate: f64::from_be_bytes(*rate) as u32, channels, bits, speakers: 0 }))
}

/// A part that is missing because the file stops before it is a cut file, not a wrong one.
fn missing(chunks: &Chunks, reason: &str) -> MediaError {
    let end = chunks.list.last().map_or(12, |last| last.start.saturating_add(last.size));
    if end > chunks.file_size {
        MediaError::Truncated { kept: None, promised: None }
    } else {
        MediaError::damaged(reason)
    }
}

/// AIFF's 80-bit float sample rate in whole hertz; 0 if it is none that a `u32` holds.
fn extended(bytes: &[u8]) -> u32 {
    let exponent = i32::from(u16::from_be_bytes([bytes[0] & 0x7f, bytes[1]])) - 16_383;
    let mantissa = bytes[2..10].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    if bytes[0] & 0x80 != 0 || !(0..32).contains(&exponent) {
        return 0;
    }
    (mantissa >> (63 - exponent)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aiff_rates_are_80_bit_floats() {
        assert_eq!(extended(&[0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0]), 44_100);
        assert_eq!(extended(&[0x40, 0x0f, 0xbb, 0x80, 0, 0, 0, 0, 0, 0]), 96_000);
        assert_eq!(extended(&[0xff; 10]), 0);
    }
}
