//! `review package`, `packages` and `merge` from the command line.

use std::fs;

use serde_json::{Value, json};
use tests::command::Shell;
use tests::packages::OpenPackage;

use crate::command_line::show;

const PACKAGE: [&str; 5] = ["review", "package", "s.needledrop", "1x04", "-o"];

/// A show with two cues, asked about in a round.
fn asked() -> Shell {
    let (shell, [a, b]) = show();
    for (track, at) in [(a, "1s"), (b, "10s")] {
        shell.json(&["place", "s.needledrop", "1x04", "--track", &track, "--at", at, "--length", "1s"]);
    }
    shell.json(&["review", "open", "s.needledrop", "1x04", "--reviewer", "Dana", "--reviewer", "Priya:advises"]);
    shell
}

fn made(shell: &Shell, file: &str, more: &[&str]) -> (Value, OpenPackage) {
    let said = shell.json(&[&PACKAGE[..], &[file], more].concat());
    (said, OpenPackage::open(&shell.path(file)))
}

fn verdict(package: &OpenPackage, key: char, value: &str) -> Value {
    let alternate = &package.packed["people"][0]["page"]["cues"][0]["alternates"][0]["id"];
    json!({
        "type": "verdict", "key": key.to_string().repeat(22), "at": "2026-11-23T10:00:00.000Z", "proposal": alternate,
        "value": value, "words": "",
    })
}

fn saved(shell: &Shell, name: &str, package: &OpenPackage, who: &str, answers: &[Value]) {
    fs::write(shell.path(name), package.signed(who, &package.payload(who, answers))).expect("saved");
}

