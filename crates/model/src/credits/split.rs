//! Dividing a text into who is credited.

use crate::ShareRole;

/// Words before names that say what they did; longer ones first.
const LABELS: &[(&str, ShareRole)] = &[
    ("words and music by", ShareRole::ComposerAuthor),
    ("words & music by", ShareRole::ComposerAuthor),
    ("music and lyrics by", ShareRole::ComposerAuthor),
    ("music & lyrics by", ShareRole::ComposerAuthor),
    ("words and music:", ShareRole::ComposerAuthor),
    ("words & music:", ShareRole::ComposerAuthor),
    ("songwriters:", ShareRole::ComposerAuthor),
    ("songwriter:", ShareRole::ComposerAuthor),
    ("written by", ShareRole::ComposerAuthor),
    ("writers:", ShareRole::ComposerAuthor),
    ("writer:", ShareRole::ComposerAuthor),
    ("writer(s):", ShareRole::ComposerAuthor),
    ("composed by", ShareRole::Composer),
    ("composers:", ShareRole::Composer),
    ("composer:", ShareRole::Composer),
    ("composer(s):", ShareRole::Composer),
    ("music by", ShareRole::Composer),
    ("music:", ShareRole::Composer),
    ("lyrics by", ShareRole::Author),
    ("lyrics:", ShareRole::Author),
    ("lyricist:", ShareRole::Author),
    ("words by", ShareRole::Author),
    ("arranged by", ShareRole::Arranger),
    ("arr. by", ShareRole::Arranger),
    ("arranger:", ShareRole::Arranger),
    ("administered by", ShareRole::Administrator),
    ("admin. by", ShareRole::Administrator),
    ("adm. by", ShareRole::Administrator),
    ("admin by", ShareRole::Administrator),
    ("published by", ShareRole::OriginalPublisher),
    ("publishers:", ShareRole::OriginalPublisher),
    ("publisher:", ShareRole::OriginalPublisher),
    ("publisher(s):", ShareRole::OriginalPublisher),
    ("publishing:", ShareRole::OriginalPublisher),
    ("pub. by", ShareRole::OriginalPublisher),
    ("pub:", ShareRole::OriginalPublisher),
];

/// The text in parts, each with what its label says.
pub(super) fn labelled(text: &str) -> Vec<(Option<ShareRole>, &str)> {
    // Only ASCII letters change, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    // Every label ends so, and few texts have one.
    if !lower.contains(':') && !lower.contains("by") {
        return vec![(None, text)];
    }
    let mut found: Vec<(usize, usize, ShareRole)> = Vec::new();
    for &(label, role) in LABELS {
        let mut from = 0;
        while let Some(at) = lower[from..].find(label).map(|at| at + from) {
            let end = at + label.len();
            let starts_word = !lower[..at].ends_with(|letter: char| letter.is_alphanumeric());
            let inside = |&(start, stop, _): &(usize, usize, ShareRole)| at < stop && start < end;
            if starts_word && !found.iter().any(inside) {
                found.push((at, end, role));
            }
            from = end;
        }
    }
    found.sort_unstable_by_key(|&(at, ..)| at);
    let mut parts = Vec::new();
    let first = found.first().map_or(text.len(), |&(at, ..)| at);
    parts.push((None, &text[..first]));
    for (index, &(_, end, role)) in found.iter().enumerate() {
        let stop = found.get(index + 1).map_or(text.len(), |&(at, ..)| at);
        parts.push((Some(role), &text[end..stop]));
    }
    parts
}

/// One who is credited, with all that the text says beside the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub text: String,
    /// Whether it is written `Last, First`.
    pub inverted: bool,
    /// Whether it is read as a company's name.
    pub company: bool,
    /// Whether the text could as well be divided otherwise.
    pub doubtful: bool,
}

/// Whom a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Anybody,
    People,
    Companies,
}

/// Everybody of a part with all that belongs to each. `single` says that something beside the text is known of one only.
pub(super) fn items(text: &str, about: About, single: bool) -> Vec<Item> {
    match about {
        About::People | About::Anybody => super::person::divided(text, single),
        About::Companies => {
            let parts = outside_brackets(text, &list);
            let single = single && parts.len() == 1;
            parts
                .iter()
                .flat_map(|part| super::company::divided(part, super::company::Among::Companies, single))
                .collect()
        }
    }
}

/// The text outside brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    rest
}

/// The text before any number.
pub(super) fn name_of(text: &str) -> &str {
    let name = text.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
    if name.trim().is_empty() { text } else { name }
}

