//! Characters, the musical ideas tied to them, and how cues state those.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CharacterId, EpisodeId, ThemeId, TrackId};

/// Somebody of the show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Character {
    /// Its row.
    pub id: CharacterId,
    /// As in the script.
    pub name: String,
}

/// A recurring musical idea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Its row.
    pub id: ThemeId,
    /// `Mara's theme`.
    pub name: String,
    /// Whose it is, if anybody's.
    pub character: Option<CharacterId>,
    /// What else it stands for: a place, a relation, an idea. Empty where nobody said.
    pub about: String,
    /// What is to become of it: `broken, then whole`.
    pub brief: String,
    /// The tracks that state it, in the order of its evolution.
    pub tracks: Vec<TrackId>,
}

/// How much of a theme a cue states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Manner {
    /// The whole of it.
    Full,
    /// A few notes, a phrase.
    Fragment,
    /// Against another theme or tune.
    Counterpoint,
}

/// A theme as a cue states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// Which one.
    pub theme: ThemeId,
    /// How much of it; `None` where nobody said.
    pub manner: Option<Manner>,
    /// What is changed of it, in words: key, tempo, instruments, mood.
    pub changes: String,
}

/// What an episode asks of a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThemeInEpisode {
    /// Which theme.
    pub theme: ThemeId,
    /// In which episode.
    pub episode: EpisodeId,
    /// How it stands with whom it answers to: `anxious`, `sure`. Empty where nobody said.
    pub state: String,
    /// Whether it is to be heard there.
    pub expected: bool,
}

impl Statement {
    /// A statement of which nothing else is said yet.
    #[must_use]
    pub const fn of(theme: ThemeId) -> Self {
        Self { theme, manner: None, changes: String::new() }
    }
}

impl Manner {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Fragment => "fragment",
            Self::Counterpoint => "counterpoint",
        }
    }
}
