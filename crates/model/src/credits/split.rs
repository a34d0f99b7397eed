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

/// What belongs to the name before a comma.
const SUFFIXES: [&str; 14] =
    ["inc", "inc.", "llc", "ltd", "ltd.", "limited", "gmbh", "co", "co.", "jr", "jr.", "sr", "sr.", "iii"];

/// The text in parts, each with what its label says.
pub(super) fn labelled(text: &str) -> Vec<(Option<ShareRole>, &str)> {
    // Only ASCII letters change, so that places stay the same.
    let lower = text.to_ascii_lowercase();
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

/// The names of a part with all that belongs to each.
pub(super) fn items(text: &str) -> Vec<String> {
    let chunks = outside_brackets(text, &strong);
    let lists: Vec<Vec<String>> = chunks.iter().map(|chunk| outside_brackets(chunk, &comma)).collect();
    // `Lennon, McCartney & Harrison`: where single words stand alone as well, single words are names.
    let alone = chunks.len() > 1 && lists.iter().any(|list| list.len() == 1 && words(&list[0]) == 1);
    lists.into_iter().flat_map(|list| by_commas(list, alone)).collect()
}

fn by_commas(list: Vec<String>, alone: bool) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for part in list {
        let is_suffix = SUFFIXES.contains(&part.split_whitespace().next().unwrap_or_default().to_lowercase().as_str());
        match items.last_mut() {
            Some(last) if is_suffix => *last = format!("{last}, {part}"),
            _ => items.push(part),
        }
    }
    if let [last, first] = &items[..]
        && !alone
        && words(last) == 1
        && !has_marks(last)
        && (1..=3).contains(&words(first))
        && !super::marks::is_mark_alone(first)
    {
        return vec![format!("{last}, {first}")];
    }
    items
}

/// Words before any bracket, number or share.
fn words(text: &str) -> usize {
    let name = text.split(['(', '[']).next().unwrap_or_default();
    name.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count()
}

fn has_marks(text: &str) -> bool {
    text.contains(['(', '[', '%']) || text.contains(|letter: char| letter.is_ascii_digit())
}

type Separator = dyn Fn(&[char], usize) -> usize;

/// How long the separator at a place is; 0 where there is none.
fn strong(text: &[char], at: usize) -> usize {
    let spaced = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        let here = text.get(at..at + letters.len());
        here.is_some_and(|here| here.iter().zip(&letters).all(|(a, b)| a.eq_ignore_ascii_case(b)))
    };
    match text[at] {
        ';' | '|' | '\n' | '\r' | '\u{0}' | '•' => 1,
        // `AC/DC` is one; `Ines Vold/Jon Vold` are two.
        '/' => usize::from(!is_short(text, at)),
        ' ' if spaced(" & ") || spaced(" + ") => 3,
        ' ' if spaced(" and ") || spaced(" und ") => 5,
        _ => 0,
    }
}

/// Whether a slash divides two groups of at most two capitals.
fn is_short(text: &[char], at: usize) -> bool {
    let capitals = |letters: &mut dyn Iterator<Item = &char>| {
        let word: Vec<char> = letters.take_while(|letter| letter.is_alphanumeric()).copied().collect();
        (1..=3).contains(&word.len()) && word.iter().all(|letter| letter.is_uppercase())
    };
    capitals(&mut text[..at].iter().rev()) && capitals(&mut text[at + 1..].iter())
}

fn comma(text: &[char], at: usize) -> usize {
    // `33,33 %` is a number.
    let digit = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(char::is_ascii_digit);
    usize::from(text[at] == ',' && !(digit(at.checked_sub(1)) && digit(Some(at + 1))))
}

fn outside_brackets(text: &str, separator: &Separator) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut parts, mut part, mut depth, mut at) = (Vec::new(), String::new(), 0_usize, 0);
    while at < letters.len() {
        match letters[at] {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let length = if depth == 0 { separator(&letters, at) } else { 0 };
        if length > 0 {
            parts.push(std::mem::take(&mut part));
            at += length;
        } else {
            part.push(letters[at]);
            at += 1;
        }
    }
    parts.push(part);
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
