//! Frame rates of picture, and the way between frames and flicks: exact at every rate.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Flicks, Position};

/// A whole number of picture frames: an index from a cut's first frame, or a count.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Frames(pub i64);

/// Frames a second of a cut's picture, and how its timecode counts.
///
/// 23.976 stands for 24000/1001, 29.97 for 30000/1001, 47.952 for 48000/1001 and 59.94 for 60000/1001.
/// Drop-frame exists at 29.97 and 59.94 only (SMPTE ST 12-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
pub enum FrameRate {
    /// 24000/1001 frames a second.
    #[serde(rename = "23.976")]
    F23_976,
    /// 24 frames a second.
    #[serde(rename = "24")]
    F24,
    /// 25 frames a second.
    #[serde(rename = "25")]
    F25,
    /// 30000/1001 frames a second, every label counted.
    #[serde(rename = "29.97")]
    F29_97,
    /// 30000/1001 frames a second, drop-frame.
    #[serde(rename = "29.97df")]
    F29_97Drop,
    /// 30 frames a second.
    #[serde(rename = "30")]
    F30,
    /// 48000/1001 frames a second.
    #[serde(rename = "47.952")]
    F47_952,
    /// 48 frames a second.
    #[serde(rename = "48")]
    F48,
    /// 50 frames a second.
    #[serde(rename = "50")]
    F50,
    /// 60000/1001 frames a second, every label counted.
    #[serde(rename = "59.94")]
    F59_94,
    /// 60000/1001 frames a second, drop-frame.
    #[serde(rename = "59.94df")]
    F59_94Drop,
    /// 60 frames a second.
    #[serde(rename = "60")]
    F60,
}

/// The text names no rate that this program knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a frame rate; use one of 23.976, 24, 25, 29.97, 29.97df, 30, 47.952, 48, 50, 59.94, 59.94df, 60"
)]
pub struct UnknownRate(pub String);

impl FrameRate {
    /// Every rate, slowest first.
    pub const ALL: [Self; 12] = [
        Self::F23_976,
        Self::F24,
        Self::F25,
        Self::F29_97,
        Self::F29_97Drop,
        Self::F30,
        Self::F47_952,
        Self::F48,
        Self::F50,
        Self::F59_94,
        Self::F59_94Drop,
        Self::F60,
    ];

    /// As written in documents and on the command line: `23.976`, `29.97df`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::F23_976 => "23.976",
            Self::F24 => "24",
            Self::F25 => "25",
            Self::F29_97 => "29.97",
            Self::F29_97Drop => "29.97df",
            Self::F30 => "30",
            Self::F47_952 => "47.952",
            Self::F48 => "48",
            Self::F50 => "50",
            Self::F59_94 => "59.94",
            Self::F59_94Drop => "59.94df",
            Self::F60 => "60",
        }
    }

    /// How long a frame lasts, in flicks: exact.
    #[must_use]
    pub const fn frame(self) -> Flicks {
        Flicks(match self {
            Self::F23_976 => 29_429_400,
            Self::F24 => 29_400_000,
            Self::F25 => 28_224_000,
            Self::F29_97 | Self::F29_97Drop => 23_543_520,
            Self::F30 => 23_520_000,
            Self::F47_952 => 14_714_700,
            Self::F48 => 14_700_000,
            Self::F50 => 14_112_000,
            Self::F59_94 | Self::F59_94Drop => 11_771_760,
            Self::F60 => 11_760_000,
        })
    }

    /// Frame labels in one second of timecode: 24 at 23.976, 30 at 29.97.
    #[must_use]
    pub const fn labels_per_second(self) -> i64 {
        match self {
            Self::F23_976 | Self::F24 => 24,
            Self::F25 => 25,
            Self::F29_97 | Self::F29_97Drop | Self::F30 => 30,
            Self::F47_952 | Self::F48 => 48,
            Self::F50 => 50,
            Self::F59_94 | Self::F59_94Drop | Self::F60 => 60,
        }
    }

    /// The rate as a fraction: frames over seconds.
    #[must_use]
    pub const fn ratio(self) -> (i64, i64) {
        match self {
            Self::F23_976 => (24_000, 1001),
            Self::F29_97 | Self::F29_97Drop => (30_000, 1001),
            Self::F47_952 => (48_000, 1001),
            Self::F59_94 | Self::F59_94Drop => (60_000, 1001),
            Self::F24 | Self::F25 | Self::F30 | Self::F48 | Self::F50 | Self::F60 => (self.labels_per_second(), 1),
        }
    }

    /// Labels left out at the start of each minute but every tenth: 2 at 29.97 drop, 4 at 59.94 drop, else 0.
    #[must_use]
    pub const fn dropped_per_minute(self) -> i64 {
        match self {
            Self::F29_97Drop => 2,
            Self::F59_94Drop => 4,
            Self::F23_976
            | Self::F24
            | Self::F25
            | Self::F29_97
            | Self::F30
            | Self::F47_952
            | Self::F48
            | Self::F50
            | Self::F59_94
            | Self::F60 => 0,
        }
    }

    /// The label of frame `index` as a number: labels from zero to it, with those that drop-frame leaves out. Of a day and
    /// more it goes on.
    #[must_use]
    pub const fn label(self, index: Frames) -> i64 {
        let (labels, dropped) = (self.labels_per_second(), self.dropped_per_minute());
        // SMPTE ST 12-1: labels are skipped at each minute but every tenth, so ten minutes hold nine skips.
        let (per_minute, per_ten) = (60 * labels - dropped, 600 * labels - 9 * dropped);
        let (tens, rest) = (index.0.div_euclid(per_ten), index.0.rem_euclid(per_ten));
        let skips = if rest < 60 * labels { 0 } else { 1 + (rest - 60 * labels) / per_minute };
        index.0 + dropped * (9 * tens + skips)
    }

    /// Whether its timecode is drop-frame.
    #[must_use]
    pub const fn is_drop(self) -> bool {
        self.dropped_per_minute() > 0
    }

    /// How long `frames` last; exact.
    #[must_use]
    pub const fn flicks(self, frames: Frames) -> Flicks {
        Flicks(frames.0 * self.frame().0)
    }

    /// Where frame `index` of a cut begins; exact.
    #[must_use]
    pub const fn position(self, index: Frames) -> Position {
        Position(index.0 * self.frame().0)
    }

    /// The frame that is on screen at `at`.
    #[must_use]
    pub const fn frame_at(self, at: Position) -> Frames {
        Frames(at.0.div_euclid(self.frame().0))
    }

    /// The frame whose beginning is nearest to `at`, halves up.
    #[must_use]
    pub const fn frame_nearest(self, at: Position) -> Frames {
        Frames((at.0 + self.frame().0 / 2).div_euclid(self.frame().0))
    }

    /// Whole frames in `length`, rounded down.
    #[must_use]
    pub const fn frames_floor(self, length: Flicks) -> Frames {
        Frames(length.0.div_euclid(self.frame().0))
    }

    /// `at` moved to the nearest beginning of a frame.
    #[must_use]
    pub const fn snap(self, at: Position) -> Position {
        self.position(self.frame_nearest(at))
    }

    /// Whether `at` is the beginning of a frame.
    #[must_use]
    pub const fn is_frame(self, at: Position) -> bool {
        at.0.rem_euclid(self.frame().0) == 0
    }

    /// Frames in 24 hours of timecode: the number of distinct labels.
    #[must_use]
    pub const fn frames_per_day(self) -> i64 {
        // 1440 minutes, of which 144 are tenth ones and drop nothing (SMPTE ST 12-1, drop-frame compensation).
        86_400 * self.labels_per_second() - self.dropped_per_minute() * (1440 - 144)
    }

    /// How long a day of labels is.
    #[must_use]
    pub const fn day(self) -> Flicks {
        Flicks(self.frame().0 * self.frames_per_day())
    }

    /// Time from label zero to a moment of a cut whose first frame has the label `start`: never negative, and less than a day
    /// of labels, which begin again at zero after `23:59:59`. The time reference of `bext` (EBU Tech 3285) counts it.
    #[must_use]
    pub const fn since_midnight(self, start: Frames, at: Position) -> Flicks {
        Flicks((start.0 * self.frame().0 + at.0).rem_euclid(self.day().0))
    }
}

