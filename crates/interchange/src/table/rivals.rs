//! Few letters that are words in more than one encoding: which reading is likelier, and that another is as good.
//!
//! One name tells little: the bytes of `Dvořák` in the page of Central Europe are `Dvoøák` in that of the West, and both
//! are made of letters. What the rest of a file would tell is not there, so it is asked.

use std::borrow::Cow;

use encoding_rs::{
    ISO_8859_2, ISO_8859_4, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};

use model::credits::{is_given, is_last};

use super::alphabets::{are_of_one_language, mixtures};
use super::fit::fits;
use super::old_pages::Old;
use super::pages::Page;
use super::sense::{sense, without_signs};
use super::spaces::parts_word;

/// The pages of programs of today, those that are met most first.
const READINGS: [Page; 4] = [
    Page::Standard(WINDOWS_1252),
    Page::Standard(WINDOWS_1250),
    Page::Standard(ISO_8859_2),
    Page::Standard(WINDOWS_1254),
];

/// Those and the pages of programs of long ago, those that are met most first.
const ALL: [Page; 8] = [
    READINGS[0],
    READINGS[1],
    Page::Standard(MACINTOSH),
    Page::Old(Old::DosWestern),
    READINGS[2],
    Page::Old(Old::DosCentral),
    Page::Old(Old::MacCentral),
    READINGS[3],
];

/// Different words with letters beside `a` to `z`: more of them tell the encoding.
const FEW_WORDS: usize = 5;
/// Words of which each must fit for a reading to be taken where the likeliest has some that do not.
const MANY_WORDS: usize = 60;
/// Letters beside those: from so many on, what the detector says stands.
const FEW_LETTERS: usize = 2;

/// Whether a letter stands between words.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || (letter.is_ascii() && !letter.is_ascii_alphanumeric() && letter != '\'')
}

/// The different words of a text that are not all ASCII, as they stand; nothing where they are more than a few.
fn strange_words(text: &str, most: usize) -> Option<Vec<&str>> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(is_between).filter(|word| !word.is_ascii()) {
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() > most {
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
    strange_words(&text, FEW_WORDS)?.iter().all(makes_sense).then_some(text)
}

/// The bytes as a text of one language a name, whose words all fit.
fn fitting(page: Page, bytes: &[u8], most: usize) -> Option<Cow<'_, str>> {
    let (text, wrong) = page.decode(bytes);
    let all_fit = !wrong && mixtures(&text) == 0 && strange_words(&without_signs(&text), most)?.into_iter().all(fits);
    all_fit.then_some(text)
}

/// Whether words are of another writing throughout, which is not asked about here.
fn are_of_another_writing(words: &[&str]) -> bool {
    let is_latin = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, 'À'..='\u{24f}');
    words.iter().all(|word| {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic()).peekable();
        letters.peek().is_some() && !letters.any(is_latin)
    })
}

/// A reading in which all words fit, where in the likeliest some do not: the one with the most sense.
pub(super) fn of_fitting(sample: &[u8], best: Page) -> Option<Page> {
    let (text, _) = best.decode(sample);
    let words = strange_words(&text, MANY_WORDS)?;
    if words.is_empty() || are_of_another_writing(&words) || fitting(best, sample, MANY_WORDS).is_some() {
        return None;
    }
    let found = ALL.iter().filter_map(|page| Some((*page, sense(&fitting(*page, sample, MANY_WORDS)?, false))));
    // The first of equals.
    found.reduce(|one, other| if other.1 > one.1 { other } else { one }).map(|(page, _)| page)
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
    // One that does not fit together is no likelier than one of an old page that does.
    let all_fit = |text: &str| {
        strange_words(text, FEW_WORDS).is_some_and(|words| !words.is_empty() && words.into_iter().all(fits))
    };
    let fit = |page: &&Page| fitting(**page, sample, FEW_WORDS).is_some_and(|text| all_fit(&text));
    let today = &READINGS[..3];
    let likelier = today.iter().find(|page| read(**page, sample).is_some_and(|text| all_fit(&text)));
    // `Rock ’n’ Roll`: apostrophes before words that are cut short.
    let are_cut = |page: &&Page| {
        let is_cut = |word: &str| word.starts_with('’') && word.trim_matches('’').is_ascii();
        let are_cut = |text: &str| strange_words(text, FEW_WORDS).is_some_and(|words| words.into_iter().all(is_cut));
        fitting(**page, sample, FEW_WORDS).is_some_and(|text| are_cut(&text))
    };
    let likelier = likelier.or(READINGS.first().filter(|page| fit(page) || are_cut(page)));
    if likelier.is_some() || (ALL.contains(&best) && fit(&&best)) {
        return likelier.copied();
    }
    ALL.iter().find(fit).or_else(|| today.iter().find(|page| read(**page, sample).is_some())).copied()
}

