//! What people type around names, taken out of the way before the names are read: brackets around all of it, the years of
//! a life, numbers with points, and shares that no sign parts from the next name.

use std::borrow::Cow;

use super::role_of;
use crate::societies;

/// A text as names are read from it.
pub(super) fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = changed(text, |text| {
        let inner = unwrapped(text);
        (inner.len() < text.trim().len()).then(|| inner.to_owned())
    });
    let text = changed(text, super::stage::held_together);
    let text = changed(text, spelt_out);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let text = if digits > 4 { changed(changed(text, joined_numbers), without_years) } else { text };
    if text.matches('%').nth(1).is_some() { changed(text, parted_after_shares) } else { text }
}

fn changed<'a>(text: Cow<'a, str>, change: impl Fn(&str) -> Option<String>) -> Cow<'a, str> {
    match change(&text) {
        Some(other) => Cow::Owned(other),
        None => text,
    }
}

/// A text without the brackets or quotes that hold all of it: `(Ines Vold)`.
fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];
    let text = text.trim();
    let inner = PAIRS.iter().find_map(|&(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner.trim())
    });
    inner.filter(|inner| !inner.is_empty()).unwrap_or(text)
}

/// `w/`, whose slash divides nobody, and abbreviations that a name is typed against: `ft.Ada`.
fn spelt_out(text: &str) -> Option<String> {
    // Only ASCII letters change, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    let words = [(" w/ ", " with "), (" ft.", " ft. "), (" feat.", " feat. ")];
    let (word, whole) = words.into_iter().find(|(word, whole)| lower.contains(word) && !lower.contains(whole))?;
    let mut spelt = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in lower.match_indices(word) {
        spelt.push_str(&text[from..at]);
        spelt.push_str(whole);
        from = at + word.len();
    }
    spelt.push_str(&text[from..]);
    Some(spelt)
}

/// How many digits an IPI name number has.
const IPI: usize = 11;

/// Numbers of people as one word of eleven digits: `CAE 14107338`, `IPI 00014.10.73.38`. IPI base numbers go.
fn joined_numbers(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut joined = String::with_capacity(text.len());
    let (mut at, mut any) = (0, false);
    while let Some(&letter) = letters.get(at) {
        let starts = !at.checked_sub(1).is_some_and(|before| letters[before].is_alphanumeric());
        if starts && let Some(length) = base_number(&letters[at..]) {
            (at, any) = (at + length, true);
            continue;
        }
        if starts && letter.is_ascii_digit() {
            let (length, digits) = grouped(&letters[at..], is_announced(&joined));
            if length > 0 {
                joined.push_str(&format!("{digits:0>IPI$}"));
                (at, any) = (at + length, true);
                continue;
            }
        }
        joined.push(letter);
        at += 1;
    }
    any.then_some(joined)
}

/// Whether what stands before says that a number of somebody follows: `CAE/IPI: `, `IPI #`.
fn is_announced(before: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    ["ipi", "cae", "ipn"].contains(&word.to_ascii_lowercase().as_str())
}

/// How many letters of a text an IPI base number has: `I-000141073-8`.
fn base_number(text: &[char]) -> Option<usize> {
    const LENGTH: usize = 13;
    let form: String =
        text.get(..LENGTH)?.iter().map(|letter| if letter.is_ascii_digit() { '0' } else { *letter }).collect();
    let ends = !text.get(LENGTH).is_some_and(|letter| letter.is_alphanumeric());
    (ends && form.eq_ignore_ascii_case("I-000000000-0")).then_some(LENGTH)
}

/// The digits of a number of somebody at the start of a text, and over how many letters; 0 where it is none. Where nothing
/// says that it is one, it has eleven digits.
fn grouped(text: &[char], announced: bool) -> (usize, String) {
    /// Fewest digits of a number that is announced.
    const FEWEST: usize = 6;
    /// Digits before the first blank.
    const FIRST: usize = 6;
    let mut digits = String::new();
    let mut length = 0;
    let mut blanks = false;
    while let Some(&letter) = text.get(length) {
        let goes_on = text.get(length + 1).is_some_and(char::is_ascii_digit);
        let parts = match letter {
            '.' | '-' => goes_on,
            ' ' => goes_on && announced && (blanks || digits.len() <= FIRST),
            _ => false,
        };
        match letter.to_digit(10) {
            Some(_) => digits.push(letter),
            None if parts => blanks |= letter == ' ',
            None => break,
        }
        length += 1;
    }
    let ends = !text.get(length).is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '%' | '/'));
    let grouped = length > digits.len();
    let fits = match (announced, digits.len()) {
        (true, FEWEST..=IPI) => !blanks || digits.len() == IPI,
        (false, IPI) => grouped,
        _ => false,
    };
    if fits && ends { (length, digits) } else { (0, String::new()) }
}

