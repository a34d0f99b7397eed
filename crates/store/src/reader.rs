//! Reading beside the writer.

use std::ops::Deref;

use rusqlite::{Transaction, TransactionBehavior};

use crate::{Rows, StoreError};

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
