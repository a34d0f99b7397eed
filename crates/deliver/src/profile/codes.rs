//! Codes of use, and the keys by which profiles name origins and roles.

use model::{Origin, Perception, ShareRole, ThemeRole, Usage, Voice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code of use, and which cues it fits: those that agree in all that is named here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct UsageCode {
    /// `BI`.
    pub code: String,
    /// Who perceives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perception: Option<Perception>,
    /// Whether words are sung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// A role beyond the scene.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme_role: Option<ThemeRole>,
}

/// An [`Origin`] as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the origin of the same name")]
pub enum OriginName {
    Commercial,
    Library,
    Commissioned,
    Live,
    Video,
    PublicDomain,
}

/// A [`ShareRole`] as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the role of the same name")]
pub enum RoleName {
    Composer,
    Author,
    ComposerAuthor,
    Arranger,
    Adaptor,
    Translator,
    SubArranger,
    SubAuthor,
    OriginalPublisher,
    Administrator,
    SubPublisher,
}

impl UsageCode {
    pub(crate) fn fits(&self, usage: Usage) -> bool {
        self.perception.is_none_or(|perception| perception == usage.perception)
            && self.voice.is_none_or(|voice| Some(voice) == usage.voice)
            && self.theme_role.is_none_or(|role| role == usage.theme_role)
    }
}

impl OriginName {
    /// The key of an origin.
    #[must_use]
    pub const fn of(origin: Origin) -> Self {
        match origin {
            Origin::Commercial => Self::Commercial,
            Origin::Library => Self::Library,
            Origin::Commissioned => Self::Commissioned,
            Origin::Live => Self::Live,
            Origin::Video => Self::Video,
            Origin::PublicDomain => Self::PublicDomain,
        }
    }
}

impl RoleName {
    /// The key of a role.
    #[must_use]
    pub const fn of(role: ShareRole) -> Self {
        match role {
            ShareRole::Composer => Self::Composer,
            ShareRole::Author => Self::Author,
            ShareRole::ComposerAuthor => Self::ComposerAuthor,
            ShareRole::Arranger => Self::Arranger,
            ShareRole::Adaptor => Self::Adaptor,
            ShareRole::Translator => Self::Translator,
            ShareRole::SubArranger => Self::SubArranger,
            ShareRole::SubAuthor => Self::SubAuthor,
            ShareRole::OriginalPublisher => Self::OriginalPublisher,
            ShareRole::Administrator => Self::Administrator,
            ShareRole::SubPublisher => Self::SubPublisher,
        }
    }
}
