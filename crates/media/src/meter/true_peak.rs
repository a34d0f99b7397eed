//! The true peak of one channel (BS.1770-5, annex 2): what lies between the samples, by oversampling.
//!
//! Most of a recording cannot hold its highest peak: no curve through samples of at most `m` rises above `m` times the sum
//! of the filter's taps. Such stretches are passed over, which changes nothing in what is found.

/// Samples that a point between two of them is made from.
const TAPS: usize = 16;
/// Points reckoned at once.
const LANES: usize = 32;
/// Points that are passed over together.
const STRETCH: usize = 2 * LANES;
/// The bend of the Kaiser window.
const BETA: f64 = 6.0;

/// One channel.
#[derive(Debug, Clone)]
pub(super) struct TruePeak {
    /// The taps of each point between two samples.
    points: Vec<[f32; TAPS]>,
    /// How far above its samples a curve can rise.
    rise: f32,
    /// The last samples, then those that came.
    held: Vec<f32>,
    highest: f32,
}

impl TruePeak {
    /// Four points a sample; two from 96 kHz and one from 192 kHz on, as the standard allows.
    pub(super) fn new(rate: u32) -> Self {
        let factor = match rate {
            0..96_000 => 4,
            96_000..192_000 => 2,
            _ => 1,
        };
        let points: Vec<_> = (1..factor).map(|point| taps(f64::from(point) / f64::from(factor))).collect();
        let sum = |taps: &[f32; TAPS]| taps.iter().map(|tap| tap.abs()).sum::<f32>();
        // A little more, for what rounding may add.
        let rise = points.iter().map(sum).fold(1.0, f32::max) * 1.000_01;
        Self { points, rise, held: vec![0.0; TAPS - 1], highest: 0.0 }
    }

    pub(super) fn add(&mut self, samples: &[f32]) {
        self.highest = self.highest.max(magnitude(samples));
        if self.points.is_empty() {
            return;
        }
        self.held.extend_from_slice(samples);
        let count = self.held.len() - (TAPS - 1);
        let mut first = 0;
        while first < count {
            let stretch = STRETCH.min(count - first);
            let reach = &self.held[first..first + stretch + TAPS - 1];
            if magnitude(reach) * self.rise > self.highest {
                for taps in &self.points {
                    self.highest = self.highest.max(highest_between(taps, reach));
                }
            }
            first += stretch;
        }
        self.held.drain(..count);
    }

    /// The highest so far, with what rises after the last sample.
    pub(super) fn highest(&self) -> f32 {
        let mut ended = self.clone();
        ended.add(&[0.0; TAPS]);
        ended.highest
    }

    pub(super) fn reset(&mut self) {
        self.held.clear();
        self.held.resize(TAPS - 1, 0.0);
        self.highest = 0.0;
    }
}

/// The highest point that `taps` give anywhere in `reach`.
fn highest_between(taps: &[f32; TAPS], reach: &[f32]) -> f32 {
    let mut highest = 0.0_f32;
    let count = reach.len() + 1 - TAPS;
    let mut first = 0;
    while first + LANES <= count {
        let mut sums = [0.0_f32; LANES];
        for (tap, at) in taps.iter().zip(first..) {
            let samples = &reach[at..at + LANES];
            for lane in 0..LANES {
                sums[lane] += tap * samples[lane];
            }
        }
        highest = highest.max(magnitude(&sums));
        first += LANES;
    }
    for at in first..count {
        let sum: f32 = taps.iter().zip(&reach[at..at + TAPS]).map(|(tap, sample)| tap * sample).sum();
        highest = highest.max(sum.abs());
    }
    highest
}

/// The highest absolute value, in lanes so that the compiler can use vector registers.
fn magnitude(samples: &[f32]) -> f32 {
    let (groups, rest) = samples.as_chunks::<16>();
    let mut highs = [0.0_f32; 16];
    for group in groups {
        for lane in 0..16 {
            let value = group[lane].abs();
            highs[lane] = if value > highs[lane] { value } else { highs[lane] };
        }
    }
    highs.into_iter().chain(rest.iter().map(|sample| sample.abs())).fold(0.0, f32::max)
}

/// The taps of the point `part` of the way from one sample to the next: a windowed sinc that keeps a steady level.
fn taps(part: f64) -> [f32; TAPS] {
    let half = TAPS as f64 / 2.0;
    let exact: [f64; TAPS] = std::array::from_fn(|tap| {
        let distance = tap as f64 - (half - 1.0) - part;
        let window = bessel(BETA * (1.0 - (distance / half).powi(2)).max(0.0).sqrt()) / bessel(BETA);
        let angle = std::f64::consts::PI * distance;
        window * if angle.abs() < 1e-9 { 1.0 } else { angle.sin() / angle }
    });
    let sum: f64 = exact.iter().sum();
    exact.map(|tap| (tap / sum) as f32)
}

/// The modified Bessel function of the first kind and order 0.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for step in 1..40 {
        term *= (x / 2.0 / f64::from(step)).powi(2);
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without passing anything over.
    fn in_full(samples: &[f32], rate: u32) -> f32 {
        let channel = TruePeak::new(rate);
        let mut held = vec![0.0; TAPS - 1];
        held.extend_from_slice(samples);
        held.extend([0.0; TAPS]);
        channel.points.iter().map(|taps| highest_between(taps, &held)).fold(magnitude(samples), f32::max)
    }

    #[test]
    fn what_is_passed_over_holds_no_peak() {
        let mut state = 1_u64;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / 8_388_608.0 - 1.0
        };
        for rate in [44_100, 48_000, 96_000, 192_000] {
            let samples: Vec<f32> = (0..20_000).map(|at| noise() * (at as f32 / 3_000.0).sin().powi(8)).collect();
            let mut channel = TruePeak::new(rate);
            for block in samples.chunks(777) {
                channel.add(block);
            }
            assert_eq!(channel.highest(), in_full(&samples, rate), "{rate}");
        }
    }
}
