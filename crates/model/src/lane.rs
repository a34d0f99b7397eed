//! Lanes: the strips of the timeline that music lies on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CueKind, LaneId, Millibels};

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

/// The colour of a lane and of what lies on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the colour that it says")]
pub enum LaneColour {
    /// That of its kind.
    #[default]
    OfKind,
    Blue,
    Violet,
    Green,
    Grey,
    Amber,
    Rose,
    Teal,
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
    /// Whether what lies on it is left out of what plays and of every mix. Cue sheets count it all the same: what is used
    /// is said of cues and placements.
    pub muted: bool,
    /// How much louder than its placements say it plays, within the range of a placement's gain.
    pub level: Millibels,
    /// Its colour.
    pub colour: LaneColour,
}

impl Lane {
    /// A lane as it begins: heard, at its placements' own gain, in the colour of its kind.
    #[must_use]
    pub fn new(id: LaneId, name: String, kind: LaneKind, ordinal: i64) -> Self {
        Self { id, name, kind, ordinal, muted: false, level: Millibels(0), colour: LaneColour::OfKind }
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
