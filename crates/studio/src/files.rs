//! The files of the user that come in, and those that leave the program: never half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

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
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let draft = folder.join(format!(".{}.draft-{}", name.to_string_lossy(), std::process::id()));
        let written = (|| {
            let mut file = File::create(&draft)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&draft, path)
        })();
        if written.is_err() {
            // The draft is ours alone; what matters is the first error.
            let _ = fs::remove_file(&draft);
        }
        written
    };
    attempt().map_err(|error| unwritable(path, &error))
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
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    if !replace {
        return Err(StudioError::Exists { path: path.to_owned() });
    }
    let real = |path: &Path| fs::canonicalize(path).ok();
    let (output, mut own) = (real(path), false);
    let document = studio.document();
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
        let track = Path::new(track.path);
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
