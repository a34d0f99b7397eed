//! Which file it is that a path leads to.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// A file, whatever it is called: its device and inode where the system has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    /// The file at `path`, links followed.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|found| Self::of(&found))
    }

    #[cfg(unix)]
    pub(crate) fn of(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self { device: found.dev(), inode: found.ino() }
    }

    // Elsewhere an open file keeps its name until it is closed: that it is there is enough.
    #[cfg(not(unix))]
    pub(crate) fn of(_found: &Metadata) -> Self {
        Self { device: 0, inode: 0 }
    }
}

/// A file's outward state: whoever writes to it changes this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    identity: Identity,
    size: u64,
    /// When it was written last: seconds and nanoseconds.
    written: (u64, u32),
}

impl Standing {
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|found| Self::of(&found))
    }

    pub(crate) fn of(found: &Metadata) -> Self {
        let since = found.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        let written = since.map_or((0, 0), |since| (since.as_secs(), since.subsec_nanos()));
        Self { identity: Identity::of(found), size: found.len(), written }
    }

    pub(crate) fn identity(self) -> Identity {
        self.identity
    }

    /// One line that [`Standing::read`] reads.
    pub(crate) fn line(self) -> String {
        let Self { identity: Identity { device, inode }, size, written: (seconds, nanoseconds) } = self;
        format!("{device} {inode} {size} {seconds} {nanoseconds}")
    }

    pub(crate) fn read(line: &str) -> Option<Self> {
        let numbers: Vec<u64> = line.split(' ').map(|word| word.parse().ok()).collect::<Option<_>>()?;
        let [device, inode, size, seconds, nanoseconds] = numbers[..] else { return None };
        let written = (seconds, u32::try_from(nanoseconds).ok()?);
        Some(Self { identity: Identity { device, inode }, size, written })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_is_read_back() {
        let folder = tempfile::tempdir().expect("there");
        let standing = Standing::at(folder.path()).expect("there");
        assert_eq!(Standing::read(&standing.line()), Some(standing));
        for wrong in ["", "1 2 3 4", "1 2 3 4 5 6", "1 2 3 4 -5", "1 2 3 4 99999999999"] {
            assert_eq!(Standing::read(wrong), None, "{wrong}");
        }
    }
}
