//! Permission for one side of a track, in its first form: one line a side.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ClearanceId, TrackId};

/// The two rights that every use needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The recording.
    Master,
    /// The work.
    Publishing,
}

/// How far permission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClearanceStatus {
    /// Nobody was asked.
    ToRequest,
    /// Asked.
    Requested,
    /// A price is named.
    Quoted,
    /// Agreed, in writing.
    Confirmed,
    /// Refused.
    Denied,
}

/// Permission for one side of a track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Clearance {
    /// Its row.
    pub id: ClearanceId,
    /// The track it is for.
    pub track: TrackId,
    /// Which right.
    pub side: Side,
    /// Who grants it.
    pub licensor: String,
    /// How far it has come.
    pub status: ClearanceStatus,
    /// In minor units of the show's currency.
    pub fee: Option<i64>,
}
