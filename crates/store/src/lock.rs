//! One process a show, held by the operating system, so that a killed process leaves none behind.
//!
//! A lock file beside the show says whose it is. It is found by name, so on Linux the show itself is locked as well: a
//! second name of the same file is the same show. SQLite's own exclusive locking
//! would shut out our readers too.
//!
//! The folder may be anybody's. The lock file is never opened through a link, and nothing is written to a file that
//! is not a lock of ours.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use parking_lot::Mutex;

use crate::held::{Held, by_identity};
use crate::identity::{Identity, Standing};

/// Bytes of a lock file that are looked at; ours is shorter.
const MOST_BYTES: u64 = 256;

/// The held lock. Dropping it removes the file.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: Mutex<Written>,
    /// What the file said of the show's standing when it was found: a killed process left it.
    left: Option<Standing>,
    /// The show, open for as long as any connection to it: closing it would drop SQLite's own locks (POSIX).
    show: Option<Held>,
    registered: Registered,
}

#[derive(Debug)]
struct Written {
    file: Held,
    standing: Option<Standing>,
}

/// Why there is no lock.
#[derive(Debug)]
pub(crate) enum LockError {
    /// Somebody has it: the process, where known.
    Held(Option<u32>),
    /// What has the lock's name is no lock of ours, or is closed to us.
    InTheWay(PathBuf),
    /// The operating system refused.
    Io(io::Error),
}

impl Lock {
    /// Takes the lock of `document`, or says at once who has it.
    pub(crate) fn take(document: &Path) -> Result<Self, LockError> {
        let registered = Registered::take(Identity::at(document).map_err(LockError::Io)?)?;
        let path = beside(document);
        loop {
            let Some(mut file) = Held::take(open(&path)?).map_err(LockError::Io)? else {
                return Err(LockError::Held(holder(&path)));
            };
            // Between our opening and our locking the last holder may have removed it: that lock locks nothing.
            if !is_at(&file.0, &path).map_err(LockError::Io)? {
                continue;
            }
            let text = content(&mut file.0).map_err(LockError::Io)?;
            let Some(left) = said(&text) else { return Err(LockError::InTheWay(path)) };
            // Left by another account, it can be locked, but not say that it is ours.
            if !is_writable(&file.0) {
                match fs::remove_file(&path) {
                    Ok(()) => continue,
                    Err(error) if is_closed_folder(&error) => return Err(LockError::Io(error)),
                    // A folder where only owners remove their files, as /tmp: it is held all the same.
                    Err(_) => {}
                }
            }
            let written = Written { file, standing: None };
            let lock = Self { path, file: Mutex::new(written), left, show: None, registered };
            lock.write(None);
            return Ok(lock);
        }
    }

    /// Claims the show itself for writing; `false` where it cannot be written to.
    pub(crate) fn claim(&mut self, document: &Path) -> Result<bool, LockError> {
        let show = match OpenOptions::new().read(true).write(true).open(document) {
            Ok(show) => show,
            Err(error) if is_refusal(&error) => return Ok(false),
            Err(error) => return Err(LockError::Io(error)),
        };
        let same = show.metadata().map(|found| Identity::of(&found)).map_err(LockError::Io)? == self.registered.0;
        self.show = Some(by_identity::lock(show).map_err(LockError::Io)?.ok_or(LockError::Held(None))?);
        if same { Ok(true) } else { Err(LockError::Io(io::Error::other("it was replaced while it was being opened"))) }
    }

    /// Whether somebody has `document` open for writing, asked without leaving anything behind.
    pub(crate) fn is_held(document: &Path) -> Option<LockError> {
        if Identity::at(document).is_ok_and(Registered::is_taken) {
            return Some(LockError::Held(Some(std::process::id())));
        }
        let path = beside(document);
        if let Ok(file) = options(false).open(&path)
            && Held::is_taken(file)
        {
            return Some(LockError::Held(holder(&path)));
        }
        let show = File::open(document).ok()?;
        by_identity::is_locked(show).then_some(LockError::Held(None))
    }

    /// The file that is locked.
    pub(crate) fn identity(&self) -> Identity {
        self.registered.0
    }

    /// What a killed process left as the show's standing.
    pub(crate) fn left(&self) -> Option<Standing> {
        self.left
    }

    /// Notes the standing of the show, by which a log that is left can be told to belong to it.
    pub(crate) fn note(&self, standing: Standing) {
        let noted = self.file.lock().standing;
        if noted != Some(standing) {
            self.write(Some(standing));
        }
    }

    fn write(&self, standing: Option<Standing>) {
        let mut written = self.file.lock();
        written.standing = standing;
        let text = format!("{}\n{}\n", std::process::id(), standing.map(Standing::line).unwrap_or_default());
        let file = &mut written.file.0;
        let attempt = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
        // Who holds it is a courtesy: on a full disk there is no room for it, and the lock holds all the same.
        if let Err(error) = attempt {
            tracing::debug!(path = %self.path.display(), %error, "the lock does not say whose it is");
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let written = self.file.get_mut();
        // Removed while still locked, so that nobody can lock what is about to go.
        if is_at(&written.file.0, &self.path).unwrap_or(false)
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "the lock file stays behind");
        }
    }
}

