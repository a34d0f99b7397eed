//! Numbers and signs as the whole world writes them, turned into those that are read: digits of any writing, percent in
//! words, full-width signs, numbered lists, and shares of several in a row.

use std::borrow::Cow;

use super::marks::percent;
use crate::Share;

/// The zeros of writings that have digits of their own.
#[rustfmt::skip]
const ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040,
    0x17E0, 0x1810, 0xFF10,
];

const FRACTIONS: &[(char, &str)] = &[
    ('½', "1/2"),
    ('⅓', "1/3"),
    ('⅔', "2/3"),
    ('¼', "1/4"),
    ('¾', "3/4"),
    ('⅕', "1/5"),
    ('⅖', "2/5"),
    ('⅗', "3/5"),
    ('⅘', "4/5"),
    ('⅙', "1/6"),
    ('⅚', "5/6"),
    ('⅛', "1/8"),
    ('⅜', "3/8"),
    ('⅝', "5/8"),
    ('⅞', "7/8"),
];

/// Percent in words; longer ones before those that they begin with.
const PERCENT: &[&str] = &[
    "per cento",
    "per cent",
    "percent",
    "por ciento",
    "por cento",
    "pour cent",
    "prozent",
    "prosenttia",
    "prosent",
    "procent",
    "pct.",
    "pct",
];

/// A text with plain digits and percent signs: `٦٠٪`, `６０％`, `60 percent` and `60 por ciento` are `60%`; `66⅔` is
/// `66 2/3` where it is part of a number.
#[must_use]
pub fn plain_numbers(text: &str) -> Cow<'_, str> {
    match with_percent_signs(text) {
        text if text.is_ascii() => text,
        text => Cow::Owned(plain_digits(&text)),
    }
}

fn plain_digits(text: &str) -> String {
    let of_numbers = !text.contains(|letter: char| letter.is_alphabetic());
    let letters: Vec<char> = text.chars().collect();
    let mut plain = String::with_capacity(text.len());
    for (at, &letter) in letters.iter().enumerate() {
        let digit = || ZEROS.iter().find_map(|zero| char::from_digit(u32::from(letter).wrapping_sub(*zero), 10));
        let fraction = FRACTIONS.iter().find(|(sign, _)| *sign == letter).filter(|_| {
            let before = at.checked_sub(1).and_then(|before| letters.get(before));
            let after = letters[at + 1..].iter().find(|after| !after.is_whitespace());
            let alone = matches!((before, after), (Some('(' | '['), Some(')' | ']')));
            of_numbers || alone || before.is_some_and(char::is_ascii_digit) || matches!(after, Some('%' | '％'))
        });
        match (fraction, letter) {
            (Some((_, fraction)), _) => {
                plain.push(' ');
                plain.push_str(fraction);
            }
            (None, '％' | '٪' | '﹪') => plain.push('%'),
            (None, '⁄' | '∕') => plain.push('/'),
            (None, '٫' | '．') => plain.push('.'),
            (None, letter) if letter.is_ascii() => plain.push(letter),
            (None, letter) => plain.push(digit().unwrap_or(letter)),
        }
    }
    plain
}

/// `75 percent` as `75%`.
fn with_percent_signs(text: &str) -> Cow<'_, str> {
    // Only ASCII letters change, so that places stay the same.
    let lower = text.to_ascii_lowercase();
    if !PERCENT.iter().any(|word| lower.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut signed = String::with_capacity(text.len());
    let mut from = 0;
    let next = |from: usize| {
        let found = PERCENT.iter().filter_map(|word| Some((lower[from..].find(word)? + from, *word)));
        found.min_by_key(|&(at, word)| (at, std::cmp::Reverse(word.len())))
    };
    while let Some((at, word)) = next(from) {
        let end = at + word.len();
        let before = text[..at].trim_end();
        let number = before.len() >= from && before.ends_with(char::is_numeric);
        if number && !lower[end..].starts_with(|letter: char| letter.is_alphanumeric()) {
            signed.push_str(&text[from..before.len()]);
            signed.push('%');
        } else {
            signed.push_str(&text[from..end]);
        }
        from = end;
    }
    signed.push_str(&text[from..]);
    Cow::Owned(signed)
}

