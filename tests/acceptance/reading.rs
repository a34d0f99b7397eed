//! `needledrop read`: what is in a file of a cutting room, without a show.

use std::fs;

use tests::command::Shell;

const LIST: &str = "TITLE: EP104 MUSIC\r\nFCM: NON-DROP FRAME\r\n\
    001  AX  A9   C        00:00:10:00 00:00:20:00 10:00:00:00 10:00:10:00\r\n* FROM CLIP NAME: SPARK.L.WAV\r\n\
    002  AX  A10  C        00:00:10:00 00:00:20:00 10:00:00:00 10:00:10:00\r\n* FROM CLIP NAME: SPARK.R.WAV\r\n\
    * LOC: 10:00:05:24 RED     DOOR SLAMS\r\nBLOCK 7\r\n";

#[test]
fn a_list_is_shown_with_its_events_markers_and_recordings() {
    let shell = Shell::default();
    fs::write(shell.path("music.edl"), LIST).expect("written");
    let seen = shell.json(&["read", "music.edl", "--rate", "25"]);
    assert_eq!(
        (&seen["format"], &seen["rate"], &seen["start"]),
        (&"cmx3600".into(), &"25".into(), &"10:00:00:00".into())
    );
    assert_eq!(seen["tracks"], serde_json::json!(["A9", "A10"]));
    let event = &seen["events"][1];
    assert_eq!((&event["track"], &event["name"]), (&"A10".into(), &"SPARK.R.WAV".into()));
    assert_eq!((&event["in"], &event["out"]), (&"10:00:00:00".into(), &"10:00:10:00".into()));
    assert_eq!((&event["sourceIn"], &event["sourceOut"]), (&"00:00:10:00".into(), &"00:00:20:00".into()));
    assert_eq!(event["outFlicks"], 10 * 705_600_000_i64);
    let marker = &seen["markers"][0];
    assert_eq!(
        (&marker["at"], &marker["name"], &marker["colour"]),
        (&"10:00:05:24".into(), &"DOOR SLAMS".into(), &"red".into())
    );
    assert_eq!((&seen["skipped"][0]["line"], seen["skipped"].as_array().map(Vec::len)), (&8.into(), Some(1)));
    let heard = &seen["recordings"][0];
    assert_eq!((&heard["name"], &heard["tracks"]), (&"SPARK".into(), &serde_json::json!(["A9", "A10"])));
}

#[test]
fn a_rate_is_asked_for_and_held_against_the_labels() {
    let shell = Shell::default();
    fs::write(shell.path("music.edl"), LIST).expect("written");
    let seen = shell.json(&["read", "music.edl"]);
    assert!(seen["rate"].is_null());
    let possible = seen["possibleRates"].as_array().expect("rates");
    assert!(possible.contains(&"25".into()) && !possible.contains(&"24".into()), "{possible:?}");
    let refused = shell.refused(&["read", "music.edl", "--rate", "24"]);
    assert_eq!(refused, "music.edl: line 7 has the label 10:00:05:24, which does not exist at 24");
    let told = shell.run(&["read", "music.edl"]);
    assert!(told.out.contains("--rate") && told.err.contains("line 8"), "{told:?}");
}

#[test]
fn what_is_none_of_these_files_is_refused() {
    let shell = Shell::default();
    fs::write(shell.path("picture.edl"), [0_u8, 1, 2, 255].repeat(50)).expect("written");
    let refused = shell.refused(&["read", "picture.edl"]);
    assert!(refused.starts_with("picture.edl: it is none of the files that this program reads"), "{refused}");
    assert_eq!(shell.refused(&["read", "none.edl"]), "none.edl: there is no such file");
}
