//! Points in whole seconds as a clock that runs with the cut's timecode.
//!
//! Timecode without drop-frame at NTSC rates counts slower than time passes: an hour of it lasts 3.6 s longer. So labels
//! of both ends would now and then be a second nearer to each other than the duration says. In-points are labels; an
//! out-point is its in-point and the duration, and a row that starts where another ends starts at that out-point.

use timebase::{FrameRate, Frames, Position, Span, Timecode};

/// A day of a clock, in seconds.
const DAY: i64 = 86_400;

/// The spans of a row, each with its points in whole seconds from the first frame.
pub(super) type Timed<'a> = (&'a [Span], &'a [(i64, i64)]);

/// The clock at both ends of each span, in seconds since midnight. `rows` hold spans of the cut, whose first frame has the
/// label `start`, each with its points in whole seconds from that frame.
pub(super) fn clocks(rows: &[Timed<'_>], start: Frames, rate: FrameRate) -> Vec<Vec<(i64, i64)>> {
    let mut ends: Vec<(i64, i64)> = Vec::new();
    let mut of_span = |(span, &(starts, ends_at)): (&Span, &(i64, i64))| {
        // Of the frame itself: a label of what was rounded before would be rounded twice.
        let label = label(span.start, start, rate);
        // Never further from the label than a second.
        let met = ends.iter().rev().find(|(at, clock)| *at == starts && (clock - label).abs() <= 1);
        let from = met.map_or(label, |(_, clock)| *clock);
        let to = from + ends_at - starts;
        ends.push((ends_at, to));
        (from, to)
    };
    rows.iter().map(|(spans, seconds)| spans.iter().zip(*seconds).map(&mut of_span).collect()).collect()
}

/// `01:17:21`.
pub(super) fn written(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(DAY);
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn label(at: Position, start: Frames, rate: FrameRate) -> i64 {
    Timecode::from_frames(start + rate.frame_nearest(at), rate).nearest_clock_seconds()
}

#[cfg(test)]
mod tests {
    use timebase::FLICKS_PER_SECOND;

    use super::*;

    const fn seconds(seconds: i64) -> Position {
        Position(seconds * FLICKS_PER_SECOND)
    }

    #[test]
    fn a_clock_runs_with_the_timecode_and_keeps_every_duration() {
        for rate in FrameRate::ALL {
            let start = Frames(3600 * rate.labels_per_second());
            // Rows of a minute, every third of which goes on from the one before.
            let rows: Vec<(i64, i64)> =
                (0..120).map(|row| (row * 60 + i64::from(row % 3 != 0), row * 60 + 60)).collect();
            let spans: Vec<[Span; 1]> =
                rows.iter().map(|&(from, to)| [Span { start: seconds(from), end: seconds(to) }]).collect();
            let both: Vec<Timed<'_>> =
                spans.iter().zip(&rows).map(|(span, row)| (&span[..], std::slice::from_ref(row))).collect();
            let clocks = clocks(&both, start, rate);
            for (&(starts, ends), clock) in rows.iter().zip(&clocks) {
                let (from, to) = clock[0];
                assert_eq!(to - from, ends - starts, "{rate}");
                assert!((label(seconds(starts), start, rate) - from).abs() <= 1, "{rate}");
            }
            for pair in (0..120).step_by(3).skip(1) {
                assert_eq!(clocks[pair - 1][0].1, clocks[pair][0].0, "{rate}: rows that meet go on meeting");
            }
        }
    }

    /// A cue at every second label of six hours, ten labels long: its in-point is its label, at every rate.
    #[test]
    fn an_in_point_on_a_whole_second_of_timecode_is_that_second() {
        for rate in FrameRate::ALL {
            let start = Timecode::from_frames(Frames(0), rate);
            for second in (0..6 * 3600).step_by(2) {
                let (hours, minutes, whole) = (second / 3600, second / 60 % 60, second % 60);
                // The first label of most minutes is one that drop-frame leaves out.
                let frames = if rate.is_drop() && whole == 0 && minutes % 10 != 0 { 4 } else { 0 };
                let text =
                    format!("{hours:02}:{minutes:02}:{whole:02}{}{frames:02}", if rate.is_drop() { ';' } else { ':' });
                let at = Timecode::parse(&text, rate).expect("a label").to_frames();
                let span = Span { start: rate.position(at), end: rate.position(at + Frames(240)) };
                let nearest = |at: Position| at.since_origin().round_seconds();
                let points = [(nearest(span.start), nearest(span.end))];
                let found = clocks(&[(&[span], &points)], start.to_frames(), rate);
                assert_eq!(written(found[0][0].0), format!("{hours:02}:{minutes:02}:{whole:02}"), "{rate} {text}");
            }
        }
    }

    #[test]
    fn midnight_comes_after_the_last_second_of_a_day() {
        assert_eq!((written(86_399), written(86_400)), ("23:59:59".to_owned(), "00:00:00".to_owned()));
    }
}
