//! What leaves the house, and what stands in its way.

use std::fs;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::sound::tone;

/// An edit that adds a right of a track.
fn right(track: i64, side: &str, status: &str) -> Value {
    let terms = ("All media", "World");
    let set = json!({ "licensor": "Harbor", "status": status, "fee": 0, "media": terms.0, "territory": terms.1 });
    json!({ "type": "addClearance", "track": track, "side": side, "set": set })
}

/// A show with one finished cue: all metadata, both rights confirmed, approved. The track's and the placement's ids.
fn finished() -> (Shell, i64, i64) {
    let shell = Shell::default();
    shell.json(&["new", "s.needledrop", "--title", "My Show"]);
    tone(&shell.path("a.wav"), 440, &[]);
    let track = shell.json(&["import", "s.needledrop", "a.wav"])["imported"][0].as_i64().expect("an id");
    let add = ["episode", "add", "s.needledrop", "1x04", "--title", "Pier", "--rate", "25", "--start", "01:00:00:00"];
    shell.json(&[&add[..], &["--length", "60s"]].concat());
    let placed = shell.json(&["place", "s.needledrop", "1x04", "--track", &track.to_string(), "--at", "1s"]);
    let placement = placed["placement"].as_i64().expect("an id");
    let clear = |side: &str| right(track, side, "confirmed");
    edit(
        &shell,
        &[
            json!({ "type": "editTracks", "tracks": [track], "set": { "artist": "Ana", "composer": "nobody", "publisher": "nobody" } }),
            clear("master"),
            clear("publishing"),
            json!({ "type": "setVerdict", "placement": placement, "value": "approved", "author": "Dana" }),
        ],
    );
    let add = json!({ "type": "addWork", "title": "Tone 440", "tracks": [track] }).to_string();
    fs::write(shell.path("work.jsonl"), add).expect("a file");
    let created = shell.json(&["edit", "s.needledrop", "--file", "work.jsonl"])["created"].clone();
    let work = created[0]["id"].clone();
    let writer = json!({ "name": "=1+1", "society": "PRS", "role": "composer", "share": 1_000_000 });
    let publisher = json!({ "name": "Harbor", "society": "PRS", "role": "originalPublisher", "share": 1_000_000 });
    edit(&shell, &[json!({ "type": "setShares", "work": work, "shares": [writer, publisher] })]);
    (shell, track, placement)
}

fn edit(shell: &Shell, edits: &[Value]) {
    let lines: Vec<String> = edits.iter().map(Value::to_string).collect();
    let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &lines.join("\n"));
    assert_eq!(ran.status, 0, "{}", ran.err);
}

/// Severity, rule and cue of each problem.
fn problems(shell: &Shell) -> Vec<String> {
    let found = shell.json(&["problems", "s.needledrop", "1x04"])["problems"].clone();
    let list = found.as_array().expect("problems").iter();
    list.map(|problem| {
        assert!(problem["message"].as_str().is_some_and(|message| message.ends_with('.')), "{problem}");
        let word = |key: &str| problem[key].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", word("severity"), word("rule"), word("cue"))
    })
    .collect()
}

#[test]
fn nothing_stands_in_the_way_of_a_finished_cue() {
    let (shell, _, _) = finished();
    assert_eq!(problems(&shell), Vec::<String>::new());
    assert_eq!(shell.json(&["check", "s.needledrop", "--deep"]), json!({ "ok": true, "problems": [] }));
}

#[test]
fn each_thing_in_the_way_is_named_by_its_rule() {
    let (shell, track, placement) = finished();
    let cut = shell.json(&["cues", "s.needledrop", "1x04"])["cutId"].clone();
    edit(
        &shell,
        &[
            json!({ "type": "setWork", "tracks": [track], "work": null }),
            json!({ "type": "editTracks", "tracks": [track], "set": { "artist": "", "composer": "" } }),
        ],
    );
    assert_eq!(problems(&shell), ["error work-missing 1M01", "warning performer-missing 1M01"]);
    shell.json(&["undo", "s.needledrop"]);

    let verdict =
        |value: Value| json!({ "type": "setVerdict", "placement": placement, "value": value, "author": "Dana" });
    for (value, problem) in [
        (json!("rejected"), "warning pick-rejected 1M01"),
        (json!("changes"), "warning pick-to-change 1M01"),
        (Value::Null, "warning verdict-missing 1M01"),
    ] {
        edit(&shell, &[verdict(value)]);
        assert_eq!(problems(&shell), [problem]);
    }
    edit(&shell, &[verdict(json!("approved"))]);

    edit(&shell, &[json!({ "type": "addCue", "cut": cut, "at": 0, "title": "Empty" })]);
    assert_eq!(problems(&shell), ["error music-missing 1M02"]);
    shell.json(&["undo", "s.needledrop"]);

    edit(
        &shell,
        &[json!({ "type": "addNote", "cut": cut, "placement": placement, "author": "Dana", "body": "Softer" })],
    );
    assert_eq!(problems(&shell), ["warning note-open 1M01"]);
    shell.json(&["undo", "s.needledrop"]);

    for (status, named) in [
        ("denied", &["warning licence-unconfirmed 1M01", "warning rights-denied 1M01"][..]),
        // Two lines of the whole master are more than there is.
        ("quoted", &["warning licence-unconfirmed 1M01", "warning licence-shares 1M01"]),
    ] {
        edit(&shell, &[right(track, "master", status)]);
        assert_eq!(problems(&shell), named);
        shell.json(&["undo", "s.needledrop"]);
    }

    edit(&shell, &[json!({ "type": "editCut", "cut": cut, "set": { "length": "2s", "picture": "/gone.mp4" } })]);
    assert_eq!(problems(&shell), ["error outside-programme 1M01", "warning picture-missing -"]);
    shell.json(&["undo", "s.needledrop"]);

    fs::remove_file(shell.path("a.wav")).expect("removed");
    assert_eq!(problems(&shell), ["warning audio-missing 1M01"]);
    let check = shell.json(&["check", "s.needledrop"]);
    assert_eq!(check["ok"], false);
    let kinds: Vec<&Value> =
        check["problems"].as_array().expect("problems").iter().map(|found| &found["kind"]).collect();
    assert_eq!(kinds, ["audio-missing", "audio-missing"]);
}

