//! Shots: a cut's picture as an editor's list has it.

use serde::{Deserialize, Serialize};
use timebase::{FrameRate, Frames};
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

    /// In lowest terms, or the nearest speed that has no more than [`Self::MOST`] above and below the line: some editors
    /// write ramps in millionths of a second. What cannot be a speed is as it was taken.
    #[must_use]
    pub fn of(over: i64, under: i64) -> Self {
        if under == 0 || over == i64::MIN || under == i64::MIN {
            return Self::NORMAL;
        }
        let (over, under) = if under < 0 { (-over, -under) } else { (over, under) };
        let by = gcd(over.unsigned_abs(), under.unsigned_abs()).max(1);
        let by = i64::try_from(by).unwrap_or(1);
        let (over, under) = (over / by, under / by);
        let (near, under) = nearest(over.abs(), under);
        Self { over: near * over.signum(), under }
    }
}

/// The last convergent of the continued fraction of `over / under` with no more than [`ShotSpeed::MOST`] above and below the
/// line, which differs from it by less than one part in a million millions where both are large.
fn nearest(over: i64, under: i64) -> (i64, i64) {
    const MOST: i64 = ShotSpeed::MOST;
    if over <= MOST && under <= MOST {
        return (over, under);
    }
    let ((mut above, mut below), (mut last_above, mut last_below)) = ((1, 0), (0, 1));
    let (mut over, mut under) = (over, under);
    while under != 0 {
        let whole = over / under;
        let next = |now: i64, last: i64| whole.checked_mul(now)?.checked_add(last).filter(|next| *next <= MOST);
        let (Some(next_above), Some(next_below)) = (next(above, last_above), next(below, last_below)) else { break };
        (last_above, last_below, above, below) = (above, below, next_above, next_below);
        (over, under) = (under, over % under);
    }
    // Faster than any: nothing was found below the line.
    if below == 0 { (MOST, 1) } else { (above, below) }
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

    /// Whether a source has such a frame: no clock counts as far as 2^40.
    #[must_use]
    pub const fn can_begin_at(source: Frames) -> bool {
        source.0.unsigned_abs() <= 1 << 40
    }

    /// Whether its numbers are of a cut of `length`: within it, at least a frame, at a speed that can be.
    #[must_use]
    pub fn fits(&self, length: Frames) -> bool {
        let source = self.source_in.is_none_or(Self::can_begin_at);
        let speed = self.speed.over.abs() <= ShotSpeed::MOST && (1..=ShotSpeed::MOST).contains(&self.speed.under);
        source && speed && self.at.0 >= 0 && self.length.0 > 0 && self.end() <= length
    }

    /// The first frame after it.
    #[must_use]
    pub const fn end(&self) -> Frames {
        Frames(self.at.0.saturating_add(self.length.0))
    }
}

/// The greatest number that divides both.
pub(super) fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A cut's picture.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// Its shots, in any order.
    pub shots: &'a [Shot],
    /// The rate that their frames count.
    pub rate: FrameRate,
    /// How long the cut is.
    pub length: Frames,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_in_fine_fractions_is_the_nearest_that_a_shot_can_have() {
        for (over, under) in [
            (149_819_760, 65_872_008),
            (149_819_760, 82_927_998),
            (-9_168_210, 4_436_211),
            (1_000_001, 1_000_003),
            (i64::MAX, i64::MAX - 2),
        ] {
            let speed = ShotSpeed::of(over, under);
            let shot = Shot { speed, source_in: Some(Frames(0)), ..Shot::black(Frames(0), Frames(10)) };
            assert!(shot.fits(Frames(10)), "{speed:?}");
            // What is off, beside what is told: less than one part in a hundred thousand million.
            let told = i128::from(over) * i128::from(speed.under);
            let off = told - i128::from(speed.over) * i128::from(under);
            assert!(off.abs() * 100_000_000_000 < told.abs(), "{over}/{under} is {speed:?}");
        }
        assert_eq!(ShotSpeed::of(3_000_000, 1_500_000), ShotSpeed { over: 2, under: 1 });
        assert_eq!(ShotSpeed::of(999_983, 1_000_000), ShotSpeed { over: 999_983, under: 1_000_000 });
        assert_eq!(ShotSpeed::of(1, i64::MAX), ShotSpeed { over: 0, under: 1 });
        assert_eq!(ShotSpeed::of(i64::MIN + 1, 1), ShotSpeed { over: -ShotSpeed::MOST, under: 1 });
    }
}
