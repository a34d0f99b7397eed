//! Tails: music that rings on after it was let go, in the document, in what was proposed, and in files.

use std::fs;
use std::process::Command;

use model::{CutId, Placement, PlacementId};
use serde_json::{Value, json};
use tests::board::{draw, placed, row};
use tests::command::Shell;
use tests::sound::{ffmpeg, first_channel};
use tests::stage::{ALPHA, CUT, EPISODE, Stage, row_in, second};
use timebase::Flicks;

fn give(stage: &mut Stage, placements: &[i64], tail: i64) {
    stage.edit(json!({ "type": "shapePlacements", "placements": placements, "tail": tail }));
}

fn label(stage: &Stage) -> String {
    stage.studio().history(1).expect("history")[0].label.clone()
}

/// In-point and tail in seconds, of all placements of the cut, in the order of time.
fn tails(stage: &Stage) -> Vec<(i64, i64)> {
    let cut = stage.cut();
    let mut all: Vec<_> = cut.placements.iter().map(|view| view.placement).collect();
    all.sort_by_key(|one| one.in_point);
    all.iter().map(|one| (one.in_point.0 / second(1), one.tail.0 / second(1))).collect()
}

#[test]
fn a_tail_is_kept_within_ten_seconds_and_makes_nothing_longer_that_is_counted() {
    let mut stage = draw("songs |---B---|  |-C-|");
    let (both, one) = ([row(&stage, 'B'), row(&stage, 'C')], [row(&stage, 'B')]);
    let counted = |stage: &Stage| {
        let cut = stage.cut();
        let sheet = stage.studio().sheet(CUT, "rapidcue", false).expect("a sheet").sheet;
        let rows: Vec<Flicks> = sheet.rows.iter().map(|row| row.exact).collect();
        (cut.totals.music, cut.cues.iter().map(|cue| (cue.out_point, cue.length)).collect::<Vec<_>>(), rows)
    };
    let before = counted(&stage);
    give(&mut stage, &one, second(2));
    assert_eq!((label(&stage).as_str(), placed(&stage, 'B').placement.tail.0), ("Tail of 1M01", second(2)));
    assert_eq!(counted(&stage), before);
    give(&mut stage, &both, second(99));
    assert_eq!(tails(&stage).iter().map(|(_, tail)| *tail).collect::<Vec<_>>(), [10, 10]);
    assert_eq!(Placement::MOST_TAIL.0, second(10));
    give(&mut stage, &one, -1);
    assert_eq!(placed(&stage, 'B').placement.tail, Flicks::ZERO);
    give(&mut stage, &both, 0);
    assert!(label(&stage).starts_with("Take the tail off "), "{}", label(&stage));
    // What else is shaped leaves it as it is.
    give(&mut stage, &one, second(3));
    stage.edit(json!({ "type": "shapePlacements", "placements": one, "gain": -300 }));
    assert_eq!((label(&stage).as_str(), placed(&stage, 'B').placement.tail.0), ("Gain of 1M01", second(3)));
    stage.edit(json!({ "type": "lockPlacements", "placements": one, "locked": true }));
    let refused = stage.refused(json!({ "type": "shapePlacements", "placements": one, "tail": 0 }));
    assert!(refused.contains("locked"), "{refused}");
}

#[test]
fn a_tail_goes_along_wherever_its_placement_goes() {
    let mut stage = draw("songs |----B-----|");
    let whole = row(&stage, 'B');
    give(&mut stage, &[whole], second(2));
    // The end of a split placement is that of its second piece.
    stage.edit(json!({ "type": "bladePlacements", "placements": [whole], "at": second(4) }));
    assert_eq!(tails(&stage), [(0, 0), (4, 2)]);
    stage.edit(json!({ "type": "healPlacements", "placements": [whole] }));
    assert_eq!(tails(&stage), [(0, 2)]);
    // A tail where two pieces touch would be lost: they stay two.
    stage.edit(json!({ "type": "bladePlacements", "placements": [whole], "at": second(4) }));
    let first = stage.cut().placements.iter().map(|view| view.placement).find(|one| one.in_point.0 == 0);
    give(&mut stage, &[first.expect("the first piece").id.0], second(1));
    let refused = stage.refused(json!({ "type": "healPlacements", "placements": [whole] }));
    assert!(!refused.is_empty() && tails(&stage) == [(0, 1), (4, 2)], "{refused}");
    // Copied, pasted, duplicated.
    let all: Vec<PlacementId> = stage.cut().placements.iter().map(|view| view.placement.id).collect();
    let clip = stage.studio().copied(&all).expect("a clip");
    stage.edit(json!({ "type": "pasteClip", "cut": CUT, "at": second(30), "clip": clip }));
    assert_eq!(tails(&stage), [(0, 1), (4, 2), (30, 1), (34, 2)]);
    stage.edit(json!({ "type": "duplicatePlacements", "placements": [all[1]], "by": second(12) }));
    assert_eq!(tails(&stage)[2], (16, 2));
    // A copy of the cut has them too.
    let rate = serde_json::to_value(timebase::FrameRate::F24).expect("JSON");
    let spec = json!({ "label": "Cut 2", "rate": rate, "start": "01:00:00:00", "length": "00:01:00:00" });
    let made = stage.edit(json!({ "type": "addCut", "episode": EPISODE, "copyFrom": CUT, "cut": spec }));
    let cut = stage.studio().cut(CutId(row_in(&made[..1]))).expect("the copy");
    assert_eq!(cut.placements.iter().filter(|view| view.placement.tail.0 > 0).count(), 5);
}

