//! A sheet on paper, from `templates/cue-sheet.typ` or a template of the user's.

use serde_json::json;
use typeset::Template;

use crate::DeliverError;
use crate::dress::{Dress, SHEET_TEMPLATE};
use crate::formats::pdf::typeset;
use crate::letters::logo::printed;
use crate::sheet::{Sheet, example};

pub(in crate::formats) fn write(sheet: &Sheet, dress: &Dress<'_>) -> Result<Vec<u8>, DeliverError> {
    let picture = dress.logo.map(printed);
    let files: Vec<(&str, &[u8])> = picture.iter().map(|picture| ("logo", picture.as_ref())).collect();
    let source = dress.template.unwrap_or(SHEET_TEMPLATE);
    let template = Template { path: "cue-sheet.typ", source, files: &files };
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
