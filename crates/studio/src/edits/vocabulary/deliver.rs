//! What edits say of cue sheets' headers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to change of the series' facts; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the series' of the same name")]
pub struct SeriesFactsPatch {
    pub other_title: Option<String>,
    pub address: Option<String>,
    pub prepared_by: Option<String>,
    pub email: Option<String>,
    pub network: Option<String>,
    pub category: Option<String>,
    pub country: Option<String>,
    pub language: Option<String>,
    pub director: Option<String>,
    pub cast: Option<String>,
    pub synopsis: Option<String>,
}

/// What is to change of an episode's facts; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the episode's of the same name")]
pub struct EpisodeFactsPatch {
    pub other_title: Option<String>,
    pub production_number: Option<String>,
    /// ISO 8601: `2027-01-14`; refused if it is no day.
    pub air_date: Option<String>,
    pub version: Option<String>,
    pub year: Option<String>,
    /// Refused if its check characters do not fit.
    pub isan: Option<String>,
    /// Refused if its check character does not fit.
    pub eidr: Option<String>,
    pub director: Option<String>,
    /// Why the music is not complete yet; empty where nothing is missing.
    pub incomplete: Option<String>,
}
