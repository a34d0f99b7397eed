//! Small cuts, drawn: what stays, what is replaced, what black does.

use model::CueId;
use model::reconform::{CueClass, CueToCarry, Heal, Picture, Shot, ShotSpeed, SourceBy, SourceRule, carry, conform};
use timebase::{Carried, FrameRate, Frames, Position, Span};

const RATE: FrameRate = FrameRate::F25;

/// `a 10 b@5 20 - 3`: names with the source's first frame, and lengths; `-` is black.
fn shots(text: &str) -> Vec<Shot> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut at = 0;
    words
        .chunks(2)
        .map(|pair| {
            let length: i64 = pair[1].parse().expect("a length");
            let (name, source) = pair[0].split_once('@').unwrap_or((pair[0], "0"));
            let black = Shot::black(Frames(at), Frames(length));
            at += length;
            match name {
                "-" => black,
                title if title.starts_with('T') => Shot { name: title.to_owned(), ..black },
                name => Shot { name: name.to_owned(), source_in: source.parse().ok().map(Frames), ..black },
            }
        })
        .collect()
}

fn length(shots: &[Shot]) -> Frames {
    shots.iter().map(Shot::end).max().unwrap_or(Frames(0))
}

fn span(start: i64, end: i64) -> Span {
    let at = |frame: i64| RATE.position(Frames(frame));
    Span { start: at(start), end: at(end) }
}

fn carried(old: (i64, i64), new: (i64, i64)) -> Carried {
    Carried { old: span(old.0, old.1), new: span(new.0, new.1) }
}

fn of(old: &str, new: &str, heal: Heal) -> model::reconform::Conform {
    let (old, new) = (shots(old), shots(new));
    let picture = |shots: &'static [Shot]| Picture { shots, rate: RATE, length: length(shots) };
    conform(&picture(old.leak()), &picture(new.leak()), &SourceRule::default(), heal)
}

fn pieces(old: &str, new: &str, heal: Heal) -> Vec<Carried> {
    of(old, new, heal).map.pieces().to_vec()
}

#[test]
fn healing_joins_what_stayed_side_by_side_and_what_was_replaced() {
    let (old, new) = ("a 10 b 10 c 10 d 10", "a 10 b 10 x 10 d 10");
    let each = [carried((0, 10), (0, 10)), carried((10, 20), (10, 20)), carried((30, 40), (30, 40))];
    assert_eq!(pieces(old, new, Heal::None), each);
    assert_eq!(pieces(old, new, Heal::Consecutive), [carried((0, 20), (0, 20)), each[2]]);
    assert_eq!(pieces(old, new, Heal::Gaps), [carried((0, 40), (0, 40))]);
    assert_eq!(of(old, new, Heal::Gaps).replaced, [carried((20, 30), (20, 30))]);
    // Another length is no replacement.
    assert_eq!(of(old, "a 10 b 10 x 9 d 10", Heal::Gaps).replaced, []);
}

#[test]
fn black_and_titles_stay_beside_their_picture() {
    assert_eq!(pieces("a 10 - 5 b 10", "n 7 a 10 - 5 b 10", Heal::Consecutive), [carried((0, 25), (7, 32))]);
    // Black of another length is other black; a title is known by its name.
    assert_eq!(of("a 10 - 5 b 10", "a 10 - 4 b 10", Heal::None).map.gone(), [span(10, 15)]);
    assert_eq!(pieces("a 10 Tone 8 b 10", "x 3 Tone 8 y 3", Heal::None), [carried((10, 18), (3, 11))]);
    // Where no shot is, there is black.
    let gap = |at| vec![shots("a 10")[0].clone(), Shot { at: Frames(at), ..shots("b 10")[0].clone() }];
    let (old, new) = (gap(15), shots("a 10 - 5 b 10"));
    let picture = |shots| Picture { shots, rate: RATE, length: Frames(25) };
    let same = conform(&picture(&old), &picture(&new), &SourceRule::default(), Heal::Consecutive);
    assert_eq!(same.map.pieces(), [carried((0, 25), (0, 25))]);
}

#[test]
fn a_shot_used_twice_goes_in_the_order_of_the_cut() {
    let twice = of("a 10 b 10 c 10 b 10 d 10", "n 5 a 10 b 10 c 10 b 10 d 10", Heal::Consecutive);
    assert_eq!(twice.map.pieces(), [carried((0, 50), (5, 55))]);
    assert_eq!((twice.ambiguous.len(), twice.moved.len()), (0, 0));
    // One of two is gone: the one that kept its neighbours stays.
    let one = of("a 10 b 10 c 10 b 10 d 10", "a 10 c 10 b 10 d 10", Heal::None);
    assert_eq!(one.map.gone(), [span(10, 20)]);
    assert_eq!(one.ambiguous, []);
}

#[test]
fn what_fits_two_places_is_said() {
    let doubt = of("x 10 b 10 y 10", "p 10 b 10 q 10 b 10 r 10", Heal::None);
    assert_eq!(doubt.map.pieces().len(), 1);
    assert_eq!(doubt.ambiguous.len(), 1);
    let gone = of("p 10 b 10 q 10 b 10 r 10", "x 10 b 10 y 10", Heal::None);
    assert_eq!((gone.map.pieces().len(), gone.ambiguous.len()), (1, 1));
    assert!(gone.ambiguous[0].or_from.is_some());
}

