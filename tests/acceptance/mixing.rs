//! The mix: the same bytes each time, every sample in its place, and the right timecode in its header.

use std::fs;

use tests::command::Shell;
use tests::sound;

/// Samples before the click in the track.
const BEFORE: u64 = 10;

/// A show with a click track, a frame of which is placed at each of these frames.
fn clicks(rate: &str, start: &str, frames: &[i64], label: impl Fn(i64) -> String) -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Mix"]);
    sound::click(&shell.path("click.wav"), BEFORE, 48_000);
    let track = shell.json(&["import", "s.needledrop", "click.wav"])["imported"][0].to_string();
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "M", "--rate", rate, "--start", start];
    shell.json(&[&add[..], &["--length", "90s"]].concat());
    for &frame in frames {
        let place = ["place", "s.needledrop", "1x01", "--track", &track, "--at", &label(frame)];
        shell.json(&[&place[..], &["--length", "00:00:00:01"]].concat());
    }
    shell
}

/// Where the mix is louder than silence.
fn sounding(shell: &Shell, file: &str) -> Vec<i64> {
    let samples = sound::first_channel(&shell.path(file));
    let loud = samples.iter().enumerate().filter(|(_, sample)| sample.abs() > 0.01);
    loud.map(|(place, _)| i64::try_from(place).expect("a place")).collect()
}

#[test]
fn clicks_lie_on_their_samples_at_23_976() {
    let frames = [0, 5, 24, 100, 1_001, 2_000];
    let label = |frame: i64| format!("10:{:02}:{:02}:{:02}", frame / 1_440, frame / 24 % 60, frame % 24);
    let shell = clicks("23.976", "10:00:00:00", &frames, label);
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav"]);
    // 48,000 × 1001 / 24,000 = 2,002 samples a frame.
    let expected: Vec<i64> = frames.iter().map(|frame| frame * 2_002 + BEFORE as i64).collect();
    assert_eq!(sounding(&shell, "mix.wav"), expected);
    assert_eq!(sound::probe(&shell.path("mix.wav"), "format_tags=time_reference"), (864_000 * 2_002_i64).to_string());
}

#[test]
fn clicks_lie_on_the_nearest_sample_at_29_97_drop() {
    let frames = [0, 7, 31, 1_799, 1_800, 2_400];
    // The minute that starts at frame 1,800 starts at ;02.
    let label = |frame: i64| {
        let shown = if frame >= 1_800 { frame + 2 } else { frame };
        format!("01:{:02}:{:02};{:02}", shown / 1_800, shown / 30 % 60, shown % 30)
    };
    let shell = clicks("29.97df", "01:00:00;00", &frames, label);
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav"]);
    // 48,000 × 1001 / 30,000 = 1,601.6 samples a frame.
    let expected: Vec<i64> = frames.iter().map(|frame| (frame * 16_016 + 5) / 10 + BEFORE as i64).collect();
    assert_eq!(sounding(&shell, "mix.wav"), expected);
    // 01:00:00;00 is frame 107,892.
    let reference = (107_892 * 16_016_i64 + 5) / 10;
    assert_eq!(sound::probe(&shell.path("mix.wav"), "format_tags=time_reference"), reference.to_string());
}

#[test]
fn a_part_of_the_mix_is_that_part_with_its_own_timecode() {
    let label = |frame: i64| format!("01:00:{:02}:{:02}", frame / 25, frame % 25);
    let shell = clicks("25", "01:00:00:00", &[10, 50, 60], label);
    let range = ["--from", "01:00:02:00", "--to", "2.2s"];
    let mixed = shell.json(&[&["mix", "s.needledrop", "1x01", "-o", "part.wav"][..], &range].concat());
    assert_eq!((&mixed["frames"], &mixed["start"]), (&9_600.into(), &"01:00:02:00".into()));
    assert_eq!(sounding(&shell, "part.wav"), [BEFORE as i64]);
    let reference = 3_602 * 48_000;
    assert_eq!(sound::probe(&shell.path("part.wav"), "format_tags=time_reference"), reference.to_string());
    shell.json(
        &[&["mix", "s.needledrop", "1x01", "-o", "96.wav", "--rate", "96000", "--bits", "32f"][..], &range].concat(),
    );
    assert_eq!(sound::probe(&shell.path("96.wav"), "format_tags=time_reference"), (reference * 2).to_string());
    assert_eq!(sound::probe(&shell.path("96.wav"), "stream=codec_name,sample_rate"), "pcm_f32le\n96000");
    assert!(
        shell
            .refused(&["mix", "s.needledrop", "1x01", "-o", "n.wav", "--from", "5s", "--to", "5s"])
            .contains("nothing to mix")
    );
    assert!(shell.refused(&["mix", "s.needledrop", "1x01", "-o", "n.wav", "--to", "91s"]).contains("lies outside"));
    assert!(!shell.path("n.wav").exists());
}

