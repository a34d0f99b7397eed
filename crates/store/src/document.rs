//! An open show.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::Show;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::connection::{self, Access};
use crate::error::{OpenError, StoreError};
use crate::identity::Standing;
use crate::lock::{self, Lock};
use crate::migrate::{self, MIGRATIONS, Migration};
use crate::open::{self, Opened};
use crate::reader::OpenReader;
use crate::{APPLICATION_ID, Ids, Reader, Rows, backup, check, history, reader};

/// One open show. Owns the only connection that writes to it, and the lock that keeps other processes out.
///
/// Dropping it closes it as [`Document::close`] does, without telling of errors.
#[derive(Debug)]
pub struct Document {
    // Before the lock: the file is let go of first.
    pub(crate) rows: Rows,
    pub(crate) path: PathBuf,
    pub(crate) access: Access,
    /// Whether it was opened to read because its disk is full.
    full: bool,
    pub(crate) ids: Ids,
    /// The tables that history covers.
    pub(crate) recorded: Arc<Vec<String>>,
    /// Their columns.
    pub(crate) columns: history::Columns,
    pub(crate) depth: (usize, usize),
    pub(crate) revision: u64,
    /// The newest row of history and its merge key, while the next edit may still join it.
    pub(crate) gesture: Option<(i64, String)>,
    lock: Option<Arc<Lock>>,
    notices: Vec<String>,
    closed: bool,
}

impl Document {
    /// Makes a new show and opens it. `setup` inserts the rows that every show starts with; they are not part of
    /// history. The file appears when it is complete, never half made.
    ///
    /// # Errors
    /// If the file exists, or cannot be written.
    pub fn create(
        path: &Path,
        show: &Show,
        setup: impl FnOnce(&Rows) -> Result<(), StoreError>,
    ) -> Result<Self, OpenError> {
        Self::create_with(path, Ids::random(), show, setup)
    }

    /// As [`Document::create`], with ids of the caller's own.
    ///
    /// # Errors
    /// If the file exists, or cannot be written.
    pub fn create_with(
        path: &Path,
        ids: Ids,
        show: &Show,
        setup: impl FnOnce(&Rows) -> Result<(), StoreError>,
    ) -> Result<Self, OpenError> {
        if path.symlink_metadata().is_ok() {
            return Err(OpenError::AlreadyThere { path: path.to_owned() });
        }
        let draft = backup::draft_beside(path).map_err(|error| match OpenError::from_io(path, error) {
            // It is the folder that is not there, or closed to us.
            OpenError::Missing { path } => OpenError::Missing { path: folder_of(&path) },
            OpenError::NoPermission { path } => OpenError::NoPermission { path: folder_of(&path) },
            other => other,
        })?;
        write_first(&draft, show, MIGRATIONS, setup).map_err(|error| OpenError::from_store(path, error))?;
        backup::publish(draft, path).map_err(|error| OpenError::from_io(path, error))?;
        Self::open_with(path, ids)
    }

