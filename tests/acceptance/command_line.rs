//! The command line: every command, its JSON, its sentences and its exit statuses.

use std::fs;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::sound::{film, tone};

/// A show with two tracks and an episode of 60 s at 24 frames; the tracks' ids.
pub(super) fn show() -> (Shell, [String; 2]) {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "My Show", "--currency", "eur"]);
    tone(&shell.path("a.wav"), 440, &[]);
    tone(&shell.path("b.flac"), 550, &["-metadata", "artist=Ana", "-metadata", "album=Pier"]);
    let ids = shell.json(&["import", "s.needledrop", "a.wav", "b.flac", "--jobs", "1"])["imported"].clone();
    let add = ["episode", "add", "s.needledrop", "1x04", "--title", "Pier", "--rate", "24", "--start", "01:00:00:00"];
    shell.json(&[&add[..], &["--length", "00:01:00:00"]].concat());
    (shell, [ids[0].to_string(), ids[1].to_string()])
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    let keys = keys(value);
    for key in wanted {
        assert!(keys.contains(key), "{key} is not among {keys:?}");
    }
}

#[test]
fn a_new_show_is_one_file_that_is_not_made_twice() {
    let shell = Shell::default();
    let made = shell.json(&["new", "s.needledrop", "--title", "T"]);
    assert_eq!((&made["title"], &made["currency"]), (&"T".into(), &"USD".into()));
    let files: Vec<_> =
        fs::read_dir(shell.path("")).expect("the folder").map(|entry| entry.expect("a file").file_name()).collect();
    assert_eq!(files, ["s.needledrop"]);
    assert!(shell.refused(&["new", "s.needledrop", "--title", "T"]).contains("exists already"));
    assert_eq!(shell.refused(&["new", "t.needledrop", "--title", " "]), "The show needs a name");
    assert!(
        shell.refused(&["new", "t.needledrop", "--title", "T", "--currency", "dollars"]).contains("is not a currency")
    );
    assert!(!shell.path("t.needledrop").exists());
}

#[test]
fn what_is_no_show_is_refused_in_one_sentence() {
    let shell = Shell::default();
    assert!(shell.refused(&["tracks", "none.needledrop"]).starts_with("There is no "));
    fs::write(shell.path("text.needledrop"), "not a database, but long enough to be looked at".repeat(99))
        .expect("text");
    assert!(shell.refused(&["tracks", "text.needledrop"]).contains("is not a Needledrop show"));
    fs::create_dir(shell.path("folder.needledrop")).expect("a folder");
    shell.refused(&["tracks", "folder.needledrop"]);
}

#[test]
fn a_show_that_is_open_elsewhere_is_refused() {
    let (shell, _) = show();
    let open = studio::Studio::open(&shell.path("s.needledrop")).expect("it opens");
    assert!(shell.refused(&["tracks", "s.needledrop"]).contains("is open already"));
    open.close().expect("it closes");
    shell.json(&["tracks", "s.needledrop"]);
}

#[test]
fn tracks_are_listed_and_searched() {
    let (shell, [_, b]) = show();
    let all = shell.json(&["tracks", "s.needledrop"]);
    assert_eq!(all["total"], 2);
    has(
        &all["tracks"][0],
        &[
            "id",
            "title",
            "artist",
            "album",
            "composer",
            "durationFlicks",
            "sampleRate",
            "channels",
            "format",
            "path",
            "loudnessLufs",
            "isrc",
            "bpm",
        ],
    );
    assert_eq!((&all["tracks"][0]["isrc"], &all["tracks"][0]["bpm"]), (&Value::Null, &Value::Null));
    let found = shell.json(&["tracks", "s.needledrop", "--search", "an pi"]);
    assert_eq!((&found["total"], found["tracks"][0]["id"].to_string()), (&1.into(), b));
    assert_eq!(shell.json(&["tracks", "s.needledrop", "--search", "zzz"])["tracks"], json!([]));
}