#[test]
fn two_mixes_are_the_same_bytes() {
    let label = |frame: i64| format!("01:00:{:02}:{:02}", frame / 25, frame % 25);
    let shell = clicks("25", "01:00:00:00", &[10, 11, 60], label);
    for bits in ["16", "24", "32f"] {
        shell.json(&["mix", "s.needledrop", "1x01", "-o", "one.wav", "--bits", bits, "--force"]);
        shell.json(&["mix", "s.needledrop", "1x01", "-o", "two.wav", "--bits", bits, "--force"]);
        let read = |name: &str| fs::read(shell.path(name)).expect("a mix");
        assert!(read("one.wav") == read("two.wav"), "{bits} bits");
    }
}

#[test]
fn a_missing_recording_is_named_and_nothing_is_written() {
    let shell = clicks("25", "01:00:00:00", &[10], |_| "01:00:00:10".into());
    fs::remove_file(shell.path("click.wav")).expect("removed");
    let sentence = shell.refused(&["mix", "s.needledrop", "1x01", "-o", "mix.wav"]);
    assert!(sentence.contains("click.wav"), "{sentence}");
    assert!(!shell.path("mix.wav").exists());
}

#[test]
fn a_mix_never_takes_the_place_of_a_recording() {
    let shell = clicks("25", "01:00:00:00", &[10], |_| "01:00:00:10".into());
    let before = fs::read(shell.path("click.wav")).expect("the recording");
    let sentence = shell.refused(&["mix", "s.needledrop", "1x01", "-o", "click.wav", "--force"]);
    assert_eq!(sentence, "click.wav belongs to this show and is never written over; choose another name");
    assert!(
        shell.refused(&["mix", "s.needledrop", "1x01", "-o", "s.needledrop", "--force"]).contains("never written over")
    );
    assert!(fs::read(shell.path("click.wav")).expect("the recording") == before);
}

#[test]
fn a_pick_sounds_with_all_of_its_pieces_but_those_that_are_muted() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Mix"]);
    sound::click(&shell.path("click.wav"), 36_000, 48_000);
    let track = shell.json(&["import", "s.needledrop", "click.wav"])["imported"][0].to_string();
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "M", "--rate", "24", "--start", "00:00:00:00"];
    shell.json(&[&add[..], &["--length", "20s"]].concat());
    let place = ["place", "s.needledrop", "1x01", "--track", &track, "--at", "0s"];
    let placement = shell.json(&place)["placement"].as_i64().expect("a row");
    let (second, lane) =
        (705_600_000_i64, shell.json(&["cues", "s.needledrop", "1x01"])["cues"][0]["placements"][0]["laneId"].clone());
    let edit = |edit: serde_json::Value| {
        let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &edit.to_string());
        assert_eq!(ran.status, 0, "{}", ran.err);
    };
    edit(serde_json::json!({ "type": "bladePlacements", "placements": [placement], "at": second / 2 }));
    let piece = shell.json(&["cues", "s.needledrop", "1x01"])["cues"][0]["placements"][0]["pieces"][1]["id"].clone();
    let step = serde_json::json!([{ "placement": piece, "inPoint": 10 * second, "lane": lane }]);
    edit(serde_json::json!({ "type": "movePlacements", "moves": step }));
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav"]);
    // The click is a quarter of a second into the piece that begins at 10 s.
    assert_eq!(sounding(&shell, "mix.wav"), [10 * 48_000 + 12_000]);
    edit(serde_json::json!({ "type": "mutePlacements", "placements": [piece], "muted": true }));
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "muted.wav"]);
    assert_eq!(sounding(&shell, "muted.wav"), Vec::<i64>::new());
}

