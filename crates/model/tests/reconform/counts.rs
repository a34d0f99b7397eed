//! Lists that count otherwise: sources that keep labels of their own, drop-frame, and a single frame that was trimmed.

use model::CueId;
use model::reconform::{
    Conform, Counted, CueClass, CueToCarry, Heal, Picture, Shot, ShotSpeed, SourceRule, carry, conform,
};
use timebase::{FrameRate, Frames, Span};

const FILM: i64 = 24;

/// A shot: which source, how many frames after its first it begins, and how long it is.
type Cut = (usize, i64, i64);

/// Fifty shots of twelve sources.
fn cuts(seed: u64) -> Vec<Cut> {
    let mut state = seed;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut number = |least: u64, below: u64| i64::try_from(least + next(below)).expect("fits");
    (0..50).map(|_| (usize::try_from(number(0, 12)).expect("fits"), number(0, 40_000), number(20, 220))).collect()
}

/// The second of labels at which a source begins; one of them at a minute whose first labels drop-frame leaves out.
fn begins(source: usize) -> i64 {
    if source == 5 { 36_060 } else { 36_000 + 97 * i64::try_from(source).expect("fits") }
}

/// The number of a label, as a list of a rate reads it.
fn read(second: i64, frame: i64, rate: FrameRate) -> i64 {
    let minutes = second / 60;
    second * rate.labels_per_second() + frame - rate.dropped_per_minute() * (minutes - minutes / 10)
}

fn laid(cuts: &[Cut], source: impl Fn(Cut) -> (i64, i64)) -> Vec<Shot> {
    let mut at = 0;
    let lay = |&cut: &Cut| {
        let (from, to) = source(cut);
        let black = Shot::black(Frames(at), Frames(cut.2));
        at += cut.2;
        Shot {
            name: format!("clip {}", cut.0),
            source_in: Some(Frames(from)),
            speed: ShotSpeed::of(to - from, cut.2),
            ..black
        }
    };
    cuts.iter().map(lay).collect()
}

/// Frame by frame in a list of a rate; each source counts as the list does from the label of its first frame on.
fn anew(cuts: &[Cut], rate: FrameRate) -> Vec<Shot> {
    laid(cuts, |(source, into, long)| {
        let skipped = if begins(source) == 36_060 { rate.dropped_per_minute() } else { 0 };
        let from = read(begins(source), skipped, rate) + into;
        (from, from + long)
    })
}

/// Frame by frame in a list of a rate; sources have the labels of film, which are read as the list counts.
fn of_film(cuts: &[Cut], rate: FrameRate) -> Vec<Shot> {
    let label = |source: usize, frame: i64| read(begins(source) + frame / FILM, frame % FILM, rate);
    laid(cuts, |(source, into, long)| (label(source, into), label(source, into + long)))
}

/// The list at another rate by the clock: every number rounded by itself.
fn by_clock(shots: &[Shot], [from, to]: [FrameRate; 2], sources: bool) -> Vec<Shot> {
    let rounded = |frames: Frames| to.frame_nearest(from.position(frames));
    let moved = |shot: &Shot| {
        let (at, length) = (rounded(shot.at), rounded(shot.end()) - rounded(shot.at));
        let source_in = shot.source_in.map(|source| if sources { rounded(source) } else { source });
        let speed = if sources { shot.speed } else { ShotSpeed::of(shot.length.0, length.0) };
        Shot { at, length, source_in, speed, ..shot.clone() }
    };
    shots.iter().map(moved).collect()
}

fn picture<'a>((shots, rate): (&'a [Shot], FrameRate)) -> Picture<'a> {
    Picture { shots, rate, length: shots.iter().map(Shot::end).max().unwrap_or(Frames(0)) }
}

fn held(old: (&[Shot], FrameRate), new: (&[Shot], FrameRate)) -> Conform {
    conform(&picture(old), &picture(new), &SourceRule::default(), Heal::default())
}

/// Where each frame of the old list is by the map.
fn went(made: &Conform, frames: i64) -> Vec<Option<i64>> {
    let [old, new] = made.rates;
    (0..frames).map(|frame| Some(new.frame_nearest(made.map.at(old.position(Frames(frame)))?).0)).collect()
}

fn length(cuts: &[Cut]) -> i64 {
    cuts.iter().map(|cut| cut.2).sum()
}

