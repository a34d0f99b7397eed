//! What the director says.

use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::{CueId, CutId, NoteId, PlacementId, RoundId, VerdictId};

/// Yes, no, or not like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum VerdictValue {
    /// Yes.
    Approved,
    /// Yes, if it is changed.
    Changes,
    /// No.
    Rejected,
}

/// The decision on a placement in a review round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Its row.
    pub id: VerdictId,
    /// The round it was given in; one verdict a placement and round.
    pub round: RoundId,
    /// What it is about.
    pub placement: PlacementId,
    /// What was decided.
    pub value: VerdictValue,
    /// By whom.
    pub author: String,
    /// When, RFC 3339 in UTC.
    pub given_at: String,
}

/// A round of review of a cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// Its row.
    pub id: RoundId,
    /// The cut under review.
    pub cut: CutId,
    /// From 1.
    pub number: i64,
    /// For whom: `Dana`.
    pub audience: String,
}

/// A remark at a frame, over a range, or on a whole cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its row.
    pub id: NoteId,
    /// The cut it is on.
    pub cut: CutId,
    /// The cue it is about, if one.
    pub cue: Option<CueId>,
    /// The placement it is about, if one.
    pub placement: Option<PlacementId>,
    /// Its frame; `None` for the whole cue.
    pub at: Option<Position>,
    /// Where its range ends, if it is one.
    pub until: Option<Position>,
    /// Who says it.
    pub author: String,
    /// What.
    pub body: String,
    /// Whether it is dealt with.
    pub resolved: bool,
    /// The note it answers.
    pub answers: Option<NoteId>,
    /// When, RFC 3339 in UTC.
    pub written_at: String,
}
