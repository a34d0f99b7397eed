use super::*;
use proptest::prelude::*;
use timebase::Frames;

const RATE: FrameRate = FrameRate::F24;

fn frame(index: i64) -> Position {
    RATE.position(Frames(index))
}

fn length(frames: i64) -> Flicks {
    RATE.flicks(Frames(frames))
}

fn cut() -> Span {
    Span { start: Position::ZERO, end: frame(1000) }
}

fn placement(start: i64, end: i64, track_start: i64) -> Placement {
    let span = Span { start: frame(start), end: frame(end) };
    Placement {
        track_start: length(track_start),
        ..Placement::new(PlacementId(1), CueId(1), TrackId(1), LaneId(1), span)
    }
}

#[test]
fn what_is_refitted_ends_with_its_recording_and_keeps_a_frame() {
    let span = |start, end| Span { start: frame(start), end: frame(end) };
    let laid = placement(10, 20, 5);
    let fits = laid.refitted(span(100, 110), length(30), RATE).expect("fits");
    assert_eq!((fits.span(), fits.track_start), (span(100, 110), length(5)));
    assert_eq!(laid.refitted(span(0, 90), length(30), RATE).expect("fits").span(), span(0, 25));
    assert_eq!(laid.refitted(span(7, 7), length(30), RATE).expect("fits").span(), span(7, 8));
    assert_eq!(laid.refitted(span(7, 9), length(5), RATE), Err(PlacementError::OutsideTrack));
}

#[test]
fn trimming_stops_at_the_ends_of_the_recording() {
    let trimmed = placement(10, 20, 5).trimmed(Edge::Out, frame(99), length(30), cut(), RATE).expect("trims");
    assert_eq!(trimmed.out_point, frame(35));
    let trimmed = placement(10, 20, 5).trimmed(Edge::In, frame(0), length(30), cut(), RATE).expect("trims");
    assert_eq!((trimmed.in_point, trimmed.track_start), (frame(5), Flicks::ZERO));
}

#[test]
fn trimming_to_nothing_is_refused() {
    let refused = placement(10, 20, 5).trimmed(Edge::Out, frame(10), length(30), cut(), RATE);
    assert_eq!(refused, Err(PlacementError::Empty));
}

#[test]
fn a_blade_outside_is_refused() {
    for at in [9, 10, 20, 21] {
        assert_eq!(placement(10, 20, 0).bladed(frame(at), RATE), Err(PlacementError::BladeOutside));
    }
}

#[test]
fn a_move_keeps_inside_the_cut() {
    assert_eq!(placement(0, 5, 0).moved(frame(-1), cut(), RATE), Err(PlacementError::OutsideCut));
    assert_eq!(placement(0, 5, 0).moved(frame(1000), cut(), RATE), Err(PlacementError::OutsideCut));
    assert!(placement(0, 5, 0).moved(frame(999), cut(), RATE).is_ok());
}

proptest! {
    #[test]
    fn sound_stays_where_it_was_through_trims_and_blades(
        start in 0..500_i64, len in 2..400_i64, into in 0..300_i64, to in 0..1000_i64, at in 0..1000_i64,
    ) {
        let before = placement(start, start + len, into);
        let offset = |placement: &Placement| placement.in_point - placement.track_start;
        let track = length(into + len + 50);
        for edge in [Edge::In, Edge::Out] {
            if let Ok(after) = before.trimmed(edge, frame(to), track, cut(), RATE) {
                prop_assert_eq!(offset(&after), offset(&before));
                prop_assert!(after.track_start >= Flicks::ZERO);
                prop_assert!(after.track_start + after.span().length() <= track);
            }
        }
        if let Ok((left, right)) = before.bladed(frame(at), RATE) {
            prop_assert_eq!(offset(&left), offset(&before));
            prop_assert_eq!(offset(&right), offset(&before));
            prop_assert_eq!(left.out_point, right.in_point);
            prop_assert_eq!((left.in_point, right.out_point), (before.in_point, before.out_point));
        }
    }

    #[test]
    fn fades_always_fit(first in 0..2000_i64, second in 0..2000_i64, len in 1..400_i64) {
        let mut given = placement(0, len, 0);
        given.fade_in.length = length(first);
        given.fade_out.length = length(second);
        let fitted = given.with_fitting_fades();
        prop_assert!(fitted.fade_in.length + fitted.fade_out.length <= fitted.span().length());
        if first + second <= len {
            prop_assert_eq!(fitted, given);
        }
    }
}
