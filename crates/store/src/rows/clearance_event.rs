//! What happened to clearances.

use model::{ClearanceEvent, ClearanceEventId, ClearanceId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, clearance_id, at, body"
    };
}

const INSERT: &str = concat!("INSERT INTO clearance_event (", columns!(), ") VALUES (?1, ?2, ?3, ?4)");
const UPDATE: &str = "UPDATE clearance_event SET clearance_id = ?2, at = ?3, body = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM clearance_event WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM clearance_event WHERE id = ?1");
const OF_CLEARANCE: &str =
    concat!("SELECT ", columns!(), " FROM clearance_event WHERE clearance_id = ?1 ORDER BY at DESC, id DESC");

impl Rows {
    /// Adds a clearance event.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_clearance_event(&self, clearance_event: &ClearanceEvent) -> Result<(), StoreError> {
        self.execute(INSERT, values(clearance_event)).map(drop)
    }

    /// Changes a clearance event to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_clearance_event(&self, clearance_event: &ClearanceEvent) -> Result<(), StoreError> {
        self.change("clearance event", clearance_event.id.0, UPDATE, values(clearance_event))
    }

    /// Removes a clearance event.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_clearance_event(&self, id: ClearanceEventId) -> Result<(), StoreError> {
        self.change("clearance event", id.0, DELETE, [id.0])
    }

    /// A clearance event by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn clearance_event(&self, id: ClearanceEventId) -> Result<Option<ClearanceEvent>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// What happened to a clearance, the newest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearance_events(&self, clearance: ClearanceId) -> Result<Vec<ClearanceEvent>, StoreError> {
        self.list(OF_CLEARANCE, [clearance.0], read)
    }
}

fn values(clearance_event: &ClearanceEvent) -> impl Params {
    (clearance_event.id.0, clearance_event.clearance.0, &clearance_event.at, &clearance_event.body)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ClearanceEvent> {
    let mut columns = Columns::of(row);
    Ok(ClearanceEvent {
        id: ClearanceEventId(columns.value()?),
        clearance: ClearanceId(columns.value()?),
        at: columns.value()?,
        body: columns.value()?,
    })
}
