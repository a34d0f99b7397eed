//! What stands between a sheet and a final one.

use model::{CueId, EpisodeId, PartyId, TrackId, WorkId, WorkSide};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::sheet::CarveMethod;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The sheet cannot be final with it.
    Error,
    /// Somebody should look at it.
    Warning,
}

/// One thing that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The rule it breaks: `writer-society-missing`.
    pub rule: String,
    /// The number of the cue it is about; `None` for the sheet as a whole.
    pub cue: Option<String>,
    /// What is wrong in few words: `J. Vold has no society`.
    pub title: String,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
    /// Why it matters: the rule's ground, in our words.
    pub why: String,
    /// What to open to mend it.
    pub target: Target,
    /// What mends it at once; the first is the one proposed.
    pub fixes: Vec<Fix>,
}

/// What to open to mend a problem, and which of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "each variant is the row's noun, `field` the field's name in the window")]
pub enum Target {
    Show { field: String },
    Episode { id: EpisodeId, field: String },
    Cue { id: CueId, field: String },
    Track { id: TrackId, field: String },
    Work { id: WorkId, field: String },
    Party { id: PartyId, field: String },
    Clearance { track: TrackId, field: String },
    Profile,
}

/// What mends a problem, as data: the application turns it into edits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Fix {
    /// Decides about an overlap.
    CarveOut {
        /// The earlier cue.
        first: CueId,
        /// The later one.
        second: CueId,
        /// How their time is divided.
        method: CarveMethod,
        /// What the button says.
        label: String,
    },
    /// Gives all of a side equal shares, the residue of rounding to the first.
    EvenOut {
        /// Of which work.
        work: WorkId,
        /// Which side.
        side: WorkSide,
        /// What the button says.
        label: String,
    },
    /// Says how a party stands with societies.
    SetSociety {
        /// Who.
        party: PartyId,
        /// `NS` for a member of none.
        society: String,
        /// What the button says.
        label: String,
    },
    /// Says how a work is published.
    SetPublishing {
        /// Which work.
        work: WorkId,
        /// How.
        publishing: model::Publishing,
        /// What the button says.
        label: String,
    },
    /// Says how a cue is used.
    SetUsage {
        /// Which cue.
        cue: CueId,
        /// How.
        usage: model::Usage,
        /// What the button says.
        label: String,
    },
}

impl Fix {
    /// What the button says.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::CarveOut { label, .. }
            | Self::EvenOut { label, .. }
            | Self::SetSociety { label, .. }
            | Self::SetPublishing { label, .. }
            | Self::SetUsage { label, .. } => label,
        }
    }
}

/// Whether a sheet with these problems may be final.
#[must_use]
pub fn may_be_final(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
}
