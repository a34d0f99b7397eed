//! Fragments: every place where the new picture shows what the old one showed.

use std::collections::HashMap;

use super::interval::Interval;

/// Picture of the old line that the new one shows as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fragment {
    /// On the old line, in ticks.
    pub old: (i64, i64),
    /// On the new one; of another length where it is retimed.
    pub new: (i64, i64),
    /// The shots it is of.
    pub shots: (usize, usize),
}

/// Ticks of a frame of the old and of the new line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Units {
    pub old: i64,
    pub new: i64,
}

impl Units {
    /// Whether every frame of the one line begins with a frame of the other: nothing was rounded.
    pub fn meet(self) -> bool {
        self.old % self.new.max(1) == 0 || self.new % self.old.max(1) == 0
    }
}

/// Old shots that one new shot is held against, where a source is used over and over: those of about the same turn.
pub(super) const MOST_BESIDE: usize = 96;
/// How few they become where thousands of shots are of sources that are used thousands of times.
const LEAST_BESIDE: usize = 8;
/// About how many pairs of shots are held against each other in all.
const MOST_PAIRS: usize = 96 * 1_024;

/// Every fragment, by source and the part of it that is seen.
pub(super) fn fragments(old: &[Interval], new: &[Interval], units: Units) -> Vec<Fragment> {
    let mut by_source: HashMap<usize, Vec<&Interval>> = HashMap::new();
    for interval in old.iter().filter(|interval| interval.seen.is_some()) {
        by_source.entry(interval.source).or_default().push(interval);
    }
    let mut uses: HashMap<usize, usize> = HashMap::new();
    for interval in new.iter().filter(|interval| interval.seen.is_some()) {
        *uses.entry(interval.source).or_default() += 1;
    }
    let pairs =
        |(source, uses): (&usize, &usize)| by_source.get(source).map_or(0, |own| uses * own.len().min(MOST_BESIDE));
    let all = uses.iter().map(pairs).sum::<usize>().max(1);
    let most_beside = (MOST_BESIDE * MOST_PAIRS / all).clamp(LEAST_BESIDE, MOST_BESIDE);
    let mut turns: HashMap<usize, usize> = HashMap::new();
    let mut found = Vec::new();
    for interval in new.iter().filter(|interval| interval.seen.is_some()) {
        let Some(beside) = by_source.get(&interval.source) else { continue };
        let turn = turns.entry(interval.source).or_default();
        let most = uses.get(&interval.source).copied().unwrap_or(1).max(1);
        let first = (*turn * beside.len() / most).saturating_sub(most_beside / 2);
        *turn += 1;
        let nearest = &beside[first.min(beside.len().saturating_sub(most_beside))..];
        found.extend(nearest.iter().take(most_beside).filter_map(|old| Fragment::of(old, interval, units)));
    }
    found
}

