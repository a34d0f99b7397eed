//! Decisions about cues that sound at once: for which of them a sheet counts the time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::CueId;

/// How the time that two cues share is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CarveMethod {
    /// The earlier cue ends and the later one starts at the middle of the overlap, on a frame.
    Centre,
    /// All of it is counted for the first.
    First,
    /// All of it is counted for the second.
    Second,
    /// All of it is counted for both: two pieces of music that are meant to be heard at once.
    Both,
}

/// A decision about two cues that overlap. Kept as a method, never as a frame: it is worked out anew when they move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CarveOut {
    /// The one.
    pub first: CueId,
    /// The other.
    pub second: CueId,
    /// How their common time is divided.
    pub method: CarveMethod,
}
