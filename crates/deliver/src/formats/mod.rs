//! The documents there are, the forms each is written in, and who writes them.
//!
//! A new form of a document is a file below and its line in the document's table here: the command line, the window's
//! dialogs and the studio read the tables.

pub(crate) mod changes;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod laid_out;
mod minutes;
mod music_changes;
pub(crate) mod pdf;
pub(crate) mod playlist;
pub(crate) mod workbook;
pub(crate) mod xlsx;

mod letters {
    pub(super) mod docx;
    pub(super) mod pdf;
    pub(super) mod text;
    pub(super) mod xlsx;
}

mod sheet {
    pub(super) mod csv;
    pub(super) mod json;
    pub(super) mod pdf;
    pub(super) mod xlsx;
}

pub use self::minutes::MOST_FRAMES;
use std::fmt;
use std::str::FromStr;

use model::Logo;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::Document;
use crate::dress::Dress;
use crate::letters::{Drawn, Letterhead, List, Paper, Prose};
use crate::listing::Listing;
use crate::sheet::Sheet;
use crate::{CueList, DeliverError, Minutes, MusicChanges};
use changes::Changes;
use laid_out::LaidOut;

pub use sheet::pdf::try_template as try_sheet_template;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Comma-separated text.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// Printed pages.
    Pdf,
    /// For programs.
    Json,
    /// A text document of Word and others.
    Docx,
    /// Plain text, UTF-8.
    Txt,
    /// A list of edits for editing programs, CMX 3600.
    Edl,
}

type Made = Result<Vec<u8>, DeliverError>;

/// Who writes a document in which form, in the order in which they are offered.
type Writers<W> = [(Form, W)];

const CUE_LIST: &Writers<fn(&Listing) -> Made> =
    &[(Form::Xlsx, xlsx::write), (Form::Pdf, pdf::write), (Form::Csv, csv::write), (Form::Json, json::write)];

const CUE_SHEET: &Writers<fn(&Sheet, &Dress<'_>) -> Made> = &[
    (Form::Xlsx, sheet::xlsx::write),
    (Form::Pdf, sheet::pdf::write),
    (Form::Csv, |sheet, _| sheet::csv::write(sheet)),
    (Form::Json, sheet::json::write),
];

const CHANGES: &Writers<fn(&Changes) -> Made> = &[
    (Form::Xlsx, changes::workbook),
    (Form::Pdf, changes::pdf),
    (Form::Csv, changes::csv),
    (Form::Json, changes::json),
];

const MINUTES: &Writers<fn(&Minutes) -> Made> =
    &[(Form::Pdf, minutes::pdf), (Form::Csv, minutes::csv), (Form::Json, minutes::json)];

const MUSIC_CHANGES: &Writers<fn(&MusicChanges) -> Made> =
    &[(Form::Pdf, music_changes::pdf), (Form::Csv, music_changes::csv), (Form::Edl, music_changes::edl)];

type ProseWriter = fn(&Prose, &Letterhead, Option<&Logo>) -> Made;

const PROSE: &Writers<ProseWriter> = &[
    (Form::Pdf, letters::pdf::prose),
    (Form::Docx, letters::docx::prose),
    (Form::Txt, |prose, _, _| Ok(letters::text::prose(prose))),
];

const LIST: &Writers<fn(&List, Option<&Logo>) -> Made> =
    &[(Form::Xlsx, letters::xlsx::list), (Form::Pdf, letters::pdf::list), (Form::Docx, letters::docx::list)];

/// What is offered of those; the usual form first.
const PAPERS: &[(Paper, &[Form])] = &[
    (Paper::QuoteRequest, &[Form::Pdf, Form::Docx]),
    (Paper::Confirmation, &[Form::Pdf, Form::Docx]),
    (Paper::ClearanceLog, &[Form::Xlsx, Form::Pdf]),
    (Paper::Budget, &[Form::Xlsx, Form::Pdf]),
    (Paper::EndCredits, &[Form::Docx, Form::Pdf, Form::Txt]),
    // Read aloud, and written into by hand.
    (Paper::SpottingNotes, &[Form::Pdf, Form::Docx, Form::Xlsx]),
    (Paper::Soundtrack, &[Form::Xlsx, Form::Docx, Form::Pdf]),
];

