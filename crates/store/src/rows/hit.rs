//! Hits of cuts.

use model::{CutId, Hit, HitId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, at, label"
    };
}

const INSERT: &str = "INSERT INTO hit (id, cut_id, at, label) VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str = "UPDATE hit SET cut_id = ?2, at = ?3, label = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM hit WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM hit WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM hit WHERE cut_id = ?1 ORDER BY at, id");

impl Rows {
    /// Adds a hit.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_hit(&self, hit: &Hit) -> Result<(), StoreError> {
        self.execute(INSERT, values(hit)).map(drop)
    }

    /// Changes a hit to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_hit(&self, hit: &Hit) -> Result<(), StoreError> {
        self.change("hit", hit.id.0, UPDATE, values(hit))
    }

    /// Removes a hit.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_hit(&self, id: HitId) -> Result<(), StoreError> {
        self.change("hit", id.0, DELETE, [id.0])
    }

    /// A hit by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn hit(&self, id: HitId) -> Result<Option<Hit>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The hits of a cut, in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn hits(&self, cut: CutId) -> Result<Vec<Hit>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(hit: &Hit) -> impl Params {
    (hit.id.0, hit.cut.0, hit.at.0, &hit.label)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Hit> {
    let mut columns = Columns::of(row);
    Ok(Hit {
        id: HitId(columns.value()?),
        cut: CutId(columns.value()?),
        at: columns.position()?,
        label: columns.value()?,
    })
}
