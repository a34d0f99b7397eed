//! Characters, and the musical ideas tied to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CharacterId, ThemeId, TrackId};

/// Somebody of the show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Character {
    /// Its row.
    pub id: CharacterId,
    /// As in the script.
    pub name: String,
}

/// A recurring musical idea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Its row.
    pub id: ThemeId,
    /// `Mara's theme`.
    pub name: String,
    /// Whose it is, if anybody's.
    pub character: Option<CharacterId>,
    /// The tracks that state it, in the order of its evolution.
    pub tracks: Vec<TrackId>,
}