/// A text of credits with the signs that divide it as they are read: full-width and Arabic commas, slashes and brackets,
/// and the numbers of a list.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = plain_numbers(text);
    let text = if text.is_ascii() { text } else { Cow::Owned(text.chars().map(plain_sign).collect()) };
    let text = match unnumbered(&text) {
        Some(list) => Cow::Owned(list),
        None => text,
    };
    match decimals(&text) {
        Some(plain) => Cow::Owned(plain),
        None => text,
    }
}

fn plain_sign(letter: char) -> char {
    match letter {
        '、' | '；' | '؛' | '،' | '﹔' => ';',
        '，' | '﹐' => ',',
        '／' => '/',
        '｜' => '|',
        '：' => ':',
        '＆' => '&',
        '＋' => '+',
        '（' | '﹙' => '(',
        '）' | '﹚' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => ' ',
        letter => letter,
    }
}

/// `1. Ines Vold 2. Ada Berg` as `Ines Vold; Ada Berg`; nothing for texts that are no numbered list.
fn unnumbered(text: &str) -> Option<String> {
    let start = text.trim_start();
    let sign =
        [".", ")"].into_iter().find(|sign| start.strip_prefix('1').is_some_and(|rest| rest.starts_with(sign)))?;
    let mut rest = start.get(2..).filter(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let mut list = Vec::new();
    for number in 2..=200 {
        let mark = format!("{number}{sign}");
        let found = rest.match_indices(&mark).map(|(at, _)| at).find(|&at| {
            let behind = &rest[at + mark.len()..];
            rest[..at].ends_with(char::is_whitespace) && !behind.starts_with(|letter: char| letter.is_ascii_digit())
        });
        let Some(at) = found else { break };
        list.push(rest[..at].trim());
        rest = &rest[at + mark.len()..];
    }
    list.push(rest.trim());
    (list.len() > 1).then(|| list.join("; "))
}

/// `33 1/3%` as `33.333333%`; nothing where there is none.
fn decimals(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    let mut any = false;
    while let Some(at) = rest.find('%') {
        let (before, behind) = rest.split_at(at);
        match mixed(before) {
            Some((number, name)) => {
                plain.push_str(name);
                plain.push_str(&number);
                any = true;
            }
            None => plain.push_str(before),
        }
        plain.push('%');
        rest = &behind[1..];
    }
    plain.push_str(rest);
    any.then_some(plain)
}

/// A whole number with a fraction behind it at the end of a text, as a decimal, and what stands before.
fn mixed(text: &str) -> Option<(String, &str)> {
    let tail = |text: &str| -> usize { text.trim_end_matches(|letter: char| letter.is_ascii_digit()).len() };
    let text = text.trim_end();
    let slash = tail(text);
    let over = text.get(..slash)?.strip_suffix('/')?;
    let start = tail(over);
    let whole = over.get(..start)?.trim_end();
    let first = tail(whole);
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|number| *number <= 1_000);
    let (whole, over, under) = (number(&whole[first..])?, number(&over[start..])?, number(&text[slash..])?);
    let part = (under > 0 && over < under).then(|| (u64::from(over) * 10_000_000 / u64::from(under) + 5) / 10)?;
    Some((format!("{whole}.{part:06}"), &text[..first]))
}

