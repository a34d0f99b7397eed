//! Playing at other speeds: the mix, read faster, slower or backwards, as a tape would sound.

use std::f64::consts::PI;
use std::sync::LazyLock;

use crate::Frame;
use crate::renderer::Renderer;

/// Samples rendered at once. Going backwards each chunk costs a seek in every recording, so it is long.
const CHUNK: i64 = 16_384;

/// How far a point reads to either side, in samples as they are heard.
const REACH: f64 = 16.0;
/// Places of the filter's table to a sample; between them a straight line is drawn.
const PLACES: usize = 256;
/// Where the filter begins to fall, as a part of half the rate that is heard: by half the rate it is down.
const CORNER: f64 = 0.82;

/// One half of a windowed sinc (Blackman), which is even.
static FILTER: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let last = (REACH * PLACES as f64) as usize;
    (0..=last + 1)
        .map(|place| {
            let distance = place as f64 / PLACES as f64;
            let turn = PI * (distance / REACH).min(1.0);
            let window = 0.42 + 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos();
            let angle = PI * CORNER * distance;
            let sinc = if place == 0 { 1.0 } else { angle.sin() / angle };
            (CORNER * window * sinc) as f32
        })
        .collect()
});

/// The mix around the place being read.
#[derive(Default)]
pub(crate) struct Shuttle {
    /// The chunk read last comes first.
    chunks: [Option<(i64, Vec<Frame>)>; 2],
    /// What one call reads.
    held: Vec<Frame>,
    taps: Vec<f32>,
}

impl Shuttle {
    /// Forgets what was rendered, when the program or what is heard of it has changed.
    pub(crate) fn clear(&mut self) {
        self.chunks = [None, None];
    }

    /// Fills `out` from `sample` on, each frame `step` samples after the one before.
    ///
    /// Faster than recorded, what would lie above half the rate is taken out first, so that nothing folds back: the filter
    /// is as much longer as the sound is faster, and passes the lower two thirds of what can be heard at that speed.
    pub(crate) fn fill(&mut self, renderer: &mut Renderer, sample: f64, step: f64, out: &mut [Frame]) {
        let speed = step.abs().max(1.0);
        let reach = (REACH * speed).ceil() as i64;
        let last = sample + out.len().saturating_sub(1) as f64 * step;
        let from = sample.min(last).floor() as i64 - reach;
        let to = sample.max(last).floor() as i64 + reach + 2;
        self.hold(renderer, from, to);
        for (number, frame) in out.iter_mut().enumerate() {
            let at = sample + number as f64 * step;
            let first = at.floor() as i64 - reach + 1;
            self.taps.clear();
            let taps = (0..2 * reach).map(|tap| filter((first + tap) as f64 - at, speed));
            self.taps.extend(taps);
            // A steady level stays as it is, to the bit of a float.
            let sum: f32 = self.taps.iter().sum();
            let place = usize::try_from(first - from).unwrap_or(0);
            let sounds = self.held[place..].iter().zip(&self.taps);
            let summed = sounds.fold([0.0; 2], |sum, (sound, tap)| [sum[0] + sound[0] * tap, sum[1] + sound[1] * tap]);
            *frame = summed.map(|side| side / sum);
        }
    }

    /// Makes `held` the samples from `from` to `to`.
    fn hold(&mut self, renderer: &mut Renderer, from: i64, to: i64) {
        let mut held = std::mem::take(&mut self.held);
        held.clear();
        let mut at = from;
        while at < to {
            let (number, offset) = (at.div_euclid(CHUNK), at.rem_euclid(CHUNK));
            let end = to.min((number + 1) * CHUNK);
            let chunk = self.chunk(renderer, number);
            held.extend_from_slice(&chunk[offset as usize..(offset + end - at) as usize]);
            at = end;
        }
        self.held = held;
    }

    fn chunk(&mut self, renderer: &mut Renderer, number: i64) -> &[Frame] {
        if !self.holds_first(number) {
            self.chunks.swap(0, 1);
            if !self.holds_first(number) {
                let (_, mut frames) = self.chunks[0].take().unwrap_or_default();
                frames.resize(CHUNK as usize, [0.0; 2]);
                renderer.render(number * CHUNK, &mut frames);
                self.chunks[0] = Some((number, frames));
            }
        }
        self.chunks[0].as_ref().map_or(&[], |(_, frames)| frames)
    }

