//! A file as the decoder library shall see it: without what hangs behind the sound, or as long as it should be.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::io::MediaSource;

/// How a file is shown to the decoder library.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct View {
    /// The size it seems to have; `None` for its own.
    pub size: Option<u64>,
    /// Only from start to end: the library then does not look at the end first, which it cannot do in an Ogg file
    /// whose last pages are damaged.
    pub forward_only: bool,
}

/// A file with another size than it has.
///
/// Larger: the library refuses an MP4 whose sound reaches beyond the end of the file, though what is there can be
/// heard; so it is told the size the file should have, and reading ends where the bytes do. Smaller: it stumbles over
/// what hangs behind the sound of FLAC, Ogg and CAF (see [`crate::extent`]); so that is hidden.
pub(crate) struct Window {
    file: File,
    size: u64,
    position: u64,
    seekable: bool,
}

impl Window {
    pub(crate) fn new(file: File, view: View) -> io::Result<Self> {
        let size = match view.size {
            Some(size) => size,
            None => file.metadata()?.len(),
        };
        Ok(Self { file, size, position: 0, seekable: !view.forward_only })
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
        self.seekable
    }

    fn byte_len(&self) -> Option<u64> {
        self.seekable.then_some(self.size)
    }
}
