//! The music of a cut as other programs open it: a list of edits, a time line, a session. What a form cannot hold is told
//! before it is written.

mod edl;
mod fcpxml;
mod ixml;
mod losses;
mod names;
mod otio;
mod otioz;
mod receivers;
mod rows;
mod rpp;
mod spotted;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_held;
#[cfg(test)]
mod tests_random;
#[cfg(test)]
mod tests_spotted;
mod text;
mod xmeml;
mod xml;

pub use crate::crockford::{crockford, of_crockford};
pub use ixml::{SoundFacts, ascii};
use names::{file_name, file_url, in_line};
pub use names::{file_safe, flat_names};
pub use otioz::{Media, write_otioz};
pub use receivers::{Part, PartKind, RECEIVERS, Receiver};
pub use spotted::{SpottedFile, Spotting, spotted, spotted_list};

use timebase::{Flicks, FrameRate, Frames, Position, Span, Timecode};

use crate::frames::whole_frames;
use crate::markers::Marker;
use crate::timeline::FadeShape;

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
    /// How it comes and how it goes.
    pub fade_shapes: [FadeShape; 2],
    /// Whether one of its fades is bent, which no form has a place for.
    pub fade_bends: bool,
    /// How its gain moves on top of that: moments from its first frame, and hundredths of a decibel. Straight between two of
    /// them in decibels, level before the first and after the last; empty where it stays.
    pub gain_curve: Vec<(Flicks, i32)>,
    /// How long it rings on after its end, through a reverb of ours, which no form has a place for.
    pub tail: Flicks,
}

impl PlacedClip {
    /// Its whole gain where it bends, as far as the clip is heard, with a point at its first and its last frame; empty where
    /// it stays.
    pub(crate) fn whole_gain(&self) -> Vec<(Flicks, i32)> {
        let length = self.span.length();
        if self.gain_curve.is_empty() {
            return Vec::new();
        }
        let inside = self.gain_curve.iter().filter(|(at, _)| Flicks::ZERO < *at && *at < length);
        let edges = [Flicks::ZERO, length].map(|at| (at, self.curve_at(at)));
        let all = edges[..1].iter().chain(inside).chain(&edges[1..]);
        all.map(|&(at, gain)| (at, gain.saturating_add(self.gain_millibel))).collect()
    }

    fn curve_at(&self, at: Flicks) -> i32 {
        let after = self.gain_curve.partition_point(|(point, _)| *point <= at);
        let before = after.checked_sub(1).and_then(|before| self.gain_curve.get(before));
        match (before, self.gain_curve.get(after)) {
            (Some(&(from, low)), Some(&(to, high))) => {
                let rise = i128::from(high - low) * i128::from(at.0 - from.0) / i128::from((to.0 - from.0).max(1));
                low.saturating_add(i32::try_from(rise).unwrap_or(0))
            }
            (Some((_, gain)), None) | (None, Some((_, gain))) => *gain,
            (None, None) => 0,
        }
    }
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
    /// How many placements are left out because they are muted, or their lane is.
    pub muted: usize,
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
    /// Whether fades are as long as they are; else they are whole frames.
    exact_fades: bool,
    /// Shapes of fades beside those of equal power, which are what a fade is taken for that says nothing.
    fade_shapes: &'static [FadeShape],
    /// Channels of sound that programs read of it, where there is a bound.
    most_channels: Option<usize>,
    /// Channels of one recording that it has a place for, where there is a bound.
    most_of_recording: Option<u16>,
    frame_rate: bool,
    /// Whether other programs read its gain and fades; else they stand where only we do.
    is_read: bool,
    marker_colours: bool,
    markers: bool,
    marker_notes: bool,
    marker_ranges: bool,
    lanes: bool,
}

/// Everything.
const ALL: Holds = Holds {
    parts_of_frames: true,
    gain: true,
    gain_curves: true,
    fades: true,
    exact_fades: true,
    fade_shapes: &[FadeShape::Linear, FadeShape::SCurve, FadeShape::Logarithmic],
    most_channels: None,
    most_of_recording: None,
    frame_rate: true,
    is_read: true,
    marker_colours: true,
    markers: true,
    marker_notes: true,
    marker_ranges: true,
    lanes: true,
};

/// What edit lists hold.
const OF_LISTS: Holds = Holds {
    parts_of_frames: false,
    gain_curves: false,
    fades: false,
    most_channels: Some(4),
    marker_ranges: false,
    lanes: false,
    ..ALL
};

/// All forms, in the order in which they are offered.
pub const PLACED_FORMS: [PlacedForm; 8] = [
    PlacedForm {
        name: "edl",
        word: "EDL (CMX 3600)",
        ending: "edl",
        programs: "Avid, Premiere, Resolve, Pro Tools",
        write: Some(edl::write),
        holds: OF_LISTS,
    },
    PlacedForm {
        name: "edl-long",
        word: "EDL with long reels (file 32)",
        ending: "edl",
        programs: "Avid, Resolve",
        write: Some(edl::write_long),
        holds: OF_LISTS,
    },
    PlacedForm {
        name: "otio",
        word: "OpenTimelineIO",
        ending: "otio",
        programs: "Resolve, Premiere, Avid",
        write: Some(otio::write),
        holds: Holds { is_read: false, ..ALL },
    },
    PlacedForm {
        name: "otioz",
        word: "OpenTimelineIO with the sound",
        ending: "otioz",
        programs: "Resolve",
        write: None,
        holds: Holds { is_read: false, ..ALL },
    },
    PlacedForm {
        name: "fcpxml",
        word: "Final Cut Pro XML",
        ending: "fcpxml",
        programs: "Final Cut Pro, Resolve",
        write: Some(fcpxml::write),
        holds: Holds {
            lanes: false,
            marker_colours: false,
            fade_shapes: &[FadeShape::Linear, FadeShape::SCurve],
            ..ALL
        },
    },
    PlacedForm {
        name: "xmeml",
        word: "FCP7 XML",
        ending: "xml",
        programs: "Premiere, Resolve",
        write: Some(xmeml::write),
        holds: Holds {
            parts_of_frames: false,
            exact_fades: false,
            most_of_recording: Some(2),
            marker_colours: false,
            fade_shapes: &[FadeShape::Linear],
            ..ALL
        },
    },
    PlacedForm {
        name: "rpp",
        word: "Reaper project",
        ending: "rpp",
        programs: "Reaper",
        write: Some(rpp::write),
        holds: Holds {
            gain_curves: false,
            frame_rate: false,
            marker_colours: false,
            fade_shapes: &[FadeShape::Linear, FadeShape::SCurve],
            ..ALL
        },
    },
    PlacedForm {
        name: "text",
        word: "Text list",
        ending: "txt",
        programs: "people and spreadsheets",
        write: Some(text::write),
        holds: Holds { parts_of_frames: false, gain_curves: false, marker_colours: false, fade_shapes: &[], ..ALL },
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

    /// The label of a frame, counted from the first.
    fn label(&self, frame: i64) -> String {
        Timecode::from_frames(Frames(self.start.0 + frame), self.rate).to_string()
    }

    /// The frame nearest to a moment.
    fn frame(&self, at: Position) -> Frames {
        self.rate.frame_nearest(at)
    }

    /// Whole frames in a length, as the format counts them.
    fn whole(&self, length: Flicks) -> i64 {
        whole_frames(length, self.rate).0
    }

    /// First and last frame of a clip, at least one apart.
    fn frames(&self, clip: &PlacedClip) -> (i64, i64) {
        let from = self.frame(clip.span.start).0;
        (from, self.frame(clip.span.end).0.max(from + 1))
    }
}
