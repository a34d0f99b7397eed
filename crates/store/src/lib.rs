//! The document: one SQLite file and its history.
//!
//! A [`Document`] is an open show. It owns the only connection that writes; [`Reader`]s read beside it. Every change
//! goes through [`Document::edit`]: one transaction, recorded by SQLite's session extension as a changeset that is
//! stored in the same transaction. Undo applies the inverted changeset, redo the changeset; both are durable, and
//! cover every table without a line of inverse code.
//!
//! This is the only crate with SQL in it, and it holds no rule of the trade: [`Rows`] reads and writes the values of
//! [`model`] and leaves judgement to its callers.

mod backup;
mod bounds;
mod check;
mod connection;
mod document;
mod edit;
mod error;
mod facet;
mod held;
mod history;
mod identity;
mod ids;
mod left_log;
mod leftovers;
mod lock;
mod migrate;
mod open;
mod reader;
mod rows;
mod schema;
mod statements;

#[cfg(test)]
mod tests;

pub use document::Document;
pub use error::{OpenError, StoreError};
pub use facet::Facet;
pub use history::{Change, HistoryEntry};
pub use ids::Ids;
pub use leftovers::{clean as clean_unfinished, unfinished};
pub use reader::{OpenReader, Reader};
pub use rows::{CommissionedCue, Heard, Pick, Rows, SongCue, StatedCue, TempAlternate, TrackRef, TrackUses};
pub use statements::{count_statements, statements_run};

/// `NdDr`: marks an SQLite file as a show (`PRAGMA application_id`).
pub const APPLICATION_ID: u32 = 0x4E64_4472;
