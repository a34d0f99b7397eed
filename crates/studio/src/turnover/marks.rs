//! Hits, notes and scenes from markers.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use interchange::markers::{NO_CUE, Noted, noted};
use interchange::timeline::{Marker, Timeline};
use model::{CueNumber, Cut, Hit, Note, NoteId};
use timebase::{Position, Timecode};

use super::TimelineAsked;
use super::clips;
use super::clock::Line;
use crate::edits::{ImportedHit, ImportedNote};
use crate::views::{ImportMarkerRow, MarkerFate, NO_LABEL};

/// Letters of a marker that are still a label; longer ones are remarks.
const LABEL: usize = 60;
/// Who noted what a file does not name.
const EDITOR: &str = "Editor";

/// A marker as it is proposed.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub row: ImportMarkerRow,
    pub at: Position,
    pub until: Option<Position>,
    /// The cue that it is about, and whether it is a note that we wrote.
    pub cue: Option<CueNumber>,
    pub is_ours: bool,
    /// The scene that it begins, where it says so: its number and what else it says.
    pub scene: Option<(String, String)>,
}

/// Where the cues of a cut begin, by the numbers of their rows.
pub(super) type Places = HashMap<i64, Position>;

/// The markers of a file that lie on the cut, in time; how many lie outside it.
pub(super) fn marks(
    timeline: &Timeline,
    line: &Line,
    cut: &Cut,
    (hits, notes, cues): (&[Hit], &[Note], &Places),
    asked: &TimelineAsked,
) -> (Vec<Mark>, usize) {
    let mut own: Vec<(Position, &Marker)> =
        timeline.markers.iter().map(|marker| (line.frame(marker.at.position(line.counting)), marker)).collect();
    own.sort_by_key(|(at, _)| *at);
    let count = own.len();
    own.retain(|(at, _)| cut.span().contains(*at));
    let outside = count - own.len();
    let scenes = own.iter().filter(|(_, marker)| scene_of(marker).is_some()).count();
    // A file whose markers are scenes for the most part names scenes; one marker among others may be about one.
    let names_scenes = scenes >= 3 && scenes * 2 >= own.len();
    let known = Known::of(hits, notes, cues);
    let mut marks = Vec::with_capacity(own.len());
    for (nth, (at, marker)) in own.into_iter().enumerate() {
        let key = format!("m{}", nth + 1);
        let until = marker.until.map(|until| line.frame(until.position(line.counting))).filter(|until| *until > at);
        let own = noted(marker);
        let (text, id) = match &own {
            Some(own) => (own.body.clone(), None),
            None => clips::without_ids(&text_of(marker)),
        };
        let text = text.trim().to_owned();
        let cue = own.as_ref().and_then(|own| own.cue);
        let scene = if own.is_some() { None } else { scene_of(marker) };
        let is_note = own.is_some()
            || until.is_some_and(|until| until - at > cut.rate.frame())
            || (!marker.comment.trim().is_empty() && !marker.name.trim().is_empty() && !same(marker))
            || text.chars().count() > LABEL
            || text.contains('\n');
        let usual = match () {
            () if text.is_empty() => MarkerFate::Hit,
            () if scene.is_some() && names_scenes => MarkerFate::Scene,
            () if is_note => MarkerFate::Note,
            () => MarkerFate::Hit,
        };
        let decided = asked.decision(&key);
        let mut fate = decided.and_then(|row| row.becomes).unwrap_or(usual);
        if fate == MarkerFate::Scene && scene.is_none() {
            fate = MarkerFate::Hit;
        }
        let said = Said::of(marker, own.as_ref(), &text);
        let is_noted = || known.has_note(at, &said);
        let is_there = match fate {
            MarkerFate::Hit => known.has_hit(at, &text),
            MarkerFate::Note => is_noted(),
            MarkerFate::Scene | MarkerFate::Same | MarkerFate::LeftOut => false,
        };
        // A cue of the cut that we wrote as a marker: it is there. One that was moved is what its editor says of it.
        let is_cue = id.is_some_and(|id| cues.get(&id) == Some(&at));
        if is_cue || is_there || (fate == MarkerFate::Hit && is_noted()) {
            fate = MarkerFate::Same;
        }
        if decided.and_then(|row| row.takes) == Some(false) {
            fate = MarkerFate::LeftOut;
        }
        let label = |at: Position| cut.timecode(at).to_string();
        let row = ImportMarkerRow {
            at: label(at),
            until: until.map(label),
            author: own.as_ref().map_or_else(|| marker.author.clone(), |own: &Noted| own.author.clone()),
            colour: marker.colour.clone(),
            track: marker.track.clone(),
            at_point: at,
            key,
            fate,
            text,
        };
        marks.push(Mark { row, at, until, cue, is_ours: own.is_some(), scene });
    }
    (marks, outside)
}

