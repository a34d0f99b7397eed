//! From one time line to another: what moved where, what is gone, what is new.
//!
//! A copy of a cut, another frame rate, a new version of the picture and the notes that travel with it are one question:
//! where does a moment of the old lie in the new? A [`TimeMap`] answers it from pieces.
//!
//! ```text
//! old  |---a---|---b---|---c---|
//! new  |---a---|--new--|---c---|       b is gone, and something was put in its place
//! ```

use crate::{Flicks, FrameRate, Position, Span};

/// A stretch of the old time line, and where it lies on the new one. The two may differ in length: then moments keep
/// their share of it, as they do where frames keep their numbers at another rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    /// On the old time line.
    pub old: Span,
    /// On the new one.
    pub new: Span,
}

/// Pieces of an old time line on a new one. Old pieces are in order and do not overlap; new ones may lie in any order,
/// and do not overlap either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMap {
    old: Span,
    new: Span,
    pieces: Vec<Carried>,
}

/// Why pieces make no map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeMapError {
    /// A piece has no length.
    #[error("a piece has no length")]
    Empty,
    /// A piece lies outside its time line.
    #[error("a piece lies outside its time line")]
    Outside,
    /// Two pieces share time.
    #[error("two pieces share time")]
    Overlap,
}

impl TimeMap {
    /// Pieces of `old` on `new`, in any order.
    ///
    /// # Errors
    /// If a piece is empty or outside, or two share time on either side.
    pub fn new(old: Span, new: Span, mut pieces: Vec<Carried>) -> Result<Self, TimeMapError> {
        for piece in &pieces {
            if piece.old.is_empty() || piece.new.is_empty() {
                return Err(TimeMapError::Empty);
            }
            if piece.old.intersection(old) != Some(piece.old) || piece.new.intersection(new) != Some(piece.new) {
                return Err(TimeMapError::Outside);
            }
        }
        pieces.sort_by_key(|piece| piece.new.start);
        let share = |of: fn(&Carried) -> Span| move |pair: &[Carried]| of(&pair[0]).overlaps(of(&pair[1]));
        if pieces.windows(2).any(share(|piece| piece.new)) {
            return Err(TimeMapError::Overlap);
        }
        pieces.sort_by_key(|piece| piece.old.start);
        if pieces.windows(2).any(share(|piece| piece.old)) {
            return Err(TimeMapError::Overlap);
        }
        Ok(Self { old, new, pieces })
    }

    /// Everything where it was, as far as `new` reaches.
    #[must_use]
    pub fn in_place(old: Span, new: Span) -> Self {
        let shared = old.intersection(new);
        Self { old, new, pieces: shared.map(|shared| Carried { old: shared, new: shared }).into_iter().collect() }
    }

    /// Frames keep their numbers: frame 24 at one rate is frame 24 at the other, as far as `new` reaches. Both count
    /// from [`Position::ZERO`], and `old` and `new` are lengths of whole frames or a little less.
    #[must_use]
    pub fn of_frames(old: Flicks, from: FrameRate, new: Flicks, to: FrameRate) -> Self {
        let whole = |length: Flicks, rate: FrameRate| rate.frames_floor(length + rate.frame() - Flicks(1));
        let shared = whole(old, from).min(whole(new, to));
        let span = |length: Flicks| Span { start: Position::ZERO, end: Position::ZERO + length };
        let carried = Carried { old: span(from.flicks(shared)), new: span(to.flicks(shared)) };
        Self {
            old: span(old.max(from.flicks(shared))),
            new: span(new.max(to.flicks(shared))),
            pieces: if carried.old.is_empty() { Vec::new() } else { vec![carried] },
        }
    }

    /// The old time line.
    #[must_use]
    pub const fn old(&self) -> Span {
        self.old
    }

    /// The new one.
    #[must_use]
    pub const fn new_line(&self) -> Span {
        self.new
    }

    /// The pieces, by where they were.
    #[must_use]
    pub fn pieces(&self) -> &[Carried] {
        &self.pieces
    }

    /// Where the moment `at` is now; `None` if it is gone.
    #[must_use]
    pub fn at(&self, at: Position) -> Option<Position> {
        self.pieces.iter().find(|piece| piece.old.contains(at)).map(|piece| piece.carry(at))
    }

    /// Where the end of a span is now, that is, what comes right after its last moment; `None` if that moment is gone.
    #[must_use]
    pub fn end(&self, end: Position) -> Option<Position> {
        self.pieces.iter().find(|piece| piece.old.start < end && end <= piece.old.end).map(|piece| piece.carry(end))
    }

