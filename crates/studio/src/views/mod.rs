//! Views: the show shaped for a screen.

mod catalogue;
mod clear;
mod cue_list;
mod cut;
mod laid;
mod library;
mod lines;
mod live;
mod loudness;
mod marked;
mod memory;
mod money;
mod placed;
mod reconform;
mod renumbering;
mod review;
mod rounds;
mod season;
mod shapes;
mod show;
mod sound;
mod track;
mod usage;
mod works;

pub use crate::pictures::{PictureView, PictureWarning, PictureWarningKind};
pub use catalogue::{
    CatalogueAsked, CatalogueChange, CatalogueColumn, CatalogueImport, CataloguePreview, CatalogueProblem,
    CatalogueRow, RowFate,
};
pub(crate) use clear::{clear, clearance, preview};
pub(crate) use cue_list::cue_list;
pub(crate) use cut::laid;
pub(crate) use laid::Laid;
pub use laid::{CutMoves, CutNews, MovedCue, MovedPlacement};
pub use library::{LibraryPage, LibraryQuery, LibrarySort, TrackRow, TrackView};
pub use live::{
    FailedFile, FileRemark, JobKind, JobView, PlaybackFault, TransportRange, TransportSource, TransportView,
};
pub(crate) use marked::{MarkedCues, NO_LABEL, marked};
pub(crate) use memory::track_memory;
pub use memory::{MemoryRight, MemoryUse, RightProposal, SongAgain, TrackMemory};
pub(crate) use money::of_episode;
pub(crate) use placed::placed_cut;
pub use reconform::{
    ComparedCue, ComparedCuts, LicenceCost, LostThing, NamedSpan, ProposalView, ReconformPicture, ReconformView,
    RenamedShot, TriageCue,
};
pub(crate) use reconform::{NewPicture, changes as music_changes, compared, compared_with, triage};
pub(crate) use renumbering::renumbering;
pub use renumbering::{NumberChange, RenumberingView};
pub(crate) use review::{markers, minutes, report, review, story};
pub use season::{
    ActDensity, AlbumLine, AlbumSide, AlbumView, AlbumsView, Apart, ApartKind, ArcStep, AskedOfTheme, CommissionCue,
    CommissionHit, CommissionMoney, CommissionOffer, CommissionView, CommissionsView, CutArc, EpisodeArc,
    EpisodeHealth, MapEpisode, MissingNumbers, MoodList, MoodUse, SeasonArc, Silence, StatementView, StatingTrack,
    TempLicence, TempList, TempOther, TempRow, TempSaid, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView, UnknownMood,
    VersionNote, VersionView,
};
pub(crate) use season::{
    KeptSeason, Named, ReportAsked, albums, commissions, cut_arc, episode_health, mood_list, season_arc, season_report,
    season_themes, swallowed, temp_list,
};
pub use shapes::{
    AnswerView, AttachmentView, BudgetLine, BudgetView, ClearGroup, ClearLine, ClearView, ClearanceDetail,
    ClearanceLine, CountedBy, CueFate, CueStory, CueView, CutSummary, CutView, EpisodeSummary, GroupStep, HistoryEnd,
    HistoryStep, ImportCandidate, ImportCounts, ImportCueRow, ImportCut, ImportHint, ImportLineRow, ImportMarkerRow,
    ImportPart, ImportSceneRow, ImportTrack, MarkerFate, MfnGroupView, MfnPreview, MfnRise, NextStep, NextStepKind,
    PickSwap, PicturePartView, PlacementView, QueueAlternate, QueueCue, QueueState, ReminderView, ReviewReport,
    ReviewView, ReviewerCount, ReviewerName, RoundProgress, RoundReport, RoundView, ScenarioView, ShowView, SidesView,
    StoryEvent, StoryKind, TimelineImported, TimelinePart, TimelinePreview, Totals, UnlistedRights, UseView, UsedTrack,
};
pub(crate) use show::{ends_of_history, history, show};
pub use sound::{CutSound, DuckView, ProductionView, SceneArc, VocalClash};
pub(crate) use sound::{cut_energy, cut_sound};
pub(crate) use track::track;
pub use works::{
    DirectoryQuery, FindingWeight, PartiesPage, PartyLine, PartyRow, PartyShare, PartyView, RecordedTrack,
    RightsFinding, ShareView, WorkRow, WorkView, WorksPage,
};
pub(crate) use works::{parties, party, work, works};