/// A text without the years of lives: `Chopin, Frédéric 1810-1849`.
fn without_years(text: &str) -> Option<String> {
    let dash = |letter: char| matches!(letter, '-' | '–' | '—');
    let (at, sign) = text.char_indices().filter(|&(_, letter)| dash(letter)).find(|&(at, sign)| {
        let (before, behind) = (&text[..at], &text[at + sign.len_utf8()..]);
        let end =
            |text: &str, from: usize| text.get(from..).is_none_or(|rest| !rest.starts_with(char::is_alphanumeric));
        let year = |text: Option<&str>| -> Option<u16> {
            text.filter(|text| text.bytes().all(|digit| digit.is_ascii_digit()))?.parse().ok()
        };
        let born = year(before.len().checked_sub(4).and_then(|from| before.get(from..)));
        let died = year(behind.get(..4)).filter(|_| end(behind, 4));
        let word = before.len().checked_sub(4).and_then(|from| before.get(..from));
        let starts = word.is_some_and(|word| word.ends_with([' ', ',']) && word.contains(char::is_alphabetic));
        matches!((born, died), (Some(born), Some(died)) if starts && (1_000..2_100).contains(&born)
            && (born + 1..born + 121).contains(&died))
    })?;
    let before = text.get(..at - 4)?.trim_end_matches([' ', ',', '*']);
    let behind = text.get(at + sign.len_utf8() + 4..)?;
    Some(format!("{before}{behind}"))
}

/// `Ines Vold 50% Ada Berg 50%` with a sign between the two.
fn parted_after_shares(text: &str) -> Option<String> {
    let first = text.split('%').next().unwrap_or_default();
    // Where shares stand before names, they begin what is said of them.
    if !first.contains(char::is_alphabetic) {
        return None;
    }
    let mut parted = String::with_capacity(text.len() + 4);
    let mut any = false;
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (done, behind) = rest.split_at(at + 1);
        parted.push_str(done);
        rest = behind;
        let Some(mut next) = behind.strip_prefix(' ').filter(|_| behind.contains('%')) else { continue };
        // What is said of the name before: its society.
        let mut word = next.split(' ').next().unwrap_or_default();
        if societies::canonical(word).is_some() {
            next = next[word.len()..].trim_start();
            word = next.split(' ').next().unwrap_or_default();
        }
        let is_name = word.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase());
        if is_name && role_of(word).is_none() && societies::canonical(word).is_none() {
            parted.push_str(&behind[..behind.len() - next.len()]);
            parted.push_str("; ");
            rest = next;
            any = true;
        }
    }
    parted.push_str(rest);
    any.then_some(parted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        plain(Cow::Borrowed(text)).into_owned()
    }

    #[test]
    fn numbers_of_people_are_one_word_however_they_are_written() {
        for text in [
            "Ines Vold CAE 14107338",
            "Ines Vold CAE 014107338",
            "Ines Vold CAE 000141073-38",
            "Ines Vold CAE 00014.10.73.38",
            "Ines Vold CAE 00014 10 73 38",
        ] {
            assert_eq!(read(text), "Ines Vold CAE 00014107338", "{text}");
        }
        assert_eq!(read("Ines Vold 00014.10.73.38 50%"), "Ines Vold 00014107338 50%");
        assert_eq!(read("Ines Vold I-000141073-8 (PRS)"), "Ines Vold  (PRS)");
        for text in ["Ines Vold IPI 014107338 50%", "Ines Vold IPI 14107338 50"] {
            assert!(read(text).starts_with("Ines Vold IPI 00014107338 50"), "{text}");
        }
        for text in ["Blink 182", "Ines 1999.2001", "Ines Vold 60.5%", "Take 12345 (2)"] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn lives_and_brackets_are_no_part_of_a_name() {
        assert_eq!(read("Chopin, Frédéric 1810-1849"), "Chopin, Frédéric");
        assert_eq!(read("J.S. Bach, 1685–1750 / Ines"), "J.S. Bach / Ines");
        assert_eq!(read("(Ines Vold)"), "Ines Vold");
        assert_eq!(read("“Ines Vold”"), "Ines Vold");
        for text in ["1984-1999", "Ines 1999-1850", "(a) and (b)", "Route 66-1999"] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn a_share_ends_what_is_said_of_a_name() {
        assert_eq!(read("Ines Vold 50% Ada Berg 50%"), "Ines Vold 50% ; Ada Berg 50%");
        assert_eq!(read("Vold, Ines PRS 50% Berg, Ada GEMA 50%"), "Vold, Ines PRS 50% ; Berg, Ada GEMA 50%");
        assert_eq!(read("Ines Vold 50% PRS Ada Berg 50% GEMA"), "Ines Vold 50% PRS ; Ada Berg 50% GEMA");
        for text in
            ["50% Ines Vold 50% Ada Berg", "Ines Vold 50% and Ada Berg 50%", "Ines 50% Composer, Ada 50% Author"]
        {
            assert_eq!(read(text), text);
        }
    }
}
