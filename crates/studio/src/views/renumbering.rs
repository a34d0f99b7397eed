//! Numbering cues anew, seen before it is done.

use std::collections::HashMap;

use model::{CueId, CueNumber, CutId, Renumbered};
use serde::Serialize;
use ts_rs::TS;

use crate::{Studio, StudioError, edits};

/// What numbering the cues of a cut anew would do.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenumberingView {
    /// The numbers that would change, in the order of the cues.
    pub changes: Vec<NumberChange>,
    /// Numbers that stay, since they stand on cue sheets that have been issued.
    pub issued: Vec<CueNumber>,
}

/// A cue that would get another number.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NumberChange {
    /// Which.
    pub cue: CueId,
    /// What people call it.
    pub title: String,
    /// Its number before.
    pub from: CueNumber,
    /// Its number after.
    pub to: CueNumber,
}

impl Studio {
    /// What numbering the cues of a cut anew would do, or those of one reel; with `issued` also to numbers on cue sheets
    /// that have been issued.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn renumbering(&self, cut: CutId, reel: Option<u32>, issued: bool) -> Result<RenumberingView, StudioError> {
        self.read(|rows, _| {
            let found = rows.cut(cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })?;
            let plan = edits::renumbering(rows, &found, reel, issued)?;
            let titles: HashMap<CueId, String> = rows.cues(cut)?.into_iter().map(|cue| (cue.id, cue.title)).collect();
            let change = |change: &Renumbered| NumberChange {
                cue: change.cue,
                title: titles.get(&change.cue).cloned().unwrap_or_default(),
                from: change.from,
                to: change.to,
            };
            Ok(RenumberingView { changes: plan.changes.iter().map(change).collect(), issued: plan.issued })
        })
    }
}
