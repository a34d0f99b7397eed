//! Tracks and their rights.

use model::Rights;
use serde_json::{Value, json};
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
    assert_eq!(stage.refused(set(&[ALPHA], json!({ "bpmMilli": -1 }))), "Tempo must be greater than zero");
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

#[test]
fn a_track_is_relinked() {
    let mut stage = Stage::default();
    assert!(stage.studio().track(ALPHA).expect("the track").missing);
    let file = stage.file("alpha.wav");
    std::fs::write(&file, b"sound").expect("a file");
    stage.edit(json!({ "type": "relinkTrack", "track": ALPHA, "path": file }));
    assert!(!stage.studio().track(ALPHA).expect("the track").missing);
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
