//! What an import of a cutting room's file would do, as dialog and command show it.

use model::{CueId, CutId, LaneKind, TrackId};
use serde::{Deserialize, Serialize};
use timebase::{FrameRate, Position};
use ts_rs::TS;

/// How times of a file that counts at another rate are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CountedBy {
    /// As long after the first frame as in the file, by the clock.
    Clock,
    /// As many frames after the first frame as in the file.
    Frames,
}

/// What a file may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TimelinePart {
    /// Cues and placements, from music tracks, and cues without music from hints of a script.
    Cues,
    /// Hits and notes, from markers.
    Hits,
    /// Scenes, from a script, markers, a track of scenes, or the picture's slates.
    Scenes,
    /// Dialogue, from subtitles.
    Dialogue,
    /// The cut's picture: its shots.
    Cut,
}

/// A file before it is imported.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelinePreview {
    /// Its name.
    pub file: String,
    /// What it was recognised as: `Advanced Authoring Format (AAF)`.
    pub format: String,
    /// What it is called inside.
    pub title: String,
    /// Its frame rate; `None` where it has none and nobody has said it.
    pub rate: Option<FrameRate>,
    /// Whether it has frames and does not say at which rate: nothing else is known until somebody does.
    pub needs_rate: bool,
    /// Rates that it does not rule out, the likeliest first.
    pub possible_rates: Vec<FrameRate>,
    /// The label of its first frame.
    pub start: Option<String>,
    /// Its label that is the cut's first frame.
    pub first_frame: Option<String>,
    /// The cut it goes to.
    pub cut: ImportCut,
    /// How times are taken, where the file counts at another rate than the cut.
    pub counted_by: Option<CountedBy>,
    /// What it becomes.
    pub parts: Vec<ImportPart>,
    /// Its sound tracks.
    pub tracks: Vec<ImportTrack>,
    /// The show's lanes, by name.
    pub lanes: Vec<String>,
    /// Cues in time.
    pub cues: Vec<ImportCueRow>,
    /// Markers in time.
    pub markers: Vec<ImportMarkerRow>,
    /// Scenes in time.
    pub scenes: Vec<ImportSceneRow>,
    /// The first lines of dialogue.
    pub dialogue: Vec<ImportLineRow>,
    /// How many lines there are.
    pub dialogue_count: usize,
    /// How clips became cues, in a sentence.
    pub summary: String,
    /// What is to be known of it.
    pub remarks: Vec<String>,
    /// What is left out, with its place.
    pub left_out: Vec<String>,
    /// How many more are left out than are named.
    pub left_out_more: u64,
    /// How many of each.
    pub counts: ImportCounts,
}

/// The cut that a file goes to.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCut {
    /// The cut; `None` where it is made by the import.
    pub id: Option<CutId>,
    /// `1x04`.
    pub episode: String,
    /// What the episode is called.
    pub episode_title: String,
    /// `Cut 1`.
    pub label: String,
    /// Its frame rate; `None` as long as nobody has said it.
    pub rate: Option<FrameRate>,
    /// Timecode of its first frame.
    pub start: String,
    /// Its length, as timecode that counts from zero.
    pub length: String,
}

/// One thing that a file becomes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportPart {
    /// Which.
    pub part: TimelinePart,
    /// `Cues and placements`.
    pub word: String,
    /// How many, in words: `31 → 14`, `none found`.
    pub told: String,
    /// Whether there is anything.
    pub found: bool,
    /// Whether it is taken.
    pub takes: bool,
}

/// A sound track of a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportTrack {
    /// As the file calls it.
    pub name: String,
    /// Whether its clips become cues.
    pub takes: bool,
    /// Why it is proposed or not, as a clause.
    pub why: String,
    /// The lane its clips go to.
    pub lane: String,
    /// Clips on it.
    pub clips: usize,
}

/// What becomes of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CueFate {
    /// A new cue, of a recording that is sure or was chosen.
    New,
    /// Its recording is to be decided; as long as nobody does it comes in offline.
    Doubtful,
    /// A new cue, whose recording is not in the library.
    Offline,
    /// A cue that is there, and lies or sounds otherwise in the file.
    Moves,
    /// A cue that is there, as it is in the file.
    Same,
    /// It is left out.
    LeftOut,
}

