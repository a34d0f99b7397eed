use timebase::{FrameRate, Frames};

use super::*;
use crate::markers::{MARKER_FORMS, Marker as Written, MarkerColour, MarkerSequence};
use crate::placed::{PLACED_FORMS, PlacedCut};
use crate::timeline::{Hints, read_timeline};

fn of(cue: Option<&str>, author: &str, body: &str) -> Noted {
    Noted {
        id: None,
        cue: cue.map(|cue| cue.parse().expect("a number")),
        author: author.to_owned(),
        body: body.to_owned(),
        answers: Vec::new(),
    }
}

/// A note of a row, with answers.
fn answered(id: i64, note: Noted, answers: &[(&str, &str)]) -> Noted {
    let answers =
        answers.iter().map(|(author, body)| Answered { author: (*author).to_owned(), body: (*body).to_owned() });
    Noted { id: Some(NoteId(id)), answers: answers.collect(), ..note }
}

fn written(note: &Noted) -> Vec<Written> {
    vec![Written {
        at: FrameRate::F25.position(Frames(50)),
        until: None,
        name: note.cue.map_or_else(|| NO_CUE.to_owned(), |cue| cue.to_string()),
        comment: marked(note),
        author: note.author.clone(),
        colour: MarkerColour::Yellow,
    }]
}

fn notes_of_ours() -> [Noted; 23] {
    [
        of(None, "Dana", "less piano"),
        of(Some("4M07"), "Dana", "less piano, more \"strings\""),
        of(None, "Dana R. Lee", "Ending: too loud / Ben: yes"),
        of(None, "", "Intro: nobody signed it"),
        of(Some("1S02"), "", "Note Dana: quoted"),
        of(None, "Þóra", "4M07 is late"),
        // Names that have what ends a name; words that are signs, and the mark itself.
        of(None, "Sound: Dana", "less piano"),
        of(Some("4M07"), "A: B: C", "D: less piano"),
        of(None, "Dana:", "yes"),
        of(None, "Dana", "👍"),
        of(Some("1S02"), "", "?"),
        of(None, "Dana", "…"),
        of(None, "", "what is [nd:note] for"),
        // Rows and answers: words that look like answers, names with colons, nobody's, signs.
        answered(1, of(None, "Dana", "less piano"), &[]),
        answered(i64::MAX, of(Some("4M07"), "", "louder"), &[("Ben", "yes")]),
        answered(7, of(None, "A: B", "either / or: both"), &[("Ben", "no / Cy: yes"), ("C: D", "E: F"), ("", "?")]),
        answered(8, of(None, "Dana", "/"), &[("Dana R. Lee", "/ /"), ("Ben", "👍 :")]),
        answered(9, of(None, "", "Ben: quoted"), &[("Ben", "that is me")]),
        answered(3_i64 << 40, of(Some("1S02"), "Þóra", "late / Ben: no"), &[("Ben", "no"), ("Ben", "no")]),
        answered(11, of(None, "Dana", "what is [nd:note:n1:a1.1.1] for"), &[("Ben", "for [nd:text]")]),
        of(Some("4M07"), "Dana", "n1: a2.1.1"),
        // What parts columns, quotes and begins lines of some forms.
        of(Some("4M07"), "Lee, Dana; \"Sound\" * #1 \\ 'M' <a> & b", "a, b; c"),
        answered(12, of(None, "Dana", "late"), &[("Ben, Cy; \"D\" * # \\ < & '", "no"), ("/ A /", "yes")]),
    ]
}

