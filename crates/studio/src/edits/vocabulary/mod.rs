//! The vocabulary of edits: everything that can happen to a show, as data.
//!
//! The window, the command line's `edit` and replies from review all speak it. Positions are flicks from the cut's
//! first frame; they are taken to the nearest frame where a frame is meant.

mod album;
mod clearance;
mod commission;
mod conform;
mod cuts;
mod deliver;
mod imported;
mod production;
mod review;
mod timeline;
mod told;
mod works;

use model::{
    AlbumId, AttachmentId, CharacterId, ClearanceId, CommissionId, CueId, CutId, EpisodeId, HitId, LaneId, MfnGroupId,
    NoteId, Origin, PartyId, PaymentId, Perception, PlacementId, ReviewerId, RoundId, ScenarioId, SceneId, ThemeId,
    ThemeRole, Voice, WorkId,
};
use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

pub use album::{AlbumEntryPatch, AlbumPatch};
pub use clearance::{ClearancePatch, OptionSpec, PaymentPatch, PickSpec, QuotedFor};
pub use commission::CommissionPatch;
pub use conform::{ConformedCue, PictureSpec};
pub use cuts::{CutPatch, CutSpec, DialogueSpec, ReelPictureSpec, ReelSpec, ScenePatch, SceneSpec};
pub use deliver::{EpisodeFactsPatch, SeriesFactsPatch};
pub use imported::{
    ImportInto, ImportedAnswer, ImportedCue, ImportedHit, ImportedNote, ImportedPlacement, ImportedSound,
    ImportedTimeline, NewEpisode, OfflineRecording,
};
pub use production::{DuckSpec, ProductionPatch, ProductionSpec};
pub use review::{AskedSpec, ReviewerPatch};
pub use timeline::{Clip, ClipCue, ClipPlacement, NumberedCue, PlacementMove, PlacementSlip, PlacementTrim};
pub use told::{NotSaid, Told};
pub use works::{PartyPatch, RecordingPatch, ShareSpec, WorkPatch};

/// What is to change of tracks; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the track's of the same name")]
pub struct TrackPatch {
    pub title: Option<String>,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub composer: Option<String>,
    pub lyricist: Option<String>,
    pub publisher: Option<String>,
    pub label: Option<String>,
    pub isrc: Option<String>,
    /// Thousandths of a beat a minute, from 1,000 to 999,000; 0 forgets it.
    pub bpm_milli: Option<i64>,
    pub key: Option<String>,
    pub mood: Option<String>,
    pub genre: Option<String>,
    pub language: Option<String>,
    pub comment: Option<String>,
    pub grouping: Option<String>,
    /// Of four digits; 0 forgets it.
    pub year: Option<i64>,
    pub vocal: Option<Told<bool>>,
}

/// What is to change of cues.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the cue's of the same name")]
pub struct CuePatch {
    pub title: Option<String>,
    pub brief: Option<String>,
    /// 0 means the scene under the cue's start.
    pub scene: Option<SceneId>,
    /// Where it is wanted; only for a cue without placements.
    pub at: Option<Position>,
    pub perception: Option<Perception>,
    pub voice: Option<Told<Voice>>,
    pub theme_role: Option<ThemeRole>,
    pub origin: Option<Told<Origin>>,
    pub themes: Option<Vec<ThemeId>>,
    /// What the cue sheet says beside it.
    pub sheet_note: Option<String>,
}

/// What an edit request did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Edited {
    /// The show's revision after it.
    pub revision: u64,
    /// Rows made, in the order of the edits.
    pub created: Vec<Created>,
    /// What whoever asked should know of it: sentences, such as what of a cut had no place on its copy.
    pub remarks: Vec<String>,
}

/// A row that an edit made.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "camelCase")]
#[allow(missing_docs, reason = "each variant is the row's noun")]
pub enum Created {
    Character(CharacterId),
    Theme(ThemeId),
    Commission(CommissionId),
    Album(AlbumId),
    Episode(EpisodeId),
    Cut(CutId),
    Scene(SceneId),
    Hit(HitId),
    Lane(LaneId),
    Cue(CueId),
    Placement(PlacementId),
    Note(NoteId),
    Reviewer(ReviewerId),
    Round(RoundId),
    Clearance(ClearanceId),
    Attachment(AttachmentId),
    Payment(PaymentId),
    MfnGroup(MfnGroupId),
    Scenario(ScenarioId),
    Party(PartyId),
    Work(WorkId),
}
