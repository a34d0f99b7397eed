//! Reading a file here and there, a few bytes at a time.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

/// Why bytes could not be had.
#[derive(Debug)]
pub(super) enum Fault {
    /// The file ends before them.
    Ends,
    /// The disk failed.
    Io(io::Error),
}

/// A file of known size.
pub(super) struct Source<R> {
    file: BufReader<R>,
    size: u64,
    /// Where the next byte would be read.
    at: u64,
}

/// Most bytes that are held of a header at once.
const MOST: u64 = 1 << 20;

impl<R: Read + Seek> Source<R> {
    pub fn new(file: R, size: u64) -> Self {
        Self { file: BufReader::with_capacity(1 << 13, file), size, at: 0 }
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Exactly `N` bytes from `at`.
    pub fn array<const N: usize>(&mut self, at: u64) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        self.fill(at, &mut bytes)?;
        Ok(bytes)
    }

    /// Exactly `length` bytes from `at`; what is larger than any header counts as missing.
    pub fn exact(&mut self, at: u64, length: u64) -> Result<Vec<u8>, Fault> {
        if length > MOST || at.saturating_add(length) > self.size {
            return Err(Fault::Ends);
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| Fault::Ends)?];
        self.fill(at, &mut bytes)?;
        Ok(bytes)
    }

    /// As many of `length` bytes from `at` as there are.
    pub fn up_to(&mut self, at: u64, length: u64) -> Result<Vec<u8>, Fault> {
        self.exact(at, length.min(MOST).min(self.size.saturating_sub(at)))
    }

    fn fill(&mut self, at: u64, bytes: &mut [u8]) -> Result<(), Fault> {
        if at.saturating_add(bytes.len() as u64) > self.size {
            return Err(Fault::Ends);
        }
        // Within what is buffered, nothing is read again.
        match i64::try_from(i128::from(at) - i128::from(self.at)) {
            Ok(by) => self.file.seek_relative(by)?,
            Err(_) => drop(self.file.seek(SeekFrom::Start(at))?),
        }
        self.at = at;
        self.file.read_exact(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { Self::Ends } else { Self::Io(error) }
    }
}

/// Big-endian numbers out of a header; `None` where it is too short.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_be_bytes(*bytes))
}
