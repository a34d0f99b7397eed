//! What stands between a sheet and a final one.

use model::{CarveMethod, CueId, PartyId, Publishing, Share, TrackId, Usage, WorkId, WorkSide};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use target::{ClearanceField, CueField, EpisodeField, PartyField, ShowField, Target, TrackField, WorkField};

mod target;

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
    /// What mends it at once, the safest first.
    pub fixes: Vec<Fix>,
    /// Whether the first fix is proposed: Enter takes it. Nothing is proposed that says who owns what.
    pub proposed: bool,
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
    /// Makes the shares of a side add up in the proportions they have.
    MakeWhole {
        /// Of which work.
        work: WorkId,
        /// Which side.
        side: WorkSide,
        /// What the button says.
        label: String,
    },
    /// Says what a part of the publishers' side is that no publisher has.
    SetOpenShare {
        /// Of which work.
        work: WorkId,
        /// What it is.
        kind: Publishing,
        /// How much of the publishers' side.
        share: Share,
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
        publishing: Publishing,
        /// What the button says.
        label: String,
    },
    /// Says how a cue is used.
    SetUsage {
        /// Which cue.
        cue: CueId,
        /// How.
        usage: Usage,
        /// Whether it follows from what is known, and is no guess.
        #[serde(default)]
        sure: bool,
        /// What the button says.
        label: String,
    },
    /// Says who released a recording.
    SetLabel {
        /// Which recording.
        track: TrackId,
        /// The label's name, or `Unsigned`.
        name: String,
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
            | Self::MakeWhole { label, .. }
            | Self::SetOpenShare { label, .. }
            | Self::SetSociety { label, .. }
            | Self::SetPublishing { label, .. }
            | Self::SetUsage { label, .. }
            | Self::SetLabel { label, .. } => label,
        }
    }

    /// Whether it may be proposed: it is a decision about this sheet, or follows from what is known. What says who owns a
    /// work, whom a society pays or who released a recording is somebody's to say.
    pub(crate) const fn is_safe(&self) -> bool {
        match self {
            Self::CarveOut { .. } => true,
            Self::SetUsage { sure, .. } => *sure,
            Self::MakeWhole { .. }
            | Self::SetOpenShare { .. }
            | Self::SetSociety { .. }
            | Self::SetPublishing { .. }
            | Self::SetLabel { .. } => false,
        }
    }
}

impl Problem {
    /// All of it in a line, for where its title does not stand beside its message: `1M02 and 1M03 overlap by 0.4 s. Proposed:
    /// count both, …`.
    #[must_use]
    pub fn told(&self) -> String {
        let opens = |text: &str| text.chars().take_while(|letter| *letter != ' ').collect::<String>();
        if self.cue.as_ref().is_some_and(|cue| opens(&self.message) == *cue) || self.message.starts_with(&self.title) {
            return self.message.clone();
        }
        let ends = if self.title.ends_with(['?', '.', '!']) { "" } else { "." };
        format!("{}{ends} {}", self.title, self.message)
    }
}

/// Whether a sheet with these problems may be final.
#[must_use]
pub fn may_be_final(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
}
