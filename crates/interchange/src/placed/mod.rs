//! The music of a cut as other programs open it: a list of edits, a time line, a session. What a form cannot hold is told
//! before it is written.

mod edl;
mod fcpxml;
mod losses;
mod otio;
mod otioz;
mod rows;
mod rpp;
#[cfg(test)]
mod tests;
mod xmeml;
mod xml;

pub use otioz::{Media, write_otioz};

use timebase::{Flicks, FrameRate, Frames, Position, Span};

use crate::markers::Marker;

/// A recording that is placed on a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedClip {
    /// Its lane, by its place among those of the cut.
    pub lane: usize,
    /// The cue's number: `1M01`.
    pub cue: String,
    /// What the placement is known by wherever it goes, in Crockford base32.
    pub id: String,
    /// The track's title.
    pub title: String,
    /// Who plays it.
    pub artist: String,
    /// ISO 3901, without hyphens; empty where it has none.
    pub isrc: String,
    /// Where its file lies.
    pub path: String,
    /// Where it sounds, from the first frame of the cut.
    pub span: Span,
    /// From the first sample of the recording.
    pub track_start: Flicks,
    /// How long the recording is.
    pub track_length: Flicks,
    /// Of the recording.
    pub channels: u16,
    /// Samples a second of the recording.
    pub sample_rate: u32,
    /// In hundredths of a decibel.
    pub gain_millibel: i32,
    /// How long it comes.
    pub fade_in: Flicks,
    /// How long it goes.
    pub fade_out: Flicks,
    /// Whether its level follows a curve.
    pub has_gain_curve: bool,
}

/// The music of a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedCut {
    /// What it is called.
    pub title: String,
    /// Its frame rate.
    pub rate: FrameRate,
    /// The label of its first frame, counted from midnight.
    pub start: Frames,
    /// How long the programme is.
    pub length: Flicks,
    /// Lanes, from top to bottom.
    pub lanes: Vec<String>,
    /// In the order of time.
    pub clips: Vec<PlacedClip>,
    /// In the order of time.
    pub markers: Vec<Marker>,
}

/// A file that is written: what is added to its name before the ending, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Nothing where there is only one; else ` 1 of 2`.
    pub part: String,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A form in which the music of a cut is handed over.
#[derive(Debug, Clone, Copy)]
pub struct PlacedForm {
    /// As commands name it.
    pub name: &'static str,
    /// What a dialog calls it.
    pub word: &'static str,
    /// The ending of its files, without the dot.
    pub ending: &'static str,
    /// Programs that open it.
    pub programs: &'static str,
    /// Writes it. `None` for a form that carries the sound itself: [`write_otioz`].
    pub write: Option<fn(&PlacedCut) -> Vec<Written>>,
    holds: Holds,
}

/// What a form has a place for.
#[derive(Debug, Clone, Copy)]
struct Holds {
    parts_of_frames: bool,
    gain: bool,
    gain_curves: bool,
    fades: bool,
    markers: bool,
    marker_notes: bool,
    marker_ranges: bool,
    lanes: bool,
}

/// Everything.
const ALL: Holds = Holds {
    parts_of_frames: true,
    gain: true,
    gain_curves: false,
    fades: true,
    markers: true,
    marker_notes: true,
    marker_ranges: true,
    lanes: true,
};

/// All forms, in the order in which they are offered.
pub const PLACED_FORMS: [PlacedForm; 7] = [
    PlacedForm {
        name: "edl",
        word: "EDL (CMX 3600)",
        ending: "edl",
        programs: "Avid, Premiere, Resolve, Pro Tools",
        write: Some(edl::write),
        holds: Holds { parts_of_frames: false, fades: false, marker_ranges: false, lanes: false, ..ALL },
    },
    PlacedForm {
        name: "edl-long",
        word: "EDL with long reels (file 32)",
        ending: "edl",
        programs: "Avid, Resolve",
        write: Some(edl::write_long),
        holds: Holds { parts_of_frames: false, fades: false, marker_ranges: false, lanes: false, ..ALL },
    },
    PlacedForm {
        name: "otio",
        word: "OpenTimelineIO",
        ending: "otio",
        programs: "Resolve, Premiere, Avid",
        write: Some(otio::write),
        holds: ALL,
    },
    PlacedForm {
        name: "otioz",
        word: "OpenTimelineIO with the sound",
        ending: "otioz",
        programs: "Resolve",
        write: None,
        holds: ALL,
    },
    PlacedForm {
        name: "fcpxml",
        word: "Final Cut Pro XML",
        ending: "fcpxml",
        programs: "Final Cut Pro, Resolve",
        write: Some(fcpxml::write),
        holds: Holds { lanes: false, ..ALL },
    },
    PlacedForm {
        name: "xmeml",
        word: "FCP7 XML",
        ending: "xml",
        programs: "Premiere, Resolve",
        write: Some(xmeml::write),
        holds: Holds { parts_of_frames: false, ..ALL },
    },
    PlacedForm {
        name: "rpp",
        word: "Reaper project",
        ending: "rpp",
        programs: "Reaper",
        write: Some(rpp::write),
        holds: ALL,
    },
];

impl PlacedForm {
    /// The form of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        PLACED_FORMS.into_iter().find(|form| form.name == name)
    }
}

impl PlacedClip {
    /// The name that travels: cue, title, and what it is known by.
    fn name(&self) -> String {
        in_line(&format!("{} {} [nd:{}]", self.cue, self.title, self.id))
    }

    /// Which part of the recording sounds.
    fn track_end(&self) -> Flicks {
        self.track_start + self.span.length()
    }
}

impl PlacedCut {
    /// The label of the first frame, in time from label zero.
    fn start_time(&self) -> Flicks {
        self.rate.flicks(self.start)
    }

    /// The frame nearest to a moment.
    fn frame(&self, at: Position) -> Frames {
        self.rate.frame_nearest(at)
    }

    /// First and last frame of a clip, at least one apart.
    fn frames(&self, clip: &PlacedClip) -> (i64, i64) {
        let from = self.frame(clip.span.start).0;
        (from, self.frame(clip.span.end).0.max(from + 1))
    }
}

/// Text that ends no line: whatever acts is a blank, and several are one.
fn in_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A path as a URL: letters that a URL has no place for as percent and two digits (RFC 3986).
fn file_url(path: &str) -> String {
    let plain = path.replace('\\', "/");
    let mut url = String::from("file://");
    if !plain.starts_with('/') {
        url.push('/');
    }
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            url.push(byte as char);
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}

/// The name of a file without its folders.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A number as Crockford's base32: short, without letters that are taken for others.
#[must_use]
pub fn crockford(number: i64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut rest = number.unsigned_abs();
    let mut text = Vec::new();
    loop {
        text.push(LETTERS[(rest % 32) as usize] as char);
        rest /= 32;
        if rest == 0 {
            break;
        }
    }
    text.iter().rev().collect()
}
