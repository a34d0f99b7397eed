//! The application: an open show, its edits, its views and its jobs. Puts the other crates together.
//!
//! [`Studio`] is an open show, as the command line uses it. [`Desk`] is the running application around it: sound,
//! jobs, the loopback server, and the list of recent shows.

mod arc;
mod beside;
mod books;
mod cache;
mod catalogue;
mod check;
mod chosen;
pub mod clock;
pub mod codegen;
pub mod confined;
mod desk;
pub mod door;
mod ducking;
pub mod edits;
mod error;
mod facts;
pub mod file_limit;
mod files;
mod finding;
mod fingerprint;
pub mod folders;
mod handover;
pub mod jobs;
mod kept_arcs;
mod kept_cut;
mod letters;
mod library;
mod licences;
mod likeness;
mod marks;
mod matching;
mod missing;
pub mod mixing;
mod outputs;
mod pictures;
mod production;
pub mod proxies;
mod proxy_error;
mod reading;
mod reads;
mod recent;
mod reconform;
mod reveal;
mod sample_season;
mod scenes;
mod server;
mod session;
mod sheets;
mod sound;
mod spans;
mod speech;
mod standings;
mod timelines;
mod travel;
mod turnover;
mod typed_vectors;
mod unfinished;
pub mod views;
mod whereabouts;

pub use cache::Cache;
pub use catalogue::catalogue_columns;
pub use check::{CheckReport, Finding};
pub use chosen::picture_of;
pub use deliver::letters::Paper;
pub use deliver::problem::Severity;
pub use deliver::{Document, Form, endings};
pub use desk::{Desk, Event, MixSpec, PictureForReview, PlannedProxy};
pub use error::{StudioError, sentence};
pub use files::{read_file, read_text, unwritable, write_file};
pub use handover::{HandedOver, HandoverAsked, HandoverPart, HandoverView, ReceiverView, receivers};
pub use interchange::markers::{MARKER_FORMS, MarkerForm};
pub use interchange::placed::{PLACED_FORMS, PlacedForm, RECEIVERS, Spotting};
pub use interchange::table::{ENCODINGS, Reading};
pub use interchange::timeline::Watch;
pub use letters::{PaperExport, PaperSummary, PaperView, TemplateVariable, TemplateView};
pub use licences::LicenceWarning;
pub use missing::{FoundRecording, RecordingMatch};
pub use outputs::{PlacedExport, check_output, export_cue_list};
pub use recent::RecentShow;
pub use reconform::{Accept, ReconformAsked};
pub use reveal::reveal;
pub use sample_season::make_sample;
pub use scenes::{import_scenes, import_scenes_as, scene_formats};
pub use session::{Changed, Studio};
pub use sheets::{Exported, ProfileSummary, SheetCounts, SheetExport, SheetView};
pub use sound::{Alternate, Tried, position_of, sample_at, sound_length};
pub use speech::SpeechRule;
pub use timelines::{
    DialogueShown, EventShown, MarkerShown, PlaceShown, RecordingShown, SceneShown, SkippedShown, TimelineShown,
    TrackShown, is_large_timeline, is_timeline, read_timeline, read_timeline_watched, timeline_formats,
};
pub use turnover::{AskedEpisode, AskedTrack, RowDecision, TimelineAsked};
