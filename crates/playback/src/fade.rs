//! Fades: how loud a clip is at its edges.

use std::f64::consts::{FRAC_PI_2, PI};

/// The curve of a fade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FadeShape {
    /// Gain in proportion to time: right between sounds that are alike.
    #[default]
    Linear,
    /// A quarter of a sine: two sounds that differ keep their common power where they cross.
    EqualPower,
    /// Half a cosine: slow, quick, slow.
    SCurve,
    /// Decibels in proportion to time, from [`LOGARITHMIC_FLOOR_DB`].
    Logarithmic,
}

/// Where a logarithmic fade begins to rise.
pub const LOGARITHMIC_FLOOR_DB: f64 = -40.0;

/// One edge of a clip; no fade has the length 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Fade {
    /// In samples at 48 kHz; what is longer than its clip, or negative, is brought to fit.
    pub length: i64,
    /// The curve.
    pub shape: FadeShape,
    /// How far the middle of the curve is pulled towards louder, in percent; negative towards quieter. Time is raised to the
    /// power 2^(−bend/50), so that 0 is the curve itself.
    pub bend: i32,
}

impl Fade {
    /// Gain from 0 to 1 after `step` steps of a rise of this length: exactly 0 at or before the first step and exactly 1 at
    /// or after the last.
    #[must_use]
    pub fn rise(self, step: i64) -> f64 {
        if self.bend == 0 || step <= 0 || step >= self.length {
            return self.shape.rise(step, self.length);
        }
        let part = step as f64 / self.length as f64;
        self.shape.gain(part.powf((-f64::from(self.bend) / 50.0).exp2()))
    }

    /// For a rise in a straight line, what is added to a step, and through what it is divided then: within 0 and 1 that is
    /// the gain. Without a length every step has passed it.
    fn straight(self) -> Option<(f64, f64)> {
        match self {
            Self { length: ..=0, .. } => Some((1.0, 1.0)),
            Self { length, shape: FadeShape::Linear, bend: 0 } => Some((0.0, length as f64)),
            _ => None,
        }
    }
}

impl FadeShape {
    /// Gain from 0 to 1 after `step` of `length` steps of a rise: exactly 0 at or before the first step and
    /// exactly 1 at or after the last.
    #[must_use]
    pub fn rise(self, step: i64, length: i64) -> f64 {
        if step >= length {
            return 1.0;
        }
        if step <= 0 {
            return 0.0;
        }
        self.gain(step as f64 / length as f64)
    }

    /// Gain after a part of a rise, between 0 and 1.
    fn gain(self, part: f64) -> f64 {
        match self {
            Self::Linear => part,
            Self::EqualPower => (part * FRAC_PI_2).sin(),
            Self::SCurve => (1.0 - (part * PI).cos()) / 2.0,
            Self::Logarithmic => {
                let floor = 10_f64.powf(LOGARITHMIC_FLOOR_DB / 20.0);
                // What is left to the floor is taken off, so that the rise begins at silence.
                (floor.powf(1.0 - part) - floor) / (1.0 - floor)
            }
        }
    }

    /// Gain from 1 to 0 after `step` of `length` steps of a fall: the rise run backwards.
    #[must_use]
    pub fn fall(self, step: i64, length: i64) -> f64 {
        self.rise(length - step, length)
    }
}

/// A point of a clip's volume line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VolumePoint {
    /// In samples at 48 kHz from the clip's start; it may lie before the clip or after it.
    pub at: i64,
    /// In hundredths of a decibel, on top of the clip's gain.
    pub millibel: f64,
}

/// The gain of one clip over its whole length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Envelope {
    pub(crate) gain: f32,
    pub(crate) fade_in: Fade,
    pub(crate) fade_out: Fade,
    pub(crate) length: i64,
    /// In the order of time, each moment once; empty for none.
    pub(crate) volume: Vec<VolumePoint>,
}

/// How loud a clip plays from sample to sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Level(pub(crate) Envelope);

impl Level {
    /// The factor of its sound at `sample`, counted from the clip's start: gain, fades and volume line; 0 outside the clip.
    #[must_use]
    pub fn amplitude(&self, sample: i64) -> f64 {
        if (0..self.0.length).contains(&sample) { f64::from(self.0.at(sample)) } else { 0.0 }
    }
}