#[test]
fn a_note_comes_back_as_it_was_through_every_form_however_often() {
    let rate = FrameRate::F25;
    let hints = Hints { rate: Some(rate) };
    let start = Frames(90_000);
    for note in notes_of_ours() {
        let of_markers = MARKER_FORMS.into_iter().map(|form| {
            let write = move |markers| (form.write)(&MarkerSequence { title: "Cut".to_owned(), rate, start, markers });
            (form.name, Box::new(write) as Box<dyn Fn(Vec<Written>) -> Vec<u8>>)
        });
        let of_lists = PLACED_FORMS.into_iter().filter_map(|form| {
            let write = form.write?;
            let whole = move |markers| {
                let cut = PlacedCut {
                    title: "Cut".to_owned(),
                    rate,
                    start,
                    length: rate.flicks(Frames(500)),
                    lanes: Vec::new(),
                    clips: Vec::new(),
                    markers,
                    muted: 0,
                };
                write(&cut).remove(0).bytes
            };
            Some((form.name, Box::new(whole) as Box<dyn Fn(Vec<Written>) -> Vec<u8>>))
        });
        for (name, write) in of_markers.chain(of_lists) {
            let mut now = note.clone();
            for trip in 1..=3 {
                let list =
                    read_timeline(&write(written(&now)), &hints).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(list.markers.len(), 1, "{name}");
                now = noted(&list.markers[0]).unwrap_or_else(|| panic!("{name}: {:?}", list.markers[0]));
                assert_eq!(now, note, "{name}, trip {trip}");
            }
        }
    }
}

#[test]
fn ends_of_lines_and_strokes_part_no_answer() {
    let note = answered(5, of(None, "Dana\u{202e}R", "wind\n  and | rain\u{1}x"), &[("B\tC", "yes\r\n|")]);
    let plain = answered(5, of(None, "Dana R", "wind and / rain x"), &[("B C", "yes /")]);
    let text = |note: &Noted| in_line(&marked(note)).replace('|', "/");
    assert_eq!(text(&note), text(&plain));
    // As it is, in a form that keeps it.
    let mut marker = Marker::at(crate::timeline::Time::frames(0), crate::timeline::Place::Line(1));
    (marker.name, marker.author, marker.comment) = (NO_CUE.to_owned(), note.author.clone(), marked(&note));
    let back = noted(&marker).expect("ours");
    assert_eq!((back.body.as_str(), back.answers[0].body.as_str()), (note.body.as_str(), "yes\r\n|"));
}

#[test]
fn words_that_were_changed_are_all_of_the_note() {
    let back = |comment: &str| {
        let mut marker = Marker::at(crate::timeline::Time::frames(0), crate::timeline::Place::Line(1));
        (marker.name, marker.comment) = (NO_CUE.to_owned(), comment.to_owned());
        noted(&marker).expect("ours")
    };
    let of_row = |body: &str| Noted { id: Some(NoteId(1)), ..of(None, "Dana", body) };
    for (comment, body) in [
        ("Dana: less loud piano / Ben: yes [nd:note:n1:a2.1.1]", "less loud piano / Ben: yes"),
        ("Dana: less piano / Ben: yes [nd:note:n1:a2.1.1] thanks", "less piano / Ben: yes thanks"),
        ("Dana: less piano [nd:note:n1:a2.1.1]", "less piano"),
        ("Dana: less piano / Ben yes [nd:note:n1:a2.1.1]", "less piano / Ben yes"),
        ("Dana: less [nd:note:n1:a1.18446744073709551615.1]", "less"),
    ] {
        let back = (back(comment).body, back(comment).answers.len());
        assert_eq!(back, (body.to_owned(), 0), "{comment}");
    }
    let one = back("Dana: less piano / Ben: yes [ND:NOTE:N1:A2.1.1]");
    assert_eq!(
        one,
        Noted { answers: vec![Answered { author: "Ben".into(), body: "yes".into() }], ..of_row("less piano") }
    );
}

#[test]
fn what_others_write_is_nobodys_note_of_ours() {
    let marker = |author: &str, name: &str, comment: &str| {
        let mut marker = Marker::at(crate::timeline::Time::frames(0), crate::timeline::Place::Line(1));
        (marker.author, marker.name, marker.comment) = (author.to_owned(), name.to_owned(), comment.to_owned());
        marker
    };
    assert_eq!(noted(&marker("", "4M07 Ending: less piano", "")), None);
    assert_eq!(noted(&marker("Dana", "Note", "less piano")), None);
    // Avid's table has who it was in the name; a program may write both, or in capitals.
    let dana = of(Some("4M07"), "Dana", "less piano");
    assert_eq!(noted(&marker("", "Dana", "4M07 less piano [nd:note]")), Some(dana.clone()));
    assert_eq!(noted(&marker("Dana", "4M07", "Dana: less piano [ND:NOTE]")), Some(dana));
}
