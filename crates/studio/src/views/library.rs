//! The library as its pages show it.

use model::{RawTag, Recording, Rights, Suggestion, Track, TrackId};
use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use super::{ClearanceLine, WorkView};

/// A question to the library.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct LibraryQuery {
    /// Words; a track matches if each begins a word of its title, artist, album, composer, genre or mood.
    pub text: String,
    /// By what rows are ordered.
    pub sort: LibrarySort,
    /// Largest first.
    pub descending: bool,
    /// Rows to pass over.
    pub offset: usize,
    /// Rows wanted, at most 1000.
    pub limit: usize,
}

/// Orders of the library.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LibrarySort {
    /// Tracks with all words in the title first, then by title.
    #[default]
    Best,
    /// By title.
    Title,
    /// By artist.
    Artist,
    /// By album.
    Album,
    /// By composer.
    Composer,
    /// By genre.
    Genre,
    /// By mood.
    Mood,
    /// By tempo, unknown ones last.
    Bpm,
    /// By key.
    Key,
    /// By length.
    Duration,
    /// By loudness, unknown ones last.
    Loudness,
    /// By when they came in.
    Added,
    /// By how their rights stand: in hand, nobody has asked, open, refused.
    Rights,
    /// By how many cues use them.
    Used,
}

/// A window on the answer to a question to the library.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryPage {
    /// Tracks in the library.
    pub total: usize,
    /// Tracks that match.
    pub matched: usize,
    /// Where the window starts.
    pub offset: usize,
    /// How long the answer took, in microseconds.
    pub took_micros: u64,
    /// The rows of the window.
    pub rows: Vec<TrackRow>,
}

/// A track in the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is the track's of the same name")]
pub struct TrackRow {
    pub id: TrackId,
    pub title: String,
    pub artist: String,
    pub album: String,
    pub composer: String,
    pub genre: String,
    pub mood: String,
    pub bpm_milli: Option<i64>,
    pub key: String,
    pub duration: Flicks,
    pub format: String,
    pub loudness: Option<i64>,
    pub hash: String,
    /// How its rights stand, in all episodes.
    pub rights: Rights,
    /// Cues that use it: `1x04 4M07`.
    pub uses: Vec<String>,
}

/// All that is known of a track.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrackView {
    /// The track itself.
    #[serde(flatten)]
    pub track: Track,
    /// Tags as the file has them.
    pub raw_tags: Vec<RawTag>,
    /// Master first, then the larger shares.
    pub clearances: Vec<ClearanceLine>,
    /// What is known of the recording beyond its tags.
    pub recording: Recording,
    /// The label, as people read it; empty where it is not known as a party.
    pub label_name: String,
    /// The work it records.
    pub work: Option<WorkView>,
    /// What its tags suggest and nobody has looked at, in the order of the tags.
    pub suggestions: Vec<Suggestion>,
    /// Cues that use it: `1x04 4M07`.
    pub uses: Vec<String>,
    /// Whether its file is not where it was.
    pub missing: bool,
}
