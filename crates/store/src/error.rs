//! What can go wrong with a show's file, one variant per thing a caller could do differently.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// Why a show could not be made or opened. Nothing of the file was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No such file or folder.
    #[error("there is no {path}")]
    Missing {
        /// What was looked for.
        path: PathBuf,
    },
    /// A new show would take the place of something.
    #[error("{path} exists already")]
    AlreadyThere {
        /// What is in the way.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{path} is not a Needledrop show: {reason}")]
    NotAShow {
        /// What was to be opened.
        path: PathBuf,
        /// What it is instead.
        reason: &'static str,
    },
    /// The file may not be read, or the folder not be written to.
    #[error("this account may not use {path}; change its permissions, or make a copy of it")]
    NoPermission {
        /// What is closed to us.
        path: PathBuf,
    },
    /// A newer program made it so that this one cannot read it.
    #[error(
        "{path} was written by a newer version of Needledrop (it needs version {needs} of the format, this program \
         knows {have}); update the program to open it"
    )]
    TooNew {
        /// The show.
        path: PathBuf,
        /// The least format version a reader must know.
        needs: u32,
        /// The newest format version this program knows.
        have: u32,
    },
    /// An older show in a place where it cannot be brought up to date.
    #[error(
        "{path} was made by an older version of Needledrop and is read-only, so it cannot be brought up to date; open \
         a copy of it in a folder that can be written to"
    )]
    NeedsUpdate {
        /// The show.
        path: PathBuf,
    },
    /// A show that was not closed in a place where that cannot be mended.
    #[error(
        "{path} was not closed properly and is read-only, so its last changes cannot be read; copy the whole \
         folder to a place that can be written to, and open the copy"
    )]
    NotClosed {
        /// The show.
        path: PathBuf,
    },
    /// Somebody else has it open.
    #[error("{path} is open already{}", holder_text(*.holder))]
    Locked {
        /// The show.
        path: PathBuf,
        /// The process that has it open, where known.
        holder: Option<u32>,
    },
    /// What has the name of the show's lock file is none of ours.
    #[error(
        "{lock} is in the way: Needledrop keeps a lock of that name beside {path} while it is open, and this is not one \
         it may use; move it elsewhere, then open the show"
    )]
    LockInTheWay {
        /// The show.
        path: PathBuf,
        /// What is in the way.
        lock: PathBuf,
    },
    /// The schema is not the one of its version.
    #[error(
        "{path} is not as Needledrop makes shows ({detail}); it is not opened, because it could do what nobody asked: \
         open a snapshot or backup of it, or ask for a new copy where it came from"
    )]
    Altered {
        /// The show.
        path: PathBuf,
        /// What differs.
        detail: String,
    },
    /// The file is a show, but broken.
    #[error("{path} is damaged ({detail}); open the last snapshot or backup of it")]
    Damaged {
        /// The show.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The disk is full.
    #[error("the disk that holds {path} is full; nothing was changed")]
    Full {
        /// The show.
        path: PathBuf,
    },
    /// The copy that is kept before an update could not be made, so there was no update.
    #[error("{path} must be brought up to date, but no backup copy of it could be made; nothing was changed")]
    Backup {
        /// The show.
        path: PathBuf,
        /// Why not.
        #[source]
        source: Box<StoreError>,
    },
    /// The operating system refused.
    #[error("cannot open {path}: {source}")]
    Io {
        /// The show.
        path: PathBuf,
        /// What it said.
        #[source]
        source: io::Error,
    },
    /// The database refused, or what a new show starts with could not be written.
    #[error("cannot open {path}: {source}")]
    Store {
        /// The show.
        path: PathBuf,
        /// What it said.
        #[source]
        source: StoreError,
    },
}

