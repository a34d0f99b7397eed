//! Opening a show's file: who may, whether it is one, and in which way.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, ErrorCode};

use crate::connection::{self, Access, beside, connect};
use crate::error::{OpenError, StoreError};
use crate::identity::Identity;
use crate::lock::{self, Lock, LockError};
use crate::migrate::{self, Migration};
use crate::{APPLICATION_ID, backup, left_log, leftovers, schema};

/// A document whose file has been found good.
#[derive(Debug)]
pub(crate) struct Opened {
    pub path: PathBuf,
    pub connection: Connection,
    pub access: Access,
    /// Whether it could only be opened to read because its disk is full.
    pub full: bool,
    pub lock: Option<Lock>,
    /// What the user should know, one sentence each.
    pub notices: Vec<String>,
}

/// Opens `path`, brought up to date by `migrations`.
pub(crate) fn open(path: &Path, migrations: &[Migration]) -> Result<Opened, OpenError> {
    let path = resolved(path)?;
    // The lock comes before the file is touched: closing a file that this process has open elsewhere would
    // drop the locks of that connection (POSIX).
    let mut lock = match Lock::take(&path) {
        Ok(lock) => lock,
        Err(LockError::InTheWay(_)) if !may_write(&path)? => return open_to_read(path, migrations),
        Err(LockError::Io(error)) if lock::is_refusal(&error) => return open_to_read(path, migrations),
        Err(error) => return Err(refused(path, error)),
    };
    inspect(&path, migrations)?;
    match lock.claim(&path) {
        Ok(true) => open_to_write(path, lock, migrations),
        Ok(false) => {
            drop(lock);
            open_to_read(path, migrations)
        }
        Err(error) => Err(refused(path, error)),
    }
}

fn refused(path: PathBuf, error: LockError) -> OpenError {
    match error {
        LockError::Held(holder) => OpenError::Locked { path, holder },
        LockError::InTheWay(lock) => OpenError::LockInTheWay { path, lock },
        LockError::Io(error) => OpenError::from_io(&path, error),
    }
}

fn open_to_write(path: PathBuf, lock: Lock, migrations: &[Migration]) -> Result<Opened, OpenError> {
    leftovers::clean(backup::folder_of(&path));
    let mut notices = Vec::new();
    if let Some(aside) = left_log::settle(&path, lock.left(), migrations)? {
        notices.push(format!(
            "{} is another file than the one that was last open under this name, so the last changes made then were not \
             put into it; they are kept in {}",
            path.display(),
            aside.display()
        ));
    }
    notices.iter().for_each(|notice| tracing::warn!("{notice}"));
    let identity = lock.identity();
    let opened = open_with(path, Access::Write, Some(lock), notices, migrations);
    match opened {
        Ok(opened) if Identity::at(&opened.path).ok() != Some(identity) => {
            let error = io::Error::other("it was replaced while it was being opened");
            Err(OpenError::Io { path: opened.path, source: error })
        }
        // Without room for a log the show can still be read, shown and copied to another disk.
        Err(OpenError::Full { path }) => read_on_full_disk(path, migrations),
        Err(OpenError::Backup { path, source }) if matches!(*source, StoreError::Full) => {
            read_on_full_disk(path, migrations)
        }
        other => other,
    }
}

pub(crate) fn read_on_full_disk(path: PathBuf, migrations: &[Migration]) -> Result<Opened, OpenError> {
    let full = || OpenError::Full { path: path.clone() };
    let mut opened = open_to_read(path.clone(), migrations).map_err(|_| full())?;
    if opened.access == Access::ReadBesideLog {
        return Err(full());
    }
    let notice = format!("The disk that holds {} is full, so the show is open for reading only", path.display());
    tracing::warn!("{notice}");
    opened.notices.push(notice);
    opened.full = true;
    Ok(opened)
}

pub(crate) fn open_to_read(path: PathBuf, migrations: &[Migration]) -> Result<Opened, OpenError> {
    if let Some(error) = Lock::is_held(&path) {
        return Err(refused(path, error));
    }
    inspect(&path, migrations)?;
    let has_log = fs::metadata(beside(&path, "-wal")).is_ok_and(|log| log.len() > 0);
    let access = if has_log { Access::ReadBesideLog } else { Access::ReadAlone };
    open_with(path, access, None, Vec::new(), migrations)
}

