//! Uncompressed sound in WAV, RF64, BW64, AIFF, AIFF-C and CAF, read straight from the file.
//!
//! Symphonia 0.6 reads neither RF64 nor a file cut short in its sound, so the header walk is ours; what lies
//! behind it is only numbers. A frame of a linear file stands at a fixed place, which makes seeking exact.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use timebase::SampleRate;

use crate::chunk::{Chunk, Chunks, Family};
use crate::layout::Layout;
use crate::{MediaError, rate};

/// How one sample of one channel is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    Unsigned8,
    Signed8,
    Signed16 { big: bool },
    Signed24 { big: bool },
    Signed32 { big: bool },
    Float32 { big: bool },
    Float64 { big: bool },
}

impl Sample {
    fn bytes(self) -> usize {
        match self {
            Self::Unsigned8 | Self::Signed8 => 1,
            Self::Signed16 { .. } => 2,
            Self::Signed24 { .. } => 3,
            Self::Signed32 { .. } | Self::Float32 { .. } => 4,
            Self::Float64 { .. } => 8,
        }
    }

    fn whole(bytes: u16, big: bool) -> Option<Self> {
        match bytes {
            2 => Some(Self::Signed16 { big }),
            3 => Some(Self::Signed24 { big }),
            4 => Some(Self::Signed32 { big }),
            _ => None,
        }
    }

    fn float(bytes: u16, big: bool) -> Option<Self> {
        match bytes {
            4 => Some(Self::Float32 { big }),
            8 => Some(Self::Float64 { big }),
            _ => None,
        }
    }
}

/// The sound of one linear file.
#[derive(Debug)]
pub(crate) struct Linear {
    file: File,
    sample: Sample,
    pub rate: SampleRate,
    pub channels: u16,
    pub bits: u16,
    /// Where each channel sounds.
    pub layout: Layout,
    /// As the header says, in frames.
    pub promised: i64,
    /// As the file has, in frames.
    kept: i64,
    start: u64,
    /// Next frame to read.
    position: i64,
    bytes: Vec<u8>,
}

/// What the header says before the sound.
struct Shape {
    sample: Sample,
    rate: u32,
    channels: u16,
    bits: u16,
    /// Speakers by the bits of WAVE_FORMAT_EXTENSIBLE; 0 where none are named.
    speakers: u32,
}

/// Frames taken from the file at once.
const BLOCK: usize = 1 << 14;
/// More channels than any sound file has; what claims more is damaged.
const MOST_CHANNELS: u16 = 256;

impl Linear {
    /// `None` if the file is chunked but its sound is compressed.
    pub(crate) fn open(mut file: File, chunks: &Chunks) -> Result<Option<Self>, MediaError> {
        let found = match chunks.family {
            Family::Wave => wave(&mut file, chunks)?,
            Family::Aiff => aiff(&mut file, chunks)?,
        };
        let Some((shape, start, size)) = found else { return Ok(None) };
        Self::new(file, &shape, start, size).map(Some)
    }

    /// The same for CAF: `None` if its sound is compressed.
    pub(crate) fn open_caf(mut file: File, chunks: &[Chunk]) -> Result<Option<Self>, MediaError> {
        let find = |id: &[u8; 4]| chunks.iter().copied().find(|chunk| &chunk.id == id);
        let (Some(description), Some(data)) = (find(b"desc"), find(b"data")) else { return Ok(None) };
        let bytes = Chunks::content(&mut file, description, 32)?;
        let Some(shape) = caf(&bytes)? else { return Ok(None) };
        // The content opens with a count of edits.
        Self::new(file, &shape, data.start + 4, data.size.saturating_sub(4)).map(Some)
    }

    fn new(file: File, shape: &Shape, start: u64, size: u64) -> Result<Self, MediaError> {
        let rate = rate::checked(shape.rate)?;
        if shape.channels == 0 || shape.channels > MOST_CHANNELS {
            return Err(MediaError::damaged(format!("it claims {} channels", shape.channels)));
        }
        let frame = shape.sample.bytes() as u64 * u64::from(shape.channels);
        let promised = i64::try_from(size / frame).unwrap_or(i64::MAX);
        let kept = i64::try_from(size.min(file.metadata()?.len().saturating_sub(start)) / frame).unwrap_or(i64::MAX);
        // Some writers count the header in. A tenth of a second that is missing is no cut.
        let missing = promised.saturating_sub(kept);
        let promised = if missing <= i64::from(rate.hertz()) / 10 { kept } else { promised };
        Ok(Self {
            file,
            sample: shape.sample,
            rate,
            channels: shape.channels,
            bits: shape.bits,
            layout: Layout::of_speakers(shape.channels, shape.speakers),
            promised,
            kept,
            start,
            position: 0,
            bytes: Vec::new(),
        })
    }

