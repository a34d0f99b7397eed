//! Sound in movies whose samples are numbers, as cutting rooms export it: where they lie and how they are written.
//!
//! The decoder library takes each frame for a packet of its own, 48,000 a second. A sample table says where the frames
//! are in pieces as large as the picture allows (ISO/IEC 14496-12, 8.6 to 8.7; QuickTime File Format, sound sample
//! descriptions), which are read as a WAV file is.

use crate::boxes::{find, long, wide};
use crate::linear::Shape;
use crate::window::{Part, View};

/// More pieces than a day of picture has.
const MOST_PIECES: usize = 4_000_000;

/// The frames of one sound track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LinearTrack {
    pub shape: Shape,
    /// First byte and bytes of each piece.
    pieces: Vec<(u64, u64)>,
}

impl LinearTrack {
    /// From the sample table (`stbl`) of a sound track; `None` where its sound is compressed or the table makes no sense.
    pub(crate) fn read(table: &[u8]) -> Option<Self> {
        let shape = shape(find(table, b"stsd")?)?;
        let frame = shape.frame();
        if frame == 0 {
            return None;
        }
        let offsets: Vec<u64> = if let Some(short) = find(table, b"stco") {
            rows(short, 4)?.map(|row| long(row, 0).map(u64::from)).collect::<Option<_>>()?
        } else {
            rows(find(table, b"co64")?, 8)?.map(|row| wide(row, 0)).collect::<Option<_>>()?
        };
        if offsets.len() > MOST_PIECES {
            return None;
        }
        // From which piece on so many frames lie in each, counted from 1.
        let runs: Vec<(u32, u32)> =
            rows(find(table, b"stsc")?, 12)?.map(|row| Some((long(row, 0)?, long(row, 4)?))).collect::<Option<_>>()?;
        let mut run = 0;
        let mut pieces = Vec::with_capacity(offsets.len());
        for (number, offset) in (1_u32..).zip(offsets) {
            while runs.get(run + 1).is_some_and(|(first, _)| *first <= number) {
                run += 1;
            }
            let (_, frames) = runs.get(run)?;
            pieces.push((offset, u64::from(*frames) * frame));
        }
        Some(Self { shape, pieces })
    }

    /// The frames one after the other.
    pub(crate) fn view(&self) -> View {
        let mut parts: Vec<(u64, u64)> = Vec::new();
        for (start, length) in &self.pieces {
            match parts.last_mut() {
                Some((from, held)) if *from + *held == *start => *held += length,
                _ => parts.push((*start, *length)),
            }
        }
        View::new(parts.into_iter().map(|(start, length)| Part::File { start, length }).collect())
    }
}

/// The rows of a table behind its version and count.
fn rows(table: &[u8], size: usize) -> Option<impl Iterator<Item = &[u8]>> {
    let count = long(table, 4)? as usize;
    Some(table.get(8..)?.chunks_exact(size).take(count))
}

/// How the samples of a description are written; `None` for compressed ones.
fn shape(stsd: &[u8]) -> Option<Shape> {
    /// Bits of `formatSpecificFlags`.
    const FLOAT: u32 = 1;
    const BIG_ENDIAN: u32 = 2;
    let entry = stsd.get(8..)?;
    let kind: [u8; 4] = entry.get(4..8)?.try_into().ok()?;
    let word = |at: usize| Some(u16::from_be_bytes(entry.get(at..at + 2)?.try_into().ok()?));
    let version = word(16)?;
    if version == 2 {
        let rate = f64::from_bits(wide(entry, 40)?);
        let (channels, bits, flags) = (long(entry, 48)?, long(entry, 56)?, long(entry, 60)?);
        let (channels, bits) = (u16::try_from(channels).ok()?, u16::try_from(bits).ok()?);
        let is_ours = &kind == b"lpcm" && long(entry, 68) == Some(1);
        // A cast of what is no rate gives 0, which is refused.
        let shape = Shape::of(rate as u32, channels, bits, flags & FLOAT != 0, flags & BIG_ENDIAN != 0);
        return shape.filter(|_| is_ours);
    }
    let (channels, bits, rate) = (word(24)?, word(26)?, long(entry, 32)? >> 16);
    let extra = entry.get(if version == 1 { 52 } else { 36 }..).unwrap_or_default();
    match &kind {
        b"sowt" => Shape::of(rate, channels, bits, false, false),
        b"twos" | b"NONE" => Shape::of(rate, channels, bits, false, true),
        b"in24" => Shape::of(rate, channels, 24, false, !is_little(extra)),
        b"in32" => Shape::of(rate, channels, 32, false, !is_little(extra)),
        b"fl32" => Shape::of(rate, channels, 32, true, !is_little(extra)),
        b"fl64" => Shape::of(rate, channels, 64, true, !is_little(extra)),
        // ISO/IEC 23003-5: the last byte of `pcmC` is the width, the one before says that it is little-endian.
        b"ipcm" | b"fpcm" => {
            let pcm = find(extra, b"pcmC")?;
            let (flags, bits) = (*pcm.get(4)?, u16::from(*pcm.get(5)?));
            Shape::of(rate, channels, bits, &kind == b"fpcm", flags & 1 == 0)
        }
        _ => None,
    }
}

/// Whether a description says that its least significant byte comes first.
fn is_little(extra: &[u8]) -> bool {
    let told = find(extra, b"wave").and_then(|wave| find(wave, b"enda")).or_else(|| find(extra, b"enda"));
    told.is_some_and(|enda| enda.first_chunk::<2>() == Some(&[0, 1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [&(inside.len() as u32 + 8).to_be_bytes(), kind.as_slice(), inside].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn pieces_lie_where_the_table_says() {
        // 16 bits, stereo, 48 kHz: 4 bytes a frame.
        let entry = [
            words(&[0]),
            b"sowt".to_vec(),
            vec![0; 8],
            vec![0; 8],
            vec![0, 2, 0, 16],
            words(&[0]),
            words(&[48_000 << 16]),
        ];
        let entry = entry.concat();
        let table = [
            made(b"stsd", &[words(&[0, 1]), entry].concat()),
            made(b"stsc", &words(&[0, 2, 1, 10, 1, 3, 5, 1])),
            made(b"stco", &words(&[0, 4, 100, 500, 540, 900])),
        ];
        let track = LinearTrack::read(&table.concat()).expect("a table");
        assert_eq!(track.pieces, [(100, 40), (500, 40), (540, 20), (900, 20)]);
        assert_eq!(crate::boxes::boxes(&table.concat()).count(), 3);
    }
}
