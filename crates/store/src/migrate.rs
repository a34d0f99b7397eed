//! Bringing a document up to date: forward only, one transaction a migration, a backup copy before the first.
//!
//! The table `migration` says which have been applied, each with the BLAKE3 of its text, so that a migration
//! edited after it landed is noticed. `user_version` is the least version a program must know to read the file:
//! a migration that only adds may keep it, so that older programs go on reading.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, TransactionBehavior};

use crate::backup;
use crate::error::{OpenError, StoreError};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Counting from 1.
    pub version: u32,
    /// The least version a program must know to read what this leaves.
    pub reader: u32,
    /// What it does.
    pub sql: &'static str,
}

/// All there are, in order.
///
/// History holds changesets by column: a migration may add tables, and columns at the end of a table, and make a
/// table anew with the same columns in the same order; one that does more must empty `history`. One that older programs
/// may still read (`reader` stays) adds tables, indexes, and columns at the end: [`crate::schema`] holds them to it.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, reader: 1, sql: include_str!("../../../migrations/0001_show.sql") },
    Migration { version: 2, reader: 2, sql: include_str!("../../../migrations/0002_works.sql") },
    Migration { version: 3, reader: 3, sql: include_str!("../../../migrations/0003_clearance.sql") },
    Migration { version: 4, reader: 4, sql: include_str!("../../../migrations/0004_deliver.sql") },
    Migration { version: 5, reader: 5, sql: include_str!("../../../migrations/0005_letters.sql") },
    Migration { version: 6, reader: 6, sql: include_str!("../../../migrations/0006_voice.sql") },
    Migration { version: 7, reader: 7, sql: include_str!("../../../migrations/0007_payments.sql") },
    Migration { version: 8, reader: 8, sql: include_str!("../../../migrations/0008_sheets.sql") },
    Migration { version: 9, reader: 9, sql: include_str!("../../../migrations/0009_pieces.sql") },
    Migration { version: 10, reader: 10, sql: include_str!("../../../migrations/0010_review.sql") },
    Migration { version: 11, reader: 10, sql: include_str!("../../../migrations/0011_links.sql") },
    Migration { version: 12, reader: 10, sql: include_str!("../../../migrations/0012_packages.sql") },
    Migration { version: 13, reader: 10, sql: include_str!("../../../migrations/0013_hearings.sql") },
    Migration { version: 14, reader: 14, sql: include_str!("../../../migrations/0014_shots.sql") },
    Migration { version: 15, reader: 15, sql: include_str!("../../../migrations/0015_dialogue.sql") },
    Migration { version: 16, reader: 16, sql: include_str!("../../../migrations/0016_themes.sql") },
    Migration { version: 17, reader: 17, sql: include_str!("../../../migrations/0017_editing.sql") },
    Migration { version: 18, reader: 18, sql: include_str!("../../../migrations/0018_offline.sql") },
    Migration { version: 19, reader: 19, sql: include_str!("../../../migrations/0019_production.sql") },
    Migration { version: 20, reader: 19, sql: include_str!("../../../migrations/0020_temp.sql") },
    Migration { version: 21, reader: 19, sql: include_str!("../../../migrations/0021_said_of.sql") },
    Migration { version: 22, reader: 19, sql: include_str!("../../../migrations/0022_meant.sql") },
    Migration { version: 23, reader: 19, sql: include_str!("../../../migrations/0023_links.sql") },
    Migration { version: 24, reader: 19, sql: include_str!("../../../migrations/0024_moods.sql") },
    Migration { version: 25, reader: 19, sql: include_str!("../../../migrations/0025_tails.sql") },
    Migration { version: 26, reader: 26, sql: include_str!("../../../migrations/0026_commissions.sql") },
    Migration { version: 27, reader: 27, sql: include_str!("../../../migrations/0027_album.sql") },
    Migration { version: 28, reader: 28, sql: include_str!("../../../migrations/0028_reel_pictures.sql") },
    Migration { version: 29, reader: 28, sql: include_str!("../../../migrations/0029_composers.sql") },
    Migration { version: 30, reader: 30, sql: include_str!("../../../migrations/0030_album_stills.sql") },
];

const CREATE_MIGRATION: &str =
    "CREATE TABLE migration (version INTEGER PRIMARY KEY CHECK (version > 0), checksum TEXT NOT NULL) STRICT";
const APPLIED: &str = "SELECT version, checksum FROM migration ORDER BY version";
const INSERT_APPLIED: &str = "INSERT INTO migration (version, checksum) VALUES (?1, ?2)";
const BROKEN_REFERENCE: &str = "SELECT \"table\" || ' ' || ifnull(rowid, '') FROM pragma_foreign_key_check LIMIT 1";

impl Migration {
    /// BLAKE3 of the text, line ends as on Unix: a checkout on Windows may have others.
    fn checksum(&self) -> String {
        blake3::hash(self.sql.replace('\r', "").as_bytes()).to_hex().to_string()
    }
}

