//! Lists of two frame rates: 24 and 25, by the clock and frame by frame.

use model::CueId;
use model::reconform::{
    Conform, Counted, CueClass, CueToCarry, Heal, Hold, Picture, Shot, ShotSpeed, SourceRule, carry, conform,
};
use timebase::{Flicks, FrameRate, Frames, Position, Span};

const OLD: FrameRate = FrameRate::F24;
const NEW: FrameRate = FrameRate::F25;

/// Shots at 24: name, the source's first second of label and how many frames after it they begin, and their length.
const SHOTS: [(&str, i64, i64, i64); 6] = [
    ("12-1", 36_000, 240, 250),
    ("12-2", 51_797, 1_000, 127),
    ("13-1", 36_000, 2_405, 333),
    ("12-1", 36_000, 1_212, 100),
    ("14-7", 0, 77, 411),
    ("12-2", 51_797, 4_321, 290),
];

fn laid(shots: impl Iterator<Item = (&'static str, i64, i64)>) -> Vec<Shot> {
    let mut at = 0;
    let lay = |(name, source, length): (&str, i64, i64)| {
        let black = Shot::black(Frames(at), Frames(length));
        at += length;
        Shot { name: name.to_owned(), source_in: Some(Frames(source)), ..black }
    };
    shots.map(lay).collect()
}

/// The list at 24 frames.
fn old() -> Vec<Shot> {
    laid(SHOTS.into_iter().map(|(name, second, into, length)| (name, second * 24 + into, length)))
}

/// The same frames at 25: each source counts from the label of its first frame on.
fn frame_by_frame() -> Vec<Shot> {
    laid(SHOTS.into_iter().map(|(name, second, into, length)| (name, second * 25 + into, length)))
}

/// A moment of the list at 24 in frames of 25, to the nearest; halves go down where `down`.
fn by_clock(frames: i64, down: bool) -> i64 {
    (frames * 50 + if down { 23 } else { 24 }).div_euclid(48)
}

/// The same seconds at 25, every number rounded by itself.
fn second_by_second(down: bool) -> Vec<Shot> {
    let rounded = |shot: Shot| {
        let (at, end) = (by_clock(shot.at.0, down), by_clock(shot.end().0, down));
        let source = shot.source_in.map(|source| Frames(by_clock(source.0, down)));
        Shot { at: Frames(at), length: Frames(end - at), source_in: source, ..shot }
    };
    old().into_iter().map(rounded).collect()
}

fn made(new: &[Shot]) -> Conform {
    let old = old();
    let length = |shots: &[Shot]| shots.iter().map(Shot::end).max().unwrap_or(Frames(0));
    let before = Picture { shots: &old, rate: OLD, length: length(&old) };
    let after = Picture { shots: new, rate: NEW, length: length(new) };
    conform(&before, &after, &SourceRule::default(), Heal::default())
}

fn cues(made: &Conform) -> Vec<(CueClass, Hold, Flicks)> {
    let cue = |(id, start, end): (i64, i64, i64)| CueToCarry {
        cue: CueId(id),
        span: Span { start: OLD.position(Frames(start)), end: OLD.position(Frames(end)) },
        hits: Vec::new(),
        reach: None,
        anchor: None,
    };
    // Over one shot, over several, and from within one to within another.
    let cues = [(1, 0, 250), (2, 400, 900), (3, 1_003, 1_480)].map(cue);
    let told = |one: model::reconform::Carriage| (one.class, one.proposals[0].hold, one.proposals[0].shift);
    carry(made, &cues, NEW).into_iter().map(told).collect()
}

#[test]
fn the_same_frames_at_25_are_the_same_picture() {
    let made = made(&frame_by_frame());
    assert_eq!(made.counted, Counted::Frames);
    assert_eq!((made.retimed.len(), made.moved.len(), made.ambiguous.len()), (0, 0, 0));
    assert_eq!((made.map.gone(), made.map.inserted()), (Vec::new(), Vec::new()));
    // Frame n is frame n: 1/24 s each before, 1/25 s now.
    for frame in 0..1_511 {
        let at = made.map.at(OLD.position(Frames(frame)));
        assert_eq!(at.map(|at| NEW.frame_nearest(at)), Some(Frames(frame)));
    }
    // A day of 24 hours is one of 23:02:24.
    assert_eq!(made.paced(Flicks::from_seconds(86_400)), Flicks::from_seconds(82_944));
    // Frame 400 is 16.667 s into the old cut and 16 s into the new one.
    let shift = |frame: i64| NEW.position(Frames(frame)) - OLD.position(Frames(frame));
    let wanted = [(CueClass::Unchanged, 0), (CueClass::Shifted, 400), (CueClass::Shifted, 1_003)];
    let wanted = wanted.map(|(class, frame)| (class, Hold::KeepLength, shift(frame)));
    assert_eq!(cues(&made), wanted);
}

#[test]
fn the_same_seconds_at_25_are_the_same_picture() {
    for down in [true, false] {
        let made = made(&second_by_second(down));
        assert_eq!(made.counted, Counted::Labels);
        assert_eq!(made.retimed, []);
        assert_eq!((made.map.gone(), made.map.inserted()), (Vec::new(), Vec::new()));
        for frame in 0..1_511 {
            let at = OLD.position(Frames(frame));
            let off = made.map.at(at).map(|now| (now.0 - at.0).abs());
            assert!(off.is_some_and(|off| off <= NEW.frame().0), "frame {frame} is off by {off:?}");
        }
        let classes: Vec<CueClass> = cues(&made).into_iter().map(|(class, _, _)| class).collect();
        assert_eq!(classes, [CueClass::Unchanged; 3], "halves down: {down}");
    }
}

#[test]
fn sources_that_keep_their_count_are_the_same_picture() {
    // The line is at 25 and as long in seconds; its sources are files of 24, and run at 24 of 25.
    let list: Vec<Shot> = second_by_second(true)
        .into_iter()
        .zip(old())
        .map(|(shot, was)| Shot { source_in: was.source_in, speed: ShotSpeed::of(was.length.0, shot.length.0), ..shot })
        .collect();
    let made = made(&list);
    assert_eq!((made.counted, made.retimed.len()), (Counted::Sources, 0));
    let classes: Vec<CueClass> = cues(&made).into_iter().map(|(class, _, _)| class).collect();
    assert_eq!(classes, [CueClass::Unchanged; 3]);
}

#[test]
fn what_changed_beside_the_rate_is_still_told() {
    // Two seconds come in after the second shot, and the last loses its last 50 frames.
    let mut list = frame_by_frame();
    for shot in &mut list[2..] {
        shot.at = shot.at + Frames(50);
    }
    list[5].length = Frames(240);
    list.insert(2, Shot { name: "new".to_owned(), ..Shot::black(Frames(377), Frames(50)) });
    let made = made(&list);
    assert_eq!(made.counted, Counted::Frames);
    let old_span = |from: i64, to: i64| Span { start: OLD.position(Frames(from)), end: OLD.position(Frames(to)) };
    let new_span = |from: i64, to: i64| Span { start: NEW.position(Frames(from)), end: NEW.position(Frames(to)) };
    assert_eq!(made.map.gone(), [old_span(1_461, 1_511)]);
    assert_eq!(made.map.inserted(), [new_span(377, 427)]);
    let cue = |id, start, end| CueToCarry {
        cue: CueId(id),
        span: old_span(start, end),
        hits: Vec::new(),
        reach: None,
        anchor: None,
    };
    let carried = carry(&made, &[cue(1, 100, 200), cue(2, 300, 500), cue(3, 600, 700), cue(4, 1_300, 1_500)], NEW);
    let told: Vec<(CueClass, &str)> = carried.iter().map(|one| (one.class, one.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (CueClass::Shifted, "All of its picture went the same way."),
            (CueClass::InnerEdit, "The picture under it changed: 2 s came in."),
            (CueClass::Shifted, "All of its picture went the same way."),
            // 39 of 24 a second are 40.6 of 25.
            (CueClass::EndLost, "The last 1 s 16 fr of its picture is gone."),
        ]
    );
    // Over all of it 2 s came in, beside what the rate makes of it.
    assert_eq!(carried[1].longer, Flicks::from_seconds(2));
    assert_eq!(made.map.at(Position::ZERO), Some(Position::ZERO));
}
