//! Connections to a show's file, and what SQLite keeps beside it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::statements;

/// How long a connection waits for another of this process: a checkpoint at most.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Enough for every statement of this crate to stay prepared.
const PREPARED_STATEMENTS: usize = 256;
/// Pages in the write-ahead log at which it is put into the file and begun again from its start. A log that is written over takes
/// the disk less time than one that grows, since the file's length stays: it should come to that soon, and seldom wait for it.
const CHECKPOINT_PAGES: u32 = 250;
/// After a large import the write-ahead log is cut back to this many bytes.
const JOURNAL_SIZE_LIMIT: i64 = 16 << 20;

/// In which way connections to a document are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// It can be changed.
    Write,
    /// It cannot, but it has a write-ahead log that must be read too.
    ReadBesideLog,
    /// It cannot, and all of it is in the one file: nothing is written beside it.
    ReadAlone,
    /// It cannot, and is of an older format: the copy of this number in memory, brought up to date, is read instead.
    ReadCopy(u64),
}

/// A connection that writes, or in a document that cannot be changed, reads.
pub(crate) fn connect(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let mut connection = match access {
        Access::Write => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(path, flags)?
        }
        Access::ReadBesideLog => {
            // Addresses are for the copy that may be made of it; a path is never one, being absolute.
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(path, flags)?
        }
        Access::ReadAlone => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(immutable_uri(path), flags)?
        }
        Access::ReadCopy(number) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(memory_uri(number), flags)?
        }
    };
    configure(&mut connection)?;
    if access == Access::Write {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            tracing::warn!(path = %path.display(), mode, "this file system allows no write-ahead log");
        }
        // Durable when an edit returns; on macOS only a full sync reaches the disk itself.
        connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;")?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        connection.pragma_update(None, "journal_size_limit", JOURNAL_SIZE_LIMIT)?;
    }
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// A connection that reads beside the writer.
pub(crate) fn connect_reader(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let connection = match access {
        // One that SQLite holds for a writer, so that whichever is closed last puts the log away.
        Access::Write => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut connection = Connection::open_with_flags(path, flags)?;
            configure(&mut connection)?;
            connection
        }
        Access::ReadBesideLog | Access::ReadAlone | Access::ReadCopy(_) => connect(path, access)?,
    };
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// What every connection needs. The file may come from anybody: its schema is not trusted to run functions.
pub(crate) fn configure(connection: &mut Connection) -> rusqlite::Result<()> {
    statements::count(connection)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // We make none; those of a file that is not ours are not run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; \
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
    )
}

/// `My Heart.needledrop-wal`: what SQLite keeps beside a show.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// An empty database in memory that [`Access::ReadCopy`] of `number` reads, for as long as any connection to it is open.
pub(crate) fn in_memory(number: u64) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(memory_uri(number), flags)
}

/// The leading slash makes it one database for all connections of the process (sqlite.org/src, memdb.c).
pub(crate) fn memory_uri(number: u64) -> String {
    format!("file:/needledrop-copy-{number}?vfs=memdb")
}

/// `immutable` keeps SQLite from making a log and its index in a folder where it may not.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if bytes.first() != Some(&b'/') {
        uri.push_str("///");
    }
    for &byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            b':' if cfg!(windows) => uri.push(':'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}
