//! Advice on the use of cues that somebody has waved away.

use std::collections::HashSet;

use model::{CueId, CutId, UsageFact};

use super::columns::{Columns, Json};
use crate::{Ids, Rows, StoreError};

const INSERT: &str = "INSERT OR IGNORE INTO usage_dismissed (id, cue_id, fact) VALUES (?1, ?2, ?3)";
const DELETE_OF_CUE: &str = "DELETE FROM usage_dismissed WHERE cue_id = ?1";
const OF_CUT: &str = "SELECT usage_dismissed.cue_id, usage_dismissed.fact FROM usage_dismissed \
     JOIN cue ON cue.id = usage_dismissed.cue_id WHERE cue.cut_id = ?1";

impl Rows {
    /// Notes that advice for a cue was waved away.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn dismiss_usage(&self, cue: CueId, fact: UsageFact, ids: &Ids) -> Result<(), StoreError> {
        self.execute(INSERT, (ids.next(), cue.0, Json(&fact))).map(drop)
    }

    /// Forgets what was waved away for a cue.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_usage_dismissed(&self, cue: CueId) -> Result<(), StoreError> {
        self.execute(DELETE_OF_CUE, [cue.0]).map(drop)
    }

    /// What was waved away for the cues of a cut.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn usage_dismissed(&self, cut: CutId) -> Result<HashSet<(CueId, UsageFact)>, StoreError> {
        let found = self.list(OF_CUT, [cut.0], |row| {
            let mut columns = Columns::of(row);
            Ok((CueId(columns.value()?), columns.json()?))
        })?;
        Ok(found.into_iter().collect())
    }
}
