//! Copies of a document: whole, consistent, and each one file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::backup::Progress;
use rusqlite::{Connection, MAIN_DB};

use crate::error::StoreError;
use crate::leftovers;

/// Writes a copy of the whole database to `path`, all or nothing.
///
/// # Errors
/// If `path` exists, or cannot be written.
pub(crate) fn copy(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::AlreadyThere { path: path.to_owned() });
    }
    let draft = draft_beside(path).map_err(|source| StoreError::from_io(path, source))?;
    connection.backup(MAIN_DB, &draft, None::<fn(Progress)>)?;
    publish(draft, path).map_err(|source| StoreError::from_io(path, source))
}

/// Writes a copy named by the time into `folder` and removes the oldest beyond `keep` (at least one is kept).
pub(crate) fn snapshot(
    connection: &Connection,
    document: &Path,
    folder: &Path,
    keep: usize,
) -> Result<PathBuf, StoreError> {
    const NOW: &str = "SELECT strftime('%Y-%m-%dT%H-%M-%fZ', 'now')";
    let stem = document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let now: String = connection.query_row(NOW, [], |row| row.get(0))?;
    fs::create_dir_all(folder).map_err(|source| StoreError::from_io(folder, source))?;
    leftovers::clean(folder);
    let path = folder.join(format!("{stem}.{now}.needledrop"));
    copy(connection, &path)?;
    let mut snapshots = snapshots(folder, &stem).map_err(|source| StoreError::from_io(folder, source))?;
    snapshots.sort();
    let surplus = snapshots.len().saturating_sub(keep.max(1));
    for old in snapshots.into_iter().take(surplus).filter(|old| *old != path) {
        fs::remove_file(&old).map_err(|source| StoreError::from_io(&old, source))?;
    }
    Ok(path)
}

/// Those that [`snapshot`] made of this document; anything else in the folder is left alone.
fn snapshots(folder: &Path, stem: &str) -> io::Result<Vec<PathBuf>> {
    let is_snapshot = |name: &str| {
        let time = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".needledrop"));
        time.is_some_and(|time| {
            let shape = "0000-00-00T00-00-00.000Z";
            time.len() == shape.len()
                && time.bytes().zip(shape.bytes()).all(|(byte, like)| match like {
                    b'0' => byte.is_ascii_digit(),
                    exact => byte == exact,
                })
        })
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_snapshot) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// An empty file beside `path`, removed unless it is published.
pub(crate) fn draft_beside(path: &Path) -> io::Result<tempfile::TempPath> {
    let mut draft = tempfile::Builder::new();
    let prefix = leftovers::unfinished();
    draft.prefix(&prefix);
    // A document is as open to others as any file its owner makes: the account's umask decides.
    #[cfg(unix)]
    let permissions = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    draft.permissions(permissions);
    // Closed at once: closing it later would drop the locks that SQLite holds on the same file.
    Ok(draft.tempfile_in(folder_of(path))?.into_temp_path())
}

/// Gives a finished draft its name, in place of nothing.
pub(crate) fn publish(draft: tempfile::TempPath, path: &Path) -> io::Result<()> {
    draft.persist_noclobber(path).map_err(|refused| refused.error)?;
    // The name must outlast a power cut as the content does. Only Unix can ask for that.
    #[cfg(unix)]
    fs::File::open(folder_of(path))?.sync_all()?;
    Ok(())
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl StoreError {
    fn from_io(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path: path.to_owned() },
            _ => Self::File { path: path.to_owned(), source },
        }
    }
}
