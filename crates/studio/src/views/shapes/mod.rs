//! What the window shows, shaped for its pages. Everything here is computed from the document, never stored.

mod clear;
mod review;
mod turnover;

use model::{
    Character, Cue, CueKind, CueStatus, Cut, CutId, DialogueSpan, Difference, EpisodeId, Hit, Lane, Note, Placement,
    PlacementId, Reel, Rights, Round, Scene, Theme, TrackId, UsageAdvice, VerdictValue, VolumePoint,
};
use serde::Serialize;
use timebase::{Flicks, FrameRate, Position, Span};
use ts_rs::TS;

use crate::licences::LicenceWarning;
use crate::pictures::{PictureView, PictureWarning};

pub use clear::{
    AttachmentView, BudgetLine, BudgetView, ClearGroup, ClearLine, ClearView, ClearanceDetail, ClearanceLine,
    GroupStep, MfnGroupView, MfnPreview, MfnRise, PickSwap, ReminderView, ScenarioView, SidesView, UnlistedRights,
    UseView,
};
pub use review::{
    AnswerView, CueStory, NextStep, NextStepKind, QueueAlternate, QueueCue, QueueState, ReviewReport, ReviewView,
    ReviewerCount, ReviewerName, RoundProgress, RoundReport, RoundView, StoryEvent, StoryKind,
};
pub use turnover::{
    CountedBy, CueFate, ImportCandidate, ImportCounts, ImportCueRow, ImportCut, ImportHint, ImportLineRow,
    ImportMarkerRow, ImportPart, ImportSceneRow, ImportTrack, MarkerFate, TimelineImported, TimelinePart,
    TimelinePreview,
};

/// The show as the shell shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowView {
    /// As on screen.
    pub title: String,
    /// ISO 4217.
    pub currency: String,
    /// For the headers of documents.
    pub production_company: String,
    /// The document's file.
    pub path: String,
    /// Whether edits are refused because the file or its folder cannot be written.
    pub read_only: bool,
    /// Rises with every change.
    pub revision: u64,
    /// Steps that can be undone, and the newest of them.
    pub undo: HistoryEnd,
    /// Steps that can be redone, and the next of them.
    pub redo: HistoryEnd,
    /// By season and number.
    pub episodes: Vec<EpisodeSummary>,
    /// From the top.
    pub lanes: Vec<Lane>,
    /// By name.
    pub characters: Vec<Character>,
    /// By name.
    pub themes: Vec<Theme>,
    /// Tracks in the library.
    pub track_count: usize,
}

/// One end of history.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEnd {
    /// Steps there are.
    pub steps: usize,
    /// What the next is called.
    pub label: Option<String>,
}

/// An episode in the list of episodes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EpisodeSummary {
    /// Its row.
    pub id: EpisodeId,
    /// `1x04`.
    pub name: String,
    /// Season.
    pub season: u32,
    /// Number within the season.
    pub number: u32,
    /// As on air.
    pub title: String,
    /// Oldest first; the newest is the one to work on.
    pub cuts: Vec<CutSummary>,
}

/// A cut in the list of episodes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CutSummary {
    /// Its row.
    pub id: CutId,
    /// `Cut 3`.
    pub label: String,
    /// Its frame rate.
    pub rate: FrameRate,
    /// Timecode of its first frame.
    pub start_timecode: String,
    /// Its length as timecode that counts from zero.
    pub length_timecode: String,
    /// Cues on it.
    pub cues: usize,
    /// Whether a picture file is set.
    pub has_picture: bool,
}

/// A file of a cut's picture, and the stretch that it is seen in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PicturePartView {
    /// Where it begins.
    pub start: Position,
    /// The same as timecode.
    pub start_timecode: String,
    /// How long it is seen: until the next begins, or the cut ends.
    pub length: Flicks,
    /// The file.
    pub path: String,
    /// Whether it is not where it was.
    pub missing: bool,
    /// What it says of itself; `None` where it is not there, or is no picture.
    pub facts: Option<PictureView>,
}

