//! What a reader of a format is, what it is given, and why it may refuse.

use std::fmt;
use std::ops::ControlFlow;

use timebase::FrameRate;

use super::{Label, Place, Timeline};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 512 << 20;
/// Events, markers, scenes and lines of dialogue that are read.
pub const MOST_EVENTS: usize = 500_000;

/// A file that is looked at: its bytes, and its text if it is one.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// All of it.
    pub bytes: &'a [u8],
    /// All of it in letters, without a byte order mark; nothing if it is no text.
    pub text: Option<&'a str>,
    /// The encoding the letters were in.
    pub encoding: Option<&'static str>,
    /// Who is told how far the reading is.
    pub watch: Option<Watch<'a>>,
}

/// Who is told how far a reading is, in bytes done and bytes in all, and may stop it. Small files are read without a word.
#[derive(Clone, Copy)]
pub struct Watch<'a>(pub &'a dyn Fn(usize, usize) -> ControlFlow<()>);

impl Watch<'_> {
    /// Tells how far it is.
    ///
    /// # Errors
    /// If it is to stop.
    pub(super) fn tell(self, done: usize, all: usize) -> Result<(), ReadError> {
        if (self.0)(done, all).is_break() { Err(ReadError::Stopped) } else { Ok(()) }
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Watch")
    }
}

/// What the user knows and the file may not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// The frame rate.
    pub rate: Option<FrameRate>,
}

/// A format of time lines.
#[derive(Debug)]
pub struct Reader {
    /// As commands and JSON name it: `cmx3600`.
    pub id: &'static str,
    /// What it is called in dialogs and help.
    pub name: &'static str,
    /// Endings of its files, the usual one first.
    pub endings: &'static [&'static str],
    /// Whether a file is of this format, by what is in it.
    pub sniff: fn(&Input<'_>) -> bool,
    /// Reads a file of it.
    pub read: fn(&Input<'_>, &Hints) -> Result<Timeline, ReadError>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No reader knows it.
    #[error("it is none of the files that this program reads: {0}")]
    Unknown(String),
    /// Nothing is in it.
    #[error("it is empty")]
    Empty,
    /// Who watched it stopped it.
    #[error("its reading was stopped")]
    Stopped,
    /// It asks for more than is given.
    #[error("it holds more than can be read ({0})")]
    TooMuch(&'static str),
    /// It is of a format, but cannot be read.
    #[error("it is {format}, but it cannot be read: {reason}")]
    Damaged {
        /// What it is: `an AAF file`.
        format: &'static str,
        /// A part of a sentence.
        reason: String,
    },
    /// The user's rate cannot be.
    #[error("{place} has the label {label}, which does not exist at {rate}")]
    Rate {
        /// What the user said.
        rate: FrameRate,
        /// What the file has.
        label: Label,
        /// Where.
        place: Place,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(out, "line {line}"),
            Self::Object(object) => out.write_str(object),
        }
    }
}
