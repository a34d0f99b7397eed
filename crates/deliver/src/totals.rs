//! How much music there is.

use serde::Serialize;
use timebase::{Flicks, FrameRate, Frames, Position, Span};
use ts_rs::TS;

use crate::{CueList, CueRow};

/// The sums under a cue list.
///
/// Frames are counted from in and out points as they are shown, so they add up with the rows to the frame; flicks
/// are exact even where a point lies between frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListTotals {
    /// Cues listed.
    pub cues: u32,
    /// Cues with music placed.
    pub placed: u32,
    /// All durations added up; music that overlaps counts twice.
    pub sum_flicks: Flicks,
    /// The same in frames.
    pub sum_frames: Frames,
    /// The part of the programme that has music: overlaps count once, what lies outside the programme not at all.
    pub music_flicks: Flicks,
    /// The same in frames.
    pub music_frames: Frames,
}

impl CueList {
    /// Adds up the durations. Spans that end before they start count as nothing.
    #[must_use]
    pub fn totals(&self) -> ListTotals {
        let spans: Vec<Span> = self.rows.iter().flat_map(CueRow::spans).copied().collect();
        let exact = |span: &Span| (span.start.0, span.end.0);
        let shown = |span: &Span| (frame(self.rate, span.start).0, frame(self.rate, span.end).0);
        let last_frame = frame(self.rate, Position(self.length.0)).0;
        ListTotals {
            cues: count(self.rows.len()),
            placed: count(self.rows.iter().filter(|row| row.span.is_some()).count()),
            sum_flicks: Flicks(sum(spans.iter().map(exact))),
            sum_frames: Frames(sum(spans.iter().map(shown))),
            music_flicks: Flicks(covered(spans.iter().map(exact), self.length.0)),
            music_frames: Frames(covered(spans.iter().map(shown), last_frame)),
        }
    }
}

/// The frame at which a point is shown.
pub(crate) fn frame(rate: FrameRate, at: Position) -> Frames {
    rate.frame_nearest(at)
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

fn sum(ranges: impl Iterator<Item = (i64, i64)>) -> i64 {
    ranges.fold(0, |total, (start, end)| total.saturating_add(end.saturating_sub(start).max(0)))
}

/// How much of `0..length` the ranges cover.
fn covered(ranges: impl Iterator<Item = (i64, i64)>, length: i64) -> i64 {
    let mut ranges: Vec<_> = ranges.map(|(start, end)| (start.max(0), end.min(length))).collect();
    ranges.sort_unstable();
    let mut reached = 0;
    let mut total = 0;
    for (start, end) in ranges {
        let start = start.max(reached);
        if end > start {
            total += end - start;
            reached = end;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_count_once_and_what_lies_outside_not_at_all() {
        // ```text
        //   programme    0---------------------20
        //   -4..2   ■■■■■■
        //    5..9             ■■■■
        //    7..8               ■        inside the one before
        //    8..12               ■■■■
        //   18..30                        ■■■■■■■■
        // ```
        let ranges = [(8, 12), (-4, 2), (7, 8), (5, 9), (18, 30)];
        assert_eq!(covered(ranges.into_iter(), 20), 2 + 7 + 2);
        assert_eq!(sum(ranges.into_iter()), 4 + 6 + 1 + 4 + 12);
    }

    #[test]
    fn a_range_that_runs_backwards_counts_as_nothing() {
        assert_eq!(covered([(9, 5)].into_iter(), 20), 0);
        assert_eq!(sum([(9, 5), (0, 2)].into_iter()), 2);
    }
}
