//! Works: the compositions behind tracks, and who has which share of them.
//!
//! Shares are kept a side (`../docs/architecture.md`): what the writers have adds up to the whole writers' side, what
//! the original publishers have to the whole publishers' side, and the work says how the whole is divided between the
//! two. Each export converts to its own convention.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{PartyId, TrackId, WorkId, WorkShareId};

/// A share in millionths: 1 000 000 is all of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number & { readonly __brand: \"Share\" }")]
pub struct Share(pub i64);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(1_000_000);
    /// Half of it.
    pub const HALF: Self = Self(500_000);

    /// `75`, `33.33`: percent with at most `decimals`, without noughts at the end.
    #[must_use]
    pub fn percent(self, decimals: u8) -> String {
        // Millionths have four decimals in percent.
        let unit = 10_i64.pow(4 - u32::from(decimals.min(4)));
        let rounded = (self.0 + unit / 2).div_euclid(unit) * unit;
        let (whole, rest) = (rounded / 10_000, rounded % 10_000);
        if rest == 0 {
            return whole.to_string();
        }
        format!("{whole}.{rest:04}").trim_end_matches('0').to_owned()
    }
}

impl fmt::Display for Share {
    /// `75 %`, `33.3333 %`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} %", self.percent(4))
    }
}

/// How a work is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Publishing {
    /// Publishers have the publishers' side.
    #[default]
    Published,
    /// No publisher; the writers keep it all.
    Unpublished,
    /// The writers administer it themselves until there is a publisher.
    CopyrightControl,
}

impl Publishing {
    /// What a name in a publisher's place says where it is no party's: `Copyright Control`, `Manuskript`.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let lower = text.to_lowercase().replace(['-', '.', ','], " ");
        match lower.split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
            "unpublished" | "not published" | "non published" | "no publisher" | "unverlegt" | "nicht verlegt"
            | "manuskript" | "manuscript" | "inédit" | "inedito" | "inédito" => Some(Self::Unpublished),
            "copyright control" | "copyright controlled" | "© control" | "(c) control" | "c/c" => {
                Some(Self::CopyrightControl)
            }
            _ => None,
        }
    }

    /// As sheets print a part that no publisher has: `Unpublished`, `Copyright Control`; nothing for what is published.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "",
            Self::Unpublished => "Unpublished",
            Self::CopyrightControl => "Copyright Control",
        }
    }
}

/// The two sides of a work.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum WorkSide {
    /// Those who wrote it.
    Writers,
    /// Those who publish it.
    Publishers,
}

/// What a party is to a work. The codes are those of CWR.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum ShareRole {
    /// `C`: wrote the music.
    Composer,
    /// `A`: wrote the words.
    Author,
    /// `CA`: wrote music and words.
    ComposerAuthor,
    /// `AR`: arranged it.
    Arranger,
    /// `AD`: adapted the words.
    Adaptor,
    /// `TR`: translated the words.
    Translator,
    /// `SR`: arranged it for a territory.
    SubArranger,
    /// `SA`: wrote words for a territory.
    SubAuthor,
    /// `E`: the original publisher.
    OriginalPublisher,
    /// `AM`: administers for an original publisher.
    Administrator,
    /// `SE`: publishes in a territory for an original publisher.
    SubPublisher,
}

impl ShareRole {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::Composer,
        Self::Author,
        Self::ComposerAuthor,
        Self::Arranger,
        Self::Adaptor,
        Self::Translator,
        Self::SubArranger,
        Self::SubAuthor,
        Self::OriginalPublisher,
        Self::Administrator,
        Self::SubPublisher,
    ];

    /// As sentences say it: `composer`, `original publisher`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Composer => "composer",
            Self::Author => "author",
            Self::ComposerAuthor => "composer and author",
            Self::Arranger => "arranger",
            Self::Adaptor => "adaptor",
            Self::Translator => "translator",
            Self::SubArranger => "sub-arranger",
            Self::SubAuthor => "sub-author",
            Self::OriginalPublisher => "original publisher",
            Self::Administrator => "administrator",
            Self::SubPublisher => "sub-publisher",
        }
    }

    /// The CWR code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Composer => "C",
            Self::Author => "A",
            Self::ComposerAuthor => "CA",
            Self::Arranger => "AR",
            Self::Adaptor => "AD",
            Self::Translator => "TR",
            Self::SubArranger => "SR",
            Self::SubAuthor => "SA",
            Self::OriginalPublisher => "E",
            Self::Administrator => "AM",
            Self::SubPublisher => "SE",
        }
    }

    /// The side it belongs to.
    #[must_use]
    pub const fn side(self) -> WorkSide {
        match self {
            Self::Composer
            | Self::Author
            | Self::ComposerAuthor
            | Self::Arranger
            | Self::Adaptor
            | Self::Translator
            | Self::SubArranger
            | Self::SubAuthor => WorkSide::Writers,
            Self::OriginalPublisher | Self::Administrator | Self::SubPublisher => WorkSide::Publishers,
        }
    }

    /// Whether it made something new of somebody's work: who may have a share of what is out of copyright.
    #[must_use]
    pub const fn arranges(self) -> bool {
        matches!(self, Self::Arranger | Self::SubArranger | Self::Adaptor | Self::Translator)
    }

    /// Whether its share counts towards the whole of its side: all writers, and of the publishers the original ones.
    /// Administrators and sub-publishers collect what belongs to somebody else.
    #[must_use]
    pub const fn owns(self) -> bool {
        !matches!(self, Self::Administrator | Self::SubPublisher)
    }
}

