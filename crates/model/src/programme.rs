//! What the headers of cue sheets ask of a series and its episodes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::EpisodeId;

/// What headers ask of the series as a whole. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SeriesFacts {
    /// Another title it is known by.
    pub other_title: String,
    /// Postal address of the production company, lines separated by line feeds.
    pub address: String,
    /// Who draws up the sheets.
    pub prepared_by: String,
    /// Where questions about them go.
    pub email: String,
    /// Who shows it first: a network, channel or service.
    pub network: String,
    /// Kind of production as societies call it: `Series`, `Movie` …
    pub category: String,
    /// Country of origin.
    pub country: String,
    /// Original language.
    pub language: String,
    /// Director or directors.
    pub director: String,
    /// Principal cast.
    pub cast: String,
    /// What it is about, as letters to rights holders tell it.
    pub synopsis: String,
}

/// What headers ask of an episode. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EpisodeFacts {
    /// The episode.
    pub episode: EpisodeId,
    /// Another title it is known by.
    pub other_title: String,
    /// The production's own number for it.
    pub production_number: String,
    /// First transmission or release, ISO 8601 (`2027-01-14`).
    pub air_date: String,
    /// `Original`, `Edited for TV` …
    pub version: String,
    /// Year of production.
    pub year: String,
    /// V-ISAN or ISAN.
    pub isan: String,
    /// EIDR.
    pub eidr: String,
    /// Director, where it is not the series'.
    pub director: String,
    /// Why the music is not complete yet; empty where nothing is missing.
    pub incomplete: String,
}
