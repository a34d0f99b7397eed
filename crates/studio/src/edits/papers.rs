//! How papers look: wording of letters, the source of printed sheets, the logo.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use deliver::letters::{Paper, our_template, try_template};
use deliver::try_sheet_template;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::EditError;
use super::draft::Draft;
use super::family::Family;
use super::papers_error::PaperError;

/// What can happen to the looks and wording of documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum PaperEdit {
    /// Words a letter, or the printed cue sheet, otherwise; `None` takes the wording that comes with the program again.
    SetTemplate { name: String, text: Option<String> },
    /// Sets the picture at the head of printed papers: a PNG, JPEG or SVG file as base64; `None` for none.
    SetLogo { logo: Option<String> },
}

impl Family for PaperEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetTemplate { name, text } => set_template(draft, name, text.as_deref()),
            Self::SetLogo { logo } => set_logo(draft, logo.as_deref()),
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetTemplate { name, text: Some(_) } => format!("Change the wording of {name}"),
            Self::SetTemplate { name, text: None } => format!("Reset {name} to the default wording"),
            Self::SetLogo { logo: Some(_) } => "Set the logo".into(),
            Self::SetLogo { logo: None } => "Remove the logo".into(),
        })
    }
}

/// The most bytes that a template may have.
const MOST_BYTES: usize = 200_000;

/// Whether a text can be a template: it is tried over an example.
pub(crate) fn check_template(name: &str, text: &str) -> Result<(), PaperError> {
    if our_template(name).is_none() {
        return Err(PaperError::no_template(name));
    }
    if text.trim().is_empty() {
        return Err(PaperError::TemplateEmpty);
    }
    if text.len() > MOST_BYTES {
        return Err(PaperError::TemplateTooLong { size: text.len(), most: MOST_BYTES });
    }
    match Paper::ALL.into_iter().find(|paper| paper.name() == name) {
        Some(paper) => Ok(try_template(paper, text)?),
        None => try_sheet_template(text).map_err(|reason| PaperError::SheetTemplate { reason }),
    }
}

pub(super) fn set_template(draft: &mut Draft<'_>, name: &str, text: Option<&str>) -> Result<(), EditError> {
    match text {
        // Ours is not kept a second time, so that a better one of a newer version is used.
        Some(text) if our_template(name) != Some(text) => {
            check_template(name, text)?;
            Ok(draft.rows.set_template(name, text, draft.ids)?)
        }
        Some(_) => Ok(draft.rows.delete_template(name)?),
        None if our_template(name).is_none() => Err(PaperError::no_template(name).into()),
        None => Ok(draft.rows.delete_template(name)?),
    }
}

pub(super) fn set_logo(draft: &mut Draft<'_>, logo: Option<&str>) -> Result<(), EditError> {
    let Some(logo) = logo else { return Ok(draft.rows.delete_logo()?) };
    let bytes = BASE64_STANDARD.decode(logo.trim()).map_err(|_| PaperError::LogoText)?;
    Ok(draft.rows.set_logo(&deliver::letters::logo(&bytes).map_err(PaperError::from)?)?)
}
