//! Views: the show shaped for a screen.

mod clearance;
mod cue_list;
mod library;
mod live;
mod read;
mod shapes;

pub use clearance::ClearanceLine;
pub(crate) use cue_list::cue_list;
pub use library::{LibraryPage, LibraryQuery, LibrarySort, TrackRow, TrackView};
pub use live::{FailedFile, JobKind, JobView, TransportRange, TransportSource, TransportView};
pub(crate) use read::{cut, history, show, track};
pub use shapes::{
    CueView, CutSummary, CutView, EpisodeSummary, HistoryEnd, HistoryStep, PlacementView, ShowView, Totals, UsedTrack,
};
