//! What edits of cuts, reels, scenes and dialogue carry.

use serde::{Deserialize, Serialize};
use timebase::{FrameRate, Position};
use ts_rs::TS;

/// A cut to be made. Timecodes are written in its own rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the cut's of the same name")]
pub struct CutSpec {
    pub label: String,
    pub rate: FrameRate,
    /// Timecode of the first frame.
    pub start: String,
    /// As people type lengths: `00:42:18:00`, `421800`, `12.5s`, `300f`.
    pub length: String,
    pub picture: Option<String>,
}

/// What is to change of a cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the cut's of the same name")]
pub struct CutPatch {
    pub label: Option<String>,
    pub rate: Option<FrameRate>,
    /// With a new rate: what lies on the cut stays at its moments, to the nearest frame, as is right where it was laid against a
    /// picture of that rate. Left out, it stays at its frame numbers.
    pub keep_times: Option<bool>,
    /// Timecode of the first frame; `+12` and `-1:00` step from the present one.
    pub start: Option<String>,
    /// As in a new cut; `+12` and `-1:00` step from the present one.
    pub length: Option<String>,
    /// A path; empty takes the picture away.
    pub picture: Option<String>,
}

/// Where a reel begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the reel's of the same name")]
pub struct ReelSpec {
    pub number: u32,
    pub start: Position,
}

/// A file that the picture of a cut goes on with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReelPictureSpec {
    /// The file.
    pub path: String,
    /// Its first frame; where it is left out, the file's own timecode says it, or else the end of the one before.
    #[serde(default)]
    pub start: Option<Position>,
}

/// A scene to be made.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the scene's of the same name")]
pub struct SceneSpec {
    pub number: String,
    pub slugline: String,
    pub in_point: Position,
    pub out_point: Position,
    #[serde(default)]
    pub synopsis: String,
    #[serde(default)]
    pub moods: Vec<String>,
    #[serde(default)]
    pub intensity: Option<i64>,
    #[serde(default)]
    pub characters: Vec<String>,
}

/// What is to change of a scene.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the scene's of the same name")]
pub struct ScenePatch {
    pub number: Option<String>,
    pub slugline: Option<String>,
    pub synopsis: Option<String>,
    pub in_point: Option<Position>,
    pub out_point: Option<Position>,
    pub moods: Option<Vec<String>>,
    /// -1 forgets it.
    pub intensity: Option<i64>,
    pub characters: Option<Vec<String>>,
}

/// A line that is spoken in a cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DialogueSpec {
    /// Its first frame.
    pub in_point: Position,
    /// The first frame after it.
    pub out_point: Position,
    /// What is said.
    pub text: String,
    /// Who says it.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Where it came from: the name of a file.
    #[serde(default)]
    pub source: String,
}
