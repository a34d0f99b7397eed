//! Reading beside the writer: views are made from snapshots of the show, so that nobody who looks waits for somebody who
//! edits, and an edit waits for nobody who looks.

use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;
use store::{Document, OpenReader, Reader, StoreError};

/// Connections that are kept open for the next reading: as many as the window and a review's server read at once.
const KEPT: usize = 12;

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

    pub fn take(&self) -> Result<Reader, StoreError> {
        match self.idle.lock().pop() {
            Some(reader) => Ok(reader),
            None => self.open.open(),
        }
    }

    pub fn put(&self, reader: Reader) {
        let mut idle = self.idle.lock();
        if idle.len() < KEPT {
            idle.push(reader);
        }
    }

    /// The newest revision that was committed.
    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::Acquire)
    }
}