    /// What is left of a span, by where it was: one part for each piece that holds some of it. Parts that lie side by
    /// side on both time lines are one.
    #[must_use]
    pub fn span(&self, span: Span) -> Vec<Carried> {
        let mut parts: Vec<Carried> = Vec::new();
        for piece in &self.pieces {
            let Some(old) = piece.old.intersection(span) else { continue };
            let new = Span { start: piece.carry(old.start), end: piece.carry(old.end) };
            if new.is_empty() {
                continue;
            }
            match parts.last_mut() {
                Some(last) if last.old.end == old.start && last.new.end == new.start => {
                    (last.old.end, last.new.end) = (old.end, new.end);
                }
                _ => parts.push(Carried { old, new }),
            }
        }
        parts
    }

    /// Stretches of the old time line that the new one does not have.
    #[must_use]
    pub fn gone(&self) -> Vec<Span> {
        uncovered(self.old, self.pieces.iter().map(|piece| piece.old))
    }

    /// Stretches of the new time line that the old one did not have.
    #[must_use]
    pub fn inserted(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.pieces.iter().map(|piece| piece.new).collect();
        spans.sort_by_key(|span| span.start);
        uncovered(self.new, spans.into_iter())
    }

    /// The same with a new line that ends at `end`: what would come later is gone.
    #[must_use]
    pub fn up_to(&self, end: Position) -> Self {
        let cut = |piece: &Carried| {
            let new = piece.new.intersection(Span { start: self.new.start, end })?;
            let old = Span { start: piece.old.start, end: piece.back(new.end).min(piece.old.end) };
            (!old.is_empty()).then_some(Carried { old, new })
        };
        Self {
            old: self.old,
            new: Span { start: self.new.start, end: self.new.end.min(end) },
            pieces: self.pieces.iter().filter_map(cut).collect(),
        }
    }

    /// The way back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let mut pieces: Vec<Carried> =
            self.pieces.iter().map(|piece| Carried { old: piece.new, new: piece.old }).collect();
        pieces.sort_by_key(|piece| piece.old.start);
        Self { old: self.new, new: self.old, pieces }
    }
}

impl Carried {
    /// Rounds to the nearest flick, halves up; exact where the lengths are equal, and on frames that keep their numbers.
    fn carry(&self, at: Position) -> Position {
        self.new.start + share_of(at - self.old.start, self.old.length(), self.new.length())
    }

    fn back(&self, at: Position) -> Position {
        self.old.start + share_of(at - self.new.start, self.new.length(), self.old.length())
    }
}

/// As much of `to` as `into` is of `from`, which is not zero.
fn share_of(into: Flicks, from: Flicks, to: Flicks) -> Flicks {
    let (into, from, to) = (i128::from(into.0), i128::from(from.0), i128::from(to.0));
    Flicks(i64::try_from((2 * into * to + from).div_euclid(2 * from)).unwrap_or(i64::MAX))
}

