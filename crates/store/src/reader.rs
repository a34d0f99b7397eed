//! Reading beside the writer.

use std::ops::Deref;
use std::path::PathBuf;

use rusqlite::{Transaction, TransactionBehavior};

use crate::open::{self, Access};
use crate::{Rows, StoreError};

/// Opens readers of a document. The document need not be held meanwhile, only be open.
#[derive(Debug, Clone)]
pub struct OpenReader {
    pub(crate) path: PathBuf,
    pub(crate) access: Access,
}

impl OpenReader {
    /// A connection that sees each edit once it is committed.
    ///
    /// # Errors
    /// If the file cannot be opened once more.
    pub fn open(&self) -> Result<Reader, StoreError> {
        Ok(Reader::new(Rows::new(open::connect_reader(&self.path, self.access)?)))
    }
}

/// A connection that only reads, for a thread of its own. Close all of them before the document.
#[derive(Debug)]
pub struct Reader {
    rows: Rows,
}

impl Reader {
    pub(crate) fn new(rows: Rows) -> Self {
        Self { rows }
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
