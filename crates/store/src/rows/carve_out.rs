//! Decisions about cues that overlap.

use model::{CarveOut, CueId, CutId};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

const SET: &str = "INSERT INTO carve_out (first_id, second_id, method) VALUES (?1, ?2, ?3) \
     ON CONFLICT (first_id, second_id) DO UPDATE SET method = excluded.method";
const DELETE: &str = "DELETE FROM carve_out WHERE first_id = ?1 AND second_id = ?2";
const DELETE_OF_CUE: &str = "DELETE FROM carve_out WHERE first_id = ?1 OR second_id = ?1";
const OF_CUT: &str = "SELECT first_id, second_id, method FROM carve_out JOIN cue ON cue.id = carve_out.first_id \
     WHERE cue.cut_id = ?1 ORDER BY first_id, second_id";

impl Rows {
    /// Records a decision, in the place of an earlier one about the same two.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_carve_out(&self, made: &CarveOut) -> Result<(), StoreError> {
        self.execute(SET, (made.first.0, made.second.0, Word(&made.method))).map(drop)
    }

    /// Takes back what was decided about two cues.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_carve_out(&self, first: CueId, second: CueId) -> Result<(), StoreError> {
        self.execute(DELETE, (first.0, second.0)).map(drop)
    }

    /// Takes back all that was decided about a cue.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_carve_outs_of(&self, cue: CueId) -> Result<(), StoreError> {
        self.execute(DELETE_OF_CUE, [cue.0]).map(drop)
    }

    /// All decisions about cues of a cut.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn carve_outs(&self, cut: CutId) -> Result<Vec<CarveOut>, StoreError> {
        self.list(OF_CUT, [cut.0], |row| {
            let mut columns = Columns::of(row);
            Ok(CarveOut { first: CueId(columns.value()?), second: CueId(columns.value()?), method: columns.word()? })
        })
    }
}