#[test]
fn episodes_have_their_cuts() {
    let (shell, _) = show();
    let cut = json!({ "label": "Cut 1", "rate": "24", "start": "01:00:00:00", "length": "00:01:00:00" });
    let episodes = shell.json(&["episodes", "s.needledrop"])["episodes"].clone();
    assert_eq!((&episodes[0]["name"], &episodes[0]["title"]), (&"1x04".into(), &"Pier".into()));
    for (key, value) in cut.as_object().expect("fields") {
        assert_eq!(&episodes[0]["cuts"][0][key], value);
    }
    let add = |episode: &'static str, rate: &'static str, more: &[&'static str]| {
        let first =
            ["episode", "add", "s.needledrop", episode, "--title", "X", "--rate", rate, "--start", "01:00:00:00"];
        [&first[..], more].concat()
    };
    assert_eq!(shell.refused(&add("1x04", "24", &["--length", "5s"])), "Episode 1x04 exists already");
    let no_picture = shell.refused(&add("1x05", "24", &["--length", "5s", "--picture", "gone.mp4"]));
    assert_eq!(no_picture, "There is no picture file gone.mp4");
    assert!(shell.refused(&add("1x05", "24", &["--length", "0s"])).contains("is not a length"));
    assert_eq!(shell.run(&add("1x05", "31", &["--length", "5s"])).status, 2);
    assert_eq!(shell.run(&add("five", "24", &["--length", "5s"])).status, 2);
    tone(&shell.path("picture.wav"), 100, &[]);
    let sound = shell.refused(&add("1x05", "24", &["--length", "5s", "--picture", "picture.wav"]));
    assert!(sound.contains("picture.wav: this is not a picture file"), "{sound}");
    film(&shell.path("picture.mp4"), "25", 50);
    let added = shell.json(&add("1x05", "24", &["--length", "5s", "--picture", "picture.mp4"]));
    assert_eq!(
        added["warnings"],
        json!([
            "The picture runs at 25, the cut at 24.",
            "The picture ends at 01:00:02:00, 00:00:03:00 before the cut does."
        ])
    );
    let picture = shell.json(&["episodes", "s.needledrop"])["episodes"][1]["cuts"][0]["picture"].clone();
    assert_eq!(picture, shell.path("picture.mp4").to_str().expect("a plain path"));
}

#[test]
fn scenes_come_from_csv_whole_or_not_at_all() {
    let (shell, _) = show();
    let csv = "number,slugline,in,out,synopsis,moods,intensity,characters\n\
        22A,EXT. PIER - DUSK,01:00:10:00,01:00:20:00,She waits.,calm;sad,4,Mara;Leo\n\
        23,\"INT. HOUSE, DAY\",20s,1:00:30:12,,,,\n";
    fs::write(shell.path("scenes.csv"), csv).expect("a file");
    assert_eq!(shell.json(&["scenes", "import", "s.needledrop", "1x04", "scenes.csv"])["imported"], 2);
    let scenes = shell.json(&["scenes", "s.needledrop", "1x04"])["scenes"].clone();
    has(&scenes[0], &["number", "slugline", "in", "out", "inFlicks", "outFlicks"]);
    assert_eq!(
        (&scenes[0]["number"], &scenes[0]["in"], &scenes[0]["out"]),
        (&"22A".into(), &"01:00:10:00".into(), &"01:00:20:00".into())
    );
    assert_eq!((&scenes[0]["intensity"], &scenes[0]["characters"]), (&4.into(), &json!(["Mara", "Leo"])));
    assert_eq!((&scenes[1]["slugline"], &scenes[1]["out"]), (&"INT. HOUSE, DAY".into(), &"01:00:30:12".into()));
    let ran = shell.run(&["scenes", "--json", "import", "s.needledrop", "1x04", "scenes.csv"]);
    assert_eq!((ran.status, &ran.json()["imported"]), (0, &2.into()), "the scenes again, each once: {}", ran.err);
    let mut again = shell.json(&["scenes", "s.needledrop", "1x04"])["scenes"].clone();
    let mut before = scenes.clone();
    for scene in [&mut again, &mut before].into_iter().flat_map(|list| list.as_array_mut().expect("scenes")) {
        scene["id"].take();
    }
    assert_eq!(again, before);
    let scenes = shell.json(&["scenes", "s.needledrop", "1x04"])["scenes"].clone();
    fs::write(shell.path("bad.csv"), "number,slugline,in,out\n1,A,01:00:00:00,01:00:05:00\n2,B,01:00:09:00,soon\n")
        .expect("a file");
    let sentence = shell.refused(&["scenes", "import", "s.needledrop", "1x04", "bad.csv"]);
    assert_eq!(sentence, "bad.csv: line 3: \"soon\" is not a timecode; write it as 01:00:10:00");
    assert_eq!(shell.json(&["scenes", "s.needledrop", "1x04"])["scenes"], scenes);
}