/// The gain of a fade after a part of it, worked out from its definition and not from the renderer.
fn fade_gain(shape: &str, bend: f64, part: f64) -> f64 {
    let part = part.clamp(0.0, 1.0).powf(2_f64.powf(-bend / 50.0));
    match shape {
        "linear" => part,
        "equalPower" => (part * std::f64::consts::PI / 2.0).sin(),
        "sCurve" => 0.5 - 0.5 * (part * std::f64::consts::PI).cos(),
        _ => (10_f64.powf(-2.0 + 2.0 * part) - 0.01) / 0.99,
    }
}

#[test]
fn a_volume_line_fades_and_the_level_of_a_lane_are_in_the_mix_to_the_sample() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Mix"]);
    let steady = shell.path("steady.wav");
    sound::ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "aevalsrc=0.25:s=48000:d=6",
        "-c:a",
        "pcm_f32le",
        steady.to_str().expect("a path"),
    ]);
    let track = shell.json(&["import", "s.needledrop", "steady.wav"])["imported"][0].to_string();
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "M", "--rate", "24", "--start", "00:00:00:00"];
    shell.json(&[&add[..], &["--length", "10s"]].concat());
    let placement =
        shell.json(&["place", "s.needledrop", "1x01", "--track", &track, "--at", "1s"])["placement"].clone();
    let lane = shell.json(&["cues", "s.needledrop", "1x01"])["cues"][0]["placements"][0]["laneId"].clone();
    let second = 705_600_000_i64;
    let edit = |edit: serde_json::Value| {
        let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &edit.to_string());
        assert_eq!(ran.status, 0, "{}", ran.err);
    };
    // A second into the recording, with five of it left; the line stands on moments of the recording.
    edit(serde_json::json!({ "type": "trimPlacement", "placement": placement, "edge": "in", "to": 2 * second }));
    let line = [(second / 2, -900), (2 * second, -300), (2 * second + second / 3, -2_400), (4 * second, 350)];
    let points: Vec<_> = line.iter().map(|(at, gain)| serde_json::json!({ "at": at, "gain": gain })).collect();
    edit(serde_json::json!({ "type": "setVolume", "placements": [placement], "points": points }));
    edit(serde_json::json!({ "type": "editLane", "lane": lane, "level": -200 }));
    let db = |millibels: f64| 10_f64.powf(millibels / 2_000.0);
    let line_at = |at: f64| {
        let at = at * second as f64;
        let after = line.iter().position(|(point, _)| *point as f64 > at).unwrap_or(line.len());
        let point = |index: usize| line[index].0 as f64;
        let gain = |index: usize| f64::from(line[index].1);
        match after {
            0 => gain(0),
            4 => gain(3),
            next => {
                let part = (at - point(next - 1)) / (point(next) - point(next - 1));
                gain(next - 1) + (gain(next) - gain(next - 1)) * part
            }
        }
    };
    for (shape, bend) in [("linear", 0), ("equalPower", -40), ("sCurve", 0), ("logarithmic", 70)] {
        let fade = |length: i64| serde_json::json!({ "length": length, "shape": shape, "bend": bend });
        edit(serde_json::json!({
            "type": "shapePlacements", "placements": [placement], "gain": -150, "fadeIn": fade(second), "fadeOut": fade(second / 2),
        }));
        shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav", "--bits", "32f", "--force"]);
        let heard = sound::first_channel(&shell.path("mix.wav"));
        for (place, sample) in heard.iter().enumerate() {
            let into = place as f64 / 48_000.0 - 2.0;
            let expected = if !(0.0..5.0).contains(&into) {
                0.0
            } else {
                let fades =
                    fade_gain(shape, f64::from(bend), into) * fade_gain(shape, f64::from(bend), (5.0 - into) * 2.0);
                0.25 * fades * db(line_at(into + 1.0) - 150.0 - 200.0)
            };
            let off = (f64::from(*sample) - expected).abs();
            assert!(off < 3e-7, "{shape} {bend} at {place}: {sample} for {expected}");
        }
    }
    edit(serde_json::json!({ "type": "editLane", "lane": lane, "muted": true }));
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "muted.wav"]);
    assert!(sounding(&shell, "muted.wav").is_empty());
}
