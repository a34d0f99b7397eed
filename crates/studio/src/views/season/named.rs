//! What the library calls a track.

use model::TrackId;

/// A track by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub title: String,
    pub artist: String,
    pub key: String,
    pub bpm_milli: Option<i64>,
    pub mood: String,
}

/// How the name of a track is had; of one that is gone there is none.
pub(crate) type TrackOf<'a> = &'a dyn Fn(TrackId) -> Option<Named>;
