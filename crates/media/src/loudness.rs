//! Loudness by EBU R 128 (ITU-R BS.1770): integrated, range, and the highest sample.

use serde::{Deserialize, Serialize};
use timebase::SampleRate;

use crate::layout::Layout;
use crate::meter::LoudnessMeter;

/// How loud a recording is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Loudness {
    /// Gated loudness of the whole, in LUFS; `None` for silence and for less than 400 ms.
    pub integrated_lufs: Option<f64>,
    /// Loudness range in LU (EBU Tech 3342); `None` for silence and for less than 3 s.
    pub range_lu: Option<f64>,
    /// Highest absolute sample; 1 is full scale, and floats may be higher.
    pub sample_peak: f32,
}

/// Measures while a recording is decoded.
///
/// True peak is left out: it matters where a mix is made.
pub(crate) struct Meter {
    /// `None` for shapes outside the standard.
    meter: Option<LoudnessMeter>,
}

impl Meter {
    pub(crate) fn new(layout: &Layout, rate: SampleRate) -> Self {
        Self { meter: LoudnessMeter::new(layout.weights(), rate) }
    }

    /// Takes whole frames, interleaved.
    pub(crate) fn add(&mut self, samples: &[f32]) {
        if let Some(meter) = &mut self.meter {
            meter.add(samples);
        }
    }

    pub(crate) fn finish(self, sample_peak: f32) -> Loudness {
        let integrated_lufs = self.meter.as_ref().and_then(LoudnessMeter::integrated);
        let range_lu = self.meter.as_ref().filter(|_| integrated_lufs.is_some()).and_then(LoudnessMeter::range);
        Loudness { integrated_lufs, range_lu, sample_peak }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(level: f32, seconds: usize) -> Loudness {
        let mut meter = Meter::new(&Layout::of_speakers(2, 0), SampleRate::MIX);
        let sine = |frame: usize| level * (frame as f32 * std::f32::consts::TAU * 1_000.0 / 48_000.0).sin();
        for second in 0..seconds {
            let block: Vec<f32> = (0..48_000).flat_map(|frame| [sine(second * 48_000 + frame); 2]).collect();
            meter.add(&block);
        }
        meter.finish(level)
    }

    #[test]
    fn a_stereo_sine_at_minus_23_dbfs_is_minus_23_lufs() {
        // EBU Tech 3341, test case 1.
        let loudness = measured(10_f32.powf(-23.0 / 20.0), 20);
        assert!((loudness.integrated_lufs.expect("loud") + 23.0).abs() < 0.1, "{loudness:?}");
        assert!(loudness.range_lu.expect("long") < 0.1, "{loudness:?}");
    }

    #[test]
    fn silence_and_short_sounds_have_no_loudness() {
        assert_eq!(measured(0.0, 5).integrated_lufs, None);
        assert_eq!(measured(0.0, 5).range_lu, None);
        assert_eq!(measured(0.5, 2).range_lu, None);
        assert!(measured(0.5, 2).integrated_lufs.is_some());
    }
}
