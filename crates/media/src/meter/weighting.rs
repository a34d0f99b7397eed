//! The K weighting of BS.1770-5, annex 1: a shelf for the head, then a high pass.

use std::f64::consts::PI;

/// Two filters of the second order, one after the other, whose feedback is normalised.
#[derive(Debug, Clone, Copy)]
struct Curve {
    shelf: [f64; 5],
    high_pass: [f64; 5],
}

impl Curve {
    /// For any rate: the analogue filters that the standard's table for 48 kHz stands for, through the bilinear transform.
    /// At 48 kHz the coefficients are those of the table.
    fn new(rate: u32) -> Self {
        let rate = f64::from(rate);
        let (centre, quality) = (1_681.974_450_955_533, 0.707_175_236_955_419_6);
        let bend = (PI * centre / rate).tan();
        let high = 10_f64.powf(3.999_843_853_973_347 / 20.0);
        let middle = high.powf(0.499_666_774_154_541_6);
        let unit = 1.0 + bend / quality + bend * bend;
        let shelf = [
            (high + middle * bend / quality + bend * bend) / unit,
            2.0 * (bend * bend - high) / unit,
            (high - middle * bend / quality + bend * bend) / unit,
            2.0 * (bend * bend - 1.0) / unit,
            (1.0 - bend / quality + bend * bend) / unit,
        ];
        let (corner, quality) = (38.135_470_876_024_44, 0.500_327_037_323_877_3);
        let bend = (PI * corner / rate).tan();
        let unit = 1.0 + bend / quality + bend * bend;
        let high_pass = [1.0, -2.0, 1.0, 2.0 * (bend * bend - 1.0) / unit, (1.0 - bend / quality + bend * bend) / unit];
        Self { shelf, high_pass }
    }
}

/// What both filters remember of two channels.
type Memory = [[f64; 2]; 4];

/// What is quieter is none: numbers that near to 0 are slow to reckon with.
const NOTHING: f64 = 1e-25;

/// Weighs channels two at a time, which costs a processor as much as one.
#[derive(Debug, Clone)]
pub(super) struct Weighting {
    curve: Curve,
    weights: Vec<f64>,
    memories: Vec<Memory>,
}

impl Weighting {
    pub(super) fn new(weights: &[f64], rate: u32) -> Self {
        let memories = vec![Memory::default(); weights.len().div_ceil(2)];
        Self { curve: Curve::new(rate), weights: weights.to_vec(), memories }
    }

    pub(super) fn reset(&mut self) {
        self.memories.fill(Memory::default());
    }

    /// The sum of squares of whole frames, weighted by frequency and channel.
    pub(super) fn energy(&mut self, samples: &[f32]) -> f64 {
        if self.weights.len() == 2 {
            let (frames, _) = samples.as_chunks::<2>();
            let sums = squares(&self.curve, &mut self.memories[0], frames.iter().copied());
            return sums[0] * self.weights[0] + sums[1] * self.weights[1];
        }
        let channels = self.weights.len();
        let mut energy = 0.0;
        for (pair, memory) in self.memories.iter_mut().enumerate() {
            let first = pair * 2;
            let frames = samples
                .chunks_exact(channels)
                .map(|frame| [frame[first], frame.get(first + 1).copied().unwrap_or(0.0)]);
            let sums = squares(&self.curve, memory, frames);
            energy += sums[0] * self.weights[first] + sums[1] * self.weights.get(first + 1).copied().unwrap_or(0.0);
        }
        energy
    }
}

#[inline(always)]
fn squares(curve: &Curve, memory: &mut Memory, frames: impl Iterator<Item = [f32; 2]>) -> [f64; 2] {
    let [b0, b1, b2, a1, a2] = curve.shelf;
    let [_, _, _, c1, c2] = curve.high_pass;
    let [mut s1, mut s2, mut h1, mut h2] = *memory;
    let mut sums = [0.0; 2];
    for frame in frames {
        for side in 0..2 {
            let x = f64::from(frame[side]);
            let shelved = b0 * x + s1[side];
            s1[side] = b1 * x - a1 * shelved + s2[side];
            s2[side] = b2 * x - a2 * shelved;
            let passed = shelved + h1[side];
            h1[side] = h2[side] - 2.0 * shelved - c1 * passed;
            h2[side] = shelved - c2 * passed;
            sums[side] += passed * passed;
        }
    }
    for kept in [&mut s1, &mut s2, &mut h1, &mut h2].into_iter().flatten() {
        if kept.abs() < NOTHING {
            *kept = 0.0;
        }
    }
    *memory = [s1, s2, h1, h2];
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_48_khz_the_filters_are_those_of_the_table() {
        // BS.1770-5, annex 1, tables 1 and 2.
        let curve = Curve::new(48_000);
        let shelf = [
            1.535_124_859_586_97,
            -2.691_696_189_406_38,
            1.198_392_810_852_85,
            -1.690_659_293_182_41,
            0.732_480_774_215_85,
        ];
        let high_pass = [1.0, -2.0, 1.0, -1.990_047_454_833_98, 0.990_072_250_366_21];
        let near =
            |ours: [f64; 5], table: [f64; 5]| ours.iter().zip(table).all(|(ours, table)| (ours - table).abs() < 1e-8);
        assert!(near(curve.shelf, shelf), "{curve:?}");
        assert!(near(curve.high_pass, high_pass), "{curve:?}");
    }
}
