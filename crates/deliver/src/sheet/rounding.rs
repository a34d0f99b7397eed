//! Bringing durations to whole seconds.
//!
//! Templates of societies have whole seconds, while supervisors are told that "durations must be frame-accurate"
//! (Orfium and the Guild of Music Supervisors). So frames are kept, rounding belongs to the profile, and the sheet says
//! what it did to the sum.

use timebase::{FLICKS_PER_SECOND, Flicks, Position, Span};

use crate::profile::Rounding;

/// What rounding made of the rows' spans.
pub(super) struct Rounded {
    /// A duration a row.
    pub shown: Vec<Flicks>,
    /// Rows that were given a second so that the sum stays right, by index.
    pub carried_to: Vec<usize>,
}

/// Rounds rows, each with its spans.
pub(super) fn round(rows: &[Vec<Span>], rounding: Rounding) -> Rounded {
    let exact: Vec<Flicks> = rows.iter().map(|spans| spans.iter().map(|span| span.length()).sum()).collect();
    let each = |seconds: fn(Flicks) -> i64| exact.iter().map(|length| Flicks::from_seconds(seconds(*length))).collect();
    match rounding {
        Rounding::Frames => Rounded { shown: exact, carried_to: Vec::new() },
        Rounding::Nearest => Rounded { shown: each(Flicks::round_seconds), carried_to: Vec::new() },
        Rounding::Up => Rounded { shown: each(up), carried_to: Vec::new() },
        Rounding::Down => Rounded { shown: each(down), carried_to: Vec::new() },
        Rounding::Points => {
            let length = |span: &Span| nearest(span.end) - nearest(span.start);
            let shown = rows.iter().map(|spans| Flicks::from_seconds(spans.iter().map(length).sum())).collect();
            Rounded { shown, carried_to: Vec::new() }
        }
        Rounding::Carried => carry(&exact),
    }
}

/// Largest remainders: every row gets its whole seconds, and what the sum lacks goes to the rows that lost most.
fn carry(exact: &[Flicks]) -> Rounded {
    let whole: Vec<i64> = exact.iter().map(|length| down(*length)).collect();
    let target = exact.iter().copied().sum::<Flicks>().round_seconds();
    let lacking = usize::try_from(target - whole.iter().sum::<i64>()).unwrap_or(0);
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|&index| (-(exact[index].0 % FLICKS_PER_SECOND), index));
    let mut carried_to: Vec<usize> = order.into_iter().take(lacking).collect();
    carried_to.sort_unstable();
    let shown = (0..)
        .zip(&whole)
        .map(|(index, seconds)| Flicks::from_seconds(seconds + i64::from(carried_to.binary_search(&index).is_ok())));
    Rounded { shown: shown.collect(), carried_to }
}

/// A point in whole seconds from the first frame, to the nearest.
pub(super) fn nearest(at: Position) -> i64 {
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
        round(&rows(tenths), rounding).shown.iter().map(|length| length.0 / FLICKS_PER_SECOND).collect()
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
        let rounded = round(&rows(&[(0, 14), (20, 39), (50, 66)]), Rounding::Carried);
        assert_eq!(rounded.carried_to, [1, 2]);
    }
}
