//! Lists of two frame rates: how the frames of the one are those of the other.
//!
//! A cut that goes from 24 to 25 frames keeps its seconds, and has more frames, or keeps its frames, and is shorter. Its
//! sources keep their labels, or count anew from the label of their first frame.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use timebase::{FrameRate, Frames};
use ts_rs::TS;

use super::fragment::MOST_BESIDE;
use super::naming::SourceRule;
use super::shot::{Picture, Shot};

/// How frames of two lists compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Counted {
    /// By their labels: a second of the one is a second of the other.
    #[default]
    Labels,
    /// The same, but sources count as they did in the old list.
    Sources,
    /// One by one: each frame is a frame, for as long as the other rate shows it.
    Frames,
}

/// The new shots with the frames of their sources as the old list counts them. By how much a source counts otherwise follows
/// from where its first frame has its label, which no list says: the amount by which most shots of it fit, or, where none
/// does, that by which shots fit that are a frame longer or shorter, or that of the hour in which it lies.
pub(super) fn recounted(old: &Picture<'_>, new: &Picture<'_>, rule: &SourceRule) -> Vec<Shot> {
    let rates = [old.rate, new.rate];
    let keys_of = |list: &Picture<'_>| -> Vec<String> { list.shots.iter().map(|shot| rule.key(shot)).collect() };
    let (old_keys, keys) = (keys_of(old), keys_of(new));
    // First frames of each source by the length that is seen of it; the same shot again says the same.
    let mut there: HashMap<(&str, i64), Vec<i64>> = HashMap::new();
    for (shot, key) in old.shots.iter().zip(&old_keys) {
        if let Some(source) = shot.source_in {
            there.entry((key, source_length(shot))).or_default().push(source.0);
        }
    }
    for firsts in there.values_mut() {
        firsts.sort_unstable();
        firsts.dedup();
    }
    let mut votes: Votes<'_> = HashMap::new();
    let shown = || new.shots.iter().zip(&keys).filter_map(|(shot, key)| Some((shot.source_in?.0, shot, key.as_str())));
    for (source, shot, key) in shown() {
        for &before in there.get(&(key, source_length(shot))).into_iter().flatten().take(MOST_BESIDE) {
            vote(&mut votes, key, (before, source), rates);
        }
    }
    let settled: HashSet<&str> = votes.keys().copied().collect();
    for (source, shot, key) in shown().filter(|(_, _, key)| !settled.contains(key)) {
        let long = source_length(shot);
        for other in [long - 1, long + 1] {
            for &before in there.get(&(key, other)).into_iter().flatten().take(MOST_BESIDE) {
                vote(&mut votes, key, (before, source), rates);
                vote(&mut votes, key, (before + other, source + long), rates);
            }
        }
    }
    let recount = |(shot, key): (&Shot, &String)| {
        let Some(source) = shot.source_in else { return shot.clone() };
        let [hour_before, hour] = rates.map(|rate| rate.frames_per_day() / 24);
        let of_hour = source.0.div_euclid(hour) * (hour - hour_before);
        let voted = votes.get(key.as_str()).and_then(|own| {
            own.iter().max_by_key(|(by, count)| (**count, **by == of_hour, **by == 0, std::cmp::Reverse(by.abs())))
        });
        let by = voted.map_or(of_hour, |(by, _)| *by);
        Shot { source_in: Some(Frames(source.0 - by)), ..shot.clone() }
    };
    new.shots.iter().zip(&keys).map(recount).collect()
}

/// How often each source may count otherwise by how much.
type Votes<'a> = HashMap<&'a str, HashMap<i64, usize>>;

fn vote<'a>(votes: &mut Votes<'a>, key: &'a str, (before, after): (i64, i64), rates: [FrameRate; 2]) {
    if can_differ(before, after, rates) {
        *votes.entry(key).or_default().entry(after - before).or_default() += 1;
    }
}

/// Frames of the source that a shot shows.
pub(super) fn source_length(shot: &Shot) -> i64 {
    let whole = i128::from(shot.length.0) * i128::from(shot.speed.over.abs());
    let under = i128::from(shot.speed.under.max(1));
    i64::try_from((whole + under / 2) / under).unwrap_or(i64::MAX)
}

/// Whether one frame of a source can have both numbers: a source that begins at the label of a whole second counts from there
/// on as many frames at both rates. One that keeps its count has one number.
fn can_differ(old: i64, new: i64, rates: [FrameRate; 2]) -> bool {
    let by = new - old;
    if by == 0 {
        return true;
    }
    let [before, after] = rates;
    let second = |frame: i64, rate: FrameRate| rate.label(Frames(frame)).div_euclid(rate.labels_per_second());
    let last = second(old, before).min(second(new, after));
    if !before.is_drop() && !after.is_drop() {
        let a_second = after.labels_per_second() - before.labels_per_second();
        return by % a_second == 0 && (1..=last).contains(&(by / a_second));
    }
    // The first second at which the counts are so far apart: they part one way only.
    let apart = |second: i64, begun: bool| first_of(second, after, begun) - first_of(second, before, begun);
    let parts = (apart(86_400, false) - apart(0, false)).signum();
    let (mut least, mut most) = (0, last.max(0));
    while least < most {
        let middle = least + (most - least) / 2;
        if (apart(middle, false) - by) * parts < 0 { least = middle + 1 } else { most = middle }
    }
    // Where labels are skipped at its beginning they may lie beside each other.
    let near = (least - 1..=least + 1).filter(|second| (1..=last).contains(second));
    near.into_iter().any(|second| [false, true].into_iter().any(|begun| apart(second, begun) == by))
}

/// The number of the first frame in a second of labels; where drop-frame leaves out its first labels that of the label before
/// them, or, `begun`, of the one after.
fn first_of(second: i64, rate: FrameRate, begun: bool) -> i64 {
    let (minute, dropped) = (second / 60, rate.dropped_per_minute());
    let skips = begun && second % 60 == 0 && minute % 10 != 0;
    second * rate.labels_per_second() - dropped * (minute - minute / 10) + if skips { dropped } else { 0 }
}
