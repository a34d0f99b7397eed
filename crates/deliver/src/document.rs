//! What leaves the house as a document.

use std::fmt;
use std::str::FromStr;

use crate::letters::Paper;

/// A document of a cut. Which forms it is written in stands in `formats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Document {
    /// The list of all music as somebody's form wants it filed.
    CueSheet,
    /// What changed since a cue sheet was filed.
    Changes,
    /// The list of all music as it stands.
    CueList,
    /// Who was shown what, and what they said.
    Minutes,
    /// What became of the music from one cut to a newer one.
    MusicChanges,
    /// What composers are asked for.
    Brief,
    /// A letter or a list.
    Paper(Paper),
}

/// The text names no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no document called \"{0}\"")]
pub struct UnknownDocument(pub String);

impl Document {
    /// Every document.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::CueSheet, Self::Changes, Self::CueList, Self::Minutes, Self::MusicChanges, Self::Brief]
            .into_iter()
            .chain(Paper::ALL.into_iter().map(Self::Paper))
    }

    /// As commands name it: `cue-sheet`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CueSheet => "cue-sheet",
            Self::Changes => "cue-sheet-changes",
            Self::CueList => "cue-list",
            Self::Minutes => "review-minutes",
            Self::MusicChanges => "music-changes",
            Self::Brief => "commission-brief",
            Self::Paper(paper) => paper.name(),
        }
    }

    /// As people call it: `Cue sheet`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::CueSheet => "Cue sheet",
            Self::Changes => "Changes to the cue sheet",
            Self::CueList => "Cue list",
            Self::Minutes => "Minutes of the review",
            Self::MusicChanges => "Music change list",
            Self::Brief => "Commission brief",
            Self::Paper(paper) => paper.title(),
        }
    }

    /// As people call several of them: `Quote requests`.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::CueSheet => "Cue sheets",
            Self::Changes => self.title(),
            Self::CueList => "Cue lists",
            Self::Minutes => self.title(),
            Self::MusicChanges => "Music change lists",
            Self::Brief => "Commission briefs",
            Self::Paper(paper) => paper.plural(),
        }
    }

    /// What it is for, in a line of help.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::CueSheet => "The cue sheet by a profile",
            Self::Changes => "What changed since the cue sheet was filed, field by field",
            Self::CueList => "The list of all music of the cut, as it stands",
            Self::Minutes => "Who was shown what in the rounds of review, what they said and when",
            Self::MusicChanges => "Where each cue was in an older cut and is now, and why",
            Self::Brief => "What composers are asked for: the brief of each commission that answers a cue",
            Self::Paper(paper) => paper.about(),
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Document {
    type Err = UnknownDocument;

    fn from_str(text: &str) -> Result<Self, UnknownDocument> {
        Self::all().find(|one| one.name() == text).ok_or_else(|| UnknownDocument(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_back_by_the_names_of_commands() {
        for document in Document::all() {
            assert_eq!(document.name().parse(), Ok(document));
            assert!(!document.about().is_empty() && !document.plural().is_empty());
        }
        assert!("cue-shet".parse::<Document>().is_err());
    }
}
