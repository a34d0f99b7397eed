//! The music change list: where each cue was in an older cut, where it is in a newer one, and why.

use serde::Serialize;

/// What became of the music from one cut to another. Texts that are not known are empty; times are written out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MusicChanges {
    /// The show's title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The older cut's label.
    pub old_cut: String,
    /// The newer cut's label.
    pub new_cut: String,
    /// The newer cut's frame rate.
    pub rate: String,
    /// Whether its timecode is drop-frame.
    pub drop: bool,
    /// The day on which it was drawn up, ISO 8601.
    pub day: String,
    /// Every cue of either cut, those that are gone last.
    pub changes: Vec<MusicChange>,
}

/// A cue in a music change list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MusicChange {
    /// Its number.
    pub cue: String,
    /// Its title.
    pub title: String,
    /// The recording that is picked, or was.
    pub track: String,
    /// Its first frame in the older cut.
    pub old_in: String,
    /// The first frame after it there.
    pub old_out: String,
    /// Its first frame in the newer cut.
    pub new_in: String,
    /// The first frame after it there.
    pub new_out: String,
    /// How much later it begins, with its sign.
    pub moved: String,
    /// How much longer it is, with its sign.
    pub longer: String,
    /// `moved, trimmed`.
    pub change: String,
    /// What happened to the picture under it.
    pub reason: String,
}
