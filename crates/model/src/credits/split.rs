//! Dividing a text into who is credited.

use super::{Commas, Doubt};
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

/// Words that say so only where a name follows: `Ines Vold (arr.)` says it of the name before.
const SHORT_LABELS: &[(&str, ShareRole)] = &[
    ("arr.", ShareRole::Arranger),
    ("arr", ShareRole::Arranger),
    ("adm.", ShareRole::Administrator),
    ("admin.", ShareRole::Administrator),
    ("comp.", ShareRole::Composer),
    ("lyr.", ShareRole::Author),
];

/// Letters that stand for words and music in German sheets: `T: Ada Berg / M: Ines Vold`.
const LETTERS: &[(&str, ShareRole)] = &[("t", ShareRole::Author), ("m", ShareRole::Composer)];

/// The text in parts, each with what its label says.
pub(super) fn labelled(text: &str, about: About) -> Vec<(Option<ShareRole>, &str)> {
    // Only ASCII letters change, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    // Every label ends or begins so, and few texts have one.
    let words = [":", "by", "arr", "adm", "comp.", "lyr."];
    if !words.iter().any(|word| lower.contains(word)) {
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
    for &(label, role) in SHORT_LABELS {
        for (at, _) in lower.match_indices(label) {
            let end = at + label.len();
            let starts = lower[..at].ends_with([' ', ',', ';', '(', '[', '/', '\n'])
                || (lower[..at].trim().is_empty() && label.ends_with('.'));
            let goes_on = lower[end..].starts_with(' ');
            let name = text[end..].trim_start().starts_with(|letter: char| letter.is_alphabetic() || letter == '"');
            let inside = |&(start, stop, _): &(usize, usize, ShareRole)| at < stop && start < end;
            if starts && goes_on && name && !found.iter().any(inside) {
                found.push((at, end, role));
            }
        }
    }
    // In a text about anything `Text:` and `Arrangement:` are as often headings.
    let colons = text.match_indices(':').filter(|_| about != About::Anybody);
    for (colon, _) in colons {
        let Some((at, role)) = role_before(text, colon) else { continue };
        let inside = |&(start, stop, _): &(usize, usize, ShareRole)| at < stop && start < colon + 1;
        if !found.iter().any(inside) {
            found.push((at, colon + 1, role));
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

/// The role that stands before a colon, at the start of an item, in any of the languages that roles are known in, and
/// where it begins: `Musik & Text: …`, `Letra: …`.
fn role_before(text: &str, colon: usize) -> Option<(usize, ShareRole)> {
    const LONGEST: usize = 60;
    let from = text.floor_char_boundary(colon.saturating_sub(LONGEST));
    let before = text.get(from..colon)?;
    let dashes = [" - ", " – ", " — "].into_iter().flat_map(|dash| before.match_indices(dash));
    let signs = before.match_indices([';', '/', '|', '\n', ',', '(', '[', '•']);
    let mut starts: Vec<usize> = dashes.chain(signs).map(|(at, sign)| from + at + sign.len()).collect();
    if from == 0 {
        starts.push(0);
    }
    // `Komponist/Texter: …` is longer than `Texter: …`.
    starts.sort_unstable();
    starts.into_iter().find_map(|start| {
        let word = text.get(start..colon)?.trim();
        let letter = || LETTERS.iter().find(|(letter, _)| word.eq_ignore_ascii_case(letter)).map(|&(_, role)| role);
        letter().or_else(|| super::role_of(word)).map(|role| (start, role))
    })
}

/// One who is credited, with all that the text says beside the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub text: String,
    /// Whether it is written `Last, First`.
    pub inverted: bool,
    /// Whether it is read as a company's name.
    pub company: bool,
    /// What of the text could as well be read otherwise.
    pub doubt: Option<Doubt>,
}

/// Whom a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Anybody,
    People,
    Companies,
}

/// Everybody of a part with all that belongs to each. `single` says that something beside the text is known of one only, `commas`
/// how others of its kind are written.
pub(super) fn items(text: &str, about: About, single: bool, commas: Commas) -> Vec<Item> {
    match about {
        About::People | About::Anybody => super::person::divided(text, single, commas),
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

/// The text outside quotes that hold a name besides: `Shawn "Jay-Z" Carter`.
pub(super) fn without_quotes(text: &str) -> String {
    let mut quoted = false;
    let mut rest = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => quoted = !quoted,
            '“' => quoted = true,
            '”' => quoted = false,
            _ if !quoted => rest.push(letter),
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

pub(super) type Separator = dyn Fn(&[char], usize) -> usize;

/// How long the sign of a list at a place is; 0 where there is none.
pub(super) fn list(text: &[char], at: usize) -> usize {
    let spaced = || {
        let blank = |place: Option<usize>| place.and_then(|place| text.get(place)).is_some_and(|sign| *sign == ' ');
        blank(at.checked_sub(1)) && blank(Some(at + 1))
    };
    // A dot in the middle stands within Catalan words.
    let divides = matches!(text[at], ';' | '|' | '\n' | '\r' | '\u{0}' | '•' | '\\' | '\u{2028}' | '\u{2029}')
        || (matches!(text[at], '·' | '∙' | '‧' | '⋅') && spaced());
    usize::from(divides)
}

/// The same, with slashes between people. `AC/DC` is one; `Ines Vold/Jon Vold` are two.
pub(super) fn list_or_slash(text: &[char], at: usize) -> usize {
    if text[at] == '/' { usize::from(!is_short(text, at)) } else { list(text, at) }
}

/// `and`, and what is written for it.
pub(super) fn joiner(text: &[char], at: usize) -> usize {
    const WORDS: [&str; 7] = [" & ", " + ", " and ", " und ", " et ", " og ", " och "];
    if text[at] != ' ' {
        return 0;
    }
    WORDS.iter().find(|word| starts(text, at, word)).map_or(0, |word| word.chars().count())
}

/// The same among people, with words that stand between names and also within last names (`Ortega y Gasset`), where each
/// side is a whole name, and with those of guests.
pub(super) fn joiner_of_people(text: &[char], at: usize) -> usize {
    const ALWAYS: [&str; 10] =
        [" feat. ", " feat ", " ft. ", " ft ", " featuring ", " with ", " sowie ", " × ", " vs. ", " vs "];
    const BETWEEN_NAMES: [&str; 8] = [" y ", " e ", " i ", " en ", " ja ", " и ", " ve ", " x "];
    const DASHES: [&str; 3] = [" - ", " – ", " — "];
    /// Letters that are looked at on each side.
    const NEAR: usize = 100;
    if matches!(text[at], '&' | '+') {
        return unspaced_joiner(text, at);
    }
    if text[at] != ' ' {
        return 0;
    }
    let length =
        |words: &[&str]| words.iter().find(|word| starts(text, at, word)).map_or(0, |word| word.chars().count());
    let plain = joiner(text, at).max(length(&ALWAYS));
    let (word, dash) = (length(&BETWEEN_NAMES), length(&DASHES));
    if plain > 0 {
        let behind: String = text[at + plain..].iter().take(NEAR).collect();
        // `Kool & The Gang`, `Mumford & Sons`, `von und zu Liechtenstein`.
        let goes_on = super::stage::goes_on(&behind) || super::company::is_rest(&behind);
        let particle = || super::person::is_small_particle(&text[..at].iter().collect::<String>());
        return if goes_on || particle() { 0 } else { plain };
    }
    if word == 0 && dash == 0 {
        return 0;
    }
    let is_within = |letter: &&char| !matches!(letter, ',' | ';' | '&' | '/');
    let before: Vec<char> = text[..at].iter().rev().take_while(is_within).take(NEAR).copied().collect();
    let after: String = text[at + word.max(dash)..].iter().take_while(is_within).take(NEAR).collect();
    let before: String = before.into_iter().rev().collect();
    let words = |side: &str| side.split_whitespace().filter(|word| !super::person::is_suffix(word)).count();
    let whole = |side: &str| super::given::are_whole(&side.split_whitespace().collect::<Vec<_>>());
    match word {
        0 if whole(&before) && whole(&after) => dash,
        0 => 0,
        _ if words(&before) > 1 && words(&after) > 1 => word,
        _ => 0,
    }
}

/// `Ines Vold&Ada Berg`, `Ines Vold +Ada Berg`; `R&B` is one word.
fn unspaced_joiner(text: &[char], at: usize) -> usize {
    let [before, after] = sides(text, at);
    let name = |word: &[char]| word.len() > 2 && word.iter().any(|letter| letter.is_lowercase());
    let blank_before = at > 0 && text[at - 1] == ' ';
    let before = if blank_before { sides(text, at - 1)[0].clone() } else { before };
    let several = text.iter().filter(|letter| **letter == ' ').count() > usize::from(blank_before);
    usize::from(several && name(&before) && name(&after))
}

/// Commas and slashes, which may divide companies and may stand within one.
pub(super) fn weak_comma_or_slash(text: &[char], at: usize) -> usize {
    match [" / ", ", "].iter().find(|sign| starts(text, at, sign)) {
        Some(sign) => sign.len(),
        // `d/b/a` is one word.
        None if text[at] == '/' => usize::from(!sides(text, at).iter().all(|side| side.len() == 1)),
        None => comma(text, at),
    }
}

/// Words for `and`, of which the same is true.
pub(super) fn weak_word(text: &[char], at: usize) -> usize {
    const WORDS: [&str; 4] = [" y ", " e ", " en ", " i "];
    if text[at] != ' ' {
        return 0;
    }
    let word = || WORDS.iter().find(|word| starts(text, at, word)).map_or(0, |word| word.len());
    match joiner(text, at) {
        0 => word(),
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
