//! Notes as markers, and back: what we write of a note is known again wherever its form put author and number.

use std::str::FromStr;

use model::CueNumber;

use crate::timeline::Marker;

/// Stands behind a note whose author is known: where a form has no place for the author, the name stands before the words. How
/// often the name has what ends a name is said in it: `[nd:note:1]` for the author `Sound: Dana`.
const NOTE: &str = "[nd:note]";
/// Stands behind a note that nobody signed.
const UNSIGNED: &str = "[nd:text]";
/// Stands between an author and the words.
const NAME_END: &str = ": ";
/// The name of a marker whose note is about no cue.
pub const NO_CUE: &str = "Note";

/// A note as a marker of ours has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The cue that it is about, by number.
    pub cue: Option<CueNumber>,
    /// Who said it; empty where nobody signed it.
    pub author: String,
    /// What was said.
    pub body: String,
}

/// The words of a note for a marker's comment, with the mark by which they are known when they come back.
#[must_use]
pub fn marked(body: &str, author: &str) -> String {
    let author = author.split_whitespace().collect::<Vec<_>>().join(" ");
    match (author.is_empty(), author.matches(NAME_END).count()) {
        (true, _) => format!("{body} {UNSIGNED}"),
        (false, 0) => format!("{body} {NOTE}"),
        (false, ends) => format!("{body} [nd:note:{ends}]"),
    }
}

/// The note that a marker of ours is of; `None` for all others.
#[must_use]
pub fn noted(marker: &Marker) -> Option<Noted> {
    let (name, comment) = (marker.name.trim(), marker.comment.trim());
    let (text, signed) = if comment.is_empty() { without_mark(name) } else { without_mark(comment) }?;
    let apart = if comment.is_empty() { "" } else { name };
    let (head, mut rest) = match about(apart) {
        Some(cue) => (Some(cue), text.as_str()),
        None => match text.split_once(char::is_whitespace).and_then(|(word, rest)| Some((about(word)?, rest))) {
            Some((cue, rest)) => (Some(cue), rest.trim()),
            None => (None, text.as_str()),
        },
    };
    // Avid's table of markers has who noted it in the place of its name.
    let beside = if about(apart).is_none() { apart } else { "" };
    let told = [marker.author.trim(), beside].into_iter().find(|name| !name.is_empty());
    let author = match (signed, told) {
        (None, _) => "",
        (Some(_), Some(author)) => {
            // Where a program has both.
            rest = rest.strip_prefix(author).and_then(|rest| rest.strip_prefix(NAME_END)).unwrap_or(rest);
            author
        }
        (Some(ends), None) => match rest.match_indices(NAME_END).nth(ends) {
            Some((at, _)) => {
                let author = &rest[..at];
                rest = &rest[at + NAME_END.len()..];
                author
            }
            None => "",
        },
    };
    Some(Noted { cue: head.flatten(), author: author.trim().to_owned(), body: rest.trim().to_owned() })
}

/// What a marker of ours is about by its name: a cue, or none; `None` for another name.
fn about(name: &str) -> Option<Option<CueNumber>> {
    if name == NO_CUE { Some(None) } else { CueNumber::from_str(name).ok().map(Some) }
}

/// A text without the mark of a note, the last if it has more; where the note is signed, how often its author's name has what
/// ends a name.
fn without_mark(text: &str) -> Option<(String, Option<usize>)> {
    let small = text.to_ascii_lowercase();
    let (at, end, signed) = small.rmatch_indices("[nd:").find_map(|(at, _)| {
        let end = at + small[at..].find(']')? + 1;
        let signed = match &small[at..end] {
            NOTE => Some(0),
            UNSIGNED => None,
            other => Some(other.strip_prefix("[nd:note:")?.strip_suffix(']')?.parse().ok()?),
        };
        Some((at, end, signed))
    })?;
    let (before, after) = (&text[..at], &text[end..]);
    Some((format!("{}{after}", before.trim_end()).trim().to_owned(), signed))
}

#[cfg(test)]
mod tests {
    use timebase::{FrameRate, Frames};

    use super::*;
    use crate::markers::{MARKER_FORMS, Marker as Written, MarkerColour, MarkerSequence};
    use crate::placed::{PLACED_FORMS, PlacedCut};
    use crate::timeline::{Hints, read_timeline};

    fn of(cue: Option<&str>, author: &str, body: &str) -> Noted {
        Noted { cue: cue.map(|cue| cue.parse().expect("a number")), author: author.to_owned(), body: body.to_owned() }
    }

    fn written(note: &Noted) -> Vec<Written> {
        vec![Written {
            at: FrameRate::F25.position(Frames(50)),
            until: None,
            name: note.cue.map_or_else(|| NO_CUE.to_owned(), |cue| cue.to_string()),
            comment: marked(&note.body, &note.author),
            author: note.author.clone(),
            colour: MarkerColour::Yellow,
        }]
    }

    fn notes_of_ours() -> [Noted; 13] {
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
        ]
    }

    #[test]
    fn a_note_comes_back_as_it_was_through_every_form_however_often() {
        let rate = FrameRate::F25;
        let hints = Hints { rate: Some(rate) };
        let start = Frames(90_000);
        for note in notes_of_ours() {
            let of_markers = MARKER_FORMS.into_iter().map(|form| {
                let write =
                    move |markers| (form.write)(&MarkerSequence { title: "Cut".to_owned(), rate, start, markers });
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
}
