//! Reading beside the writer.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use rusqlite::{Transaction, TransactionBehavior};

use crate::connection::{self, Access};
use crate::identity::Identity;
use crate::lock::Lock;
use crate::{Rows, StoreError};

/// Opens readers of a document. The document need not be held meanwhile, only be open.
#[derive(Debug, Clone)]
pub struct OpenReader {
    pub(crate) path: PathBuf,
    pub(crate) access: Access,
    /// That of the document, as long as that is open; there is none where nothing can be changed.
    pub(crate) lock: Option<Weak<Lock>>,
}

impl OpenReader {
    /// A connection that sees each edit once it is committed.
    ///
    /// # Errors
    /// If the file is not where it was, or cannot be opened once more.
    pub fn open(&self) -> Result<Reader, StoreError> {
        let lock = self.lock.as_ref().map(|lock| lock.upgrade().ok_or(StoreError::Busy)).transpose()?;
        if let Some(lock) = &lock {
            still_there(&self.path, lock)?;
        }
        Ok(Reader::new(Rows::new(connection::connect_reader(&self.path, self.access)?), lock))
    }
}

/// Whether the file that is locked is still the one that its path leads to.
pub(crate) fn still_there(path: &Path, lock: &Lock) -> Result<(), StoreError> {
    match Identity::at(path) {
        Ok(found) if found == lock.identity() => Ok(()),
        Ok(_) | Err(_) => Err(StoreError::Moved { path: path.to_owned() }),
    }
}

/// A connection that only reads, for a thread of its own. Close all of them before the document.
#[derive(Debug)]
pub struct Reader {
    // Before the lock: the file is let go of first.
    rows: Rows,
    /// As long as anybody reads, the show is open.
    _lock: Option<Arc<Lock>>,
}

impl Reader {
    pub(crate) fn new(rows: Rows, lock: Option<Arc<Lock>>) -> Self {
        Self { rows, _lock: lock }
    }

    /// Lets `work` see the document as it is at one moment, however many queries it makes.
    ///
    /// # Errors
    /// Those of `work`, or if the file cannot be read.
    pub fn at_one_moment<T, E: From<StoreError>>(&self, work: impl FnOnce(&Rows) -> Result<T, E>) -> Result<T, E> {
        let _moment = Transaction::new_unchecked(&self.rows.connection, TransactionBehavior::Deferred)
            .map_err(StoreError::from)?;
        work(&self.rows)
    }
}

impl Deref for Reader {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.rows
    }
}
