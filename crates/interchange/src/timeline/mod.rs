//! What cutting rooms send, as their files have it: tracks, events, markers, dialogue and scenes. Nothing is interpreted
//! here: what becomes a cue, a scene or a note is decided by whoever takes a [`Timeline`].
//!
//! A format is a [`Reader`]: what it is called, how its files end, how its bytes are known, and how they are read. To add
//! one: its file, a line in [`READERS`], a fuzz target and a test. Dialogs and help name what stands there.

mod aaf;
mod ale;
mod avid_markers;
mod channel_names;
mod chapters;
mod clock;
mod cmx3600;
mod event;
mod fcpxml;
mod ids;
mod laid;
mod marker_table;
mod midnight;
mod nested;
mod otio;
mod protools;
mod rate;
mod ratio;
mod reader;
mod reaper;
mod recordings;
mod registry;
mod scene;
mod script;
mod subtitles;
mod text;
mod time;
mod tree;
mod xmeml;
mod xml;

pub use channel_names::without_channel;
pub use event::{
    Dialogue, Event, Fade, FadeShape, GainPoint, Id, IdKind, Marker, Part, Speed, Track, TrackKind, Transition,
    TransitionKind,
};
pub use rate::{Evidence, RateFrom};
pub use ratio::{rate_of_decimal, rate_of_ratio, speed_of_decimal};
pub use reader::{Hints, Input, MOST_BYTES, MOST_EVENTS, ReadError, Reader, Watch};
pub use recordings::{CurvePoint, Recording, recordings};
pub use registry::{read_as, read_timeline, read_timeline_watched, reader_of, recognised};
pub use scene::{MusicHint, Scene, Setting};
pub use time::{Counting, Label, Length, Stretch, Time, fraction};

use timebase::{Flicks, FrameRate, Position};

/// Every format, in the order in which files are tried.
pub const READERS: &[Reader] = &[
    aaf::READER,
    otio::BUNDLE,
    otio::READER,
    fcpxml::READER,
    xmeml::READER,
    protools::READER,
    ale::READER,
    subtitles::VTT,
    subtitles::ASS,
    reaper::READER,
    chapters::FFMETADATA,
    chapters::OGM,
    chapters::MATROSKA,
    script::FDX,
    cmx3600::READER,
    subtitles::SRT,
    subtitles::SBV,
    avid_markers::READER,
    marker_table::READER,
    script::FOUNTAIN,
];

/// Where something stood in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A line of a text, counted from 1.
    Line(u64),
    /// An object of a file that has no lines, in words: `track A1, clip 3`.
    Object(String),
}

/// What a reader left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stood.
    pub place: Place,
    /// A plain sentence.
    pub reason: String,
}

/// What a file has beside what this program reads, as it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it stood.
    pub place: Place,
    /// When, where it has a time.
    pub record: Option<Stretch>,
    /// The schema of the object that it is, or is of.
    pub schema: String,
    /// All of an object that is not known, or what is not known of one that is: JSON.
    pub json: String,
}

/// Reasons that are kept; more are only counted.
const MOST_SKIPPED: usize = 2_000;

/// A time line as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// The id of the reader that read it: `cmx3600`.
    pub format: &'static str,
    /// What it is called in the file.
    pub title: String,
    /// Its frame rate: what the file says, or what the user said. `None` where neither does: it is asked for.
    pub rate: Option<FrameRate>,
    /// Who said the rate.
    pub rate_from: Option<RateFrom>,
    /// Rates that the file does not rule out, the likeliest first; one where the file carries its rate, none where the
    /// format has no frames.
    pub possible: Vec<FrameRate>,
    /// Its first frame where the file says it.
    pub start: Option<Time>,
    /// Where it ends, where the file says it.
    pub end: Option<Time>,
    /// In the order of the file.
    pub tracks: Vec<Track>,
    /// In the order of the file; each names its track by its place in `tracks`.
    pub events: Vec<Event>,
    /// In the order of the file.
    pub markers: Vec<Marker>,
    /// What is said, and when.
    pub dialogue: Vec<Dialogue>,
    /// Scenes of a script.
    pub scenes: Vec<Scene>,
    /// Notes about the whole.
    pub comments: Vec<String>,
    /// What to know about how it was read: sentences.
    pub remarks: Vec<String>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// How many more were left out than `skipped` names.
    pub skipped_more: u64,
    /// What only other programs know, as they wrote it.
    pub kept: Vec<Kept>,
    /// How many more of these there are than `kept` has.
    pub kept_more: u64,
    /// The encoding of a text.
    pub encoding: Option<&'static str>,
}

impl Timeline {
    /// An empty one of a format.
    #[must_use]
    pub fn of(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    /// Whether it is a bin: clips that have sources and no place on a time line.
    #[must_use]
    pub fn is_bin(&self) -> bool {
        self.format == ale::READER.id
    }

    /// Puts markers in their order. What stands at no time of its own comes first.
    pub(super) fn sort_markers(&mut self) {
        self.markers.sort_by_key(|marker| match marker.at {
            Time::Elapsed(at) => at,
            _ => Flicks::ZERO,
        });
    }

    /// Notes that something was left out.
    pub fn skip(&mut self, place: Place, reason: impl Into<String>) {
        if self.skipped.len() < MOST_SKIPPED {
            self.skipped.push(Skipped { place, reason: reason.into() });
        } else {
            self.skipped_more += 1;
        }
    }

    /// The place of a track by its name, added if there is none of it yet.
    pub fn track(&mut self, name: &str, kind: TrackKind) -> usize {
        if let Some(at) = self.tracks.iter().position(|track| track.name == name) {
            return at;
        }
        self.tracks.push(Track::named(name, kind));
        self.tracks.len() - 1
    }

    /// Its clock: `None` as long as the rate is not known. Where the file does not say where it starts, it starts with what
    /// comes first of its events and markers that have a place of their own.
    #[must_use]
    pub fn counting(&self) -> Option<Counting> {
        let rate = self.rate?;
        let zero = Counting { rate, start: Position::ZERO };
        let own = |time: &Time| matches!(time, Time::Label(_) | Time::After(..) | Time::Exact(_));
        let firsts = || self.events.iter().map(|event| event.record.from).filter(own);
        let marked = || self.markers.iter().map(|marker| marker.at).filter(own);
        let earliest = |times: &mut dyn Iterator<Item = Time>| times.map(|time| time.position(zero)).min();
        let start = match self.start {
            Some(start) => Some(start.position(zero)),
            None => earliest(&mut firsts()).or_else(|| earliest(&mut marked())),
        };
        Some(Counting { rate, start: start.unwrap_or(Position::ZERO) })
    }
}