#[test]
fn place_and_cues_agree() {
    let (shell, [a, b]) = show();
    let at = |track: &str, more: &[&str]| -> Value {
        shell.json(&[&["place", "s.needledrop", "1x04", "--track", track][..], more].concat())
    };
    let first = at(&a, &["--at", "01:00:10:00", "--gain", "-6", "--fade-in", "00:00:00:12", "--fade-out", "0.5s"]);
    assert_eq!(first["cue"], "1M01");
    let second = at(&b, &["--cue", "1M01", "--from", "0.5s", "--length", "1s", "--at", "01:00:11:00"]);
    assert_eq!(second["cue"], "1M01");
    assert_eq!(at(&b, &["--at", "30s", "--lane", "source"])["cue"], "1S01");
    let cues = shell.json(&["cues", "s.needledrop", "1x04"]);
    assert_eq!((&cues["episode"], &cues["rate"]), (&"1x04".into(), &"24".into()));
    has(&cues["cues"][0], &["number", "title", "scene", "usage", "placements", "notes"]);
    let placements = &cues["cues"][0]["placements"];
    assert_eq!(placements[0]["id"], first["placement"]);
    let expected = json!({
        "trackId": a.parse::<i64>().expect("an id"), "in": "01:00:10:00", "out": "01:00:12:00", "inFlicks": 7_056_000_000_i64,
        "outFlicks": 8_467_200_000_i64, "trackStartFlicks": 0, "gainDb": -6.0, "lane": "Songs", "pick": true,
        "verdict": null, "fadeInFlicks": 352_800_000, "fadeOutFlicks": 352_800_000,
    });
    for (key, value) in expected.as_object().expect("fields") {
        assert_eq!(&placements[0][key], value, "{key}");
    }
    assert_eq!((&placements[1]["trackStartFlicks"], &placements[1]["pick"]), (&352_800_000.into(), &false.into()));
    assert_eq!(placements[1]["out"], "01:00:12:00");
}

#[test]
fn what_cannot_be_placed_is_refused() {
    let (shell, [a, _]) = show();
    let refused =
        |more: &[&str]| shell.refused(&[&["place", "s.needledrop", "1x04", "--track", &a][..], more].concat());
    assert_eq!(refused(&["--at", "1s", "--cue", "9M09"]), "There is no cue 9M09 in this cut");
    assert!(refused(&["--at", "1s", "--lane", "Nowhere"]).contains("it has Songs, Score, Source"));
    assert!(refused(&["--at", "noon"]).contains("is not a timecode"));
    assert!(refused(&["--at", "1.s.s"]).contains("is not a number of seconds"));
    assert!(refused(&["--at", "1s", "--from", "2s"]).contains("ends before that point"));
    assert!(refused(&["--at", "1s", "--length", "-1s"]).contains("less than zero"));
    assert_eq!(refused(&["--at", "1s", "--cut", "Cut 9"]), "Episode 1x04 has no cut \"Cut 9\"; it has Cut 1");
    let none = shell.refused(&["place", "s.needledrop", "1x04", "--track", "5", "--at", "1s"]);
    assert_eq!(none, "There is no track 5 in this show; it may have been removed");
    assert_eq!(shell.refused(&["cues", "s.needledrop", "2x01"]), "There is no episode 2x01 in this show; it has 1x04");
    for usage in
        [&["--at", "1s", "--gain", "13"][..], &["--at", "1s", "--gain", "loud"], &[], &["--at", "1s", "--cue", "first"]]
    {
        let ran = shell.run(&[&["place", "s.needledrop", "1x04", "--track", &a][..], usage].concat());
        assert_eq!(ran.status, 2, "{usage:?}: {}", ran.err);
        assert!(!ran.err.contains("error: error"));
    }
}