    /// Opens a show. A file or folder that cannot be written to opens for reading only.
    ///
    /// # Errors
    /// If it is not a show, is made by a newer version, is open elsewhere, is damaged, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, Ids::random())
    }

    /// As [`Document::open`], with ids of the caller's own; prefixes that the show has are passed over.
    ///
    /// # Errors
    /// As [`Document::open`].
    pub fn open_with(path: &Path, ids: Ids) -> Result<Self, OpenError> {
        Self::open_migrated(path, ids, MIGRATIONS)
    }

    pub(crate) fn open_migrated(path: &Path, ids: Ids, migrations: &[Migration]) -> Result<Self, OpenError> {
        Self::of(open::open(path, migrations)?, ids)
    }

    pub(crate) fn of(opened: Opened, ids: Ids) -> Result<Self, OpenError> {
        let Opened { path, connection, access, full, lock, notices } = opened;
        let rows = Rows::new(connection);
        let start = |rows: &Rows| -> Result<_, StoreError> {
            let recorded = history::recorded_tables(&rows.connection)?;
            ids.avoid(|first, last| rows.has_ids(&recorded, first, last))?;
            let columns = history::columns_of(&rows.connection, &recorded)?;
            Ok((Arc::new(recorded), columns, history::depth(&rows.connection)?))
        };
        let (recorded, columns, depth) = start(&rows).map_err(|error| OpenError::from_store(&path, error))?;
        let lock = lock.map(Arc::new);
        let document = Self {
            rows,
            path,
            access,
            full,
            ids,
            recorded,
            columns,
            depth,
            revision: 0,
            gesture: None,
            lock,
            notices,
            closed: false,
        };
        document.note_standing();
        Ok(document)
    }

    /// What whoever opened it should know, one sentence each; mostly nothing.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Whether its file is no longer where it was opened: moved, removed or replaced by another. Nothing can be
    /// changed then, and [`Document::backup_to`] still has everything.
    #[must_use]
    pub fn is_displaced(&self) -> bool {
        self.still_there().is_err()
    }

    /// What is about to be committed must go where the show is looked for.
    pub(crate) fn still_there(&self) -> Result<(), StoreError> {
        self.lock.as_ref().map_or(Ok(()), |lock| reader::still_there(&self.path, lock))
    }

    /// Notes how the file stands, so that a log that a killed process leaves is known to belong to it.
    pub(crate) fn note_standing(&self) {
        if let (Some(lock), Ok(standing)) = (&self.lock, Standing::at(&self.path))
            && standing.identity() == lock.identity()
        {
            lock.note(standing);
        }
    }

    /// Where it lies, links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether its file or folder allows no changes.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write
    }

    /// Whether it can be changed.
    ///
    /// # Errors
    /// Why it cannot: it is read-only, or there was no room for its log when it was opened.
    pub fn may_write(&self) -> Result<(), StoreError> {
        match (self.is_read_only(), self.full) {
            (false, _) => Ok(()),
            (true, true) => Err(StoreError::FullWhenOpened),
            (true, false) => Err(StoreError::ReadOnly),
        }
    }

    /// Whether `path` is the show itself, or what is kept beside it while it is open: its log and its lock. They may
    /// not be there.
    #[must_use]
    pub fn is_part(&self, path: &Path) -> bool {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (Ok(folder), Some(name)) = (folder.canonicalize(), path.file_name()) else { return false };
        let path = folder.join(name);
        let beside = ["", "-wal", "-shm", "-journal"].map(|suffix| connection::beside(&self.path, suffix));
        beside.contains(&path) || lock::beside(&self.path) == path
    }

    /// Its rows, read on the connection that writes.
    #[must_use]
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// A connection of its own that sees each edit once it is committed, for another thread.
    ///
    /// # Errors
    /// If the file is not where it was, or cannot be opened once more.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        self.readers().open()
    }

    /// How to open readers without holding the document.
    #[must_use]
    pub fn readers(&self) -> OpenReader {
        OpenReader { path: self.path.clone(), access: self.access, lock: self.lock.as_ref().map(Arc::downgrade) }
    }

    /// How many edits can be undone, and redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        self.depth
    }

    /// Rises by one with each change committed since the document was opened.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A row id that nobody has.
    #[must_use]
    pub fn next_id(&self) -> i64 {
        self.ids.next()
    }

    /// The source of row ids, for use inside an edit.
    #[must_use]
    pub fn ids(&self) -> Ids {
        self.ids.clone()
    }

    /// What is wrong with the document, one sentence each; nothing if all is well.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        check::check(&self.rows.connection)
    }

    /// Writes a copy of the document as it is now, history included; all or nothing.
    ///
    /// # Errors
    /// If `path` exists, or cannot be written.
    pub fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        backup::copy(&self.rows.connection, path)
    }

    /// Writes a copy named by the time (UTC) into `folder`, and removes its oldest snapshots beyond `keep`.
    ///
    /// # Errors
    /// If the copy cannot be written.
    pub fn snapshot(&self, folder: &Path, keep: usize) -> Result<PathBuf, StoreError> {
        backup::snapshot(&self.rows.connection, &self.path, folder, keep)
    }

    /// Closes it and leaves exactly one file, once its readers are closed too.
    ///
    /// # Errors
    /// If the file is not where it was, or the last changes cannot be brought from the log into the file. They are in the
    /// log then, and come back at the next opening.
    pub fn close(mut self) -> Result<(), StoreError> {
        let settled = self.settle();
        self.closed = true;
        let there = self.still_there();
        let (lock, path) = (self.lock.clone(), self.path.clone());
        drop(self);
        if there.is_err() {
            remove_empty_log(&path);
        }
        drop(lock);
        settled.and(there)
    }

    /// Brings the log into the file. SQLite does so too when the last connection goes, but not when the file has
    /// another name by then.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn settle(&self) -> Result<(), StoreError> {
        if self.access != Access::Write {
            return Ok(());
        }
        let busy: bool = self.rows.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy {
            tracing::warn!(path = %self.path.display(), "somebody still reads; the log is put away when they are done");
        }
        Ok(())
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        if !self.closed
            && let Err(error) = self.settle()
        {
            tracing::warn!(path = %self.path.display(), %error, "the last changes stay in the log");
        }
    }
}

/// Under a name that the show no longer has, SQLite leaves the log that was emptied.
fn remove_empty_log(path: &Path) {
    let log = connection::beside(path, "-wal");
    if log.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == 0) {
        for left in [log, connection::beside(path, "-shm")] {
            if let Err(error) = fs::remove_file(&left) {
                tracing::debug!(path = %left.display(), %error, "an empty log stays behind");
            }
        }
    }
}

pub(crate) fn write_first(
    draft: &Path,
    show: &Show,
    migrations: &[Migration],
    setup: impl FnOnce(&Rows) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut connection = Connection::open(draft)?;
    connection::configure(&mut connection)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate::create(&connection, migrations)?;
    let rows = Rows::new(connection);
    let transaction = Transaction::new_unchecked(&rows.connection, TransactionBehavior::Immediate)?;
    rows.insert_show(show)?;
    setup(&rows)?;
    transaction.commit()?;
    rows.connection.close().map_err(|(_, error)| error.into())
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new(".")).to_owned()
}