#[test]
fn versions_of_an_effect_are_one_shot_and_said() {
    let seen = of("a 10 fx_v011@8 20 b 10", "n 5 a 10 fx_v012@8 20 b 10", Heal::Consecutive);
    assert_eq!(seen.map.pieces(), [carried((0, 40), (5, 45))]);
    let told: Vec<(&str, &str)> = seen.renamed.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
    assert_eq!(told, [("fx_v011", "fx_v012")]);
    assert_eq!(seen.renamed[0].carried, carried((10, 30), (15, 35)));
}

#[test]
fn reels_and_files_tell_sources_apart_as_the_rule_says() {
    let shot = |name: &str, reel: &str| Shot { name: name.into(), reel: reel.into(), ..shots("a 10")[0].clone() };
    let (old, new) = ([shot("12-1", "A001")], [shot("12-1 new", "A001")]);
    let picture = |shots| Picture { shots, rate: RATE, length: Frames(10) };
    let by = |by| conform(&picture(&old), &picture(&new), &SourceRule { by, ..SourceRule::default() }, Heal::None).map;
    assert_eq!((by(SourceBy::Reel).pieces().len(), by(SourceBy::Clip).pieces().len()), (1, 0));
}

#[test]
fn stills_and_shots_that_run_backwards_are_known_again() {
    let with = |over, source| Shot {
        speed: ShotSpeed::of(over, 1),
        source_in: Some(Frames(source)),
        ..shots("a 10")[0].clone()
    };
    let compared = |old: Shot, new: Shot| {
        let (old, new) = ([old], [Shot { at: Frames(4), ..new }]);
        let picture = |shots, length| Picture { shots, rate: RATE, length: Frames(length) };
        conform(&picture(&old, 10), &picture(&new, 14), &SourceRule::default(), Heal::None).map.pieces().to_vec()
    };
    assert_eq!(compared(with(0, 7), with(0, 7)), [carried((0, 10), (4, 14))]);
    assert_eq!(compared(with(0, 7), with(0, 8)), []);
    assert_eq!(compared(with(-1, 7), with(-1, 7)), [carried((0, 10), (4, 14))]);
    // Backwards, a later first frame of the source is the end of what is seen.
    assert_eq!(compared(with(-1, 7), with(-1, 10)), [carried((0, 7), (7, 14))]);
    assert_eq!(compared(with(1, 7), with(-1, 7)), [], "what runs the other way is other picture");
}

#[test]
fn lists_of_two_rates_meet_by_their_labels() {
    let (old, new) = (shots("a 24 b 24"), shots("n 48 a 48 b 48"));
    let at = |shots, rate, length| Picture { shots, rate, length: Frames(length) };
    let (from, to) = (FrameRate::F24, FrameRate::F48);
    let map = conform(&at(&old, from, 48), &at(&new, to, 144), &SourceRule::default(), Heal::Consecutive).map;
    for frame in 0..48 {
        assert_eq!(map.at(from.position(Frames(frame))), Some(to.position(Frames(48 + 2 * frame))));
    }
    let film = conform(&at(&old, from, 48), &at(&old, FrameRate::F23_976, 48), &SourceRule::default(), Heal::None).map;
    assert_eq!(film.at(from.position(Frames(30))), Some(FrameRate::F23_976.position(Frames(30))));
}

#[test]
fn nothing_survives_of_nothing() {
    for (old, new) in [("a 10", "b 10"), ("a 10 b 5", "a@500 10")] {
        assert_eq!(pieces(old, new, Heal::Gaps), []);
    }
    let none = Picture { shots: &[], rate: RATE, length: Frames(0) };
    let empty = conform(&none, &none, &SourceRule::default(), Heal::Gaps);
    assert_eq!((empty.map.pieces(), empty.map.gone()), (&[][..], Vec::new()));
    assert_eq!(empty.map.at(Position::ZERO), None);
}

/// The same frames at another rate are the same picture; what came in or went out is still told.
#[test]
fn frames_at_another_rate_are_no_change_of_picture() {
    let list = shots("a 500 b 500 c 500");
    let (old, new) = (FrameRate::F24, FrameRate::F23_976);
    for (old, new) in [(old, new), (new, old)] {
        let picture = |shots: &'static [Shot], rate| Picture { shots, rate, length: length(shots) };
        let cue = |id: i64, start: i64, end: i64| CueToCarry {
            cue: CueId(id),
            span: Span { start: old.position(Frames(start)), end: old.position(Frames(end)) },
            hits: Vec::new(),
            reach: None,
            anchor: None,
        };
        let cues = [cue(1, 0, 400), cue(2, 450, 1_200)];
        let classes = |shots: Vec<Shot>| -> Vec<CueClass> {
            let made = conform(
                &picture(list.clone().leak(), old),
                &picture(shots.leak(), new),
                &SourceRule::default(),
                Heal::None,
            );
            carry(&made, &cues, new).into_iter().map(|one| one.class).collect()
        };
        assert_eq!(classes(list.clone()), [CueClass::Unchanged, CueClass::Shifted], "{old} to {new}");
        let longer = shots("a 500 x 48 b 500 c 500");
        assert_eq!(classes(longer), [CueClass::Unchanged, CueClass::InnerEdit], "{old} to {new}");
    }
}
