//! One process a show: a lock file beside it, held by the operating system, so that a killed process leaves none.
//!
//! SQLite's own exclusive locking would shut out our readers too.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The held lock. Dropping it removes the file.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub(crate) enum LockError {
    /// Somebody has it: the process, where known.
    Held(Option<u32>),
    /// The operating system refused.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock of `document`, or says at once who has it.
    pub(crate) fn take(document: &Path) -> Result<Self, LockError> {
        let path = beside(document);
        loop {
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .map_err(LockError::Io)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder(&path))),
                Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
            }
            // Between our opening and our locking the last holder may have removed it: that lock locks nothing.
            if !is_at(&file, &path).map_err(LockError::Io)? {
                continue;
            }
            // Who holds it is a courtesy: on a full disk there is no room for it, and the lock holds all the same.
            if let Err(error) = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())) {
                tracing::warn!(path = %path.display(), %error, "the lock does not say whose it is");
            }
            return Ok(Self { path, file });
        }
    }

    /// Whether somebody has `document` open for writing, asked without leaving anything behind.
    pub(crate) fn is_held(document: &Path) -> Option<LockError> {
        let path = beside(document);
        let file = File::open(&path).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(LockError::Held(holder(&path))),
            Ok(()) | Err(TryLockError::Error(_)) => None,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody can lock what is about to go.
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(path = %self.path.display(), %error, "the lock file stays behind");
        }
        if let Err(error) = self.file.unlock() {
            tracing::warn!(path = %self.path.display(), %error, "the lock could not be released");
        }
    }
}

/// `.My Heart.needledrop-lock` for `My Heart.needledrop`.
fn beside(document: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(document.file_name().unwrap_or_default());
    name.push("-lock");
    document.with_file_name(name)
}

fn holder(path: &Path) -> Option<u32> {
    let mut text = String::new();
    File::open(path).ok()?.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let held = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

// Elsewhere a file that is open keeps its name until it is closed.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> io::Result<bool> {
    path.try_exists()
}
