//! Shots: a cut's picture as an editor's list has it.

use serde::{Deserialize, Serialize};
use timebase::Frames;
use ts_rs::TS;

/// How fast a source runs: frames of it for each frame of the cut, as a fraction. Negative is backwards, 0 a frame that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShotSpeed {
    /// Above the line.
    pub over: i64,
    /// Below it, at least 1.
    pub under: i64,
}

/// A shot of a cut's picture: which part of which source stands where. Counts of frames are by the cut's rate, so that
/// another rate that keeps frame numbers keeps the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Shot {
    /// The clip's name; empty for black.
    pub name: String,
    /// The reel or tape; empty where the list has none.
    #[serde(default)]
    pub reel: String,
    /// The file it is from; empty where the list has none.
    #[serde(default)]
    pub file: String,
    /// The first frame of the source, counted from its label zero; `None` for black, and for graphics without a clock.
    pub source_in: Option<Frames>,
    /// Its first frame on the cut.
    pub at: Frames,
    /// How long it is on the cut, at least a frame.
    pub length: Frames,
    /// How fast its source runs.
    #[serde(default)]
    pub speed: ShotSpeed,
}

/// What is joined to one piece of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Heal {
    /// Nothing: each shot is a piece.
    None,
    /// Shots that stayed side by side.
    Consecutive,
    /// Those, and what lies between shots that moved alike where other picture of the same length replaced it.
    #[default]
    Gaps,
}

impl ShotSpeed {
    /// As it was taken.
    pub const NORMAL: Self = Self { over: 1, under: 1 };

    /// What may stand above and below the line.
    pub const MOST: i64 = 1_000_000;

    /// In lowest terms; what cannot be a speed is as it was taken.
    #[must_use]
    pub fn of(over: i64, under: i64) -> Self {
        if under == 0 || over == i64::MIN || under == i64::MIN {
            return Self::NORMAL;
        }
        let (over, under) = if under < 0 { (-over, -under) } else { (over, under) };
        let by = gcd(over.unsigned_abs(), under.unsigned_abs()).max(1);
        let by = i64::try_from(by).unwrap_or(1);
        Self { over: over / by, under: under / by }
    }
}

impl Default for ShotSpeed {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl Shot {
    /// Black of a length.
    #[must_use]
    pub fn black(at: Frames, length: Frames) -> Self {
        let (name, reel, file) = (String::new(), String::new(), String::new());
        Self { name, reel, file, source_in: None, at, length, speed: ShotSpeed::NORMAL }
    }

    /// Whether its numbers are of a cut of `length`: within it, at least a frame, at a speed that can be.
    #[must_use]
    pub fn fits(&self, length: Frames) -> bool {
        let source = self.source_in.is_none_or(|source| source.0.abs() <= 1 << 40);
        let speed = self.speed.over.abs() <= ShotSpeed::MOST && (1..=ShotSpeed::MOST).contains(&self.speed.under);
        source && speed && self.at.0 >= 0 && self.length.0 > 0 && self.end() <= length
    }

    /// The first frame after it.
    #[must_use]
    pub const fn end(&self) -> Frames {
        Frames(self.at.0.saturating_add(self.length.0))
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
