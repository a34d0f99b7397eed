//! Sample-rate conversion that gives the same samples wherever it starts.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler, WindowFunction};

use crate::Frame;

/// Stereo sound that can be read from any frame on.
pub(crate) trait Frames {
    /// Fills `out` with what sounds from `first` on, silence where there is nothing. Reading on is quick; jumping
    /// may cost a seek.
    fn fill(&mut self, first: i64, out: &mut [Frame]);

    /// The first frame after the sound, once that is known.
    fn end(&self) -> Option<i64>;
}

impl<F: Frames> Frames for Box<F> {
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        self.as_mut().fill(first, out);
    }

    fn end(&self) -> Option<i64> {
        self.as_ref().end()
    }
}

/// `input`, at another rate.
///
/// The converter works in blocks that start at multiples of the block's length from the first frame of `input`.
/// A block's output hangs on that block and the one before it, so after a jump the block before is converted too
/// and thrown away: what follows is the same, to the bit, as if everything had been converted from the start.
pub(crate) struct Converter<F> {
    input: F,
    rates: (u32, u32),
    resampler: Fft<f32>,
    /// Frames of a block before and after conversion.
    sizes: (usize, usize),
    delay: i64,
    before: Vec<Frame>,
    after: Vec<Frame>,
    /// The block that `after` holds, and whose tail the resampler still has.
    block: Option<i64>,
}

/// Two rates that cannot be converted into one another.
#[derive(Debug, thiserror::Error)]
#[error("sound at {from} Hz cannot be converted to {to} Hz")]
pub struct ConversionError {
    /// In hertz.
    pub from: u32,
    /// In hertz.
    pub to: u32,
}

impl<F: Frames> Converter<F> {
    /// Converts `input` from one rate to another, in blocks of about `block` frames.
    pub(crate) fn new(input: F, from: u32, to: u32, block: usize) -> Result<Self, ConversionError> {
        Self::new_keeping(input, from, to, block).map_err(|(_, error)| error)
    }

    /// The same; when it fails, `input` comes back.
    pub(crate) fn new_keeping(input: F, from: u32, to: u32, block: usize) -> Result<Self, (F, ConversionError)> {
        let Some((resampler, sizes)) = resampler(from, to, block) else {
            return Err((input, ConversionError { from, to }));
        };
        let delay = resampler.output_delay() as i64;
        let (before, after) = (vec![[0.0; 2]; sizes.0], vec![[0.0; 2]; sizes.1]);
        Ok(Self { input, rates: (from, to), resampler, sizes, delay, before, after, block: None })
    }

    pub(crate) fn input_mut(&mut self) -> &mut F {
        &mut self.input
    }

    pub(crate) fn into_input(self) -> F {
        self.input
    }

    /// Forgets what was converted: `input` begins anew.
    pub(crate) fn restart(&mut self) {
        self.block = None;
    }

    /// Makes `after` the output of `block`.
    fn convert(&mut self, block: i64) {
        if self.block == Some(block) {
            return;
        }
        if self.block.is_none_or(|held| held + 1 != block) {
            self.resampler.reset();
            if block > 0 {
                self.run(block - 1);
            }
        }
        self.run(block);
    }

    fn run(&mut self, block: i64) {
        self.input.fill(block * self.sizes.0 as i64, &mut self.before);
        let input = InterleavedSlice::new(self.before.as_flattened(), 2, self.sizes.0);
        let output = InterleavedSlice::new_mut(self.after.as_flattened_mut(), 2, self.sizes.1);
        let done = match (input, output) {
            (Ok(input), Ok(mut output)) => self.resampler.process_into_buffer(&input, &mut output, None).is_ok(),
            _ => false,
        };
        if !done {
            // Cannot happen: both buffers have the lengths the resampler asked for. Silence is the safe answer.
            self.after.fill([0.0; 2]);
        }
        self.block = Some(block);
    }
}

impl<F: Frames> Frames for Converter<F> {
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        let mut done = 0;
        while done < out.len() {
            let at = first + done as i64;
            if at < 0 {
                let silent = usize::try_from(-at).unwrap_or(usize::MAX).min(out.len() - done);
                out[done..done + silent].fill([0.0; 2]);
                done += silent;
                continue;
            }
            if self.end().is_some_and(|end| at >= end) {
                out[done..].fill([0.0; 2]);
                return;
            }
            let delayed = at + self.delay;
            let size = self.sizes.1 as i64;
            self.convert(delayed / size);
            let from = (delayed % size) as usize;
            let mut count = (self.sizes.1 - from).min(out.len() - done);
            // Converting may have met the end of the recording.
            if let Some(end) = self.end() {
                count = count.min(usize::try_from(end - at).unwrap_or(0));
            }
            out[done..done + count].copy_from_slice(&self.after[from..from + count]);
            done += count;
        }
    }

    fn end(&self) -> Option<i64> {
        let end = i128::from(self.input.end()?);
        let (from, to) = (i128::from(self.rates.0), i128::from(self.rates.1));
        i64::try_from((end * to + from - 1).div_euclid(from)).ok()
    }
}

