//! Cue sheets of the open show: drawn up from the timeline as it is, held to the rules, mended, issued.

mod changes;
mod counts;
pub(crate) mod facts;
mod profiles;

use std::collections::HashSet;
use std::path::Path;

use deliver::problem::{Fix, Problem, Severity, Target, may_be_final};
use deliver::sheet::{Sheet, rolled_up, sheet};
use deliver::{DeliverError, Dress, Format, SheetChange, difference, fill_workbook, problems, render_sheet};
use model::{CutId, EpisodeFacts, EpisodeId, Issued, SeriesFacts, TrackId};
use serde::Serialize;
use store::{Rows, StoreError};
use ts_rs::TS;

use crate::books::Books;
use crate::edits::{
    CueEdit, CuePatch, EditRequest, Edited, FilingEdit, PartyEdit, PartyPatch, ShareEdit, WorkEdit, WorkPatch,
};
use crate::error::StudioError;
use crate::{Studio, check_output, licences, read_file, write_file};
use facts::{Drawn, facts, read};

pub use counts::SheetCounts;
pub use profiles::ProfileSummary;

/// A cue sheet as the Deliver page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    /// The sheet.
    pub sheet: Sheet,
    /// What stands between it and a final one, errors first.
    pub problems: Vec<Problem>,
    /// Cues, and those of them that have no error.
    pub cues: usize,
    /// Cues without an error.
    pub ready: usize,
    /// How many times it was filed already.
    pub times_filed: u32,
    /// The newest that was filed.
    pub filed: Option<Issued>,
    /// What changed since.
    pub changes: Vec<SheetChange>,
}

/// What is asked of an export.
#[derive(Debug, Clone, Copy)]
pub struct SheetExport<'a> {
    /// The profile's id.
    pub profile: &'a str,
    /// The form.
    pub format: Format,
    /// Whether it is final: refused while there are errors.
    pub is_final: bool,
    /// To whom it goes; empty where nobody said.
    pub recipient: &'a str,
    /// Whether a file that is there may be replaced.
    pub replace: bool,
    /// A society's workbook of the user's that is filled; only read.
    pub template: Option<&'a Path>,
}

const KIND: &str = "cue-sheet";

/// Templates have a few hundred kilobytes.
const LARGEST_TEMPLATE: u64 = 32 << 20;

impl Studio {
    /// The cue sheet of a cut by a profile, with what stands between it and a final one.
    ///
    /// # Errors
    /// If there is no such cut or profile, or the document cannot be read.
    pub fn sheet(&self, cut: CutId, profile: &str, roll_up: bool) -> Result<SheetView, StudioError> {
        let profile = self.profile(profile)?;
        let document = self.document();
        let rows = document.rows();
        let books = self.books(rows)?;
        let drawn = read(rows, &books, cut)?.ok_or(StudioError::NoSuch { what: "cut", id: cut.0 })?;
        let facts = &drawn.facts;
        let made = sheet(facts, &profile);
        let mut found = problems(facts, &made, &profile);
        found.extend(beside(rows, &books, &drawn)?);
        found.sort_by_key(|problem| problem.severity);
        let failing: std::collections::BTreeSet<&str> = found
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .filter_map(|problem| problem.cue.as_deref())
            .collect();
        let ready = facts.cues.iter().filter(|cue| !failing.contains(cue.number.as_str())).count();
        let filed = rows.filed(&facts.name, KIND, &profile.id)?;
        let before = filed.as_ref().and_then(|filed| serde_json::from_str::<Sheet>(&filed.content).ok());
        let changes = before.map(|before| difference(&before, &made)).unwrap_or_default();
        Ok(SheetView {
            times_filed: rows.times_filed(&facts.name, KIND, &profile.id)?,
            cues: facts.cues.len(),
            ready,
            filed,
            changes,
            problems: found,
            sheet: if roll_up { rolled_up(&made, &profile) } else { made },
        })
    }