impl Fragment {
    /// What two shots of one source share; `None` for nothing, and for what runs the other way.
    fn of(old: &Interval, new: &Interval, units: Units) -> Option<Self> {
        let ((old_first, old_last), (new_first, new_last)) = (old.seen?, new.seen?);
        let shots = (old.shot, new.shot);
        if old.over.signum() != new.over.signum() {
            return None;
        }
        if old.over == 0 {
            // A frame that stands: the same one, as long as both do.
            let length = old.length().min(new.length());
            let whole = length - length.rem_euclid(units.old.max(units.new));
            let same = old_first == new_first && whole > 0;
            return same.then_some(Self { old: (old.at, old.at + whole), new: (new.at, new.at + whole), shots });
        }
        let (first, last) = (old_first.max(new_first), old_last.min(new_last));
        if last <= first {
            return None;
        }
        let (begin, end) = if old.over < 0 { (last, first) } else { (first, last) };
        let near = |ticks: i64, unit: i64| (ticks + unit / 2).div_euclid(unit) * unit;
        let (raw_old, raw_new) = ((old.time_of(begin)?, old.time_of(end)?), (new.time_of(begin)?, new.time_of(end)?));
        let mut of_old = (near(raw_old.0, units.old), near(raw_old.1, units.old));
        let mut of_new = (near(raw_new.0, units.new), near(raw_new.1, units.new));
        (of_old, of_new) =
            ((of_old.0.max(old.at), of_old.1.min(old.end)), (of_new.0.max(new.at), of_new.1.min(new.end)));
        if (old.over, old.under) == (new.over, new.under) && units.old == units.new {
            // The same speed: the same length, though both were rounded to frames.
            let length = (of_old.1 - of_old.0).min(of_new.1 - of_new.0);
            (of_old.1, of_new.1) = (of_old.0 + length, of_new.0 + length);
        }
        if !units.meet() {
            // A list was rounded to frames of its own, its source and both ends by half a frame each: so much beside both
            // ends is both ends.
            let rounded = units.old.max(units.new) * 3 / 2;
            if raw_old.0 - old.at <= rounded && raw_new.0 - new.at <= rounded {
                (of_old.0, of_new.0) = (old.at, new.at);
            }
            if old.end - raw_old.1 <= rounded && new.end - raw_new.1 <= rounded {
                (of_old.1, of_new.1) = (old.end, new.end);
            }
        }
        let some = of_old.1 > of_old.0 && of_new.1 > of_new.0;
        some.then_some(Self { old: of_old, new: of_new, shots })
    }

    /// How much later it stands.
    pub fn delta(&self) -> i64 {
        self.new.0 - self.old.0
    }

    /// Whether its source runs at another speed. Between lists of different counts what is rounded to frames is none.
    pub fn is_retimed(&self, units: Units) -> bool {
        let off = ((self.new.1 - self.new.0) - (self.old.1 - self.old.0)).abs();
        if units.meet() { off != 0 } else { off >= units.old + units.new }
    }

    /// The part of it between two moments of the old line, on whole frames.
    pub fn within_old(&self, first: i64, last: i64, units: Units) -> Option<Self> {
        let old = (first.max(self.old.0), last.min(self.old.1));
        let new = (self.to_new(old.0, units), self.to_new(old.1, units));
        (old.0 < old.1 && new.0 < new.1).then_some(Self { old, new, ..*self })
    }

    /// The part of it between two moments of the new line, on whole frames.
    pub fn within_new(&self, first: i64, last: i64, units: Units) -> Option<Self> {
        let turned = Self { old: self.new, new: self.old, ..*self };
        let part = turned.within_old(first, last, Units { old: units.new, new: units.old })?;
        Some(Self { old: part.new, new: part.old, ..*self })
    }

    fn to_new(self, old: i64, units: Units) -> i64 {
        let (from, to) = (self.old.1 - self.old.0, self.new.1 - self.new.0);
        if from == to {
            return self.new.0 + (old - self.old.0);
        }
        let share = i128::from(old - self.old.0) * i128::from(to) / i128::from(from.max(1));
        let at = self.new.0 + i64::try_from(share).unwrap_or(0);
        (at + units.new / 2).div_euclid(units.new) * units.new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_uses_of_one_source_make_a_bounded_number_of_pairs() {
        for (uses, most) in
            [(90, 90 * 90), (1_000, 1_000 * MOST_BESIDE), (6_500, MOST_PAIRS), (40_000, 40_000 * LEAST_BESIDE)]
        {
            let one = |shot: usize| {
                let at = i64::try_from(shot).unwrap_or(0) * 10;
                Interval { shot, source: 1, seen: Some((100, 110)), at, end: at + 10, over: 1, under: 1 }
            };
            let line: Vec<Interval> = (0..uses).map(one).collect();
            let found = fragments(&line, &line, Units { old: 1, new: 1 });
            assert!(found.len() <= most && found.len() >= uses * LEAST_BESIDE, "{uses}: {}", found.len());
            // Each beside the one of its own turn.
            let own = found.iter().filter(|one| one.shots.0 == one.shots.1).count();
            assert_eq!(own, uses);
        }
    }
}
