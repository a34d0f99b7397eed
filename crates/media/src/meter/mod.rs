//! Loudness after ITU-R BS.1770-5 and EBU R 128: momentary, short-term, integrated, range and true peak.
//!
//! Sound is weighted once and kept as the energy of each 10 ms, from which every window follows: 400 ms (momentary,
//! EBU Tech 3341), 3 s (short-term) and the gated whole. 100 ms are 80 bytes until they leave the short-term window
//! and 16 from then on, whatever the rate: eight hours are 5 MB.

mod gate;
mod true_peak;
mod weighting;

use std::collections::VecDeque;

use timebase::SampleRate;

use self::gate::{ABSOLUTE_GATE, gated, loudness, range};
use self::true_peak::TruePeak;
use self::weighting::Weighting;

/// Steps of 10 ms in the windows of momentary and short-term loudness, and from one gating block to the next.
const MOMENTARY: usize = 40;
const SHORT_TERM: usize = 300;
const BLOCK_STEP: u32 = 10;

/// More channels than any layout of the standard has.
const MOST_CHANNELS: usize = 64;
/// Below, the shelf of the weighting lies beyond what the rate can carry, in hertz.
const LOWEST_RATE: u32 = 4_000;

/// Measures sound as it comes by.
#[derive(Debug, Clone)]
pub struct LoudnessMeter {
    channels: usize,
    weighting: Weighting,
    /// Frames of 10 ms.
    step: usize,
    /// Frames that the step in progress still lacks, and its energy so far.
    lacks: usize,
    energy: f64,
    /// Mean squares of the last 3 s, the newest last.
    steps: VecDeque<f64>,
    since_block: u32,
    /// Mean squares of the gating blocks of 400 ms, and of the short-term windows that end with them.
    blocks: Vec<f64>,
    windows: Vec<f64>,
    peaks: Vec<TruePeak>,
    planar: Vec<f32>,
}

impl LoudnessMeter {
    /// For sound at `rate` whose channels weigh so much (1 in front, 1.41 beside and behind, 0 for low frequencies);
    /// `None` for shapes outside the standard: no channel or more than 64, rates below 4 kHz.
    #[must_use]
    pub fn new(weights: &[f64], rate: SampleRate) -> Option<Self> {
        let channels = weights.len();
        if channels == 0 || channels > MOST_CHANNELS || rate.hertz() < LOWEST_RATE {
            return None;
        }
        let step = (rate.hertz() as usize + 50) / 100;
        Some(Self {
            channels,
            weighting: Weighting::new(weights, rate.hertz()),
            step,
            lacks: step,
            energy: 0.0,
            steps: VecDeque::with_capacity(SHORT_TERM + 1),
            since_block: 0,
            blocks: Vec::new(),
            windows: Vec::new(),
            peaks: Vec::new(),
            planar: Vec::new(),
        })
    }

    /// For stereo; `None` below 4 kHz.
    #[must_use]
    pub fn stereo(rate: SampleRate) -> Option<Self> {
        Self::new(&[1.0, 1.0], rate)
    }

    /// The same, which also finds the true peak.
    #[must_use]
    pub fn with_true_peak(mut self, rate: SampleRate) -> Self {
        self.peaks = vec![TruePeak::new(rate.hertz()); self.channels];
        self
    }

    /// Takes whole frames, interleaved; full scale is ±1. Returns whether a gating block, which comes each 100 ms, ended
    /// meanwhile.
    pub fn add(&mut self, samples: &[f32]) -> bool {
        let samples = &samples[..samples.len() - samples.len() % self.channels];
        for (channel, peak) in self.peaks.iter_mut().enumerate() {
            self.planar.clear();
            self.planar.extend(samples.get(channel..).unwrap_or_default().iter().step_by(self.channels));
            peak.add(&self.planar);
        }
        let (mut rest, before) = (samples, self.blocks.len());
        while !rest.is_empty() {
            let (now, later) = rest.split_at((self.lacks * self.channels).min(rest.len()));
            self.energy += self.weighting.energy(now);
            self.lacks -= now.len() / self.channels;
            if self.lacks == 0 {
                self.close_step();
            }
            rest = later;
        }
        self.blocks.len() != before
    }

    fn close_step(&mut self) {
        self.steps.push_back(self.energy / self.step as f64);
        (self.energy, self.lacks) = (0.0, self.step);
        if self.steps.len() > SHORT_TERM {
            self.steps.pop_front();
        }
        self.since_block += 1;
        if self.since_block < BLOCK_STEP {
            return;
        }
        self.since_block = 0;
        if let Some(mean) = self.mean(MOMENTARY) {
            self.blocks.push(mean);
        }
        if let Some(mean) = self.mean(SHORT_TERM) {
            self.windows.push(mean);
        }
    }

    /// The mean square of the last `steps` of 10 ms, once there are so many.
    fn mean(&self, steps: usize) -> Option<f64> {
        let first = self.steps.len().checked_sub(steps)?;
        Some(self.steps.range(first..).sum::<f64>() / steps as f64)
    }

    /// Of the last 400 ms, in LUFS; minus infinity for silence, `None` before there are so many.
    #[must_use]
    pub fn momentary(&self) -> Option<f64> {
        self.mean(MOMENTARY).map(loudness)
    }

    /// Of the last 3 s, in LUFS; minus infinity for silence, `None` before there are so many.
    #[must_use]
    pub fn short_term(&self) -> Option<f64> {
        self.mean(SHORT_TERM).map(loudness)
    }

    /// Of all so far, gated at −70 LUFS and at 10 LU below what is left (BS.1770-5, annex 1), in LUFS; `None` where all is
    /// below, and for less than 400 ms.
    #[must_use]
    pub fn integrated(&self) -> Option<f64> {
        gated(&self.blocks)
    }

    /// The loudness range in LU (EBU Tech 3342); `None` for silence and for less than 3 s.
    #[must_use]
    pub fn range(&self) -> Option<f64> {
        range(&self.windows)
    }

    /// The highest true peak of `channel` as an amplitude, where it was asked for and there is such a channel.
    #[must_use]
    pub fn true_peak(&self, channel: usize) -> Option<f64> {
        self.peaks.get(channel).map(|peak| f64::from(peak.highest()))
    }

    /// Short-term loudness each 100 ms from the first 3 s on, in LUFS; −70 for what is quieter.
    #[must_use]
    pub fn short_terms(&self) -> Vec<f64> {
        self.windows.iter().map(|mean| loudness(*mean).max(ABSOLUTE_GATE)).collect()
    }

    /// Forgets all that was heard.
    pub fn reset(&mut self) {
        self.weighting.reset();
        (self.energy, self.lacks, self.since_block) = (0.0, self.step, 0);
        self.steps.clear();
        self.blocks.clear();
        self.windows.clear();
        self.peaks.iter_mut().for_each(TruePeak::reset);
    }
}
