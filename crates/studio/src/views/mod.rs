//! Views: the show shaped for a screen.

mod catalogue;
mod clear;
mod cue_list;
mod library;
mod live;
mod read;
mod renumbering;
mod shapes;
mod usage;
mod works;

pub use catalogue::{
    CatalogueAsked, CatalogueChange, CatalogueColumn, CatalogueImport, CataloguePreview, CatalogueProblem,
    CatalogueRow, RowFate,
};
pub use clear::{
    AttachmentView, BudgetLine, BudgetView, ClearGroup, ClearLine, ClearView, ClearanceDetail, ClearanceLine,
    GroupStep, MfnGroupView, MfnPreview, MfnRise, PickSwap, ReminderView, ScenarioView, SidesView, UseView,
};
pub(crate) use clear::{clear, clearance, of_episode, preview};
pub(crate) use cue_list::cue_list;
pub use library::{LibraryPage, LibraryQuery, LibrarySort, TrackRow, TrackView};
pub use live::{FailedFile, FileRemark, JobKind, JobView, TransportRange, TransportSource, TransportView};
pub(crate) use read::{cut_by, ends_of_history, history, newest_verdicts, show, track};
pub use renumbering::{NumberChange, RenumberingView};
pub use shapes::{
    CueView, CutSummary, CutView, EpisodeSummary, HistoryEnd, HistoryStep, PictureView, PictureWarning,
    PictureWarningKind, PlacementView, RoundProgress, RoundView, ShowView, Totals, UsedTrack,
};
pub use works::{
    DirectoryQuery, FindingWeight, PartiesPage, PartyLine, PartyRow, PartyShare, PartyView, RecordedTrack,
    RightsFinding, ShareView, WorkRow, WorkView, WorksPage,
};
pub(crate) use works::{parties, party, work, works};
