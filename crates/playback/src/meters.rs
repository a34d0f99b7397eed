//! How loud it is.

use media::LoudnessMeter;
use timebase::SampleRate;

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
    /// Short-term loudness after EBU Tech 3341 (3 s), in LUFS.
    pub short_term_lufs: f32,
    /// Integrated loudness of what was heard since playing began, gated, in LUFS.
    pub integrated_lufs: f32,
}

impl Meters {
    /// What the meters show when nothing sounds.
    pub const SILENT: Self = Self {
        peak_db: [FLOOR_DB; 2],
        rms_db: [FLOOR_DB; 2],
        momentary_lufs: FLOOR_DB,
        short_term_lufs: FLOOR_DB,
        integrated_lufs: FLOOR_DB,
    };
}

/// What a loudness meter says after a stretch, in LUFS.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Loud {
    pub(crate) momentary: f32,
    pub(crate) short_term: f32,
    pub(crate) integrated: f32,
}

impl Loud {
    const NOTHING: Self = Self { momentary: FLOOR_DB, short_term: FLOOR_DB, integrated: FLOOR_DB };
}

/// The level of a short stretch of sound, to be put together with its neighbours'.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    pub(crate) frames: u32,
    pub(crate) peak: [f32; 2],
    pub(crate) square_sum: [f64; 2],
    pub(crate) loud: Loud,
}

/// Measures what is rendered, stretch by stretch, before it is heard.
pub(crate) struct LevelMeter {
    loudness: Option<LoudnessMeter>,
    integrated: f32,
}

impl LevelMeter {
    /// For sound at `rate` hertz.
    pub(crate) fn new(rate: u32) -> Self {
        let rate = SampleRate::new(rate);
        Self { loudness: rate.and_then(LoudnessMeter::stereo), integrated: FLOOR_DB }
    }

    /// Begins anew: what was heard before does not count in what is integrated.
    pub(crate) fn reset(&mut self) {
        self.integrated = FLOOR_DB;
        if let Some(loudness) = &mut self.loudness {
            loudness.reset();
        }
    }

    pub(crate) fn measure(&mut self, frames: &[Frame]) -> Level {
        let mut level =
            Level { frames: frames.len() as u32, peak: [0.0; 2], square_sum: [0.0; 2], loud: Loud::NOTHING };
        for frame in frames {
            let [left, right] = *frame;
            level.peak = [level.peak[0].max(left.abs()), level.peak[1].max(right.abs())];
            level.square_sum[0] += f64::from(left) * f64::from(left);
            level.square_sum[1] += f64::from(right) * f64::from(right);
        }
        if let Some(loudness) = &mut self.loudness {
            let told = |lufs: Option<f64>| lufs.map_or(FLOOR_DB, |lufs| (lufs as f32).max(FLOOR_DB));
            // Gating goes through all that was heard; it changes ten times a second.
            if loudness.add(frames.as_flattened()) {
                self.integrated = told(loudness.integrated());
            }
            let (momentary, short_term) = (told(loudness.momentary()), told(loudness.short_term()));
            level.loud = Loud { momentary, short_term, integrated: self.integrated };
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
        assert!((level.loud.momentary - -23.0).abs() < 0.1 && (level.loud.integrated - -23.0).abs() < 0.1, "{level:?}");
        assert!((decibels(f64::from(level.peak[0])) - -23.0).abs() < 0.1);
        let rms = decibels((level.square_sum[1] / 48_000.0).sqrt());
        assert!((rms - -26.01).abs() < 0.1, "{rms}");
    }

    #[test]
    fn silence_reads_the_floor() {
        let level = LevelMeter::new(48_000).measure(&[[0.0; 2]; 512]);
        assert_eq!(level.loud, Loud::NOTHING);
        assert_eq!(decibels(0.0), FLOOR_DB);
    }
}
