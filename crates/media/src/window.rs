//! A file as the decoder library shall see it: without what hangs behind the sound, or as long as it should be.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::io::MediaSource;

/// A file with another size than it has.
///
/// Larger: the library refuses an MP4 whose sound reaches beyond the end of the file, though what is there can be
/// heard; so it is told the size the file should have, and reading ends where the bytes do. Smaller: it takes tags
/// behind the last frame of a FLAC file for a part of that frame, and loses it; so they are hidden.
pub(crate) struct Window {
    file: File,
    size: u64,
    position: u64,
}

impl Window {
    pub(crate) fn new(mut file: File, claimed: Option<u64>) -> io::Result<Self> {
        let real = file.seek(SeekFrom::End(0))?;
        let size = match claimed {
            Some(claimed) => claimed.max(real),
            None => real - trailing_tags(&mut file, real)?,
        };
        file.rewind()?;
        Ok(Self { file, size, position: 0 })
    }
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(self.position)).unwrap_or(usize::MAX);
        let most = buffer.len().min(left);
        let read = self.file.read(&mut buffer[..most])?;
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
        };
        let target = target.ok_or(io::ErrorKind::InvalidInput)?;
        self.position = self.file.seek(SeekFrom::Start(target))?;
        Ok(self.position)
    }
}

impl MediaSource for Window {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.size)
    }
}

/// Bytes of ID3v1 and APE tags at the end of a FLAC file; 0 for other files.
fn trailing_tags<F: Read + Seek>(file: &mut F, size: u64) -> io::Result<u64> {
    const ID3: u64 = 128;
    const APE: u64 = 32;
    let mut magic = [0; 4];
    file.rewind()?;
    if size < 4 + ID3 + APE || file.read_exact(&mut magic).is_err() || &magic != b"fLaC" {
        return Ok(0);
    }
    let mut tail = [0; (ID3 + APE) as usize];
    file.seek(SeekFrom::Start(size - ID3 - APE))?;
    file.read_exact(&mut tail)?;
    let mut hidden = 0;
    let mut footer = &tail[ID3 as usize..];
    if &tail[APE as usize..APE as usize + 3] == b"TAG" {
        hidden = ID3;
        footer = &tail[..APE as usize];
    }
    if footer.starts_with(b"APETAGEX") {
        let word = |at: usize| u32::from_le_bytes([footer[at], footer[at + 1], footer[at + 2], footer[at + 3]]);
        const HAS_HEADER: u32 = 1 << 31;
        let header = if word(20) & HAS_HEADER != 0 { APE } else { 0 };
        hidden += u64::from(word(12)) + header;
    }
    // A tag that claims most of the file is none.
    Ok(if hidden < size / 2 { hidden } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn tags_behind_flac_are_hidden() {
        let mut bytes = b"fLaC".to_vec();
        bytes.resize(1_000, 7);
        let mut ape = b"APETAGEX".to_vec();
        ape.extend([2_000_u32, 72, 1, 0, 0, 0].iter().flat_map(|word| word.to_le_bytes()));
        bytes.resize(1_040, 0);
        bytes.extend(&ape);
        bytes.extend(b"TAG");
        bytes.resize(1_072 + 128, 0);
        let size = bytes.len() as u64;
        assert_eq!(trailing_tags(&mut Cursor::new(&bytes), size).expect("read"), 128 + 72);
        bytes[0] = b'X';
        assert_eq!(trailing_tags(&mut Cursor::new(&bytes), size).expect("read"), 0);
    }
}
