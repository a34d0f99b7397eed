//! Cues, and what else stands on the time line: lanes and hits.

use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::{CueId, CueKind, CueNumber, CutId, HitId, LaneId, PlacementId, SceneId, ThemeId, Usage, VerdictValue};

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
    /// The themes it states.
    pub themes: Vec<ThemeId>,
    /// The placement that sounds and is delivered; `None` only while the cue has no placement.
    pub pick: Option<PlacementId>,
    /// What the cue sheet says beside it, where the form has a column for notes.
    pub sheet_note: String,
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

/// What a lane carries; its colour, and the kind of the cues dropped on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum LaneKind {
    /// Songs.
    Songs,
    /// Score.
    Score,
    /// Music that the characters hear.
    Source,
    /// The user's own.
    Other,
}

/// A horizontal strip of the timeline, the same in all episodes of the show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lane {
    /// Its row.
    pub id: LaneId,
    /// Unique within the show.
    pub name: String,
    /// What it carries.
    pub kind: LaneKind,
    /// Order from the top.
    pub ordinal: i64,
}

/// A labelled frame that music should answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Its row.
    pub id: HitId,
    /// The cut it is on.
    pub cut: CutId,
    /// Its frame.
    pub at: Position,
    /// `wave breaks`.
    pub label: String,
}

impl CueStatus {
    /// From whether a pick is placed, and the last verdict on it.
    #[must_use]
    pub const fn of(has_pick: bool, verdict: Option<VerdictValue>) -> Self {
        match (has_pick, verdict) {
            (false, _) => Self::Spotted,
            (true, None) => Self::Waiting,
            (true, Some(VerdictValue::Approved)) => Self::Approved,
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

impl LaneKind {
    /// The kind of cue that a drop on such a lane makes.
    #[must_use]
    pub const fn cue_kind(self) -> CueKind {
        match self {
            Self::Source => CueKind::Source,
            Self::Songs | Self::Score | Self::Other => CueKind::Music,
        }
    }
}
