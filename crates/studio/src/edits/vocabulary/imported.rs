//! What an import of a cutting room's file carries: what was decided of it, whole.

use model::reconform::Shot;
use model::{CueId, CueKind, CueNumber, CutId, Fade, LaneKind, Millibels, NoteId, PlacementId, TrackId, VolumePoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use timebase::{Flicks, Position};
use ts_rs::TS;

use super::{CutSpec, DialogueSpec, SceneSpec};

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ImportInto {
    /// A cut that is there.
    Cut(CutId),
    /// An episode that is made for it.
    Episode(NewEpisode),
}

/// An episode with its first cut.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the episode's of the same name")]
pub struct NewEpisode {
    pub season: u32,
    pub number: u32,
    pub title: String,
    pub cut: CutSpec,
}

/// A recording that the library has not: known by its name until a file of it is imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OfflineRecording {
    /// What it is called.
    pub title: String,
    /// Its file as the list names it: a path of another computer, or a name alone.
    pub file: String,
    /// ISO 3901, where the list has it.
    #[serde(default)]
    pub isrc: Option<String>,
    /// How long it is at least.
    pub length: Flicks,
}

/// What sounds: a track of the library, or one of the recordings that are made by this import, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ImportedSound {
    /// A track of the library.
    Track(TrackId),
    /// One of the offline recordings, from 0.
    Offline(u32),
}

/// A placement as the list has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ImportedPlacement {
    /// The placement that it is already: it is moved and shaped as the list says. A new one where it is left out.
    #[serde(default)]
    pub placement: Option<PlacementId>,
    /// The placement that it was cut from or copied of, where it is a new one: it lies on that one's lane as another piece of
    /// its alternate, and is as that one was in all that the list does not say.
    #[serde(default)]
    pub cut_from: Option<PlacementId>,
    /// What sounds; not used for one that is there.
    pub sound: ImportedSound,
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// How far into the recording it starts.
    pub track_start: Flicks,
    /// Its gain; as it is, or none, where it is left out.
    #[serde(default)]
    pub gain: Option<Millibels>,
    /// At its start; as it is, or none, where it is left out.
    #[serde(default)]
    pub fade_in: Option<Fade>,
    /// At its end.
    #[serde(default)]
    pub fade_out: Option<Fade>,
    /// The points of its volume line, in the recording; as it is, or none, where it is left out.
    #[serde(default)]
    pub volume: Option<Vec<VolumePoint>>,
    /// Whether it is temp music.
    #[serde(default)]
    pub temp: bool,
    /// Whether it is another piece of the alternate before it, and no alternate of its own.
    #[serde(default)]
    pub piece: bool,
}

/// A cue with its alternates, the pick first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ImportedCue {
    /// The cue that it is already; a new one where it is left out.
    #[serde(default)]
    pub cue: Option<CueId>,
    /// Its number; the next free one where it is left out or taken.
    #[serde(default)]
    pub number: Option<CueNumber>,
    /// Whether it is music or source; by its lane where it is left out.
    #[serde(default)]
    pub kind: Option<CueKind>,
    /// What people call it.
    pub title: String,
    /// What the music is to do.
    #[serde(default)]
    pub brief: String,
    /// Where it is wanted, for one without placements.
    #[serde(default)]
    pub at: Option<Position>,
    /// The lane of its placements by name; it is made where there is none of that name.
    #[serde(default)]
    pub lane: String,
    /// What that lane carries, where it is made.
    #[serde(default)]
    pub lane_kind: Option<LaneKind>,
    /// Its alternates.
    #[serde(default)]
    pub placements: Vec<ImportedPlacement>,
}

/// A marker that becomes a hit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the hit's of the same name")]
pub struct ImportedHit {
    pub at: Position,
    pub label: String,
}

/// A marker that becomes a note of the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the note's of the same name")]
pub struct ImportedNote {
    pub at: Position,
    #[serde(default)]
    pub until: Option<Position>,
    pub author: String,
    pub body: String,
    /// The number of the cue of the cut that it is about; where there is none of that number, it stands before the words.
    #[serde(default)]
    pub cue: Option<CueNumber>,
    /// The note of the cut that it answers: it is about what that one is about, and has no place of its own.
    #[serde(default)]
    pub answers: Option<NoteId>,
    /// What is answered to it, in order.
    #[serde(default)]
    pub replies: Vec<ImportedAnswer>,
}

/// An answer to a note that comes from a marker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the note's of the same name")]
pub struct ImportedAnswer {
    pub author: String,
    pub body: String,
}

/// All that is taken from a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ImportedTimeline {
    /// Where it goes.
    pub into: ImportInto,
    /// The file's name, for history.
    pub file: String,
    /// Recordings that are not in the library.
    #[serde(default)]
    pub recordings: Vec<OfflineRecording>,
    /// Cues, in the order in which they are numbered.
    #[serde(default)]
    pub cues: Vec<ImportedCue>,
    /// Scenes in the place of all that the cut has; those it has stay where this is left out.
    #[serde(default)]
    pub scenes: Option<Vec<SceneSpec>>,
    /// Hits beside those that are there.
    #[serde(default)]
    pub hits: Vec<ImportedHit>,
    /// Notes beside those that are there.
    #[serde(default)]
    pub notes: Vec<ImportedNote>,
    /// Dialogue in the place of all that the cut has; what it has stays where this is left out.
    #[serde(default)]
    pub dialogue: Option<Vec<DialogueSpec>>,
    /// The cut's picture as the list has it.
    #[serde(default)]
    pub shots: Option<Vec<Shot>>,
}
