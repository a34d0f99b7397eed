//! Compressed sound in WAV, AIFF-C and CAF, wrapped anew: the parts that it needs, with sizes that are right, and no
//! other.

use std::io::{self, Read, Seek};

use crate::chunk::{Chunk, Chunks, Family};
use crate::window::{Part, View};

/// Compressed sound in WAV or AIFF-C.
pub(crate) struct Wrapped {
    pub view: View,
    /// Frames that a header counts.
    pub stated: Option<i64>,
    /// Frames that are compressed together.
    pub block: i64,
}

/// `None` if a part that the sound needs is missing.
pub(crate) fn chunks<F: Read + Seek>(file: &mut F, chunks: &Chunks) -> io::Result<Option<Wrapped>> {
    match chunks.family {
        Family::Wave => wave(file, chunks),
        Family::Aiff => aiff(file, chunks),
    }
}

fn wave<F: Read + Seek>(file: &mut F, chunks: &Chunks) -> io::Result<Option<Wrapped>> {
    let (Some(format), Some(data)) = (chunks.find(b"fmt "), chunks.find(b"data")) else { return Ok(None) };
    let format = Chunks::content(file, format, 1 << 12)?;
    let size = |size: u64| u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes();
    let mut head = [b"RIFF".as_slice(), &size(data.size.saturating_add(format.len() as u64 + 20)), b"WAVE"].concat();
    head.extend(chunk(b"fmt ", &format, u32::to_le_bytes));
    head.extend([b"data".as_slice(), &size(data.size)].concat());
    let fact = match chunks.find(b"fact") {
        Some(fact) => Chunks::content(file, fact, 4)?,
        None => Vec::new(),
    };
    let stated = fact.first_chunk::<4>().map(|bytes| i64::from(u32::from_le_bytes(*bytes)));
    // Microsoft's and IMA's ADPCM say how many frames a block has; A-law and mu-law have one.
    let adpcm = matches!(format.first_chunk::<2>(), Some([2 | 0x11, 0]));
    let block = format.get(18..20).filter(|_| adpcm).map_or(1, |bytes| u16::from_le_bytes([bytes[0], bytes[1]]));
    let view = View::new(vec![Part::Bytes(head), Part::File { start: data.start, length: data.size }]);
    Ok(Some(Wrapped {
        view,
        stated: stated.filter(|frames| (1..i64::from(u32::MAX)).contains(frames)),
        block: i64::from(block),
    }))
}

fn aiff<F: Read + Seek>(file: &mut F, chunks: &Chunks) -> io::Result<Option<Wrapped>> {
    let (Some(common), Some(sound)) = (chunks.find(b"COMM"), chunks.find(b"SSND")) else { return Ok(None) };
    let mut common = Chunks::content(file, common, 1 << 12)?;
    let offset = Chunks::content(file, sound, 4)?;
    let skip = 8 + offset.first_chunk::<4>().map_or(0, |bytes| u64::from(u32::from_be_bytes(*bytes)));
    let size = sound.size.saturating_sub(skip);
    // A-law and mu-law, which alone are read, have a byte for each sample.
    let channels = common.first_chunk::<2>().map_or(1, |bytes| u16::from_be_bytes(*bytes)).max(1);
    if let Some(frames) = common.get_mut(2..6) {
        frames.copy_from_slice(&u32::try_from(size / u64::from(channels)).unwrap_or(u32::MAX).to_be_bytes());
    }
    let long = |size: u64| u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes();
    let mut head = [b"FORM".as_slice(), &long(size.saturating_add(common.len() as u64 + 28)), b"AIFC"].concat();
    head.extend(chunk(b"COMM", &common, u32::to_be_bytes));
    head.extend([b"SSND".as_slice(), &long(size.saturating_add(8)), &[0; 8]].concat());
    let view = View::new(vec![Part::Bytes(head), Part::File { start: sound.start.saturating_add(skip), length: size }]);
    Ok(Some(Wrapped { view, stated: None, block: 1 }))
}

fn chunk(id: &[u8; 4], content: &[u8], size: fn(u32) -> [u8; 4]) -> Vec<u8> {
    let mut bytes = [id.as_slice(), &size(content.len() as u32), content].concat();
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}

/// The parts of a CAF file that its sound needs, the sound last.
pub(crate) fn caf<F: Read + Seek>(file: &mut F, chunks: &[Chunk]) -> io::Result<View> {
    const LARGEST: u64 = 64 << 20;
    let find = |id: &[u8; 4]| chunks.iter().copied().find(|chunk| &chunk.id == id);
    let mut head = b"caff\0\x01\0\0".to_vec();
    for id in [b"desc", b"chan", b"kuki", b"pakt"] {
        if let Some(chunk) = find(id) {
            let content = Chunks::content(file, chunk, LARGEST)?;
            head.extend([id.as_slice(), &(content.len() as i64).to_be_bytes(), &content].concat());
        }
    }
    let mut parts = vec![];
    if let Some(data) = find(b"data") {
        head.extend([b"data".as_slice(), &i64::try_from(data.size).unwrap_or(-1).to_be_bytes()].concat());
        parts.push(Part::File { start: data.start, length: data.size });
    }
    parts.insert(0, Part::Bytes(head));
    Ok(View::new(parts))
}
