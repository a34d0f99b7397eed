//! Tracks and their rights.

use std::fs;

use model::Rights;
use serde_json::{Value, json};
use tests::command::Shell;
use tests::sound::{ffmpeg, tone};
use tests::stage::{ALPHA, BRAVO, Stage, row_in};

fn set(tracks: &[model::TrackId], set: Value) -> Value {
    json!({ "type": "editTracks", "tracks": tracks, "set": set })
}

#[test]
fn many_tracks_change_at_once() {
    let mut stage = Stage::default();
    stage.edit(set(&[ALPHA, BRAVO], json!({
        "artist": " Ana ", "album": "Pier", "composer": "C", "lyricist": "L", "publisher": "P", "label": "Lb", "isrc": "no-um7-19-00421",
        "bpmMilli": 121_500, "key": "Cm", "mood": "calm", "genre": "folk", "language": "pt", "comment": "c",
        "grouping": "g", "year": 1999, "vocal": true,
    })));
    let track = stage.studio().track(BRAVO).expect("the track").track;
    assert_eq!((track.title.as_str(), track.artist.as_str(), track.bpm_milli), ("Bravo", "Ana", Some(121_500)));
    assert_eq!((track.year, track.vocal), (Some(1999), Some(true)));
    stage.edit(set(&[ALPHA], json!({ "bpmMilli": 0, "year": 0, "artist": "" })));
    let track = stage.studio().track(ALPHA).expect("the track").track;
    assert_eq!((track.bpm_milli, track.year, track.artist.as_str()), (None, None, ""));
}

#[test]
fn what_makes_no_sense_of_a_track_is_refused() {
    let mut stage = Stage::default();
    assert_eq!(stage.refused(set(&[ALPHA], json!({ "title": " " }))), "The track needs a name");
    for tempo in [-1, 999, 999_001] {
        let refused = stage.refused(set(&[ALPHA], json!({ "bpmMilli": tempo })));
        assert_eq!(refused, "A tempo is from 1 to 999 beats a minute");
    }
    for year in [-1, 74, 10_000] {
        let refused = stage.refused(set(&[ALPHA], json!({ "year": year })));
        assert_eq!(refused, "A year has four digits, such as 1974");
    }
    assert_eq!(
        stage.refused(set(&[model::TrackId(9)], json!({}))),
        "There is no track 9 in this show; it may have been removed"
    );
}

#[test]
fn a_placed_track_stays_in_the_library() {
    let mut stage = Stage::default();
    stage.place(ALPHA, 1, 0, 5);
    let remove = |track| json!({ "type": "removeTracks", "tracks": [track] });
    assert_eq!(stage.refused(remove(ALPHA)), "\"Alpha\" is placed in 1x01 1M01; remove those placements first");
    stage.edit(json!({ "type": "addTheme", "name": "T", "character": null, "tracks": [BRAVO] }));
    let set = json!({ "licensor": "L", "status": "quoted", "fee": 100 });
    let line = row_in(&stage.edit(json!({ "type": "addClearance", "track": BRAVO, "side": "master", "set": set })));
    stage.edit(json!({ "type": "setOptions", "clearance": line, "options": [{ "label": "Trailer" }] }));
    stage.edit(json!({ "type": "addAttachment", "clearance": line, "path": "/letters/1.pdf" }));
    stage.edit(remove(BRAVO));
    assert_eq!(stage.studio().show().expect("the show").track_count, 2);
}

/// A show with an imported tone, whose file has gone; the track's id.
fn moved_away(shell: &Shell) -> i64 {
    shell.json(&["new", "s.needledrop", "--title", "S"]);
    tone(&shell.path("a.flac"), 440, &[]);
    let track = shell.json(&["import", "s.needledrop", "a.flac"])["imported"][0].as_i64().expect("a track");
    fs::create_dir(shell.path("moved")).expect("a folder");
    fs::rename(shell.path("a.flac"), shell.path("moved/b.flac")).expect("moved");
    track
}

