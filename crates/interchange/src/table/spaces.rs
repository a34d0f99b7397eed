//! Spaces that may be letters: `á` of DOS is the space of today that holds two words together.

use model::credits::{is_given, is_last};

/// Words that printers hold to the next one by such a space: articles and prepositions.
#[rustfmt::skip]
const SMALL_WORDS: &[&str] = &[
    "a", "à", "al", "and", "at", "au", "by", "da", "das", "de", "del", "den", "der", "des", "di", "die", "do", "du", "e", "el", "en", "et", "for",
    "för", "i", "in", "k", "la", "las", "le", "les", "lo", "los", "o", "of", "on", "s", "the", "to", "u", "un", "v", "van", "von", "y", "z",
];

/// A word that is held to the next. A capital that stands alone is one only where it is a word: `A`, and not `K`.
fn is_small(part: &str) -> bool {
    let small = part.to_lowercase();
    let is_word = SMALL_WORDS.contains(&small.as_str());
    is_word && (part == small || small.chars().count() > 1 || "aàeioy".contains(&small))
}

/// Whether such a space stands where names have a letter: behind a letter and before a small one, in what is neither known names
/// nor held together by a small word: `Kod\u{a0}ly`.
pub(super) fn parts_word(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let mut threes = letters.windows(3);
    let is_inside = threes.any(|three| three[0].is_alphabetic() && three[1] == '\u{a0}' && three[2].is_lowercase());
    let mut parts = word.split('\u{a0}').filter(|part| !part.is_empty());
    let are_names = parts.clone().all(|part| is_given(part) || is_last(part));
    is_inside && !are_names && !parts.any(is_small)
}