#[test]
fn a_package_says_first_what_is_inside_and_is_never_written_over_unasked() {
    let shell = asked();
    let planned = shell.json(&[&PACKAGE[..], &["r.html", "--plan"]].concat());
    assert_eq!((&planned["plan"]["cues"], &planned["plan"]["people"]), (&json!(2), &json!(["Dana", "Priya"])));
    assert!(!shell.path("r.html").exists());
    let ran = shell.run(&[&PACKAGE[..], &["r.html", "--json"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("For Dana, Priya: 2 cues; 2 mixes as Ogg Opus at 128 kb/s"), "{}", ran.err);
    let said = ran.json();
    let size = shell.path("r.html").metadata().expect("the file").len();
    assert_eq!((&said["bytes"], &said["mixes"], &said["folder"]), (&json!(size), &json!(2), &json!(false)));
    assert!(shell.refused(&[&PACKAGE[..], &["r.html"]].concat()).contains("r.html"));
    let (_, only) = made(&shell, "r.html", &["--force", "--reviewer", "dana", "--neutral", "--quality", "small"]);
    assert_eq!(only.packed["people"].as_array().map(Vec::len), Some(1));
    let stranger = shell.refused(&[&PACKAGE[..], &["x.html", "--reviewer", "Kim"]].concat());
    assert_eq!(stranger, "Nobody called Kim is asked in Round 1; there are Dana, Priya");
    let left = shell.json(&["review", "packages", "s.needledrop", "1x04"]);
    let kept = left["packages"].as_array().expect("packages");
    assert_eq!((kept.len(), &kept[1]["people"], &kept[1]["replies"]), (2, &json!(["Dana"]), &json!([])));
    assert_eq!(kept[1]["inside"], json!(["no picture", "2 mixes, Ogg Opus 64 kb/s", "neutral names"]));
    let folder = shell.json(&[&PACKAGE[..], &["review"]].concat());
    assert_eq!(folder["folder"], json!(true));
    assert!(shell.path("review/index.html").is_file() && shell.path("review/sound/mix-1.js").is_file());
}

#[test]
fn replies_are_merged_once_and_what_is_none_is_named() {
    let shell = asked();
    let (_, package) = made(&shell, "r.html", &[]);
    saved(&shell, "dana.json", &package, "Dana", &[verdict(&package, 'a', "approved")]);
    saved(&shell, "priya.json", &package, "Priya", &[verdict(&package, 'b', "rejected")]);
    fs::write(shell.path("junk.json"), "{}").expect("written");
    let merge = ["review", "merge", "s.needledrop"];
    let looked = shell.json(&[&merge[..], &["dana.json", "--preview"]].concat());
    assert_eq!(
        (&looked["replies"][0]["taken"], &looked["replies"][0]["answers"][0]["known"]),
        (&json!(0), &json!(false))
    );
    let ran = shell.run(&[&merge[..], &["dana.json", "junk.json", "priya.json", "none.json", "--json"]].concat());
    assert_eq!(ran.status, 3, "{}", ran.err);
    let said = ran.json();
    let taken: Vec<&Value> = said["replies"].as_array().expect("replies").iter().map(|one| &one["taken"]).collect();
    assert_eq!(taken, [&json!(1), &json!(1)]);
    let failed = said["failed"].as_array().expect("failed");
    assert_eq!((&failed[0]["path"], &failed[1]["reason"]), (&json!("junk.json"), &json!("there is no such file")));
    assert!(
        ran.err.contains("junk.json: This reply cannot be imported: it is no reply to a review or a brief"),
        "{}",
        ran.err
    );
    let again = shell.json(&[&merge[..], &["priya.json", "dana.json"]].concat());
    assert_eq!((&again["replies"][0]["known"], &again["replies"][1]["taken"]), (&json!(1), &json!(0)));
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    assert_eq!(listed["cues"][0]["state"], json!("approved"));
    let refused = shell.refused(&[&merge[..], &["junk.json"]].concat());
    assert!(refused.starts_with("junk.json: This reply cannot be imported"), "{refused}");
    let endless = shell.refused(&[&merge[..], &["/dev/zero"]].concat());
    assert_eq!(endless, "/dev/zero: it has more than 16 MiB; at most 16 can be read");
    let typed = shell.run_with(&[&merge[..], &["-", "--json"]].concat(), "hello");
    assert_eq!(typed.status, 1);
    let text = package.signed("Dana", &package.payload("Dana", &[verdict(&package, 'c', "changes")]));
    let piped = shell.run_with(&[&merge[..], &["-", "--json"]].concat(), &text);
    assert_eq!(piped.status, 3, "changes want words: {}", piped.err);
}

#[test]
fn a_closed_round_is_left_closed_unless_it_is_said() {
    let shell = asked();
    let (_, package) = made(&shell, "r.html", &[]);
    let cue = &package.packed["people"][0]["page"]["cues"][0]["id"];
    let note = json!({
        "type": "note", "key": "n".repeat(22), "at": "2026-11-23T10:01:00.000Z", "cue": cue,
        "body": "How long?\nAnd how loud?",
    });
    saved(&shell, "dana.json", &package, "Dana", &[verdict(&package, 'a', "approved"), note]);
    shell.json(&["review", "close", "s.needledrop", "1x04"]);
    let merge = ["review", "merge", "s.needledrop", "dana.json"];
    let looked = shell.run(&[&merge[..], &["--preview"]].concat());
    let choices =
        "Round 1 is closed and takes no more answers (Leave it out / Open the round for it, and close it again)";
    assert_eq!(looked.out.matches(choices).count(), 2, "{}", looked.out);
    assert!(looked.out.contains("1M01: “How long? And how loud?”"), "{}", looked.out);
    // What is left out is said once, with what else can be done.
    let ran = shell.run(&merge);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (3, "Dana on 1x04 Pier Round 1: 0 imported, 0 known already, 2 left out\n")
    );
    assert_eq!(ran.err.matches("Round 1 is closed").count(), 2, "{}", ran.err);
    let hint = "--on-conflict take`: open the round for it, and close it again";
    assert_eq!(ran.err.matches(hint).count(), 1, "{}", ran.err);
    let ran = shell.run(&[&merge[..], &["--on-conflict", "leave-out", "--json"]].concat());
    assert_eq!((ran.status, ran.json()["replies"][0]["conflicts"].clone()), (3, json!(2)), "{}", ran.err);
    let ran = shell.run(&[&merge[..], &["--on-conflict", "take"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("Dana on 1x04 Pier Round 1: 2 imported, 0 known already\n"), "{}", ran.out);
    assert!(ran.out.contains("1M01, A: approved\n    Round 1 is closed"), "{}", ran.out);
    assert_eq!(ran.out.matches("; done: open the round for it, and close it again").count(), 2, "{}", ran.out);
    let again = shell.run(&merge);
    assert_eq!(again.out, "Dana on 1x04 Pier Round 1: 0 imported, 2 known already\n");
}
