//! The cue list as it stands: rows, and the files made of them.
//!
//! A [`CueList`] holds the facts. [`CueList::written_out`] turns its times into the labels that people read and
//! adds the totals: that [`Listing`] is what the Deliver page shows, and what every file is made of, so they
//! cannot disagree.
//!
//! Pure: values in, bytes out; the same list gives the same bytes on every machine and day.

pub mod confine;
mod cue_list;
mod difference;
mod format;
mod formats;
pub mod letters;
mod listing;
pub mod problem;
pub mod profile;
mod rules;
pub mod sheet;
mod totals;

pub use cue_list::{CueList, CueRow};
pub use difference::{ChangeKind, SheetChange, difference};
pub use format::{Format, UnknownFormat};
pub use formats::changes::{Changes, Filed, render_changes};
pub use formats::sheet::{Dress, SHEET_SCHEMA, SHEET_TEMPLATE, render_sheet, try_sheet_template};
pub use formats::workbook::{FilledWorkbook, TemplateError, fill_workbook};
pub use listing::{Listing, ListingRow};
pub use rules::{is_date, problems};
pub use totals::ListTotals;

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
    /// A paper is not written in this form.
    #[error("the {paper} is not written as {format}")]
    NoSuchForm {
        /// What it is called.
        paper: String,
        /// The form asked for.
        format: letters::PaperFormat,
    },
    /// The wording of a letter cannot be used.
    #[error(transparent)]
    Wording(#[from] letters::WordingError),
    /// The logo cannot be used.
    #[error(transparent)]
    Logo(#[from] letters::LogoError),
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
    Stopped(confine::Stop),
}

/// Makes the file of `list` in `format`.
///
/// # Errors
/// If a time cannot be shown as timecode, or the format cannot hold the list.
pub fn render(list: &CueList, format: Format) -> Result<Vec<u8>, DeliverError> {
    let listing = list.written_out()?;
    match format {
        Format::Csv => formats::csv::write(&listing),
        Format::Xlsx => formats::xlsx::write(&listing),
        Format::Pdf => formats::pdf::write(&listing),
        Format::Json => formats::json::write(&listing),
    }
}