#[test]
fn a_tail_that_was_not_proposed_asks_again() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    give(&mut stage, &[placement], second(1));
    let dana = row_in(&stage.edit(json!({ "type": "addReviewer", "name": "Dana", "role": "decides" })));
    let asked = json!([{ "reviewer": dana }]);
    stage.edit(json!({ "type": "openRound", "cut": CUT, "name": "", "rule": "one", "reviewers": asked }));
    let changes =
        |stage: &Stage| stage.studio().review(CUT, None).expect("a review").queue[0].alternates[0].changes.clone();
    assert_eq!(changes(&stage), Vec::<String>::new());
    give(&mut stage, &[placement], second(3));
    assert_eq!(changes(&stage), ["a tail of 3.0 s, was a tail of 24 frames"]);
    give(&mut stage, &[placement], 0);
    assert_eq!(changes(&stage), ["no tail, was a tail of 24 frames"]);
    give(&mut stage, &[placement], second(1));
    assert_eq!(changes(&stage), Vec::<String>::new());
}

/// A show whose only recording is three seconds of noise, placed twice: with a tail, and without.
fn noise() -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Häuser & Co"]);
    let path = shell.path("noise.wav");
    let source =
        "anoisesrc=color=pink:amplitude=0.5:sample_rate=48000:duration=3:seed=3,aformat=channel_layouts=stereo";
    ffmpeg(&["-f", "lavfi", "-i", source, "-c:a", "pcm_s24le", path.to_str().expect("a plain path")]);
    let track = shell.json(&["import", "s.needledrop", "noise.wav"])["imported"][0].to_string();
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "M", "--rate", "29.97df", "--start", "01:00:00;00"];
    shell.json(&[&add[..], &["--length", "60s"]].concat());
    let place = ["place", "s.needledrop", "1x01", "--track", &track, "--length", "2s"];
    shell.json(&[&place[..], &["--at", "5s", "--tail", "1.5s"]].concat());
    shell.json(&[&place[..], &["--at", "20s", "--lane", "Score"]].concat());
    shell
}

/// Where a file sounds first, and where it has fallen silent for good, in samples.
fn extent(samples: &[f32]) -> (usize, usize) {
    let first = samples.iter().position(|sample| *sample != 0.0).unwrap_or(0);
    (first, samples.iter().rposition(|sample| *sample != 0.0).map_or(0, |last| last + 1))
}

#[test]
fn a_tail_is_in_every_file_that_is_written() {
    let shell = noise();
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav", "--from", "0s", "--to", "15s"]);
    let mix = first_channel(&shell.path("mix.wav"));
    let (first, last) = extent(&mix);
    // Times are on frames of 29.97: five seconds and seven are the frames 150 and 210.
    let at = |frame: usize| frame * 8_008 / 5;
    assert!(first.abs_diff(at(150)) < 3, "{first}");
    let out = at(210);
    assert!(last > out + 60_000 && last <= out + 72_002, "{} samples after the out", last - out);
    let power = |from: usize| mix[from..from + 4_800].iter().map(|sample| sample * sample).sum::<f32>() / 4_800.0;
    let db = |from: usize| 10.0 * power(from).log10();
    // It begins some decibels below what it follows and falls by sixty in its length.
    assert!((-14.0..-2.0).contains(&(db(out) - db(out - 9_600))), "{}", db(out) - db(out - 9_600));
    assert!(db(out + 36_000) < db(out) - 20.0, "{} and {}", db(out), db(out + 36_000));
    // The cue by itself is as long as it sounds; so is the file for other programs.
    let told = shell.json(&["mix", "s.needledrop", "1x01", "-o", "cue.wav", "--cue", "1M01"]);
    assert_eq!(told["start"], "01:00:05;00");
    assert!(told["frames"].as_i64().is_some_and(|frames| (frames - 96_096 - 72_000).abs() < 3), "{told}");
    shell.json(&["export", "s.needledrop", "1x01", "spotted", "-o", "spotted"]);
    let spotted = fs::read_dir(shell.path("spotted")).expect("a folder").map(|entry| entry.expect("a file").path());
    let spotted = spotted.filter(|path| path.to_string_lossy().contains("1M01")).collect::<Vec<_>>();
    let alone = first_channel(&spotted[0]);
    assert_eq!(extent(&alone).1, last - first);
    assert!(alone.iter().zip(&mix[first..]).all(|(one, other)| (one - other).abs() < 3e-7));
    // Counted as before.
    let cues = shell.json(&["cues", "s.needledrop", "1x01"]);
    let placement = &cues["cues"][0]["placements"][0];
    assert_eq!((&placement["out"], placement["tailFlicks"].as_i64()), (&json!("01:00:07;00"), Some(second(3) / 2)));
    let losses = shell.json(&["export", "s.needledrop", "1x01", "fcpxml", "-o", "m.fcpxml"])["losses"].to_string();
    assert!(losses.contains("The tail of one placement is left out"), "{losses}");
}

