//! The limits of the machine: the size of files, the time that many edits take.

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use tests::command::Shell;

/// A show, and a file of edits that add so many characters.
fn with_characters(count: usize) -> Shell {
    let shell = Shell::default();
    shell.json(&["new", "my.needledrop", "--title", "My"]);
    let mut edits = String::new();
    for number in 0..count {
        writeln!(edits, r#"{{"type":"addCharacter","name":"Character {number}"}}"#).expect("written");
    }
    fs::write(shell.path("edits.jsonl"), edits).expect("written");
    shell
}

const EDIT: [&str; 4] = ["edit", "my.needledrop", "--file", "edits.jsonl"];

#[test]
#[cfg(unix)]
fn where_files_may_not_grow_a_sentence_says_so_and_nothing_is_changed() {
    let shell = with_characters(3_000);
    let ran = shell.run_limited(64, &EDIT);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("how large files may be"), "{}", ran.err);
    assert_eq!(shell.json(&["history", "my.needledrop"])["entries"].as_array().map(Vec::len), Some(0));
    assert_eq!(shell.run(&EDIT).status, 0);
}

#[test]
#[cfg(unix)]
fn a_show_with_no_room_beside_it_is_read_and_says_why_it_is_not_changed() {
    let shell = with_characters(1);
    let ran = shell.run_limited(16, &["episodes", "my.needledrop"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("is full, so the show is open for reading only"), "{}", ran.err);
    let ran = shell.run_limited(16, &EDIT);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.err.contains("no room beside it when it was opened; make room on its disk"), "{}", ran.err);
    assert_eq!(shell.run(&EDIT).status, 0);
}

#[test]
fn sixteen_thousand_characters_are_added_within_seconds() {
    let shell = with_characters(16_000);
    let since = Instant::now();
    assert_eq!(shell.run(&EDIT).status, 0);
    // Quadratic it took half a minute on a machine that did nothing else.
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
}

#[test]
fn a_show_may_be_called_as_long_as_a_line() {
    let shell = Shell::default();
    let long = shell.refused(&["new", "long.needledrop", "--title", &"ä".repeat(1_001)]);
    assert_eq!(long, "The title is too long: it may have 1,000 letters");
    assert!(!shell.path("long.needledrop").exists());
    shell.json(&["new", "long.needledrop", "--title", &"ä".repeat(1_000)]);
}
