use interchange::timeline::{Place, Time};
use model::CutId;
use timebase::Flicks;

use super::*;

fn note(id: i64, author: &str, body: &str) -> Note {
    Note { at: Some(Position::ZERO), ..Note::new(NoteId(id), CutId(1), author, body) }
}

/// A note of ours as a marker has it.
fn own(id: Option<i64>, cue: Option<&str>, author: &str, body: &str) -> Noted {
    Noted {
        id: id.map(NoteId),
        cue: cue.and_then(|cue| cue.parse().ok()),
        author: author.to_owned(),
        body: body.to_owned(),
        answers: Vec::new(),
    }
}

fn marker(text: &str) -> Marker {
    let mut marker = Marker::at(Time::Exact(Flicks::ZERO), Place::Line(1));
    text.clone_into(&mut marker.name);
    marker
}

/// The rows of the notes that markers of ours at the cut's first frame are.
fn rows(notes: &[Note], cues: &CuePlaces, markers: &[Noted]) -> Vec<Option<i64>> {
    let mut known = Known::of(notes, cues);
    markers.iter().for_each(|own| known.claim(Position::ZERO, own));
    let there = |own: &Noted| known.there(Position::ZERO, &Said::of_ours(own)).map(|note| note.id.0);
    markers.iter().map(there).collect()
}

/// Whether a note of ours that comes back, by its author and its words, is the first of the notes.
fn is_back(notes: &[Note], author: &str, body: &str) -> bool {
    rows(notes, &CuePlaces::new(), &[own(None, None, author, body)]) == [Some(1)]
}

#[test]
fn a_note_is_there_only_if_author_and_words_are() {
    for (there, comes) in [
        ("louder", "not louder"),
        ("Use the song here", "Do not use the song here"),
        ("Keep it", "Keep it?"),
        ("5 dB down", "1.5 dB down"),
        ("2 dB", "-2 dB"),
        ("US version", "us version"),
        ("Softer", "Softer / no, louder at the end"),
        ("👍", "👎"),
        ("?", "!"),
    ] {
        let notes = [note(1, "Dana", there)];
        assert!(!is_back(&notes, "Dana", comes), "{comes}");
        assert!(is_back(&notes, "Dana", there) && !is_back(&notes, "Priya", there), "{there}");
        assert!(!is_back(&notes, "", there), "{there}: nobody signed what comes");
    }
    assert!(is_back(&[note(1, "", "?")], "", "?"));
    // Ends of lines are blanks in a form of lines, and Resolve's strokes lean.
    assert!(is_back(&[note(1, "Dana ", "wind\n  and | rain")], "Dana", "wind and / rain"));
    assert!(is_back(&[note(1, "Dana | Sound", "louder")], "Dana / Sound", "louder"));
    assert!(!is_back(&[note(1, "Dana / Sound", "louder")], "Dana | Sound", "louder"));
    // Reaper's form has two kinds of quotes beside its own.
    assert!(is_back(&[note(1, "`D` \"R\" 'L'", "`a` \"b\" 'c'")], "'D' \"R\" 'L'", "'a' \"b\" 'c'"));
}

#[test]
fn answers_behind_a_note_and_a_number_before_it_are_no_new_note() {
    let mut answers = [note(2, "Ben", "yes"), note(3, "Eve", "between us"), note(4, "Cy", "no")];
    for answer in &mut answers {
        answer.answers = Some(NoteId(1));
        answer.private = answer.author == "Eve";
    }
    let notes: Vec<Note> = std::iter::once(note(1, "Dana", "Softer")).chain(answers).collect();
    for text in ["Softer", "Softer / Ben: yes", "Softer / Ben: yes / Cy: no", "Softer / Ben: yes / Eve: between us"] {
        assert!(is_back(&notes, "Dana", text), "{text}");
    }
    assert!(!is_back(&notes, "Dana", "Softer / Ben: no") && !is_back(&notes, "Dana", "Softer / Cy: no"));
    let late = own(None, Some("4M07"), "", "late");
    assert_eq!(rows(&[note(1, "", "4M07: late")], &CuePlaces::new(), &[late]), [Some(1)]);
}

/// Two cues that begin with the cut.
fn two_cues() -> CuePlaces {
    let place = |number: &str| CuePlace { at: Position::ZERO, number: number.parse().expect("a number") };
    CuePlaces::from([(CueId(1), place("1M01")), (CueId(2), place("1M02"))])
}

