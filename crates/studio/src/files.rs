//! The files of the user that come in, and those that leave the program: never half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use deliver::Format;
use model::CutId;

use crate::{Studio, StudioError};

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
        let mut draft = Draft::beside(path)?;
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
        Ok(found) if !found.is_file() => Err(StudioError::Unwritable {
            path: path.to_owned(),
            reason: "it is a device or a pipe, and would be replaced by a file; choose the name of a file".to_owned(),
        }),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A file on its way: it has a name of its own until it is whole, and goes if it never is. Never opened through a link
/// that somebody put there.
pub(crate) struct Draft {
    file: File,
    path: PathBuf,
    published: bool,
}

/// How many drafts this process has begun.
static DRAFTS: AtomicU64 = AtomicU64::new(0);

impl Draft {
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

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "an unfinished file stays behind");
        }
    }
}

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
    if found.len() > most {
        let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
        let reason = format!("it has {} MiB; at most {} can be read", mebibytes(found.len()), mebibytes(most));
        return Err(StudioError::Unreadable { path: path.to_owned(), reason });
    }
    fs::read(path).map_err(|error| failed(&error))
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

/// Whether an output may be written to `path`: never over a recording, a picture or the show itself, and over
/// anything else only with `replace`.
///
/// # Errors
/// If it may not, or the document cannot be read.
pub fn check_output(studio: &Studio, path: &Path, replace: bool) -> Result<(), StudioError> {
    let document = studio.document();
    if document.is_part(path) {
        return Err(StudioError::OwnFile { path: path.to_owned() });
    }
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    if !replace {
        return Err(StudioError::Exists { path: path.to_owned() });
    }
    check_kind(path)?;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let (output, mut own) = (real(path), false);
    let rows = document.rows();
    own |= real(document.path()) == output;
    for episode in rows.episodes()? {
        for cut in rows.cuts(episode.id)? {
            own |= cut
                .picture
                .as_deref()
                .and_then(|picture| real(Path::new(picture)))
                .is_some_and(|it| Some(it) == output);
        }
    }
    // Another file's name cannot be the same file unless it is a link; asking the disk for each track is too slow.
    let name = output.as_deref().and_then(Path::file_name);
    rows.for_each_track(|track| {
        let track = Path::new(&*track.path);
        own |= track.file_name() == name && real(track) == output;
    })?;
    if own { Err(StudioError::OwnFile { path: path.to_owned() }) } else { Ok(()) }
}

/// Writes the cue list of a cut as it stands.
///
/// # Errors
/// If there is no such cut, a cue cannot be shown in the format, or the file cannot be written.
pub fn export_cue_list(
    studio: &Studio,
    cut: CutId,
    format: Format,
    path: &Path,
    replace: bool,
) -> Result<(), StudioError> {
    check_output(studio, path, replace)?;
    let list = studio.cue_list(cut)?;
    write_file(path, &deliver::render(&list, format)?, replace)
}
