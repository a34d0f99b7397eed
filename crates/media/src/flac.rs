//! FLAC's blocks before the sound (RFC 9639, section 8), and the sound without them.
//!
//! The decoder library reads every block strictly, and believes the block sizes that STREAMINFO states. Only STREAMINFO
//! matters to the sound, so it is all that the library is shown, with sizes that agree with the first frame.

use std::io::{self, Read, Seek, SeekFrom};

use crate::stream_info::{COMMENTS, INFO, speakers, with_sizes};
use crate::window::{Part, View};

/// A metadata block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub kind: u8,
    /// First byte of its content.
    pub start: u64,
    /// As its header says, in bytes; the file may end before.
    pub size: u64,
}

/// Where everything in a FLAC file lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flac {
    pub blocks: Vec<Block>,
    /// STREAMINFO as it stands in the file.
    info: [u8; INFO],
    /// Where the first frame begins, and what its header says.
    first: Option<(u64, Frame)>,
    /// STREAMINFO is there.
    pub informed: bool,
    /// A block reaches beyond the end of the file.
    pub cut: bool,
}

/// The kind of a block with a picture (RFC 9639, table 1).
pub(crate) const PICTURE: u8 = 6;
/// More blocks than any file has.
const MOST_BLOCKS: usize = 1_024;
/// Beyond this many bytes of something else no frame is looked for.
const FARTHEST: u64 = 64 << 20;

/// What the library cares for in a frame header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    /// All frames but the last are as long as the first.
    fixed: bool,
    /// In sound frames.
    size: u32,
    /// It is number 0.
    opens: bool,
}

impl Flac {
    /// Reads the blocks of the FLAC stream that begins at `at`; `None` if there is none.
    pub(crate) fn walk<F: Read + Seek>(file: &mut F, at: u64) -> io::Result<Option<Self>> {
        let size = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(at))?;
        let mut magic = [0; 4];
        if file.read_exact(&mut magic).is_err() || &magic != b"fLaC" {
            return Ok(None);
        }
        let mut flac = Self { blocks: Vec::new(), info: [0; INFO], first: None, informed: false, cut: false };
        let mut next = at + 4;
        while flac.blocks.len() < MOST_BLOCKS && next + 4 <= size {
            file.seek(SeekFrom::Start(next))?;
            let mut head = [0; 4];
            file.read_exact(&mut head)?;
            let (last, kind) = (head[0] & 0x80 != 0, head[0] & 0x7f);
            let block =
                Block { kind, start: next + 4, size: u64::from(u32::from_be_bytes([0, head[1], head[2], head[3]])) };
            // Kind 127 is what the start of a frame would be.
            flac.cut = kind != 127 && block.start + block.size > size;
            if kind == 127 || flac.cut {
                break;
            }
            if kind == 0 && !flac.informed && block.size >= INFO as u64 {
                file.read_exact(&mut flac.info)?;
                flac.informed = true;
            }
            flac.blocks.push(block);
            next = block.start + block.size;
            if last {
                break;
            }
        }
        if flac.informed {
            flac.first = first_frame(file, next, u64::MAX, |_| true)?;
            // A block that claims to be longer than it is hides the first frames.
            if flac.first.is_none_or(|(_, frame)| !frame.opens)
                && let Some(found) = first_frame(file, at + 4, next, |frame| frame.opens)?
            {
                flac.first = Some(found);
            }
        }
        Ok(Some(flac))
    }

    /// Sound frames, where the header counts them.
    pub(crate) fn stated(&self) -> Option<i64> {
        let bytes = [0, 0, 0, self.info[13] & 0x0f, self.info[14], self.info[15], self.info[16], self.info[17]];
        Some(i64::from_be_bytes(bytes)).filter(|frames| *frames > 0)
    }

    /// The speakers that a comment names, by the bits of WAVE_FORMAT_EXTENSIBLE.
    pub(crate) fn speakers<F: Read + Seek>(&self, file: &mut F) -> io::Result<Option<u32>> {
        /// Comments of more bytes hold covers.
        const LARGEST: u64 = 16 << 20;
        for block in self.blocks.iter().filter(|block| block.kind == COMMENTS && block.size <= LARGEST) {
            let mut content = Vec::new();
            file.seek(SeekFrom::Start(block.start))?;
            file.by_ref().take(block.size).read_to_end(&mut content)?;
            if let Some(named) = speakers(&content) {
                return Ok(Some(named));
            }
        }
        Ok(None)
    }

    /// The sound up to `end`, as the library can read it; `None` where no frame is found.
    ///
    /// The count of frames is left out: it would end the sound.
    pub(crate) fn view(&self, end: u64) -> Option<View> {
        let (start, frame) = self.first?;
        let (low, high) = match frame.fixed {
            true => (frame.size, frame.size),
            false => (16, u32::from(u16::MAX)),
        };
        let (low, high) = (low.clamp(16, u32::from(u16::MAX)), high.clamp(16, u32::from(u16::MAX)));
        let mut info = with_sizes(self.info, low as u16, high as u16);
        // 0 is unknown.
        info[13] &= 0xf0;
        info[14..18].fill(0);
        const LAST: u8 = 0x80;
        let head = [b"fLaC".as_slice(), &[LAST, 0, 0, INFO as u8], &info].concat();
        Some(View::new(vec![Part::Bytes(head), Part::File { start, length: end.saturating_sub(start) }]))
    }
}

