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

use crate::dress::Dress;
use crate::error::{DeliverError, TemplateError};
use crate::profile::{Profile, maps};
use crate::sheet::{Sheet, SheetFacts};
use package::Package;
use template::{Template, WORKBOOK};

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
