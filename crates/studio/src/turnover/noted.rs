//! Notes of the cut, as markers that come back are held to them.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use interchange::markers::{Answered, NO_CUE, Noted, in_line};
use interchange::timeline::Marker;
use model::{CueId, CueNumber, Note, NoteId};
use timebase::Position;

/// Where a cue begins, and its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct CuePlace {
    pub at: Position,
    pub number: CueNumber,
}

/// The cues of a cut.
pub(super) type CuePlaces = HashMap<CueId, CuePlace>;

/// The notes of a cut. A note of ours that comes back is the one of its row, whatever its author is called by now, if it stands
/// where that one stands and says the same; else one with its words, its author and its cue. No note is two markers' of ours.
pub(super) struct Known<'a> {
    cues: &'a CuePlaces,
    numbers: HashSet<CueNumber>,
    by_row: HashMap<NoteId, &'a Note>,
    by_place: HashMap<Position, Vec<&'a Note>>,
    answers: HashMap<NoteId, Vec<&'a Note>>,
    claimed: HashSet<NoteId>,
}

impl<'a> Known<'a> {
    pub(super) fn of(notes: &'a [Note], cues: &'a CuePlaces) -> Self {
        let mut known = Self {
            cues,
            numbers: cues.values().map(|cue| cue.number).collect(),
            by_row: notes.iter().map(|note| (note.id, note)).collect(),
            by_place: HashMap::new(),
            answers: HashMap::new(),
            claimed: HashSet::new(),
        };
        for note in notes {
            if let Some(place) = known.place(note) {
                known.by_place.entry(place).or_default().push(note);
            }
            if let Some(of) = note.answers {
                known.answers.entry(of).or_default().push(note);
            }
        }
        known
    }

    /// One on a whole cue stands where the cue begins.
    fn place(&self, note: &Note) -> Option<Position> {
        note.at.or_else(|| Some(self.cues.get(&note.cue?)?.at))
    }

    fn answers_of(&self, note: &Note) -> &[&'a Note] {
        self.answers.get(&note.id).map_or(&[], Vec::as_slice)
    }

    /// Keeps the note whose row a marker names for that marker, if it is that note still.
    pub(super) fn claim(&mut self, at: Position, own: &Noted) {
        let named = own.id.and_then(|id| self.by_row.get(&id));
        if named.is_some_and(|note| {
            self.place(note) == Some(at) && Said::of_ours(own).has_words_of(note, self.answers_of(note))
        }) {
            self.claimed.extend(own.id);
        }
    }

    /// The note of the cut that a marker is.
    pub(super) fn there(&mut self, at: Position, said: &Said) -> Option<&'a Note> {
        if let Some(id) = said.row.filter(|id| self.claimed.contains(id)) {
            return self.by_row.get(&id).copied();
        }
        let is_it = |note: &&&Note| {
            let is_free = !said.is_ours || !self.claimed.contains(&note.id);
            is_free && self.is_about(said, note) && said.is_of(note, self.answers_of(note))
        };
        let note = self.by_place.get(&at)?.iter().find(is_it).copied()?;
        if said.is_ours {
            self.claimed.insert(note.id);
        }
        Some(note)
    }

    /// Whether a note is about the cue that a note of ours names; a number that the cut does not have says nothing.
    fn is_about(&self, said: &Said, note: &Note) -> bool {
        let own = note.cue.and_then(|cue| self.cues.get(&cue)).map(|cue| cue.number);
        !said.is_ours || said.cue == own || said.cue.is_some_and(|number| !self.numbers.contains(&number))
    }

    /// What of the answers to a note of the cut it does not have. An answer of a reviewer, whose name may be another by now, is
    /// known by its words.
    pub(super) fn unanswered(&self, note: &Note, mut answers: Vec<Answered>) -> Vec<Answered> {
        let mut left: Vec<&Note> = self.answers_of(note).to_vec();
        for by_name in [true, false] {
            answers.retain(|answer| {
                let is_it = |note: &&Note| {
                    let is_by = if by_name {
                        alike(&spaced(&answer.author), &spaced(&note.author))
                    } else {
                        note.reviewer.is_some()
                    };
                    is_by && alike(&spaced(&answer.body), &spaced(&note.body))
                };
                match left.iter().position(is_it) {
                    Some(at) => {
                        left.remove(at);
                        false
                    }
                    None => true,
                }
            });
        }
        answers
    }
}

