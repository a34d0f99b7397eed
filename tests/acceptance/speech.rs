//! Dialogue that is found in the production sound: a proposal, from where the sound lies on the cut.

use model::ProductionSoundId;
use serde_json::json;
use studio::SpeechRule;
use tests::sound::ffmpeg;
use tests::stage::{CUT, Stage, second};

const USUAL: SpeechRule = SpeechRule { rise: 9, pause: 400, least: 250 };

/// A minute of a quiet place in which somebody speaks from second 5 to 9 and 14 to 20, in a file of this ending.
fn recorded(stage: &Stage, ending: &str) -> String {
    let path = stage.file(&format!("dialogue.{ending}")).to_str().expect("a plain path").to_owned();
    let said = "(between(t,5,9)+between(t,14,20))*0.1*(0.5+0.5*sin(2*PI*4*t))\
                *(0.6*sin(2*PI*140*t)+sin(2*PI*560*t)+0.8*sin(2*PI*1120*t))";
    let source = format!("aevalsrc='{said}+0.004*(2*random(0)-1)':s=48000:d=60");
    ffmpeg(&["-f", "lavfi", "-i", &source, "-ac", "2", &path]);
    path
}

fn add(stage: &mut Stage, path: &str, start: i64) -> ProductionSoundId {
    let spec = json!({ "path": path, "start": second(start) });
    stage.edit(json!({ "type": "addProductionSound", "cut": CUT, "sound": spec }));
    stage.studio().cut_sound(CUT).expect("the cut").production.last().expect("a sound").sound.id
}

/// Found lines in seconds.
fn found(stage: &Stage, sound: ProductionSoundId, rule: SpeechRule) -> Vec<(f64, f64)> {
    let in_seconds = |flicks: i64| flicks as f64 / second(1) as f64;
    let lines = stage.studio().find_speech(sound, rule).expect("it is read");
    lines.into_iter().map(|line| (in_seconds(line.start.0), in_seconds(line.end.0))).collect()
}

#[test]
fn lines_are_proposed_where_somebody_speaks_and_nothing_is_written() {
    let mut stage = Stage::default();
    let near = |lines: &[(f64, f64)], wanted: &[(f64, f64)]| {
        lines.len() == wanted.len()
            && lines.iter().zip(wanted).all(|(a, b)| (a.0 - b.0).abs() < 0.25 && (a.1 - b.1).abs() < 0.3)
    };
    for ending in ["wav", "m4a"] {
        let path = recorded(&stage, ending);
        let sound = add(&mut stage, &path, 3);
        let before = stage.seen();
        let lines = found(&stage, sound, USUAL);
        assert!(near(&lines, &[(8.0, 12.0), (17.0, 23.0)]), "{ending}: {lines:?}");
        let frame = stage.cut().cut.rate.frame().0 as f64 / second(1) as f64;
        let whole = |at: f64| ((at / frame).round() - at / frame).abs() < 1e-6;
        assert!(lines.iter().all(|line| whole(line.0) && whole(line.1)), "on whole frames: {lines:?}");
        let joined = found(&stage, sound, SpeechRule { pause: 8_000, ..USUAL });
        assert!(near(&joined, &[(8.0, 23.0)]), "{ending}: {joined:?}");
        assert!(found(&stage, sound, SpeechRule { least: 9_000, ..USUAL }).is_empty());
        assert_eq!(stage.seen(), before);
    }
    // What was said before the cut begins is none of its lines.
    let path = recorded(&stage, "wav");
    let earlier = add(&mut stage, &path, -16);
    let lines = found(&stage, earlier, USUAL);
    assert!(near(&lines, &[(0.0, 4.0)]), "{lines:?}");
}

#[test]
fn a_sound_that_cannot_be_listened_to_is_named() {
    let mut stage = Stage::default();
    let path = recorded(&stage, "wav");
    let sound = add(&mut stage, &path, 0);
    std::fs::remove_file(&path).expect("removed");
    let refused = stage.studio().find_speech(sound, USUAL).expect_err("it is gone").to_string();
    assert!(refused.contains("dialogue.wav") && refused.contains("not there"), "{refused}");
    let none = stage.studio().find_speech(ProductionSoundId(99), USUAL).expect_err("there is none").to_string();
    assert!(none.contains("production sound"), "{none}");
}