fn relink(shell: &Shell, track: i64, name: &str, replace: bool) -> Result<Value, String> {
    let mut edit = json!({ "type": "relinkTrack", "track": track, "path": shell.path(name) });
    if replace {
        edit["replace"] = true.into();
    }
    fs::write(shell.path("edits.jsonl"), edit.to_string()).expect("written");
    let arguments = ["edit", "s.needledrop", "--file", "edits.jsonl"];
    let ran = shell.run(&arguments);
    if ran.status == 0 { Ok(shell.json(&["tracks", "s.needledrop"])["tracks"][0].clone()) } else { Err(ran.err) }
}

#[test]
fn a_track_is_relinked_to_its_own_recording_alone() {
    let shell = Shell::default();
    let track = moved_away(&shell);
    let refused = relink(&shell, track, "moved/gone.flac", true).expect_err("not there");
    assert!(refused.contains("the file is not there"), "{refused}");
    fs::write(shell.path("letter.wav"), "Dear all").expect("written");
    assert!(relink(&shell, track, "letter.wav", true).expect_err("no sound").contains("letter.wav"));
    for (name, hertz) in [("other.flac", 441), ("far.wav", 880)] {
        tone(&shell.path(name), hertz, &[]);
        let refused = relink(&shell, track, name, false).expect_err("another recording");
        assert!(refused.contains("is not the recording of \"Tone 440\""), "{refused}");
    }
    let found = relink(&shell, track, "moved/b.flac", false).expect("its own file");
    assert_eq!(found["path"], shell.path("moved/b.flac").to_str().expect("a plain path"));
}

#[test]
fn other_tags_do_not_make_another_recording() {
    let shell = Shell::default();
    let track = moved_away(&shell);
    let (from, to) = (shell.path("moved/b.flac"), shell.path("tagged.flac"));
    let text = |path: &std::path::Path| path.to_str().expect("a plain path").to_owned();
    ffmpeg(&["-i", &text(&from), "-c", "copy", "-metadata", "comment=Now with a comment", &text(&to)]);
    let found = relink(&shell, track, "tagged.flac", false).expect("the same sound");
    assert_eq!((&found["title"], &found["path"]), (&"Tone 440".into(), &text(&to).into()));
    assert_eq!(shell.json(&["check", "s.needledrop"])["problems"], json!([]));
}

#[test]
fn another_recording_replaces_one_when_that_is_said() {
    let shell = Shell::default();
    let track = moved_away(&shell);
    let long = shell.path("long.wav");
    ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "sine=200:r=44100:d=3",
        "-metadata",
        "title=Long",
        long.to_str().expect("a plain path"),
    ]);
    let found = relink(&shell, track, "long.wav", true).expect("replaced");
    assert_eq!(found["title"], "Tone 440");
    assert_eq!((&found["durationFlicks"], &found["sampleRate"]), (&(3 * 705_600_000_i64).into(), &44_100.into()));
    shell.json(&["undo", "s.needledrop"]);
    let before = shell.json(&["tracks", "s.needledrop"])["tracks"][0].clone();
    assert_eq!((&before["durationFlicks"], &before["sampleRate"]), (&(2 * 705_600_000_i64).into(), &48_000.into()));
}

#[test]
fn rights_stand_as_their_worse_side() {
    let mut stage = Stage::default();
    let set = |status: &str, fee: i64| json!({ "licensor": "Harbor", "status": status, "fee": fee });
    let add = |side: &str, set: Value| json!({ "type": "addClearance", "track": ALPHA, "side": side, "set": set });
    let rights = |stage: &Stage| {
        let page = stage.studio().library(&studio::views::LibraryQuery { limit: 9, ..Default::default() });
        page.rows.iter().find(|row| row.id == ALPHA).expect("the track").rights
    };
    assert_eq!(rights(&stage), Rights::Unknown);
    stage.edit(add("master", set("confirmed", 5_000)));
    assert_eq!(rights(&stage), Rights::Open);
    let line = row_in(&stage.edit(add("publishing", set("confirmed", 5_000))));
    assert_eq!(rights(&stage), Rights::Cleared);
    stage.edit(json!({ "type": "editClearances", "clearances": [line], "set": set("denied", 0) }));
    assert_eq!(rights(&stage), Rights::Denied);
    assert_eq!(stage.refused(add("master", set("quoted", -2))), "A fee cannot be negative");
}
