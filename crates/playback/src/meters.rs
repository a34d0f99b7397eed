//! How loud it is.

use ebur128::{EbuR128, Mode};

use crate::Frame;

/// The lowest level that is told, in decibels: digital silence.
pub const FLOOR_DB: f32 = -120.0;

/// The level of what is heard now, left and right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Meters {
    /// The highest sample of the last 50 ms, in dBFS; above 0 where the mix would clip; [`FLOOR_DB`] at the least.
    pub peak_db: [f32; 2],
    /// Root mean square over the last 300 ms, in dBFS, where a square wave at full scale reads 0.
    pub rms_db: [f32; 2],
    /// Momentary loudness after EBU Tech 3341 (400 ms), in LUFS.
    pub momentary_lufs: f32,
}

impl Meters {
    /// What the meters show when nothing sounds.
    pub const SILENT: Self = Self { peak_db: [FLOOR_DB; 2], rms_db: [FLOOR_DB; 2], momentary_lufs: FLOOR_DB };
}

/// The level of a short stretch of sound, to be put together with its neighbours'.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    pub(crate) frames: u32,
    pub(crate) peak: [f32; 2],
    pub(crate) square_sum: [f64; 2],
    pub(crate) momentary_lufs: f32,
}

/// Measures what is rendered, stretch by stretch, before it is heard.
pub(crate) struct LevelMeter {
    loudness: Option<EbuR128>,
}

impl LevelMeter {
    /// For sound at `rate` hertz.
    pub(crate) fn new(rate: u32) -> Self {
        Self { loudness: EbuR128::new(2, rate, Mode::M).ok() }
    }

    pub(crate) fn measure(&mut self, frames: &[Frame]) -> Level {
        let mut level =
            Level { frames: frames.len() as u32, peak: [0.0; 2], square_sum: [0.0; 2], momentary_lufs: FLOOR_DB };
        for frame in frames {
            let [left, right] = *frame;
            level.peak = [level.peak[0].max(left.abs()), level.peak[1].max(right.abs())];
            level.square_sum[0] += f64::from(left) * f64::from(left);
            level.square_sum[1] += f64::from(right) * f64::from(right);
        }
        if let Some(loudness) = &mut self.loudness
            && loudness.add_frames_f32(frames.as_flattened()).is_ok()
        {
            level.momentary_lufs = loudness.loudness_momentary().map_or(FLOOR_DB, |lufs| (lufs as f32).max(FLOOR_DB));
        }
        level
    }
}

/// Decibels of an amplitude, where 1 is 0 dB.
pub(crate) fn decibels(amplitude: f64) -> f32 {
    if amplitude > 0.0 { (20.0 * amplitude.log10()).max(f64::from(FLOOR_DB)) as f32 } else { FLOOR_DB }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sine_at_997_hz_reads_as_the_standard_says() {
        // EBU Tech 3341, test 1: a stereo sine of 1 kHz at -23 dBFS measures -23 LUFS.
        let amplitude = 10_f64.powf(-23.0 / 20.0);
        let sine = |at: usize| (amplitude * (std::f64::consts::TAU * 1000.0 * at as f64 / 48_000.0).sin()) as f32;
        let sound: Vec<Frame> = (0..48_000).map(|at| [sine(at); 2]).collect();
        let level = LevelMeter::new(48_000).measure(&sound);
        assert!((level.momentary_lufs - -23.0).abs() < 0.1, "{level:?}");
        assert!((decibels(f64::from(level.peak[0])) - -23.0).abs() < 0.1);
        let rms = decibels((level.square_sum[1] / 48_000.0).sqrt());
        assert!((rms - -26.01).abs() < 0.1, "{rms}");
    }

    #[test]
    fn silence_reads_the_floor() {
        let level = LevelMeter::new(48_000).measure(&[[0.0; 2]; 512]);
        assert_eq!(level.momentary_lufs, FLOOR_DB);
        assert_eq!(decibels(0.0), FLOOR_DB);
    }
}