#[test]
fn an_older_cut_is_named_by_its_label() {
    let (shell, [a, _]) = show();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &a, "--at", "1s"]);
    let episode = shell.json(&["episodes", "s.needledrop"])["episodes"][0]["id"].clone();
    let cut = json!({ "label": "Cut 2", "rate": "25", "start": "10:00:00:00", "length": "5s" });
    let edit = json!({ "type": "addCut", "episode": episode, "cut": cut }).to_string();
    let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &edit);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(shell.json(&["cues", "s.needledrop", "1x04"])["cues"], json!([]));
    assert_eq!(shell.json(&["cues", "s.needledrop", "1x04", "--cut", "Cut 1"])["cues"][0]["number"], "1M01");
}

#[test]
fn a_split_is_one_placement_with_its_pieces() {
    let (shell, [a, _]) = show();
    let place = ["place", "s.needledrop", "1x04", "--track", &a, "--at", "10s"];
    let placement = shell.json(&place)["placement"].as_i64().expect("a row");
    let second = 705_600_000_i64;
    let blade = json!({ "type": "bladePlacements", "placements": [placement], "at": 11 * second });
    assert_eq!(shell.run_with(&["edit", "s.needledrop", "--file", "-"], &blade.to_string()).status, 0);
    let cues = shell.json(&["cues", "s.needledrop", "1x04"])["cues"].clone();
    assert_eq!(cues.as_array().map(Vec::len), Some(1));
    let found = cues[0]["placements"].as_array().expect("placements");
    assert_eq!(found.len(), 1);
    let (whole, pieces) = (&found[0], found[0]["pieces"].as_array().expect("pieces"));
    assert_eq!(
        (&whole["id"], &whole["inFlicks"], &whole["outFlicks"]),
        (&placement.into(), &(10 * second).into(), &(12 * second).into())
    );
    assert_eq!((&whole["lengthFlicks"], &cues[0]["lengthFlicks"]), (&(2 * second).into(), &(2 * second).into()));
    let starts: Vec<_> =
        pieces.iter().map(|piece| (piece["inFlicks"].as_i64(), piece["trackStartFlicks"].as_i64())).collect();
    assert_eq!(starts, [(Some(10 * second), Some(0)), (Some(11 * second), Some(second))]);
}

#[test]
fn edits_of_a_file_are_one_step_and_a_bad_line_is_named() {
    let (shell, [a, b]) = show();
    let set = |id: &str, artist: &str| {
        json!({ "type": "editTracks", "tracks": [id.parse::<i64>().expect("an id")], "set": { "artist": artist } })
            .to_string()
    };
    fs::write(shell.path("edits.jsonl"), format!("{}\n\n{}\n", set(&a, "One"), set(&b, "Two"))).expect("a file");
    let done = shell.json(&["edit", "s.needledrop", "--file", "edits.jsonl"]);
    assert_eq!((&done["edits"], &done["created"]), (&2.into(), &json!([])));
    assert_eq!(shell.json(&["undo", "s.needledrop"])["undone"].as_array().map(Vec::len), Some(1));
    shell.json(&["redo", "s.needledrop"]);
    assert_eq!(shell.json(&["tracks", "s.needledrop", "--search", "one"])["total"], 1);

    let refused = |text: String| {
        let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &text);
        assert_eq!(ran.status, 1, "{}", ran.out);
        ran.err.trim_end().to_owned()
    };
    let gone = set("77", "X");
    assert_eq!(
        refused(format!("{}\n\n{gone}", set(&a, "Three"))),
        "Line 3: there is no track 77 in this show; it may have been removed"
    );
    assert_eq!(shell.json(&["tracks", "s.needledrop", "--search", "three"])["total"], 0, "all or none");
    let unknown = refused(format!("{}\n{{\"type\":\"paint\"}}", set(&a, "X")));
    assert!(unknown.starts_with("Line 2: there is no edit called `paint`"), "{unknown}");
    assert!(refused("{".into()).starts_with("Line 1: "));
    let far = json!({ "type": "addHit", "cut": 1, "at": i64::MAX, "label": "" });
    assert_eq!(refused(far.to_string()), "Line 1: 9223372036854775807 is too large a number");
    assert_eq!(refused(" \n".into()), "There is no edit in what came on stdin");
    assert!(shell.refused(&["edit", "s.needledrop", "--file", "none.jsonl"]).contains("none.jsonl"));
}

