//! What edits of albums carry.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use super::Told;

/// What is to change of an album; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the album's of the same name")]
pub struct AlbumPatch {
    pub title: Option<String>,
    pub artist: Option<String>,
    pub label: Option<String>,
    /// UPC-A or EAN-13; blanks and hyphens are left out.
    pub upc: Option<String>,
    pub year: Option<Told<i64>>,
    /// The path of a picture.
    pub artwork: Option<String>,
    pub note: Option<String>,
    /// Hundredths of a LUFS, from −40 to −5 LUFS.
    pub loudness: Option<Told<i64>>,
    pub side_limit: Option<Flicks>,
    /// Paths of pictures for the booklet, in the place of all that it has; at most 24.
    pub stills: Option<Vec<String>>,
}

/// What is to change of an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the entry's of the same name")]
pub struct AlbumEntryPatch {
    pub title: Option<String>,
    pub start: Option<Flicks>,
    pub stop: Option<Told<Flicks>>,
    pub fade_in: Option<Flicks>,
    pub fade_out: Option<Flicks>,
    pub gap: Option<Flicks>,
    pub loudness: Option<Told<i64>>,
    pub starts_side: Option<bool>,
    pub note: Option<String>,
}
