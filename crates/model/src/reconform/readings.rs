//! Ways in which two lists may be read together: by the clock or frame by frame, and sources by the count of their list or by
//! one of their own. What finds most of the old picture again is how they are meant; of several the first.

use timebase::{FLICKS_PER_SECOND, FrameRate};

use super::interval::{Ticks, unit};
use super::naming::SourceRule;
use super::recount::{Counted, recounted};
use super::relabel::{COUNTS, by_label, relabelled};
use super::shot::{Picture, Shot};

/// Two lists as they are held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    pub old: Picture<'a>,
    pub new: Picture<'a>,
    /// Of the old and of the new line.
    pub ticks: [Ticks; 2],
    pub counted: Counted,
    /// Labels a second of sources that count otherwise than their list.
    pub relabelled: [Option<i64>; 2],
}

/// What comes of the reading that finds most; `compare` says what comes of one, and how much it finds.
pub(super) fn better_read<T>(
    old: &Picture<'_>,
    new: &Picture<'_>,
    rule: &SourceRule,
    compare: impl Fn(&Reading<'_>) -> (T, i64),
) -> T {
    let [a, b] = clock([old.rate, new.rate]);
    let plain = Reading {
        old: *old,
        new: *new,
        ticks: [a, b].map(Ticks::alike),
        counted: Counted::Labels,
        relabelled: [None, None],
    };
    let (mut best, mut most) = compare(&plain);
    let mut hold = |reading: Reading<'_>| {
        let (found, weight) = compare(&reading);
        if weight > most {
            (best, most) = (found, weight);
        }
    };
    let differ = may_count_alike(old.rate, new.rate);
    if differ {
        let shots = recounted(old, new, rule);
        let new = Picture { shots: &shots, ..*new };
        let source = Ticks { line: b, source: a };
        hold(Reading { new, ticks: [Ticks::alike(a), source], counted: Counted::Sources, ..plain });
        hold(Reading { new, ticks: [Ticks::alike(a); 2], counted: Counted::Frames, ..plain });
    }
    if old.rate.is_drop() != new.rate.is_drop() {
        // A second of labels is one, whatever drop-frame leaves out.
        let [before, after] = [old, new].map(by_label);
        let (old, new) = (Picture { shots: &before, ..*old }, Picture { shots: &after, ..*new });
        hold(Reading { old, new, ticks: [old.rate, new.rate].map(unit).map(Ticks::alike), ..plain });
    }
    for count in COUNTS {
        let read: [Option<Vec<Shot>>; 2] = [old, new].map(|list| relabelled(list, count, rule));
        let counts_so = |list: &Picture<'_>, own: &Option<Vec<Shot>>| {
            own.is_some() || (list.rate.labels_per_second() == count && !list.rate.is_drop())
        };
        if read.iter().all(Option::is_none) || !counts_so(old, &read[0]) || !counts_so(new, &read[1]) {
            continue;
        }
        let relabelled = [0, 1].map(|nth: usize| read[nth].is_some().then_some(count));
        let [before, after] = &read;
        let old = Picture { shots: before.as_deref().unwrap_or(old.shots), ..*old };
        let new = Picture { shots: after.as_deref().unwrap_or(new.shots), ..*new };
        let reading = Reading { old, new, relabelled, ..plain };
        if differ {
            let source = match count {
                _ if old.rate.labels_per_second() == count => a,
                _ if new.rate.labels_per_second() == count => b,
                _ => FLICKS_PER_SECOND / count,
            };
            hold(Reading { ticks: [a, b].map(|line| Ticks { line, source }), counted: Counted::Sources, ..reading });
            hold(Reading { ticks: [Ticks::alike(a); 2], counted: Counted::Frames, ..reading });
        } else {
            hold(reading);
        }
    }
    best
}

/// Whether a list of another rate may count the frames of the old one: not where labels are as many, or several to one, and
/// none is left out.
fn may_count_alike(old: FrameRate, new: FrameRate) -> bool {
    let (a, b) = (old.labels_per_second(), new.labels_per_second());
    (a % b != 0 && b % a != 0) || old.is_drop() != new.is_drop()
}

/// Ticks of a frame of each line, where both show the same moments: a second of labels is a second, so that 23.976 and 24 meet;
/// labels of drop-frame go by the clock on the wall.
fn clock(rates: [FrameRate; 2]) -> [i64; 2] {
    let [old, new] = rates;
    if old.is_drop() == new.is_drop() { rates.map(unit) } else { rates.map(|rate| rate.frame().0) }
}
