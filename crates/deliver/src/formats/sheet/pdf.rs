//! A sheet on paper, from `templates/cue-sheet.typ` or a template of the user's.

use std::borrow::Cow;

use serde_json::json;
use typeset::Template;

use crate::DeliverError;
use crate::dress::{Dress, SHEET_TEMPLATE};
use crate::formats::pdf::typeset;
use crate::letters::logo::printed;
use crate::sheet::{Sheet, example};

/// How rows broke in the template that came with the program before, which a user's own may be a copy of: cell by cell, so that
/// one short cell kept a row together that was longer than a page, and what was beyond the page was lost.
const BY_CELL: &str = "breakable: shown(cell).len() > 600,";
/// What stands there instead: each row goes on on the next page where it has to.
const EACH_ROW: &str = "breakable: true,";

pub(in crate::formats) fn write(sheet: &Sheet, dress: &Dress<'_>) -> Result<Vec<u8>, DeliverError> {
    let picture = dress.logo.map(printed);
    let files: Vec<(&str, &[u8])> = picture.iter().map(|picture| ("logo", picture.as_ref())).collect();
    let source: Cow<'_, str> =
        dress.template.map_or(SHEET_TEMPLATE.into(), |own| own.replace(BY_CELL, EACH_ROW).into());
    let template = Template { path: "cue-sheet.typ", source: &source, files: &files };
    let data = json!({ "sheet": sheet, "stamp": dress.stamp(), "logo": dress.logo.is_some() });
    let document = format!("cue sheet/{}/{}/{}/{}", sheet.profile, sheet.show, sheet.episode, sheet.cut);
    typeset(&template, data, &document)
}

/// Tries a typst source in the place of [`SHEET_TEMPLATE`] over an example.
///
/// # Errors
/// If it does not compile: where, and what is wrong there.
pub fn try_template(source: &str) -> Result<(), String> {
    let dress = Dress { template: Some(source), ..Dress::default() };
    match write(&example(), &dress) {
        Ok(_) => Ok(()),
        Err(DeliverError::Typeset { reason }) => Err(reason),
        Err(DeliverError::Stopped(stop)) => Err(stop.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
