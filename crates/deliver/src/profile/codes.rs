//! Codes of use.

use model::{Perception, ThemeRole, Usage, Voice};
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

impl UsageCode {
    pub(crate) fn fits(&self, usage: Usage) -> bool {
        self.perception.is_none_or(|perception| perception == usage.perception)
            && self.voice.is_none_or(|voice| Some(voice) == usage.voice)
            && self.theme_role.is_none_or(|role| role == usage.theme_role)
    }
}
