//! Fades: how music comes and goes at the edges of a placement.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

/// How a fade rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum FadeShape {
    /// Amplitude rises in a straight line.
    Linear,
    /// Amplitude rises as a quarter sine, so that power rises in a straight line.
    #[default]
    EqualPower,
    /// Amplitude rises slowly, quickly, slowly: half a cosine.
    SCurve,
    /// Decibels rise in a straight line from -40 dB: slowly, then quickly.
    Logarithmic,
}

/// A fade at one end of a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fade {
    /// How long it lasts; zero for none.
    pub length: Flicks,
    /// How it rises.
    pub shape: FadeShape,
    /// How far its middle is pulled towards louder, or where negative towards quieter, in percent: from -100 to 100.
    #[serde(default)]
    pub bend: i64,
}

impl Fade {
    /// Without a fade.
    pub const NONE: Self = Self { length: Flicks::ZERO, shape: FadeShape::EqualPower, bend: 0 };

    /// With its bend brought within what can be bent.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { bend: self.bend.clamp(-100, 100), ..self }
    }
}
