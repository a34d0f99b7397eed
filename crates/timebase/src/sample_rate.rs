//! Sample rates, and the way between samples and flicks.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FLICKS_PER_SECOND, Flicks};

/// Samples a second of one channel, in hertz.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct SampleRate(NonZeroU32);

impl SampleRate {
    /// 48 kHz, at which the program mixes.
    pub const MIX: Self = Self(NonZeroU32::new(48_000).expect("48000 is not zero"));

    /// `None` for 0 Hz.
    #[must_use]
    pub const fn new(hertz: u32) -> Option<Self> {
        match NonZeroU32::new(hertz) {
            Some(hertz) => Some(Self(hertz)),
            None => None,
        }
    }

    /// In hertz.
    #[must_use]
    pub const fn hertz(self) -> u32 {
        self.0.get()
    }

    /// Whether each sample lasts a whole number of flicks, as at every usual rate from 8 to 192 kHz.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        FLICKS_PER_SECOND % self.0.get() as i64 == 0
    }

    /// How long `samples` last: exact where [`Self::is_exact`], else rounded to the nearest flick. What lasts longer than
    /// flicks can count, 414 years, is as long as they can.
    #[must_use]
    pub fn flicks(self, samples: i64) -> Flicks {
        Flicks(divide_nearest(i128::from(samples) * i128::from(FLICKS_PER_SECOND), i128::from(self.hertz())))
    }

    /// Whole samples within `length`, rounded down.
    #[must_use]
    pub fn samples_floor(self, length: Flicks) -> i64 {
        let product = i128::from(length.0) * i128::from(self.hertz());
        saturate(product.div_euclid(i128::from(FLICKS_PER_SECOND)))
    }

    /// Samples nearest to `length`, halves up: where on a grid of samples something starts.
    #[must_use]
    pub fn samples_nearest(self, length: Flicks) -> i64 {
        divide_nearest(i128::from(length.0) * i128::from(self.hertz()), i128::from(FLICKS_PER_SECOND))
    }
}

fn divide_nearest(dividend: i128, divisor: i128) -> i64 {
    saturate((2 * dividend + divisor).div_euclid(2 * divisor))
}

fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_rates_are_exact() {
        for hertz in [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000] {
            assert!(SampleRate::new(hertz).is_some_and(SampleRate::is_exact), "{hertz}");
        }
        assert_eq!(SampleRate::new(0), None);
    }

    #[test]
    fn what_flicks_cannot_count_is_as_long_as_they_can() {
        let rate = SampleRate::new(1).expect("not zero");
        assert_eq!([rate.flicks(i64::MAX), rate.flicks(i64::MIN)], [Flicks(i64::MAX), Flicks(i64::MIN)]);
    }

    proptest! {
        // From 100 Hz on this many samples last less than flicks can count.
        #[test]
        fn samples_survive_the_way_through_flicks(samples in 0..1_000_000_000_000_i64, hertz in 100..400_000_u32) {
            let rate = SampleRate::new(hertz).expect("not zero");
            prop_assert_eq!(rate.samples_nearest(rate.flicks(samples)), samples);
            if rate.is_exact() {
                prop_assert_eq!(rate.samples_floor(rate.flicks(samples)), samples);
            }
        }
    }
}
