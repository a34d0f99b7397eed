//! Views: the show shaped for a screen.

mod cue_list;
mod read;
mod shapes;

pub(crate) use cue_list::cue_list;
pub(crate) use read::{cut, history, rights, show, track};
pub use shapes::{
    CueView, CutSummary, CutView, EpisodeSummary, FailedFile, HistoryEnd, HistoryStep, JobKind, JobView, LibraryPage,
    LibraryQuery, LibrarySort, PlacementView, Rights, ShowView, Totals, TrackRow, TrackView, TransportRange,
    TransportSource, TransportView, UsedTrack,
};
