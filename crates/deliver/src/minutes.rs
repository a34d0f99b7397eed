//! Minutes of a review: who was shown what, what they said of it and when, and what that came to.

use model::Stroke;
use serde::Serialize;

/// The minutes of the rounds of a cut. Texts that are not known are empty; times are written out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Minutes {
    /// The show's title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The cut's label.
    pub cut: String,
    /// The day on which they were drawn up, ISO 8601.
    pub day: String,
    /// The rounds, the first first.
    pub rounds: Vec<MinutesRound>,
    /// Whether notes marked private are among the notes.
    pub private: bool,
    /// Why no frames of the picture stand beside them, as a sentence; empty where they do.
    pub no_frames: String,
    /// Frames of the picture, small JPEGs; rows and notes name them by their place here. Only printed pages have them.
    #[serde(skip)]
    pub frames: Vec<Vec<u8>>,
}

/// A round in the minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MinutesRound {
    /// `Round 2, Producers`.
    pub title: String,
    /// Who was asked, with what they do in it: `Dana (decides)`.
    pub reviewers: Vec<String>,
    /// How it was decided, in words.
    pub rule: String,
    /// When it was opened, RFC 3339 in UTC.
    pub opened_at: String,
    /// When it was closed; empty while it is open, or where nobody wrote it down.
    pub closed_at: String,
    /// Whether answers are still taken.
    pub is_open: bool,
    /// What was proposed, cue by cue, A first.
    pub rows: Vec<MinutesRow>,
    /// What was noted in it.
    pub notes: Vec<MinutesNote>,
}

/// An alternate that was proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MinutesRow {
    /// The cue's number.
    pub cue: String,
    /// The cue's title.
    pub title: String,
    /// `A`.
    pub letter: String,
    /// The recording and who performs it, as they were proposed.
    pub track: String,
    /// Who performs.
    pub artist: String,
    /// Timecode of its first frame as it was proposed.
    #[serde(rename = "in")]
    pub in_timecode: String,
    /// Timecode of the first frame after it.
    #[serde(rename = "out")]
    pub out_timecode: String,
    /// Whether it is the pick now.
    pub pick: bool,
    /// What it came to in this round: `approved`; `approved in round 1` where that still stands; empty while it waits.
    pub decision: String,
    /// What is otherwise now than it was proposed, in words.
    pub changed: String,
    /// Which version of the proposal this is in the round, from 1.
    pub version: i64,
    /// What everybody said of it, those who decide first.
    pub answers: Vec<MinutesAnswer>,
    /// What they said in the round of versions of it that were proposed before; it counts for nothing newer.
    pub earlier: Vec<MinutesAnswer>,
    /// Its first frame on the cut, counted from 0.
    #[serde(skip)]
    pub first_frame: Option<i64>,
    /// That frame among [`Minutes::frames`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<usize>,
}

/// What somebody said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MinutesAnswer {
    /// Who.
    pub who: String,
    /// `decides` or `advises`.
    pub role: String,
    /// What: `approved`.
    pub said: String,
    /// In their words.
    pub words: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Where it came from: `at the desk`.
    pub source: String,
    /// Which version of the proposal it is about, from 1.
    pub version: i64,
}

/// A note of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MinutesNote {
    /// The cue's number; empty for a note on the whole cut.
    pub cue: String,
    /// The alternate it is on, as it was proposed: `A`; empty for a note on the cue or the cut.
    pub letter: String,
    /// What sounded there; empty likewise.
    pub track: String,
    /// Which version of the proposal it is on, from 1; 0 where none was proposed.
    pub version: i64,
    /// Timecode of its frame; empty for the whole cue.
    pub at: String,
    /// Timecode of the first frame after its range; empty where it has none.
    pub until: String,
    /// Who wrote it.
    pub who: String,
    /// When it was written, RFC 3339 in UTC.
    pub written_at: String,
    /// What.
    pub body: String,
    /// Whether it is dealt with.
    pub resolved: bool,
    /// Whether it is private.
    pub private: bool,
    /// What is drawn over the frame.
    pub drawing: Vec<Stroke>,
    /// Its frame on the cut, counted from 0.
    #[serde(skip)]
    pub at_frame: Option<i64>,
    /// That frame among [`Minutes::frames`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<usize>,
}