/// What of `whole` none of `spans` covers; they are in order.
fn uncovered(whole: Span, spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut left = Vec::new();
    let mut reached = whole.start;
    for span in spans {
        let gap = Span { start: reached, end: span.start };
        if !gap.is_empty() {
            left.push(gap);
        }
        reached = reached.max(span.end);
    }
    let rest = Span { start: reached, end: whole.end };
    if !rest.is_empty() {
        left.push(rest);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Frames;
    use proptest::prelude::*;

    fn span(start: i64, end: i64) -> Span {
        Span { start: Position(start), end: Position(end) }
    }

    fn moved(old: Span, to: i64) -> Carried {
        Carried { old, new: Span::new(Position(to), old.length()) }
    }

    /// ```text
    /// old  |---a---|---b---|---c---|
    /// new  |---c---|--new--|---a---|
    /// ```
    fn swapped() -> TimeMap {
        TimeMap::new(span(0, 30), span(0, 30), vec![moved(span(0, 10), 20), moved(span(20, 30), 0)]).expect("a map")
    }

    #[test]
    fn moments_follow_their_piece_and_what_has_none_is_gone() {
        let map = swapped();
        let carried = [0, 9, 10, 19, 20, 29, 30].map(|at| map.at(Position(at)).map(|at| at.0));
        assert_eq!(carried, [Some(20), Some(29), None, None, Some(0), Some(9), None]);
        assert_eq!((map.gone(), map.inserted()), (vec![span(10, 20)], vec![span(10, 20)]));
    }

    #[test]
    fn an_end_belongs_to_the_moment_before_it() {
        let map = swapped();
        assert_eq!(
            [0, 10, 20, 30].map(|end| map.end(Position(end)).map(|end| end.0)),
            [None, Some(30), None, Some(10)]
        );
    }

    #[test]
    fn a_span_falls_into_what_is_left_of_it() {
        let parts = swapped().span(span(5, 25));
        let expected =
            [Carried { old: span(5, 10), new: span(25, 30) }, Carried { old: span(20, 25), new: span(0, 5) }];
        assert_eq!(parts, expected);
        let joined = TimeMap::new(span(0, 20), span(0, 40), vec![moved(span(0, 10), 3), moved(span(10, 20), 13)])
            .expect("a map");
        assert_eq!(joined.span(span(5, 15)), [Carried { old: span(5, 15), new: span(8, 18) }]);
    }

    #[test]
    fn pieces_that_make_no_map_are_refused() {
        let map = |pieces| TimeMap::new(span(0, 30), span(0, 30), pieces);
        assert_eq!(map(vec![moved(span(5, 5), 0)]), Err(TimeMapError::Empty));
        assert_eq!(map(vec![moved(span(25, 35), 0)]), Err(TimeMapError::Outside));
        assert_eq!(map(vec![moved(span(0, 10), 25)]), Err(TimeMapError::Outside));
        assert_eq!(map(vec![moved(span(0, 10), 0), moved(span(5, 15), 10)]), Err(TimeMapError::Overlap));
        assert_eq!(map(vec![moved(span(0, 10), 0), moved(span(10, 20), 5)]), Err(TimeMapError::Overlap));
    }

    #[test]
    fn frames_keep_their_numbers_as_far_as_the_new_line_reaches() {
        let (from, to) = (FrameRate::F24, FrameRate::F23_976);
        let map = TimeMap::of_frames(from.flicks(Frames(1440)), from, to.flicks(Frames(720)), to);
        for frame in [0, 1, 719] {
            assert_eq!(map.at(from.position(Frames(frame))), Some(to.position(Frames(frame))));
        }
        assert_eq!(map.at(from.position(Frames(720))), None);
        assert_eq!(map.end(from.position(Frames(720))), Some(to.position(Frames(720))));
        assert_eq!(map.gone(), [Span { start: from.position(Frames(720)), end: from.position(Frames(1440)) }]);
    }

    #[test]
    fn a_line_that_ends_sooner_loses_what_comes_later() {
        let map = swapped().up_to(Position(25));
        assert_eq!([4, 5, 20, 29].map(|at| map.at(Position(at)).map(|at| at.0)), [Some(24), None, Some(0), Some(9)]);
        assert_eq!((map.new_line(), map.end(Position(5))), (span(0, 25), Some(Position(25))));
    }

    /// Pieces that keep their lengths, laid out on the new line in the order of `keys`, with gaps.
    fn maps() -> impl Strategy<Value = TimeMap> {
        proptest::collection::vec((1..50_i64, 0..20_i64, 0..20_i64, any::<u16>()), 0..8).prop_map(|cells| {
            let (mut at, mut pieces) = (0, Vec::new());
            for (length, gap, _, _) in &cells {
                pieces.push(span(at + gap, at + gap + length));
                at += gap + length;
            }
            let mut order: Vec<usize> = (0..cells.len()).collect();
            order.sort_by_key(|&index| cells[index].3);
            let (mut to, mut carried) = (0, Vec::new());
            for index in order {
                to += cells[index].2;
                carried.push(moved(pieces[index], to));
                to += cells[index].0;
            }
            TimeMap::new(span(0, at + 5), span(0, to + 5), carried).expect("a map")
        })
    }

    proptest! {
        #[test]
        fn the_way_back_leads_back(map in maps(), at in 0..1000_i64) {
            if let Some(there) = map.at(Position(at)) {
                prop_assert_eq!(map.inverted().at(there), Some(Position(at)));
            }
            prop_assert_eq!(map.inverted().inverted(), map);
        }

        #[test]
        fn every_moment_is_carried_or_gone(map in maps(), at in 0..1000_i64) {
            let gone = map.gone().iter().any(|span| span.contains(Position(at)));
            prop_assert_eq!(map.at(Position(at)).is_none(), gone || !map.old().contains(Position(at)));
            let new = map.inserted().iter().any(|span| span.contains(Position(at)));
            prop_assert_eq!(map.inverted().at(Position(at)).is_none(), new || !map.new_line().contains(Position(at)));
        }

        #[test]
        fn what_is_left_of_a_span_is_as_long_as_its_carried_moments(map in maps(), start in 0..300_i64, length in 0..300_i64) {
            let asked = span(start, start + length);
            let left: i64 = map.span(asked).iter().map(|part| part.new.length().0).sum();
            let carried = (start..start + length).filter(|at| map.at(Position(*at)).is_some()).count();
            prop_assert_eq!(left, carried as i64);
        }

        #[test]
        fn frames_keep_their_numbers_at_every_rate(from in 0..12_usize, to in 0..12_usize, frame in 0..200_000_i64) {
            let (from, to) = (FrameRate::ALL[from], FrameRate::ALL[to]);
            let frames = Frames(200_000);
            let map = TimeMap::of_frames(from.flicks(frames), from, to.flicks(frames), to);
            prop_assert_eq!(map.at(from.position(Frames(frame))), Some(to.position(Frames(frame))));
        }
    }
}