/// A resampler that takes one block at a time and gives one, and the lengths of both.
fn resampler(from: u32, to: u32, block: usize) -> Option<(Fft<f32>, (usize, usize))> {
    let chunk = block_length(from, to, block)?;
    let window = WindowFunction::BlackmanHarris2;
    let resampler = Fft::<f32>::new_custom(from as usize, to as usize, chunk, 1, 2, window, FixedSync::Input).ok()?;
    let sizes = (resampler.fft_size_in(), resampler.fft_size_out());
    let whole = sizes.0 == chunk && resampler.input_frames_next() == chunk && resampler.output_frames_next() == sizes.1;
    whole.then_some((resampler, sizes))
}

/// The length of a block: at least `wanted`, and such that both sides are whole and even.
///
/// With an odd length on either side rubato's filter sits half a sample off, which its integer delay cannot say.
fn block_length(from: u32, to: u32, wanted: usize) -> Option<usize> {
    let divisor = greatest_common_divisor(from, to);
    if divisor == 0 || from == 0 || to == 0 {
        return None;
    }
    let unit = (from / divisor) as usize;
    Some(wanted.div_ceil(unit).next_multiple_of(2) * unit)
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A recording worked out frame by frame, which also tells what it was asked for.
    struct Formula<S> {
        sound: S,
        end: i64,
    }

    impl<S: Fn(i64) -> Frame> Frames for Formula<S> {
        fn fill(&mut self, first: i64, out: &mut [Frame]) {
            for (frame, at) in out.iter_mut().zip(first..) {
                *frame = if (0..self.end).contains(&at) { (self.sound)(at) } else { [0.0; 2] };
            }
        }

        fn end(&self) -> Option<i64> {
            Some(self.end)
        }
    }

    fn noise(at: i64) -> Frame {
        let mixed = (at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let side = |bits: u64| (bits & 0xFFFF) as f32 / 65_536.0 - 0.5;
        [side(mixed >> 48), side(mixed >> 32)]
    }

    const RATES: [(u32, u32); 12] = [
        (44_100, 48_000),
        (48_000, 44_100),
        (48_000, 96_000),
        (96_000, 48_000),
        (88_200, 48_000),
        (192_000, 48_000),
        (32_000, 48_000),
        (22_050, 48_000),
        (11_025, 48_000),
        (8_000, 48_000),
        (44_056, 48_000),
        (48_000, 192_000),
    ];

    #[test]
    fn a_sine_keeps_its_phase_at_every_rate() {
        for (from, to) in RATES {
            let frequency = f64::from(from.min(to)) * 0.31;
            let tone =
                |at: f64, rate: u32| (std::f64::consts::TAU * frequency * at / f64::from(rate)).sin() as f32 * 0.5;
            let sound = Formula { sound: |at| [tone(at as f64, from); 2], end: 40_000 };
            let mut converter = Converter::new(sound, from, to, 4096).expect("a pair of usual rates");
            let middle = 20_000 * i64::from(to) / i64::from(from);
            let mut out = vec![[0.0; 2]; 500];
            converter.fill(middle, &mut out);
            let worst = out.iter().zip(middle..).map(|(frame, at)| (frame[0] - tone(at as f64, to)).abs());
            let worst = worst.fold(0.0, f32::max);
            assert!(worst < 2e-5, "{from} to {to}: off by {worst}");
        }
    }

    #[test]
    fn the_length_is_whole_and_not_a_frame_too_long() {
        for (from, to, frames, expected) in [(48_000, 48_000 * 2, 48_000, 96_000), (44_100, 48_000, 88_200, 96_000)] {
            let converter = Converter::new(Formula { sound: noise, end: frames }, from, to, 4096).expect("usual rates");
            assert_eq!(converter.end(), Some(expected));
        }
    }

    #[test]
    fn every_pair_of_rates_gets_even_blocks() {
        for (from, to) in RATES {
            let length = block_length(from, to, 4096).expect("both above 0");
            assert!(length >= 4096 && length.is_multiple_of(2));
            assert!((length * to as usize).is_multiple_of(from as usize * 2), "{from} to {to}");
        }
        assert_eq!(block_length(0, 48_000, 4096), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn any_start_gives_the_same_samples(first in 0..45_000_i64, count in 1..3_000_usize, jump in 0..45_000_i64) {
            let new = || Converter::new(Formula { sound: noise, end: 40_000 }, 44_100, 48_000, 4096).expect("usual rates");
            let mut whole = vec![[0.0; 2]; 48_000];
            new().fill(0, &mut whole);
            let mut converter = new();
            let mut out = vec![[0.0; 2]; count];
            converter.fill(jump, &mut out);
            converter.fill(first, &mut out);
            prop_assert_eq!(&out[..], &whole[first as usize..first as usize + count]);
        }
    }
}
