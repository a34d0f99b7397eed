//! The heaviest set of fragments that stand in the same order on both lines: what stayed in order, and not what was moved.
//!
//! Fragments are visited by where they are on the old line; a tree over the new one knows the heaviest chain that ends
//! before each place. That is `n log n` for any count of fragments.

use std::collections::HashMap;

use super::fragment::Fragment;

/// What a frame weighs. A chain of more frames always wins over one that only stays closer together.
const FRAME: i64 = 8;
/// What it weighs that a fragment moved as one before it did.
const ALIKE: i64 = 1;
/// What it weighs that it touches one that moved alike.
const BESIDE: i64 = 3;

/// Which fragments make the chain, in order. `unit` is a frame of the old line.
pub(super) fn chain(fragments: &[Fragment], unit: i64) -> Vec<usize> {
    let mut by_start: Vec<usize> = (0..fragments.len()).collect();
    by_start.sort_by_key(|&index| (fragments[index].old.0, fragments[index].new.0));
    let mut by_end = by_start.clone();
    by_end.sort_by_key(|&index| fragments[index].old.1);
    let mut places: Vec<i64> = fragments.iter().map(|fragment| fragment.new.1).collect();
    places.sort_unstable();
    places.dedup();
    let mut tree = Heaviest::new(places.len());
    let mut weights = vec![0_i64; fragments.len()];
    let mut before: Vec<Option<usize>> = vec![None; fragments.len()];
    let mut alike: HashMap<i64, usize> = HashMap::new();
    let mut touching: HashMap<(i64, i64), usize> = HashMap::new();
    let mut ended = by_end.iter().copied().peekable();
    for &index in &by_start {
        let fragment = &fragments[index];
        while let Some(&last) = ended.peek().filter(|&&last| fragments[last].old.1 <= fragment.old.0) {
            ended.next();
            let one = &fragments[last];
            tree.put(places.partition_point(|place| *place < one.new.1), weights[last], last);
            let heavier = |known: Option<&usize>| known.is_none_or(|&known| weights[known] <= weights[last]);
            if heavier(alike.get(&end_delta(one))) {
                alike.insert(end_delta(one), last);
            }
            if heavier(touching.get(&(one.old.1, one.new.1))) {
                touching.insert((one.old.1, one.new.1), last);
            }
        }
        let own = (fragment.old.1 - fragment.old.0) / unit.max(1) * FRAME;
        let earlier = places.partition_point(|place| *place <= fragment.new.0);
        let any = tree.best(earlier);
        let same = alike.get(&fragment.delta()).map(|&last| (weights[last] + ALIKE, last));
        let beside = touching.get(&(fragment.old.0, fragment.new.0)).map(|&last| (weights[last] + BESIDE, last));
        let best = [any, same, beside].into_iter().flatten().max_by_key(|(weight, _)| *weight);
        weights[index] = own + best.map_or(0, |(weight, _)| weight);
        before[index] = best.map(|(_, last)| last);
    }
    let mut at = (0..fragments.len()).max_by_key(|&index| weights[index]);
    let mut chosen = Vec::new();
    while let Some(index) = at {
        chosen.push(index);
        at = before[index];
    }
    chosen.reverse();
    chosen
}

fn end_delta(fragment: &Fragment) -> i64 {
    fragment.new.1 - fragment.old.1
}

/// The heaviest entry among the first so many places (a Fenwick tree of maxima).
struct Heaviest {
    nodes: Vec<Option<(i64, usize)>>,
}

impl Heaviest {
    fn new(places: usize) -> Self {
        Self { nodes: vec![None; places + 1] }
    }

    fn put(&mut self, place: usize, weight: i64, index: usize) {
        let mut node = place + 1;
        while node < self.nodes.len() {
            if self.nodes[node].is_none_or(|(known, _)| known < weight) {
                self.nodes[node] = Some((weight, index));
            }
            node += node & node.wrapping_neg();
        }
    }

    fn best(&self, places: usize) -> Option<(i64, usize)> {
        let mut node = places;
        let mut best: Option<(i64, usize)> = None;
        while node > 0 {
            let here = self.nodes[node];
            if here.map(|(weight, _)| weight) > best.map(|(weight, _)| weight) {
                best = here;
            }
            node -= node & node.wrapping_neg();
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragment(old: (i64, i64), new: i64) -> Fragment {
        Fragment { old, new: (new, new + old.1 - old.0), shots: (0, 0) }
    }

    #[test]
    fn the_longer_scene_stays_and_the_shorter_one_is_moved() {
        let swapped = [fragment((0, 100), 50), fragment((100, 150), 0), fragment((150, 160), 150)];
        assert_eq!(chain(&swapped, 1), [0, 2]);
    }

    #[test]
    fn what_stays_beside_its_neighbour_wins_over_its_twin() {
        // The last shot fits two places; only one of them touches what comes before.
        let fragments = [fragment((0, 10), 5), fragment((10, 20), 40), fragment((10, 20), 15)];
        assert_eq!(chain(&fragments, 1), [0, 2]);
        assert!(chain(&[], 1).is_empty());
    }

    #[test]
    fn the_heaviest_chain_is_that_of_brute_force() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let fragments: Vec<Fragment> = (0..9)
                .map(|_| {
                    let (old, length, new) = (next(40), 1 + next(9), next(40));
                    let [old, length, new] = [old, length, new].map(|value| i64::try_from(value).unwrap_or(0));
                    fragment((old, old + length), new)
                })
                .collect();
            let frames =
                |set: &[usize]| set.iter().map(|&index| fragments[index].old.1 - fragments[index].old.0).sum::<i64>();
            let chained = |set: &[usize]| {
                set.windows(2).all(|pair| {
                    let (a, b) = (&fragments[pair[0]], &fragments[pair[1]]);
                    a.old.1 <= b.old.0 && a.new.1 <= b.new.0
                })
            };
            let mut order: Vec<usize> = (0..9).collect();
            order.sort_by_key(|&index| fragments[index].old.0);
            let sets = (0_u32..512)
                .map(|set| order.iter().copied().filter(|&index| set & (1 << index) != 0).collect::<Vec<_>>());
            let most = sets.filter(|set| chained(set)).map(|set| frames(&set)).max().unwrap_or(0);
            let found = chain(&fragments, 1);
            assert!(chained(&found));
            // Staying together never costs a frame among so few.
            assert!(frames(&found) >= most - 3 * 9 / FRAME, "{} of {most}", frames(&found));
        }
    }
}