fn open_with(
    path: PathBuf,
    access: Access,
    lock: Option<Lock>,
    mut notices: Vec<String>,
    migrations: &[Migration],
) -> Result<Opened, OpenError> {
    let connection = match connect(&path, access) {
        Ok(connection) => connection,
        Err(error) if access == Access::ReadBesideLog && cannot_recover(&error) => {
            return Err(OpenError::NotClosed { path });
        }
        Err(error) => return Err(OpenError::from_store(&path, error)),
    };
    // Again, now that what a killed process left in the log is counted in.
    check_reader(&connection, &path, migrations)?;
    let pending = migrate::pending(&connection, &path, migrations)?;
    // Before anything is written: no rule of a foreign schema is run.
    let difference =
        schema::difference(&connection, migrations).map_err(|error| OpenError::from_store(&path, error))?;
    if let Some(detail) = difference {
        return Err(OpenError::Altered { path, detail });
    }
    if !pending.is_empty() {
        if access != Access::Write {
            let (connection, access) = updated_copy(&connection, &pending).map_err(|error| {
                tracing::warn!(path = %path.display(), %error, "an older show cannot be read");
                OpenError::NeedsUpdate { path: path.clone() }
            })?;
            notices.push(format!(
                "{} was made by an older version of Needledrop and cannot be brought up to date where it is; a copy of it \
                 is shown, for reading only, and the file stays as it is",
                path.display()
            ));
            return Ok(Opened { path, connection, access, full: false, lock, notices });
        }
        migrate::migrate(&connection, &path, &pending)?;
    }
    Ok(Opened { path, connection, access, full: false, lock, notices })
}

/// A copy in memory, with `pending` applied: what is shown of an older show that cannot be changed where it lies.
fn updated_copy(older: &Connection, pending: &[&Migration]) -> Result<(Connection, Access), StoreError> {
    static COPIES: AtomicU64 = AtomicU64::new(0);
    let number = COPIES.fetch_add(1, Ordering::Relaxed);
    let mut copy = connection::in_memory(number)?;
    // Not page by page: the older one's header asks for a log, which a database in memory has not.
    older.execute("VACUUM INTO ?1", [connection::memory_uri(number)])?;
    connection::configure(&mut copy)?;
    migrate::apply_all(&copy, pending)?;
    let access = Access::ReadCopy(number);
    // Opened before the other is let go of, which would take the copy with it.
    Ok((connect(Path::new(""), access)?, access))
}

/// The file itself, links followed, so that two names of it have one lock.
fn resolved(path: &Path) -> Result<PathBuf, OpenError> {
    let found = fs::metadata(path).map_err(|error| OpenError::from_io(path, error))?;
    if found.is_dir() {
        return Err(OpenError::NotAShow { path: path.to_owned(), reason: "it is a folder" });
    }
    if !found.is_file() {
        return Err(OpenError::NotAShow { path: path.to_owned(), reason: "it is not an ordinary file" });
    }
    // Not on Windows, where a canonical path has a form that few programs read.
    let full = if cfg!(windows) { std::path::absolute(path) } else { fs::canonicalize(path) };
    full.map_err(|error| OpenError::from_io(path, error))
}

/// Reads the database header (sqlite.org/fileformat.html 1.3) before SQLite touches anything.
fn inspect(path: &Path, migrations: &[Migration]) -> Result<(), OpenError> {
    let not_a_show = |reason| OpenError::NotAShow { path: path.to_owned(), reason };
    let io_error = |error| OpenError::from_io(path, error);
    let mut header = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut header)).map_err(io_error)?;
    if header.is_empty() {
        return Err(not_a_show("it is empty"));
    }
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(not_a_show("its content is of another kind"));
    }
    let field = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    match (field(60), field(68)) {
        (Some(needs), Some(APPLICATION_ID)) => check_version(path, needs, migrations),
        (Some(_), Some(_)) => Err(not_a_show("it is the database of another program")),
        _ => Err(OpenError::Damaged { path: path.to_owned(), detail: "it breaks off in its first bytes".into() }),
    }
}

fn check_reader(connection: &Connection, path: &Path, migrations: &[Migration]) -> Result<(), OpenError> {
    let needs = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(|error| OpenError::from_store(path, error))?;
    check_version(path, needs, migrations)
}

fn check_version(path: &Path, needs: u32, migrations: &[Migration]) -> Result<(), OpenError> {
    let have = migrate::newest(migrations);
    if needs > have {
        return Err(OpenError::TooNew { path: path.to_owned(), needs, have });
    }
    Ok(())
}

fn may_write(path: &Path) -> Result<bool, OpenError> {
    match OpenOptions::new().write(true).open(path) {
        Ok(_) => Ok(true),
        Err(error) if lock::is_refusal(&error) => Ok(false),
        Err(error) => Err(OpenError::from_io(path, error)),
    }
}

/// Whether a log cannot be read because its index cannot be made.
fn cannot_recover(error: &rusqlite::Error) -> bool {
    let code = StoreError::code(error);
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
}