/// Shares of several in a row at the end of a text, and the text before them: `Ines Vold / Ada Berg (75/25)`,
/// `… 60%/40%`, `… 60:40`. Nothing if they do not make a hundred together.
pub(super) fn shares_at_end(text: &str) -> Option<(&str, Vec<Share>)> {
    let divides = |letter: char| matches!(letter, '/' | ':' | '-' | '–' | '+' | '&' | ';');
    let of_list = |letter: char| {
        letter.is_ascii_digit() || divides(letter) || matches!(letter, '.' | ',' | '%' | ' ') || letter == '|'
    };
    let whole = text.trim_end();
    let inner = whole.strip_suffix([')', ']']).unwrap_or(whole);
    let before = inner.trim_end_matches(of_list);
    let list = inner.get(before.len()..)?;
    let bracketed = before.ends_with(['(', '[']);
    if inner.len() < whole.len() && !bracketed {
        return None;
    }
    // A number that is part of a word is a name's.
    let start = if bracketed { 0 } else { list.find(|letter: char| letter == ' ' || divides(letter))? };
    let list = list.get(start..)?.trim_matches(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '%' | '.'));
    let share = |part: &str| percent(part.trim().trim_end_matches('%').trim_end());
    let shares = list.split(divides).map(share).collect::<Option<Vec<Share>>>().filter(|shares| shares.len() > 1)?;
    let all: i64 = shares.iter().map(|share| share.0).sum();
    if (all - Share::WHOLE.0).abs() > Share::WHOLE.0 / 1_000 {
        return None;
    }
    let end = |letter: char| letter.is_whitespace() || divides(letter) || matches!(letter, '(' | '[' | ',' | '=' | '|');
    Some((before.trim_end_matches(end), shares))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_writings_are_plain_ones() {
        for (text, wanted) in [
            ("60", "60"),
            ("٦٠٪", "60%"),
            ("६०%", "60%"),
            ("６０．５％", "60.5%"),
            ("60 percent", "60%"),
            ("60 por ciento", "60%"),
            ("60 pour cent, 40 per cento", "60%, 40%"),
            ("66⅔", "66 2/3"),
            ("½ percent", " 1/2%"),
            ("Studio ½ Music", "Studio ½ Music"),
            ("Ines ½ %", "Ines  1/2 %"),
            ("Percent Blue", "Percent Blue"),
        ] {
            assert_eq!(plain_numbers(text), wanted, "{text}");
        }
    }

    #[test]
    fn lists_are_read_without_their_numbers() {
        assert_eq!(plain("1. Ines Vold 2. Ada Berg"), "Ines Vold; Ada Berg");
        assert_eq!(plain("1) Ines Vold\n2) Ada Berg"), "Ines Vold; Ada Berg");
        for text in ["1. FC Songs", "1.5 Music 2. Take", "Ines Vold 2. Ada"] {
            assert_eq!(plain(text), text);
        }
        assert_eq!(plain("山田花子、鈴木一郎（JASRAC）"), "山田花子;鈴木一郎(JASRAC)");
        assert_eq!(plain("Ines 33 1/3%, Ada 66⅔ %"), "Ines 33.333333%, Ada 66.666667%");
    }

    #[test]
    fn shares_in_a_row_are_found_behind_the_names() {
        let told = |text| shares_at_end(text).map(|(names, shares)| (names, shares.iter().map(|s| s.0).collect()));
        let wanted = |names, list: [i64; 2]| Some((names, list.to_vec()));
        assert_eq!(told("Ines Vold / Jon Vold (75/25)"), wanted("Ines Vold / Jon Vold", [750_000, 250_000]));
        assert_eq!(told("Ines Vold & Jon 75%/25%"), wanted("Ines Vold & Jon", [750_000, 250_000]));
        assert_eq!(told("Fjord Songs; Copper; 50 / 50"), wanted("Fjord Songs; Copper", [500_000, 500_000]));
        assert_eq!(told("A - 66,67:33,33"), wanted("A", [666_700, 333_300]));
        for text in ["Blink 182", "Ines Vold 60%", "A 1999/2001", "A 60/60", "Ines (1685-1750)", "60", ""] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