#[test]
fn the_same_words_on_two_cues_are_two_notes() {
    let on = |id, cue| Note { cue: Some(CueId(cue)), ..note(id, "Dana", "louder") };
    let cues = two_cues();
    let markers = [own(None, Some("1M02"), "Dana", "louder"), own(None, Some("1M01"), "Dana", "louder")];
    assert_eq!(rows(&[on(1, 1), on(2, 2)], &cues, &markers), [Some(2), Some(1)]);
    assert_eq!(rows(&[on(1, 1)], &cues, &markers), [None, Some(1)]);
    // On no cue it is a third; of a cue that is gone the words count.
    assert_eq!(rows(&[on(1, 1)], &cues, &[own(None, None, "Dana", "louder")]), [None]);
    assert_eq!(rows(&[note(1, "Dana", "louder")], &cues, &[own(None, Some("1M09"), "Dana", "louder")]), [Some(1)]);
    // A note that was said twice is two notes; one of them alone is one.
    let twice = [own(None, None, "Dana", "yes"), own(None, None, "Dana", "yes")];
    assert_eq!(rows(&[note(1, "Dana", "yes"), note(2, "Dana", "yes")], &cues, &twice), [Some(1), Some(2)]);
    assert_eq!(rows(&[note(1, "Dana", "yes")], &cues, &twice), [Some(1), None]);
}

#[test]
fn a_note_is_the_one_of_its_row_whatever_its_author_is_called() {
    let notes = [note(1, "Dana", "louder"), note(2, "Dana", "louder")];
    let by = |id, author: &str, body: &str| own(Some(id), None, author, body);
    let cues = two_cues();
    assert_eq!(rows(&notes, &cues, &[by(2, "Dana Lee", "louder"), by(1, "Dana", "louder")]), [Some(2), Some(1)]);
    // Its words were changed, or its row is of another show: words and author count.
    assert_eq!(rows(&notes, &cues, &[by(2, "Dana Lee", "softer"), by(9, "Dana Lee", "louder")]), [None, None]);
    assert_eq!(rows(&notes, &cues, &[by(9, "Dana", "louder"), by(1, "Dana", "louder")]), [Some(2), Some(1)]);
    // Moved to another frame it is a note there.
    let mut known = Known::of(&notes, &cues);
    let moved = by(1, "Dana", "louder");
    known.claim(Position(1), &moved);
    assert!(known.there(Position(1), &Said::of_ours(&moved)).is_none());
}

#[test]
fn answers_that_are_there_are_not_said_again() {
    let answer = |id, author: &str, body: &str| Note { answers: Some(NoteId(1)), at: None, ..note(id, author, body) };
    let of_reviewer = Note { reviewer: Some(model::ReviewerId(5)), ..answer(4, "Cy", "no") };
    let struck = answer(5, "Ed | Sound", "so | so");
    let notes = [note(1, "Dana", "louder"), answer(2, "Ben", "yes"), answer(3, "Ben", "yes"), of_reviewer, struck];
    let cues = CuePlaces::new();
    let left = |answers: &[(&str, &str)]| {
        let all = answers.iter().map(|(author, body)| Answered { author: (*author).into(), body: (*body).into() });
        let left = Known::of(&notes, &cues).unanswered(&notes[0], all.collect());
        left.into_iter().map(|one| format!("{}: {}", one.author, one.body)).collect::<Vec<_>>()
    };
    assert!(left(&[("Ben", "yes"), ("Cy Young", "no"), ("Ben", "yes")]).is_empty());
    assert!(left(&[("Ed / Sound", "so / so")]).is_empty() && left(&[("Ed | Sound", "so | so")]).is_empty());
    assert_eq!(left(&[("Ben", "yes"), ("Ben", "yes"), ("Ben", "yes")]), ["Ben: yes"]);
    assert_eq!(left(&[("Eve", "yes"), ("Cy", "no"), ("Cy", "no")]), ["Eve: yes", "Cy: no"]);
}

#[test]
fn a_plain_marker_says_a_note_by_its_words_or_behind_its_author() {
    let says = |author: &str, text: &str| {
        let mut one = marker(text);
        author.clone_into(&mut one.author);
        Said::of(&one, None, text).is_of(&note(1, "Dana", "louder"), &[])
    };
    for text in ["louder", "Dana: louder", "4M07: Dana: louder", "Note Dana: louder"] {
        assert!(says("", text), "{text}");
    }
    assert!(says("Dana", "4M07 louder") && says("Dana", "Note: louder"));
    for (author, text) in [("", "please not louder"), ("", "Priya: louder"), ("Priya", "louder"), ("", "4M07: louder")]
    {
        assert!(!says(author, text), "{author}: {text}");
    }
}
