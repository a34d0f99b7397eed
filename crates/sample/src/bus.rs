//! Two channels of sound on their way to the mix.

use ebur128::{EbuR128, Mode};

use crate::SAMPLE_RATE;

/// Two channels of the same length.
#[derive(Debug, Clone)]
pub(crate) struct Bus {
    pub left: Vec<f32>,
    pub right: Vec<f32>,
}

impl Bus {
    pub(crate) fn new(samples: usize) -> Self {
        Self { left: vec![0.0; samples], right: vec![0.0; samples] }
    }

    pub(crate) fn add(&mut self, other: &Bus, gain: f32) {
        for (mine, theirs) in self.left.iter_mut().zip(&other.left) {
            *mine += gain * theirs;
        }
        for (mine, theirs) in self.right.iter_mut().zip(&other.right) {
            *mine += gain * theirs;
        }
    }

    /// Adds a shorter sound from a sample on; what does not fit is left out.
    pub(crate) fn add_at(&mut self, sound: &Bus, start: usize) {
        let start = start.min(self.left.len());
        for (mine, theirs) in self.left[start..].iter_mut().zip(&sound.left) {
            *mine += theirs;
        }
        for (mine, theirs) in self.right[start..].iter_mut().zip(&sound.right) {
            *mine += theirs;
        }
    }

    /// Root of the mean square over both channels.
    pub(crate) fn rms(&self) -> f32 {
        let power: f64 = self.left.iter().chain(&self.right).map(|x| f64::from(*x).powi(2)).sum();
        (power / (self.left.len().max(1) * 2) as f64).sqrt() as f32
    }

    pub(crate) fn scale(&mut self, gain: f32) {
        for sample in self.left.iter_mut().chain(&mut self.right) {
            *sample *= gain;
        }
    }

    /// Integrated loudness in LUFS (EBU R 128), or `None` when there is nothing above the gate.
    pub(crate) fn loudness(&self) -> Option<f64> {
        let mut meter = EbuR128::new(2, SAMPLE_RATE, Mode::I).ok()?;
        meter.add_frames_planar_f32(&[&self.left, &self.right]).ok()?;
        meter.loudness_global().ok().filter(|loudness| loudness.is_finite())
    }
}