/// Whether a share, a society or a number is said of a name: it ends there.
pub(super) fn ends_with_mark(text: &str) -> bool {
    let credit = super::marks::read(text);
    credit.is_marked() || (credit.role.is_some() && text.trim_end().ends_with([')', ']']))
}

type Separator = dyn Fn(&[char], usize) -> usize;

/// How long the sign of a list at a place is; 0 where there is none.
pub(super) fn list(text: &[char], at: usize) -> usize {
    usize::from(matches!(text[at], ';' | '|' | '\n' | '\r' | '\u{0}' | '•'))
}

/// The same, with slashes between people. `AC/DC` is one; `Ines Vold/Jon Vold` are two.
pub(super) fn list_or_slash(text: &[char], at: usize) -> usize {
    if text[at] == '/' { usize::from(!is_short(text, at)) } else { list(text, at) }
}

/// `and`, and what is written for it.
pub(super) fn joiner(text: &[char], at: usize) -> usize {
    const WORDS: [&str; 7] = [" & ", " + ", " and ", " und ", " et ", " og ", " och "];
    WORDS.iter().find(|word| starts(text, at, word)).map_or(0, |word| word.chars().count())
}

/// Signs that may divide companies, and may stand within one.
pub(super) fn weak(text: &[char], at: usize) -> usize {
    const WORDS: [&str; 6] = [" / ", ", ", " y ", " e ", " en ", " i "];
    let word = WORDS.iter().find(|word| starts(text, at, word)).map_or(0, |word| word.chars().count());
    match word {
        // `d/b/a` is one word.
        0 if text[at] == '/' => usize::from(!sides(text, at).iter().all(|side| side.len() == 1)),
        0 if joiner(text, at) > 0 => joiner(text, at),
        0 => comma(text, at),
        length => length,
    }
}

/// A slash between blanks.
pub(super) fn spaced_slash(text: &[char], at: usize) -> usize {
    if starts(text, at, " / ") { 3 } else { 0 }
}

fn starts(text: &[char], at: usize, word: &str) -> bool {
    let mut rest = text[at..].iter();
    word.chars().all(|letter| rest.next().is_some_and(|own| own.eq_ignore_ascii_case(&letter)))
}

/// Whether a slash divides two groups of at most three capitals, or a single small letter as in `d/b/a`.
fn is_short(text: &[char], at: usize) -> bool {
    let [before, after] = sides(text, at);
    let capitals = |word: &[char]| (1..=3).contains(&word.len()) && word.iter().all(|letter| letter.is_uppercase());
    (capitals(&before) && capitals(&after)) || (before.len() == 1 && after.len() == 1)
}

/// The letters of a word before and behind a sign, those before it backwards.
fn sides(text: &[char], at: usize) -> [Vec<char>; 2] {
    let word = |letters: &mut dyn Iterator<Item = &char>| -> Vec<char> {
        letters.take_while(|letter| letter.is_alphanumeric()).copied().collect()
    };
    [word(&mut text[..at].iter().rev()), word(&mut text[at + 1..].iter())]
}

pub(super) fn comma(text: &[char], at: usize) -> usize {
    // `33,33 %` is a number.
    let digit = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(char::is_ascii_digit);
    usize::from(text[at] == ',' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))))
}

/// The parts of a text between separators, without those that are empty.
pub(super) fn outside_brackets(text: &str, separator: &Separator) -> Vec<String> {
    let parts = with_signs(text, separator);
    parts.into_iter().map(|(_, part)| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// The parts of a text as they stand, each with the separator before it. What is in brackets or quotes is not divided.
pub(super) fn with_signs(text: &str, separator: &Separator) -> Vec<(String, String)> {
    let letters: Vec<char> = text.chars().collect();
    let quotes = letters.iter().filter(|letter| **letter == '"').count();
    let (mut parts, mut sign, mut part) = (Vec::new(), String::new(), String::new());
    let (mut depth, mut quoted, mut at) = (0_usize, false, 0);
    while at < letters.len() {
        match letters[at] {
            '(' | '[' | '“' | '„' => depth += 1,
            ')' | ']' | '”' => depth = depth.saturating_sub(1),
            '"' if quotes.is_multiple_of(2) => quoted = !quoted,
            _ => {}
        }
        let length = if depth == 0 && !quoted { separator(&letters, at) } else { 0 };
        if length > 0 {
            parts.push((
                std::mem::replace(&mut sign, letters[at..at + length].iter().collect()),
                std::mem::take(&mut part),
            ));
            at += length;
        } else {
            part.push(letters[at]);
            at += 1;
        }
    }
    parts.push((sign, part));
    parts
}
