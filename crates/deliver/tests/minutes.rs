//! Minutes of a review, as a table and printed.
#![allow(clippy::unwrap_used)]

mod common;

use common::{file, run};
use deliver::{Form, Minutes, MinutesNote, MinutesRound, render_minutes};

#[test]
fn a_note_says_on_which_alternate_and_version_it_was() {
    let note = |letter: &str, version: i64, body: &str| MinutesNote {
        cue: "1M01".into(),
        letter: letter.into(),
        track: if letter.is_empty() { String::new() } else { "Silent Echoes".into() },
        version,
        body: body.into(),
        ..MinutesNote::default()
    };
    let notes = vec![note("B", 2, "Strings too early"), note("", 0, "Longer here")];
    let round = MinutesRound { title: "Round 1".into(), notes, ..MinutesRound::default() };
    let minutes = Minutes { episode: "1x04".into(), rounds: vec![round], ..Minutes::default() };
    let table = String::from_utf8(render_minutes(&minutes, Form::Csv).unwrap()).unwrap();
    let line = |body: &str| table.lines().find(|line| line.contains(body)).unwrap().to_owned();
    assert!(line("Strings").starts_with("Round 1,1M01,,B,Silent Echoes,"), "{table}");
    assert!(line("Strings").ends_with(",2") && line("Longer").ends_with(','), "{table}");
    let (_folder, path) = file("minutes.pdf", &render_minutes(&minutes, Form::Pdf).unwrap());
    let printed = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    for words in ["Alternate", "B", "Silent", "version 2"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}
