//! What the Season page shows of commissions.

use model::{
    ClearanceId, ClearanceStatus, Commission, CommissionStage, CueId, CueNumber, CutId, DeliveryPoint, EpisodeId,
    NoteId, Payment, PlacementId, Settlement, TrackId, Wanted,
};
use serde::Serialize;
use timebase::{Flicks, Position};
use ts_rs::TS;

/// The commissions of a show.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionsView {
    /// The show's revision it was read at.
    pub revision: u64,
    /// The day it is seen from.
    pub today: String,
    /// ISO 4217, the show's.
    pub currency: String,
    /// How many are late.
    pub late: usize,
    /// Who may compose: the persons that the show knows, by name.
    pub people: Vec<String>,
    /// All of them, by number.
    pub commissions: Vec<CommissionView>,
}

/// A commission with all that follows from it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionView {
    /// What is asked for.
    #[serde(flatten)]
    pub commission: Commission,
    /// `C3`.
    pub code: String,
    /// How far it has come.
    pub stage: CommissionStage,
    /// Who composes, by name; empty where nobody is named.
    pub composer_name: String,
    /// The theme's name; empty where it states none.
    pub theme_name: String,
    /// What is wanted next.
    pub wanted: Option<Wanted>,
    /// By when; empty where no date is set.
    pub wanted_on: String,
    /// Whether that day is past.
    pub is_late: bool,
    /// Whether all is to be delivered before the demo that is still waited for.
    pub days_clash: bool,
    /// The cues of the newest cuts that it answers, in the order of the story.
    pub cues: Vec<CommissionCue>,
    /// The titles of its references, in their order.
    pub reference_titles: Vec<String>,
    /// Its versions, the first first.
    pub version_views: Vec<VersionView>,
    /// The titles of its files, in their order.
    pub file_titles: Vec<String>,
    /// What is to be delivered, and what of it is missing.
    pub delivery: Vec<DeliveryPoint>,
    /// Its money, once there is a fee.
    pub money: Option<CommissionMoney>,
    /// What is worth saying: a version that waits, a cue that plays something else.
    pub remarks: Vec<String>,
    /// Recordings that came and are named like it: offered as a version or a file, never taken for granted.
    pub offers: Vec<CommissionOffer>,
}

/// A cue that a commission answers.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionCue {
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// Its episode.
    pub episode: EpisodeId,
    /// `1x04`.
    pub episode_name: String,
    /// The newest cut of that.
    pub cut: CutId,
    /// Where it starts, from the first frame of the cut.
    pub at: Position,
    /// Where its music ends: after the length that is wanted, or with what sounds, or with the scene.
    pub until: Position,
    /// Its start as timecode.
    pub timecode: String,
    /// The scene it is in: `22A EXT. PIER - DUSK`; empty where there is none.
    pub scene: String,
    /// What sounds.
    pub pick: Option<PlacementId>,
    /// The number of the version that sounds; `None` where nothing or something else does.
    pub plays: Option<i64>,
    /// The hits that the music is to answer.
    pub hits: Vec<CommissionHit>,
    /// What the composer said of it, and of no version.
    pub notes: Vec<VersionNote>,
}

/// A hit that music is to answer.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionHit {
    /// What happens.
    pub label: String,
    /// Its timecode.
    pub timecode: String,
    /// How long after the cue's start.
    pub after: Flicks,
}

/// A version that came.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// Counting from 1.
    pub number: i64,
    /// The recording.
    pub track: TrackId,
    /// What that is called.
    pub title: String,
    /// How long it is.
    pub duration: Flicks,
    /// When it came.
    pub came_on: String,
    /// When it was approved; empty where it is not.
    pub approved_on: String,
    /// Where it lies in the cues of the newest cuts.
    pub placements: Vec<PlacementId>,
    /// What was said of it, in the order of the story.
    pub notes: Vec<VersionNote>,
}

/// A note on a version.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VersionNote {
    /// Its row.
    pub id: NoteId,
    /// The cut it is on.
    pub cut: CutId,
    /// Its frame; `None` for the whole.
    pub at: Option<Position>,
    /// That as timecode; empty for the whole.
    pub timecode: String,
    /// Who says it.
    pub author: String,
    /// What.
    pub body: String,
    /// Whether it is dealt with.
    pub resolved: bool,
    /// Whether the composer said it, in the page of the brief: it waits for an answer of ours, and asks nothing of them.
    pub by_composer: bool,
}

/// The money of a commission, as its line of clearance has it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionMoney {
    /// The line.
    pub clearance: ClearanceId,
    /// How far that has come.
    pub status: ClearanceStatus,
    /// What is offered, in minor units.
    pub estimate: Option<i64>,
    /// What is agreed or asked, in minor units.
    pub fee: Option<i64>,
    /// ISO 4217.
    pub currency: String,
    /// What of it is agreed, paid and owed.
    pub settlement: Settlement,
    /// Invoices and payments.
    pub payments: Vec<Payment>,
}

/// A recording that is named like a commission.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommissionOffer {
    /// The recording.
    pub track: TrackId,
    /// The name of its file.
    pub file: String,
    /// How long it is.
    pub duration: Flicks,
}
