//! The papers there are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A letter or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// Asks a rights holder what its rights would cost.
    QuoteRequest,
    /// Puts in writing what was agreed with a rights holder.
    Confirmation,
    /// Every right of what is used, with how far it has come.
    ClearanceLog,
    /// What may be spent, and what is.
    Budget,
    /// What the end titles say of the music.
    EndCredits,
    /// Every cue with what it is to do.
    SpottingNotes,
    /// The recordings, as a soundtrack album would list them.
    Soundtrack,
}

impl Paper {
    /// Every paper, letters first.
    pub const ALL: [Self; 7] = [
        Self::QuoteRequest,
        Self::Confirmation,
        Self::ClearanceLog,
        Self::Budget,
        Self::EndCredits,
        Self::SpottingNotes,
        Self::Soundtrack,
    ];

    /// As commands and the ledger name it: `quote-request`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::QuoteRequest => "quote-request",
            Self::Confirmation => "confirmation",
            Self::ClearanceLog => "clearance-log",
            Self::Budget => "budget",
            Self::EndCredits => "end-credits",
            Self::SpottingNotes => "spotting-notes",
            Self::Soundtrack => "soundtrack",
        }
    }

    /// As people call it: `Quote request`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::QuoteRequest => "Quote request",
            Self::Confirmation => "Confirmation letter",
            Self::ClearanceLog => "Clearance log",
            Self::Budget => "Music budget",
            Self::EndCredits => "End-credit copy",
            Self::SpottingNotes => "Spotting notes",
            Self::Soundtrack => "Soundtrack album",
        }
    }

    /// As people call several of them: `Quote requests`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::QuoteRequest => "Quote requests",
            Self::Confirmation => "Confirmations",
            Self::ClearanceLog | Self::Budget | Self::EndCredits | Self::SpottingNotes | Self::Soundtrack => {
                self.title()
            }
        }
    }

    /// What it is for, in a line of help.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::QuoteRequest => "Letters that ask rights holders for quotes",
            Self::Confirmation => "Letters that confirm what was agreed with rights holders",
            Self::ClearanceLog => "Every right of what is used",
            Self::Budget => "The money of the season and its episodes",
            Self::EndCredits => "What the end titles say of the music",
            Self::SpottingNotes => "Every cue with what it is to do",
            Self::Soundtrack => "The recordings as an album would list them",
        }
    }

    /// Whether it goes to rights holders, one each.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::QuoteRequest | Self::Confirmation)
    }

    /// Whether its wording is a template.
    #[must_use]
    pub const fn has_template(self) -> bool {
        matches!(self, Self::QuoteRequest | Self::Confirmation | Self::EndCredits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_called_the_same_in_files_and_commands() {
        for paper in Paper::ALL {
            assert_eq!(serde_json::to_value(paper).ok(), Some(paper.name().into()));
        }
    }
}