/// What the words of a text that would be others are in another page.
struct Reading<'a> {
    said: String,
    page: Page,
    words: Vec<&'a str>,
}

/// Another encoding that makes as much sense of the few letters of a text.
pub(super) struct Rival<'a> {
    /// What they are there, in words: `“Dvořák” in windows-1250`.
    pub told: String,
    /// The words of the text that would be others.
    words: Vec<&'a str>,
}

impl Rival<'_> {
    /// Whether a line has a word that would be another, and that no line before had: `seen` are those that were.
    pub fn is_new<'t>(&self, line: &'t str, seen: &mut Vec<&'t str>) -> bool {
        let mut is_new = false;
        for word in line.split(is_between).filter(|word| self.words.contains(word)) {
            if !seen.contains(&word) {
                seen.push(word);
                is_new = true;
            }
        }
        is_new
    }
}

/// French words that begin with small letters that other pages have as capitals.
const SMALL: [&str; 9] = ["être", "êtres", "île", "îles", "âme", "âmes", "âge", "ère", "ça"];

fn begins_small(word: &str) -> bool {
    word.chars().next().is_some_and(|first| !first.is_ascii() && first.is_lowercase())
}

/// Whether one of these words begins with a small letter in the place of another.
fn begins_smaller(others: &[&str], words: &[&str]) -> bool {
    others.len() == words.len()
        && others.iter().zip(words).any(|(other, word)| begins_small(other) && !begins_small(word))
}

/// Whether a page of long ago is asked about where a text was read by one of today: for letters that such pages had in
/// places where those of today have few, for those that are read as others most, and for capitals of names.
fn is_as_good(old: &str, page: Page, words: &[&str], bytes: &[u8]) -> bool {
    let strange: Vec<char> = old.chars().filter(|letter| !letter.is_ascii()).collect();
    let begins_large = |word: &str| word.chars().next().is_some_and(|first| !first.is_ascii() && first.is_uppercase());
    let others = strange_words(old, FEW_WORDS).unwrap_or_default();
    let mut pairs = others.iter().zip(words);
    if others.len() != words.len() || begins_smaller(&others, words) {
        return false;
    }
    let mut hidden = pairs.clone().filter(|(other, word)| other != word && holds_sign(word)).peekable();
    if hidden.peek().is_some() {
        return hidden.all(|(other, word)| is_hidden(other, word));
    }
    let is_name = |(other, word): (&&str, &&str)| {
        begins_large(other) && begins_small(word) && word.chars().count() > 1 && !SMALL.contains(word)
    };
    if pairs.any(is_name) {
        return true;
    }
    // No word begins with it; behind a space of today it is half of a name: `Jan\u{a0}Ÿek`.
    if words.iter().any(|word| word.starts_with('Ÿ')) {
        return true;
    }
    // Letters of Estonian and Turkish, and such as French has seldom.
    let seldom = |word: &&str| {
        let estonian = word.contains('õ') && !word.contains("õe");
        estonian || word.contains('ı') || word.ends_with('ç') || ["çe", "çi"].iter().any(|soft| word.contains(soft))
    };
    let central = matches!(page, Page::Old(Old::DosCentral | Old::MacCentral));
    if central && words.iter().any(seldom) {
        return true;
    }
    let full = i64::try_from(strange.len() * 2).is_ok_and(|full| sense(old, false) >= full);
    let nordic = page == Page::Standard(MACINTOSH) && old.contains(['æ', 'ø', 'Æ', 'Ø']);
    // The last of them is a space of today.
    let early = bytes.iter().filter(|byte| !byte.is_ascii()).all(|byte| *byte <= 0xA0);
    full && (nordic || early || strange.contains(&'ß') || old.contains("õe"))
}

