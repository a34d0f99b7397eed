//! How far a cue sheet is, in numbers: what the status bar shows beside every page.

use deliver::problem::Severity;
use model::CutId;
use serde::Serialize;
use ts_rs::TS;

use crate::Studio;
use crate::error::StudioError;

/// How far a cue sheet is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetCounts {
    /// By which profile.
    pub profile: String,
    /// Cues of the cut.
    pub cues: usize,
    /// Cues without an error.
    pub ready: usize,
    /// Problems that keep it from being final.
    pub errors: usize,
    /// Other problems.
    pub warnings: usize,
}

impl Studio {
    /// How far the sheet of a cut is by a profile, or by the first one where there is none of that id.
    ///
    /// # Errors
    /// If there is no such cut, or the document cannot be read.
    pub fn sheet_counts(&self, cut: CutId, profile: Option<&str>) -> Result<SheetCounts, StudioError> {
        let known = self.profiles()?;
        let named = profile.and_then(|id| known.iter().find(|one| one.id == id)).or(known.first());
        let profile = named.ok_or_else(|| StudioError::NoProfile {
            id: profile.unwrap_or_default().to_owned(),
            known: String::new(),
        })?;
        let view = self.sheet(cut, &profile.id, false)?;
        let errors = view.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        Ok(SheetCounts {
            profile: profile.name.clone(),
            cues: view.cues,
            ready: view.ready,
            errors,
            warnings: view.problems.len() - errors,
        })
    }
}