#[test]
fn picks_of_other_music_that_overlap_are_named_once() {
    let (shell, _, _) = finished();
    tone(&shell.path("b.wav"), 660, &[]);
    let track = shell.json(&["import", "s.needledrop", "b.wav"])["imported"][0].as_i64().expect("an id");
    let place = |lane: &str| {
        let at = ["--at", "2s", "--lane", lane];
        shell.json(&[&["place", "s.needledrop", "1x04", "--track", &track.to_string()][..], &at].concat());
    };
    place("Score");
    let named = |shell: &Shell| problems(shell).into_iter().filter(|one| one.contains("overlap")).collect::<Vec<_>>();
    assert_eq!(named(&shell), ["warning overlap-undecided 1M02"]);
}

#[test]
fn the_cue_list_is_written_in_every_form() {
    let (shell, _, _) = finished();
    for (form, start) in [("csv", &b"\xef\xbb\xbf"[..]), ("xlsx", b"PK"), ("pdf", b"%PDF"), ("json", b"{")] {
        let file = format!("list.{form}");
        let made = shell.json(&["export", "s.needledrop", "1x04", "cue-sheet", "--format", form, "-o", &file]);
        assert_eq!((&made["path"], &made["format"], &made["cues"]), (&file.as_str().into(), &form.into(), &1.into()));
        let bytes = fs::read(shell.path(&file)).expect("the list");
        assert!(bytes.starts_with(start) || form == "csv", "{form}");
        let again = shell.refused(&["export", "s.needledrop", "1x04", "cue-list", "-o", &file]);
        assert!(again.starts_with(&format!("{file} exists already")), "{again}");
        shell.json(&["export", "s.needledrop", "1x04", "cue-list", "-o", &file, "--force"]);
        assert!(fs::read(shell.path(&file)).expect("the list") == bytes, "{form} is the same bytes again");
    }
    let csv = fs::read_to_string(shell.path("list.csv")).expect("text");
    assert!(csv.contains("1M01") && csv.contains("Tone 440") && !csv.contains(",=1+1"), "{csv}");
    assert!(csv.contains("'=1+1,Harbor,") && !csv.contains("nobody"), "who has the work, not the file's tags: {csv}");
}

#[test]
fn what_cannot_be_exported_is_refused() {
    let (shell, _, _) = finished();
    let export = |more: &[&'static str]| [&["export", "s.needledrop", "1x04", "cue-sheet"][..], more].concat();
    let told = shell.refused(&export(&["-o", "list.csv", "--profile", "ascap"]));
    assert!(told.contains("no profile \"ascap\"; there are rapidcue, cisac, uk, broadcaster"), "{told}");
    assert!(shell.refused(&export(&["-o", "list.csv", "--final"])).contains("cannot be final with"));
    assert!(shell.refused(&["problems", "s.needledrop", "1x04", "--profile", "ascap"]).contains("no profile"));
    let list = shell.refused(&["export", "s.needledrop", "1x04", "cue-list", "-o", "list.csv", "--final"]);
    assert!(list.contains("never final"), "{list}");
    assert!(shell.refused(&export(&["-o", "list.doc"])).contains("--format"));
    assert!(shell.refused(&export(&["-o", "none/list.csv"])).contains("cannot write") || !shell.path("none").exists());
    assert!(shell.refused(&export(&["-o", "a.wav", "--format", "csv", "--force"])).contains("never written over"));
    assert_eq!(shell.run(&["export", "s.needledrop", "1x04", "omf", "-o", "x.omf"]).status, 2);
    assert!(!shell.path("list.csv").exists());
}

#[test]
fn the_sample_season_is_whole() {
    let shell = Shell::default();
    let made = shell.sample("heart.needledrop");
    assert_eq!(made["title"], "My Heart");
    let check = shell.json(&["check", "heart.needledrop", "--deep"]);
    assert_eq!(check["ok"], true, "{check}");
    let episodes = shell.json(&["episodes", "heart.needledrop"])["episodes"].clone();
    assert!(episodes.as_array().is_some_and(|episodes| !episodes.is_empty()));
    let tracks = shell.json(&["tracks", "heart.needledrop"]);
    assert!(tracks["total"].as_i64().is_some_and(|total| total >= 5));
    let paths = tracks["tracks"].as_array().expect("tracks").iter().filter_map(|track| track["path"].as_str());
    assert!(paths.map(std::path::Path::new).all(std::path::Path::is_absolute), "{tracks}");
    assert!(shell.refused(&["sample", "heart.needledrop"]).contains("exists already"));
}
