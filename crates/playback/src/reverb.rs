//! A small reverb of ours, for the tails of music that is let go before its end.
//!
//! A feedback delay network after J.-M. Jot and A. Chaigne (*Digital delay networks for designing artificial reverberators*,
//! 90th Convention of the AES, 1991): eight delay lines of prime lengths feed each other through a Householder matrix, which
//! loses nothing, and each line loses as much on its way as makes the whole fall by 60 dB in the time that was asked for. A
//! filter of one pole in each lets what is high fall twice as fast, by the same authors' formula. Before the lines each side
//! goes through two all-passes after M. R. Schroeder (*Natural sounding artificial reverberation*, Journal of the AES 10, 1962),
//! which make its echoes denser.
//!
//! Of `m` samples of delay, `t` samples of fall and the ratio `a` of the high fall to the low one:
//!
//! ```text
//! gain of a line  g = 10^(−3 m / t)
//! its pole        p = ln 10 / 4 · log10 g · (1 − 1 / a²), at most 0.7
//! its filter      y[n] = g (1 − p) x[n] + p y[n−1]
//! ```

use crate::Frame;

const LINES: usize = 8;
/// Prime, so that echoes seldom fall together: 30 to 58 ms.
const LENGTHS: [usize; LINES] = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];
/// The two all-passes of each side.
const SPREAD: [[usize; 2]; 2] = [[229, 613], [251, 587]];
const SPREAD_GAIN: f64 = 0.6;
/// What is high falls in this part of the time.
const HIGH: f64 = 0.5;
const HIGHEST_POLE: f64 = 0.7;
/// How a side goes into its four lines, and how they come out of it.
const IN: [f64; LINES] = [0.5, 0.5, -0.5, -0.5, 0.5, 0.5, -0.5, -0.5];
const OUT: [f64; LINES] = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0];
/// How loud steady noise comes out, as an amplitude: 6 dB below what goes in.
const LEVEL: f64 = 0.5;

/// Sound that is held for so many samples.
struct Delay {
    held: Vec<f64>,
    at: usize,
}

impl Delay {
    fn new(length: usize) -> Self {
        Self { held: vec![0.0; length], at: 0 }
    }

    fn oldest(&self) -> f64 {
        self.held[self.at]
    }

    /// Puts `sample` in the place of the oldest.
    fn put(&mut self, sample: f64) {
        self.held[self.at] = sample;
        self.at += 1;
        if self.at == self.held.len() {
            self.at = 0;
        }
    }
}

/// The reverb and what rings in it.
pub(crate) struct Reverb {
    spread: [[Delay; 2]; 2],
    lines: [Delay; LINES],
    /// `g (1 − p)` and `p` of each line, and what its filter gave last.
    gains: [f64; LINES],
    poles: [f64; LINES],
    falling: [f64; LINES],
    level: f64,
}

impl Reverb {
    /// A silent one that falls by 60 dB in `fall` samples at 48 kHz; at least one.
    pub(crate) fn new(fall: i64) -> Self {
        let fall = fall.max(1) as f64;
        let lost = |length: f64| -3.0 * length / fall;
        let poles = LENGTHS.map(|length| {
            let pole = std::f64::consts::LN_10 / 4.0 * lost(length as f64) * (1.0 - 1.0 / (HIGH * HIGH));
            pole.min(HIGHEST_POLE)
        });
        let mut gains = LENGTHS.map(|length| 10_f64.powf(lost(length as f64)));
        for (gain, pole) in gains.iter_mut().zip(poles) {
            *gain *= 1.0 - pole;
        }
        let mean = LENGTHS.iter().sum::<usize>() as f64 / LINES as f64;
        // What comes round again and again adds up to 1 / (1 − g²) of the power that goes in.
        let level = LEVEL * (1.0 - 10_f64.powf(2.0 * lost(mean))).sqrt();
        Self {
            spread: SPREAD.map(|side| side.map(Delay::new)),
            lines: LENGTHS.map(Delay::new),
            gains,
            poles,
            falling: [0.0; LINES],
            level,
        }
    }

    /// What comes out while `sound` goes in.
    pub(crate) fn next(&mut self, sound: Frame) -> Frame {
        let mut sides = sound.map(f64::from);
        for (side, spread) in sides.iter_mut().zip(&mut self.spread) {
            for pass in spread {
                let oldest = pass.oldest();
                let held = *side + SPREAD_GAIN * oldest;
                pass.put(held);
                *side = oldest - SPREAD_GAIN * held;
            }
        }
        let mut out = [0.0; 2];
        let mut sum = 0.0;
        for (number, line) in self.lines.iter().enumerate() {
            let oldest = line.oldest();
            out[number % 2] += OUT[number] * oldest;
            let falling = self.gains[number] * oldest + self.poles[number] * self.falling[number];
            self.falling[number] = falling;
            sum += falling;
        }
        let shared = sum * 2.0 / LINES as f64;
        for (number, line) in self.lines.iter_mut().enumerate() {
            line.put(self.falling[number] - shared + IN[number] * sides[number % 2]);
        }
        out.map(|side| (side * self.level) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise of a linear congruence, from −0.5 to 0.5.
    fn noise() -> impl Iterator<Item = Frame> {
        let mut state = 1_u32;
        let mut one = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (f64::from(state) / f64::from(u32::MAX) - 0.5) as f32
        };
        std::iter::repeat_with(move || [one(), one()])
    }

    fn power(frames: &[Frame]) -> f64 {
        let sum: f64 = frames.iter().map(|[left, right]| f64::from(*left).powi(2) + f64::from(*right).powi(2)).sum();
        sum / frames.len() as f64
    }

    #[test]
    fn silence_stays_silent() {
        let mut reverb = Reverb::new(48_000);
        assert!((0..10_000).all(|_| reverb.next([0.0; 2]) == [0.0; 2]));
    }

    #[test]
    fn steady_noise_comes_out_about_six_decibels_lower_whatever_its_fall() {
        for fall in [4_800, 24_000, 96_000, 480_000] {
            let mut reverb = Reverb::new(fall);
            let sound: Vec<Frame> = noise().take(fall as usize + 48_000).collect();
            let out: Vec<Frame> = sound.iter().map(|frame| reverb.next(*frame)).collect();
            let last = sound.len() - 24_000;
            let db = 10.0 * (power(&out[last..]) / power(&sound[last..])).log10();
            // White noise has more in the heights than music, which fall faster.
            assert!((-11.0..-4.0).contains(&db), "{fall}: {db}");
        }
    }

    #[test]
    fn low_sound_falls_by_sixty_decibels_in_its_time() {
        for fall in [24_000_usize, 96_000, 288_000] {
            let mut reverb = Reverb::new(fall as i64);
            // Noise below some hundred hertz.
            let mut low = [0.0_f32; 2];
            for frame in noise().take(fall) {
                low = [0, 1].map(|side| low[side] + (frame[side] - low[side]) * 0.02);
                reverb.next(low);
            }
            let out: Vec<Frame> = (0..fall).map(|_| reverb.next([0.0; 2])).collect();
            let at = |part: f64| {
                let from = (fall as f64 * part) as usize;
                10.0 * power(&out[from..from + fall / 10]).log10()
            };
            let fallen = at(0.1) - at(0.8);
            assert!((36.0..49.0).contains(&fallen), "{fall}: {fallen} of 42 dB");
        }
    }
}
