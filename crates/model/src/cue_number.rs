//! Cue numbers: `1M03` is the third music cue of reel 1, `1S02` its second source cue.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a cue is laid over the scene or sounds within it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum CueKind {
    /// `M`: songs and score.
    Music,
    /// `S`: from a source that the characters hear.
    Source,
}

/// The number of a cue within a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, TS, schemars::JsonSchema)]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct CueNumber {
    /// Reel or act, from 1.
    pub reel: u32,
    /// Music or source.
    pub kind: CueKind,
    /// From 1 in its reel and kind.
    pub number: u32,
}

/// The text is not a cue number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a cue number; write it as 1M03, or 1S02 for source")]
pub struct NumberError(pub String);

impl CueNumber {
    /// The lowest number of `reel` and `kind` that none of `taken` has.
    #[must_use]
    pub fn next_free(reel: u32, kind: CueKind, taken: &HashSet<Self>) -> Self {
        Self::next_free_from(1, reel, kind, taken)
    }

    /// The lowest number from `first` on: for many in a row, where it is known that those below are taken.
    #[must_use]
    pub fn next_free_from(first: u32, reel: u32, kind: CueKind, taken: &HashSet<Self>) -> Self {
        (first..)
            .map(|number| Self { reel, kind, number })
            .find(|candidate| !taken.contains(candidate))
            .unwrap_or(Self { reel, kind, number: u32::MAX })
    }
}

impl fmt::Display for CueNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            CueKind::Music => 'M',
            CueKind::Source => 'S',
        };
        write!(out, "{}{kind}{:02}", self.reel, self.number)
    }
}

impl FromStr for CueNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let wrong = || NumberError(text.to_owned());
        let mark = text.find(|letter: char| letter.is_ascii_alphabetic()).ok_or_else(wrong)?;
        let kind = match &text[mark..=mark] {
            "M" | "m" => CueKind::Music,
            "S" | "s" => CueKind::Source,
            _ => return Err(wrong()),
        };
        let count = |part: &str| -> Result<u32, NumberError> {
            let plain = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|&value| plain && value > 0).ok_or_else(wrong)
        };
        Ok(Self { reel: count(&text[..mark])?, kind, number: count(&text[mark + 1..])? })
    }
}

impl Serialize for CueNumber {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CueNumber {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for text in ["1M01", "4M07", "12S03", "1M100"] {
            assert_eq!(text.parse::<CueNumber>().map(|number| number.to_string()), Ok(text.to_owned()));
        }
        for wrong in ["", "M", "1M", "M1", "0M01", "1M00", "1X01", "1M1é", "1M99999", "é1M1"] {
            assert!(wrong.parse::<CueNumber>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_next_free_number_fills_gaps() {
        let taken = ["1M01", "1M03", "1S02", "2M02"].iter().map(|text| text.parse().expect("a number")).collect();
        assert_eq!(CueNumber::next_free(1, CueKind::Music, &taken).to_string(), "1M02");
        assert_eq!(CueNumber::next_free(1, CueKind::Source, &taken).to_string(), "1S01");
        assert_eq!(CueNumber::next_free_from(3, 1, CueKind::Music, &taken).to_string(), "1M04");
    }
}
