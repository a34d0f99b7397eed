//! Bringing durations to whole seconds.
//!
//! Templates of societies have whole seconds, while supervisors are told that "durations must be frame-accurate"
//! (Orfium and the Guild of Music Supervisors). So frames are kept, rounding belongs to the profile, and the sheet says
//! what it did to the sum.

use timebase::{FLICKS_PER_SECOND, Flicks, Position, Span};

use crate::profile::Rounding;

/// What rounding made of the rows' spans.
pub(super) struct Rounded {
    /// A row each.
    pub rows: Vec<Counted>,
    /// Rows that were given a second so that the sum stays right, by index.
    pub carried_to: Vec<usize>,
    /// Rows that rounded to nothing and show the least, by index.
    pub raised: Vec<usize>,
}

/// A row as the sheet counts it.
pub(super) struct Counted {
    /// Its duration.
    pub shown: Flicks,
    /// In- and out-point of each of its spans in whole seconds from the first frame. Where durations are whole seconds,
    /// the spans are together as long as the row.
    pub seconds: Vec<(i64, i64)>,
}

/// Rounds rows, each with its spans; one that rounds to nothing shows `least` seconds.
pub(super) fn round(rows: &[Vec<Span>], rounding: Rounding, least: i64) -> Rounded {
    let exact: Vec<Flicks> = rows.iter().map(|spans| spans.iter().map(|span| span.length()).sum()).collect();
    if rounding == Rounding::Frames {
        let point = |at: Position| down(at.since_origin());
        let seconds = |spans: &Vec<Span>| spans.iter().map(|span| (point(span.start), point(span.end))).collect();
        let rows = rows.iter().zip(exact).map(|(spans, shown)| Counted { shown, seconds: seconds(spans) });
        return Rounded { rows: rows.collect(), carried_to: Vec::new(), raised: Vec::new() };
    }
    let (mut whole, carried_to) = match rounding {
        Rounding::Carried => carry(&exact),
        Rounding::Nearest => (exact.iter().map(|length| length.round_seconds()).collect(), Vec::new()),
        Rounding::Up => (exact.iter().map(|length| up(*length)).collect(), Vec::new()),
        Rounding::Down => (exact.iter().map(|length| down(*length)).collect(), Vec::new()),
        Rounding::Points | Rounding::Frames => {
            let length = |span: &Span| nearest(span.end) - nearest(span.start);
            (rows.iter().map(|spans| spans.iter().map(length).sum()).collect::<Vec<i64>>(), Vec::new())
        }
    };
    let mut raised = Vec::new();
    for (index, (seconds, exact)) in whole.iter_mut().zip(&exact).enumerate() {
        if *seconds < least && *seconds == 0 && exact.0 > 0 {
            *seconds = least;
            raised.push(index);
        }
    }
    let rows = rows
        .iter()
        .zip(whole)
        .map(|(spans, seconds)| Counted { shown: Flicks::from_seconds(seconds), seconds: points(spans, seconds) });
    Rounded { rows: rows.collect(), carried_to, raised }
}

/// Points of spans to the nearest second, the out-points such that the spans are `seconds` long together: in, out and
/// duration of a row agree, whichever way its duration was rounded.
fn points(spans: &[Span], seconds: i64) -> Vec<(i64, i64)> {
    let mut left = seconds;
    let last = spans.len().saturating_sub(1);
    spans
        .iter()
        .enumerate()
        .map(|(index, span)| {
            let starts = nearest(span.start);
            let length = if index == last { left } else { (nearest(span.end) - starts).min(left) };
            left -= length;
            (starts, starts + length)
        })
        .collect()
}

/// Largest remainders: every row gets its whole seconds, and what the sum lacks goes to the rows that lost most.
fn carry(exact: &[Flicks]) -> (Vec<i64>, Vec<usize>) {
    let mut whole: Vec<i64> = exact.iter().map(|length| down(*length)).collect();
    let target = exact.iter().copied().sum::<Flicks>().round_seconds();
    let lacking = usize::try_from(target - whole.iter().sum::<i64>()).unwrap_or(0);
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|&index| (-(exact[index].0 % FLICKS_PER_SECOND), index));
    let mut carried_to: Vec<usize> = order.into_iter().take(lacking).collect();
    carried_to.sort_unstable();
    for &index in &carried_to {
        whole[index] += 1;
    }
    (whole, carried_to)
}

