//! Tables of others: CSV in any encoding and XLSX workbooks, as rows of texts.
//!
//! What a stranger's file asks for is bounded before it is given: letters, cells and sheets are counted while they are
//! read, and a file that asks for more than its size explains is refused. Nothing is laid out as rows times columns.

mod alphabets;
mod dates;
mod digits;
mod encoding;
mod fit;
mod grid;
mod head;
mod limits;
mod old_pages;
mod pages;
mod quotes;
mod rivals;
mod sense;
mod shown;
mod spaces;
mod text;
mod workbook;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use grid::{Grid, Row};
pub(crate) use head::{Head, head};
pub use pages::{ENCODINGS, is_encoding};

/// A table as it is in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its rows.
    pub grid: Grid,
    /// The sheet of a workbook that it is.
    pub sheet: Option<String>,
    /// The sheets of the workbook that may be chosen; none of a text file.
    pub sheets: Vec<String>,
    /// A hidden sheet of the workbook: the one that is read where no other has rows, or one that was passed over though its
    /// headings are known and those of no other are.
    pub hidden: Option<String>,
    /// In which encoding a text file was read.
    pub encoding: Option<&'static str>,
    /// Whether cells far to the right were left out.
    pub cut: bool,
    /// Cells of the workbook with a formula and no result.
    pub unsolved: usize,
    /// Numbers of the rows of a text file with letters that could as well be others.
    pub doubtful: Vec<u64>,
    /// What those letters would be in another encoding that makes as much sense of them: `“Dvořák” in windows-1250`.
    pub rival: Option<String>,
}

impl Table {
    /// What is said of a row whose letters could as well be others.
    #[must_use]
    pub fn doubt(&self) -> String {
        doubt_of(self.encoding.unwrap_or_default(), self.rival.as_deref())
    }
}

/// What is said of a row with letters that could as well be others.
pub(crate) fn doubt_of(encoding: &str, rival: Option<&str>) -> String {
    if let Some(rival) = rival {
        return format!(
            "its letters were read as {encoding} and could as well be {rival}; choose the encoding if that is right"
        );
    }
    match encoding.split_once('/') {
        Some((_, other)) => {
            format!("its letters are not UTF-8 as those of other rows are, and were read as {other}; check them")
        }
        None => format!("some of its letters cannot be read as {encoding}, and are shown as \u{fffd}"),
    }
}

/// Which of several readings is wanted; what is `None` is found out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The encoding of a text file, by a name of [`ENCODINGS`].
    pub encoding: Option<String>,
}

/// Why a file is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It is neither text nor a workbook.
    #[error("it is neither a CSV file nor an XLSX workbook")]
    NoTable,
    /// A workbook of before 2007, or one with a password.
    #[error("it is an old Excel workbook, or one with a password; open it in a spreadsheet and save it as XLSX or CSV")]
    Old,
    /// A file of another kind, which is named.
    #[error("it is {0}; open it in a spreadsheet and save it as XLSX or CSV")]
    Foreign(&'static str),
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read ({0}); open it in a spreadsheet and save it as XLSX or CSV again")]
    Workbook(String),
    /// There is nothing below the headings.
    #[error("there are no rows in it")]
    Empty,
    /// It asks for more than a catalogue needs.
    #[error("it holds more than can be read ({0}); save the rows that are needed as a file of their own")]
    TooMuch(&'static str),
    /// There is no sheet of this name.
    #[error("the workbook has no sheet \"{name}\"; it has {}", .has.join(", "))]
    NoSheet {
        /// What was asked for.
        name: String,
        /// What there is.
        has: Vec<String>,
    },
    /// The letters make no sense in any encoding that was tried.
    #[error("nothing tells in which encoding its letters are; choose one ({}), or save it as CSV UTF-8", pages::NAMES)]
    Letters,
    /// There is no such encoding.
    #[error("\"{name}\" is not an encoding that is read; it may be {}", pages::NAMES)]
    NoEncoding {
        /// What was asked for.
        name: String,
    },
}

/// How well a row reads as headings: the more, the better.
pub type Known<'a> = &'a dyn Fn(&[String]) -> usize;

/// The letters of a text file and the encoding they were in, found out where nothing says it. Nothing if it is no text.
#[must_use]
pub fn plain_text(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    encoding::decoded(bytes).map(|decoded| (decoded.text, decoded.encoding))
}

/// Reads a CSV file or a workbook. `known` says how many of a row's cells are headings that the reader knows: it decides
/// the separator of a text file, and the sheet of a workbook, which is the first to be seen that has such headings.
///
/// # Errors
/// If it is neither, is damaged, or asks for more than can be given.
pub fn read_table(bytes: &[u8], reading: &Reading, known: Known<'_>) -> Result<Table, TableError> {
    const OLD: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if let Some(name) = &reading.encoding
        && !is_encoding(name)
    {
        return Err(TableError::NoEncoding { name: name.clone() });
    }
    let read = || match bytes {
        _ if bytes.starts_with(b"PK\x03\x04") => workbook::read(bytes, reading.sheet.as_deref(), known),
        _ if bytes.starts_with(OLD) => Err(TableError::Old),
        _ => text::read(bytes, reading.encoding.as_deref(), known),
    };
    // What a stranger's file makes a reader do must not end the program.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(TableError::Workbook("it is damaged".to_owned())))
}

/// Rows among which headings are looked for: sheets begin with titles and notes.
pub const MOST_BEFORE: usize = 20;

/// The text that a formula of nothing but a text shows: `="007"`, `=T("Echo")`, `=HYPERLINK("…","Echo")`.
fn text_of_formula(cell: &str) -> Option<&str> {
    let inner = cell.strip_prefix('=')?;
    if let Some(text) = inner.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(text);
    }
    let (name, arguments) = inner.strip_suffix(')')?.split_once('(')?;
    let last = match name.trim().to_ascii_uppercase().as_str() {
        "T" | "TRIM" => arguments,
        "HYPERLINK" => arguments.rsplit_once([',', ';'])?.1,
        _ => return None,
    };
    let text = last.trim().strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

/// A cell without blanks at its ends, without signs that are no letters, and without the sign by which spreadsheets keep
/// numbers as text. An apostrophe that this program set before a formula is taken away again; any other is the text's.
fn tidied(cell: &str) -> String {
    let blank = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{a0}' | '\0');
    let cell = cell.trim_matches(blank);
    let plain = text_of_formula(cell).unwrap_or(cell);
    let guarded = plain.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    // Macs write letters apart from their accents: they look the same and compare otherwise.
    let plain: Cow<'_, str> = match guarded.unwrap_or(plain) {
        plain if is_nfc(plain) => Cow::Borrowed(plain),
        plain => Cow::Owned(plain.nfc().collect()),
    };
    let ends_line = |letter: char| matches!(letter, '\u{2028}' | '\u{2029}');
    if !plain.contains(|letter: char| letter.is_control() || ends_line(letter)) {
        return plain.into_owned();
    }
    // FileMaker divides what repeats by these, and writes a line's end within a field as the second.
    let letter = |letter: char| match letter {
        '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{1d}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        letter if letter.is_control() => None,
        letter => Some(letter),
    };
    let plain: String = plain.replace("\r\n", "\n").chars().filter_map(letter).collect();
    plain.trim_matches(blank).to_owned()
}