impl fmt::Display for FrameRate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for FrameRate {
    type Err = UnknownRate;

    fn from_str(text: &str) -> Result<Self, UnknownRate> {
        Self::ALL.into_iter().find(|rate| rate.name() == text).ok_or_else(|| UnknownRate(text.to_owned()))
    }
}

impl Add for Frames {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Frames {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FLICKS_PER_SECOND, SampleRate};

    #[test]
    fn a_frame_is_a_whole_number_of_flicks_at_every_rate() {
        for rate in FrameRate::ALL {
            let (frames, seconds) = rate.ratio();
            assert_eq!(rate.frame().0 * frames, seconds * FLICKS_PER_SECOND, "{rate}");
        }
    }

    #[test]
    fn every_frame_of_a_day_comes_back_from_flicks() {
        for rate in FrameRate::ALL {
            for index in 0..rate.frames_per_day() {
                let at = rate.position(Frames(index));
                assert_eq!(rate.frame_at(at), Frames(index));
                assert_eq!(rate.frame_at(at + rate.frame() - Flicks(1)), Frames(index));
                assert_eq!(rate.frame_nearest(at - Flicks(1)), Frames(index));
            }
        }
    }

    #[test]
    fn every_frame_of_a_day_comes_back_from_its_nearest_sample() {
        for rate in FrameRate::ALL {
            for index in 0..rate.frames_per_day() {
                let sample = SampleRate::MIX.samples_nearest(rate.flicks(Frames(index)));
                assert_eq!(rate.frame_nearest(Position(SampleRate::MIX.flicks(sample).0)), Frames(index));
            }
        }
    }

    #[test]
    fn names_are_read_back_and_others_refused() {
        for rate in FrameRate::ALL {
            assert_eq!(rate.name().parse(), Ok(rate));
        }
        assert!("29,97".parse::<FrameRate>().is_err());
    }

    #[test]
    fn time_since_midnight_begins_again_at_midnight() {
        for rate in FrameRate::ALL {
            let start = Frames(rate.frames_per_day() - 10);
            let at = |frame: i64| rate.since_midnight(start, rate.position(Frames(frame)));
            assert_eq!((at(0), at(9)), (rate.flicks(start), rate.flicks(Frames(rate.frames_per_day() - 1))), "{rate}");
            assert_eq!((at(10), at(25)), (Flicks::ZERO, rate.flicks(Frames(15))), "{rate}");
        }
        // 86,400 seconds of labels: at 23.976 a thousandth longer, at 29.97 drop-frame 86.4 ms short.
        assert_eq!(FrameRate::F25.day(), Flicks::from_seconds(86_400));
        assert_eq!(FrameRate::F23_976.day(), Flicks::from_millis(86_486_400));
        assert_eq!(FrameRate::F29_97Drop.day(), Flicks(Flicks::from_millis(86_399_914).0 - Flicks::SECOND.0 / 2_500));
    }
}
