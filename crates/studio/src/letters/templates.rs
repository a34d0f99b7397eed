//! Wording and the logo: what the user may change of how papers look.

use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use deliver::letters::{Paper, SHEET_TEMPLATE_NAME, TEMPLATES, logo, picture, variables};
use parking_lot::Mutex;
use serde::Serialize;
use ts_rs::TS;

use crate::edits::{EditError, EditRequest, Edited, PaperEdit, PaperError, check_template};
use crate::error::StudioError;
use crate::{Studio, read_file};

/// The most bytes of a logo's file that are read: a larger one is refused by what it says of itself.
const MOST_READ: u64 = 64 * 1024 * 1024;

/// A template as its editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateView {
    /// `quote-request`.
    pub name: String,
    /// `Quote request`.
    pub title: String,
    /// Its text, the user's own or ours.
    pub text: String,
    /// Whether it is the user's own.
    pub own: bool,
    /// What it may name.
    pub variables: Vec<TemplateVariable>,
}

/// Something that a template may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVariable {
    /// `to.name`; `lines[].title` where it is of each line.
    pub name: String,
    /// What it may say.
    pub example: String,
}

impl Studio {
    /// The templates there are.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn templates(&self) -> Result<Vec<TemplateView>, StudioError> {
        TEMPLATES.iter().map(|(name, _)| self.template(name)).collect()
    }

    /// A template by its name: the user's own, or ours.
    ///
    /// # Errors
    /// If there is none of that name, or the document cannot be read.
    pub fn template(&self, name: &str) -> Result<TemplateView, StudioError> {
        let Some((name, ours)) = TEMPLATES.iter().find(|(known, _)| *known == name) else {
            return Err(EditError::from(PaperError::no_template(name)).into());
        };
        let own = self.document().rows().template(name)?;
        let paper = Paper::ALL.into_iter().find(|paper| paper.name() == *name);
        let known = paper.map(variables).unwrap_or_default();
        Ok(TemplateView {
            name: (*name).to_owned(),
            title: paper.map_or("Cue sheet", Paper::title).to_owned(),
            own: own.is_some(),
            text: own.unwrap_or_else(|| (*ours).to_owned()),
            variables: known.into_iter().map(|(name, example)| TemplateVariable { name, example }).collect(),
        })
    }

    /// Whether a text could be kept as a template.
    ///
    /// # Errors
    /// If it could not, with its line and what is wrong there.
    pub fn try_template(&self, name: &str, text: &str) -> Result<(), StudioError> {
        Ok(check_template(name, text).map_err(EditError::from)?)
    }

    /// The source of printed cue sheets, where it is the user's own.
    pub(crate) fn sheet_template(&self) -> Result<Option<String>, StudioError> {
        Ok(self.document().rows().template(SHEET_TEMPLATE_NAME)?)
    }

    /// Takes a picture file as the logo, or none.
    ///
    /// # Errors
    /// If the file cannot be read, or is no picture that papers can have.
    pub fn set_logo(&self, path: Option<&Path>) -> Result<Edited, StudioError> {
        let edit = match path {
            Some(path) => PaperEdit::SetLogo { logo: Some(read_logo(path)?) }.into(),
            None => PaperEdit::SetLogo { logo: None }.into(),
        };
        self.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })
    }

    /// The logo as a `data:` address for the window, if there is one: as it was drawn, since the file may come from a show
    /// of somebody else's. `None` also where it cannot be drawn; then exports say why.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn logo(&self) -> Result<Option<String>, StudioError> {
        let Some(logo) = self.document().rows().logo()? else { return Ok(None) };
        let hash = blake3::hash(&logo.picture);
        let mut drawn = DRAWN.lock();
        match drawn.as_ref() {
            Some((known, address)) if *known == hash => Ok(address.clone()),
            _ => {
                let png = picture(&logo).ok().map(|picture| picture.png);
                let address = png.map(|png| format!("data:image/png;base64,{}", BASE64_STANDARD.encode(png)));
                *drawn = Some((hash, address.clone()));
                Ok(address)
            }
        }
    }
}

/// The logo that was shown last: a window asks for it after every edit.
static DRAWN: Mutex<Option<(blake3::Hash, Option<String>)>> = Mutex::new(None);

/// The file as base64, after it was looked at: a refusal names the file.
fn read_logo(path: &Path) -> Result<String, StudioError> {
    let unreadable = |reason: String| StudioError::Unreadable { path: path.to_owned(), reason };
    let logo = logo(&read_file(path, MOST_READ)?).map_err(|error| unreadable(error.to_string()))?;
    Ok(BASE64_STANDARD.encode(logo.picture))
}