    /// Mends a problem by one of its fixes, as one step of undo.
    ///
    /// # Errors
    /// If the edit is refused.
    pub fn mend(&self, fix: &Fix) -> Result<Edited, StudioError> {
        let edit = match fix.clone() {
            Fix::CarveOut { first, second, method, .. } => {
                FilingEdit::SetCarveOut { first, second, method: Some(method) }.into()
            }
            Fix::EvenOut { work, side, .. } => ShareEdit::EvenOut { work, side }.into(),
            Fix::SetSociety { party, society, .. } => PartyEdit::EditParties {
                parties: vec![party],
                set: PartyPatch { society: Some(society), ..PartyPatch::default() },
            }
            .into(),
            Fix::SetPublishing { work, publishing, .. } => WorkEdit::EditWorks {
                works: vec![work],
                set: WorkPatch { publishing: Some(publishing), ..WorkPatch::default() },
            }
            .into(),
            Fix::SetUsage { cue, usage, .. } => CueEdit::EditCues {
                cues: vec![cue],
                set: CuePatch {
                    perception: Some(usage.perception),
                    voice: Some(usage.voice.into()),
                    theme_role: Some(usage.theme_role),
                    origin: Some(usage.origin.into()),
                    ..CuePatch::default()
                },
            }
            .into(),
        };
        self.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })
    }

    /// Writes the cue sheet of a cut, and records in the ledger that it was issued.
    ///
    /// # Errors
    /// If it is to be final and has errors, the format cannot hold it, or the file cannot be written; nothing is
    /// recorded then.
    pub fn export_sheet(&self, cut: CutId, asked: &SheetExport<'_>, path: &Path) -> Result<Issued, StudioError> {
        check_output(self, path, asked.replace)?;
        if asked.template.is_some_and(|template| is_same_file(template, path)) {
            return Err(StudioError::OwnTemplate { path: path.to_owned() });
        }
        let view = self.sheet(cut, asked.profile, false)?;
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
        let bytes = match asked.template {
            Some(template) => self.filled(cut, template, &view.sheet, asked, &dress)?,
            None => render_sheet(&view.sheet, &dress, asked.format)?,
        };
        write_file(path, &bytes, asked.replace)?;
        self.record(&view.sheet, asked, revision, path, &bytes)
    }

    /// The user's workbook filled with a sheet.
    fn filled(
        &self,
        cut: CutId,
        template: &Path,
        sheet: &Sheet,
        asked: &SheetExport<'_>,
        dress: &Dress<'_>,
    ) -> Result<Vec<u8>, StudioError> {
        let unreadable = |reason: String| StudioError::Unreadable { path: template.to_owned(), reason };
        if asked.format != Format::Xlsx {
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
        let issued = self.ledger()?.into_iter().find(|issued| issued.id == id && issued.kind == KIND);
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
            kind: KIND.into(),
            profile: sheet.profile.clone(),
            format: asked.format.extension().into(),
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

    /// What headers of sheets ask of the series and of an episode.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn header_facts(&self, episode: EpisodeId) -> Result<(SeriesFacts, EpisodeFacts), StudioError> {
        let document = self.document();
        Ok((document.rows().series_facts()?, document.rows().episode_facts(episode)?))
    }

    /// The ledger: everything that left the house, newest first.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn ledger(&self) -> Result<Vec<Issued>, StudioError> {
        Ok(self.document().rows().issued()?)
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// What the sheet cannot know: licences that the picture does not keep to, and files that are gone.
fn beside(rows: &Rows, books: &Books, drawn: &Drawn<'_>) -> Result<Vec<Problem>, StoreError> {
    let Drawn { facts, files, lines } = drawn;
    let numbers: HashSet<_> = facts.cues.iter().map(|cue| cue.id).collect();
    let tracks: HashSet<TrackId> =
        facts.cues.iter().filter_map(|cue| cue.track.as_ref()).map(|track| track.id).collect();
    let warnings = licences::warnings(rows, books, |track| lines.get(&track).map_or(&[], Vec::as_slice), &tracks)?;
    let mut found: Vec<Problem> = warnings
        .iter()
        .filter(|warning| numbers.contains(&warning.cue))
        .map(licences::LicenceWarning::to_problem)
        .collect();
    for cue in &facts.cues {
        let Some(track) = &cue.track else { continue };
        let there = files.get(&track.id).is_some_and(|path| Path::new(path).is_file());
        if !there {
            found.push(Problem {
                severity: Severity::Warning,
                rule: "audio-missing".into(),
                cue: Some(cue.number.clone()),
                title: format!("The file of {:?} is not where it was", track.title),
                message: "Put it back, or import it from where it is; the track finds it again.".into(),
                why: "What cannot be heard cannot be checked against what is filed.".into(),
                target: Target::Track { id: track.id, field: "path".into() },
                fixes: Vec::new(),
            });
        }
    }
    Ok(found)
}