    pub(crate) fn seek(&mut self, frame: i64) {
        self.position = frame.clamp(0, self.kept);
    }

    pub(crate) fn read(&mut self, out: &mut Vec<f32>, most: usize) -> Result<usize, MediaError> {
        let frame = self.sample.bytes() * usize::from(self.channels);
        let left = usize::try_from(self.kept - self.position).unwrap_or(0);
        let wanted = most.min(left);
        let mut done = 0;
        self.file.seek(SeekFrom::Start(self.start + self.position as u64 * frame as u64))?;
        while done < wanted {
            let block = (wanted - done).min(BLOCK);
            self.bytes.resize(block * frame, 0);
            let read = fill(&mut self.file, &mut self.bytes)? / frame;
            convert(self.sample, &self.bytes[..read * frame], out);
            done += read;
            if read < block {
                break;
            }
        }
        self.position += done as i64;
        Ok(done)
    }
}

/// Reads until the buffer is full or the file ends; how many bytes came.
fn fill(file: &mut File, buffer: &mut [u8]) -> Result<usize, MediaError> {
    let mut done = 0;
    while done < buffer.len() {
        match file.read(&mut buffer[done..]) {
            Ok(0) => break,
            Ok(read) => done += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done)
}

fn convert(sample: Sample, bytes: &[u8], out: &mut Vec<f32>) {
    const STEP_16: f32 = 1.0 / 32_768.0;
    const STEP_32: f32 = 1.0 / 2_147_483_648.0;
    fn each<const N: usize>(bytes: &[u8], out: &mut Vec<f32>, value: impl Fn([u8; N]) -> f32) {
        let (samples, _) = bytes.as_chunks::<N>();
        out.extend(samples.iter().map(|sample| value(*sample)));
    }
    match sample {
        Sample::Unsigned8 => each(bytes, out, |[b]| (f32::from(b) - 128.0) / 128.0),
        Sample::Signed8 => each(bytes, out, |[b]| f32::from(b as i8) / 128.0),
        Sample::Signed16 { big: false } => each(bytes, out, |b| f32::from(i16::from_le_bytes(b)) * STEP_16),
        Sample::Signed16 { big: true } => each(bytes, out, |b| f32::from(i16::from_be_bytes(b)) * STEP_16),
        // 24 bits go to the top of 32, which carries the sign along.
        Sample::Signed24 { big: false } => {
            each(bytes, out, |[a, b, c]| i32::from_le_bytes([0, a, b, c]) as f32 * STEP_32)
        }
        Sample::Signed24 { big: true } => {
            each(bytes, out, |[a, b, c]| i32::from_be_bytes([a, b, c, 0]) as f32 * STEP_32)
        }
        Sample::Signed32 { big: false } => each(bytes, out, |b| i32::from_le_bytes(b) as f32 * STEP_32),
        Sample::Signed32 { big: true } => each(bytes, out, |b| i32::from_be_bytes(b) as f32 * STEP_32),
        Sample::Float32 { big: false } => each(bytes, out, |b| finite(f32::from_le_bytes(b))),
        Sample::Float32 { big: true } => each(bytes, out, |b| finite(f32::from_be_bytes(b))),
        Sample::Float64 { big: false } => each(bytes, out, |b| finite(f64::from_le_bytes(b) as f32)),
        Sample::Float64 { big: true } => each(bytes, out, |b| finite(f64::from_be_bytes(b) as f32)),
    }
}

/// One broken float would silence a whole mix; it becomes silence itself.
fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

type Found = Option<(Shape, u64, u64)>;

fn wave(file: &mut File, chunks: &Chunks) -> Result<Found, MediaError> {
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

fn aiff(file: &mut File, chunks: &Chunks) -> Result<Found, MediaError> {
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
fn caf(bytes: &[u8]) -> Result<Option<Shape>, MediaError> {
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

    #[test]
    fn samples_keep_their_sign_at_every_width() {
        let read = |sample, bytes: &[u8]| {
            let mut out = Vec::new();
            convert(sample, bytes, &mut out);
            out
        };
        assert_eq!(read(Sample::Unsigned8, &[0, 128, 192]), [-1.0, 0.0, 0.5]);
        assert_eq!(read(Sample::Signed16 { big: true }, &[0x80, 0, 0x40, 0]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed24 { big: false }, &[0, 0, 0x80, 0, 0, 0x40]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed24 { big: true }, &[0x80, 0, 0, 0x40, 0, 0]), [-1.0, 0.5]);
        assert_eq!(read(Sample::Signed32 { big: false }, &i32::MIN.to_le_bytes()), [-1.0]);
        assert_eq!(read(Sample::Float32 { big: false }, &f32::NAN.to_le_bytes()), [0.0]);
        assert_eq!(read(Sample::Float64 { big: true }, &(-0.25_f64).to_be_bytes()), [-0.25]);
    }
}
