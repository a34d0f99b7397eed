//! Cues over made-up cuts: the class that the frames imply, and proposals that hold what they say.

use crate::made::{Allowed, Chance, Made, pair};
use crate::{compared, counted, is_retimed};
use model::CueId;
use model::reconform::{Carriage, Conform, CueClass, CueToCarry, Heal, Hold, carry};
use timebase::{FrameRate, Frames, Span};

fn span(rate: FrameRate, start: usize, end: usize) -> Span {
    let at = |frame: usize| rate.position(Frames(i64::try_from(frame).expect("fits")));
    Span { start: at(start), end: at(end) }
}

/// Cues that do not touch each other.
fn cues(old: &Made, chance: &mut Chance) -> Vec<(usize, usize)> {
    let (mut at, mut cues) = (0, Vec::new());
    while at + 6 < old.length() {
        let start = at + chance.below(15);
        let end = (start + chance.from(2, 60)).min(old.length());
        if start < end {
            cues.push((start, end));
        }
        at = end + chance.from(1, 30);
    }
    cues
}

fn carried(conform: &Conform, old: &Made, new: &Made, cues: &[(usize, usize)]) -> Vec<Carriage> {
    let cue = |(number, (start, end)): (i64, &(usize, usize))| CueToCarry {
        cue: CueId(number),
        span: span(old.rate, *start, *end),
        hits: Vec::new(),
        reach: None,
        anchor: None,
    };
    let cues: Vec<CueToCarry> = (0..).zip(cues).map(cue).collect();
    carry(conform, &cues, new.rate)
}

/// Where each old frame went by the truth, picture of the same length that replaced other picture filled in.
fn truth(old: &Made, new: &Made) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut to: Vec<Option<usize>> = vec![None; old.length()];
    let from = new.from();
    for (at, from) in from.iter().enumerate() {
        if let Some(from) = from {
            to[*from] = Some(at);
        }
    }
    let left: Vec<(usize, usize)> = to.iter().enumerate().filter_map(|(at, to)| to.map(|to| (at, to))).collect();
    let mut replaced = vec![false; to.len()];
    for pair in left.windows(2) {
        let ((a, x), (b, y)) = (pair[0], pair[1]);
        if b > a + 1 && y > x && y - x == b - a && from[x + 1..y].iter().all(Option::is_none) {
            for step in 1..b - a {
                (to[a + step], replaced[a + step]) = (Some(x + step), true);
            }
        }
    }
    (to, replaced)
}

/// The class by counting frames.
fn implied(to: &[Option<usize>], replaced: &[bool], cue: (usize, usize)) -> CueClass {
    let under = &to[cue.0..cue.1];
    let left: Vec<usize> = under.iter().flatten().copied().collect();
    if left.is_empty() {
        return CueClass::Lost;
    }
    let is_foreign = |at: usize| to.contains(&Some(at)) && !left.contains(&at);
    let apart = |pair: &[usize]| {
        pair[1] < pair[0] || pair[1] - pair[0] - 1 > cue.1 - cue.0 || (pair[0] + 1..pair[1]).any(is_foreign)
    };
    if left.windows(2).any(apart) {
        CueClass::Split
    } else if under[0].is_none() {
        CueClass::StartLost
    } else if under[under.len() - 1].is_none() {
        CueClass::EndLost
    } else if left.windows(2).any(|pair| pair[1] != pair[0] + 1)
        || left.len() < under.len()
        || replaced[cue.0..cue.1].contains(&true)
    {
        CueClass::InnerEdit
    } else if left[0] == cue.0 {
        CueClass::Unchanged
    } else {
        CueClass::Shifted
    }
}

