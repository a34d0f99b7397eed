//! Lanes of the timeline.

use model::{Lane, LaneId, Millibels};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, name, kind, ordinal, muted, level, colour"
    };
}

const INSERT: &str =
    "INSERT INTO lane (id, name, kind, ordinal, muted, level, colour) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const UPDATE: &str =
    "UPDATE lane SET name = ?2, kind = ?3, ordinal = ?4, muted = ?5, level = ?6, colour = ?7 WHERE id = ?1";
const DELETE: &str = "DELETE FROM lane WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM lane WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM lane ORDER BY ordinal, id");
const NAMED: &str = concat!("SELECT ", columns!(), " FROM lane WHERE name = ?1");

impl Rows {
    /// Adds a lane.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_lane(&self, lane: &Lane) -> Result<(), StoreError> {
        self.execute(INSERT, values(lane)).map(drop)
    }

    /// Changes a lane to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_lane(&self, lane: &Lane) -> Result<(), StoreError> {
        self.change("lane", lane.id.0, UPDATE, values(lane))
    }

    /// Removes a lane.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_lane(&self, id: LaneId) -> Result<(), StoreError> {
        self.change("lane", id.0, DELETE, [id.0])
    }

    /// A lane by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn lane(&self, id: LaneId) -> Result<Option<Lane>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The lane of that name.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn lane_named(&self, name: &str) -> Result<Option<Lane>, StoreError> {
        self.one(NAMED, [name], read)
    }

    /// All lanes, from the top.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn lanes(&self) -> Result<Vec<Lane>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(lane: &Lane) -> impl Params {
    (lane.id.0, &lane.name, Word(&lane.kind), lane.ordinal, lane.muted, lane.level.0, Word(&lane.colour))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Lane> {
    let mut columns = Columns::of(row);
    Ok(Lane {
        id: LaneId(columns.value()?),
        name: columns.value()?,
        kind: columns.word()?,
        ordinal: columns.value()?,
        muted: columns.value()?,
        level: Millibels(columns.value()?),
        colour: columns.word()?,
    })
}
