//! Views: the show shaped for a screen.

mod shapes;

pub use shapes::{
    CueView, CutSummary, CutView, EpisodeSummary, FailedFile, HistoryEnd, HistoryStep, JobView, LibraryPage,
    LibraryQuery, LibrarySort, PlacementView, Rights, ShowView, Totals, TrackRow, TrackView, TransportRange,
    TransportSource, TransportView, UsedTrack,
};