/// Hits and notes that are taken.
pub(super) fn taken(marks: &[Mark]) -> (Vec<ImportedHit>, Vec<ImportedNote>) {
    let (mut hits, mut notes) = (Vec::new(), Vec::new());
    for mark in marks {
        match mark.row.fate {
            MarkerFate::Hit => hits.push(ImportedHit { at: mark.at, label: mark.row.text.clone() }),
            MarkerFate::Note => notes.push(ImportedNote {
                at: mark.at,
                until: mark.until,
                author: match mark.row.author.trim() {
                    "" if !mark.is_ours => EDITOR.to_owned(),
                    author => author.to_owned(),
                },
                body: mark.row.text.clone(),
                cue: mark.cue,
            }),
            MarkerFate::Scene | MarkerFate::Same | MarkerFate::LeftOut => {}
        }
    }
    (hits, notes)
}

fn same(marker: &Marker) -> bool {
    spaced(&marker.name).to_lowercase() == spaced(&marker.comment).to_lowercase()
}

/// Name and comment as one text.
fn text_of(marker: &Marker) -> String {
    let (name, comment) = (marker.name.trim(), marker.comment.trim());
    match (name.is_empty(), comment.is_empty() || same(marker)) {
        (false, false) => format!("{name}: {comment}"),
        (true, false) => comment.to_owned(),
        (_, true) => if name.is_empty() { comment } else { name }.to_owned(),
    }
}

/// What a marker says, as notes are compared with it: a note is the same if its words are, and its author where the marker has
/// one. Forms that write lines have blanks where a text has ends of lines.
struct Said {
    /// Who says it; nobody in a note of ours that is not signed, `None` where the marker does not tell.
    author: Option<String>,
    /// Its words, and other ways in which a note of them is kept or was written.
    words: Vec<String>,
    /// Of a marker that is no note of ours: what may begin with an author's name, as an older Needledrop wrote it.
    named: Vec<String>,
}

impl Said {
    fn of(marker: &Marker, own: Option<&Noted>, text: &str) -> Self {
        let mut words = vec![spaced(text)];
        let Some(own) = own else {
            let author = Some(spaced(&marker.author)).filter(|author| !author.is_empty());
            // Our own name of a marker before its words.
            let bare = words[0].split_once(' ').and_then(|(head, rest)| {
                let head = head.trim_end_matches(':');
                (head == NO_CUE || CueNumber::from_str(head).is_ok()).then(|| rest.to_owned())
            });
            let named = words.iter().cloned().chain(bare.clone()).collect();
            words.extend(bare.filter(|_| author.is_some()));
            return Self { author, words, named };
        };
        // A note on a cue that the cut does not have is kept with the number before it.
        words.extend(own.cue.map(|cue| format!("{cue}: {}", words[0])));
        Self { author: Some(spaced(&own.author)), words, named: Vec::new() }
    }
}

/// What is on a cut, by where it stands: a file of thousands of markers is held against a cut of thousands of notes.
struct Known {
    hits: HashMap<Position, HashSet<String>>,
    /// Who said it, by what markers of it say.
    notes: HashMap<Position, HashMap<String, HashSet<String>>>,
}

