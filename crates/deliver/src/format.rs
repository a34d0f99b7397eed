//! The kinds of file a list is delivered as.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated text: one heading line, one line a cue.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// Printed pages.
    Pdf,
    /// For programs.
    Json,
}

/// The text names no format that a list can be delivered as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a format for a cue list; use csv, xlsx, pdf or json")]
pub struct UnknownFormat(pub String);

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Xlsx, Self::Pdf, Self::Json];

    /// The ending of its files, without the dot; also the name it is parsed from.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }

    /// Its media type (IANA).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a name or a file ending, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| text.eq_ignore_ascii_case(format.extension()))
            .ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_read_back_in_any_case_and_others_refused() {
        for format in Format::ALL {
            assert_eq!(format.extension().to_uppercase().parse(), Ok(format));
        }
        let error = "docx".parse::<Format>().expect_err("docx is none");
        assert_eq!(error.to_string(), "\"docx\" is not a format for a cue list; use csv, xlsx, pdf or json");
    }
}
