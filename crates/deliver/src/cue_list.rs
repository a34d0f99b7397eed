//! The facts of a cue list, as the show has them.

use model::{CueStatus, Usage};
use serde::Serialize;
use timebase::{Flicks, FrameRate, Frames, Span};
use ts_rs::TS;

/// The music of one cut of an episode, cue by cue.
///
/// Texts that are not known are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CueList {
    /// The show's title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The cut's label: `Cut 3, locked`.
    pub cut: String,
    /// The cut's frame rate.
    pub rate: FrameRate,
    /// The timecode of the cut's first frame, counted in frames from `00:00:00:00`.
    pub start: Frames,
    /// The programme's length.
    pub length: Flicks,
    /// The cues, in the order they are to be listed.
    pub rows: Vec<CueRow>,
}

/// One cue, and the music picked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CueRow {
    /// Its number: `1M03`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The number of the scene it starts in: `22A`.
    pub scene: String,
    /// From its in point to its out point in the cut; none while no music is placed.
    pub span: Option<Span>,
    /// When it sounds within that, in order; empty where it sounds all the while.
    pub sounding: Vec<Span>,
    /// How the programme uses it.
    pub usage: Usage,
    /// The title of the track.
    pub track: String,
    /// Who plays it.
    pub artist: String,
    /// Who wrote it.
    pub composer: String,
    /// The publisher of the work.
    pub publisher: String,
    /// The label of the recording.
    pub label: String,
    /// How far it has come.
    pub status: CueStatus,
}

impl CueRow {
    /// When it sounds.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        if self.sounding.is_empty() { self.span.as_slice() } else { &self.sounding }
    }
}