/// Whether a word begins with a sign that may as well be a letter: `…hler`.
fn begins_with_sign(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| "…«“‘„‚".contains(first)) && letters.next().is_some_and(char::is_lowercase)
}

/// Italian words that end with a letter which pages of today have as three dots: `Libert…`.
#[rustfmt::skip]
const ITALIAN: [&str; 18] = [
    "bontà", "carità", "città", "età", "felicità", "libertà", "maestà", "metà", "nobiltà", "novità", "papà", "povertà",
    "realtà", "sarà", "serenità", "società", "verità", "volontà",
];

/// Whether a sign of printers stands within or behind the letters of a word: `Lu’s`, `Libert…`.
fn holds_sign(word: &str) -> bool {
    word.chars().skip(1).any(is_sign)
}

fn is_sign(letter: char) -> bool {
    !letter.is_ascii() && !letter.is_alphanumeric()
}

/// Whether the letter that another page has for a sign makes a known name or word. Most signs are what they look like: without
/// a name `Wait…` and `Mara’s` are.
fn is_hidden(other: &str, word: &str) -> bool {
    let small = other.to_lowercase();
    if word.chars().filter(|letter| letter.is_alphabetic()).count() < 3 {
        return false;
    }
    ITALIAN.contains(&&*small) || is_given(other) || (!word.ends_with("’s") && is_last(other))
}

/// A page whose letters fit where a text that happens to be UTF-8 has those of two writings in a word: `Íñigo` of DOS is a
/// sign of Hebrew.
pub(super) fn of_mixed(text: &str) -> Option<Page> {
    // Marks that stand like letters are of Latin words: the `ʻ` of Hawaii and its kin.
    let is_foreign = |letter: char| {
        letter.is_alphabetic() && !matches!(letter, '\0'..='\u{24f}' | '\u{2b0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}')
    };
    let words = strange_words(text, FEW_WORDS)?;
    let is_mixed = |word: &&str| {
        let joins = |letter: char| is_foreign(letter) || matches!(letter, '\u{300}'..='\u{8ff}');
        word.contains(joins) && word.contains(|letter: char| letter.is_ascii_alphabetic())
    };
    if words.is_empty() || !words.iter().all(is_mixed) {
        return None;
    }
    ALL.into_iter().find(|page| fitting(*page, text.as_bytes(), FEW_WORDS).is_some())
}

/// Names of long ago whose one letter is a space of today: `Hern\u{a0}ndez`.
fn of_spaces<'a>(bytes: &[u8], text: &'a str) -> Option<Rival<'a>> {
    let parts = |word: &'a str| word.split('\u{a0}').filter(|part| !part.is_empty());
    let parted = text.split(|letter| letter != '\u{a0}' && is_between(letter)).filter(|word| word.contains('\u{a0}'));
    let parted: Vec<&str> = parted.collect();
    let words: Vec<&str> = parted.iter().flat_map(|word| parts(word)).collect();
    let are_parted = parted.iter().any(|word| parts_word(word));
    let names = |page: Page| {
        let old = fitting(page, bytes, FEW_WORDS)?;
        let names = strange_words(&old, FEW_WORDS)?;
        let are_known = are_parted || names.iter().all(|name| is_given(name) || is_last(name));
        (!names.is_empty() && are_known).then(|| Reading { said: names.join(" "), page, words: words.clone() })
    };
    joined([Old::DosWestern, Old::DosCentral].map(Page::Old).into_iter().filter_map(names).collect())
}

