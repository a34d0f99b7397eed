//! What somebody said of artists and labels, for the report of a season.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Of whom something is said.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// Of an artist, by the name that recordings have.
    Artist,
    /// Of a label, by its name.
    Label,
}

/// What is said.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum SubjectFact {
    /// Where an artist is from.
    Country,
    /// Whether an artist is new or established.
    Standing,
    /// How large a label is: major, independent, the artist's own.
    Size,
    /// What an artist says of themselves: private, and in no report unless that is asked for.
    Own,
}

/// A thing that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOf {
    /// Of whom.
    pub subject: Subject,
    /// Their name.
    pub name: String,
    /// Of what kind it is.
    pub fact: SubjectFact,
    /// As it was said.
    pub said: String,
}

impl SubjectFact {
    /// As people call it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Standing => "standing",
            Self::Size => "size of label",
            Self::Own => "what they say of themselves",
        }
    }

    /// Of whom it is said.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::Country | Self::Standing | Self::Own => Subject::Artist,
            Self::Size => Subject::Label,
        }
    }
}

/// A name as others are compared with it: as it is read, in small letters.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
