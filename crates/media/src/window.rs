//! A file as the decoder library shall see it: its sound and what the sound needs, and nothing else.
//!
//! Tags, pictures and other parts that stand beside the sound must not decide whether it can be read, so they are left
//! out; headers that contradict the sound are replaced. What is shown is a row of [`Part`]s.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use symphonia::core::io::MediaSource;

use crate::MediaError;
use crate::hash::open;

/// One stretch of what the library sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Bytes of our own, such as a corrected header.
    Bytes(Vec<u8>),
    /// Bytes of the file.
    File {
        /// The first byte.
        start: u64,
        /// How many; more than the file has where it is cut: the library is then told the size that the file should
        /// have, and reading ends where the bytes do.
        length: u64,
    },
}

impl Part {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { length, .. } => *length,
        }
    }
}

/// How a file is shown to the decoder library.
#[derive(Debug, Clone)]
pub(crate) struct View {
    parts: Arc<[Part]>,
    /// Only from start to end: the library then does not look at the end first, which it cannot do in an Ogg file
    /// whose last pages are damaged.
    forward_only: bool,
}

impl View {
    pub(crate) fn new(parts: Vec<Part>) -> Self {
        Self { parts: parts.into(), forward_only: false }
    }

    /// The bytes `start..end` of the file.
    pub(crate) fn range(start: u64, end: u64) -> Self {
        Self::new(vec![Part::File { start, length: end.saturating_sub(start) }])
    }

    /// The bytes `start..end` of the file, some of them replaced: each patch says where, and by what. Patches are in
    /// order and do not overlap.
    pub(crate) fn patched(start: u64, end: u64, patches: Vec<(u64, Vec<u8>)>) -> Self {
        let mut parts = Vec::with_capacity(2 * patches.len() + 1);
        let mut at = start;
        for (place, bytes) in patches {
            parts.push(Part::File { start: at, length: place.saturating_sub(at) });
            at = place.saturating_add(bytes.len() as u64);
            parts.push(Part::Bytes(bytes));
        }
        parts.push(Part::File { start: at, length: end.saturating_sub(at) });
        Self::new(parts)
    }

    /// The same, to be read from start to end only.
    pub(crate) fn forward_only(&self) -> Self {
        Self { parts: self.parts.clone(), forward_only: true }
    }

    pub(crate) fn open(&self, path: &Path) -> Result<Window, MediaError> {
        let size = self.parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.length()));
        Ok(Window { file: open(path)?, view: self.clone(), size, position: 0 })
    }
}

/// A file that ends earlier than it does.
pub(crate) struct Upto<'a> {
    file: &'a mut File,
    end: u64,
}

impl<'a> Upto<'a> {
    pub(crate) fn new(file: &'a mut File, end: u64) -> Self {
        Self { file, end }
    }
}

impl Read for Upto<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.end.saturating_sub(self.file.stream_position()?);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        self.file.read(&mut buffer[..most])
    }
}

impl Seek for Upto<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::End(by) => SeekFrom::Start(self.end.saturating_add_signed(by)),
            SeekFrom::Start(_) | SeekFrom::Current(_) => to,
        };
        self.file.seek(to)
    }
}

/// An open file behind its view.
#[derive(Debug)]
pub(crate) struct Window {
    file: File,
    view: View,
    size: u64,
    position: u64,
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut before = 0_u64;
        for part in self.view.parts.iter() {
            let end = before.saturating_add(part.length());
            if self.position < end {
                let inside = self.position - before;
                let left = usize::try_from(end - self.position).unwrap_or(usize::MAX);
                let most = buffer.len().min(left);
                let read = match part {
                    Part::Bytes(bytes) => {
                        let from = inside as usize;
                        buffer[..most].copy_from_slice(&bytes[from..from + most]);
                        most
                    }
                    Part::File { start, .. } => {
                        self.file.seek(SeekFrom::Start(start.saturating_add(inside)))?;
                        self.file.read(&mut buffer[..most])?
                    }
                };
                self.position += read as u64;
                return Ok(read);
            }
            before = end;
        }
        Ok(0)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

impl MediaSource for Window {
    fn is_seekable(&self) -> bool {
        !self.view.forward_only
    }

    fn byte_len(&self) -> Option<u64> {
        self.is_seekable().then_some(self.size)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    fn seen(view: &View) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("a");
        std::fs::write(&path, b"0123456789").expect("written");
        let mut bytes = Vec::new();
        let mut window = view.open(&path).expect("opened");
        window.read_to_end(&mut bytes).expect("read");
        // Each place is found again by a seek.
        for (at, byte) in (0..).zip(&bytes) {
            window.seek(SeekFrom::Start(at)).expect("moved");
            let mut one = [0];
            window.read_exact(&mut one).expect("read");
            assert_eq!(one[0], *byte);
        }
        bytes
    }

    #[test]
    fn patches_replace_bytes_of_the_file() {
        assert_eq!(seen(&View::range(2, 5)), b"234");
        assert_eq!(seen(&View::patched(1, 9, vec![(3, b"ab".to_vec()), (8, b"c".to_vec())])), b"12ab567c");
        // A file that is cut ends where its bytes do.
        let cut = View::range(8, 100);
        assert_eq!(seen(&cut), b"89");
    }
}
