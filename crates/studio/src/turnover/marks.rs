//! Hits, notes and scenes from markers.

use std::collections::HashMap;

use interchange::markers::{Answered, Noted, noted};
use interchange::timeline::{Marker, Timeline};
use model::{CueId, CueNumber, Cut, Hit, Note, NoteId};
use timebase::{Position, Timecode};

use super::TimelineAsked;
use super::clips;
use super::clock::Line;
use super::noted::{CuePlaces, Known, Said, spaced};
use crate::edits::{ImportedAnswer, ImportedHit, ImportedNote};
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
    /// Its words, without what was answered.
    pub body: String,
    /// What was answered to it, of which the cut has nothing.
    pub answers: Vec<Answered>,
    /// The note of the cut that is answered, where nothing but answers is new.
    pub answering: Option<NoteId>,
    /// The scene that it begins, where it says so: its number and what else it says.
    pub scene: Option<(String, String)>,
}

/// The markers of a file that lie on the cut, in time; how many lie outside it.
pub(super) fn marks(
    timeline: &Timeline,
    line: &Line,
    cut: &Cut,
    (hits, notes, cues): (&[Hit], &[Note], &CuePlaces),
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
    let own: Vec<(Position, &Marker, Option<Noted>)> =
        own.into_iter().map(|(at, marker)| (at, marker, noted(marker))).collect();
    let mut labelled: HashMap<Position, Vec<&Hit>> = HashMap::new();
    hits.iter().for_each(|hit| labelled.entry(hit.at).or_default().push(hit));
    let mut known = Known::of(notes, cues);
    own.iter().filter_map(|(at, _, own)| Some((*at, own.as_ref()?))).for_each(|(at, own)| known.claim(at, own));
    let mut marks = Vec::with_capacity(own.len());
    for (nth, (at, marker, own)) in own.into_iter().enumerate() {
        let key = format!("m{}", nth + 1);
        let until = marker.until.map(|until| line.frame(until.position(line.counting))).filter(|until| *until > at);
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
        let mut answers = own.as_ref().map(|own| own.answers.clone()).unwrap_or_default();
        let mut answering = None;
        let there = match fate {
            MarkerFate::Hit | MarkerFate::Note => known.there(at, &Said::of(marker, own.as_ref(), &text)),
            MarkerFate::Scene | MarkerFate::Same | MarkerFate::LeftOut => None,
        };
        let is_hit =
            fate == MarkerFate::Hit && labelled.get(&at).is_some_and(|here| here.iter().any(|hit| is_hit(hit, &text)));
        // A cue of the cut that we wrote as a marker: it is there. One that was moved is what its editor says of it.
        let is_cue = id.is_some_and(|id| cues.get(&CueId(id)).is_some_and(|cue| cue.at == at));
        if is_cue || is_hit || there.is_some() {
            fate = MarkerFate::Same;
        }
        if let Some(there) = there {
            answers = known.unanswered(there, answers);
            if !answers.is_empty() {
                (fate, answering) = (MarkerFate::Note, Some(there.id));
            }
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
            text: with_answers(if answering.is_some() { "" } else { &text }, &answers),
        };
        marks.push(Mark { row, at, until, cue, is_ours: own.is_some(), body: text, answers, answering, scene });
    }
    (marks, outside)
}

/// Hits and notes that are taken.
pub(super) fn taken(marks: &[Mark]) -> (Vec<ImportedHit>, Vec<ImportedNote>) {
    let (mut hits, mut notes) = (Vec::new(), Vec::new());
    for mark in marks {
        match mark.row.fate {
            MarkerFate::Hit => hits.push(ImportedHit { at: mark.at, label: mark.row.text.clone() }),
            MarkerFate::Note => match mark.answering {
                Some(_) => notes.extend(mark.answers.iter().map(|answer| ImportedNote {
                    at: mark.at,
                    until: None,
                    author: answer.author.clone(),
                    body: answer.body.clone(),
                    cue: None,
                    answers: mark.answering,
                    replies: Vec::new(),
                })),
                None => notes.push(ImportedNote {
                    at: mark.at,
                    until: mark.until,
                    author: match mark.row.author.trim() {
                        "" if !mark.is_ours => EDITOR.to_owned(),
                        author => author.to_owned(),
                    },
                    body: mark.body.clone(),
                    cue: mark.cue,
                    answers: None,
                    replies: mark
                        .answers
                        .iter()
                        .map(|answer| ImportedAnswer { author: answer.author.clone(), body: answer.body.clone() })
                        .collect(),
                }),
            },
            MarkerFate::Scene | MarkerFate::Same | MarkerFate::LeftOut => {}
        }
    }
    (hits, notes)
}

/// The words of a note with what was answered, as they are shown.
fn with_answers(text: &str, answers: &[Answered]) -> String {
    let answers = answers.iter().map(|answer| format!("{}: {}", answer.author, answer.body));
    std::iter::once(text.to_owned()).filter(|text| !text.is_empty()).chain(answers).collect::<Vec<_>>().join(" / ")
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

/// Whether a hit is what a marker names; one without a label is written as `Hit`.
fn is_hit(hit: &Hit, text: &str) -> bool {
    hit.label == text || (hit.label.is_empty() && text == NO_LABEL)
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

    #[test]
    fn names_and_comments_are_one_text() {
        assert_eq!(text_of(&marker("wave", "breaks here", "")), "wave: breaks here");
        assert_eq!(text_of(&marker("wave", "Wave", "")), "wave");
        assert_eq!(text_of(&marker("2 dB", "-2 dB", "")), "2 dB: -2 dB");
        assert_eq!((text_of(&marker("", "cut!", "")), text_of(&marker("", "", ""))), ("cut!".into(), String::new()));
    }
}