impl Known {
    fn of(hits: &[Hit], notes: &[Note], cues: &Places) -> Self {
        let mut known = Self { hits: HashMap::new(), notes: HashMap::new() };
        for hit in hits {
            let labels = known.hits.entry(hit.at).or_default();
            labels.insert(hit.label.clone());
            if hit.label.is_empty() {
                labels.insert(NO_LABEL.to_owned());
            }
        }
        let mut answers: HashMap<NoteId, Vec<&Note>> = HashMap::new();
        for note in notes {
            if let Some(answered) = note.answers {
                answers.entry(answered).or_default().push(note);
            }
        }
        for note in notes {
            // One on a whole cue stands where the cue begins.
            let Some(at) = note.at.or_else(|| note.cue.and_then(|cue| cues.get(&cue.0).copied())) else { continue };
            let here = known.notes.entry(at).or_default();
            let author = spaced(&note.author);
            for text in written(note, answers.get(&note.id).map_or(&[], Vec::as_slice)) {
                // Resolve has strokes of its own: in its form they lean.
                let leaning = text.contains('|').then(|| text.replace('|', "/"));
                for text in leaning.into_iter().chain([text]) {
                    here.entry(text).or_default().insert(author.clone());
                }
            }
        }
        known
    }

    /// Whether a hit is what a marker names; one without a label is written as `Hit`.
    fn has_hit(&self, at: Position, text: &str) -> bool {
        self.hits.get(&at).is_some_and(|labels| labels.contains(text))
    }

    fn has_note(&self, at: Position, said: &Said) -> bool {
        let Some(here) = self.notes.get(&at) else { return false };
        let by = |author: &str| said.author.as_deref().is_none_or(|own| own == author);
        let says = |words: &String| here.get(words).is_some_and(|authors| authors.iter().any(|author| by(author)));
        let says_named = |text: &String| {
            text.match_indices(": ").any(|(end, mark)| {
                let (author, words) = (&text[..end], &text[end + mark.len()..]);
                !author.is_empty() && by(author) && here.get(words).is_some_and(|authors| authors.contains(author))
            })
        };
        said.words.iter().any(says) || said.named.iter().any(says_named)
    }
}

/// Answers that a marker may have behind its note, besides all of them.
const MOST_ANSWERS: usize = 64;

/// What markers of a note say, with blanks for ends of lines: its words, and behind them as many answers as it had at the time,
/// with those that are private or without.
fn written(note: &Note, answers: &[&Note]) -> Vec<String> {
    let mut all = vec![spaced(&note.body)];
    for private in [false, true] {
        let mut text = note.body.clone();
        let own: Vec<&&Note> = answers.iter().filter(|one| private || !one.private).collect();
        for (nth, answer) in own.iter().enumerate() {
            text.push_str(&format!(" / {}: {}", answer.author, answer.body));
            if nth < MOST_ANSWERS || nth + 1 == own.len() {
                all.push(spaced(&text));
            }
        }
    }
    all
}

/// A text with one blank between its words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Scene 22A: the harbour`, `Sc. 22`, `SC22A` and chapters: number and the rest.
fn scene_of(marker: &Marker) -> Option<(String, String)> {
    let text = text_of(marker);
    let lower = text.to_lowercase();
    let rest =
        ["scene", "sc.", "szene", "sc"].iter().find_map(|head| lower.starts_with(head).then(|| &text[head.len()..]));
    let rest = match rest {
        Some(rest) => rest.trim_start_matches([' ', '#', ':', '_', '-']),
        None if marker.kind.eq_ignore_ascii_case("chapter") => return Some((String::new(), text)),
        None => return None,
    };
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..end];
    if !number.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) || number.len() > 8 {
        return None;
    }
    Some((number.to_uppercase(), rest[end..].trim_matches([' ', ':', '-', '–', '.']).to_owned()))
}