impl Form {
    /// Every form, with the ending of its files, what a dialog calls it, and what fits on a button.
    const TABLE: [(Self, &'static str, &'static str, &'static str); 7] = [
        (Self::Csv, "csv", "Comma-separated values", "CSV"),
        (Self::Xlsx, "xlsx", "Excel workbook", "XLSX"),
        (Self::Pdf, "pdf", "PDF document", "PDF"),
        (Self::Json, "json", "JSON", "JSON"),
        (Self::Docx, "docx", "Word document", "DOCX"),
        (Self::Txt, "txt", "Plain text", "text"),
        (Self::Edl, "edl", "Edit decision list", "EDL"),
    ];

    /// Every form.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.into_iter().map(|(form, ..)| form)
    }

    fn line(self) -> (&'static str, &'static str, &'static str) {
        let line = Self::TABLE.into_iter().find(|(form, ..)| *form == self);
        line.map_or_else(Default::default, |(_, ending, word, short)| (ending, word, short))
    }

    /// The ending of its files, without the dot; also the name it is parsed from.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.line().0
    }

    /// `Excel workbook`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.line().1
    }

    /// `XLSX`.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.line().2
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.ending())
    }
}

/// The text names no form that documents are written in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a form that documents are written in; use {forms}", forms = endings(Form::all()))]
pub struct UnknownForm(pub String);

impl FromStr for Form {
    type Err = UnknownForm;

    /// Reads a name or a file ending, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        Self::all().find(|form| text.eq_ignore_ascii_case(form.ending())).ok_or_else(|| UnknownForm(text.to_owned()))
    }
}

impl Document {
    /// The forms it is written in, in the order in which they are offered: of a paper the usual one first.
    #[must_use]
    pub fn forms(self) -> Vec<Form> {
        match self {
            Self::CueSheet => of(CUE_SHEET),
            Self::Changes => of(CHANGES),
            Self::CueList => of(CUE_LIST),
            Self::Minutes => of(MINUTES),
            Self::MusicChanges => of(MUSIC_CHANGES),
            Self::Brief => of(PROSE),
            Self::Paper(paper) => {
                PAPERS.iter().find(|(known, _)| *known == paper).map_or_else(Vec::new, |(_, forms)| forms.to_vec())
            }
        }
    }

    /// One of its forms by name or file ending, in any case.
    ///
    /// # Errors
    /// If it is not written in that form: which ones there are.
    pub fn form(self, name: &str) -> Result<Form, DeliverError> {
        let forms = self.forms();
        let found = forms.iter().find(|form| name.eq_ignore_ascii_case(form.ending())).copied();
        found.ok_or_else(|| no_such_form(self.title(), name, forms))
    }
}

/// Makes the file of `list` in `form`.
///
/// # Errors
/// If a time cannot be shown as timecode, or the form cannot hold the list.
pub fn render(list: &CueList, form: Form) -> Result<Vec<u8>, DeliverError> {
    let listing = list.written_out()?;
    writer(Document::CueList.title(), CUE_LIST, form, &listing)?(&listing)
}

/// Makes the file of a sheet. The same sheet gives the same bytes on every machine and day.
///
/// # Errors
/// If the form cannot hold it, or a template of the user's does not compile.
pub fn render_sheet(sheet: &Sheet, dress: &Dress<'_>, form: Form) -> Result<Vec<u8>, DeliverError> {
    writer(Document::CueSheet.title(), CUE_SHEET, form, sheet)?(sheet, dress)
}

/// Makes the file of what changed. The same changes give the same bytes.
///
/// # Errors
/// If the form cannot hold them.
pub fn render_changes(changes: &Changes, form: Form) -> Result<Vec<u8>, DeliverError> {
    writer(Document::Changes.title(), CHANGES, form, changes)?(changes)
}

