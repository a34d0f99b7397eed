//! A newer cut held against cuts whose truth is known: every frame that is left is found where it is, every cue gets the class
//! that the truth implies, and what cannot be mapped is in the list. The checks count frames, and know nothing of pieces.

mod classes;
mod counts;
mod made;
mod plain;
mod rates;

use std::collections::HashMap;

use made::{Allowed, Made, Seen, pair};
use model::reconform::{Conform, Heal, SourceRule, conform};
use timebase::Frames;

const CUTS: u64 = 1_000;
const ALL: Allowed = Allowed { black: true, repeats: true, retimes: true };

fn compared(old: &Made, new: &Made, heal: Heal) -> Conform {
    let (before, after) = (old.list(), new.list());
    conform(&old.picture(&before), &new.picture(&after), &SourceRule::default(), heal)
}

/// Where every old frame went by the map.
fn went(conform: &Conform, old: &Made, new: &Made) -> Vec<Option<usize>> {
    let index = |frame: usize| {
        let at = conform.map.at(old.rate.position(Frames(i64::try_from(frame).expect("fits"))))?;
        usize::try_from(new.rate.frame_at(at).0).ok()
    };
    (0..old.length()).map(index).collect()
}

fn counted(seen: &[Seen]) -> HashMap<&Seen, usize> {
    let mut counts = HashMap::new();
    for one in seen {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

fn is_retimed(new: &Made, frame: usize) -> bool {
    new.retimed().iter().any(|(first, last)| (*first..*last).contains(&frame))
}

#[test]
fn every_frame_that_is_left_is_found_where_it_is() {
    let (mut frames, mut mapped_frames, mut repeated, mut doubtful) = (0, 0, 0, 0);
    for seed in 0..CUTS {
        let (old, new) = pair(seed, ALL);
        let conform = compared(&old, &new, Heal::None);
        let went = went(&conform, &old, &new);
        let (before, after, from) = (old.seen(), new.seen(), new.from());
        let mut truth: Vec<Option<usize>> = vec![None; before.len()];
        for (at, from) in from.iter().enumerate() {
            if let Some(from) = from {
                truth[*from] = Some(at);
            }
        }
        let shown: HashMap<&Seen, usize> = after.iter().enumerate().map(|(at, seen)| (seen, at)).collect();
        let retimed = new.retimed();
        // Sources that run at two speeds are judged apart: their frames meet between frames.
        let fast: Vec<&str> = retimed
            .iter()
            .flat_map(|(first, last)| before[*first..*last].iter().map(|(name, _)| name.as_str()))
            .collect();
        let cut_fast = retimed.iter().any(|(first, last)| first == last);
        let (had, has) = (counted(&before), counted(&after));
        for (frame, to) in went.iter().enumerate() {
            let seen = &before[frame];
            frames += 1;
            if seen.0.is_empty() {
                assert!(to.is_none_or(|to| after[to].0.is_empty()), "{seed}: black is black");
                continue;
            }
            if fast.contains(&seen.0.as_str()) || cut_fast {
                continue;
            }
            if let Some(to) = to {
                mapped_frames += 1;
                assert_eq!(&after[*to], seen, "{seed}: frame {frame} shows something else at {to}");
            }
            let (had, has) = (had[seen], has.get(seen).copied().unwrap_or(0));
            if had == 1 && has <= 1 {
                // The shot itself, or where that is gone, the one copy of it that is left.
                assert_eq!(*to, truth[frame].or(shown.get(seen).copied()), "{seed}: frame {frame}");
            } else if *to != truth[frame] {
                repeated += 1;
                let at = old.rate.position(Frames(i64::try_from(frame).expect("fits")));
                let told = conform
                    .ambiguous
                    .iter()
                    .any(|doubt| doubt.carried.old.contains(at) || doubt.or_from.is_some_and(|span| span.contains(at)));
                doubtful += usize::from(told);
            }
        }
        // As many of each picture are carried as both cuts have.
        for (seen, had) in &had {
            if seen.0.is_empty() || fast.contains(&seen.0.as_str()) || cut_fast {
                continue;
            }
            let carried =
                went.iter().enumerate().filter(|(frame, to)| to.is_some() && before[*frame] == **seen).count();
            assert_eq!(carried, (*had).min(has.get(seen).copied().unwrap_or(0)), "{seed}: {seen:?}");
        }
        // What has no place is in the lists.
        for (frame, to) in went.iter().enumerate() {
            let at = old.rate.position(Frames(i64::try_from(frame).expect("fits")));
            assert_eq!(to.is_none(), conform.map.gone().iter().any(|gone| gone.contains(at)), "{seed}: {frame}");
        }
    }
    println!(
        "{frames} frames, {mapped_frames} carried; of pictures shown more than once {repeated} went elsewhere, {doubtful} of these told as doubtful"
    );
    assert!(frames > 100_000 && mapped_frames > 50_000);
}

#[test]
fn retimed_picture_goes_with_its_speed() {
    let mut retimes = 0;
    for seed in 0..CUTS {
        let (old, new) = pair(seed, Allowed { black: false, repeats: false, retimes: true });
        let conform = compared(&old, &new, Heal::None);
        let (went, mut at) = (went(&conform, &old, &new), 0);
        for shot in &new.shots {
            if let Some((first, last)) = shot.retimed.filter(|(first, last)| first < last) {
                retimes += 1;
                for (frame, to) in went.iter().enumerate().take(last).skip(first) {
                    let expected = at + (frame - first) / 2;
                    let to = to.expect("carried");
                    assert!(to.abs_diff(expected) <= 1, "{seed}: frame {frame} at {to}, not {expected}");
                }
                let old_at = old.rate.position(Frames(i64::try_from(first).expect("fits")));
                assert!(conform.retimed.iter().any(|piece| piece.old.contains(old_at)), "{seed}: said as retimed");
            }
            at += shot.from.len();
        }
    }
    assert!(retimes > 100, "{retimes}");
}

#[test]
fn moved_blocks_are_told_from_ripples() {
    let mut moves = 0;
    for seed in 0..CUTS {
        let (old, new) = pair(seed, Allowed { black: false, repeats: false, retimes: false });
        let conform = compared(&old, &new, Heal::None);
        // What is not said to be moved stands in order.
        let moved = |piece: &timebase::Carried| conform.moved.iter().any(|one| one.old.overlaps(piece.old));
        let kept: Vec<_> = conform.map.pieces().iter().filter(|piece| !moved(piece)).collect();
        assert!(kept.windows(2).all(|pair| pair[0].new.end <= pair[1].new.start), "{seed}");
        // And no more is said to be moved than has to be: the longest order of frames, found one by one.
        let frames: Vec<usize> = went(&conform, &old, &new).into_iter().flatten().collect();
        let mut tails: Vec<usize> = Vec::new();
        for frame in &frames {
            let place = tails.partition_point(|tail| tail < frame);
            if place == tails.len() { tails.push(*frame) } else { tails[place] = *frame }
        }
        let moved: i64 = conform.moved.iter().map(|one| old.rate.frames_floor(one.old.length()).0).sum();
        assert_eq!(usize::try_from(moved).expect("fits"), frames.len() - tails.len(), "{seed}");
        moves += usize::from(moved > 0);
    }
    assert!(moves > 200, "{moves}");
}
