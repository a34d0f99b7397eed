//! Filling the user's own copy of a society's workbook.
//!
//! Cells of one sheet are filled in the file as it is: its XML is changed in their places only, every other part is copied
//! byte for byte. So styles, look-up lists, drop-downs, protection and formulas stay the society's. A workbook whose
//! traits differ from the map is refused, since its cells may be elsewhere.

mod choices;
mod content;
mod grid;
mod package;
mod place;
mod stamp;
mod template;
mod xml;

use crate::DeliverError;
use crate::formats::sheet::Dress;
use crate::profile::{Profile, maps};
use crate::sheet::{Sheet, SheetFacts};
use package::Package;
use template::{Template, WORKBOOK};

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
        "this copy is filled already: {cell} holds {text:?}; choose an empty template, and this one stays as it is"
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

/// A workbook that was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledWorkbook {
    /// The file.
    pub bytes: Vec<u8>,
    /// Words that stand where the template lets people choose and are in none of its lists, as sentences.
    pub unlisted: Vec<String>,
}

/// Fills a workbook of the user's with a sheet, by the map of cells that the profile names. The same template and sheet
/// give the same bytes; the template itself is only read.
///
/// # Errors
/// If it is not the workbook that the profile knows, is filled already, or the sheet does not fit into it.
pub fn fill_workbook(
    template: &[u8],
    sheet: &Sheet,
    facts: &SheetFacts,
    profile: &Profile,
    dress: &Dress<'_>,
) -> Result<FilledWorkbook, DeliverError> {
    let mut package = Package::open(template)?;
    let mut refused = TemplateError::NoWorkbook { profile: profile.name.clone() };
    let mut refusals = 0;
    for map in maps(&profile.workbooks) {
        match Template::recognise(&mut package, map) {
            Ok(found) => {
                let mut cells = content::fillings(map, sheet, facts, dress, found.days)?;
                let unlisted = choices::hold(&mut cells, &found.choices);
                let filled = found.grid.filled(&found.sheet_xml, &cells);
                let damaged = |part: &str| {
                    let part = part.to_owned();
                    |reason| TemplateError::Damaged { part, reason }
                };
                let page = stamp::stamped(&filled, &printed_stamp(dress)).map_err(damaged(&found.sheet_part))?;
                let book = stamp::calculated_anew(&package.text(WORKBOOK)?).map_err(damaged(WORKBOOK))?;
                let bytes = package.rewritten(&[(&found.sheet_part, page), (WORKBOOK, book)])?;
                return Ok(FilledWorkbook { bytes, unlisted });
            }
            // Another map may know it; if none does, what is said is about the profile's first.
            Err(error @ TemplateError::OtherVersion { .. }) if refusals > 0 => drop(error),
            Err(error @ TemplateError::OtherVersion { .. }) => {
                refused = error;
                refusals += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(refused.into())
}

/// Drafts say so on every page; that a final sheet is a revision is said in its own cell.
fn printed_stamp(dress: &Dress<'_>) -> String {
    if dress.is_final { String::new() } else { dress.stamp() }
}
