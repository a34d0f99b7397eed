//! A limiter that sees ahead: no sample leaves it above its ceiling, and nothing is bent, only turned down for a moment.
//!
//! ```text
//! gain that each sample needs      1 ────────╮   ╭──────
//!                                            ╰───╯
//! least of what is seen ahead      1 ────╮       ╭──────
//!                                        ╰───────╯
//! let go slowly, evened out        1 ───╲________.──''
//! ```
//!
//! The least gain within the time it sees ahead is let go by an exponential release and evened out by a mean over that
//! same time: the mean of what is at most the gain a sample needs is at most that gain.

use std::collections::VecDeque;

use crate::Frame;
use crate::convert::Frames;

/// Samples that it sees ahead: 5 ms at 48 kHz.
const AHEAD: usize = 240;
/// What of a reduction is let go with each sample: 63 % within 100 ms.
const RELEASE: f64 = 1.0 / 4_800.0;
/// Frames that are asked for at once.
const BLOCK: usize = 4_096;

/// Frames turned down where they would be above a ceiling. They are asked for in order, from the first on.
pub(crate) struct Limited<F> {
    input: F,
    /// Frames there are in all; past them there is silence.
    frames: i64,
    /// The first that was not read yet.
    read: i64,
    ceiling: f64,
    /// Frames that were read and not given, the oldest first.
    waiting: VecDeque<Frame>,
    /// The gains that frames need which were read and are not seen yet, the oldest first.
    unseen: VecDeque<f64>,
    /// The first frame that is not seen yet.
    seen: i64,
    /// Places, counted from the first frame, and gains, rising in both: the least gain ahead is the first.
    least: VecDeque<(i64, f64)>,
    /// The frame that is given next.
    at: i64,
    released: f64,
    mean: VecDeque<f64>,
    sum: f64,
    block: Vec<Frame>,
}

impl<F: Frames> Limited<F> {
    /// `frames` of `input`, none above `ceiling`, which is an amplitude.
    pub(crate) fn new(input: F, frames: i64, ceiling: f64) -> Self {
        let mean = VecDeque::from(vec![1.0; AHEAD]);
        Self {
            input,
            frames,
            read: 0,
            ceiling,
            waiting: VecDeque::new(),
            unseen: VecDeque::new(),
            seen: 0,
            least: VecDeque::new(),
            // What comes at once is seen ahead as well.
            at: -(AHEAD as i64),
            released: 1.0,
            sum: AHEAD as f64,
            mean,
            block: vec![[0.0; 2]; BLOCK],
        }
    }

    pub(crate) fn input_mut(&mut self) -> &mut F {
        &mut self.input
    }

    /// Reads until the frame `until` is there, or the end.
    fn read_to(&mut self, until: i64) {
        while self.read <= until && self.read < self.frames {
            let count = usize::try_from(self.frames - self.read).unwrap_or(BLOCK).min(BLOCK);
            self.input.fill(self.read, &mut self.block[..count]);
            for frame in &self.block[..count] {
                let peak = f64::from(frame[0].abs().max(frame[1].abs()));
                let gain = if peak > self.ceiling { self.ceiling / peak } else { 1.0 };
                self.unseen.push_back(gain);
                self.waiting.push_back(*frame);
                self.read += 1;
            }
        }
    }

    /// Goes on by one frame of the time line, which may lie before the first: the gain that is reached there.
    fn step(&mut self) -> f64 {
        let until = self.at + AHEAD as i64;
        self.read_to(until);
        while self.seen <= until
            && let Some(gain) = self.unseen.pop_front()
        {
            while self.least.back().is_some_and(|&(_, known)| known >= gain) {
                self.least.pop_back();
            }
            self.least.push_back((self.seen, gain));
            self.seen += 1;
        }
        while self.least.front().is_some_and(|&(place, _)| place < self.at) {
            self.least.pop_front();
        }
        let least = self.least.front().map_or(1.0, |&(_, gain)| gain);
        self.released = least.min(self.released + (1.0 - self.released) * RELEASE);
        self.sum += self.released - self.mean.pop_front().unwrap_or(1.0);
        self.mean.push_back(self.released);
        (self.sum / AHEAD as f64).min(1.0)
    }
}

impl<F: Frames> Frames for Limited<F> {
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        while self.at < 0 {
            self.step();
            self.at += 1;
        }
        debug_assert_eq!(first, self.at, "frames are asked for in order");
        for frame in out {
            let gain = self.step() as f32;
            let [left, right] = self.waiting.pop_front().unwrap_or_default();
            *frame = [left * gain, right * gain];
            self.at += 1;
        }
    }

    fn end(&self) -> Option<i64> {
        Some(self.frames)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sound(Vec<f32>);

    impl Frames for Sound {
        fn fill(&mut self, first: i64, out: &mut [Frame]) {
            for (at, frame) in (first..).zip(out) {
                let sample = usize::try_from(at).ok().and_then(|at| self.0.get(at)).copied().unwrap_or(0.0);
                *frame = [sample, -sample];
            }
        }

        fn end(&self) -> Option<i64> {
            None
        }
    }

    fn limited(sound: &[f32], ceiling: f64, block: usize) -> Vec<f32> {
        let mut limiter = Limited::new(Sound(sound.to_vec()), sound.len() as i64, ceiling);
        let mut out = vec![[0.0; 2]; sound.len()];
        let mut done = 0;
        for part in out.chunks_mut(block) {
            limiter.fill(done, part);
            done += part.len() as i64;
        }
        out.into_iter().map(|[left, _]| left).collect()
    }

    /// A tone with two bursts, one of them at the first sample.
    fn bursts() -> Vec<f32> {
        let loud = |at: usize| if at < 300 || (9_000..9_400).contains(&at) { 1.7 } else { 0.4 };
        (0..24_000).map(|at| loud(at) * (at as f32 * 0.05).sin()).collect()
    }

    #[test]
    fn nothing_is_above_the_ceiling_and_the_rest_is_as_it_was() {
        let sound = bursts();
        let out = limited(&sound, 0.8, 1_000);
        let highest = out.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(highest <= 0.8 + 1e-6, "{highest}");
        assert!(highest > 0.79, "no more is taken than must be: {highest}");
        // Long before a burst it has let go, within a thousandth.
        for at in 8_000..8_700 {
            assert!((out[at] - sound[at]).abs() < 0.16 * sound[at].abs() + 1e-6, "{at}");
        }
        let quiet: Vec<f32> = sound.iter().map(|sample| sample * 0.3).collect();
        assert_eq!(limited(&quiet, 0.8, 1_000), quiet, "what is below it is not touched");
    }

    #[test]
    fn it_is_the_same_however_it_is_asked() {
        let sound = bursts();
        assert_eq!(limited(&sound, 0.6, 7), limited(&sound, 0.6, 24_000));
    }
}