/// The files that this process has open as shows: no lock of the system keeps a process out of its own files.
static OPEN: Mutex<BTreeSet<Identity>> = Mutex::new(BTreeSet::new());

#[derive(Debug)]
struct Registered(Identity);

impl Registered {
    fn take(identity: Identity) -> Result<Self, LockError> {
        // Where files have no identity, their names must do.
        if cfg!(unix) && !OPEN.lock().insert(identity) {
            return Err(LockError::Held(Some(std::process::id())));
        }
        Ok(Self(identity))
    }

    fn is_taken(identity: Identity) -> bool {
        cfg!(unix) && OPEN.lock().contains(&identity)
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        OPEN.lock().remove(&self.0);
    }
}

/// `.My Heart.needledrop-lock` for `My Heart.needledrop`.
pub(crate) fn beside(document: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(document.file_name().unwrap_or_default());
    name.push("-lock");
    document.with_file_name(name)
}

/// Opens the lock file, made where there is none; where it is another account's, for reading.
fn open(path: &Path) -> Result<File, LockError> {
    let opened = match options(true).open(path) {
        Err(error) if is_refusal(&error) && path.symlink_metadata().is_ok() => match options(false).open(path) {
            Err(error) if is_refusal(&error) => return Err(LockError::InTheWay(path.to_owned())),
            other => other,
        },
        other => other,
    };
    let plain = |file: &File| file.metadata().is_ok_and(|found| found.is_file() && has_one_name(&found));
    match opened {
        Ok(file) if plain(&file) => Ok(file),
        Ok(_) => Err(LockError::InTheWay(path.to_owned())),
        Err(_) if path.symlink_metadata().is_ok_and(|found| !found.is_file()) => {
            Err(LockError::InTheWay(path.to_owned()))
        }
        Err(error) => Err(LockError::Io(error)),
    }
}

#[cfg(unix)]
fn options(write: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;

    let mut options = OpenOptions::new();
    // A link leads to a file of somebody's, and a pipe would keep us waiting.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.read(true).write(write).create(write).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options(write: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(write).create(write);
    options
}

#[cfg(unix)]
fn has_one_name(found: &fs::Metadata) -> bool {
    // Zero: removed since, which is seen later.
    std::os::unix::fs::MetadataExt::nlink(found) <= 1
}

#[cfg(not(unix))]
fn has_one_name(_found: &fs::Metadata) -> bool {
    true
}

#[cfg(unix)]
fn is_writable(file: &File) -> bool {
    use rustix::fs::{OFlags, fcntl_getfl};

    fcntl_getfl(file).is_ok_and(|flags| flags.contains(OFlags::RDWR))
}

#[cfg(not(unix))]
fn is_writable(_file: &File) -> bool {
    true
}

/// Whether nothing may be changed in the folder at all.
#[cfg(unix)]
fn is_closed_folder(error: &io::Error) -> bool {
    use rustix::io::Errno;

    matches!(Errno::from_io_error(error), Some(Errno::ACCESS | Errno::ROFS))
}

#[cfg(not(unix))]
fn is_closed_folder(error: &io::Error) -> bool {
    is_refusal(error)
}

fn content(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What a lock file says of the show's standing; `None` if it is no lock file of ours.
fn said(content: &[u8]) -> Option<Option<Standing>> {
    let text = std::str::from_utf8(content).ok().filter(|text| text.len() as u64 <= MOST_BYTES)?;
    let mut lines = text.lines();
    match lines.next() {
        None => Some(None),
        Some(holder) => {
            holder.trim().parse::<u32>().ok()?;
            Some(lines.next().and_then(Standing::read))
        }
    }
}

fn holder(path: &Path) -> Option<u32> {
    let mut text = String::new();
    options(false).open(path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    text.lines().next()?.trim().parse().ok()
}

pub(crate) fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let held = Identity::of(&file.metadata()?);
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Identity::of(&found) == held),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn a_lock_goes_with_its_holder_though_another_process_has_its_files_still() {
        let folder = tempfile::tempdir().expect("there");
        let document = folder.path().join("show.needledrop");
        fs::write(&document, "a show").expect("written");
        let mut first = Lock::take(&document).expect("taken");
        assert!(first.claim(&document).expect("claimed"));
        // What a process has that is being started, until its program begins.
        let files = [
            first.file.lock().file.0.try_clone().expect("cloned"),
            first.show.as_ref().expect("claimed").0.try_clone().expect("cloned"),
        ];
        drop(first);
        assert!(Lock::is_held(&document).is_none());
        let mut second = Lock::take(&document).expect("taken again");
        assert!(second.claim(&document).expect("claimed again"));
        drop(files);
    }
}
