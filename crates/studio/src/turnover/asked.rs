//! What is asked of an import, and what was decided in its preview.

use std::path::PathBuf;

use model::{CutId, TrackId};
use serde::{Deserialize, Serialize};
use timebase::FrameRate;
use ts_rs::TS;

use crate::views::{CountedBy, MarkerFate, TimelinePart};

/// An import of a cutting room's file. What is left out is as the preview proposes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct TimelineAsked {
    /// The file.
    pub file: PathBuf,
    /// The cut it goes to; without one an episode is made for it.
    pub cut: Option<CutId>,
    /// The episode that is made, where there is no cut: season, number, title.
    pub episode: Option<AskedEpisode>,
    /// The frame rate of a file that carries none.
    pub rate: Option<FrameRate>,
    /// The file's label that is the cut's first frame.
    pub start: Option<String>,
    /// How times are taken where the file counts at another rate.
    pub counted_by: Option<CountedBy>,
    /// The sound tracks whose clips become cues.
    pub tracks: Option<Vec<AskedTrack>>,
    /// What it becomes.
    pub parts: Option<Vec<TimelinePart>>,
    /// What was decided of single rows.
    pub rows: Vec<RowDecision>,
}

/// An episode to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the episode's of the same name")]
pub struct AskedEpisode {
    pub season: u32,
    pub number: u32,
    pub title: Option<String>,
}

/// A track that was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct AskedTrack {
    /// As the file calls it.
    pub name: String,
    /// The lane its clips go to; as proposed where it is left out.
    pub lane: Option<String>,
}

/// What was decided of a row of the preview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields = nullable)]
pub struct RowDecision {
    /// The row's key.
    pub key: String,
    /// Whether it is taken.
    pub takes: Option<bool>,
    /// The recording that it is; 0 for one that is not in the library.
    pub track: Option<TrackId>,
    /// What a marker becomes.
    pub becomes: Option<MarkerFate>,
    /// Where a scene begins, as timecode of the cut.
    pub at: Option<String>,
}

impl TimelineAsked {
    pub(super) fn decision(&self, key: &str) -> Option<&RowDecision> {
        self.rows.iter().rev().find(|row| row.key == key)
    }

    /// Whether a row is taken: as decided, or as it is proposed.
    pub(super) fn takes(&self, key: &str, usual: bool) -> bool {
        self.decision(key).and_then(|row| row.takes).unwrap_or(usual)
    }
}
