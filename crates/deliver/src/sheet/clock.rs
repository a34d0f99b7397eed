//! Points in whole seconds as a clock that runs with the cut's timecode.
//!
//! Timecode without drop-frame at NTSC rates counts slower than time passes: an hour of it lasts 3.6 s longer. So labels
//! of both ends would now and then be a second nearer to each other than the duration says. In-points are labels; an
//! out-point is its in-point and the duration, and a row that starts where another ends starts at that out-point.

use timebase::{FLICKS_PER_SECOND, FrameRate, Frames, Position, Timecode};

/// A day of a clock, in seconds.
const DAY: i64 = 86_400;

/// The clock at both ends of each span, in seconds since midnight. `rows` hold points in whole seconds from the cut's
/// first frame, whose label is `start`.
pub(super) fn clocks(rows: &[&[(i64, i64)]], start: Frames, rate: FrameRate) -> Vec<Vec<(i64, i64)>> {
    let mut ends: Vec<(i64, i64)> = Vec::new();
    let mut of_span = |&(starts, ends_at): &(i64, i64)| {
        let label = label(starts, start, rate);
        // Never further from the label than a second.
        let met = ends.iter().rev().find(|(at, clock)| *at == starts && (clock - label).abs() <= 1);
        let from = met.map_or(label, |(_, clock)| *clock);
        let to = from + ends_at - starts;
        ends.push((ends_at, to));
        (from, to)
    };
    rows.iter().map(|spans| spans.iter().map(&mut of_span).collect()).collect()
}

/// `01:17:21`.
pub(super) fn written(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(DAY);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn label(seconds: i64, start: Frames, rate: FrameRate) -> i64 {
    let frame = rate.frame_nearest(Position(seconds * FLICKS_PER_SECOND));
    Timecode::from_frames(start + frame, rate).nearest_clock_seconds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_runs_with_the_timecode_and_keeps_every_duration() {
        for rate in FrameRate::ALL {
            let start = Frames(3600 * rate.labels_per_second());
            // Rows of a minute, every third of which goes on from the one before.
            let rows: Vec<Vec<(i64, i64)>> =
                (0..120).map(|row| vec![(row * 60 + i64::from(row % 3 != 0), row * 60 + 60)]).collect();
            let borrowed: Vec<&[(i64, i64)]> = rows.iter().map(Vec::as_slice).collect();
            let clocks = clocks(&borrowed, start, rate);
            for (row, clock) in rows.iter().zip(&clocks) {
                let ((starts, ends), (from, to)) = (row[0], clock[0]);
                assert_eq!(to - from, ends - starts, "{rate}");
                assert!((label(starts, start, rate) - from).abs() <= 1, "{rate}");
            }
            for pair in (0..120).step_by(3).skip(1) {
                assert_eq!(clocks[pair - 1][0].1, clocks[pair][0].0, "{rate}: rows that meet go on meeting");
            }
        }
    }

    #[test]
    fn midnight_comes_after_the_last_second_of_a_day() {
        assert_eq!((written(86_399), written(86_400)), ("23:59:59".to_owned(), "00:00:00".to_owned()));
    }
}
