//! Playing at other speeds: the mix, read faster, slower or backwards, as a tape would sound.

use crate::Frame;
use crate::renderer::Renderer;

/// Samples rendered at once. Going backwards each chunk costs a seek in every recording, so it is long.
const CHUNK: i64 = 16_384;

/// The mix around the place being read.
#[derive(Default)]
pub(crate) struct Shuttle {
    /// The chunk read last comes first.
    chunks: [Option<(i64, Vec<Frame>)>; 2],
}

impl Shuttle {
    /// Forgets what was rendered, when the program or what is heard of it has changed.
    pub(crate) fn clear(&mut self) {
        self.chunks = [None, None];
    }

    /// Fills `out` from `sample` on, each frame `step` samples after the one before.
    ///
    /// Between samples a cubic (Hermite) curve is drawn; what lies above half the sample rate at high speed folds
    /// back, as is usual when looking for a place by ear.
    pub(crate) fn fill(&mut self, renderer: &mut Renderer, sample: f64, step: f64, out: &mut [Frame]) {
        for (number, frame) in out.iter_mut().enumerate() {
            let at = sample + number as f64 * step;
            let whole = at.floor();
            let around = [-1, 0, 1, 2].map(|offset| self.frame(renderer, whole as i64 + offset));
            let part = (at - whole) as f32;
            *frame = [0, 1].map(|side| hermite(around.map(|frame| frame[side]), part));
        }
    }

    fn frame(&mut self, renderer: &mut Renderer, at: i64) -> Frame {
        let (number, offset) = (at.div_euclid(CHUNK), at.rem_euclid(CHUNK) as usize);
        if !self.holds_first(number) {
            self.chunks.swap(0, 1);
            if !self.holds_first(number) {
                let (_, mut frames) = self.chunks[0].take().unwrap_or_default();
                frames.resize(CHUNK as usize, [0.0; 2]);
                renderer.render(number * CHUNK, &mut frames);
                self.chunks[0] = Some((number, frames));
            }
        }
        self.chunks[0].as_ref().map_or([0.0; 2], |(_, frames)| frames[offset])
    }

    fn holds_first(&self, number: i64) -> bool {
        self.chunks[0].as_ref().is_some_and(|(held, _)| *held == number)
    }
}

/// The cubic through the middle two of four samples whose slopes are those of their neighbours.
fn hermite([before, from, to, after]: [f32; 4], part: f32) -> f32 {
    let (from_slope, to_slope) = ((to - before) / 2.0, (after - from) / 2.0);
    let square = 3.0 * (to - from) - 2.0 * from_slope - to_slope;
    let cube = 2.0 * (from - to) + from_slope + to_slope;
    ((cube * part + square) * part + from_slope) * part + from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_meets_the_samples_and_keeps_straight_lines() {
        assert_eq!(hermite([9.0, 1.0, 2.0, -5.0], 0.0), 1.0);
        assert_eq!(hermite([9.0, 1.0, 2.0, -5.0], 1.0), 2.0);
        assert!((hermite([1.0, 2.0, 3.0, 4.0], 0.25) - 2.25).abs() < 1e-6);
    }
}
