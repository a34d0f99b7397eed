//! Reels of cuts.

use model::{CutId, Reel, ReelId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, number, start"
    };
}

const INSERT: &str = "INSERT INTO reel (id, cut_id, number, start) VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str = "UPDATE reel SET cut_id = ?2, number = ?3, start = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM reel WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM reel WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM reel WHERE cut_id = ?1 ORDER BY start, number, id");

impl Rows {
    /// Adds a reel.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_reel(&self, reel: &Reel) -> Result<(), StoreError> {
        self.execute(INSERT, values(reel)).map(drop)
    }

    /// Changes a reel to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_reel(&self, reel: &Reel) -> Result<(), StoreError> {
        self.change("reel", reel.id.0, UPDATE, values(reel))
    }

    /// Removes a reel.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_reel(&self, id: ReelId) -> Result<(), StoreError> {
        self.change("reel", id.0, DELETE, [id.0])
    }

    /// A reel by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn reel(&self, id: ReelId) -> Result<Option<Reel>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The reels of a cut, in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn reels(&self, cut: CutId) -> Result<Vec<Reel>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(reel: &Reel) -> impl Params {
    (reel.id.0, reel.cut.0, reel.number, reel.start.0)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Reel> {
    let mut columns = Columns::of(row);
    Ok(Reel {
        id: ReelId(columns.value()?),
        cut: CutId(columns.value()?),
        number: columns.value()?,
        start: columns.position()?,
    })
}