/// What the few letters of a text would be in another encoding that makes as much sense of them.
pub(super) fn of<'a>(bytes: &[u8], chosen: Page, own: &'a str) -> Option<Rival<'a>> {
    let words = strange_words(own, FEW_WORDS)?;
    if words.is_empty() {
        return of_spaces(bytes, own);
    }
    let is_latin = |letter: char| letter.is_ascii() || matches!(letter, 'À'..='\u{24f}');
    let is_asked = |word: &&str| {
        let mut letters = word.chars();
        letters.clone().all(is_latin)
            || chosen.is_wide()
            || begins_with_sign(word)
            || (holds_sign(word) && letters.all(|letter| is_latin(letter) || is_sign(letter)))
    };
    if !words.iter().all(is_asked) {
        return None;
    }
    let is_old = !READINGS.contains(&chosen) || words.iter().any(|word| begins_with_sign(word));
    let spaces = |text: &str| text.chars().filter(|letter| *letter == '\u{a0}').count();
    let other = |page: &Page, is_doubtful: bool| {
        let text = match fitting(*page, bytes, FEW_WORDS) {
            Some(text) if is_doubtful || is_old || READINGS.contains(page) => text,
            Some(text) => Some(text).filter(|text| is_as_good(text, *page, &words, bytes))?,
            // A page of today is met more often than one of long ago, even with letters that stand together seldom.
            None if is_old && READINGS[..2].contains(page) => {
                let full = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count() * 2;
                read(*page, bytes)
                    .filter(|text| i64::try_from(full(text)).is_ok_and(|full| sense(text, false) >= full))?
            }
            None => return None,
        };
        let others = strange_words(&text, FEW_WORDS)?;
        // No name has a space where another reading has a letter, or begins with a small one in place of a capital.
        if spaces(&text) > spaces(own) || begins_smaller(&others, &words) {
            return None;
        }
        let differing: Vec<&str> = others.iter().copied().filter(|word| !words.contains(word)).collect();
        let said = differing.join(" ");
        let words = words.iter().copied().filter(|word| !others.contains(word)).collect();
        (!said.is_empty()).then_some(Reading { said, page: *page, words })
    };
    let all = |is_doubtful| {
        let pages = ALL.iter().filter(|page| **page != chosen);
        pages.filter_map(|page| other(page, is_doubtful)).collect::<Vec<_>>()
    };
    let found = all(false);
    // A sign that is a letter in one page may be the letter of each.
    let hides = !found.is_empty() && words.iter().any(|word| holds_sign(word));
    joined(if hides { all(true) } else { found })
}

/// Readings that are told of a file.
const MOST_TOLD: usize = 3;

/// All that the letters could as well be, each reading once: those with known names first.
fn joined(readings: Vec<Reading<'_>>) -> Option<Rival<'_>> {
    let mut told: Vec<&Reading<'_>> = Vec::new();
    for reading in &readings {
        if !told.iter().any(|other| other.said == reading.said) {
            told.push(reading);
        }
    }
    let is_known = |reading: &Reading<'_>| reading.said.split(' ').any(|name| is_given(name) || is_last(name));
    told.sort_by_key(|reading| !is_known(reading));
    told.truncate(MOST_TOLD);
    let mut words: Vec<&str> = Vec::new();
    for word in told.iter().flat_map(|reading| &reading.words) {
        if !words.contains(word) {
            words.push(word);
        }
    }
    let named: Vec<String> =
        told.iter().map(|reading| format!("\u{201c}{}\u{201d} in {}", reading.said, reading.page.name())).collect();
    let (last, others) = named.split_last()?;
    let told = if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) };
    Some(Rival { told, words })
}

#[cfg(test)]
#[path = "tests_rivals.rs"]
mod tests;