/// Why something could not be read or changed. A change that fails leaves nothing behind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space is left.
    #[error("the disk is full; nothing was changed and nothing is lost")]
    Full,
    /// No space was left when the show was opened.
    #[error(
        "the show is open for reading only, because there was no room beside it when it was opened; make room on its disk, \
         then open the show again"
    )]
    FullWhenOpened,
    /// A step of history was asked for that is no longer there.
    #[error("that step of the history is gone, since something else was done after it was undone")]
    NoStep,
    /// The show cannot be changed.
    #[error("the show is open for reading only; save a copy of it in another folder to change it")]
    ReadOnly,
    /// The file is not where it was.
    #[error(
        "{path} was moved, removed or replaced while it was open; nothing was changed: save a copy of the show in another \
         place and go on there"
    )]
    Moved {
        /// Where it was.
        path: PathBuf,
    },
    /// Another connection is in the way.
    #[error("the show's file is in use by another program; nothing was changed")]
    Busy,
    /// No such row.
    #[error("there is no {noun} {id}")]
    Missing {
        /// The kind of row.
        noun: &'static str,
        /// Its id.
        id: i64,
    },
    /// A changeset of history no longer fits the rows.
    #[error(
        "\"{label}\" cannot be undone or redone: the {table} it changed is no longer as it left it; nothing was changed"
    )]
    Conflict {
        /// The edit.
        label: String,
        /// The table where it does not fit.
        table: String,
    },
    /// A rule of the schema would be broken.
    #[error("the change would leave the show inconsistent: {detail}")]
    Constraint {
        /// Which rule.
        detail: String,
    },
    /// The file is broken.
    #[error("the show's file is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// A column holds what this program does not know.
    #[error(
        "the show's file holds a value that cannot be read: {detail}; the rest of the show can be used, a check of the show \
         names every such value, and a snapshot or backup may still have what stood there"
    )]
    Value {
        /// Column, table, row, and why.
        detail: String,
    },
    /// A copy would take the place of something.
    #[error("{path} exists already")]
    AlreadyThere {
        /// What is in the way.
        path: PathBuf,
    },
    /// A copy could not be written.
    #[error("cannot write {path}: {source}")]
    File {
        /// The copy.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        source: io::Error,
    },
    /// The disk failed under the database.
    #[error(
        "the show's file could not be read or written ({0}); nothing was changed: see whether its disk is there, and whether \
         the system limits how large files may be"
    )]
    Io(#[source] rusqlite::Error),
    /// Anything else the database says.
    #[error("the show's file could not be used: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

fn holder_text(holder: Option<u32>) -> String {
    match holder {
        Some(pid) => format!(" in another window or program (process {pid}); close it there first"),
        None => " in another window or program; close it there first".to_owned(),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match &error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Value { detail },
            other => match other.sqlite_error() {
                Some(failure) => Self::from_code(*failure, detail, error),
                None => Self::Sqlite(error),
            },
        }
    }
}

impl StoreError {
    /// SQLite's own word for it.
    pub(crate) fn code(error: &rusqlite::Error) -> Option<ErrorCode> {
        error.sqlite_error().map(|failure| failure.code)
    }

    fn from_code(failure: ffi::Error, detail: String, error: rusqlite::Error) -> Self {
        // The WAL's index grows in a file of its own: no space there is an I/O error by name only.
        if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE {
            return Self::Full;
        }
        match failure.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::ConstraintViolation => Self::Constraint { detail },
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged { detail },
            ErrorCode::SystemIoFailure => Self::Io(error),
            _ => Self::Sqlite(error),
        }
    }
}

impl OpenError {
    /// What an error of the operating system about `path` means.
    pub(crate) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoPermission { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source },
        }
    }

    /// What an error of the database means while `path` is opened.
    pub(crate) fn from_store(path: &Path, source: impl Into<StoreError>) -> Self {
        let path = path.to_owned();
        match source.into() {
            StoreError::Full => Self::Full { path },
            StoreError::Damaged { detail } => Self::Damaged { path, detail },
            StoreError::Busy => Self::Locked { path, holder: None },
            source => Self::Store { path, source },
        }
    }
}