/// A composition. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    /// Its row.
    pub id: WorkId,
    /// Its title.
    pub title: String,
    /// Other titles it is known by.
    pub other_titles: Vec<String>,
    /// ISO 15707: `T` and ten digits, without separators.
    pub iswc: String,
    /// What of the whole belongs to the writers' side; the rest is the publishers'.
    pub writers_part: Share,
    /// How it is published.
    pub publishing: Publishing,
    /// What of the publishers' side is unpublished, where others publish the rest of it.
    pub unpublished: Share,
    /// What of the publishers' side is under copyright control, where others publish the rest of it.
    pub copyright_control: Share,
    /// Whether its copyright is over, so that nobody is paid for it (an arrangement of it may be).
    pub public_domain: bool,
    /// Numbers that societies have given it: `ASCAP 123456789`, `PRS tunecode 1234BM`.
    pub society_numbers: Vec<SocietyNumber>,
    /// Free text.
    pub note: String,
}

impl Work {
    /// A published work of which nothing is known but its title, half of it the writers'.
    #[must_use]
    pub fn new(id: WorkId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            other_titles: Vec::new(),
            iswc: String::new(),
            writers_part: Share::HALF,
            publishing: Publishing::Published,
            unpublished: Share(0),
            copyright_control: Share(0),
            public_domain: false,
            society_numbers: Vec::new(),
            note: String::new(),
        }
    }

    /// What of the publishers' side belongs to no publisher, by its name; what is nothing is left out.
    #[must_use]
    pub fn open_shares(&self) -> Vec<(Publishing, Share)> {
        [(Publishing::Unpublished, self.unpublished), (Publishing::CopyrightControl, self.copyright_control)]
            .into_iter()
            .filter(|(_, share)| share.0 > 0)
            .collect()
    }

    /// The part of the publishers' side that belongs to no publisher.
    #[must_use]
    pub const fn open_share(&self) -> Share {
        Share(self.unpublished.0 + self.copyright_control.0)
    }
}

/// A society's own number for a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SocietyNumber {
    /// The society: `PRS`.
    pub society: String,
    /// Its number for the work.
    pub number: String,
}

/// What one party has of a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkShare {
    /// Its row.
    pub id: WorkShareId,
    /// The work.
    pub work: WorkId,
    /// Who.
    pub party: PartyId,
    /// As what; it says the side.
    pub role: ShareRole,
    /// Of its side. For administrators and sub-publishers: what they collect of it.
    pub share: Share,
    /// Where it holds, in words: `World`, `US, CA`, `World ex US`.
    pub territory: String,
    /// For a publisher: the writer's share it publishes; for an administrator or sub-publisher: the publisher's share
    /// it acts for.
    pub acts_for: Option<WorkShareId>,
    /// Order within the work.
    pub ordinal: i64,
}

/// What rights need to know of a track beyond its tags. Texts are empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recording {
    /// The track.
    pub track: TrackId,
    /// The composition that is recorded. A medley is one work with the writers of all its parts.
    pub work: Option<WorkId>,
    /// The label as a party, whom the master is cleared with.
    pub label: Option<PartyId>,
    /// Catalogue number of the release.
    pub catalogue_number: String,
    /// The number of the track on the release, as printed.
    pub cut_number: String,
    /// The production-music library it is from; empty for commercial music.
    pub library: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_in_percent_with_no_more_decimals_than_they_need() {
        for (millionths, decimals, text) in [
            (1_000_000, 2, "100"),
            (333_333, 2, "33.33"),
            (125_000, 2, "12.5"),
            (166_667, 2, "16.67"),
            (333_333, 0, "33"),
            (5, 4, "0.0005"),
        ] {
            assert_eq!(Share(millionths).percent(decimals), text);
        }
        assert_eq!(Share(333_333).to_string(), "33.3333 %");
    }
}