/// The first frame header from `from` on and before `to` that is wanted.
fn first_frame<F: Read + Seek>(
    file: &mut F,
    from: u64,
    to: u64,
    wanted: impl Fn(Frame) -> bool,
) -> io::Result<Option<(u64, Frame)>> {
    const BLOCK: usize = 1 << 16;
    const LONGEST_HEADER: usize = 16;
    let mut at = from;
    while at < from.saturating_add(FARTHEST).min(to) {
        file.seek(SeekFrom::Start(at))?;
        let mut block = Vec::new();
        file.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        for place in 0..block.len() {
            if block[place] == 0xff
                && at + (place as u64) < to
                && let Some(frame) = frame(&block[place..]).filter(|frame| wanted(*frame))
            {
                return Ok(Some((at + place as u64, frame)));
            }
        }
        if block.len() < BLOCK {
            break;
        }
        at += (BLOCK - LONGEST_HEADER) as u64;
    }
    Ok(None)
}

/// Reads a frame header, whose checksum must be right (RFC 9639, section 9.1).
fn frame(bytes: &[u8]) -> Option<Frame> {
    let head = bytes.first_chunk::<4>()?;
    if head[1] & 0xfe != 0xf8 || head[3] & 1 != 0 {
        return None;
    }
    let number = match bytes.get(4)? {
        0..=0x7f => 1,
        first => first.leading_ones() as usize,
    };
    if !(1..=7).contains(&number) {
        return None;
    }
    let mut end = 4 + number;
    let mut take = |count: usize| {
        let value = bytes.get(end..end + count)?.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        end += count;
        Some(value)
    };
    let size = match head[2] >> 4 {
        0 => return None,
        1 => 192,
        code @ 2..=5 => 576 << (code - 2),
        6 => take(1)? + 1,
        7 => take(2)? + 1,
        code => 256 << (code - 8),
    };
    match head[2] & 15 {
        12 => take(1).map(|_| ())?,
        13 | 14 => take(2).map(|_| ())?,
        15 => return None,
        _ => {}
    }
    let sum = bytes.get(..end)?.iter().fold(0, |sum, byte| checksum(sum, *byte));
    (bytes.get(end) == Some(&sum)).then_some(Frame { fixed: head[1] & 1 == 0, size, opens: bytes[4] == 0 })
}

/// CRC-8 by x^8 + x^2 + x + 1.
fn checksum(sum: u8, byte: u8) -> u8 {
    (0..8).fold(sum ^ byte, |sum, _| if sum & 0x80 != 0 { sum << 1 ^ 0x07 } else { sum << 1 })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;
    use std::io::Cursor;

    /// 4,096 frames at 44.1 kHz, stereo, 16 bits, frame number 0.
    const FRAME: [u8; 6] = [0xff, 0xf8, 0xc9, 0x18, 0x00, 0xc2];

    fn file(blocks: &[(u8, &[u8])]) -> Vec<u8> {
        let mut bytes = b"fLaC".to_vec();
        for (number, (kind, content)) in blocks.iter().enumerate() {
            let last = if number + 1 == blocks.len() { 0x80 } else { 0 };
            bytes.extend([kind | last, 0, (content.len() >> 8) as u8, content.len() as u8]);
            bytes.extend_from_slice(content);
        }
        bytes.extend(FRAME);
        bytes
    }

    #[test]
    fn a_frame_header_is_known_by_its_checksum() {
        assert_eq!(frame(&FRAME), Some(Frame { fixed: true, size: 4_096, opens: true }));
        assert_eq!(frame(&[0xff, 0xf8, 0xc9, 0x18, 0x00, 0xc3]), None);
        assert_eq!(frame(&[0xff, 0xf8]), None);
    }

    #[test]
    fn the_sound_is_found_behind_blocks_of_any_kind() {
        let info = [7; INFO];
        let bytes = file(&[(0, &info), (COMMENTS, &[]), (PICTURE, &[1, 2, 3])]);
        let flac = Flac::walk(&mut Cursor::new(&bytes), 0).expect("read").expect("flac");
        assert_eq!(flac.first.map(|(at, _)| at), Some(bytes.len() as u64 - 6));
        assert_eq!(flac.blocks.iter().map(|block| block.kind).collect::<Vec<_>>(), [0, COMMENTS, PICTURE]);
        // A block that claims to be longer than it is, or than the file.
        let mut wrong = bytes.clone();
        wrong[4 + 4 + INFO + 4 + 3] = 4;
        let flac = Flac::walk(&mut Cursor::new(&wrong), 0).expect("read").expect("flac");
        assert_eq!(flac.first.map(|(at, _)| at), Some(bytes.len() as u64 - 6));
        // A block that claims to reach into the sound, where another frame follows.
        let second = [0xff, 0xf8, 0xc9, 0x18, 0x01];
        let sum = second.iter().fold(0, |sum, byte| checksum(sum, *byte));
        let wrong = [wrong.as_slice(), &second, &[sum]].concat();
        let flac = Flac::walk(&mut Cursor::new(&wrong), 0).expect("read").expect("flac");
        assert_eq!(flac.first.map(|(at, _)| at), Some(bytes.len() as u64 - 6));
        assert_eq!(Flac::walk(&mut Cursor::new(b"OggS"), 0).expect("read"), None);
    }

    #[test]
    fn sizes_come_from_the_first_frame() {
        let bytes = file(&[(0, &[0; INFO])]);
        let flac = Flac::walk(&mut Cursor::new(&bytes), 0).expect("read").expect("flac");
        let view = flac.view(bytes.len() as u64).expect("a view");
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("a.flac");
        std::fs::write(&path, &bytes).expect("written");
        let mut seen = Vec::new();
        view.open(&path).expect("opened").read_to_end(&mut seen).expect("read");
        assert_eq!(seen[8..12], [0x10, 0, 0x10, 0]);
        assert_eq!(seen[42..], FRAME);
    }
}
