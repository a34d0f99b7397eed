//! Marker files: notes as markers on the time line of somebody's editor.
//!
//! What is written is what the editors themselves write, so that they read it back: none of them publishes a specification.
//! A marker is one line in all of these formats, so what would end a line or a field is written as a blank.

mod avid;
mod edl;
mod losses;
mod noted;
mod premiere;
mod reaper;
mod resolve;
#[cfg(test)]
mod tests;
mod text;

pub use noted::{Answered, NO_CUE, Noted, marked, noted};
use timebase::{FrameRate, Frames, Position, Timecode};

use crate::frames::whole_frames;

/// A marker on the time line of a cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Its frame, from the first frame of the cut.
    pub at: Position,
    /// The first frame after its range; `None` for a marker at a frame.
    pub until: Option<Position>,
    /// A word or two: the cue's number.
    pub name: String,
    /// What is noted.
    pub comment: String,
    /// Who noted it.
    pub author: String,
    /// Its colour.
    pub colour: MarkerColour,
}

/// Colours that every editor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MarkerColour {
    /// Something is to be done.
    Red,
    /// It is dealt with.
    Green,
    /// Somebody who advises said it.
    Blue,
    /// Every other note.
    Yellow,
    /// A moment that music answers.
    Cyan,
    /// A cue.
    Magenta,
}

impl MarkerColour {
    /// Its name, in small letters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Yellow => "yellow",
            Self::Cyan => "cyan",
            Self::Magenta => "magenta",
        }
    }
}

/// The time line that markers are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerSequence {
    /// What it is called.
    pub title: String,
    /// Its frame rate.
    pub rate: FrameRate,
    /// The label of its first frame, counted from midnight.
    pub start: Frames,
    /// In the order of time.
    pub markers: Vec<Marker>,
}

/// A form of marker files.
#[derive(Debug, Clone, Copy)]
pub struct MarkerForm {
    /// As commands name it.
    pub name: &'static str,
    /// What a dialog calls it.
    pub word: &'static str,
    /// The ending of its files, without the dot.
    pub ending: &'static str,
    /// Who writes it.
    pub write: fn(&MarkerSequence) -> Vec<u8>,
    holds: Holds,
}

/// What a form has a place for.
#[derive(Debug, Clone, Copy)]
struct Holds {
    ranges: bool,
    colours: bool,
    /// Whether places are exact; else they are to the millisecond.
    exact: bool,
}

/// Everything.
const ALL: Holds = Holds { ranges: true, colours: true, exact: true };

/// All forms, in the order in which they are offered.
pub const MARKER_FORMS: [MarkerForm; 6] = [
    MarkerForm { name: "avid", word: "Avid markers", ending: "txt", write: avid::write, holds: ALL },
    MarkerForm {
        name: "premiere",
        word: "Premiere markers",
        ending: "csv",
        write: premiere::write,
        holds: Holds { colours: false, ..ALL },
    },
    MarkerForm { name: "resolve", word: "Resolve timeline markers", ending: "edl", write: resolve::write, holds: ALL },
    MarkerForm {
        name: "reaper",
        word: "Reaper markers and regions",
        ending: "csv",
        write: reaper::write,
        holds: Holds { exact: false, ..ALL },
    },
    MarkerForm {
        name: "edl",
        word: "EDL with locators",
        ending: "edl",
        write: edl::write,
        holds: Holds { ranges: false, ..ALL },
    },
    MarkerForm { name: "text", word: "Text list of markers", ending: "txt", write: text::write, holds: ALL },
];

impl MarkerForm {
    /// The form of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        MARKER_FORMS.into_iter().find(|form| form.name == name)
    }
}

impl MarkerSequence {
    /// The frame that a moment lies in.
    fn frame(&self, at: Position) -> Frames {
        whole_frames(at.since_origin(), self.rate)
    }

    fn label(&self, at: Position) -> String {
        self.counted(self.start + self.frame(at))
    }

    fn counted(&self, frames: Frames) -> String {
        Timecode::from_frames(frames, self.rate).to_string()
    }

    /// Frames of a marker's range, at least one.
    fn frames(&self, marker: &Marker) -> Frames {
        let end = marker.until.map_or(Frames(0), |until| self.frame(until));
        Frames((end.0 - self.frame(marker.at).0).max(1))
    }

    /// The label of the first frame after a marker.
    fn end(&self, marker: &Marker) -> String {
        self.counted(self.start + self.frame(marker.at) + self.frames(marker))
    }
}

impl Marker {
    /// `1M03 Dana: less piano`, in one line.
    fn line(&self) -> String {
        let who = if self.author.is_empty() { String::new() } else { format!("{}: ", self.author) };
        in_line(&format!("{} {who}{}", self.name, self.comment))
    }
}

/// Whether a letter ends a line or a field, or turns others round.
fn acts(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text that ends no line and no field, and turns nothing round: whatever acts is a blank, and several are one.
#[must_use]
pub fn in_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if acts(letter) { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
