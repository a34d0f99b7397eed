//! Lines of gain over the time line, as music has that makes room for what is said.

use crate::Frame;

/// How much louder or quieter sound is from moment to moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GainLine {
    /// Samples of the time line and hundredths of a decibel, in time.
    points: Vec<(i64, f64)>,
}

impl GainLine {
    /// Straight in decibels from point to point, and nothing before the first and after the last: samples of the time line
    /// with hundredths of a decibel, in time. Where several stand at one sample, it jumps there from the first to the last.
    #[must_use]
    pub fn new(mut points: Vec<(i64, f64)>) -> Self {
        points.sort_by_key(|(at, _)| *at);
        Self { points }
    }

    /// Its points.
    #[must_use]
    pub fn points(&self) -> &[(i64, f64)] {
        &self.points
    }

    /// The factor of the sound at a sample of the time line.
    #[must_use]
    pub fn amplitude(&self, sample: i64) -> f64 {
        let after = self.points.partition_point(|(at, _)| *at <= sample);
        (self.between(after, sample) * MILLIBELS_TO_OCTAVES).exp2()
    }

    /// The gain at `sample`, which point `after` is the first to follow, in hundredths of a decibel.
    fn between(&self, after: usize, sample: i64) -> f64 {
        match (after.checked_sub(1).map(|before| self.points[before]), self.points.get(after)) {
            (Some((_, before)), Some((_, next))) if before == *next => before,
            (Some((from, before)), Some((to, next))) => {
                before + (next - before) * (sample - from) as f64 / (to - from) as f64
            }
            (Some((at, last)), None) if at == sample => last,
            _ => 0.0,
        }
    }

    /// Applies it to `sound`, which begins at `first`. Each sample has the gain of its place, however sound is cut into
    /// blocks.
    pub(crate) fn apply(&self, first: i64, sound: &mut [Frame]) {
        let end = first.saturating_add(sound.len() as i64);
        let touched = self.points.first().is_some_and(|(from, _)| *from < end)
            && self.points.last().is_some_and(|(to, _)| *to >= first);
        if !touched {
            return;
        }
        let mut after = self.points.partition_point(|(at, _)| *at <= first);
        for (frame, sample) in sound.iter_mut().zip(first..) {
            while self.points.get(after).is_some_and(|(at, _)| *at <= sample) {
                after += 1;
            }
            let millibel = self.between(after, sample);
            if millibel != 0.0 {
                let gain = (millibel * MILLIBELS_TO_OCTAVES).exp2() as f32;
                *frame = [frame[0] * gain, frame[1] * gain];
            }
        }
    }
}

/// What a gain in hundredths of a decibel is multiplied with to give a power of two.
const MILLIBELS_TO_OCTAVES: f64 = std::f64::consts::LOG2_10 / 2000.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_straight_in_decibels_and_nothing_beyond_its_ends() {
        let line = GainLine::new(vec![(100, 0.0), (200, -1_200.0), (300, -1_200.0), (400, 0.0)]);
        let mut sound = vec![[1.0, -1.0]; 500];
        line.apply(0, &mut sound);
        let db = |at: usize| 20.0 * f64::from(sound[at][0]).log10();
        for (at, expected) in
            [(0, 0.0), (100, 0.0), (150, -6.0), (200, -12.0), (250, -12.0), (350, -6.0), (400, 0.0), (499, 0.0)]
        {
            assert!((db(at) - expected).abs() < 1e-4, "{at}: {}", db(at));
        }
        assert!(sound.iter().all(|frame| frame[0] == -frame[1]));
        // In blocks it is the same, bit by bit.
        let mut parts = vec![[1.0, -1.0]; 500];
        for (number, block) in parts.chunks_mut(37).enumerate() {
            line.apply(number as i64 * 37, block);
        }
        assert_eq!(parts, sound);
    }

    #[test]
    fn two_points_at_one_sample_are_a_jump() {
        let line = GainLine::new(vec![(10, 0.0), (10, -600.0), (20, -600.0), (20, 0.0)]);
        assert_eq!(
            [9, 10, 19, 20, 21].map(|at| line.between(line.points.partition_point(|(point, _)| *point <= at), at)),
            [0.0, -600.0, -600.0, 0.0, 0.0]
        );
    }
}
