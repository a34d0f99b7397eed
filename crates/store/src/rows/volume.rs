//! Volume lines. They are written once and never changed: whatever names one goes on sounding as it did.

use std::collections::HashMap;

use model::{CutId, VolumeId, VolumePoint};
use rusqlite::Row;

use super::columns::{Columns, Json};
use crate::{Rows, StoreError};

const INSERT: &str = "INSERT INTO volume (id, points) VALUES (?1, ?2)";
const BY_ID: &str = "SELECT id, points FROM volume WHERE id = ?1";
const OF_CUT: &str = "SELECT id, points FROM volume WHERE id IN (SELECT placement.volume_id FROM placement \
     JOIN cue ON cue.id = placement.cue_id WHERE cue.cut_id = ?1)";

impl Rows {
    /// Adds a volume line.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_volume(&self, id: VolumeId, points: &[VolumePoint]) -> Result<(), StoreError> {
        self.execute(INSERT, (id.0, Json(&points))).map(drop)
    }

    /// The points of a volume line.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn volume(&self, id: VolumeId) -> Result<Option<Vec<VolumePoint>>, StoreError> {
        Ok(self.one(BY_ID, [id.0], read)?.map(|(_, points)| points))
    }

    /// The volume lines of what lies on a cut.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn volumes_of_cut(&self, cut: CutId) -> Result<HashMap<VolumeId, Vec<VolumePoint>>, StoreError> {
        Ok(self.list(OF_CUT, [cut.0], read)?.into_iter().collect())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(VolumeId, Vec<VolumePoint>)> {
    let mut columns = Columns::of(row);
    let (id, points): (_, Vec<VolumePoint>) = (VolumeId(columns.value()?), columns.json()?);
    // The file may come from anybody: what is out of order or range is brought into it.
    Ok((id, model::tidy_volume(&points)))
}
