//! What the window and the command line show of a reconform, and of two cuts that are compared.

use model::reconform::{CueClass, Proposal, Shot};
use model::{CueId, CutId, PlacementId, TrackId};
use serde::Serialize;
use timebase::{Flicks, FrameRate, Frames, Position, Span};
use ts_rs::TS;

use crate::edits::{CutSpec, PictureSpec};

/// A stretch of a cut, with what is seen there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NamedSpan {
    /// From where to where.
    pub span: Span,
    /// The shots, by name.
    pub name: String,
}

/// A shot whose source has another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RenamedShot {
    /// On the new cut.
    pub span: Span,
    /// What its source was called.
    pub from: String,
    /// What it is called.
    pub to: String,
}

/// What became of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReconformPicture {
    /// Stretches that are in both.
    pub kept: Vec<PictureSpec>,
    /// Of those, what stands in another order than before.
    pub moved: Vec<PictureSpec>,
    /// Of those, what runs at another speed.
    pub retimed: Vec<PictureSpec>,
    /// Of those, what is other picture of the same length.
    pub replaced: Vec<PictureSpec>,
    /// Of those, what fits another place as well.
    pub doubtful: Vec<PictureSpec>,
    /// Stretches of the old cut that are gone.
    pub gone: Vec<NamedSpan>,
    /// Stretches of the new cut that are new.
    pub inserted: Vec<NamedSpan>,
    /// Shots with another version of an effect.
    pub renamed: Vec<RenamedShot>,
}

/// That a cue would be longer than was licensed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LicenceCost {
    /// Who licensed it; empty where nobody is named.
    pub licensor: String,
    /// What is licensed.
    pub allowed: Flicks,
    /// How long it would be.
    pub length: Flicks,
    /// Whether it is longer than that already.
    pub already: bool,
    /// What was agreed for it in minor units, where it is known.
    #[ts(type = "number | null")]
    pub fee: Option<i64>,
    /// The currency of that, ISO 4217.
    pub currency: String,
    /// A sentence.
    pub message: String,
}

/// A place for a cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposalView {
    /// What it keeps, what it holds to, how much later it sounds, and where.
    #[serde(flatten)]
    #[ts(flatten)]
    pub proposal: Proposal,
    /// As commands name it: `anchor-hit`, `keep-end`.
    pub name: &'static str,
    /// As people say it: `Hold on the hit "her hand"`.
    pub title: String,
    /// How much longer the cue is than before.
    pub longer: Flicks,
    /// Rights that would not reach.
    pub licences: Vec<LicenceCost>,
}

/// A cue, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TriageCue {
    /// The cue on the old cut.
    pub cue: CueId,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The recording that is picked; empty where none is.
    pub track: String,
    /// The pick.
    pub pick: Option<PlacementId>,
    /// Where it lies.
    pub was: Span,
    /// What the new cut did to it.
    pub class: CueClass,
    /// The same as people say it.
    pub word: &'static str,
    /// Why, in a sentence.
    pub reason: String,
    /// Whether nobody has to decide.
    pub is_clear: bool,
    /// Where it may go, the likeliest first; none where none of its picture is left.
    pub proposals: Vec<ProposalView>,
    /// The numbers of cues that it would newly run into.
    pub overlaps: Vec<String>,
    /// Whether its pick is approved as it is.
    pub approved: bool,
    /// Whether it will be asked about again.
    pub asks_again: bool,
    /// Whether what is seen while it sounds is as it was.
    pub keeps_picture: bool,
    /// The note that goes along where nobody has decided.
    pub to_check: String,
}

/// Something that has no place on the new cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LostThing {
    /// `cue`, `hit`, `scene`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// Where it was.
    pub at: Position,
}

/// A newer cut beside the one it comes from: nothing of it is in the show yet.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReconformView {
    /// The cut it comes from.
    pub from: CutId,
    /// Its label.
    pub from_label: String,
    /// Its rate.
    pub from_rate: FrameRate,
    /// Timecode of its first frame, as frames from label zero.
    pub from_start: Frames,
    /// Its length.
    pub from_length: Flicks,
    /// Its shots.
    pub from_shots: Vec<Shot>,
    /// Whether these come from a file that was read beside, and are to be kept with it.
    pub keeps_from_shots: bool,
    /// The name of the file of the new cut.
    pub file: String,
    /// What kind of file that is.
    pub format: String,
    /// The cut to be made.
    pub cut: CutSpec,
    /// Timecode of its first frame, as frames from label zero.
    pub start: Frames,
    /// Its length.
    pub length: Flicks,
    /// Its shots.
    pub shots: Vec<Shot>,
    /// What became of the picture.
    pub picture: ReconformPicture,
    /// Every cue of the old cut, in time.
    pub cues: Vec<TriageCue>,
    /// What has no place on the new cut.
    pub lost: Vec<LostThing>,
    /// What to know about how the files were read.
    pub remarks: Vec<String>,
}

/// A cue that is different on two cuts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedCue {
    /// Its number, on the newer cut where it is there.
    pub number: String,
    /// Its title.
    pub title: String,
    /// On the older cut.
    pub old: Option<CueId>,
    /// On the newer one.
    pub new: Option<CueId>,
    /// Where its pick lay.
    pub was: Option<Span>,
    /// Where it lies.
    pub is: Option<Span>,
    /// `added`, `removed`, `moved`, `trimmed`, `swapped`, `changed`; none where nothing is different.
    pub changes: Vec<&'static str>,
    /// How much later it begins.
    pub delta: Flicks,
    /// How much longer it is.
    pub longer: Flicks,
    /// The recordings that were picked and are: other ones where it was swapped.
    pub tracks: (Option<TrackId>, Option<TrackId>),
    /// Their titles.
    pub titles: (String, String),
    /// Recordings that were laid for it and are not, then those that are new, by title.
    pub placements: (Vec<String>, Vec<String>),
    /// What changed and why, in a sentence.
    pub reason: String,
}

/// Two cuts beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedCuts {
    /// The older one.
    pub old: CutId,
    /// Timecode of its first frame, as frames from label zero.
    pub old_start: Frames,
    /// Its label.
    pub old_label: String,
    /// Its rate.
    pub old_rate: FrameRate,
    /// The newer one.
    pub new: CutId,
    /// Timecode of its first frame, as frames from label zero.
    pub new_start: Frames,
    /// Its label.
    pub new_label: String,
    /// Its rate.
    pub new_rate: FrameRate,
    /// Whether both have a picture list, so that changes have reasons.
    pub has_picture: bool,
    /// Every cue of either: in the order of the newer one, then those that are gone.
    pub cues: Vec<ComparedCue>,
}
