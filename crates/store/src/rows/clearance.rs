//! Clearances: one row a track and side.

use model::{Clearance, ClearanceId, TrackId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, track_id, side, licensor, status, fee"
    };
}

const INSERT: &str =
    "INSERT INTO clearance (id, track_id, side, licensor, status, fee) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const UPDATE: &str =
    "UPDATE clearance SET track_id = ?2, side = ?3, licensor = ?4, status = ?5, fee = ?6 WHERE id = ?1";
const DELETE: &str = "DELETE FROM clearance WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE id = ?1");
const OF_TRACK: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE track_id = ?1 ORDER BY side, id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM clearance ORDER BY track_id, side, id");

impl Rows {
    /// Adds a clearance.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_clearance(&self, clearance: &Clearance) -> Result<(), StoreError> {
        self.execute(INSERT, values(clearance)).map(drop)
    }

    /// Changes a clearance to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_clearance(&self, clearance: &Clearance) -> Result<(), StoreError> {
        self.change("clearance", clearance.id.0, UPDATE, values(clearance))
    }

    /// Removes a clearance.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_clearance(&self, id: ClearanceId) -> Result<(), StoreError> {
        self.change("clearance", id.0, DELETE, [id.0])
    }

    /// A clearance by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn clearance(&self, id: ClearanceId) -> Result<Option<Clearance>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The clearances of a track, the master first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearances(&self, track: TrackId) -> Result<Vec<Clearance>, StoreError> {
        self.list(OF_TRACK, [track.0], read)
    }

    /// All clearances, by track, the master first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_clearances(&self) -> Result<Vec<Clearance>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(clearance: &Clearance) -> impl Params {
    (
        clearance.id.0,
        clearance.track.0,
        Word(&clearance.side),
        &clearance.licensor,
        Word(&clearance.status),
        clearance.fee,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Clearance> {
    let mut columns = Columns::of(row);
    Ok(Clearance {
        id: ClearanceId(columns.value()?),
        track: TrackId(columns.value()?),
        side: columns.word()?,
        licensor: columns.value()?,
        status: columns.word()?,
        fee: columns.value()?,
    })
}
