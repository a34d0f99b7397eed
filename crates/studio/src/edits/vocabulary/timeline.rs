//! What edits of the timeline carry.

use model::{
    CueId, CueKind, CueNumber, Edge, Fade, LaneId, Millibels, PlacementId, Statement, ThemeId, TrackId, Usage,
    VolumePoint,
};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

/// Where a placement goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the placement's of the same name")]
pub struct PlacementMove {
    pub placement: PlacementId,
    pub in_point: Position,
    pub lane: LaneId,
}

/// Where an edge of a placement goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "as `trimPlacement` has them")]
pub struct PlacementTrim {
    pub placement: PlacementId,
    pub edge: Edge,
    pub to: Position,
}

/// How far into its recording a placement starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "as `slipPlacement` has them")]
pub struct PlacementSlip {
    pub placement: PlacementId,
    pub track_start: Flicks,
}

/// The number that a cue is to have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the cue's of the same name")]
pub struct NumberedCue {
    pub cue: CueId,
    pub number: CueNumber,
}

/// What was copied from a timeline, to be pasted at any place of any cut of the show. It refers to tracks, lanes and
/// themes only, so that what it was copied from may be gone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clip {
    /// Each becomes a cue of its own.
    pub cues: Vec<ClipCue>,
}

/// A cue with the alternates of it that were copied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the cue's of the same name")]
pub struct ClipCue {
    pub kind: CueKind,
    pub title: String,
    pub brief: String,
    pub usage: Usage,
    pub themes: Vec<ThemeId>,
    /// How it states them; a theme without one is stated in a way that nobody told.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Those of one alternate together; the first alternate becomes the pick.
    pub placements: Vec<ClipPlacement>,
}

/// A placement as it was copied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the placement's of the same name")]
pub struct ClipPlacement {
    /// Pieces of one alternate have the same, from 0.
    pub alternate: u32,
    pub track: TrackId,
    pub lane: LaneId,
    /// How long after the first of all it starts.
    pub offset: Flicks,
    pub length: Flicks,
    pub track_start: Flicks,
    pub gain: Millibels,
    pub fade_in: Fade,
    pub fade_out: Fade,
    pub muted: bool,
    /// The points of its volume line, in the recording.
    #[serde(default)]
    pub volume: Vec<VolumePoint>,
    #[serde(default)]
    pub temp: bool,
    #[serde(default)]
    pub tail: Flicks,
}
