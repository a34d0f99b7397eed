//! What edits carry that make a newer cut of an older one.

use model::CueId;
use serde::{Deserialize, Serialize};
use timebase::{Carried, Flicks, Position, Span};
use ts_rs::TS;

/// A stretch of the old cut, and where it lies on the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PictureSpec {
    /// On the old cut.
    pub old: Span,
    /// On the new one.
    pub new: Span,
}

/// A cue that goes to the new cut, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConformedCue {
    /// The cue on the old cut.
    pub cue: CueId,
    /// How much later its music sounds.
    pub shift: Flicks,
    /// Where its pick begins on the new cut.
    pub in_point: Position,
    /// Where its pick ends.
    pub out_point: Position,
    /// Whether what is seen under it is as it was: then what was said of it stays true, else it asks again.
    pub same_picture: bool,
    /// What is still to be decided about it: becomes an open note on the new cut.
    #[serde(default)]
    pub decide: Option<String>,
}

impl From<Carried> for PictureSpec {
    fn from(carried: Carried) -> Self {
        Self { old: carried.old, new: carried.new }
    }
}
