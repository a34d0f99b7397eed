//! Alternates at matched loudness: by what of them sounds on the cut, not by their whole recordings.

use std::ops::ControlFlow;
use std::sync::Arc;

use model::PlacementId;
use playback::{Files, Program, Sources, measure_loudness};
use serde_json::json;
use studio::{Alternate, sample_at};
use tests::sound::ffmpeg;
use tests::stage::{ALPHA, BRAVO, CUT, Stage, placement_in, second, track};
use timebase::{Flicks, Position};

/// Integrated loudness of the first ten seconds of a program.
fn loudness(program: Program) -> f64 {
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let span = 0..sample_at(Position::ZERO + Flicks::from_seconds(10));
    let measured = measure_loudness(&Arc::new(program), &sources, span, || ControlFlow::Continue(()));
    measured.expect("it is read").expect("it sounds")
}

#[test]
fn an_alternate_is_as_loud_as_the_pick_over_what_sounds() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |name: &str, source: &str| {
        let path = folder.path().join(name);
        let text = path.to_str().expect("a plain path").to_owned();
        ffmpeg(&["-f", "lavfi", "-i", source, "-c:a", "pcm_s24le", &text]);
        text
    };
    // Other sound each time: what was measured once is kept.
    let seed = std::process::id();
    let steady = make(
        "steady.wav",
        &format!("anoisesrc=color=pink:r=48000:seed={seed}:d=10:a=0.2,aformat=channel_layouts=stereo"),
    );
    // Quiet for ten seconds, then loud for forty: the whole of it says nothing of its beginning.
    let swelling = make(
        "swelling.wav",
        &format!(
            "anoisesrc=color=brown:r=48000:seed={seed}:d=50,volume='if(lt(t,10),0.03,1)':eval=frame,\
             aformat=channel_layouts=stereo"
        ),
    );
    let tracks = [
        model::Track { path: steady, loudness: Some(-1_500), hash: format!("{seed:064x}"), ..track(1, "Steady", 10) },
        model::Track {
            path: swelling,
            loudness: Some(-1_500),
            hash: format!("{seed:063x}f"),
            ..track(2, "Swelling", 50)
        },
    ];
    let mut stage = Stage::with_tracks(&tracks);
    stage.place(ALPHA, 1, 0, 10);
    let cue = stage.cut().cues[0].cue.id;
    let placed = stage.edit(json!({
        "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "cue": cue, "at": second(0), "length": second(10),
    }));
    let studio = stage.studio();
    let switched = [Alternate { cue, placement: PlacementId(placement_in(&placed)) }];
    let pick = loudness(studio.program(CUT, &[], true).expect("a program"));
    let by_recording = loudness(studio.program(CUT, &switched, true).expect("a program"));
    assert!((by_recording - pick).abs() > 5.0, "the recordings as a whole mislead: {by_recording} and {pick}");
    assert_eq!(studio.measure_alternates(CUT, || ControlFlow::Continue(())).expect("measured"), 2);
    let matched = loudness(studio.program(CUT, &switched, true).expect("a program"));
    assert!((matched - pick).abs() <= 0.1, "{matched} beside {pick}");
    // It is kept, and nothing is measured twice.
    assert_eq!(studio.measure_alternates(CUT, || ControlFlow::Continue(())).expect("known"), 0);
}

#[test]
fn statements_in_a_row_are_as_loud_as_the_quietest() {
    let folder = tempfile::tempdir().expect("a folder");
    let seed = std::process::id();
    let make = |name: &str, level: &str| {
        let text = folder.path().join(name).to_str().expect("a plain path").to_owned();
        let noise = format!(
            "anoisesrc=color=pink:r=48000:seed={seed}:d=10:a=0.4,volume={level},aformat=channel_layouts=stereo"
        );
        ffmpeg(&["-f", "lavfi", "-i", &noise, "-c:a", "pcm_s24le", &text]);
        text
    };
    let tracks = [
        model::Track { path: make("loud.wav", "1"), hash: format!("{seed:063x}a"), ..track(1, "Loud", 10) },
        model::Track { path: make("quiet.wav", "-12dB"), hash: format!("{seed:063x}b"), ..track(2, "Quiet", 10) },
    ];
    let mut stage = Stage::with_tracks(&tracks);
    stage.place(ALPHA, 1, 0, 10);
    stage.place(BRAVO, 1, 20, 10);
    stage.edit(json!({ "type": "addCue", "cut": CUT, "at": second(40), "title": "Silent" }));
    let cues: Vec<_> = stage.cut().cues.iter().map(|view| view.cue.id).collect();
    let studio = stage.studio();
    let before = studio.row_levels(&cues).expect("levels");
    assert_eq!((before.levels.len(), before.pending), (0, 2), "nothing is guessed, and what has no music has no level");
    studio.measure_row(&cues, || ControlFlow::Continue(())).expect("measured");
    let told = studio.row_levels(&cues).expect("levels");
    assert_eq!(told.pending, 0);
    let level = |at: usize| told.levels.iter().find(|one| one.cue == cues[at]).expect("a level").level.0;
    assert!((level(0) + 1_200).abs() <= 10 && level(1) == 0, "{} and {}", level(0), level(1));
    // What is heard so is equally loud.
    let heard = |at: i64, louder: i64| {
        let program = studio.program(CUT, &[], false).expect("a program").louder(i32::try_from(louder).expect("small"));
        let sources: Arc<dyn Sources> = Arc::new(Files);
        let span = sample_at(stage.at(at))..sample_at(stage.at(at + 10));
        let measured = measure_loudness(&Arc::new(program), &sources, span, || ControlFlow::Continue(()));
        measured.expect("it is read").expect("it sounds")
    };
    let (one, other) = (heard(0, level(0)), heard(20, level(1)));
    assert!((one - other).abs() <= 0.1, "{one} and {other} LUFS");
}