/// The cut without one shot, and without the first of three others of their frames; and where each frame is then.
fn edited(cuts: &[Cut]) -> (Vec<Cut>, Vec<Option<i64>>) {
    let (mut left, mut truth, mut at) = (Vec::new(), Vec::new(), 0);
    for (nth, &(source, into, long)) in cuts.iter().enumerate() {
        let off = match nth {
            17 => long,
            5 | 23 | 41 => (long / 3).min(40),
            _ => 0,
        };
        if off < long {
            left.push((source, into + off, long - off));
        }
        truth.extend((0..off).map(|_| None));
        truth.extend((at..at + long - off).map(Some));
        at += long - off;
    }
    (left, truth)
}

/// The first frame that is not where it should be.
fn assert_went(made: &Conform, truth: &[Option<i64>], told: &str) {
    let went = went(made, i64::try_from(truth.len()).expect("fits"));
    let wrong = (0..truth.len()).find(|&frame| went[frame] != truth[frame]);
    assert_eq!(wrong.map(|frame| (frame, went[frame], truth[frame])), None, "{told}");
}

#[test]
fn sources_with_labels_of_their_own_are_the_same_frames() {
    use FrameRate as R;
    for (seed, [old, new]) in (0_u64..).zip([
        [R::F24, R::F25],
        [R::F24, R::F30],
        [R::F24, R::F29_97],
        [R::F24, R::F29_97Drop],
        [R::F23_976, R::F25],
        [R::F25, R::F24],
        [R::F30, R::F24],
        [R::F25, R::F30],
        [R::F25, R::F25],
        [R::F30, R::F29_97],
    ]) {
        let cuts = cuts(seed);
        let (left, truth) = edited(&cuts);
        let made = held((&of_film(&cuts, old), old), (&of_film(&left, new), new));
        let told = format!("{old} to {new}");
        let alike = old.labels_per_second() == new.labels_per_second();
        assert_eq!(made.counted, if alike { Counted::Labels } else { Counted::Frames }, "{told}");
        let film = |rate: FrameRate| (rate.labels_per_second() != FILM).then_some(FILM);
        assert_eq!(made.relabelled, [film(old), film(new)], "{told}");
        assert_eq!((made.retimed.len(), made.moved.len()), (0, 0), "{told}");
        assert_went(&made, &truth, &told);
    }
}

#[test]
fn sources_with_labels_of_their_own_that_play_by_the_clock_are_found() {
    let rates @ [old, new] = [FrameRate::F24, FrameRate::F30];
    let cuts = cuts(3);
    let film = of_film(&cuts, old);
    let label = |frames: i64| frames / FILM * 30 + frames % FILM;
    let list: Vec<Shot> = by_clock(&film, rates, false)
        .into_iter()
        .zip(&film)
        .map(|(shot, was)| {
            let from = was.source_in.expect("a source").0;
            let (first, last) = (label(from), label(from + was.length.0));
            Shot { source_in: Some(Frames(first)), speed: ShotSpeed::of(last - first, shot.length.0), ..shot }
        })
        .collect();
    let made = held((&film, old), (&list, new));
    assert_eq!((made.counted, made.relabelled), (Counted::Sources, [None, Some(FILM)]));
    assert_eq!((made.retimed.len(), made.is_rounded()), (0, true));
    for (frame, at) in (0..).zip(went(&made, length(&cuts))) {
        assert!(at.is_some_and(|at| (at * 4 - frame * 5).abs() <= 6), "frame {frame} is at {at:?}");
    }
}

#[test]
fn frames_of_drop_frame_are_frames_like_any_others() {
    use FrameRate as R;
    for other in [R::F23_976, R::F24, R::F25, R::F29_97, R::F30] {
        for (seed, [old, new]) in (20_u64..).zip([[R::F29_97Drop, other], [other, R::F29_97Drop]]) {
            let cuts = cuts(seed);
            let (left, truth) = edited(&cuts);
            let made = held((&anew(&cuts, old), old), (&anew(&left, new), new));
            let told = format!("{old} to {new}");
            assert_eq!((made.retimed.len(), made.moved.len(), made.is_rounded()), (0, 0, false), "{told}");
            assert_went(&made, &truth, &told);
        }
    }
}

