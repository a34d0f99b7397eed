//! `review`: rounds, minutes and markers from the command line.

use std::fs;

use serde_json::json;
use tests::command::Shell;
use tests::papers::printed;
use tests::picture::{numbered, numbers};

use crate::command_line::show;

/// A show with two cues, the first asked about.
fn asked() -> Shell {
    let (shell, [a, b]) = show();
    let place = |track: &str, at: &str, more: &[&str]| {
        let head = ["place", "s.needledrop", "1x04", "--track", track, "--at", at, "--length", "1s"];
        shell.json(&[&head[..], more].concat())
    };
    place(&a, "1s", &[]);
    place(&b, "10s", &[]);
    shell
}

fn edit(shell: &Shell, edits: &[serde_json::Value]) {
    let lines: Vec<String> = edits.iter().map(ToString::to_string).collect();
    let ran = shell.run_with(&["edit", "s.needledrop", "--file", "-"], &lines.join("\n"));
    assert_eq!(ran.status, 0, "{}", ran.err);
}

const OPEN: [&str; 4] = ["review", "open", "s.needledrop", "1x04"];

#[test]
fn a_round_is_opened_listed_closed_and_opened_again() {
    let shell = asked();
    let none = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    assert_eq!((&none["rounds"], &none["round"]), (&json!([]), &json!(null)));
    let opened =
        shell.json(&[&OPEN[..], &["--reviewer", "Dana", "--reviewer", "Priya:advises", "--name", "First"]].concat());
    assert_eq!(
        (&opened["round"], &opened["opened"]["rule"], &opened["opened"]["audience"]),
        (&json!(1), &json!("one"), &json!("Dana, Priya"))
    );
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    let cues = listed["cues"].as_array().expect("cues");
    assert_eq!(
        (cues.len(), &cues[0]["state"], &cues[0]["alternates"][0]["version"]),
        (2, &json!("waiting"), &json!(1))
    );
    let history = shell.json(&["history", "s.needledrop"]);
    assert_eq!(history["entries"][0]["label"], "Open a round of review", "reviewers and round are one step");
    shell.json(&["undo", "s.needledrop"]);
    assert_eq!(shell.json(&["review", "rounds", "s.needledrop", "1x04"])["reviewers"], json!([]));
    shell.json(&["redo", "s.needledrop"]);
    assert_eq!(shell.json(&["review", "close", "s.needledrop", "1x04"])["open"], json!(false));
    assert_eq!(shell.refused(&["review", "close", "s.needledrop", "1x04"]), "No round of this cut is open");
    assert_eq!(shell.json(&["review", "close", "s.needledrop", "1x04", "--reopen"])["open"], json!(true));
    assert_eq!(
        shell.refused(&["review", "close", "s.needledrop", "1x04", "--round", "7"]),
        "There is no round 7 of Cut 1"
    );
}

#[test]
fn what_cannot_be_asked_leaves_nobody_behind() {
    let shell = asked();
    let two = [&OPEN[..], &["--reviewer", "Dana", "--reviewer", "Kim", "--rule", "one"]].concat();
    assert!(shell.refused(&two).starts_with("By this rule one person decides"));
    assert_eq!(shell.json(&["review", "rounds", "s.needledrop", "1x04"])["reviewers"], json!([]));
    assert_eq!(
        shell.refused(&[&OPEN[..], &["--reviewer", ":advises"]].concat()),
        "Name who is asked, as --reviewer Dana or --reviewer Priya:advises"
    );
    assert_eq!(
        shell.refused(&[&OPEN[..], &["--reviewer", "Dana", "--cue", "9M09"]].concat()),
        "There is no cue 9M09 in Cut 1"
    );
    let only = shell.json(&[&OPEN[..], &["--reviewer", "Dana", "--cue", "1m01"]].concat());
    assert_eq!(only["opened"]["progress"]["waiting"], json!(1));
}

