//! Cue sheets of the open show: drawn up from the timeline as it is, held to the rules, mended, issued.

mod beside;
mod changes;
mod counts;
mod export;
mod fixes;
mod profiles;

use deliver::problem::{Problem, Severity};
use deliver::profile::CUE_LIST;
use deliver::sheet::{Sheet, rolled_up, sheet};
use deliver::{Dress, SheetChange, difference, problems};
use model::{CutId, EpisodeFacts, EpisodeId, Issued, SeriesFacts};
use serde::Serialize;
use ts_rs::TS;

use crate::Studio;
use crate::error::StudioError;
use crate::facts::read;
use beside::beside;

pub use counts::SheetCounts;
pub use export::{Exported, SheetExport};
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
    /// What a draft of it is stamped with.
    pub stamp: String,
}

/// What the ledger calls a sheet.
const KIND: &str = "cue-sheet";
/// And one whose commissioned cues are put together: it takes no sheet's place.
const ROLLED_UP: &str = "cue-sheet-rolled-up";

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
        found.extend(beside(rows, &books, &drawn, profile.licences)?);
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
        let times_filed = rows.times_filed(&facts.name, KIND, &profile.id)?;
        let revision = if changes.is_empty() { 0 } else { times_filed };
        Ok(SheetView {
            stamp: Dress { is_final: false, revision, ..Dress::default() }.stamp(),
            times_filed,
            cues: facts.cues.len(),
            ready,
            filed,
            changes,
            problems: found,
            sheet: if roll_up { rolled_up(&made, &profile) } else { made },
        })
    }

    /// What stands between the cue list of a cut and a final one: the rules of every sheet, and what no form asks for.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn problems(&self, cut: CutId) -> Result<Vec<Problem>, StudioError> {
        Ok(self.sheet(cut, CUE_LIST, false)?.problems)
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
