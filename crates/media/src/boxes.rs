//! The boxes of MP4 and QuickTime files (ISO/IEC 14496-12, 4.2).

use std::io::{self, Read, Seek, SeekFrom};

/// More boxes than any file has beside each other.
pub(crate) const MOST_BOXES: usize = 100_000;

/// An outermost box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outer {
    /// Four letters.
    pub kind: [u8; 4],
    /// Where it begins.
    pub at: u64,
    /// Bytes before its content.
    pub header: u64,
    /// All its bytes, as it says.
    pub length: u64,
    /// Whether the file has all of it.
    pub is_whole: bool,
}

/// The box that begins at `at` in a file of `size` bytes; `None` where no header fits.
pub(crate) fn outer_at<R: Read + Seek>(file: &mut R, at: u64, size: u64) -> io::Result<Option<Outer>> {
    if at.saturating_add(8) > size {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut head = [0; 16];
    file.read_exact(&mut head[..8])?;
    let kind = [head[4], head[5], head[6], head[7]];
    let (header, length) = match u32::from_be_bytes([head[0], head[1], head[2], head[3]]) {
        0 => (8, size - at),
        1 if at + 16 <= size => {
            file.read_exact(&mut head[8..])?;
            (16, u64::from_be_bytes(head[8..16].try_into().unwrap_or_default()))
        }
        length => (8, u64::from(length)),
    };
    let is_whole = length >= header && at.saturating_add(length) <= size;
    Ok(Some(Outer { kind, at, header, length, is_whole }))
}

/// Name, first byte of the content, and length of the content of each outermost box that the file has whole.
pub(crate) fn top_boxes<R: Read + Seek>(file: &mut R) -> io::Result<Vec<([u8; 4], u64, u64)>> {
    let size = file.seek(SeekFrom::End(0))?;
    let mut found = Vec::new();
    let mut next = 0;
    while found.len() < MOST_BOXES
        && let Some(Outer { kind, at, header, length, is_whole: true }) = outer_at(file, next, size)?
    {
        found.push((kind, at + header, length - header));
        next = at + length;
    }
    Ok(found)
}

/// The boxes directly within `content`.
pub(crate) fn boxes(content: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    sized_boxes(content).map(|(kind, inside, _)| (kind, inside))
}

/// The same, each with its length including its header.
pub(crate) fn sized_boxes(content: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8], usize)> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let head = rest.first_chunk::<8>()?;
        let kind = [head[4], head[5], head[6], head[7]];
        let short = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let (header, length) = match short {
            0 => (8, rest.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?),
            length => (8, length as usize),
        };
        let inside = rest.get(header..length)?;
        rest = &rest[length..];
        Some((kind, inside, length))
    })
}

/// What the first box of a kind holds.
pub(crate) fn find<'a>(content: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(content).find(|(found, _)| found == kind).map(|(_, inside)| inside)
}

/// 32 bits, the first byte the highest.
pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes)
}

/// 64 bits, the first byte the highest.
pub(crate) fn wide(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_be_bytes)
}

/// The tags within `udta` or `moov`.
pub(crate) fn item_list(outer: &[u8]) -> Option<&[u8]> {
    let meta = find(outer, b"meta")?;
    // In QuickTime's form no version stands before the boxes.
    let inside = if meta.get(4..8) == Some(b"hdlr") { meta } else { meta.get(4..)? };
    find(inside, b"ilst")
}
