//! Sources that count otherwise than the list in which they stand. An editor's list of 25 frames a second may have sources of
//! 24: their labels end at `:23`, and were read as if they counted as the list does.

use std::collections::HashMap;

use timebase::{FrameRate, Frames};

use super::naming::SourceRule;
use super::recount::source_length;
use super::shot::{Picture, Shot, ShotSpeed};

/// Labels a second that sources are tried at.
pub(super) const COUNTS: [i64; 3] = [24, 25, 30];

/// Shots of one source that must speak for a count, where those of the other sources do not.
const ENOUGH: i64 = 2;

/// What a shot's source is by other labels.
#[derive(Debug, Clone, Copy)]
struct Relabelled {
    from: i64,
    /// How long it is; `None` where its end has no such label, or nothing says it.
    long: Option<i64>,
    /// For the other labels, or against them.
    votes: Votes,
}

/// What speaks for labels of another count: that the cut shows the source frame by frame, and that it shows it by the clock.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    frames: i64,
    clock: i64,
}

/// What the shots of a source say together.
#[derive(Debug, Clone, Copy)]
struct Tally {
    /// Whether all its labels are of the other count.
    fits: bool,
    votes: Votes,
}

/// The shots of a list with their sources read at so many labels a second; `None` where nothing speaks for it. What speaks
/// for it is that shots are as long on their source as on the cut, or as long by the clock, and are not by the list's count.
pub(super) fn relabelled(list: &Picture<'_>, count: i64, rule: &SourceRule) -> Option<Vec<Shot>> {
    let base = list.rate.labels_per_second();
    if count > base || (count == base && !list.rate.is_drop()) {
        return None;
    }
    let read: Vec<Option<Relabelled>> = list.shots.iter().map(|shot| of(shot, list.rate, count)).collect();
    if read.iter().flatten().all(|one| one.votes.frames <= 0 && one.votes.clock <= 0) {
        return None;
    }
    let keys: Vec<String> = list.shots.iter().map(|shot| rule.key(shot)).collect();
    let mut tallies: HashMap<&str, Tally> = HashMap::new();
    let mut all = Votes::default();
    for ((shot, key), read) in list.shots.iter().zip(&keys).zip(&read) {
        let tally = tallies.entry(key).or_insert(Tally { fits: true, votes: Votes::default() });
        tally.fits &= read.is_some() || shot.source_in.is_none();
        let votes = read.map_or(Votes::default(), |one| one.votes);
        for sum in [&mut tally.votes, &mut all] {
            (sum.frames, sum.clock) = (sum.frames + votes.frames, sum.clock + votes.clock);
        }
    }
    let by = |votes: Votes| if all.frames >= all.clock { votes.frames } else { votes.clock };
    let is_meant = |tally: &Tally| tally.fits && (by(tally.votes) >= ENOUGH || (by(tally.votes) >= 0 && by(all) > 0));
    if !tallies.values().any(|tally| is_meant(tally) && by(tally.votes) > 0) {
        return None;
    }
    let shots = list.shots.iter().zip(&keys).zip(&read).map(|((shot, key), read)| match read {
        Some(read) if tallies.get(key.as_str()).is_some_and(is_meant) => {
            let speed = read.long.map_or(shot.speed, |long| ShotSpeed::of(long, shot.length.0));
            Shot { source_in: Some(Frames(read.from)), speed, ..shot.clone() }
        }
        _ => shot.clone(),
    });
    Some(shots.collect())
}

/// The shots of a list with their sources counted by labels, those that drop-frame leaves out among them.
pub(super) fn by_label(list: &Picture<'_>) -> Vec<Shot> {
    let numbered = |shot: &Shot| {
        let source_in = shot.source_in.map(|source| Frames(list.rate.label(source)));
        Shot { source_in, ..shot.clone() }
    };
    list.shots.iter().map(numbered).collect()
}

fn of(shot: &Shot, rate: FrameRate, count: i64) -> Option<Relabelled> {
    let base = rate.labels_per_second();
    let source = shot.source_in?;
    let (minute, dropped) = (60 * base, rate.dropped_per_minute());
    let at = |frames: i64| {
        let mut label = rate.label(Frames(frames));
        // Labels that drop-frame skips were read as the last ones before them.
        if label.rem_euclid(base) >= count && label.rem_euclid(minute) >= minute - dropped {
            label += dropped;
        }
        let within = label.rem_euclid(base);
        (within < count).then(|| label.div_euclid(base) * count + within)
    };
    let from = at(source.0)?;
    let (over, under) = (i128::from(shot.speed.over), i128::from(shot.speed.under.max(1)));
    // A speed that no whole frames of its source make was said, and not worked out from labels.
    let is_worked_out = over > 0 && (i128::from(shot.length.0) * over) % under == 0;
    let read = source_length(shot);
    let long = if is_worked_out { at(source.0.saturating_add(read)).map(|to| to - from) } else { None };
    let votes = long.filter(|long| *long != read).map_or_else(Votes::default, |long| {
        let as_listed = shot.speed == ShotSpeed::NORMAL;
        let off = i128::from(long) * i128::from(base) - i128::from(shot.length.0) * i128::from(count);
        // A frame of the source more or less is a matter of rounding.
        let vote = |fits: bool| i64::from(fits) - i64::from(as_listed);
        Votes { frames: vote(long == shot.length.0), clock: vote(off.abs() <= i128::from(base)) }
    });
    Some(Relabelled { from, long: long.filter(|long| *long > 0), votes })
}
