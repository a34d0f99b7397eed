//! Filters: the biquads of Robert Bristow-Johnson's Audio EQ Cookbook, and a one-pole.

use std::f32::consts::{PI, TAU};

use crate::SAMPLE_RATE;

/// A second-order filter, transposed direct form II.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Biquad {
    b0: f32,
    b1: f32,
    b2: f32,
    a1: f32,
    a2: f32,
    z1: f32,
    z2: f32,
}

fn angle(hz: f32) -> (f32, f32) {
    (TAU * hz.clamp(5.0, 0.45 * SAMPLE_RATE as f32) / SAMPLE_RATE as f32).sin_cos()
}

impl Biquad {
    fn set(&mut self, b: [f32; 3], a: [f32; 3]) {
        [self.b0, self.b1, self.b2] = b.map(|b| b / a[0]);
        [self.a1, self.a2] = [a[1] / a[0], a[2] / a[0]];
    }

    fn with(b: [f32; 3], a: [f32; 3]) -> Self {
        let mut filter = Self::default();
        filter.set(b, a);
        filter
    }

    pub(crate) fn low_pass(hz: f32, q: f32) -> Self {
        let (sin, cos) = angle(hz);
        let alpha = sin / (2.0 * q);
        let b = (1.0 - cos) / 2.0;
        Self::with([b, 1.0 - cos, b], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    pub(crate) fn high_pass(hz: f32, q: f32) -> Self {
        let (sin, cos) = angle(hz);
        let alpha = sin / (2.0 * q);
        let b = (1.0 + cos) / 2.0;
        Self::with([b, -1.0 - cos, b], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    /// Band-pass with 0 dB at its centre; keeps its state, so a moving formant does not click.
    pub(crate) fn move_band(&mut self, hz: f32, q: f32) {
        let (sin, cos) = angle(hz);
        let alpha = sin / (2.0 * q);
        self.set([alpha, 0.0, -alpha], [1.0 + alpha, -2.0 * cos, 1.0 - alpha]);
    }

    pub(crate) fn band_pass(hz: f32, q: f32) -> Self {
        let mut filter = Self::default();
        filter.move_band(hz, q);
        filter
    }

    pub(crate) fn bell(hz: f32, gain_db: f32, q: f32) -> Self {
        let (sin, cos) = angle(hz);
        let alpha = sin / (2.0 * q);
        let a = 10_f32.powf(gain_db / 40.0);
        Self::with([1.0 + alpha * a, -2.0 * cos, 1.0 - alpha * a], [1.0 + alpha / a, -2.0 * cos, 1.0 - alpha / a])
    }

    pub(crate) fn high_shelf(hz: f32, gain_db: f32) -> Self {
        let (sin, cos) = angle(hz);
        let a = 10_f32.powf(gain_db / 40.0);
        let root = a.sqrt() * sin * std::f32::consts::SQRT_2;
        let (up, down) = (a + 1.0, a - 1.0);
        Self::with(
            [a * (up + down * cos + root), -2.0 * a * (down + up * cos), a * (up + down * cos - root)],
            [up - down * cos + root, 2.0 * (down - up * cos), up - down * cos - root],
        )
    }

    #[inline]
    pub(crate) fn tick(&mut self, x: f32) -> f32 {
        let y = self.b0 * x + self.z1;
        self.z1 = self.b1 * x - self.a1 * y + self.z2;
        self.z2 = self.b2 * x - self.a2 * y;
        y
    }

    pub(crate) fn run(mut self, samples: &mut [f32]) {
        for sample in samples {
            *sample = self.tick(*sample);
        }
    }
}

/// A first-order low-pass.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OnePole {
    coefficient: f32,
    state: f32,
}

impl OnePole {
    pub(crate) fn new(hz: f32) -> Self {
        Self { coefficient: 1.0 - (-2.0 * PI * hz / SAMPLE_RATE as f32).exp(), state: 0.0 }
    }

    #[inline]
    pub(crate) fn tick(&mut self, x: f32) -> f32 {
        self.state += self.coefficient * (x - self.state);
        self.state
    }
}
