//! What changed since a sheet was filed, written as a document of its own.

use std::path::Path;

use deliver::sheet::{Sheet, sheet};
use deliver::{Changes, Filed, difference, render_changes};
use model::{CutId, Issued};

use super::{KIND, SheetExport};
use crate::error::StudioError;
use crate::facts::facts;
use crate::{Studio, check_output, write_file};

const CHANGES: &str = "cue-sheet-changes";

impl Studio {
    /// Writes what changed between the sheet as it is and the newest one filed that differs from it, and records that it
    /// was issued. It is final if the sheet as it is was filed too.
    ///
    /// # Errors
    /// If nothing was filed or nothing changed, or the file cannot be written; nothing is recorded then.
    pub fn export_changes(&self, cut: CutId, asked: &SheetExport<'_>, path: &Path) -> Result<Issued, StudioError> {
        check_output(self, path, asked.replace)?;
        let changes = self.changes(cut, asked.profile)?;
        let bytes = render_changes(&changes, asked.format)?;
        write_file(path, &bytes, asked.replace)?;
        let mut document = self.document();
        let issued = Issued {
            id: document.next_id(),
            episode: changes.episode.clone(),
            cut: changes.cut.clone(),
            kind: CHANGES.into(),
            profile: changes.profile.clone(),
            format: asked.format.ending().into(),
            file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            recipient: asked.recipient.trim().to_owned(),
            issued_at: self.moment().at,
            hash: blake3::hash(&bytes).to_hex().to_string(),
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            is_final: changes.is_final,
            revision: changes.filed.revision + 1,
            content: serde_json::to_string(&changes).map_err(deliver::DeliverError::from)?,
        };
        document.issue(&issued)?;
        Ok(issued)
    }

    fn changes(&self, cut: CutId, profile: &str) -> Result<Changes, StudioError> {
        let profile = self.profile(profile)?;
        let document = self.document();
        let rows = document.rows();
        let facts = facts(rows, &*self.books(rows)?, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })?;
        let now = sheet(&facts, &profile);
        let of_this = |issued: &Issued| {
            issued.is_final && issued.kind == KIND && issued.episode == now.episode && issued.profile == profile.id
        };
        let filings: Vec<Issued> = rows.issued()?.into_iter().filter(of_this).collect();
        let Some(newest) = filings.first() else {
            return Err(StudioError::NothingFiled { episode: now.episode, profile: profile.name });
        };
        let day = newest.issued_at.get(..10).unwrap_or(&newest.issued_at).to_owned();
        for (index, issued) in filings.iter().enumerate() {
            // A ledger that a newer program wrote into may hold what this one cannot read.
            let Ok(before) = serde_json::from_str::<Sheet>(&issued.content) else { continue };
            let changes = difference(&before, &now);
            if changes.is_empty() {
                continue;
            }
            let filed = Filed {
                issued_at: issued.issued_at.clone(),
                recipient: issued.recipient.clone(),
                cut: issued.cut.clone(),
                file_name: issued.file_name.clone(),
                hash: issued.hash.clone(),
                revision: issued.revision,
            };
            return Ok(Changes {
                show: now.show,
                episode: now.episode,
                title: now.title,
                cut: now.cut,
                profile: profile.id,
                profile_name: profile.name,
                filed,
                changes,
                is_final: index > 0,
            });
        }
        Err(StudioError::NothingChanged { episode: now.episode, day })
    }
}
