//! Notes as markers, and back: what we write of a note is known again wherever its form put author and number.

use std::fmt::Write as _;
use std::ops::Range;
use std::str::FromStr;

use model::{CueNumber, NoteId};

use super::{acts, in_line};
use crate::crockford::{crockford, of_crockford};
use crate::timeline::Marker;

/// Stands behind a note whose author is known, without the bracket that closes it: where a form has no place for the author, the
/// name stands before the words. What else is known of the note follows, each behind a colon: how often the name has what ends a
/// name (`1` for the author `Sound: Dana`), `n` and the note's row, and `a` with how many words it has before its answers and how
/// many the name and the words of each answer have: `[nd:note:1:n3K9X0A7B2QF:a5.1.2]`.
const NOTE: &str = "[nd:note";
/// The same behind a note that nobody signed.
const UNSIGNED: &str = "[nd:text";
/// Stands between an author and the words.
const NAME_END: &str = ": ";
/// Stands before an answer.
const ANSWER: &str = "/";
/// Answers that are told apart; all of a note with more are its words.
const MOST_ANSWERS: usize = 1_000;
/// The name of a marker whose note is about no cue.
pub const NO_CUE: &str = "Note";

/// A note as a marker of ours has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Its row, where the mark tells it.
    pub id: Option<NoteId>,
    /// The cue that it is about, by number.
    pub cue: Option<CueNumber>,
    /// Who said it; empty where nobody signed it.
    pub author: String,
    /// What was said.
    pub body: String,
    /// What was answered, in order.
    pub answers: Vec<Answered>,
}

/// An answer to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who said it; empty where nobody signed it.
    pub author: String,
    /// What was said.
    pub body: String,
}

/// The words of a note and of its answers for a marker's comment, with the mark by which they are known when they come back.
#[must_use]
pub fn marked(note: &Noted) -> String {
    let author = in_line(&note.author);
    let mut text = note.body.clone();
    let mut counts = count(&note.body).to_string();
    for answer in &note.answers {
        let named = in_line(&answer.author) + ":";
        // Writing to a text cannot fail.
        let _ = write!(text, " {ANSWER} {named} {}", answer.body);
        let _ = write!(counts, ".{}.{}", count(&named), count(&answer.body));
    }
    let _ = write!(text, " {}", if author.is_empty() { UNSIGNED } else { NOTE });
    match author.matches(NAME_END).count() {
        0 => {}
        ends => {
            let _ = write!(text, ":{ends}");
        }
    }
    if let Some(id) = note.id {
        let _ = write!(text, ":n{}", crockford(id.0));
    }
    if !note.answers.is_empty() {
        let _ = write!(text, ":a{counts}");
    }
    text + "]"
}

/// The note that a marker of ours is of; `None` for all others.
#[must_use]
pub fn noted(marker: &Marker) -> Option<Noted> {
    let (name, comment) = (marker.name.trim(), marker.comment.trim());
    let (text, mark) = if comment.is_empty() { without_mark(name) } else { without_mark(comment) }?;
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
    let author = match (mark.is_signed, told) {
        (false, _) => "",
        (true, Some(author)) => {
            // Where a program has both.
            rest = rest.strip_prefix(author).and_then(|rest| rest.strip_prefix(NAME_END)).unwrap_or(rest);
            author
        }
        (true, None) => match rest.match_indices(NAME_END).nth(mark.ends) {
            Some((at, _)) => {
                let author = &rest[..at];
                rest = &rest[at + NAME_END.len()..];
                author
            }
            None => "",
        },
    };
    let rest = rest.trim();
    // Of words that somebody changed nobody can tell where an answer begins: they are the note's.
    let (body, answers) = apart_by(rest, &mark.counts).unwrap_or_else(|| (rest.to_owned(), Vec::new()));
    Some(Noted { id: mark.id, cue: head.flatten(), author: author.trim().to_owned(), body, answers })
}

/// What a marker of ours is about by its name: a cue, or none; `None` for another name.
fn about(name: &str) -> Option<Option<CueNumber>> {
    if name == NO_CUE { Some(None) } else { CueNumber::from_str(name).ok().map(Some) }
}

/// What a mark says.
#[derive(Debug, Default)]
struct Mark {
    is_signed: bool,
    /// How often the author's name has what ends a name.
    ends: usize,
    id: Option<NoteId>,
    /// Words of the note, then of the name and the words of each answer.
    counts: Vec<usize>,
}

impl Mark {
    /// By what stands between `[nd:` and `]`.
    fn of(inside: &str) -> Option<Self> {
        let mut fields = inside.split(':');
        let is_signed = match fields.next()? {
            "note" => true,
            "text" => false,
            _ => return None,
        };
        let mut mark = Self { is_signed, ..Self::default() };
        for field in fields {
            if let Some(id) = field.strip_prefix('n') {
                mark.id = Some(NoteId(of_crockford(id).filter(|_| !id.is_empty())?));
            } else if let Some(counts) = field.strip_prefix('a') {
                mark.counts = counts.split('.').map(|count| count.parse().ok()).collect::<Option<_>>()?;
            } else {
                mark.ends = field.parse().ok()?;
            }
        }
        Some(mark)
    }
}

/// A text without the mark of a note, the last if it has more, and the mark.
fn without_mark(text: &str) -> Option<(String, Mark)> {
    const HEAD: &str = "[nd:";
    let small = text.to_ascii_lowercase();
    let (at, end, mark) = small.rmatch_indices(HEAD).find_map(|(at, _)| {
        let end = at + small[at..].find(']')? + 1;
        Some((at, end, Mark::of(&small[at + HEAD.len()..end - 1])?))
    })?;
    let (before, after) = (&text[..at], &text[end..]);
    Some((format!("{}{after}", before.trim_end()).trim().to_owned(), mark))
}

/// Where the words of a text lie. Forms of lines write one blank where a text has blanks, ends of lines and what acts, so words
/// are the same through all of them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut from = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_whitespace() || acts(letter), from) {
            (true, Some(begun)) => {
                words.push(begun..at);
                from = None;
            }
            (false, None) => from = Some(at),
            (true, None) | (false, Some(_)) => {}
        }
    }
    words
}

fn count(text: &str) -> usize {
    words(text).len()
}

/// A text as the words of a note and its answers; `None` where there are no answers or the words are not as many.
fn apart_by(text: &str, counts: &[usize]) -> Option<(String, Vec<Answered>)> {
    let (own, pairs) = counts.split_first()?;
    if pairs.is_empty() || pairs.len() % 2 != 0 || pairs.len() / 2 > MOST_ANSWERS {
        return None;
    }
    let words = words(text);
    let mut at = 0_usize;
    let mut next = |count: usize| {
        let part = words.get(at..at.checked_add(count)?)?;
        at += count;
        Some(part.first().zip(part.last()).map_or("", |(first, last)| &text[first.start..last.end]))
    };
    let body = next(*own)?.to_owned();
    let mut answers = Vec::with_capacity(pairs.len() / 2);
    for pair in pairs.chunks_exact(2) {
        if next(1)? != ANSWER {
            return None;
        }
        let author = next(pair[0])?.strip_suffix(':')?.to_owned();
        answers.push(Answered { author, body: next(pair[1])?.to_owned() });
    }
    (at == words.len()).then_some((body, answers))
}

#[cfg(test)]
#[path = "tests_noted.rs"]
mod tests;