/// A clip, or clips that are one cue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCueRow {
    /// What decisions name it by.
    pub key: String,
    /// What becomes of it.
    pub fate: CueFate,
    /// The number that it has or gets.
    pub number: String,
    /// The cue that it is already.
    pub cue: Option<CueId>,
    /// Its first frame on the cut.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// Timecode of its first frame, in the cut.
    pub at: String,
    /// Timecode of the frame after it.
    pub until: String,
    /// How long it sounds: `1:34`.
    pub length: String,
    /// Where a cue that moves lies now.
    pub was: Option<String>,
    /// The clip's name.
    pub name: String,
    /// What the cue is called.
    pub title: String,
    /// The lane it goes to.
    pub lane: String,
    /// What that lane carries.
    pub lane_kind: LaneKind,
    /// The recordings it may be, the likeliest first.
    pub candidates: Vec<ImportCandidate>,
    /// The recording that is taken; `None` for one that comes in offline.
    pub track: Option<TrackId>,
    /// What that recording is called.
    pub track_title: String,
    /// How sure it is, in hundredths.
    pub score: Option<u8>,
    /// Whether somebody decided it.
    pub decided: bool,
    /// Whether it is temp music.
    pub temp: bool,
    /// What comes with it: `gain −6.0 dB`, `4 cuts joined`.
    pub brings: Vec<String>,
    /// What the file says, as it says it.
    pub raw: Vec<String>,
}

/// A recording that a clip may be.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCandidate {
    /// Which.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// Who performs.
    pub artist: String,
    /// `3:48`.
    pub length: String,
    /// In hundredths.
    pub score: u8,
    /// What speaks for it and against it.
    pub reasons: Vec<String>,
}

/// What becomes of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MarkerFate {
    /// A hit.
    Hit,
    /// A note.
    Note,
    /// The beginning of a scene.
    Scene,
    /// A hit or note that is there.
    Same,
    /// It is left out.
    LeftOut,
}

/// A marker.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportMarkerRow {
    /// What decisions name it by.
    pub key: String,
    /// What becomes of it.
    pub fate: MarkerFate,
    /// Its frame on the cut.
    pub at_point: Position,
    /// Timecode of its frame.
    pub at: String,
    /// Timecode of the end of its range.
    pub until: Option<String>,
    /// Its text.
    pub text: String,
    /// Who noted it.
    pub author: String,
    /// `red`; empty where it has none.
    pub colour: String,
    /// The track it is on.
    pub track: String,
}

/// A scene.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportSceneRow {
    /// What decisions name it by.
    pub key: String,
    /// Whether it is taken.
    pub takes: bool,
    /// `22A`.
    pub number: String,
    /// `INT. HARBOUR - NIGHT`.
    pub slugline: String,
    /// Its first frame on the cut.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// Timecode of its first frame.
    pub at: String,
    /// Timecode of the frame after it.
    pub until: String,
    /// Pages in eighths, as `2 3/8`; empty where it is from no script.
    pub pages: String,
    /// Who is in it.
    pub characters: Vec<String>,
    /// What happens.
    pub synopsis: String,
    /// Lines that speak of music in it: each may become a cue without music.
    pub hints: Vec<ImportHint>,
}

/// A line of a script that speaks of music.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportHint {
    /// What decisions name it by.
    pub key: String,
    /// Whether it becomes a cue.
    pub takes: bool,
    /// What plays: `radio`.
    pub word: String,
    /// The line.
    pub text: String,
    /// A title in quotes beside it.
    pub title: String,
}

/// A line of dialogue.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportLineRow {
    /// Timecode of its first frame.
    pub at: String,
    /// Timecode of the frame after it.
    pub until: String,
    /// Who says it.
    pub speaker: String,
    /// What is said.
    pub text: String,
}

/// How many there are of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Clips of the chosen tracks.
    pub clips: usize,
    /// New cues, offline and doubtful ones among them.
    pub new: usize,
    /// Cues that are there and change.
    pub moves: usize,
    /// Cues that are there as they are.
    pub same: usize,
    /// Cues whose recording is to be decided.
    pub to_decide: usize,
    /// Cues whose recording is not in the library.
    pub offline: usize,
    /// Cues that are temp.
    pub temp: usize,
    /// Hits and notes that come.
    pub marks: usize,
    /// Scenes that come.
    pub scenes: usize,
    /// Cues on the cut that the file does not have; they stay.
    pub absent: usize,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineImported {
    /// The cut it went to.
    pub cut: CutId,
    /// The show's revision after it.
    pub revision: u64,
    /// What was done, in a sentence.
    pub told: String,
    /// What was seen before it was done.
    pub preview: TimelinePreview,
}
