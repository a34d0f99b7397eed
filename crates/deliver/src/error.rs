//! Why a document could not be made.

use model::MOST_LOGO_BYTES;
use serde::{Deserialize, Serialize};

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DeliverError {
    /// A cue's time cannot be written as timecode.
    #[error(
        "cue {cue} lies outside what can be shown: it must end after it starts, within a day of the cut's first frame"
    )]
    CueTime {
        /// The cue's number.
        cue: String,
    },
    /// The cut's own times cannot be written as timecode.
    #[error("cut {cut} must start within a day and last at most a day")]
    CutTime {
        /// The cut's label.
        cut: String,
    },
    /// A workbook cell holds at most 32,767 characters.
    #[error("the {column} of cue {cue} is too long for a workbook: {length} characters, at most 32767")]
    TooLong {
        /// The cue's number.
        cue: String,
        /// The column's heading.
        column: &'static str,
        /// Its length in characters as a workbook counts them (UTF-16).
        length: usize,
    },
    /// The table cannot be written as CSV.
    #[error("cannot write the cue list as CSV")]
    Csv(#[from] csv::Error),
    /// The workbook cannot be written.
    #[error("cannot write the cue list as a workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// No workbook can be written by a clock like this.
    #[error("the clock of this computer stands before 1970, and a workbook cannot be written by it; set the clock")]
    Clock,
    /// The list cannot be written as JSON.
    #[error("cannot write the cue list as JSON")]
    Json(#[from] serde_json::Error),
    /// The document is longer than the form holds.
    #[error("there is more in the {document} than {pages}: {entries} entries, and {most} is the most; {advice}")]
    TooMuch {
        /// What it is called.
        document: String,
        /// What the form does: `printed pages hold`.
        pages: &'static str,
        /// How many texts are in it, long ones counted for more.
        entries: usize,
        /// How many the form takes.
        most: usize,
        /// What to do.
        advice: String,
    },
    /// A document is not written in this form.
    #[error("the {document} is not written as {form}; choose {known}")]
    NoSuchForm {
        /// What it is called.
        document: String,
        /// The form asked for.
        form: String,
        /// Those that there are.
        known: String,
    },
    /// The wording of a letter cannot be used.
    #[error(transparent)]
    Wording(#[from] WordingError),
    /// The logo cannot be used.
    #[error(transparent)]
    Logo(#[from] LogoError),
    /// The text document cannot be written.
    #[error("cannot write the text document: {reason}")]
    TextDocument {
        /// Why.
        reason: String,
    },
    /// The fonts that come with the program cannot be read.
    #[error("cannot typeset the pages: {reason}")]
    Fonts {
        /// What is wrong with them.
        reason: String,
    },
    /// A workbook of the user's cannot be filled.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The pages cannot be typeset.
    #[error("cannot typeset the pages: {reason}")]
    Typeset {
        /// What is wrong, and where in the template.
        reason: String,
    },
    /// A template was stopped.
    #[error("the template cannot be used: {0}; change it, or go back to the template that came with Needledrop")]
    Stopped(Stop),
}

/// A template cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingError {
    /// Its name: `quote-request`.
    pub name: String,
    /// Its line, from 1; 0 where it is no single line.
    pub line: usize,
    /// What is wrong there, as a clause.
    pub reason: String,
}

impl std::fmt::Display for WordingError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, line, reason } = self;
        match line {
            0 => write!(out, "{name}: {reason}; change the wording, or reset it to the default"),
            _ => write!(out, "{name}, line {line}: {reason}; correct that line, or reset the wording to the default"),
        }
    }
}

impl std::error::Error for WordingError {}

/// The most that a side of a picture may have, in pixels: 60 mm at 1,700 dpi.
pub(crate) const MOST_PIXELS: u32 = 4_000;

/// A file cannot be the logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LogoError {
    /// It is larger than printed papers need.
    #[error("the logo is {size} bytes large; use one of at most {MOST_LOGO_BYTES}")]
    TooLarge {
        /// Its bytes.
        size: usize,
    },
    /// It is of another kind.
    #[error("the logo is neither PNG, JPEG nor SVG; save it as one of these")]
    Kind,
    /// Its bytes are not what they begin as.
    #[error("the logo cannot be read as {kind}: {reason}")]
    Broken {
        /// `PNG`.
        kind: String,
        /// Why, as a clause.
        reason: String,
    },
    /// It has more pixels than print needs.
    #[error("the logo is {width} × {height} pixels; use one of at most {MOST_PIXELS} a side")]
    Pixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It is an SVG with effects.
    #[error("the logo uses filter effects such as blur or shadow; save it without them, or as PNG")]
    Effects,
    /// Looking at it was stopped.
    #[error("the logo cannot be used: {0}; save it again with fewer details, or as PNG")]
    Stopped(Stop),
}

/// Why a workbook is not filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// The profile belongs to no workbook.
    #[error(
        "the profile {profile} belongs to no workbook; choose one that does, as rapidcue, or export without a template"
    )]
    NoWorkbook {
        /// The profile's name.
        profile: String,
    },
    /// It is something else.
    #[error("this is not an Excel workbook; choose the template as it was downloaded, a file that ends in .xlsx")]
    NotAWorkbook,
    /// It is in Excel's form of before 2007.
    #[error(
        "this is a workbook of an old Excel (.xls); open it in Excel and save it as .xlsx, or download the template again"
    )]
    OldExcel,
    /// It cannot be read without a password.
    #[error(
        "this workbook asks for a password to be opened; take the password off in Excel, or download the template again"
    )]
    Encrypted,
    /// It is LibreOffice's form.
    #[error("this is an OpenDocument spreadsheet; choose the template as it was downloaded, a file that ends in .xlsx")]
    OpenDocument,
    /// It holds programs.
    #[error("this workbook holds macros, and the template has none; download the template again")]
    Macros,
    /// It cannot be read.
    #[error("this workbook is damaged ({part}: {reason}); download the template again")]
    Damaged {
        /// Which of its parts.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Its cells are not where they should be.
    #[error("this is not the {map}: {found}; download that template, its cells are known, and those of others are not")]
    OtherVersion {
        /// The template that was expected.
        map: String,
        /// The first trait that differs.
        found: String,
    },
    /// Somebody filled it.
    #[error(
        "this copy is filled already: {cell} holds \"{text}\"; choose an empty template, and this one stays as it is"
    )]
    Filled {
        /// The first cell with something in it.
        cell: String,
        /// What it holds.
        text: String,
    },
    /// The sheet is longer than the template.
    #[error(
        "the sheet takes {needed} rows and the template has {room}, from {first} to {last}; file the episode in two parts, or ask for another form"
    )]
    TooManyLines {
        /// Rows that the sheet takes: one a contributor.
        needed: usize,
        /// Rows that the template has.
        room: usize,
        /// The first of them.
        first: u32,
        /// The last of them.
        last: u32,
    },
}

/// Why work was stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Stop {
    /// It ran longer than any honest document needs.
    #[error("it takes too long, as if it never came to an end")]
    Time,
    /// It asked for more memory than any honest document needs.
    #[error("it takes more memory than any document needs")]
    Memory,
    /// What reads it failed.
    #[error("what reads it gave up")]
    Failure,
    /// No helper could be started to do it.
    #[error("the program could not start its own helper to do it safely")]
    NoHelper,
}
