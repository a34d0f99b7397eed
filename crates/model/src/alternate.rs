//! Alternates and their pieces.
//!
//! A blade cuts a placement into pieces: several pieces are still one alternate, with one verdict, one letter and one row
//! of the cue sheet. One of them, the *head*, stands for the alternate: picks, verdicts and notes name it, and the other
//! pieces say whose they are by [`Placement::piece_of`]. A piece may be moved, trimmed, faded, muted or removed alone.
//!
//! ```text
//! |------A------|   blade ->   |--A--||--A--|   move ->   |--A--|     |--A--|
//! ```

use std::collections::HashMap;

use timebase::{Flicks, Span, merged};

use crate::{Placement, PlacementId};

/// Places that have a letter of their own: `ZZ` is the last.
const MOST_PLACES: usize = 26 * 27;

/// Whether `piece` goes on sounding exactly where `before` stops, so that the two may as well be one.
///
/// They touch, the recording runs on, and lane, gain and mute are the same. Fades where they touch, and a
/// tail that begins there, would be lost, and so they must be short enough not to be missed: none.
#[must_use]
pub fn continues(piece: &Placement, before: &Placement) -> bool {
    piece.alternate() == before.alternate()
        && piece.in_point == before.out_point
        && piece.in_point - piece.track_start == before.in_point - before.track_start
        && (piece.track, piece.lane, piece.gain, piece.muted) == (before.track, before.lane, before.gain, before.muted)
        && (piece.volume, piece.locked, piece.group) == (before.volume, before.locked, before.group)
        && (before.fade_out.length, before.tail) == (Flicks::ZERO, Flicks::ZERO)
        && piece.fade_in.length == Flicks::ZERO
}

/// Joins pieces that continue each other.
///
/// ```text
/// |--A--||--A--|  |-A-|   ->   |-----A-----|  |-A-|
/// ```
///
/// What is left, in the order of time, and the rows that are not needed any more. A joined piece keeps the row of the
/// head if that is among its parts, or else of its first part.
#[must_use]
pub fn healed(pieces: &[Placement]) -> (Vec<Placement>, Vec<PlacementId>) {
    let mut ordered = pieces.to_vec();
    ordered.sort_by_key(|piece| (piece.in_point, piece.id));
    let (mut kept, mut gone): (Vec<Placement>, Vec<PlacementId>) = (Vec::new(), Vec::new());
    for piece in ordered {
        match kept.iter_mut().find(|before| continues(&piece, before)) {
            Some(before) => {
                let whole =
                    Placement { out_point: piece.out_point, fade_out: piece.fade_out, tail: piece.tail, ..*before };
                let (row, other) = if piece.piece_of.is_none() { (piece, *before) } else { (*before, piece) };
                *before = Placement { id: row.id, piece_of: row.piece_of, ..whole };
                gone.push(other.id);
            }
            None => kept.push(piece),
        }
    }
    (kept, gone)
}

/// When an alternate sounds: the time that its pieces cover, without what is muted.
#[must_use]
pub fn sounding<'a>(pieces: impl IntoIterator<Item = &'a Placement>) -> Vec<Span> {
    merged(pieces.into_iter().filter(|piece| !piece.muted).map(Placement::span))
}

/// From the start of its first piece to the end of its last, muted or not.
#[must_use]
pub fn extent<'a>(pieces: impl IntoIterator<Item = &'a Placement>) -> Option<Span> {
    let spans = pieces.into_iter().map(Placement::span);
    spans.reduce(|one, other| Span { start: one.start.min(other.start), end: one.end.max(other.end) })
}