/// The label of a moment of a file.
pub(super) fn label(at: Position, line: &Line) -> String {
    let rate = line.counting.rate;
    Timecode::from_frames(rate.frame_nearest(at), rate).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use interchange::timeline::{Place, Time};
    use model::{CutId, NoteId};
    use timebase::Flicks;

    fn marker(name: &str, comment: &str, kind: &str) -> Marker {
        let mut marker = Marker::at(Time::Exact(Flicks::ZERO), Place::Line(1));
        (marker.name, marker.comment, marker.kind) = (name.to_owned(), comment.to_owned(), kind.to_owned());
        marker
    }

    #[test]
    fn scenes_are_known_by_their_markers() {
        let scene = |name| scene_of(&marker(name, "", ""));
        let told = |number: &str, rest: &str| Some((number.to_owned(), rest.to_owned()));
        assert_eq!(scene("Scene 22A: the harbour"), told("22A", "the harbour"));
        assert_eq!((scene("SC_104"), scene("Sc. 7 - night")), (told("104", ""), told("7", "night")));
        assert_eq!((scene("Score starts"), scene("screen comp 3"), scene("hit")), (None, None, None));
        assert_eq!(scene_of(&marker("Teaser", "", "Chapter")), told("", "Teaser"));
    }

    fn note(id: i64, author: &str, body: &str) -> Note {
        Note { at: Some(Position::ZERO), ..Note::new(NoteId(id), CutId(1), author, body) }
    }

    fn has(notes: &[Note], said: &Said) -> bool {
        Known::of(&[], notes, &Places::new()).has_note(Position::ZERO, said)
    }

    /// Whether a note of ours that comes back, by its author and its words, is the first of the notes.
    fn is_back(notes: &[Note], author: &str, body: &str) -> bool {
        let own = Noted { cue: None, author: author.to_owned(), body: body.to_owned() };
        has(notes, &Said::of(&marker("Note", body, ""), Some(&own), body))
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
    }

    #[test]
    fn answers_behind_a_note_and_a_number_before_it_are_no_new_note() {
        let mut answers = [note(2, "Ben", "yes"), note(3, "Eve", "between us"), note(4, "Cy", "no")];
        for answer in &mut answers {
            answer.answers = Some(NoteId(1));
            answer.private = answer.author == "Eve";
        }
        let notes: Vec<Note> = std::iter::once(note(1, "Dana", "Softer")).chain(answers).collect();
        for text in ["Softer", "Softer / Ben: yes", "Softer / Ben: yes / Cy: no", "Softer / Ben: yes / Eve: between us"]
        {
            assert!(is_back(&notes, "Dana", text), "{text}");
        }
        assert!(!is_back(&notes, "Dana", "Softer / Ben: no") && !is_back(&notes, "Dana", "Softer / Cy: no"));
        // However many they are.
        let many: Vec<Note> =
            (0..500).map(|nth| Note { answers: Some(NoteId(1)), ..note(10 + nth, "B", "y") }).collect();
        let all: Vec<Note> = std::iter::once(note(1, "Dana", "Softer")).chain(many).collect();
        assert!(is_back(&all, "Dana", &format!("Softer{}", " / B: y".repeat(500))));
        let own = Noted { cue: "4M07".parse().ok(), author: String::new(), body: "late".to_owned() };
        let kept = note(1, "", "4M07: late");
        assert!(has(&[kept], &Said::of(&marker("4M07", "late", ""), Some(&own), "late")));
    }

    #[test]
    fn a_plain_marker_says_a_note_by_its_words_or_behind_its_author() {
        let says = |author: &str, text: &str| {
            let mut one = marker(text, "", "");
            author.clone_into(&mut one.author);
            has(&[note(1, "Dana", "louder")], &Said::of(&one, None, text))
        };
        for text in ["louder", "Dana: louder", "4M07: Dana: louder", "Note Dana: louder"] {
            assert!(says("", text), "{text}");
        }
        assert!(says("Dana", "4M07 louder") && says("Dana", "Note: louder"));
        for (author, text) in
            [("", "please not louder"), ("", "Priya: louder"), ("Priya", "louder"), ("", "4M07: louder")]
        {
            assert!(!says(author, text), "{author}: {text}");
        }
    }

    #[test]
    fn names_and_comments_are_one_text() {
        assert_eq!(text_of(&marker("wave", "breaks here", "")), "wave: breaks here");
        assert_eq!(text_of(&marker("wave", "Wave", "")), "wave");
        assert_eq!(text_of(&marker("2 dB", "-2 dB", "")), "2 dB: -2 dB");
        assert_eq!((text_of(&marker("", "cut!", "")), text_of(&marker("", "", ""))), ("cut!".into(), String::new()));
    }
}
