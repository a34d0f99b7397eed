//! A frame is a frame: where things lie, through the command line, at rates that are hard.

use serde_json::Value;
use tests::command::Shell;
use tests::sound;
use timebase::{FrameRate, Frames, Timecode};

/// A shell with a show: a cut of `frames` frames from `start`, and a track of 20 s; the track's id.
fn show(rate: FrameRate, start: &str, frames: i64) -> (Shell, String) {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Frames"]);
    sound::click(&shell.path("click.wav"), 0, 20 * 48_000);
    let track = shell.json(&["import", "s.needledrop", "click.wav"])["imported"][0].to_string();
    let seconds = rate.flicks(Frames(frames));
    let length = format!(
        "{}.{:09}s",
        seconds.0 / 705_600_000,
        i128::from(seconds.0 % 705_600_000) * 1_000_000_000 / 705_600_000
    );
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "F", "--rate", rate.name(), "--start", start];
    shell.json(&[&add[..], &["--length", &length]].concat());
    (shell, track)
}

fn place(shell: &Shell, track: &str, at: &str) -> Value {
    shell.json(&["place", "s.needledrop", "1x01", "--track", track, "--at", at, "--length", "1s"]);
    shell.json(&["cues", "s.needledrop", "1x01"])["cues"].clone()
}

#[test]
fn every_rate_places_on_its_first_second_and_last_frame() {
    for rate in FrameRate::ALL {
        let (shell, track) = show(rate, "01:00:00:00", 2_000);
        let first = Timecode::parse("01:00:00:00", rate).expect("a label").to_frames();
        let label = |frame: i64| Timecode::from_frames(first + Frames(frame), rate).to_string();
        let mut cues = Value::Null;
        for frame in [0, 1, 1_999] {
            cues = place(&shell, &track, &label(frame));
        }
        for (cue, frame) in cues.as_array().expect("cues").iter().zip([0, 1, 1_999]) {
            assert_eq!(cue["in"], label(frame), "{rate}");
            assert_eq!(cue["inFlicks"], rate.position(Frames(frame)).0, "{rate}");
        }
        assert_eq!(cues[2]["outFlicks"], rate.position(Frames(2_000)).0, "one frame is left at {rate}");
        for outside in [label(2_000), label(-1), "3600s".to_owned()] {
            let sentence = shell.refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", &outside]);
            assert!(sentence.contains("lies outside Cut 1, which goes from"), "{sentence}");
        }
        let step = shell.refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", "-1s"]);
        assert_eq!(step, "-1s steps from the current value, and there is none here; type the time itself");
    }
}

#[test]
fn labels_that_drop_frame_skips_are_refused_and_their_neighbours_adjoin() {
    let (shell, track) = show(FrameRate::F29_97Drop, "00:59:00;02", 4_000);
    let skipped = ["01:01:00;00", "01:01:00;01"];
    for label in skipped {
        let sentence = shell.refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", label]);
        assert_eq!(sentence, format!("{label:?} does not exist in drop-frame timecode: minute 1 starts at ;02"));
    }
    place(&shell, &track, "00:59:59;29");
    let cues = place(&shell, &track, "01:00:00;00");
    let at = |index: usize| cues[index]["inFlicks"].as_i64().expect("flicks");
    assert_eq!(at(1) - at(0), FrameRate::F29_97Drop.frame().0);
}

#[test]
fn drop_frame_at_59_94_skips_four_labels() {
    let (shell, track) = show(FrameRate::F59_94Drop, "00:00:00;00", 8_000);
    assert!(
        shell.refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", "00:01:00;03"]).contains(";04")
    );
    let cues = place(&shell, &track, "00:01:00;04");
    assert_eq!(cues[0]["inFlicks"], FrameRate::F59_94Drop.position(Frames(3_600)).0);
}

#[test]
fn a_semicolon_is_refused_where_nothing_is_dropped() {
    let (shell, track) = show(FrameRate::F25, "01:00:00:00", 1_000);
    let sentence = shell.refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", "01:00:01;00"]);
    assert_eq!(sentence, "\"01:00:01;00\" is written as drop-frame, but 25 is not; write : before the frames");
    assert!(
        shell
            .refused(&["place", "s.needledrop", "1x01", "--track", &track, "--at", "01:00:01:25"])
            .contains("frames go up to 24")
    );
}

#[test]
fn a_cut_may_run_over_midnight() {
    let (shell, track) = show(FrameRate::F25, "23:59:50:00", 1_000);
    let cues = place(&shell, &track, "00:00:05:00");
    assert_eq!(
        (&cues[0]["in"], &cues[0]["inFlicks"]),
        (&"00:00:05:00".into(), &FrameRate::F25.position(Frames(375)).0.into())
    );
}

#[test]
fn seconds_are_taken_to_the_nearest_frame() {
    let (shell, track) = show(FrameRate::F24, "01:00:00:00", 480);
    for (seconds, frame) in [("0.02s", 0), ("0.021s", 1), ("12.5s", 300), ("19.999s", 479)] {
        let cues = place(&shell, &track, seconds);
        let found = cues
            .as_array()
            .expect("cues")
            .iter()
            .any(|cue| cue["inFlicks"] == FrameRate::F24.position(Frames(frame)).0);
        assert!(found, "{seconds} is frame {frame}");
    }
}
