//! What sounds beside the music of a cut, and how the music makes room for it.

use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

use crate::{CueId, CutId, Millibels, ProductionSoundId};

/// Sound of a cut that is not music: its picture's own, a dialogue stem, a temp mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductionSound {
    /// Its row.
    pub id: ProductionSoundId,
    /// The cut it belongs to.
    pub cut: CutId,
    /// `Production sound`, `Dialogue stem`.
    pub name: String,
    /// The file.
    pub path: String,
    /// Which of the sounds of a picture file, counted from 0; empty for a sound file.
    pub stream: Option<i64>,
    /// Where on the cut its first sample lies; before the cut begins where it began earlier.
    pub start: Position,
    /// How much louder or quieter than it is.
    pub gain: Millibels,
    /// Whether it is left out of what is heard and of what is mixed.
    pub muted: bool,
    /// Its place among the sounds of its cut.
    pub ordinal: i64,
}

/// How far the music of a cue goes down while somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Duck {
    /// The cue.
    pub cue: CueId,
    /// How far, below 0.
    pub depth: Millibels,
    /// How long it takes to go down; it is down when the first word is spoken.
    pub attack: Flicks,
    /// How long it takes to come back up, from the end of the last word on.
    pub release: Flicks,
}