impl Envelope {
    /// Gain at `sample`, counted from the clip's start; exactly `gain` between the fades where there is no volume line.
    pub(crate) fn at(&self, sample: i64) -> f32 {
        let rise = self.fade_in.rise(sample);
        let fall = self.fade_out.rise(self.length - sample);
        (f64::from(self.gain) * rise * fall * self.volume(sample)) as f32
    }

    /// The factor of the volume line at `sample`: decibels go in a straight line from point to point, and stay as they are
    /// before the first and after the last.
    fn volume(&self, sample: i64) -> f64 {
        let after = self.volume.partition_point(|point| point.at <= sample);
        let (before, next) = (after.checked_sub(1).map(|index| self.volume[index]), self.volume.get(after));
        let millibel = match (before, next) {
            (Some(before), Some(next)) => {
                let part = (sample - before.at) as f64 / (next.at - before.at) as f64;
                before.millibel + (next.millibel - before.millibel) * part
            }
            (Some(only), None) => only.millibel,
            (None, Some(only)) => only.millibel,
            (None, None) => return 1.0,
        };
        if millibel == 0.0 { 1.0 } else { (millibel * MILLIBELS_TO_OCTAVES).exp2() }
    }

    /// Adds `sound`, which starts at `first` counted from the clip's start, to `mix`.
    pub(crate) fn add(&self, first: i64, sound: &[[f32; 2]], mix: &mut [[f32; 2]]) {
        if !self.volume.is_empty() {
            return self.add_curve(first, sound, mix);
        }
        let count = sound.len() as i64;
        let level_from = (self.fade_in.length - first).clamp(0, count);
        let level_to = (self.length - self.fade_out.length - first).clamp(level_from, count);
        let (level_from, level_to) = (level_from as usize, level_to as usize);
        self.add_curve(first, &sound[..level_from], &mut mix[..level_from]);
        let level = level_from..level_to;
        for (out, sample) in mix[level.clone()].as_flattened_mut().iter_mut().zip(sound[level].as_flattened()) {
            *out += sample * self.gain;
        }
        self.add_curve(first + level_to as i64, &sound[level_to..], &mut mix[level_to..]);
    }

    fn add_curve(&self, first: i64, sound: &[[f32; 2]], mix: &mut [[f32; 2]]) {
        let mut gains = [0.0; GAINS];
        let blocks = mix.chunks_mut(GAINS).zip(sound.chunks(GAINS));
        for ((mix, sound), first) in blocks.zip((first..).step_by(GAINS)) {
            let gains = &mut gains[..mix.len()];
            self.gains(first, gains);
            for ((out, frame), gain) in mix.iter_mut().zip(sound).zip(gains) {
                out[0] += frame[0] * *gain;
                out[1] += frame[1] * *gain;
            }
        }
    }

    /// The gains from `first` on, which are those of [`Self::at`]; straight fades many at once.
    fn gains(&self, first: i64, gains: &mut [f32]) {
        let straight = self.fade_in.straight().zip(self.fade_out.straight()).filter(|_| self.volume.is_empty());
        let Some(((late, rise), (early, fall))) = straight else {
            return gains.iter_mut().zip(first..).for_each(|(gain, sample)| *gain = self.at(sample));
        };
        let (since, left) = (first as f64 + late, (self.length - first) as f64 + early);
        for (gain, step) in gains.iter_mut().zip(0_i32..) {
            let step = f64::from(step);
            let (rise, fall) = ((since + step) / rise, (left - step) / fall);
            *gain = (f64::from(self.gain) * rise.clamp(0.0, 1.0) * fall.clamp(0.0, 1.0)) as f32;
        }
    }
}

/// Gains worked out at once.
const GAINS: usize = 64;

