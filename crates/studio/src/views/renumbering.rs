//! Numbering cues anew, seen before it is done.

use std::collections::HashMap;

use model::{CueId, CueNumber, CutId, Renumbered};
use serde::Serialize;
use store::Rows;
use ts_rs::TS;

use crate::edits::{self, EditError};

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

/// What numbering the cues of a cut anew would do, or those of one reel; `None` if the cut is gone.
pub(crate) fn renumbering(
    rows: &Rows,
    cut: CutId,
    reel: Option<u32>,
    issued: bool,
) -> Result<Option<RenumberingView>, EditError> {
    let Some(found) = rows.cut(cut)? else { return Ok(None) };
    let plan = edits::renumbering(rows, &found, reel, issued)?;
    let titles: HashMap<CueId, String> = rows.cues(cut)?.into_iter().map(|cue| (cue.id, cue.title)).collect();
    let change = |change: &Renumbered| NumberChange {
        cue: change.cue,
        title: titles.get(&change.cue).cloned().unwrap_or_default(),
        from: change.from,
        to: change.to,
    };
    Ok(Some(RenumberingView { changes: plan.changes.iter().map(change).collect(), issued: plan.issued }))
}