#[test]
fn a_slip_in_what_somebody_does_adds_nobody() {
    let shell = asked();
    let slip = shell.refused(&[&OPEN[..], &["--reviewer", "Priya:advise"]].concat());
    assert!(
        slip.starts_with("After a colon stands decides or advises, not \"advise\": --reviewer \"Priya:advises\""),
        "{slip}"
    );
    assert_eq!(shell.json(&["review", "rounds", "s.needledrop", "1x04"])["reviewers"], json!([]));
    shell.json(&[&OPEN[..], &["--reviewer", "Studio: Dana:Decides"]].concat());
    // Whoever is called so already is known by it.
    let again = shell.json(&[&OPEN[..], &["--reviewer", "studio: dana"]].concat());
    assert_eq!(again["opened"]["audience"], json!("Studio: Dana"));
}

#[test]
fn what_was_said_of_an_earlier_version_is_told_with_its_version() {
    let shell = asked();
    let opened = shell.json(&[&OPEN[..], &["--reviewer", "Dana", "--reviewer", "Priya:advises"]].concat());
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    let placement = listed["cues"][0]["alternates"][0]["placement"].clone();
    let said = |who: usize, value: &str, words: &str| {
        json!({
            "type": "giveVerdict", "round": opened["id"], "reviewer": listed["reviewers"][who]["id"],
            "placement": placement, "value": value, "words": words,
        })
    };
    let again = [
        json!({ "type": "shapePlacements", "placements": [placement], "gain": -300 }),
        json!({ "type": "propose", "round": opened["id"], "placements": [placement] }),
    ];
    edit(&shell, &[said(0, "approved", "As it is"), said(1, "changes", "Less piano")]);
    edit(&shell, &again);
    edit(&shell, &[said(1, "approved", "")]);
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    let one = &listed["cues"][0]["alternates"][0];
    let told = |list: &str| -> Vec<(i64, String)> {
        let answers = one[list].as_array().expect("answers").iter();
        answers.map(|one| (one["version"].as_i64().expect("a version"), one["name"].to_string())).collect()
    };
    assert_eq!(told("answers"), [(2, "\"Priya\"".to_owned())]);
    assert_eq!(told("earlier"), [(1, "\"Dana\"".to_owned()), (1, "\"Priya\"".to_owned())]);
    let printed = shell.run(&["review", "rounds", "s.needledrop", "1x04"]).out;
    let wanted = "Priya: approved; Dana: approved “As it is”, of version 1; Priya: changes “Less piano”, of version 1";
    assert!(printed.contains(wanted), "{printed}");
    let report = shell.json(&["review", "report", "s.needledrop", "1x04"]);
    let counts = &report["rounds"][0]["counts"];
    assert_eq!((&counts[0]["open"], &counts[0]["earlier"], &counts[1]["earlier"]), (&json!(2), &json!(1), &json!(0)));
    let printed = shell.run(&["review", "report", "s.needledrop", "1x04"]).out;
    let wanted = "Dana (decides): 0 answered, 2 open, of which 1 with an answer to an earlier version";
    assert!(printed.contains(wanted), "{printed}");
    for form in ["csv", "json", "pdf"] {
        shell.json(&["review", "minutes", "s.needledrop", "1x04", "-o", &format!("m.{form}")]);
    }
    let table = fs::read_to_string(shell.path("m.csv")).expect("the table");
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].ends_with(",Version"), "{table}");
    assert!(lines[1].contains("Priya,advises,approved") && lines[1].ends_with(",2"), "{table}");
    assert!(lines[2].contains("Dana,decides,approved,As it is") && lines[2].ends_with(",1"), "{table}");
    let minutes = fs::read_to_string(shell.path("m.json")).expect("the minutes");
    let row = &serde_json::from_str::<serde_json::Value>(&minutes).expect("JSON")["minutes"]["rounds"][0]["rows"][0];
    assert_eq!((&row["version"], &row["decision"], &row["earlier"][0]["who"]), (&json!(2), &json!(""), &json!("Dana")));
    let paper = printed_text(&shell);
    assert!(paper.contains("approved, of version 1") && paper.contains("Less piano"), "{paper}");
}

