//! Cues: the moments of a cut that want music.

use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::{CommissionId, CueId, CueNumber, CutId, PlacementId, SceneId, Statement, Usage, VerdictValue};

/// A moment of a cut that wants music.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cue {
    /// Its row.
    pub id: CueId,
    /// The cut it belongs to.
    pub cut: CutId,
    /// Unique within the cut.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// The scene it is for; `None` means the scene under its start.
    pub scene: Option<SceneId>,
    /// Where it is wanted, for a cue that has no placement yet.
    pub at: Position,
    /// As the cue sheet tells it.
    pub usage: Usage,
    /// The themes it states, and how.
    pub themes: Vec<Statement>,
    /// The placement that sounds and is delivered; `None` only while the cue has no placement.
    pub pick: Option<PlacementId>,
    /// What the cue sheet says beside it, where the form has a column for notes.
    pub sheet_note: String,
    /// The commission whose music it is to have, if one.
    pub commission: Option<CommissionId>,
}

/// How far a cue has come with the director.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CueStatus {
    /// Music is wanted, none is placed.
    Spotted,
    /// A pick is placed; the director has not decided.
    Waiting,
    /// The director wants changes.
    Changes,
    /// The director said no.
    Rejected,
    /// The director said yes.
    Approved,
}

impl Cue {
    /// A cue that wants music at the first frame, and of which nothing else is said yet.
    #[must_use]
    pub fn new(id: CueId, cut: CutId, number: CueNumber) -> Self {
        Self {
            id,
            cut,
            number,
            title: String::new(),
            brief: String::new(),
            scene: None,
            at: Position::ZERO,
            usage: Usage::default(),
            themes: Vec::new(),
            pick: None,
            sheet_note: String::new(),
            commission: None,
        }
    }
}

impl CueStatus {
    /// From whether a pick is placed, and the last verdict on it.
    #[must_use]
    pub const fn of(has_pick: bool, verdict: Option<VerdictValue>) -> Self {
        match (has_pick, verdict) {
            (false, _) => Self::Spotted,
            (true, None) => Self::Waiting,
            (true, Some(VerdictValue::Approved | VerdictValue::ApprovedBut)) => Self::Approved,
            (true, Some(VerdictValue::Changes)) => Self::Changes,
            (true, Some(VerdictValue::Rejected)) => Self::Rejected,
        }
    }

    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Spotted => "spotted",
            Self::Waiting => "waiting",
            Self::Changes => "changes",
            Self::Rejected => "rejected",
            Self::Approved => "approved",
        }
    }
}