/// What the chunks of a file say, read by Python's own libraries.
const READER: &str = r#"
import json, struct, sys
import xml.etree.ElementTree as tree
data = open(sys.argv[1], "rb").read()
assert data[:4] == b"RIFF" and data[8:12] == b"WAVE" and struct.unpack("<I", data[4:8])[0] == len(data) - 8
at, chunks = 12, {}
while at < len(data):
    name, size = data[at:at + 4].decode(), struct.unpack("<I", data[at + 4:at + 8])[0]
    chunks[name] = data[at + 8:at + 8 + size]
    at += 8 + size + size % 2
root = tree.fromstring(chunks["iXML"])
told = {one.tag: one.text for one in root if not len(one)}
told |= {one.tag: one.text for one in root.find("SPEED")}
told["tracks"] = [one.find("NAME").text for one in root.find("TRACK_LIST").iter("TRACK")]
told["count"] = root.find("TRACK_LIST/TRACK_COUNT").text
told["reference"] = struct.unpack("<Q", chunks["bext"][338:346])[0]
told["description"] = chunks["bext"][:256].rstrip(b"\0").decode("ascii")
told["root"] = root.tag
print(json.dumps(told))
"#;

fn told(shell: &Shell, file: &str) -> Value {
    let python = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".into());
    let ran = Command::new(python).args(["-c", READER]).arg(shell.path(file)).output().expect("python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("JSON")
}

#[test]
fn mixes_say_what_they_are_and_where_they_lie_to_who_reads_ixml() {
    let shell = noise();
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "mix.wav"]);
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "cue.wav", "--cue", "1M01", "--rate", "192000", "--bits", "16"]);
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "stem.wav", "--stems", "--bits", "32f"]);
    let all = told(&shell, "mix.wav");
    assert_eq!((&all["root"], &all["IXML_VERSION"]), (&json!("BWFXML"), &json!("2.10")));
    assert!(all["PROJECT"].as_str().is_some_and(|name| name.starts_with("Häuser & Co 1x01")), "{all}");
    assert_eq!((&all["TIMECODE_RATE"], &all["TIMECODE_FLAG"]), (&json!("30000/1001"), &json!("DF")));
    assert_eq!((&all["tracks"], &all["count"]), (&json!(["Mix L", "Mix R"]), &json!("2")));
    // 01:00:00;00 is frame 107,892 of 1,601.6 samples.
    let hour = (107_892 * 16_016_u64 + 5) / 10;
    let reference = |told: &Value| {
        let part = |name: &str| told[name].as_str().and_then(|text| text.parse::<u64>().ok()).expect("a number");
        part("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI") << 32 | part("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO")
    };
    assert_eq!((reference(&all), all["reference"].as_u64()), (hour, Some(hour)));
    assert!(all["description"].as_str().is_some_and(|text| text.starts_with("Hauser & Co 1x01")), "{all}");
    let cue = told(&shell, "cue.wav");
    assert_eq!((&cue["SCENE"], &cue["NOTE"]), (&json!("1M01"), &json!("noise")));
    assert_eq!((&cue["FILE_SAMPLE_RATE"], &cue["AUDIO_BIT_DEPTH"]), (&json!("192000"), &json!("16")));
    let at = ((107_892 + 150) * 16_016 * 4 + 5) / 10;
    assert_eq!((reference(&cue), cue["reference"].as_u64()), (at, Some(at)));
    let stem = told(&shell, "stem - Score.wav");
    assert_eq!((&stem["tracks"], &stem["AUDIO_BIT_DEPTH"]), (&json!(["Score L", "Score R"]), &json!("32")));
}

#[test]
fn the_samples_since_midnight_are_told_in_two_halves() {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "Late"]);
    let add = ["episode", "add", "s.needledrop", "1x01", "--title", "M", "--rate", "25", "--start", "23:59:00:00"];
    shell.json(&[&add[..], &["--length", "10s"]].concat());
    shell.json(&["mix", "s.needledrop", "1x01", "-o", "late.wav", "--rate", "192000"]);
    let late = told(&shell, "late.wav");
    let reference = 86_340 * 192_000_u64;
    assert_eq!(late["TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI"], json!((reference >> 32).to_string()));
    assert_eq!(late["TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO"], json!((reference & 0xFFFF_FFFF).to_string()));
    assert_eq!((late["reference"].as_u64(), late.get("SCENE")), (Some(reference), None));
}
