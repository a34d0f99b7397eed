//! The facts of a cue list, as the show has them.

use model::{Usage, VerdictValue};
use serde::{Deserialize, Serialize};
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
    pub status: Status,
}

/// How far a cue has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Music is wanted, none is placed.
    Spotted,
    /// Music is placed and waits for a verdict.
    Waiting,
    /// The director approved the pick.
    Approved,
    /// The director asked for changes to the pick.
    Changes,
    /// The director rejected the pick.
    Rejected,
}

impl Status {
    /// The status of a cue by whether it has a pick, and the director's latest verdict on it.
    #[must_use]
    pub const fn of_cue(placed: bool, verdict: Option<VerdictValue>) -> Self {
        match (placed, verdict) {
            (false, _) => Self::Spotted,
            (true, None) => Self::Waiting,
            (true, Some(VerdictValue::Approved)) => Self::Approved,
            (true, Some(VerdictValue::Changes)) => Self::Changes,
            (true, Some(VerdictValue::Rejected)) => Self::Rejected,
        }
    }

    /// The word shown for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spotted => "spotted",
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Changes => "changes",
            Self::Rejected => "rejected",
        }
    }
}
