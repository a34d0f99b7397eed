//! Files that are locked.

use std::fs::{File, TryLockError};
use std::io;
use std::thread;
use std::time::Duration;

/// How often a lock that somebody has is asked for once more, and how long after: a process that was killed while it
/// started another leaves its locks to that one for the moment until its program begins.
const TRIES: usize = 5;
const BETWEEN: Duration = Duration::from_millis(20);

/// A file that is locked (flock(2)) as long as this lives.
///
/// Closing a file gives its lock back only when nobody has it open any more, and a process that another thread is just
/// starting has it for a moment: so it is unlocked by name.
#[derive(Debug)]
pub(crate) struct Held(pub File);

impl Held {
    /// `None` if somebody else has it.
    pub fn take(file: File) -> io::Result<Option<Self>> {
        Self::ask(file, File::try_lock)
    }

    /// Whether somebody else has it.
    pub fn is_taken(file: File) -> bool {
        Self::ask(file, File::try_lock_shared).is_ok_and(|held| held.is_none())
    }

    fn ask(file: File, lock: impl Fn(&File) -> Result<(), TryLockError>) -> io::Result<Option<Self>> {
        for left in (0..TRIES).rev() {
            match lock(&file) {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) if left > 0 => thread::sleep(BETWEEN),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        Ok(None)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "a lock could not be released");
        }
    }
}

/// A lock on the file itself, whatever its name. Local file systems of Linux keep it apart from the locks on ranges that
/// SQLite takes (flock(2)); those over a network make one of the other, so there the name has to do.
#[cfg(target_os = "linux")]
pub(crate) mod by_identity {
    use std::fs::File;
    use std::io;

    use super::Held;

    /// Magic numbers of NFS, SMB, CIFS, SMB2, AFS, Ceph, 9p and FUSE (statfs(2)).
    const OVER_A_NETWORK: [u64; 8] =
        [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x5346_414F, 0x00C3_6400, 0x0102_1997, 0x6573_5546];

    fn is_local(file: &File) -> bool {
        rustix::fs::fstatfs(file).is_ok_and(|found| {
            let kind = u64::try_from(found.f_type).unwrap_or_default() & 0xFFFF_FFFF;
            !OVER_A_NETWORK.contains(&kind)
        })
    }

    /// The file, locked where that can be; `None` if somebody else has it.
    pub fn lock(file: File) -> io::Result<Option<Held>> {
        if is_local(&file) { Held::take(file) } else { Ok(Some(Held(file))) }
    }

    /// Whether somebody else has the file.
    pub fn is_locked(file: File) -> bool {
        is_local(&file) && Held::is_taken(file)
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) mod by_identity {
    use std::fs::File;
    use std::io;

    use super::Held;

    pub fn lock(file: File) -> io::Result<Option<Held>> {
        Ok(Some(Held(file)))
    }

    pub fn is_locked(_file: File) -> bool {
        false
    }
}
