//! Lanes: the strips of the timeline that music lies on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CueKind, LaneId};

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
