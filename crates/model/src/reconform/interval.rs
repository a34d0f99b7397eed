//! Shots as intervals on both lines, in a unit that is whole at every rate.
//!
//! A label second is the same count of ticks at 24 and at 48 frames, at 24 and 23.976: so lists of different rates compare
//! by what their labels say.

use std::collections::HashMap;

use timebase::{FLICKS_PER_SECOND, FrameRate, Frames, Position};

use super::naming::SourceRule;
use super::shot::{Shot, ShotSpeed, gcd};

/// A shot as it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Interval {
    /// Its place among the shots; of black, none.
    pub shot: usize,
    /// The number of its source.
    pub source: usize,
    /// The least of its source that is seen, and what comes after the most; `None` without a clock.
    pub seen: Option<(i64, i64)>,
    /// Where it stands.
    pub at: i64,
    pub end: i64,
    /// Its speed.
    pub over: i64,
    pub under: i64,
}

/// Above and below the line of a speed.
const MOST: i64 = ShotSpeed::MOST;

/// Ticks of a frame by its label.
pub(super) fn unit(rate: FrameRate) -> i64 {
    FLICKS_PER_SECOND / rate.labels_per_second()
}

/// The moment of a tick that lies on a frame of `unit` ticks.
pub(super) fn moment(ticks: i64, unit: i64, rate: FrameRate) -> Position {
    rate.position(Frames(ticks.div_euclid(unit)))
}

/// Ticks of a frame of a line, and of its sources.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticks {
    pub line: i64,
    pub source: i64,
}

impl Ticks {
    /// Sources run at a frame a frame.
    pub fn alike(unit: i64) -> Self {
        Self { line: unit, source: unit }
    }

    /// A speed in frames as one in ticks.
    fn speed(self, over: i64, under: i64) -> (i64, i64) {
        if self.line == self.source {
            return (over, under);
        }
        let by = gcd(self.line.unsigned_abs(), self.source.unsigned_abs());
        let by = i64::try_from(by).unwrap_or(1).max(1);
        (over * (self.source / by), under * (self.line / by))
    }
}

/// Numbers for sources of both lists.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: HashMap<String, usize>,
}

impl Sources {
    /// The number of black: a source without a name.
    pub const BLACK: usize = 0;

    pub fn new() -> Self {
        Self { known: HashMap::from([(String::new(), Self::BLACK)]) }
    }

    fn number(&mut self, key: String) -> usize {
        let next = self.known.len();
        *self.known.entry(key).or_insert(next)
    }

    /// Shots within the first `length` frames in the order of the cut. Where two share time, the one that begins later is
    /// seen, as the second of a dissolve is.
    pub fn intervals(&mut self, shots: &[Shot], ticks: Ticks, length: Frames, rule: &SourceRule) -> Vec<Interval> {
        let mut order: Vec<usize> = (0..shots.len()).collect();
        order.sort_by_key(|&shot| (shots[shot].at, shot));
        let unit = ticks.line;
        let mut intervals: Vec<Interval> = Vec::with_capacity(shots.len());
        let mut reached = 0;
        for (place, &number) in order.iter().enumerate() {
            let shot = &shots[number];
            let next = order.get(place + 1).map_or(i64::MAX, |&next| shots[next].at.0);
            let (at, end) = (shot.at.0.max(0), shot.end().0.min(length.0).min(next.max(shot.at.0)));
            if end <= at {
                continue;
            }
            let (over, under) = (shot.speed.over.clamp(-MOST, MOST), shot.speed.under.clamp(1, MOST));
            let scaled = |frames: i64| {
                i64::try_from(
                    i128::from(frames) * i128::from(over.abs()) * i128::from(ticks.source) / i128::from(under),
                )
                .ok()
            };
            // What is cut off at its ends is cut off its source.
            let (head, tail) =
                if over < 0 { (shot.end().0 - end, at - shot.at.0) } else { (at - shot.at.0, shot.end().0 - end) };
            let seen = shot.source_in.and_then(|source| {
                let first = source.0.checked_mul(ticks.source)?.checked_add(scaled(head)?)?;
                let whole = scaled(shot.length.0)?.checked_sub(scaled(head)?)?.checked_sub(scaled(tail)?)?;
                Some((first, first.checked_add(whole)?))
            });
            let source = self.number(rule.key(shot));
            let (over, under) = ticks.speed(over, under);
            let (at, end) = (at.saturating_mul(unit), end.saturating_mul(unit));
            push_black(&mut intervals, reached, at);
            reached = end;
            match source {
                Self::BLACK => push_black(&mut intervals, at, end),
                source => intervals.push(Interval { shot: number, source, seen, at, end, over, under }),
            }
        }
        push_black(&mut intervals, reached, length.0.saturating_mul(unit));
        intervals
    }
}

/// Black from one moment to another, joined to black before it: where no shot is, there is black.
fn push_black(intervals: &mut Vec<Interval>, at: i64, end: i64) {
    if end <= at {
        return;
    }
    match intervals.last_mut() {
        Some(last) if last.source == Sources::BLACK && last.end == at => last.end = end,
        _ => {
            let (source, seen) = (Sources::BLACK, None);
            intervals.push(Interval { shot: usize::MAX, source, seen, at, end, over: 1, under: 1 });
        }
    }
}

impl Interval {
    pub fn length(&self) -> i64 {
        self.end - self.at
    }

    /// Where a moment of the source that it shows stands on the line, between its ends.
    pub fn time_of(&self, source: i64) -> Option<i64> {
        let (first, last) = self.seen?;
        let into = if self.over < 0 { last - source } else { source - first };
        let time =
            i128::from(into) * i128::from(self.under) / i128::from(self.over.checked_abs().filter(|over| *over > 0)?);
        Some(self.at + i64::try_from(time).ok()?.clamp(0, self.length()))
    }
}