/// A point in whole seconds from the first frame, to the nearest.
fn nearest(at: Position) -> i64 {
    at.since_origin().round_seconds()
}

fn up(length: Flicks) -> i64 {
    length.0.div_euclid(FLICKS_PER_SECOND) + i64::from(length.0.rem_euclid(FLICKS_PER_SECOND) > 0)
}

fn down(length: Flicks) -> i64 {
    length.0.div_euclid(FLICKS_PER_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(tenths: &[(i64, i64)]) -> Vec<Vec<Span>> {
        let at = |tenth: i64| Position(tenth * FLICKS_PER_SECOND / 10);
        tenths.iter().map(|&(start, end)| vec![Span { start: at(start), end: at(end) }]).collect()
    }

    fn seconds(rounding: Rounding, tenths: &[(i64, i64)]) -> Vec<i64> {
        round(&rows(tenths), rounding, 0).rows.iter().map(|row| row.shown.0 / FLICKS_PER_SECOND).collect()
    }

    #[test]
    fn durations_are_rounded_as_the_profile_says() {
        let spans = [(0, 14), (14, 28), (28, 42)];
        assert_eq!(seconds(Rounding::Nearest, &spans), [1, 1, 1]);
        assert_eq!(seconds(Rounding::Up, &spans), [2, 2, 2]);
        assert_eq!(seconds(Rounding::Down, &spans), [1, 1, 1]);
        assert_eq!(seconds(Rounding::Points, &spans), [1, 2, 1]);
        assert_eq!(seconds(Rounding::Carried, &spans), [2, 1, 1]);
    }

    #[test]
    fn rows_that_meet_go_on_meeting_when_their_points_are_rounded() {
        let spans = [(0, 5), (5, 10), (10, 25)];
        assert_eq!(seconds(Rounding::Points, &spans).iter().sum::<i64>(), 3);
    }

    #[test]
    fn what_is_carried_is_named() {
        let rounded = round(&rows(&[(0, 14), (20, 39), (50, 66)]), Rounding::Carried, 1);
        assert_eq!((rounded.carried_to, rounded.raised), (vec![1, 2], Vec::new()));
    }

    #[test]
    fn a_sting_that_rounds_to_nothing_shows_the_least() {
        // 0.3 s between two whole seconds, and 0.4 s over one.
        let stings = rows(&[(101, 104), (203, 207)]);
        let rounded = round(&stings, Rounding::Points, 1);
        assert_eq!(rounded.raised, [0]);
        assert_eq!([&rounded.rows[0].seconds, &rounded.rows[1].seconds], [&[(10, 11)], &[(20, 21)]]);
        assert!(round(&stings, Rounding::Points, 0).raised.is_empty());
        assert!(round(&[Vec::new()], Rounding::Points, 1).raised.is_empty(), "what has no time of its own gets none");
    }

    #[test]
    fn in_and_out_are_as_far_apart_as_every_rounding_says() {
        let spans = rows(&[(0, 14), (14, 28), (105, 161), (304, 306), (1_000, 6_009)]);
        for rounding in [Rounding::Points, Rounding::Nearest, Rounding::Up, Rounding::Down, Rounding::Carried] {
            for row in round(&spans, rounding, 1).rows {
                let together: i64 = row.seconds.iter().map(|(starts, ends)| ends - starts).sum();
                assert_eq!(Flicks::from_seconds(together), row.shown, "{rounding:?}");
            }
        }
        // A row of two spans, one carved out between them.
        let carved = vec![rows(&[(0, 104), (206, 309)]).concat()];
        let row = &round(&carved, Rounding::Nearest, 1).rows[0];
        assert_eq!((row.shown, &row.seconds[..]), (Flicks::from_seconds(21), &[(0, 10), (21, 32)][..]));
    }
}
