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
