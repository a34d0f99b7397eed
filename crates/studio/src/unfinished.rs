//! Files that are being written: half of one never has the name of a whole one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file on its way: it has a name of its own until it is whole, and goes if it never is. Never opened through a link
/// that somebody put there.
pub(crate) struct Unfinished {
    file: File,
    path: PathBuf,
    published: bool,
}

/// How many drafts this process has begun.
static DRAFTS: AtomicU64 = AtomicU64::new(0);

impl Unfinished {
    /// Makes one in the folder of `target`.
    pub fn beside(target: &Path) -> io::Result<Self> {
        loop {
            let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!("{}{number}.draft", store::unfinished()));
            match File::create_new(&path) {
                Ok(file) => return Ok(Self { file, path, published: false }),
                // Left by an earlier process of our number, or put there to lead us elsewhere.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it lies until then, for a program that writes to it by name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is written to.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Gives it the name `target` once it is on the disk, in place of what has it.
    pub fn publish(mut self, target: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, target)?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.published
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "an unfinished file stays behind");
        }
    }
}

/// A folder on its way, as [`Unfinished`] is a file.
pub(crate) struct UnfinishedFolder {
    path: PathBuf,
    published: bool,
}

impl UnfinishedFolder {
    /// Makes one in the folder of `target`.
    pub fn beside(target: &Path) -> io::Result<Self> {
        loop {
            let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
            let path = target.with_file_name(format!("{}{number}.draft", store::unfinished()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self { path, published: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it lies as long as it is not whole.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it the name `target`, which nothing has.
    pub fn publish(mut self, target: &Path) -> io::Result<()> {
        if target.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(&self.path, target)?;
        self.published = true;
        Ok(())
    }
}

impl Drop for UnfinishedFolder {
    fn drop(&mut self) {
        if !self.published
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "an unfinished folder stays behind");
        }
    }
}
