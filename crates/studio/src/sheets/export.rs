//! Cue sheets as files, each with its line in the ledger.

use std::path::Path;

use deliver::problem::{Severity, may_be_final};
use deliver::sheet::Sheet;
use deliver::{DeliverError, Dress, FilledWorkbook, Form, fill_workbook, render_sheet};
use model::{CutId, Issued};
use serde::Serialize;
use ts_rs::TS;

use super::{KIND, ROLLED_UP};
use crate::error::StudioError;
use crate::facts::facts;
use crate::files::same_file;
use crate::{Studio, check_output, read_file, write_file};

/// What is asked of an export.
#[derive(Debug, Clone, Copy)]
pub struct SheetExport<'a> {
    /// The profile's id.
    pub profile: &'a str,
    /// The form.
    pub format: Form,
    /// Whether it is final: refused while there are errors.
    pub is_final: bool,
    /// To whom it goes; empty where nobody said.
    pub recipient: &'a str,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
    /// A society's workbook of the user's that is filled; only read.
    pub template: Option<&'a Path>,
    /// Whether commissioned cues of the same ownership are put together, as they may be registered.
    pub roll_up: bool,
}

/// A cue sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// What the ledger says of it.
    #[serde(flatten)]
    pub issued: Issued,
    /// What should be looked at in the file, as sentences.
    pub notes: Vec<String>,
}

/// Templates have a few hundred kilobytes.
const LARGEST_TEMPLATE: u64 = 32 << 20;

impl Studio {
    /// Writes the cue sheet of a cut, and records in the ledger that it was issued.
    ///
    /// # Errors
    /// If it is to be final and has errors, the format cannot hold it, or the file cannot be written; nothing is
    /// recorded then.
    pub fn export_sheet(&self, cut: CutId, asked: &SheetExport<'_>, path: &Path) -> Result<Exported, StudioError> {
        check_output(self, path, asked.replace)?;
        if asked.template.is_some_and(|template| same_file(template, path)) {
            return Err(StudioError::OwnTemplate { path: path.to_owned() });
        }
        let view = self.sheet(cut, asked.profile, asked.roll_up)?;
        if asked.is_final && !may_be_final(&view.problems) {
            let errors: Vec<&str> = view
                .problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .map(|problem| problem.title.as_str())
                .collect();
            return Err(StudioError::NotFinal {
                count: errors.len(),
                first: errors.iter().take(3).copied().collect::<Vec<_>>().join("; "),
            });
        }
        // The same sheet in another format is the same filing, not a revision of itself.
        let again = view.filed.as_ref().is_some_and(|_| view.changes.is_empty());
        let revision = if again { view.times_filed.saturating_sub(1) } else { view.times_filed };
        let (template, logo) = (self.sheet_template()?, self.document().rows().logo()?);
        let dress = Dress { is_final: asked.is_final, revision, logo: logo.as_ref(), template: template.as_deref() };
        let made = match asked.template {
            Some(template) => self.filled(cut, template, &view.sheet, asked, &dress)?,
            None => FilledWorkbook { bytes: render_sheet(&view.sheet, &dress, asked.format)?, unlisted: Vec::new() },
        };
        write_file(path, &made.bytes, asked.replace)?;
        let issued = self.record(&view.sheet, asked, revision, path, &made.bytes)?;
        Ok(Exported { issued, notes: made.unlisted })
    }

    /// The user's workbook filled with a sheet.
    fn filled(
        &self,
        cut: CutId,
        template: &Path,
        sheet: &Sheet,
        asked: &SheetExport<'_>,
        dress: &Dress<'_>,
    ) -> Result<FilledWorkbook, StudioError> {
        let unreadable = |reason: String| StudioError::Unreadable { path: template.to_owned(), reason };
        if asked.format != Form::Xlsx {
            return Err(unreadable("a workbook is filled as a workbook; choose an output that ends in .xlsx".into()));
        }
        let bytes = read_file(template, LARGEST_TEMPLATE)?;
        let profile = self.profile(asked.profile)?;
        let document = self.document();
        let rows = document.rows();
        let facts = facts(rows, &*self.books(rows)?, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })?;
        match fill_workbook(&bytes, sheet, &facts, &profile, dress) {
            Err(DeliverError::Template(refused)) => Err(unreadable(refused.to_string())),
            made => Ok(made?),
        }
    }

    /// A cue sheet of the ledger, with its rows as they were.
    ///
    /// # Errors
    /// If nothing of that number was issued, it is no cue sheet, or the document cannot be read.
    pub fn issued_sheet(&self, id: i64) -> Result<Sheet, StudioError> {
        let issued = self
            .ledger()?
            .into_iter()
            .find(|issued| issued.id == id && [KIND, ROLLED_UP].contains(&issued.kind.as_str()));
        let issued = issued.ok_or(StudioError::NoSuch { what: "issued cue sheet", id })?;
        Ok(serde_json::from_str(&issued.content).map_err(deliver::DeliverError::from)?)
    }

    fn record(
        &self,
        sheet: &Sheet,
        asked: &SheetExport<'_>,
        revision: u32,
        path: &Path,
        bytes: &[u8],
    ) -> Result<Issued, StudioError> {
        let mut document = self.document();
        let issued = Issued {
            id: document.next_id(),
            episode: sheet.episode.clone(),
            cut: sheet.cut.clone(),
            kind: if sheet.rolled_up { ROLLED_UP } else { KIND }.into(),
            profile: sheet.profile.clone(),
            format: asked.format.ending().into(),
            file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            recipient: asked.recipient.trim().to_owned(),
            issued_at: self.moment().at,
            hash: blake3::hash(bytes).to_hex().to_string(),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            is_final: asked.is_final,
            revision,
            content: serde_json::to_string(sheet).map_err(deliver::DeliverError::from)?,
        };
        document.issue(&issued)?;
        Ok(issued)
    }
}
