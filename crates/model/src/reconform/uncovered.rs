//! What of a line is taken already, and what is still free.

use std::collections::BTreeMap;

use super::fragment::{Fragment, Units};

/// Stretches that do not overlap, in ticks.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    by_start: BTreeMap<i64, i64>,
}

impl Taken {
    pub fn add(&mut self, (start, end): (i64, i64)) {
        self.by_start.insert(start, end);
    }

    /// What is free between two moments.
    pub fn free(&self, (first, last): (i64, i64)) -> Vec<(i64, i64)> {
        let mut free = Vec::new();
        let mut at = first;
        if let Some((_, &end)) = self.by_start.range(..=first).next_back() {
            at = at.max(end);
        }
        for (&start, &end) in self.by_start.range(first..last) {
            if start > at {
                free.push((at, start));
            }
            at = at.max(end);
        }
        if at < last {
            free.push((at, last));
        }
        free
    }

    /// Whether something of it is free.
    pub fn has_free(&self, stretch: (i64, i64)) -> bool {
        !self.free(stretch).is_empty()
    }
}

/// What of a fragment is free on both lines.
pub(super) fn left_of(fragment: &Fragment, old: &Taken, new: &Taken, units: Units) -> Vec<Fragment> {
    let mut left = Vec::new();
    for (first, last) in old.free(fragment.old) {
        let Some(part) = fragment.within_old(first, last, units) else { continue };
        for (first, last) in new.free(part.new) {
            // Retimed parts are rounded to frames on both lines; what is rounded into taken time is left out.
            let within = part.within_new(first, last, units);
            left.extend(within.filter(|one| old.free(one.old) == [one.old] && new.free(one.new) == [one.new]));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_lies_between_what_is_taken() {
        let mut taken = Taken::default();
        taken.add((10, 20));
        taken.add((30, 40));
        assert_eq!(taken.free((0, 50)), [(0, 10), (20, 30), (40, 50)]);
        assert_eq!(taken.free((15, 35)), [(20, 30)]);
        assert_eq!(taken.free((10, 20)), []);
        assert_eq!(taken.free((12, 18)), []);
        assert!(taken.has_free((19, 21)));
    }
}
