//! A track of the library heard against the picture before it is placed.

use model::Millibels;
use playback::Clip;
use studio::{Tried, sample_at};
use tests::board::{draw, picture};
use tests::stage::{CHARLIE, CUT, Stage, second};
use timebase::{Flicks, Position};

fn at(seconds: i64) -> Position {
    Position::ZERO + Flicks(second(seconds))
}

/// What sounds of the cut with Charlie tried at a second: where each starts and ends, in seconds.
fn heard(stage: &Stage, seconds: i64) -> Vec<(String, i64, i64)> {
    let tried = Tried { track: CHARLIE, at: at(seconds), gain: Millibels(-300) };
    let program = stage.studio().heard_with(CUT, &[], false, tried).expect("a program");
    let second = sample_at(at(1));
    let told = |clip: &Clip| (clip.path.display().to_string(), clip.start / second, clip.end() / second);
    program.clips().map(told).collect()
}

#[test]
fn it_sounds_in_the_place_of_the_music_that_lies_there_and_nothing_is_placed() {
    let stage = draw("songs |---A----|   |-B-|");
    let before = stage.seen();
    let track = stage.studio().track(CHARLIE).expect("a track").track;
    let length = track.duration.0 / second(1);
    let paths = |stage: &Stage| -> Vec<String> {
        let program = stage.studio().program(CUT, &[], false).expect("a program");
        program.clips().map(|clip| clip.path.display().to_string()).collect()
    };
    let [alpha, bravo]: [String; 2] = paths(&stage).try_into().expect("two placements");

    let told = heard(&stage, 4);
    assert_eq!(told[0], (alpha.clone(), 0, 4), "what sounds into it breaks off where it begins");
    assert_eq!(told[1], (track.path.clone(), 4, 4 + length));
    assert!(!told.iter().any(|(path, start, _)| *path == bravo && *start < 4 + length), "what starts in it is away");

    let told = heard(&stage, 60);
    assert_eq!(told.iter().map(|one| one.0.clone()).collect::<Vec<_>>(), [alpha, bravo, track.path]);
    assert_eq!((stage.seen(), picture(&stage)), (before, "songs |---A----|   |-B-|".to_owned()));
}
