//! A time line of a file as JSON and pages have it.

use serde::Serialize;
use timebase::FrameRate;

/// A time line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineShown {
    /// The id of its format.
    pub format: &'static str,
    /// What the format is called.
    pub format_name: &'static str,
    /// Its title.
    pub title: String,
    /// Its rate; nothing where the file does not say it and nobody did.
    pub rate: Option<FrameRate>,
    /// `file` or `user`.
    pub rate_from: Option<&'static str>,
    /// Rates that the file does not rule out.
    pub possible_rates: Vec<FrameRate>,
    /// The label of its first frame.
    pub start: Option<String>,
    /// Names of its tracks.
    pub tracks: Vec<String>,
    /// The same with what is known of them.
    pub track_list: Vec<TrackShown>,
    /// Its events.
    pub events: Vec<EventShown>,
    /// Its markers.
    pub markers: Vec<MarkerShown>,
    /// What its sound tracks play, a recording an entry: channels, add-edits and fades put together. None without a rate.
    pub recordings: Vec<RecordingShown>,
    /// What is said.
    pub dialogue: Vec<DialogueShown>,
    /// Scenes of a script.
    pub scenes: Vec<SceneShown>,
    /// Notes about the whole.
    pub comments: Vec<String>,
    /// What to know about how it was read.
    pub remarks: Vec<String>,
    /// What was left out.
    pub skipped: Vec<SkippedShown>,
    /// How many more were left out.
    pub skipped_more: u64,
    /// What only other programs know, as they wrote it.
    pub kept: Vec<KeptShown>,
    /// How many more of these there are.
    pub kept_more: u64,
    /// The encoding of a text.
    pub encoding: Option<&'static str>,
}

/// What only another program knows.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptShown {
    /// Where it stood in the file.
    #[serde(flatten)]
    pub place: PlaceShown,
    /// The schema of the object that it is, or is of.
    pub schema: String,
    /// Where it begins, where it has a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_point: Option<String>,
    /// The first frame after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub out_point: Option<String>,
    /// All of an object that is not known, or what is not known of one that is.
    pub written: serde_json::Value,
}

/// A track.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the track of the file has them")]
pub struct TrackShown {
    pub name: String,
    pub kind: &'static str,
    pub number: Option<u16>,
    pub channels: Option<u16>,
    pub muted: bool,
    pub solo: bool,
    pub hidden: bool,
    pub inactive: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comments: String,
}

/// An event.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the event of the file has them")]
pub struct EventShown {
    pub track: String,
    pub number: String,
    pub name: String,
    pub source: String,
    pub file: String,
    pub source_in: Option<String>,
    pub source_out: Option<String>,
    #[serde(rename = "in")]
    pub in_point: String,
    #[serde(rename = "out")]
    pub out_point: String,
    pub in_flicks: Option<i64>,
    pub out_flicks: Option<i64>,
    pub source_in_flicks: Option<i64>,
    pub source_out_flicks: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_rate: Option<FrameRate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transition: Option<TransitionShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fade_in: Option<FadeShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fade_out: Option<FadeShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain_db: Option<Decibels>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gain_points: Vec<GainShown>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed: Option<String>,
    pub muted: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<u16>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<IdShown>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// What leads to an event.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the transition of the file has them")]
pub struct TransitionShown {
    pub kind: String,
    pub name: String,
    pub frames: Option<i64>,
    pub length_flicks: Option<i64>,
    pub before_flicks: Option<i64>,
}

/// A fade.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the fade of the file has them")]
pub struct FadeShown {
    pub frames: Option<i64>,
    pub length_flicks: Option<i64>,
    pub shape: String,
}

/// A point of a gain curve.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the point of the file has them")]
pub struct GainShown {
    pub at_flicks: Option<i64>,
    pub db: Decibels,
}

/// A recording as it is heard.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the recording has them")]
pub struct RecordingShown {
    pub name: String,
    pub file: String,
    pub source: String,
    #[serde(rename = "in")]
    pub in_point: String,
    #[serde(rename = "out")]
    pub out_point: String,
    pub in_flicks: i64,
    pub out_flicks: i64,
    pub fade_in_flicks: i64,
    pub fade_out_flicks: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gain_db: Option<Decibels>,
    pub tracks: Vec<String>,
    pub events: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<IdShown>,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// An identifier.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "its name says it")]
pub struct IdShown {
    pub kind: &'static str,
    pub id: String,
}

/// A marker.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the marker of the file has them")]
pub struct MarkerShown {
    pub at: String,
    pub until: Option<String>,
    pub at_flicks: Option<i64>,
    pub until_flicks: Option<i64>,
    pub name: String,
    pub comment: String,
    pub author: String,
    pub colour: String,
    pub track: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// What is said.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the line of the file has them")]
pub struct DialogueShown {
    #[serde(rename = "in")]
    pub in_point: String,
    #[serde(rename = "out")]
    pub out_point: String,
    pub in_flicks: Option<i64>,
    pub out_flicks: Option<i64>,
    pub speaker: String,
    pub text: String,
    pub sung: bool,
    pub described: bool,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// A scene of a script.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the scene of the file has them")]
pub struct SceneShown {
    pub number: String,
    pub heading: String,
    pub setting: Option<&'static str>,
    pub location: String,
    pub time_of_day: String,
    pub eighths: u32,
    /// A page is about a minute.
    pub estimated_seconds: u32,
    pub eighths_estimated: bool,
    pub page: String,
    pub characters: Vec<String>,
    pub synopsis: String,
    pub omitted: bool,
    pub dual_dialogue: bool,
    pub sections: Vec<String>,
    pub notes: Vec<String>,
    pub music_hints: Vec<HintShown>,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// A line that speaks of music.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as the hint has them")]
pub struct HintShown {
    pub word: String,
    pub text: String,
    pub title: String,
    #[serde(flatten)]
    pub place: PlaceShown,
}

/// What was left out.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "its name says it")]
pub struct SkippedShown {
    #[serde(flatten)]
    pub place: PlaceShown,
    pub reason: String,
}

/// Where something stood: `line` or `object`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "its name says it")]
pub enum PlaceShown {
    Line(u64),
    Object(String),
}

/// Hundredths of a decibel that JSON has as a decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decibels(pub i32);

impl Serialize for Decibels {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}
