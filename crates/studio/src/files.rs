//! The files of the user that come in, and those that leave the program: never half of one.

use std::fs::{self, File};
use std::io::{self, Read as _, Write};
use std::path::Path;

use crate::error::StudioError;
use crate::unfinished::Unfinished;

/// Writes `bytes` beside `path` and renames: the file is there whole, or the old one stays.
///
/// # Errors
/// If something is there and `replace` is not said, or the folder cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), StudioError> {
    if !replace && path.symlink_metadata().is_ok() {
        return Err(StudioError::Exists { path: path.to_owned() });
    }
    let attempt = || -> io::Result<()> {
        path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
        let mut draft = Unfinished::beside(path)?;
        draft.file().write_all(bytes)?;
        draft.publish(path)
    };
    check_kind(path)?;
    attempt().map_err(|error| unwritable(path, &error))
}

/// Whether what has the name of an output may give way to it: a file, never a folder, a device or a pipe.
///
/// # Errors
/// If it may not.
pub(crate) fn check_kind(path: &Path) -> Result<(), StudioError> {
    match path.metadata() {
        Ok(found) if found.is_dir() => Err(unwritable(path, &io::ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() || leads_to_device(path) => Err(StudioError::Unwritable {
            path: path.to_owned(),
            reason: "it is a device or a pipe, and would be replaced by a file; choose the name of a file".to_owned(),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether a link leads to what a process has open, or to a device, as `/dev/stdout` does: the link would be replaced, and what it
/// led to would get nothing.
fn leads_to_device(path: &Path) -> bool {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&at) else { return false };
        at = at.parent().unwrap_or(Path::new("/")).join(next);
        if at.starts_with("/proc") || at.starts_with("/dev") {
            return true;
        }
    }
    false
}

/// Links that lead on to links, at most: what the system follows.
const MOST_LINKS: usize = 40;

/// Reads a file that somebody else made, of at most `most` bytes.
///
/// # Errors
/// If it is not there, may not be read, is no file or is larger.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, StudioError> {
    let failed = |error: &io::Error| StudioError::Unreadable { path: path.to_owned(), reason: why_unreadable(error) };
    let found = path.metadata().map_err(|error| failed(&error))?;
    if found.is_dir() {
        return Err(failed(&io::ErrorKind::IsADirectory.into()));
    }
    let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
    let too_large = |has: String| {
        let reason = format!("it has {has} MiB; at most {} can be read", mebibytes(most));
        StudioError::Unreadable { path: path.to_owned(), reason }
    };
    if found.len() > most {
        return Err(too_large(mebibytes(found.len()).to_string()));
    }
    // A device or a pipe does not say how much is to come.
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(|error| failed(&error))?.take(most.saturating_add(1));
    file.read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > most {
        return Err(too_large(format!("more than {}", mebibytes(most))));
    }
    Ok(bytes)
}

/// Reads a file of text in UTF-8, of at most `most` bytes.
///
/// # Errors
/// As `read_file`; and if it is no such text.
pub fn read_text(path: &Path, most: u64) -> Result<String, StudioError> {
    String::from_utf8(read_file(path, most)?).map_err(|error| StudioError::Unreadable {
        path: path.to_owned(),
        reason: format!("it is not text in UTF-8 from byte {} on", error.utf8_error().valid_up_to() + 1),
    })
}

/// Whether two paths lead to one file.
pub(crate) fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// What the operating system's refusal to read means, as a clause.
pub(crate) fn why_unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => format!("it could not be read ({error})"),
    }
}

/// That a file cannot be written, and what to do about it.
#[must_use]
pub fn unwritable(path: &Path, error: &io::Error) -> StudioError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "its folder is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no permission to write there; choose another folder".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another place".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::FileTooLarge => "it is larger than a file may be here".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder; give the file a name".to_owned(),
        io::ErrorKind::InvalidFilename => "the disk takes no such name; choose a shorter one".to_owned(),
        _ => error.to_string(),
    };
    StudioError::Unwritable { path: path.to_owned(), reason }
}

impl From<playback::BounceError> for StudioError {
    fn from(error: playback::BounceError) -> Self {
        match error {
            // As of any other file that is written.
            playback::BounceError::Write { path, source } => unwritable(&path, &source),
            other => Self::Bounce(other),
        }
    }
}