/// All that lies on a cut: what Spot and Review draw.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CutView {
    /// The show's revision it was read at.
    pub revision: u64,
    /// Its episode.
    pub episode: EpisodeSummary,
    /// The cut itself.
    pub cut: Cut,
    /// Timecode of the first frame.
    pub start_timecode: String,
    /// Length as a count of frames in the form of a timecode.
    pub length_timecode: String,
    /// Whether the picture file is set but not where it was.
    pub picture_missing: bool,
    /// What the picture file says of itself; `None` where there is none, or it is no picture.
    pub picture_facts: Option<PictureView>,
    /// Where the picture differs from the cut.
    pub picture_warnings: Vec<PictureWarning>,
    /// The files of the picture in time, that of the cut's first frame first; none where it has no picture.
    pub picture_parts: Vec<PicturePartView>,
    /// By in-point.
    pub scenes: Vec<Scene>,
    /// By start.
    pub reels: Vec<Reel>,
    /// By frame.
    pub hits: Vec<Hit>,
    /// What is said, by where it begins.
    pub dialogue: Vec<DialogueSpan>,
    /// By frame, whole-cue notes first.
    pub notes: Vec<Note>,
    /// By where they start.
    pub cues: Vec<CueView>,
    /// By lane, then in-point; alternates of one cue from A on.
    pub placements: Vec<PlacementView>,
    /// The tracks placed on this cut.
    pub tracks: Vec<UsedTrack>,
    /// The newest round of review.
    pub round: Option<Round>,
    /// All rounds, the first first.
    pub rounds: Vec<RoundView>,
    /// Figures of the status bar.
    pub totals: Totals,
    /// Money of the episode.
    pub budget: BudgetView,
    /// What does not keep to its licence, in the newest cut of the episode.
    pub licence: Vec<LicenceWarning>,
}

/// A cue with what follows from its placements.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CueView {
    /// The cue itself.
    #[serde(flatten)]
    pub cue: Cue,
    /// Perception and voice as sheets write them: `BI`.
    pub usage_code: String,
    /// Its role beyond the scene in words; empty where it has none.
    pub theme_role_word: String,
    /// What its use had better say; none of it is taken by itself.
    pub advice: Vec<UsageAdvice>,
    /// How far it has come.
    pub status: CueStatus,
    /// Whether its pick was approved and is otherwise now: then it waits again.
    pub changed_since_approved: bool,
    /// An alternate that is approved as it is while the pick is not: the one to be made the pick.
    pub approved_alternate: Option<PlacementId>,
    /// Number of the scene it is for: its own, or the one under its start.
    pub scene_number: Option<String>,
    /// Whether it is music or source.
    pub kind: CueKind,
    /// Where its pick starts, or where it is wanted.
    pub in_point: Position,
    /// Where the last piece of its pick ends; the same as `in_point` where it has none.
    pub out_point: Position,
    /// When it sounds, in order: more than one span where its pick is in pieces, none where it is muted or spotted.
    pub sounding: Vec<Span>,
    /// How long it sounds: the sum of `sounding`.
    pub length: Flicks,
}

/// A placement with what follows from its cue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlacementView {
    /// The placement itself.
    #[serde(flatten)]
    pub placement: Placement,
    /// `A`, `B`, … among the alternates of its cue; the same for all pieces of one.
    pub letter: String,
    /// Whether it is of the alternate that sounds.
    pub pick: bool,
    /// The last decision on its alternate.
    pub verdict: Option<VerdictValue>,
    /// The number of the round in which that was said.
    pub verdict_round: Option<i64>,
    /// Whether it is otherwise now than what that was said of.
    pub changed_since_verdict: bool,
    /// What changes if its alternate becomes the pick; `None` for the pick itself.
    pub change: Option<Difference>,
    /// The placement that stands for its alternate: itself unless it is another piece of one.
    pub alternate: PlacementId,
    /// Which piece of its alternate it is in the order of time, from 1.
    pub piece: u32,
    /// How many pieces its alternate has.
    pub pieces: u32,
    /// How long its alternate sounds.
    pub length: Flicks,
    /// The points of its volume line, in the order of time.
    pub volume_points: Vec<VolumePoint>,
}

/// A placed track, as timeline and inspector need it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is the track's of the same name")]
pub struct UsedTrack {
    pub id: TrackId,
    pub title: String,
    pub artist: String,
    pub composer: String,
    pub publisher: String,
    pub duration: Flicks,
    pub sample_rate: u32,
    /// Names its waveform on the loopback server.
    pub hash: String,
    /// Hundredths of a LUFS.
    pub loudness: Option<i64>,
    /// Whether its file is not where it was.
    pub missing: bool,
    /// Those that hold in the cut's episode, master first.
    pub clearances: Vec<ClearanceLine>,
    /// How they stand in the cut's episode.
    pub rights: Rights,
}

/// Figures of a cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Cues, spotted ones included.
    pub cues: usize,
    /// Time in which at least one pick sounds, within the programme.
    pub music: Flicks,
    /// Length of the programme.
    pub programme: Flicks,
    /// Cues without music.
    pub spotted: usize,
    /// Cues whose pick waits for a verdict.
    pub waiting: usize,
    /// Cues whose pick is to change.
    pub changes: usize,
    /// Cues whose pick was refused.
    pub rejected: usize,
    /// Cues whose pick was approved.
    pub approved: usize,
}

/// A step of history.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryStep {
    /// Its row.
    pub id: i64,
    /// What it did.
    pub label: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Whether it is undone.
    pub undone: bool,
}