/// `A` for the first alternate of its cue, `Z` for the 26th, then `AA`; `index` counts from 0.
#[must_use]
pub fn letter(mut index: usize) -> String {
    let mut text = Vec::new();
    loop {
        text.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    text.iter().rev().collect()
}

/// The place of an alternate called so, from 0; nothing for what is no letter of one.
#[must_use]
pub fn place_of_letter(letter: &str) -> Option<i64> {
    let places = letter.bytes().try_fold(0_i64, |place, byte| {
        let digit = byte.is_ascii_uppercase().then(|| i64::from(byte - b'A') + 1)?;
        place.checked_mul(26)?.checked_add(digit)
    });
    places.filter(|place| *place > 0).map(|place| place - 1)
}

/// What the alternates of cues are called, by their heads; other pieces are passed over.
///
/// A letter says its alternate's place ([`Placement::ordinal`]), and stays when another of the cue goes: whoever said yes to
/// B said it to this one. Of two in one place the newer has the next.
#[must_use]
pub fn letters<'a>(placements: impl IntoIterator<Item = &'a Placement>) -> HashMap<PlacementId, String> {
    let mut heads: Vec<&Placement> = placements.into_iter().filter(|one| one.piece_of.is_none()).collect();
    heads.sort_by_key(|head| (head.cue, head.ordinal, head.id));
    let (mut cue, mut next) = (None, 0);
    let called = |head: &Placement| {
        if cue != Some(head.cue) {
            (cue, next) = (Some(head.cue), 0);
        }
        // Far beyond any number of alternates: a place that nobody gave.
        let place =
            usize::try_from(head.ordinal).ok().filter(|place| *place < MOST_PLACES).map_or(next, |own| own.max(next));
        next = place + 1;
        (head.id, letter(place))
    };
    heads.into_iter().map(called).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CueId, Fade, LaneId, Millibels, TrackId};
    use proptest::prelude::*;
    use timebase::{FrameRate, Frames, Position};

    const RATE: FrameRate = FrameRate::F25;

    fn frame(index: i64) -> Position {
        RATE.position(Frames(index))
    }

    fn whole(frames: i64) -> Placement {
        Placement {
            track_start: RATE.flicks(Frames(3)),
            gain: Millibels(-600),
            fade_in: Fade { length: RATE.flicks(Frames(1)), ..Fade::default() },
            fade_out: Fade { length: RATE.flicks(Frames(1)), ..Fade::default() },
            ..Placement::new(
                PlacementId(1),
                CueId(1),
                TrackId(1),
                LaneId(1),
                Span { start: frame(10), end: frame(10 + frames) },
            )
        }
    }

    /// Cut at these frames of the cut, in whatever order; the right side of each cut gets a row of its own.
    fn bladed(placement: Placement, at: &[i64]) -> Vec<Placement> {
        let mut pieces = vec![placement];
        for (id, at) in (2..).zip(at) {
            let Some(index) = pieces.iter().position(|piece| piece.bladed(frame(*at), RATE).is_ok()) else { continue };
            let (left, right) = pieces[index].bladed(frame(*at), RATE).expect("it is inside");
            pieces[index] = left;
            pieces.push(Placement { id: PlacementId(id), piece_of: Some(placement.id), ..right });
        }
        pieces
    }

    #[test]
    fn letters_go_on_after_z() {
        let got: Vec<String> = [0, 1, 25, 26, 27, 51, 52].into_iter().map(letter).collect();
        assert_eq!(got, ["A", "B", "Z", "AA", "AB", "AZ", "BA"]);
    }

    #[test]
    fn a_letter_says_its_place() {
        let places: Vec<Option<i64>> = ["A", "B", "Z", "AA", "AZ", "BA"].into_iter().map(place_of_letter).collect();
        assert_eq!(places, [0, 1, 25, 26, 51, 52].map(Some));
        for odd in ["", "b", "A1", "ZZZZZZZZZZZZZZZZZZZZ"] {
            assert_eq!(place_of_letter(odd), None, "{odd}");
        }
    }

    #[test]
    fn an_alternate_keeps_its_letter_when_another_goes() {
        let at = |id, cue, ordinal| Placement { id: PlacementId(id), cue: CueId(cue), ordinal, ..whole(10) };
        let called = |placements: &[Placement]| {
            let mut letters: Vec<_> = letters(placements).into_iter().map(|(id, letter)| (id.0, letter)).collect();
            letters.sort();
            letters.into_iter().map(|(id, letter)| format!("{id}{letter}")).collect::<Vec<_>>().join(" ")
        };
        let three = [at(3, 1, 0), at(5, 1, 1), at(4, 1, 2), at(9, 2, 0)];
        assert_eq!(called(&three), "3A 4C 5B 9A");
        assert_eq!(called(&three[1..]), "4C 5B 9A");
        let piece = Placement { piece_of: Some(PlacementId(3)), ..at(6, 1, 0) };
        assert_eq!(called(&[three[0], piece, three[1]]), "3A 5B");
        assert_eq!(called(&[at(1, 1, 1), at(2, 1, 1), at(3, 1, 2)]), "1B 2C 3D");
        assert_eq!(called(&[at(1, 1, i64::MIN), at(2, 1, i64::MAX)]), "1A 2B");
    }

    #[test]
    fn only_what_continues_is_joined() {
        let pieces = bladed(whole(30), &[20, 30]);
        let differs = |change: fn(&mut Placement)| {
            let mut pieces = pieces.clone();
            change(&mut pieces[1]);
            healed(&pieces).0.len()
        };
        assert_eq!(differs(|_| ()), 1);
        assert_eq!(differs(|piece| piece.gain = Millibels(0)), 3);
        assert_eq!(differs(|piece| piece.muted = true), 3);
        assert_eq!(differs(|piece| piece.lane = LaneId(2)), 3);
        assert_eq!(differs(|piece| piece.track_start += Flicks(1)), 3);
        assert_eq!(differs(|piece| piece.fade_in.length = RATE.frame()), 2);
    }

    #[test]
    fn a_joined_piece_keeps_the_row_that_stands_for_the_alternate() {
        let mut pieces = bladed(whole(30), &[20]);
        // The head lies last once it was moved.
        let offset = pieces[1].out_point - pieces[0].in_point;
        pieces[0].in_point += offset;
        pieces[0].out_point += offset;
        pieces[0].track_start = pieces[1].track_start + pieces[1].span().length();
        pieces[0].fade_in = Fade::default();
        pieces[1].fade_out = Fade::default();
        let (kept, gone) = healed(&pieces);
        assert_eq!((kept.len(), kept[0].id, kept[0].piece_of, gone), (1, PlacementId(1), None, vec![PlacementId(2)]));
    }

    #[test]
    fn what_is_muted_does_not_sound() {
        let mut pieces = bladed(whole(30), &[20]);
        assert_eq!(sounding(&pieces), [Span { start: frame(10), end: frame(40) }]);
        pieces[0].muted = true;
        assert_eq!(sounding(&pieces), [Span { start: frame(20), end: frame(40) }]);
        assert_eq!(extent(&pieces), Some(Span { start: frame(10), end: frame(40) }));
        assert_eq!(extent([]), None);
    }

    proptest! {
        #[test]
        fn a_split_heals_to_what_it_was(frames in 3..200_i64, at in proptest::collection::vec(0..220_i64, 0..6)) {
            let before = whole(frames);
            let pieces = bladed(before, &at);
            prop_assert_eq!(sounding(&pieces), vec![before.span()]);
            let (kept, gone) = healed(&pieces);
            // A blade within a fade shortens it; the rest comes back as it was.
            let shape = |one: Placement| Placement { fade_in: Fade::default(), fade_out: Fade::default(), ..one };
            prop_assert_eq!(kept.iter().copied().map(shape).collect::<Vec<_>>(), vec![shape(before)]);
            prop_assert_eq!(gone.len() + 1, pieces.len());
        }
    }
}
