//! What the Season page shows of albums.

use model::{Album, AlbumEntryId, TrackId};
use serde::Serialize;
use timebase::Flicks;
use ts_rs::TS;

/// The albums of a show.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlbumsView {
    /// The show's revision it was read at.
    pub revision: u64,
    /// All of them, by title.
    pub albums: Vec<AlbumView>,
}

/// An album with all that follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlbumView {
    /// The album itself.
    #[serde(flatten)]
    pub album: Album,
    /// What is on it, in order, as listeners get it.
    pub lines: Vec<AlbumLine>,
    /// How long it is.
    pub total: Flicks,
    /// Its sides, where it is cut on records.
    pub sides: Vec<AlbumSide>,
    /// What stands in the way of releasing it.
    pub remarks: Vec<String>,
}

/// An entry as listeners get it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlbumLine {
    /// The entry.
    pub entry: AlbumEntryId,
    /// Its recording.
    pub track: TrackId,
    /// Counting from 1.
    pub number: usize,
    /// What it is called on the album.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// The cue whose edit it is: `1x04 4M07`; empty for the recording as it is.
    pub cue: String,
    /// Who wrote it.
    pub writers: Vec<String>,
    /// Who publishes it.
    pub publishers: Vec<String>,
    /// ISO 3901.
    pub isrc: String,
    /// ISO 15707.
    pub iswc: String,
    /// Who has the recording: `℗` line.
    pub label: String,
    /// Where it begins on the album.
    pub at: Flicks,
    /// How long it sounds.
    pub length: Flicks,
    /// What of the source there is: of the recording, or of the edit.
    pub available: Flicks,
    /// Side of the record, counting from 1; 0 where the album has none.
    pub side: usize,
    /// What licences say of an album, a line each, what does not allow it first: `master: option "Soundtrack album" for
    /// $1,500, not taken`.
    pub licences: Vec<String>,
    /// How many of them do not allow it.
    pub open_licences: usize,
    /// Whether all of them allow it.
    pub is_licensed: bool,
    /// Whether there is no sound of it.
    pub is_offline: bool,
}

/// A side of a record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AlbumSide {
    /// Counting from 1.
    pub number: usize,
    /// `A`.
    pub letter: String,
    /// How long it is.
    pub length: Flicks,
    /// Whether that is more than the album allows.
    pub is_over: bool,
}