/// The newest version that `migrations` know.
pub(crate) fn newest(migrations: &[Migration]) -> u32 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// Applies everything to an empty database.
pub(crate) fn create(connection: &Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    connection.execute_batch(CREATE_MIGRATION)?;
    migrations.iter().try_for_each(|migration| apply(connection, migration))
}

/// Those of `migrations` that the document lacks.
///
/// # Errors
/// If one that it has is not the one we know, or what it notes of them makes no sense.
pub(crate) fn pending<'a>(
    connection: &Connection,
    path: &Path,
    migrations: &'a [Migration],
) -> Result<Vec<&'a Migration>, OpenError> {
    let applied = applied(connection).map_err(|error| OpenError::from_store(path, error))?;
    for (version, checksum) in &applied {
        let detail = match migrations.iter().find(|migration| i64::from(migration.version) == *version) {
            Some(known) if known.checksum() == *checksum => continue,
            // Of a newer program, which adds what this one need not know.
            None if u32::try_from(*version).is_ok() => continue,
            Some(_) if is_checksum(checksum) => format!("its schema differs from version {version} of the format"),
            Some(_) | None => format!("what it notes of version {version} of its format makes no sense"),
        };
        return Err(OpenError::Damaged { path: path.to_owned(), detail });
    }
    // Each stands on the one before.
    if let Some(version) = applied.iter().zip(1..).find_map(|((found, _), next)| (*found != next).then_some(next)) {
        let detail = format!("what it notes of version {version} of its format is missing");
        return Err(OpenError::Damaged { path: path.to_owned(), detail });
    }
    let has = |version: u32| applied.iter().any(|(found, _)| *found == i64::from(version));
    Ok(migrations.iter().filter(|migration| !has(migration.version)).collect())
}

/// Keeps a copy beside the document, then applies `pending`.
pub(crate) fn migrate(connection: &Connection, path: &Path, pending: &[&Migration]) -> Result<(), OpenError> {
    let Some(last) = pending.last() else { return Ok(()) };
    let copy = free_name(path, last.version);
    let before = applied(connection).map_err(|error| OpenError::from_store(path, error))?.len();
    backup::copy(connection, &copy.path)
        .map_err(|source| OpenError::Backup { path: path.to_owned(), source: Box::new(source) })?;
    tracing::info!(copy = %copy.path.display(), version = last.version, "kept a copy before bringing the show up to date");
    let done = apply_all(connection, pending);
    // One that fails at every opening leaves one copy, not one each time: this one is as the earlier ones are.
    if done.is_err()
        && copy.earlier
        && applied(connection).is_ok_and(|now| now.len() == before)
        && let Err(error) = fs::remove_file(&copy.path)
    {
        tracing::warn!(copy = %copy.path.display(), %error, "a needless copy stays behind");
    }
    done.map_err(|error| OpenError::from_store(path, error))
}

/// Applies `pending` to a document of which there is a copy, or which is one.
pub(crate) fn apply_all(connection: &Connection, pending: &[&Migration]) -> Result<(), StoreError> {
    // A migration that rebuilds a table drops the old one while rows point to it. Checked before each commit.
    connection.pragma_update(None, "foreign_keys", false)?;
    pending.iter().try_for_each(|migration| apply(connection, migration))?;
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

fn apply(connection: &Connection, migration: &Migration) -> Result<(), StoreError> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    connection.execute_batch(migration.sql)?;
    connection.execute(INSERT_APPLIED, (migration.version, migration.checksum()))?;
    connection.pragma_update(None, "user_version", migration.reader)?;
    let mut broken = connection.prepare(BROKEN_REFERENCE)?;
    if let Some(row) = broken.query([])?.next()? {
        let detail = format!("{} refers to a row that is not there", row.get::<_, String>(0)?);
        return Err(StoreError::Constraint { detail });
    }
    drop(broken);
    Ok(transaction.commit()?)
}

/// Version and checksum of each that the document has, whatever stands there.
pub(crate) fn applied(connection: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let mut statement = connection.prepare(APPLIED)?;
    let checksum = |value: ValueRef<'_>| match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => String::new(),
    };
    let rows = statement.query_map([], |row| Ok((row.get(0)?, checksum(row.get_ref(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn is_checksum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

/// Where the copy before an update goes.
struct Copy {
    path: PathBuf,
    /// An earlier try left one.
    earlier: bool,
}

/// `My Heart.before-v2.needledrop`, numbered where an earlier copy has that name: no copy is ever replaced.
fn free_name(path: &Path, version: u32) -> Copy {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |suffix: &str| path.with_file_name(format!("{stem}.before-v{version}{suffix}.needledrop"));
    let first = named("");
    let taken = |name: &Path| name.symlink_metadata().is_ok();
    if !taken(&first) {
        return Copy { path: first, earlier: false };
    }
    let next = (2_u32..).map(|count| named(&format!("-{count}"))).find(|name| !taken(name));
    Copy { path: next.unwrap_or(first), earlier: true }
}