/// What a marker says, as notes are compared with it: a note is the same if its words are, and its author where the marker has
/// one. Forms that write lines have blanks where a text has ends of lines.
pub(super) struct Said {
    is_ours: bool,
    /// The row and the cue of a note of ours.
    row: Option<NoteId>,
    cue: Option<CueNumber>,
    /// Who says it; nobody in a note of ours that is not signed, `None` where the marker does not tell.
    author: Option<String>,
    /// Its words, and other ways in which a note of them is kept or was written.
    words: Vec<String>,
    /// Of a marker that is no note of ours: what may begin with an author's name, as an older Needledrop wrote it.
    named: Vec<String>,
}

impl Said {
    /// What a marker says; `text` is its name and its comment as one.
    pub(super) fn of(marker: &Marker, own: Option<&Noted>, text: &str) -> Self {
        let Some(own) = own else {
            let mut words = vec![spaced(text)];
            let author = Some(spaced(&marker.author)).filter(|author| !author.is_empty());
            // Our own name of a marker before its words.
            let bare = words[0].split_once(' ').and_then(|(head, rest)| {
                let head = head.trim_end_matches(':');
                (head == NO_CUE || CueNumber::from_str(head).is_ok()).then(|| rest.to_owned())
            });
            let named = words.iter().cloned().chain(bare.clone()).collect();
            words.extend(bare.filter(|_| author.is_some()));
            return Self { is_ours: false, row: None, cue: None, author, words, named };
        };
        Self::of_ours(own)
    }

    fn of_ours(own: &Noted) -> Self {
        let mut words = vec![spaced(&own.body)];
        // A note on a cue that the cut does not have is kept with the number before it.
        words.extend(own.cue.map(|cue| format!("{cue}: {}", words[0])));
        let author = Some(spaced(&own.author));
        Self { is_ours: true, row: own.id, cue: own.cue, author, words, named: Vec::new() }
    }

    fn is_of(&self, note: &Note, answers: &[&Note]) -> bool {
        let author = spaced(&note.author);
        if self.author.as_ref().is_some_and(|own| !alike(own, &author)) {
            return false;
        }
        let without_name = |text: &String| {
            let names = [author.clone(), author.replace('|', "/"), author.replace('`', "'")];
            names.iter().find_map(|name| Some(text.strip_prefix(name)?.strip_prefix(": ")?.to_owned()))
        };
        let named: Vec<String> =
            if author.is_empty() { Vec::new() } else { self.named.iter().filter_map(without_name).collect() };
        self.has_words_of(note, answers)
            || written(note, answers).iter().any(|text| named.iter().any(|words| alike(words, text)))
    }

    /// Whether it says what a note says, whoever said it.
    fn has_words_of(&self, note: &Note, answers: &[&Note]) -> bool {
        written(note, answers).iter().any(|text| self.words.iter().any(|words| alike(words, text)))
    }
}

/// Whether words or a name that were read are those of a note. Resolve has strokes of its own: in its form they lean; in
/// Reaper's, where a text has all three kinds of quotes, the backward ones are straight.
fn alike(read: &str, text: &str) -> bool {
    read == text || read == text.replace('|', "/") || read == text.replace('`', "'")
}

/// What markers of a note say, with blanks for ends of lines: its words, and, as an older Needledrop wrote it, behind them as many
/// answers as it had at the time, with those that are private or without.
fn written(note: &Note, answers: &[&Note]) -> Vec<String> {
    let mut all = vec![spaced(&note.body)];
    for private in [false, true] {
        let mut text = note.body.clone();
        for answer in answers.iter().filter(|one| private || !one.private) {
            text = format!("{text} / {}: {}", answer.author, answer.body);
            all.push(spaced(&text));
        }
    }
    all
}

/// A text as forms of lines write it: one blank between its words.
pub(super) fn spaced(text: &str) -> String {
    in_line(text)
}

#[cfg(test)]
#[path = "tests_noted.rs"]
mod tests;
