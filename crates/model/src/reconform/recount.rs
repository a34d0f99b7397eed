//! Lists of two frame rates: how the frames of the one are those of the other.
//!
//! A cut that goes from 24 to 25 frames keeps its seconds, and has more frames, or keeps its frames, and is shorter. Its
//! sources keep their labels, or count anew from the label of their first frame.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use timebase::{FrameRate, Frames};
use ts_rs::TS;

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

/// Old shots that one new shot is held against, where a source is used over and over.
const MOST_BESIDE: usize = 96;

/// Whether a list of another rate may count the frames of the old one: not where labels are as many, or several to one, nor
/// where some are left out.
pub(super) fn may_count_alike(old: FrameRate, new: FrameRate) -> bool {
    let (a, b) = (old.labels_per_second(), new.labels_per_second());
    a % b != 0 && b % a != 0 && old.dropped_per_minute() == 0 && new.dropped_per_minute() == 0
}

/// The new shots with the frames of their sources as the old list counts them. By how much a source counts otherwise follows
/// from where its first frame has its label, which no list says: the amount by which most shots of it fit, or, where none
/// does, that of the hour in which it lies.
pub(super) fn recounted(old: &Picture<'_>, new: &Picture<'_>, rule: &SourceRule) -> Vec<Shot> {
    let counts = [old.rate.labels_per_second(), new.rate.labels_per_second()];
    let mut there: HashMap<String, Vec<(i64, i64)>> = HashMap::new();
    for shot in old.shots {
        if let Some(source) = shot.source_in {
            there.entry(rule.key(shot)).or_default().push((source.0, source_length(shot)));
        }
    }
    let keys: Vec<String> = new.shots.iter().map(|shot| rule.key(shot)).collect();
    let mut votes: HashMap<&str, HashMap<i64, usize>> = HashMap::new();
    for (shot, key) in new.shots.iter().zip(&keys) {
        let (Some(source), Some(beside)) = (shot.source_in, there.get(key)) else { continue };
        let own = votes.entry(key).or_default();
        let long = source_length(shot);
        for &(before, _) in beside.iter().filter(|(_, other)| *other == long).take(MOST_BESIDE) {
            if can_differ(before, source.0, counts) {
                *own.entry(source.0 - before).or_default() += 1;
            }
        }
    }
    let recount = |(shot, key): (&Shot, &String)| {
        let Some(source) = shot.source_in else { return shot.clone() };
        let of_hour = source.0.div_euclid(3600 * counts[1]) * 3600 * (counts[1] - counts[0]);
        let voted = votes.get(key.as_str()).and_then(|own| {
            own.iter().max_by_key(|(by, count)| (**count, **by == of_hour, **by == 0, std::cmp::Reverse(by.abs())))
        });
        let by = voted.map_or(of_hour, |(by, _)| *by);
        Shot { source_in: Some(Frames(source.0 - by)), ..shot.clone() }
    };
    new.shots.iter().zip(&keys).map(recount).collect()
}

/// Frames of the source that a shot shows.
fn source_length(shot: &Shot) -> i64 {
    let whole = i128::from(shot.length.0) * i128::from(shot.speed.over.abs());
    let under = i128::from(shot.speed.under.max(1));
    i64::try_from((whole + under / 2) / under).unwrap_or(i64::MAX)
}

/// Whether one frame of a source can have both numbers: a source that begins at the label of a whole second counts from there
/// on as many frames at both rates. One that keeps its count has one number.
fn can_differ(old: i64, new: i64, [before, after]: [i64; 2]) -> bool {
    let (by, a_second) = (new - old, after - before);
    if by == 0 {
        return true;
    }
    let begins = by / a_second;
    by % a_second == 0 && begins > 0 && begins <= old.div_euclid(before) && begins <= new.div_euclid(after)
}