/// Makes the file of the minutes of a review. The same minutes give the same bytes.
///
/// # Errors
/// If the form cannot hold them.
pub fn render_minutes(minutes: &Minutes, form: Form) -> Result<Vec<u8>, DeliverError> {
    writer(Document::Minutes.title(), MINUTES, form, minutes)?(minutes)
}

/// Makes the file of a music change list. The same changes give the same bytes.
///
/// # Errors
/// If the form cannot hold them.
pub fn render_music_changes(changes: &MusicChanges, form: Form) -> Result<Vec<u8>, DeliverError> {
    writer(Document::MusicChanges.title(), MUSIC_CHANGES, form, changes)?(changes)
}

/// Makes the file of a paper. The same paper gives the same bytes on every machine and day.
///
/// # Errors
/// If the form cannot hold it; a list is no plain text and a letter no workbook.
pub fn render_paper(
    drawn: &Drawn,
    head: &Letterhead,
    logo: Option<&Logo>,
    form: Form,
) -> Result<Vec<u8>, DeliverError> {
    match drawn {
        Drawn::Prose(prose) => writer(&prose.title, PROSE, form, prose)?(prose, head, logo),
        Drawn::List(list) => writer(&list.title, LIST, form, list)?(list, logo),
    }
}

/// Makes the file of briefs. The same briefs give the same bytes.
///
/// # Errors
/// If the form cannot hold them.
pub fn render_briefs(
    prose: &Prose,
    head: &Letterhead,
    logo: Option<&Logo>,
    form: Form,
) -> Result<Vec<u8>, DeliverError> {
    writer(Document::Brief.title(), PROSE, form, prose)?(prose, head, logo)
}

/// Who writes `what` in `form`, if it is not more than that form holds.
fn writer<W: Copy>(document: &str, writers: &Writers<W>, form: Form, what: &dyn LaidOut) -> Result<W, DeliverError> {
    let found = writers.iter().find(|(known, _)| *known == form).map(|(_, writer)| *writer);
    let writer = found.ok_or_else(|| no_such_form(document, form.ending(), of(writers)))?;
    let offered = Document::all().find(|known| known.title() == document).map_or_else(|| of(writers), Document::forms);
    laid_out::check(document, what, form, &offered)?;
    Ok(writer)
}

fn of<W>(writers: &Writers<W>) -> Vec<Form> {
    writers.iter().map(|(form, _)| *form).collect()
}

fn no_such_form(document: &str, form: &str, known: Vec<Form>) -> DeliverError {
    DeliverError::NoSuchForm { document: document.to_lowercase(), form: form.to_owned(), known: endings(known) }
}

/// `xlsx, pdf or csv`.
#[must_use]
pub fn endings(forms: impl IntoIterator<Item = Form>) -> String {
    let forms: Vec<&str> = forms.into_iter().map(Form::ending).collect();
    match forms.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_back_in_any_case_and_others_refused() {
        for form in Form::all() {
            assert_eq!(form.ending().to_uppercase().parse(), Ok(form));
            assert_eq!(serde_json::to_value(form).ok(), Some(form.ending().into()));
        }
        let error = "doc".parse::<Form>().expect_err("doc is none");
        assert_eq!(
            error.to_string(),
            "\"doc\" is not a form that documents are written in; use csv, xlsx, pdf, json, docx, txt or edl"
        );
    }

    #[test]
    fn every_document_says_which_forms_it_is_written_in() {
        for document in Document::all() {
            let forms = document.forms();
            assert!(!forms.is_empty(), "{document}");
            for form in Form::all() {
                assert_eq!(document.form(form.ending()).ok(), Some(form).filter(|form| forms.contains(form)));
            }
        }
        let refused = Document::Paper(Paper::Budget).form("docx").expect_err("no text");
        assert_eq!(refused.to_string(), "the music budget is not written as docx; choose xlsx or pdf");
    }
}
