//! How music is used in a programme, as cue sheets tell it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who perceives the music.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Perception {
    /// Only the audience hears it.
    #[default]
    Background,
    /// Its performer is on camera, singing or playing.
    Visual,
    /// It is in the foreground: the characters hear it, as from a radio, or it carries the scene, as in a montage.
    Featured,
}

/// Whether words are sung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Voice {
    /// No words.
    Instrumental,
    /// Words are sung.
    Vocal,
}

/// A role beyond the scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ThemeRole {
    /// An ordinary cue.
    #[default]
    None,
    /// Opening titles.
    MainTitle,
    /// Closing titles.
    EndTitle,
    /// The show's theme elsewhere.
    Theme,
    /// A company's logo.
    Logo,
    /// Into or out of a break.
    Bumper,
}

/// Where the music comes from. UK societies ask by letter: C, L, X, P, V.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// Released to the public.
    Commercial,
    /// From a production-music library.
    Library,
    /// Written for the programme.
    Commissioned,
    /// Performed for the programme, as on a stage in it.
    Live,
    /// A music video that is shown.
    Video,
    /// Out of copyright.
    PublicDomain,
}

impl ThemeRole {
    /// As lists say it: `main title`; nothing for none.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::MainTitle => "main title",
            Self::EndTitle => "end title",
            Self::Theme => "theme",
            Self::Logo => "logo",
            Self::Bumper => "bumper",
        }
    }
}

/// The usage of a cue: separate facts, from which every dialect of codes is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    /// Who perceives it.
    pub perception: Perception,
    /// Whether words are sung; `None` where nobody has said.
    pub voice: Option<Voice>,
    /// A role beyond the scene.
    pub theme_role: ThemeRole,
    /// Where the music comes from; `None` where nobody has said.
    pub origin: Option<Origin>,
}

/// A fact that is advised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(tag = "fact", content = "value", rename_all = "camelCase")]
pub enum UsageFact {
    /// Who perceives it.
    Perception(Perception),
    /// Whether words are sung.
    Voice(Voice),
    /// A role beyond the scene.
    ThemeRole(ThemeRole),
    /// Where the music comes from.
    Origin(Origin),
}

impl Usage {
    /// The same but for one fact.
    #[must_use]
    pub const fn with(mut self, fact: UsageFact) -> Self {
        match fact {
            UsageFact::Perception(perception) => self.perception = perception,
            UsageFact::Voice(voice) => self.voice = Some(voice),
            UsageFact::ThemeRole(role) => self.theme_role = role,
            UsageFact::Origin(origin) => self.origin = Some(origin),
        }
        self
    }

    /// Perception and voice alone: `BI`, `BV`, `VI`, `VV`, `FI`, `FV`; `B`, `V`, `F` where nobody has said whether
    /// words are sung.
    #[must_use]
    pub const fn plain_code(self) -> &'static str {
        match (self.perception, self.voice) {
            (Perception::Background, None) => "B",
            (Perception::Background, Some(Voice::Instrumental)) => "BI",
            (Perception::Background, Some(Voice::Vocal)) => "BV",
            (Perception::Visual, None) => "V",
            (Perception::Visual, Some(Voice::Instrumental)) => "VI",
            (Perception::Visual, Some(Voice::Vocal)) => "VV",
            (Perception::Featured, None) => "F",
            (Perception::Featured, Some(Voice::Instrumental)) => "FI",
            (Perception::Featured, Some(Voice::Vocal)) => "FV",
        }
    }
}