    fn holds_first(&self, number: i64) -> bool {
        self.chunks[0].as_ref().is_some_and(|(held, _)| *held == number)
    }
}

/// What a sample at `distance` from a point gives to it, `speed` times as fast as recorded.
fn filter(distance: f64, speed: f64) -> f32 {
    let place = (distance.abs() / speed).min(REACH) * PLACES as f64;
    let (whole, part) = (place as usize, place.fract() as f32);
    let (here, next) = (FILTER[whole], FILTER[whole + 1]);
    here + (next - here) * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::Arc;

    use crate::program::{Clip, Program};
    use crate::source::{Source, SourceError, Sources};
    use crate::{Fade, Files};

    /// A tone of so many hertz, without an end.
    struct Tone(f64);

    impl Sources for Tone {
        fn open(&self, path: &Path) -> Result<Box<dyn Source>, SourceError> {
            if path.as_os_str() == "tone" { Ok(Box::new(Sounding(self.0, 0))) } else { Files.open(path) }
        }
    }

    struct Sounding(f64, i64);

    impl Source for Sounding {
        fn sample_rate(&self) -> u32 {
            48_000
        }
        fn channels(&self) -> usize {
            1
        }
        fn frames(&self) -> Option<i64> {
            None
        }
        fn seek(&mut self, frame: i64) -> Result<(), SourceError> {
            self.1 = frame;
            Ok(())
        }
        fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError> {
            let tone = |at: i64| (2.0 * PI * self.0 * at as f64 / 48_000.0).sin() as f32 * 0.5;
            samples.clear();
            samples.extend((self.1..).take(most_frames).map(tone));
            self.1 += most_frames as i64;
            Ok(most_frames)
        }
    }

    /// The level of a tone of `hertz` heard at `step`, in decibels against the tone itself.
    fn level(hertz: f64, step: f64) -> f64 {
        let clip = Clip {
            id: 1,
            lane: 1,
            path: "tone".into(),
            start: 0,
            length: 48_000 * 60,
            source_start: timebase::Flicks::ZERO,
            gain_millibel: 0,
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            volume: Vec::new(),
            tail: 0,
        };
        let mut renderer = Renderer::new(Arc::new(Program::new(vec![clip])), Arc::new(Tone(hertz)));
        let mut out = vec![[0.0; 2]; 4_800];
        Shuttle::default().fill(&mut renderer, 48_000.0 * 20.0, step, &mut out);
        let square: f64 = out.iter().map(|frame| f64::from(frame[0]).powi(2)).sum::<f64>() / 4_800.0;
        10.0 * (square / 0.125).log10()
    }

    #[test]
    fn what_can_be_heard_at_a_speed_stays_as_loud() {
        for step in [0.5, 1.5, 2.0, 4.0, 8.0, -0.5, -1.0, -2.0, -4.0, -8.0] {
            let hertz = 8_000.0 / f64::max(f64::abs(step), 1.0);
            assert!(level(hertz, step).abs() < 0.1, "{hertz} Hz at {step}: {}", level(hertz, step));
        }
    }

    #[test]
    fn what_would_fold_back_is_taken_out() {
        // Of 20 kHz at double speed an unfiltered reading would make 8 kHz, as loud as the tone was.
        for (hertz, step) in [(20_000.0, 2.0), (20_000.0, -2.0), (10_000.0, 4.0), (7_000.0, 8.0), (20_000.0, -8.0)] {
            assert!(level(hertz, step) < -60.0, "{hertz} Hz at {step}: {}", level(hertz, step));
        }
    }

    #[test]
    fn a_steady_level_stays_as_it_is() {
        for speed in [1.0, 2.0, 3.7, 8.0] {
            let reach = (REACH * speed) as i64;
            let sum: f32 = (-reach..=reach).map(|tap| filter(tap as f64 + 0.3, speed)).sum();
            assert!((sum / speed as f32 - 1.0).abs() < 1e-3, "{speed}: {sum}");
        }
    }
}
