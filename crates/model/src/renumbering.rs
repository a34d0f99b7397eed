//! Numbering the cues of a cut anew, in the order in which they are heard.

use std::collections::{HashMap, HashSet};

use timebase::Position;

use crate::{CueId, CueKind, CueNumber};

/// A cue whose number is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renumbering {
    /// Which.
    pub cue: CueId,
    /// Its number as it is.
    pub number: CueNumber,
    /// The reel it is to be counted in.
    pub reel: u32,
    /// Where it starts.
    pub at: Position,
    /// Whether its number stays, as it stands on what others have in their hands.
    pub kept: bool,
}

/// A number that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renumbered {
    /// Which.
    pub cue: CueId,
    /// Its number before.
    pub from: CueNumber,
    /// Its number after.
    pub to: CueNumber,
}

/// The numbers that change when cues count from 1 in each reel and kind, in the order in which they start.
///
/// Numbers that are kept stay where they are, those after them go on counting from there, and no number of `others`
/// (cues that are not asked about) is given twice.
#[must_use]
pub fn renumber(cues: &[Renumbering], others: &HashSet<CueNumber>) -> Vec<Renumbered> {
    let mut taken: HashSet<CueNumber> = cues.iter().filter(|cue| cue.kept).map(|cue| cue.number).collect();
    taken.extend(others);
    let mut ordered = cues.to_vec();
    ordered.sort_by_key(|cue| (cue.at, cue.number, cue.cue));
    let mut reached: HashMap<(u32, CueKind), u32> = HashMap::new();
    let mut changes = Vec::new();
    for cue in ordered {
        if cue.kept {
            let last = reached.entry((cue.number.reel, cue.number.kind)).or_default();
            *last = cue.number.number.max(*last);
            continue;
        }
        let last = reached.entry((cue.reel, cue.number.kind)).or_default();
        let mut to = CueNumber { reel: cue.reel, kind: cue.number.kind, number: last.saturating_add(1) };
        while taken.contains(&to) {
            to.number = to.number.saturating_add(1);
        }
        *last = to.number;
        if to != cue.number {
            changes.push(Renumbered { cue: cue.cue, from: cue.number, to });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> CueNumber {
        text.parse().expect("a number")
    }

    fn cues(told: &[(&str, u32, bool)]) -> Vec<Renumbering> {
        let one = |(at, (text, reel, kept)): (i64, &(&str, u32, bool))| Renumbering {
            cue: CueId(at),
            number: number(text),
            reel: *reel,
            at: Position(at),
            kept: *kept,
        };
        (0..).zip(told).map(one).collect()
    }

    fn told(changes: &[Renumbered]) -> Vec<String> {
        changes.iter().map(|change| format!("{} {}", change.from, change.to)).collect()
    }

    #[test]
    fn cues_count_from_one_in_each_reel_and_kind() {
        let found = renumber(
            &cues(&[
                ("1M02", 1, false),
                ("1S01", 1, false),
                ("1M07", 1, false),
                ("1M01", 2, false),
                ("2M02", 2, false),
            ]),
            &HashSet::new(),
        );
        assert_eq!(told(&found), ["1M02 1M01", "1M07 1M02", "1M01 2M01"]);
    }

    #[test]
    fn a_number_that_is_kept_is_not_given_again_and_counting_goes_on_from_it() {
        let found = renumber(&cues(&[("1M09", 1, false), ("1M03", 1, true), ("1M02", 1, false)]), &HashSet::new());
        assert_eq!(told(&found), ["1M09 1M01", "1M02 1M04"]);
        let found = renumber(&cues(&[("1M09", 1, false), ("1M05", 1, false), ("1M01", 1, true)]), &HashSet::new());
        assert_eq!(told(&found), ["1M09 1M02", "1M05 1M03"]);
    }

    #[test]
    fn numbers_of_cues_that_are_not_asked_about_are_left_alone() {
        let others = [number("1M01")].into_iter().collect();
        assert_eq!(told(&renumber(&cues(&[("1M05", 1, false)]), &others)), ["1M05 1M02"]);
    }

    proptest! {
        #[test]
        fn numbers_stay_unique(given in proptest::collection::btree_map((1..4_u32, any::<bool>(), 1..30_u32), (1..4_u32, any::<bool>(), 0..1000_i64), 0..40)) {
            let kind = |music: bool| if music { CueKind::Music } else { CueKind::Source };
            let cues: Vec<Renumbering> = (0..).zip(&given).map(|(id, ((reel, music, count), (to, kept, at)))| Renumbering {
                cue: CueId(id),
                number: CueNumber { reel: *reel, kind: kind(*music), number: *count },
                reel: *to,
                at: Position(*at),
                kept: *kept,
            }).collect();
            let changes = renumber(&cues, &HashSet::new());
            let after: HashSet<CueNumber> = cues.iter().map(|cue| {
                changes.iter().find(|change| change.cue == cue.cue).map_or(cue.number, |change| change.to)
            }).collect();
            prop_assert_eq!(after.len(), cues.len());
            prop_assert!(cues.iter().filter(|cue| cue.kept).all(|cue| after.contains(&cue.number)));
        }
    }
}