#[test]
fn history_is_walked_over_restarts() {
    let (shell, [a, _]) = show();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &a, "--at", "1s"]);
    let entries = shell.json(&["history", "s.needledrop"])["entries"].clone();
    has(&entries[0], &["id", "label", "at", "undone"]);
    assert_eq!((&entries[0]["label"], &entries[0]["undone"]), (&"Place Tone 440".into(), &false.into()));
    assert!(entries[0]["at"].as_str().is_some_and(|at| at.len() == 20 && at.ends_with('Z')));
    let undone = shell.json(&["undo", "s.needledrop", "--steps", "2"]);
    assert_eq!(undone["undone"], json!(["Place Tone 440", "Add episode Pier"]));
    assert_eq!(shell.json(&["history", "s.needledrop", "--limit", "1"])["entries"][0]["undone"], true);
    let redone = shell.run(&["redo", "s.needledrop", "--steps", "9", "--json"]);
    assert_eq!((redone.status, redone.err.trim_end()), (0, "There were only 2 steps to redo."));
    assert_eq!(shell.refused(&["redo", "s.needledrop"]), "There is nothing to redo");
    shell.json(&["undo", "s.needledrop", "--steps", "3"]);
    assert_eq!(shell.refused(&["undo", "s.needledrop"]), "There is nothing to undo");
    assert_eq!(shell.run(&["undo", "s.needledrop", "--steps", "0"]).status, 2);
}

#[test]
fn a_catalogue_sheet_is_taken_in_and_what_cannot_be_is_told_by_row() {
    let (shell, _) = show();
    let sheet = "Song,Comp.,ISRC\nTone 440,Ines Vold (TONO) 100%,NOUM719\nnobody,Jon Vold,\n";
    fs::write(shell.path("sheet.csv"), sheet).expect("written");
    fs::write(shell.path("map.json"), r#"{"Comp.": "writers"}"#).expect("written");
    let import = ["rights", "import", "s.needledrop", "sheet.csv", "--map", "map.json"];

    let preview = shell.run(&[&["--json"], &import[..], &["--preview"]].concat());
    assert_eq!(preview.status, 3);
    let json = preview.json();
    assert_eq!((&json["changed"], &json["works"], &json["unmatched"]), (&1.into(), &1.into(), &1.into()));

    let ran = shell.run(&[&["--json"], &import[..]].concat());
    assert_eq!(ran.status, 3);
    let json = ran.json();
    has(&json, &["changed", "same", "works", "parties", "problems"]);
    assert_eq!((&json["changed"], &json["problems"][0]["row"]), (&1.into(), &2.into()));
    assert_eq!(
        json["problems"][1],
        json!({ "row": 3, "message": "\"nobody\" is not in the library", "leftOut": true })
    );
    assert!(shell.run(&["history", "s.needledrop"]).out.contains("Import sheet.csv"));

    fs::write(shell.path("map.json"), r#"{"Writer": "writers"}"#).expect("written");
    assert!(shell.refused(&import).contains("the sheet has no column \"Writer\""));
    fs::write(shell.path("map.json"), r#"{"Comp.": "nonsense"}"#).expect("written");
    assert!(shell.refused(&import).contains("not a JSON object of headings and fields"));
}
