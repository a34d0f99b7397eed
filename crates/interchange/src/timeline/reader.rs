//! The registry of formats, and what a reader is given and may ask for.

use std::borrow::Cow;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use timebase::FrameRate;

use super::{Label, Place, Timeline};
use crate::table::plain_text;

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

/// Every format, in the order in which files are tried.
pub const READERS: &[Reader] = &[];

/// The first reader that knows a file.
#[must_use]
pub fn reader_of(input: &Input<'_>) -> Option<&'static Reader> {
    READERS.iter().find(|reader| (reader.sniff)(input))
}

/// Reads a file with the first reader that knows it.
///
/// # Errors
/// If none does, or the file is damaged, asks for too much, or cannot have the rate that the user said.
pub fn read_timeline(bytes: &[u8], hints: &Hints) -> Result<Timeline, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooMuch("it is larger than 512 MiB"));
    }
    let decoded = if is_binary(bytes) { None } else { plain_text(bytes) };
    let text: Option<Cow<'_, str>> = decoded.as_ref().map(|(text, _)| match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Borrowed(rest),
        None => Cow::Borrowed(text.as_ref()),
    });
    let input = Input { bytes, text: text.as_deref(), encoding: decoded.as_ref().map(|(_, encoding)| *encoding) };
    let Some(reader) = reader_of(&input) else {
        let names: Vec<&str> = READERS.iter().map(|reader| reader.name).collect();
        return Err(ReadError::Unknown(names.join(", ")));
    };
    // What a stranger's file makes a library do must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| (reader.read)(&input, hints)));
    let mut timeline = read.unwrap_or_else(|_| {
        Err(ReadError::Damaged { format: reader.name, reason: "something in it is not as it should be".to_owned() })
    })?;
    timeline.encoding = input.encoding;
    Ok(timeline)
}

/// Whether a file begins as formats do that have no letters to decode.
fn is_binary(bytes: &[u8]) -> bool {
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.starts_with(COMPOUND) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0x1F, 0x8B])
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(out, "line {line}"),
            Self::Object(object) => out.write_str(object),
        }
    }
}
