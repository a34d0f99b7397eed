//! What composers answer to a brief, and the pages in which they do.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CommissionId, PackageId, Secret};

/// Something that the composer said of a commission as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComposerWord {
    /// What makes it known when it comes twice.
    pub key: String,
    /// What it is.
    pub kind: ComposerSaid,
    /// When, RFC 3339 in UTC, by the clock of whoever said it.
    pub said_at: String,
    /// Who composes, by the name that the page was made for.
    pub author: String,
    /// What they say; empty where the kind says all.
    pub body: String,
    /// The day by which they propose to deliver, ISO 8601; empty where they propose none. It is no date of the commission
    /// until somebody sets it.
    pub delivers_on: String,
    /// Whether it is dealt with.
    pub resolved: bool,
}

/// What a composer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ComposerSaid {
    /// They write it.
    Taken,
    /// They do not.
    Declined,
    /// They ask something.
    Question,
    /// They note something whose place is not on the cut any more.
    Note,
}

impl ComposerSaid {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Declined => "declined",
            Self::Question => "question",
            Self::Note => "note",
        }
    }
}

/// A page of a brief that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentBrief {
    /// Its row, and what replies call it.
    pub id: PackageId,
    /// What it asks for.
    pub commission: CommissionId,
    /// When it was made, RFC 3339 in UTC.
    pub made_at: String,
    /// What it was called, without its folder.
    pub file: String,
    /// Who it was for, by name; empty where nobody was named.
    pub composer: String,
    /// What replies to it are signed with.
    pub secret: Secret,
}
