//! What edits of production sound and ducking carry.

use model::Millibels;
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

/// A file that sounds beside the music.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ProductionSpec {
    /// The file.
    pub path: String,
    /// What it is called; by default as its file is, and for the cut's picture `Production sound`.
    pub name: Option<String>,
    /// Which of the sounds of a picture file, counted from 0; by default the first.
    pub stream: Option<i64>,
    /// Where its first sample lies; by default where the cut begins.
    pub start: Option<Position>,
}

/// What is to change of a production sound; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the production sound's of the same name")]
pub struct ProductionPatch {
    pub name: Option<String>,
    pub path: Option<String>,
    pub stream: Option<i64>,
    pub start: Option<Position>,
    /// From -9,600 to 1,200.
    pub gain: Option<Millibels>,
    pub muted: Option<bool>,
}

/// How far music goes down under what is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DuckSpec {
    /// From -9,600 to -50.
    pub depth: Millibels,
    /// How long it takes to go down, before the first word; 30 s at most.
    pub attack: Flicks,
    /// How long it takes to come back up, after the last; 30 s at most.
    pub release: Flicks,
}
