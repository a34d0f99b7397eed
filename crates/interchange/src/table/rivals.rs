//! Few letters that are words in more than one encoding: which reading is likelier, and that another is as good.
//!
//! One name tells little: the bytes of `Dvořák` in the page of Central Europe are `Dvoøák` in that of the West, and both
//! are made of letters. What the rest of a file would tell is not there, so it is asked.

use std::borrow::Cow;

use encoding_rs::{ISO_8859_2, ISO_8859_4, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257};

use super::alphabets::{are_of_one_language, mixtures};
use super::pages::Page;
use super::sense::sense;

/// The pages of programs of today, those that are met most first.
const READINGS: [Page; 4] = [
    Page::Standard(WINDOWS_1252),
    Page::Standard(WINDOWS_1250),
    Page::Standard(ISO_8859_2),
    Page::Standard(WINDOWS_1254),
];

/// Different words with letters beside `a` to `z`: more of them tell the encoding.
const FEW_WORDS: usize = 5;
/// Letters beside those: from so many on, what the detector says stands.
const FEW_LETTERS: usize = 2;

/// The different words of a text that are not all ASCII, as they stand; nothing where they are more than a few.
fn strange_words(text: &str) -> Option<Vec<&str>> {
    let mut words: Vec<&str> = Vec::new();
    let between = |letter: char| {
        letter.is_whitespace() || (letter.is_ascii() && !letter.is_ascii_alphanumeric() && letter != '\'')
    };
    for word in text.split(between).filter(|word| !word.is_ascii()) {
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() > FEW_WORDS {
            return None;
        }
    }
    Some(words)
}

/// A reading in which all letters of a file are of one language, where in the likeliest they are of several.
pub(super) fn of_one_language(sample: &[u8], best: Page) -> Option<Page> {
    let is_of_one = |page: Page| {
        let (text, wrong) = page.decode(sample);
        !wrong && are_of_one_language(&text)
    };
    let best_is_latin =
        READINGS.contains(&best) || matches!(best, Page::Standard(page) if page == WINDOWS_1257 || page == ISO_8859_4);
    if !best_is_latin || is_of_one(best) {
        return None;
    }
    let mut found = READINGS.iter().copied().filter(|page| is_of_one(*page));
    found.next()
}

/// The bytes as a text, where each byte that is not ASCII is a Latin letter in its place and every name of one language.
fn read(page: Page, bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (text, wrong) = page.decode(bytes);
    let is_latin = |letter: char| letter.is_ascii() || (letter.is_alphabetic() && matches!(letter, 'À'..='\u{24f}'));
    if wrong || !text.chars().all(is_latin) || mixtures(&text) > 0 {
        return None;
    }
    // Each word by itself: one that makes no sense is none that another makes up for.
    let makes_sense = |word: &&str| {
        let strange = word.chars().filter(|letter| !letter.is_ascii()).count();
        i64::try_from(strange).is_ok_and(|strange| sense(word, false) >= strange)
    };
    strange_words(&text)?.iter().all(makes_sense).then_some(text)
}

/// A reading by a page of today for a letter or two that were taken for those of a program of long ago, of the East or of
/// the Baltic: it is much likelier.
pub(super) fn of_today(sample: &[u8], best: Page) -> Option<Page> {
    let is_of_today =
        [WINDOWS_1252, WINDOWS_1250, WINDOWS_1251, WINDOWS_1254, ISO_8859_2].map(Page::Standard).contains(&best);
    let strange = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if is_of_today || strange > FEW_LETTERS {
        return None;
    }
    READINGS[..3].iter().copied().find(|page| read(*page, sample).is_some())
}

/// What the few letters of a text would be in another encoding that makes as much sense of them: `“Dvořák” in
/// windows-1250`.
pub(super) fn of(bytes: &[u8], text: &str) -> Option<String> {
    let words = strange_words(text)?;
    let is_latin = |letter: char| letter.is_ascii() || matches!(letter, 'À'..='\u{24f}');
    if words.is_empty() || !words.iter().all(|word| word.chars().all(is_latin)) {
        return None;
    }
    let other = |page: &Page| {
        let read = read(*page, bytes)?;
        let others = strange_words(&read)?;
        let differing: Vec<&str> = others.into_iter().filter(|word| !words.contains(word)).collect();
        (!differing.is_empty()).then(|| format!("\u{201c}{}\u{201d} in {}", differing.join(" "), page.name()))
    };
    READINGS.iter().find_map(other)
}