/// What a gain in hundredths of a decibel is multiplied with to give a power of two.
const MILLIBELS_TO_OCTAVES: f64 = std::f64::consts::LOG2_10 / 2000.0;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHAPES: [FadeShape; 4] =
        [FadeShape::Linear, FadeShape::EqualPower, FadeShape::SCurve, FadeShape::Logarithmic];

    #[test]
    fn a_bend_pulls_the_middle_and_leaves_the_ends() {
        for shape in SHAPES {
            let at = |bend: i32, step: i64| Fade { length: 1_000, shape, bend }.rise(step);
            for bend in [-100, -30, 0, 30, 100] {
                assert_eq!((at(bend, 0), at(bend, 1_000)), (0.0, 1.0));
                assert!((1..1_000).all(|step| at(bend, step - 1) <= at(bend, step)), "{shape:?} {bend} turns back");
            }
            assert!(at(-50, 500) < at(0, 500) && at(0, 500) < at(50, 500));
        }
        assert!((Fade { length: 4, shape: FadeShape::Linear, bend: -50 }.rise(2) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn a_volume_line_goes_straight_in_decibels() {
        let point = |at, millibel| VolumePoint { at, millibel };
        let envelope = Envelope {
            gain: 0.5,
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            length: 1_000,
            volume: vec![point(-100, 0.0), point(100, -2_000.0), point(300, -2_000.0), point(301, 600.0)],
        };
        let db = |sample| 20.0 * f64::from(envelope.at(sample) / 0.5).log10();
        for (sample, expected) in
            [(0, -10.0), (50, -15.0), (100, -20.0), (200, -20.0), (300, -20.0), (301, 6.0), (999, 6.0)]
        {
            assert!((db(sample) - expected).abs() < 1e-5, "{sample}: {}", db(sample));
        }
    }

    proptest! {
        #[test]
        fn an_equal_power_crossfade_keeps_its_power(length in 1..2_000_000_i64, step in 0..2_000_000_i64) {
            let step = step % (length + 1);
            let (rise, fall) = (FadeShape::EqualPower.rise(step, length), FadeShape::EqualPower.fall(step, length));
            prop_assert!((rise * rise + fall * fall - 1.0).abs() < 1e-12);
        }

        #[test]
        fn a_linear_crossfade_keeps_its_sum(length in 1..2_000_000_i64, step in 0..2_000_000_i64) {
            let step = step % (length + 1);
            prop_assert!((FadeShape::Linear.rise(step, length) + FadeShape::Linear.fall(step, length) - 1.0).abs() < 1e-12);
        }

        #[test]
        fn fades_end_at_exactly_nothing_and_all(length in 1..10_000_000_i64) {
            for shape in SHAPES {
                prop_assert_eq!(shape.rise(0, length), 0.0);
                prop_assert_eq!(shape.rise(length, length), 1.0);
                prop_assert_eq!(shape.fall(0, length), 1.0);
                prop_assert_eq!(shape.fall(length, length), 0.0);
            }
        }

        #[test]
        fn fades_never_turn_back(length in 2..100_000_i64, step in 0..100_000_i64) {
            let step = step % (length - 1);
            for shape in SHAPES {
                prop_assert!(shape.rise(step, length) < shape.rise(step + 1, length));
            }
        }

        #[test]
        fn gain_does_not_depend_on_how_the_clip_is_cut_into_blocks(
            length in 1..500_i64, fade_in in 0..600_i64, fade_out in 0..600_i64, cut in 0..500_i64,
            shape in proptest::sample::select(&SHAPES), bend in proptest::sample::select(&[0, 30]),
            volume in proptest::collection::btree_map(-50..600_i64, -6_000.0..1_200.0, 0..5),
        ) {
            let fade = |length: i64, most: i64| Fade { length: length.min(most), shape, bend };
            let volume = volume.iter().map(|(&at, &millibel)| VolumePoint { at, millibel }).collect();
            let envelope =
                Envelope { gain: 0.7, fade_in: fade(fade_in, length), fade_out: fade(fade_out, length), length, volume };
            let sound = vec![[1.0, -0.5]; length as usize];
            let mut whole = vec![[0.0; 2]; length as usize];
            envelope.add(0, &sound, &mut whole);
            let mut parts = vec![[0.0; 2]; length as usize];
            let cut = cut.min(length) as usize;
            envelope.add(0, &sound[..cut], &mut parts[..cut]);
            envelope.add(cut as i64, &sound[cut..], &mut parts[cut..]);
            prop_assert_eq!(&whole, &parts);
            for (sample, frame) in whole.iter().enumerate() {
                prop_assert_eq!(frame[0], envelope.at(sample as i64));
            }
        }
    }
}
