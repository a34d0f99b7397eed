//! Fades: how loud a clip is at its edges.

use std::f64::consts::FRAC_PI_2;

/// The curve of a fade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FadeShape {
    /// Gain in proportion to time: right between sounds that are alike.
    #[default]
    Linear,
    /// A quarter of a sine: two sounds that differ keep their common power where they cross.
    EqualPower,
}

/// One edge of a clip; no fade has the length 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Fade {
    /// In samples at 48 kHz; what is longer than its clip, or negative, is brought to fit.
    pub length: i64,
    /// The curve.
    pub shape: FadeShape,
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
        let part = step as f64 / length as f64;
        match self {
            Self::Linear => part,
            Self::EqualPower => (part * FRAC_PI_2).sin(),
        }
    }

    /// Gain from 1 to 0 after `step` of `length` steps of a fall: the rise run backwards.
    #[must_use]
    pub fn fall(self, step: i64, length: i64) -> f64 {
        self.rise(length - step, length)
    }
}

/// The gain of one clip over its whole length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Envelope {
    pub(crate) gain: f32,
    pub(crate) fade_in: Fade,
    pub(crate) fade_out: Fade,
    pub(crate) length: i64,
}

impl Envelope {
    /// Gain at `sample`, counted from the clip's start; exactly `gain` between the fades.
    pub(crate) fn at(&self, sample: i64) -> f32 {
        let rise = self.fade_in.shape.rise(sample, self.fade_in.length);
        let fall = self.fade_out.shape.rise(self.length - sample, self.fade_out.length);
        (f64::from(self.gain) * rise * fall) as f32
    }

    /// Adds `sound`, which starts at `first` counted from the clip's start, to `mix`.
    pub(crate) fn add(&self, first: i64, sound: &[[f32; 2]], mix: &mut [[f32; 2]]) {
        let count = sound.len() as i64;
        let level_from = (self.fade_in.length - first).clamp(0, count);
        let level_to = (self.length - self.fade_out.length - first).clamp(level_from, count);
        let (level_from, level_to) = (level_from as usize, level_to as usize);
        self.add_curve(first, &sound[..level_from], &mut mix[..level_from]);
        for (out, frame) in mix[level_from..level_to].iter_mut().zip(&sound[level_from..level_to]) {
            out[0] += frame[0] * self.gain;
            out[1] += frame[1] * self.gain;
        }
        self.add_curve(first + level_to as i64, &sound[level_to..], &mut mix[level_to..]);
    }

    fn add_curve(&self, first: i64, sound: &[[f32; 2]], mix: &mut [[f32; 2]]) {
        for ((out, frame), sample) in mix.iter_mut().zip(sound).zip(first..) {
            let gain = self.at(sample);
            out[0] += frame[0] * gain;
            out[1] += frame[1] * gain;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
            for shape in [FadeShape::Linear, FadeShape::EqualPower] {
                prop_assert_eq!(shape.rise(0, length), 0.0);
                prop_assert_eq!(shape.rise(length, length), 1.0);
                prop_assert_eq!(shape.fall(0, length), 1.0);
                prop_assert_eq!(shape.fall(length, length), 0.0);
            }
        }

        #[test]
        fn fades_never_turn_back(length in 2..100_000_i64, step in 0..100_000_i64) {
            let step = step % (length - 1);
            for shape in [FadeShape::Linear, FadeShape::EqualPower] {
                prop_assert!(shape.rise(step, length) < shape.rise(step + 1, length));
            }
        }

        #[test]
        fn gain_does_not_depend_on_how_the_clip_is_cut_into_blocks(
            length in 1..500_i64, fade_in in 0..600_i64, fade_out in 0..600_i64, cut in 0..500_i64,
        ) {
            let fade = |length: i64, most: i64| Fade { length: length.min(most), shape: FadeShape::EqualPower };
            let envelope = Envelope { gain: 0.7, fade_in: fade(fade_in, length), fade_out: fade(fade_out, length), length };
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
