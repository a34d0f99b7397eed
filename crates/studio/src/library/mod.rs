//! The library in memory: every track as the list shows it, an index of its words, and its orders.
//!
//! Kept beside the document because a list of 100,000 rows must answer each key stroke within a frame: SQLite's
//! full-text search scores every row that a one-letter prefix matches, which takes a tenth of a second.

mod entry;
mod index;
mod words;

pub(crate) use entry::Entry;
pub(crate) use index::Library;