/// The minutes as printed, on one line.
fn printed_text(shell: &Shell) -> String {
    printed(&shell.path("m.pdf")).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_minutes_say_who_approved_what_and_when() {
    let shell = asked();
    let opened = shell.json(&[&OPEN[..], &["--reviewer", "Dana", "--reviewer", "=1+1:advises"]].concat());
    let listed = shell.json(&["review", "rounds", "s.needledrop", "1x04"]);
    let reviewer = |name: &str| {
        let found = listed["reviewers"].as_array().expect("people").iter().find(|one| one["name"] == name);
        found.expect("a reviewer")["id"].clone()
    };
    let first = &listed["cues"][0];
    let said = |who: &str, value: &str, words: &str, at: &str| {
        json!({
            "type": "giveVerdict", "round": opened["id"], "reviewer": reviewer(who),
            "placement": first["alternates"][0]["placement"], "value": value, "words": words, "givenAt": at,
        })
    };
    let note = |body: &str, private: bool| {
        json!({
            "type": "addNote", "cut": opened["opened"]["cut"], "placement": first["alternates"][0]["placement"],
            "at": 705_600_000_i64 * 2,
            "reviewer": reviewer("Dana"), "round": opened["id"], "body": body, "private": private,
            "drawing": [{ "shape": "arrow", "points": [[0, 0], [5_000, 5_000]] }],
        })
    };
    edit(
        &shell,
        &[
            said("Dana", "approvedBut", "=HYPERLINK(\"x\")", "2026-11-23T10:00:00Z"),
            said("=1+1", "rejected", "", "2026-11-23T11:00:00Z"),
            note("Strings too early?", false),
            note("Too dear", true),
        ],
    );
    let minutes = ["review", "minutes", "s.needledrop", "1x04", "-o"];
    shell.json(&[&minutes[..], &["m.csv"]].concat());
    let table = fs::read_to_string(shell.path("m.csv")).expect("the table");
    let lines: Vec<&str> = table.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Round,Cue,Title,Alternate,Track,"), "{table}");
    assert!(
        lines[1].contains(
            "Dana,decides,approved with a note,\"'=HYPERLINK(\"\"x\"\")\",2026-11-23T10:00:00.000Z,at the desk"
        ),
        "{table}"
    );
    assert!(lines[2].contains("'=1+1,advises,rejected"), "{table}");
    assert!(lines[3].starts_with("Round 1,1M02,"), "what waits has a line: {table}");
    assert!(table.contains("Strings too early?") && !table.contains("Too dear"), "private notes stay here: {table}");
    let noted = lines.iter().find(|line| line.contains("Strings too early?")).expect("the note");
    assert!(noted.starts_with("Round 1,1M01,,A,") && noted.ends_with(",1"), "on which alternate and version: {noted}");
    shell.json(&[&minutes[..], &["p.csv", "--private"]].concat());
    assert!(fs::read_to_string(shell.path("p.csv")).expect("the table").contains("Too dear"));
    shell.json(&[&minutes[..], &["m.pdf"]].concat());
    let paper = printed(&shell.path("m.pdf"));
    for part in [
        "Minutes of the review",
        "Round 1",
        "1M01",
        "Dana (decides)",
        "approved with a note",
        "2026-11-23 10:00 UTC",
        "waiting",
        "version 1",
    ] {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    assert!(shell.refused(&[&minutes[..], &["m.pdf"]].concat()).contains("exists already"));
    assert_eq!(shell.refused(&[&minutes[..], &["m.doc"]].concat()), "Say the form with --format: pdf, csv or json");
    let export = ["export", "s.needledrop", "1x04", "review-minutes", "-o", "e.json"];
    assert_eq!(shell.json(&export)["format"], json!("json"));
}

#[test]
fn notes_become_markers_of_the_editor_that_is_named() {
    let shell = asked();
    let listed = shell.json(&["cues", "s.needledrop", "1x04"]);
    let note = |body: &str, more: serde_json::Value| {
        let mut note = json!({ "type": "addNote", "cut": listed["cutId"], "author": "Kim", "body": body });
        for (key, value) in more.as_object().expect("fields") {
            note[key] = value.clone();
        }
        note
    };
    let cue = &listed["cues"][0]["id"];
    edit(
        &shell,
        &[
            note("Whole cue", json!({ "cue": cue })),
            note("Here", json!({ "cue": cue, "at": 705_600_000_i64 * 2 })),
            note("Private", json!({ "private": true })),
        ],
    );
    let markers = |form: &str, file: &str, more: &[&str]| {
        let head = ["review", "markers", "s.needledrop", "1x04", "--for", form, "-o", file];
        shell.json(&[&head[..], more].concat())
    };
    assert_eq!(markers("avid", "m.txt", &[])["markers"], json!(2));
    let text = fs::read_to_string(shell.path("m.txt")).expect("markers");
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    // The mark behind a note ends with its row.
    for (line, (at, words)) in lines.iter().zip([("01:00:01:00", "Whole cue"), ("01:00:02:00", "Here")]) {
        assert!(line.starts_with(&format!("Kim\t{at}\tV1\tyellow\t1M01 {words} [nd:note:n")), "{line}");
        assert!(line.ends_with("]\t1"), "{line}");
    }
    assert_eq!(lines.len(), 2);
    assert_eq!(markers("edl", "m.edl", &["--private"])["markers"], json!(3));
    assert!(
        fs::read_to_string(shell.path("m.edl")).expect("markers").contains("* LOC: 01:00:02:00 YELLOW  1M01 Kim: Here")
    );
}

#[test]
fn the_report_says_what_to_do_next() {
    let shell = asked();
    shell.json(&[&OPEN[..], &["--reviewer", "Dana"]].concat());
    let report = shell.json(&["review", "report", "s.needledrop", "1x04"]);
    assert_eq!(report["rounds"][0]["counts"][0]["open"], json!(2));
    assert_eq!(report["next"][0]["words"], "2 cues wait for Dana");
    let ran = shell.run(&["review", "report", "s.needledrop", "1x04"]);
    assert!(
        ran.out.contains("Round 1: Dana; 2 waiting; open") && ran.out.contains("Dana (decides): 0 answered, 2 open"),
        "{}",
        ran.out
    );
}

#[test]
fn printed_minutes_show_the_frame_of_each_note_with_its_drawing() {
    let shell = asked();
    numbered(&shell.path("film.mp4"), "24", 50, &["-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "100", "-an"]);
    let cut = shell.json(&["episodes", "s.needledrop"])["episodes"][0]["cuts"][0]["id"].clone();
    let frame = 705_600_000_i64 / 24;
    edit(
        &shell,
        &[
            json!({ "type": "editCut", "cut": cut, "set": { "picture": shell.path("film.mp4") } }),
            json!({ "type": "addNote", "cut": cut, "at": 37 * frame, "author": "Dana", "body": "Here",
                "drawing": [{ "shape": "box", "points": [[1_000, 1_000], [6_000, 7_000]] }] }),
            json!({ "type": "addNote", "cut": cut, "at": 0, "author": "Dana", "body": "At the start" }),
        ],
    );
    let minutes = ["review", "minutes", "s.needledrop", "1x04", "-o"];
    shell.json(&[&minutes[..], &["m.pdf"]].concat());
    let frames = frames_of(&shell, "m.pdf");
    assert!(frames.contains(&37) && frames.contains(&0), "{frames:?}");
    // Without a picture the minutes are there all the same, and say so.
    fs::remove_file(shell.path("film.mp4")).expect("gone");
    shell.json(&[&minutes[..], &["n.pdf"]].concat());
    assert_eq!(frames_of(&shell, "n.pdf"), [0; 0]);
    assert!(printed(&shell.path("n.pdf")).contains("Without frames: the cut has no picture"));
    shell.json(&[&minutes[..], &["n.csv"]].concat());
}

/// The numbers of the frames that stand in a PDF.
fn frames_of(shell: &Shell, pdf: &str) -> Vec<u32> {
    let prefix = shell.path(&format!("{pdf}-"));
    let ran = std::process::Command::new("pdfimages").arg("-all").arg(shell.path(pdf)).arg(&prefix).output();
    assert!(ran.expect("pdfimages runs").status.success());
    let folder = fs::read_dir(shell.path("")).expect("the folder").flatten().map(|entry| entry.path());
    let images = folder.filter(|path| path.to_string_lossy().starts_with(&*prefix.to_string_lossy()));
    let mut found: Vec<u32> = images.flat_map(|path| numbers(&path)).collect();
    found.sort_unstable();
    found
}
