//! A log that a killed process left, and whether it belongs to the file that has its name now.
//!
//! SQLite applies a log to whatever file lies beside it. Where somebody put a backup in the place of the show
//! meanwhile, that would spoil the backup. The lock file that was left says how the show stood when the log was
//! written; where that does not fit, both are tried before anything is written.

use std::fs::{self, File};
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::connection::{self, Access};
use crate::error::{OpenError, StoreError};
use crate::identity::Standing;
use crate::migrate::Migration;
use crate::schema;

const DAMAGE: &str = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
/// How much shorter than its log says a file may be, as SQLite has it, in bytes.
const SLACK: i64 = 65_536;
const BROKEN_REFERENCES: &str = "SELECT count(*) FROM pragma_foreign_key_check";

/// Puts the log of `path` aside where it does not belong to it; where it lies then.
///
/// # Errors
/// If the file is whole neither with the log nor without it; both are left as they are.
pub(crate) fn settle(
    path: &Path,
    left: Option<Standing>,
    migrations: &[Migration],
) -> Result<Option<PathBuf>, OpenError> {
    let log = connection::beside(path, "-wal");
    if !log.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() > 0) {
        return Ok(None);
    }
    let now = Standing::at(path).map_err(|error| OpenError::from_io(path, error))?;
    if left == Some(now) || is_whole(path, Access::ReadBesideLog, migrations) {
        return Ok(None);
    }
    if !is_whole(path, Access::ReadAlone, migrations) {
        let detail = "neither the file alone nor with the changes that were left beside it is whole".to_owned();
        return Err(OpenError::Damaged { path: path.to_owned(), detail });
    }
    let aside = free_name(path);
    let moved = fs::rename(&log, &aside).and_then(|()| match fs::remove_file(connection::beside(path, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    });
    moved.map_err(|error| OpenError::from_io(path, error))?;
    Ok(Some(aside))
}

/// Whether the show can be trusted when it is read in that way. Nothing is brought from the log into the file.
fn is_whole(path: &Path, access: Access, migrations: &[Migration]) -> bool {
    let try_it = || -> Result<bool, StoreError> {
        let connection = connection::connect(path, access)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let reaches = access == Access::ReadAlone || reaches(path, &connection)?;
        Ok(reaches && is_undamaged(&connection)? && schema::difference(&connection, migrations)?.is_none())
    };
    match try_it() {
        Ok(whole) => whole,
        Err(error) => {
            tracing::debug!(path = %path.display(), %error, ?access, "a log was left, and this is not whole");
            false
        }
    }
}

/// Whether the log can be brought into the file: it was written for a show of as many pages as the file has with it, and with its
/// frames the file becomes as long as that. SQLite reads what does not fit as long as no page that it asks for is missing, and then
/// refuses to bring the log in: by more than [`SLACK`] nothing that belongs together differs.
fn reaches(path: &Path, connection: &Connection) -> Result<bool, StoreError> {
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let (page, pages) = (number("PRAGMA page_size")?, number("PRAGMA page_count")?);
    let log = Committed::of(&connection::beside(path, "-wal"), page).unwrap_or_default();
    if log.frames == 0 {
        return Ok(true);
    }
    let held = fs::metadata(path).map_or(0, |found| i64::try_from(found.len()).unwrap_or(i64::MAX));
    let brought = page.saturating_mul(log.frames);
    Ok(pages == log.pages && held.saturating_add(SLACK).saturating_add(brought) >= page.saturating_mul(log.pages))
}

/// What of a log is committed.
#[derive(Debug, Clone, Copy, Default)]
struct Committed {
    frames: i64,
    /// How many pages the show has after the last of them.
    pages: i64,
}

impl Committed {
    /// Of a log with pages of `page` bytes, as far as its last generation goes: the frames that bear the salts of its head. The
    /// form is SQLite's, <https://www.sqlite.org/fileformat2.html#walformat>.
    fn of(log: &Path, page: i64) -> io::Result<Self> {
        let mut log = BufReader::new(File::open(log)?);
        let (mut head, mut frame) = ([0; 32], [0; 24]);
        log.read_exact(&mut head)?;
        let (mut found, mut committed) = (0, Self::default());
        while log.read_exact(&mut frame).is_ok() && frame[8..16] == head[16..24] {
            found += 1;
            let [.., first, second, third, fourth] = frame[..8] else { break };
            let pages = u32::from_be_bytes([first, second, third, fourth]);
            if pages != 0 {
                committed = Self { frames: found, pages: i64::from(pages) };
            }
            log.seek_relative(page)?;
        }
        Ok(committed)
    }
}

fn is_undamaged(connection: &Connection) -> Result<bool, StoreError> {
    let mut statement = connection.prepare(DAMAGE)?;
    if statement.exists([])? {
        return Ok(false);
    }
    let broken: i64 = connection.query_row(BROKEN_REFERENCES, [], |row| row.get(0))?;
    Ok(broken == 0)
}

/// `My Heart.left-log`, numbered where there is one.
fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |suffix: &str| path.with_file_name(format!("{stem}.left-log{suffix}"));
    let free = |name: &PathBuf| name.symlink_metadata().is_err();
    Some(named(""))
        .filter(free)
        .or_else(|| (2_u32..).map(|count| named(&format!("-{count}"))).find(free))
        .unwrap_or_else(|| named(""))
}
