//! The command line: peaks, the manual, completions, and what people read.

use std::fs;

use serde_json::Value;
use tests::command::Shell;

use super::command_line::show;

#[test]
fn peaks_are_written_in_both_formats() {
    let (shell, _) = show();
    let made = shell.json(&["peaks", "b.flac", "-o", "p.json"]);
    assert_eq!((&made["sampleRate"], &made["pixels"]), (&48_000.into(), &375.into()));
    let peaks: Value = serde_json::from_slice(&fs::read(shell.path("p.json")).expect("a file")).expect("JSON");
    assert_eq!(
        (&peaks["version"], &peaks["samples_per_pixel"], &peaks["length"]),
        (&2.into(), &256.into(), &375.into())
    );
    shell.json(&["peaks", "b.flac", "-o", "p.dat", "--bits", "8", "--zoom", "512", "--split-channels"]);
    let bytes = fs::read(shell.path("p.dat")).expect("a file");
    assert_eq!(bytes.len(), 24 + 188 * 2 * 2);
    assert!(shell.refused(&["peaks", "b.flac", "-o", "p.dat"]).starts_with("p.dat exists already"));
    shell.json(&["peaks", "b.flac", "-o", "p.dat", "--force"]);
    assert!(shell.refused(&["peaks", "b.flac", "-o", "p.png"]).contains(".json or .dat"));
    assert_eq!(shell.refused(&["peaks", "none.flac", "-o", "q.dat"]), "none.flac: the file is not there");
}

#[test]
fn the_manual_and_completions_know_every_command() {
    let shell = Shell::default();
    let files = shell.json(&["man", "pages"])["files"].clone();
    let names: Vec<&str> = files.as_array().expect("files").iter().filter_map(Value::as_str).collect();
    for page in ["needledrop.1", "needledrop-place.1", "needledrop-episode-add.1", "needledrop-scenes-import.1"] {
        assert!(names.contains(&page), "{names:?}");
        assert!(fs::metadata(shell.path("pages").join(page)).is_ok_and(|facts| facts.len() > 200));
    }
    assert!(shell.refused(&["man", "pages"]).contains("exists already"));
    shell.json(&["man", "pages", "--force"]);
    for name in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = shell.run(&["completions", name]);
        assert!(ran.status == 0 && ran.out.contains("problems"), "{name}");
    }
    let help = shell.run(&["--help"]);
    assert!(help.status == 0 && help.out.contains("Exit status"));
    assert_eq!(shell.run(&["nonsense"]).status, 2);
    assert_eq!(shell.run(&[]).status, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (shell, _) = show();
    for arguments in [&["tracks", "s.needledrop"][..], &["completions", "zsh"], &["episodes", "s.needledrop", "--json"]]
    {
        let ran = shell.run_into_closed_pipe(arguments);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn text_is_for_people_and_names_the_same_things() {
    let (shell, [a, _]) = show();
    shell.json(&["place", "s.needledrop", "1x04", "--track", &a, "--at", "1s"]);
    for (arguments, shown) in [
        (&["tracks", "s.needledrop"][..], "Tone 440"),
        (&["episodes", "s.needledrop"], "1x04"),
        (&["scenes", "s.needledrop", "1x04"], "No scenes"),
        (&["cues", "s.needledrop", "1x04"], "1M01"),
        (&["history", "s.needledrop"], "Place Tone 440"),
        (&["problems", "s.needledrop", "1x04"], "work-missing"),
        (&["check", "s.needledrop"], "The show is whole"),
    ] {
        let ran = shell.run(arguments);
        assert!(ran.status == 0 && ran.out.contains(shown) && ran.err.is_empty(), "{arguments:?}: {ran:?}");
    }
}
