//! Reading beside the writer: views are made from snapshots of the show, so that nobody who looks waits for somebody who
//! edits, and an edit waits for nobody who looks.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use store::{Document, OpenReader, Reader, Rows, StoreError};

use crate::Studio;

/// Connections that are kept open for the next reading.
const KEPT: usize = 4;

/// Connections that read, and how to open more.
#[derive(Debug)]
pub(crate) struct Readers {
    open: OpenReader,
    idle: Mutex<Vec<Reader>>,
    /// The newest revision that was committed.
    revision: AtomicU64,
}

impl Readers {
    pub fn of(document: &Document) -> Self {
        Self { open: document.readers(), idle: Mutex::default(), revision: AtomicU64::new(document.revision()) }
    }

    /// From now on readings see a change of this revision.
    pub fn advance(&self, revision: u64) {
        self.revision.fetch_max(revision, Ordering::Release);
    }

    fn take(&self) -> Result<Reader, StoreError> {
        match self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            Some(reader) => Ok(reader),
            None => self.open.open(),
        }
    }

    fn put(&self, reader: Reader) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(reader);
        }
    }
}

impl Studio {
    /// Lets `work` see the show as it is at one moment, with its revision: a change that is committed while this begins
    /// may be seen already under the revision before it, never the other way round.
    ///
    /// # Errors
    /// Those of `work`, or if the file cannot be read.
    pub(crate) fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&Rows, u64) -> Result<T, E>) -> Result<T, E> {
        let readers = self.readers();
        let reader = match readers.take() {
            // The file went while it was open: the connections that are open have it still, another would not.
            Err(StoreError::Moved { .. }) => {
                let document = self.document();
                return work(document.rows(), document.revision());
            }
            other => other?,
        };
        let revision = readers.revision.load(Ordering::Acquire);
        let done = reader.at_one_moment(|rows| work(rows, revision));
        readers.put(reader);
        done
    }
}