#[test]
fn seconds_of_drop_frame_are_seconds() {
    use FrameRate as R;
    for (rates, sources) in [
        ([R::F25, R::F29_97Drop], true),
        ([R::F29_97Drop, R::F25], true),
        ([R::F24, R::F29_97Drop], true),
        ([R::F23_976, R::F29_97Drop], true),
        ([R::F24, R::F29_97Drop], false),
    ] {
        let cuts = cuts(40);
        let old = anew(&cuts, rates[0]);
        let made = held((&old, rates[0]), (&by_clock(&old, rates, sources), rates[1]));
        assert_eq!(made.retimed, [], "{rates:?}");
        for frame in 0..length(&cuts) {
            let at = rates[0].position(Frames(frame));
            let off = made.map.at(at).map(|now| (now.0 - at.0).abs());
            assert!(off.is_some_and(|off| off <= rates[1].frame().0), "{rates:?}: frame {frame} is off by {off:?}");
        }
    }
}

#[test]
fn a_frame_that_was_trimmed_is_seen_at_another_rate() {
    use FrameRate as R;
    for rates @ [old, new] in
        [[R::F24, R::F25], [R::F25, R::F24], [R::F24, R::F30], [R::F30, R::F25], [R::F29_97Drop, R::F25]]
    {
        // Short shots too, whose frames are as many by the clock as frame by frame, but for what lists round.
        for most in [30, 220] {
            let cuts: Vec<Cut> =
                cuts(60).into_iter().map(|(source, into, long)| (source, into, long.min(most))).collect();
            let mut left = cuts.clone();
            // The first frame of one shot, and the last of another.
            (left[11].1, left[11].2) = (cuts[11].1 + 1, cuts[11].2 - 1);
            left[29].2 -= 1;
            let gone = [length(&cuts[..11]), length(&cuts[..30]) - 1];
            let mut at = 0;
            let truth: Vec<Option<i64>> = (0..length(&cuts))
                .map(|frame| {
                    let place = (!gone.contains(&frame)).then_some(at);
                    at += i64::from(place.is_some());
                    place
                })
                .collect();
            let made = held((&anew(&cuts, old), old), (&anew(&left, new), new));
            assert_eq!((made.counted, made.is_rounded()), (Counted::Frames, false), "{rates:?}");
            assert_went(&made, &truth, &format!("{rates:?}"));
            let cue = |id: i64, from: i64, to: i64| CueToCarry {
                cue: CueId(id),
                span: Span { start: old.position(Frames(from)), end: old.position(Frames(to)) },
                hits: Vec::new(),
                reach: None,
                anchor: None,
            };
            let cues = [
                cue(1, gone[0] - 15, gone[0] + 25),
                cue(2, gone[1] - 10, gone[1] + 10),
                cue(3, gone[1] + 5, gone[1] + 18),
            ];
            let carried = carry(&made, &cues, new);
            let classes: Vec<CueClass> = carried.iter().map(|one| one.class).collect();
            assert_eq!(classes, [CueClass::InnerEdit, CueClass::InnerEdit, CueClass::Shifted], "{rates:?}");
            assert_eq!(carried[0].reason, "The picture under it changed: 1 fr went out.");
        }
    }
}

#[test]
fn a_frame_between_lists_of_one_clock_is_a_matter_of_rounding() {
    let rates @ [old, new] = [FrameRate::F24, FrameRate::F25];
    let cuts = cuts(80);
    let shots = anew(&cuts, old);
    let made = held((&shots, old), (&by_clock(&shots, rates, true), new));
    assert_eq!((made.counted, made.is_rounded()), (Counted::Labels, true));
    assert_eq!(made.map.gone(), []);
}

#[test]
fn a_shot_that_is_used_thousands_of_times_is_found_each_time() {
    let cuts = [(0, 1_000, 10); 6_500];
    for new in [FrameRate::F24, FrameRate::F25] {
        let started = std::time::Instant::now();
        let made = held((&anew(&cuts, FrameRate::F24), FrameRate::F24), (&anew(&cuts[100..], new), new));
        println!("6,500 uses of one shot to {new}: {:?}", started.elapsed());
        let gone: i64 = made.map.gone().iter().map(|gone| FrameRate::F24.frames_floor(gone.length()).0).sum();
        assert_eq!((gone, made.map.inserted()), (1_000, Vec::new()), "{new}");
    }
}
