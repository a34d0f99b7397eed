//! What moves by itself while the window is open: jobs and the transport.

use model::{CutId, TrackId};
use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

/// What a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobKind {
    /// An album as files.
    Album,
    /// Files become tracks.
    Import,
    /// The mix of a cut is written.
    Mix,
    /// The sample season is composed.
    Sample,
    /// A proxy of a picture is made.
    Proxy,
    /// A review is put into a file.
    Package,
    /// The music of a cut is written for another program.
    Handover,
    /// A cutting room's file is read.
    Reading,
}

/// A job that runs while the window stays live.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobView {
    /// Its number in this session.
    pub id: u64,
    /// What it is for.
    pub kind: JobKind,
    /// `Importing 41 files`.
    pub title: String,
    /// Steps done.
    pub done: usize,
    /// Steps known so far; it grows while folders are read.
    pub total: usize,
    /// What it is at.
    pub current: String,
    /// Seconds of sound read, in thousandths, for the speed shown.
    pub sound_millis: u64,
    /// Time it has run, in milliseconds.
    pub elapsed_millis: u64,
    /// Whether it is over.
    pub finished: bool,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// Tracks that came in.
    pub imported: Vec<TrackId>,
    /// Tracks that were there already.
    pub known: Vec<TrackId>,
    /// Files left out, each with its reason.
    pub failed: Vec<FailedFile>,
    /// Tracks that came in and were not read whole, each with what is missing.
    pub remarks: Vec<FileRemark>,
}

/// What is to be known of a file that came in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FileRemark {
    /// Its path.
    pub path: String,
    /// The track it became.
    pub track: TrackId,
    /// What is missing, as a clause.
    pub remark: String,
}

/// A file that was left out.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FailedFile {
    /// Its path.
    pub path: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// What sounds, as the window shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransportView {
    /// Its number: of two reports the one with the higher number is the newer, in whatever order they arrive.
    pub number: u64,
    /// What is loaded.
    pub source: TransportSource,
    /// Whether it runs.
    pub playing: bool,
    /// The point now heard: on the cut, or within the auditioned track.
    pub position: Position,
    /// Speed; 1 is normal, negative is backwards.
    pub rate: f64,
    /// The range that repeats.
    pub range: Option<TransportRange>,
    /// Peak of what sounds, left and right, in dBFS; -120 is silence.
    pub peak_dbfs: [f32; 2],
    /// Momentary loudness in LUFS (EBU Tech 3341); -120 is silence.
    pub momentary_lufs: f32,
    /// Short-term loudness in LUFS (EBU Tech 3341); -120 is silence.
    pub short_term_lufs: f32,
    /// Integrated loudness since playing began, in LUFS (EBU R 128); -120 before there is any.
    pub integrated_lufs: f32,
    /// The sound device's name, or `None` when it plays silently.
    pub device: Option<String>,
    /// Milliseconds that sound is on its way to the ear, as the device says; 0 while it plays silently or nothing is known.
    /// Positions are those that are heard.
    pub latency: f64,
    /// Why it plays silently.
    pub silent_reason: Option<String>,
    /// Recordings that are silent because they cannot be read, since the sound was loaded: each once.
    pub faults: Vec<PlaybackFault>,
}

/// A recording that cannot be heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaybackFault {
    /// Its file.
    pub path: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// A range of time that repeats.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct TransportRange {
    /// Its start.
    pub start: Position,
    /// Its end.
    pub end: Position,
}

/// What the transport has loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum TransportSource {
    /// Nothing.
    #[default]
    Nothing,
    /// The picks of a cut.
    Cut {
        /// Which.
        cut: CutId,
    },
    /// A cut as it would be after edits that were not made.
    Rehearsal {
        /// The cut that it would be made of.
        from: CutId,
    },
    /// One track of the library.
    Track {
        /// Which.
        track: TrackId,
    },
}
