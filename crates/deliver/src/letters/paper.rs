//! The papers there are, and the forms each leaves in.

use std::fmt;
use std::str::FromStr;

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

/// A kind of file that a letter or list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PaperFormat {
    /// Printed pages.
    Pdf,
    /// A text document of Word and others.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// Plain text, UTF-8.
    Txt,
}

/// The text names no form that a paper is written in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a form for letters and lists; use pdf, docx, xlsx or txt")]
pub struct UnknownPaperFormat(pub String);

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

    /// The forms it leaves in, the usual one first.
    #[must_use]
    pub const fn formats(self) -> &'static [PaperFormat] {
        match self {
            Self::QuoteRequest | Self::Confirmation => &[PaperFormat::Pdf, PaperFormat::Docx],
            Self::EndCredits => &[PaperFormat::Docx, PaperFormat::Pdf, PaperFormat::Txt],
            // Read aloud, and written into by hand.
            Self::SpottingNotes => &[PaperFormat::Pdf, PaperFormat::Docx, PaperFormat::Xlsx],
            Self::Soundtrack => &[PaperFormat::Xlsx, PaperFormat::Docx, PaperFormat::Pdf],
            Self::ClearanceLog | Self::Budget => &[PaperFormat::Xlsx, PaperFormat::Pdf],
        }
    }
}

impl PaperFormat {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Docx, Self::Xlsx, Self::Txt];

    /// The ending of its files, without the dot; also the name it is parsed from.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Txt => "txt",
        }
    }
}

impl fmt::Display for PaperFormat {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.extension())
    }
}

impl FromStr for PaperFormat {
    type Err = UnknownPaperFormat;

    /// Reads a name or a file ending, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownPaperFormat> {
        Self::ALL
            .into_iter()
            .find(|format| text.eq_ignore_ascii_case(format.extension()))
            .ok_or_else(|| UnknownPaperFormat(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_called_the_same_in_files_and_commands() {
        for paper in Paper::ALL {
            assert_eq!(serde_json::to_value(paper).ok(), Some(paper.name().into()));
            assert!(!paper.formats().is_empty());
        }
        assert_eq!("PDF".parse(), Ok(PaperFormat::Pdf));
        assert!("csv".parse::<PaperFormat>().is_err());
    }
}