#[test]
fn every_cue_gets_the_class_that_the_truth_implies() {
    let mut counts = [0_usize; 9];
    for seed in 0..crate::CUTS {
        let (old, new) = pair(seed, Allowed { black: false, repeats: false, retimes: true });
        let conform = compared(&old, &new, Heal::Gaps);
        let (to, replaced) = truth(&old, &new);
        let cues = cues(&old, &mut Chance::new(seed + 77));
        let carried = carried(&conform, &old, &new, &cues);
        assert_eq!(carried.len(), cues.len(), "{seed}: none is lost on the way");
        // Of a retimed shot that was trimmed afterwards the made-up cut does not know which frames it shows.
        if new.retimed().iter().any(|(first, last)| first == last) {
            continue;
        }
        let fast = !new.retimed().is_empty();
        for (one, cue) in carried.iter().zip(&cues) {
            counts[CueClass::ALL.iter().position(|class| *class == one.class).expect("a class")] += 1;
            let expected = implied(&to, &replaced, *cue);
            if (cue.0..cue.1).any(|frame| is_retimed(&new, frame)) {
                assert!(!one.class.is_clear(), "{seed}: {cue:?} runs at another speed");
            } else if one.class == CueClass::Overlapping {
                assert!(expected.is_clear() && !one.overlaps.is_empty(), "{seed}: {cue:?}");
            } else if !fast {
                assert_eq!(one.class, expected, "{seed}: {cue:?} {}", one.reason);
                assert!(!expected.is_clear() || one.overlaps.is_empty(), "{seed}");
            }
        }
    }
    println!("{:?}", CueClass::ALL.iter().map(|class| class.name()).zip(counts).collect::<Vec<_>>());
    for (class, count) in CueClass::ALL.iter().zip(counts) {
        assert!(count > 20 || *class == CueClass::Ambiguous, "{class:?} {count}");
    }
}

#[test]
fn a_cue_is_ambiguous_only_where_its_picture_is_seen_twice() {
    let mut doubts = 0;
    for seed in 0..crate::CUTS {
        let (old, new) = pair(seed, Allowed { black: false, repeats: true, retimes: false });
        let conform = compared(&old, &new, Heal::Gaps);
        let cues = cues(&old, &mut Chance::new(seed + 77));
        let (before, after) = (old.seen(), new.seen());
        let (had, has) = (counted(&before), counted(&after));
        for (one, cue) in carried(&conform, &old, &new, &cues).iter().zip(&cues) {
            if one.class == CueClass::Ambiguous {
                doubts += 1;
                let twice = |seen: &crate::made::Seen| had[seen] > 1 || has.get(seen).is_some_and(|has| *has > 1);
                assert!(before[cue.0..cue.1].iter().any(twice), "{seed}: {cue:?}");
            }
        }
    }
    assert!(doubts > 20, "{doubts}");
}

#[test]
fn proposals_keep_what_they_say() {
    for seed in 0..crate::CUTS {
        let (old, new) = pair(seed, Allowed { black: true, repeats: true, retimes: true });
        let conform = compared(&old, &new, Heal::Gaps);
        let cues = cues(&old, &mut Chance::new(seed + 77));
        let line = conform.map.new_line();
        for (one, cue) in carried(&conform, &old, &new, &cues).iter().zip(&cues) {
            let was = span(old.rate, cue.0, cue.1);
            assert_eq!(one.proposals.is_empty(), one.class == CueClass::Lost, "{seed}: {cue:?}");
            for proposal in &one.proposals {
                assert!(proposal.span.intersection(line) == Some(proposal.span), "{seed}: within the cut");
                assert!([proposal.span.start, proposal.span.end].iter().all(|at| new.rate.is_frame(*at)), "{seed}");
                let kept = was.shifted(proposal.shift).intersection(line);
                match proposal.hold {
                    Hold::KeepLength => assert_eq!(Some(proposal.span), kept, "{seed}: {cue:?}"),
                    Hold::KeepEnd => {
                        let ends = [conform.map.at(was.start), conform.map.end(was.end)];
                        let ends = ends.map(|at| at.map(|at| new.rate.snap(at)));
                        assert_eq!(ends, [Some(proposal.span.start), Some(proposal.span.end)], "{seed}");
                    }
                    // Half a frame of what runs at another speed is rounded away.
                    Hold::TrimToPicture if !new.retimed().is_empty() => {}
                    Hold::TrimToPicture => {
                        assert!(
                            conform.map.inverted().at(proposal.span.start).is_some(),
                            "{seed}: begins with its picture"
                        );
                    }
                }
            }
        }
    }
}
