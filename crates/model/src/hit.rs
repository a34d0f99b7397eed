//! Hits: frames that music should answer.

use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::{CutId, HitId};

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
