//! People's names: `Last, First` turned round, and what belongs to a last name.

use super::commas::{Around, by_commas};
use super::split::{self, Item};
use super::{Commas, Doubt};
use super::{given, stage};

/// Words before last names, in small letters. They belong to the last name.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "van", "von", "vom", "zu", "zum", "zur", "de", "der", "den", "des", "del", "della", "dello", "delle", "degli",
    "dei", "di", "da", "das", "do", "dos", "du", "d'", "la", "las", "le", "les", "lo", "los", "ten", "ter", "te",
    "'t", "op", "af", "av", "y", "e", "bin", "ibn", "bint", "ben", "al", "el", "abu", "st", "saint", "ste", "mac",
    "mc", "ó", "ní", "nic", "uí", "ua", "ap", "ab", "o'", "san", "santa", "in", "het", "und",
];

/// Particles that are first names as well where they are written large: `Van Morrison`, `Al Green`, `Ben Folds`.
#[rustfmt::skip]
const NAMES_TOO: &[&str] =
    &[
    "van", "al", "ben", "mac", "san", "do", "in", "e", "y", "el", "ter", "ab", "ap", "lo", "den", "des", "te", "op",
];

/// Words after last names.
#[rustfmt::skip]
const SUFFIXES: &[&str] = &[
    "jr", "sr", "jnr", "snr", "junior", "senior", "ii", "iii", "iv", "esq", "phd", "md", "obe", "mbe", "cbe",
    "filho", "neto", "sobrinho",
];

/// Whether a text is only what stands behind a name: `Jr.`, `III`.
pub(super) fn is_suffix(text: &str) -> bool {
    let plain: String = text.chars().filter(|letter| *letter != '.').collect();
    let mut words = plain.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| SUFFIXES.contains(&word.to_lowercase().as_str()))
}

/// A name as people write it, divided into first and last names: `Ludwig van Beethoven`, `Harry Connick, Jr.`,
/// `Vold, Ines`.
#[must_use]
pub fn first_and_last(text: &str) -> (String, String) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // `Tyler, The Creator`
    if stage::is_one(&text) {
        return (String::new(), text);
    }
    let (name, suffix) = without_suffix(&text);
    if let Some((last, first)) = outside_quotes(name)
        && !last.trim().is_empty()
        && !first.trim().is_empty()
    {
        // `Davis, Jr., Sammy`
        let (mut last, mut first) = (last.trim().to_owned(), first.trim());
        while let Some((word, rest)) = first.split_once(',').filter(|(word, _)| is_suffix(word)) {
            last = format!("{last}, {}", word.trim());
            first = rest.trim();
        }
        return (first.to_owned(), format!("{last}{suffix}"));
    }
    let mut before: Vec<&str> = name.split(' ').collect();
    let Some(mut last) = before.pop().map(str::to_owned) else { return (String::new(), text) };
    while before.len() > 1 && before.last().is_some_and(|word| is_particle(word)) {
        let word = before.pop().unwrap_or_default();
        last = format!("{word} {last}");
        // `Costa e Silva`, `Ortega y Gasset`: the word between belongs to both.
        if matches!(word, "e" | "y" | "i") && before.len() > 1 {
            last = format!("{} {last}", before.pop().unwrap_or_default());
        }
    }
    (before.join(" "), format!("{last}{suffix}"))
}

/// What stands before and behind the first comma that is not in quotes: `Robert "Bobby, Jr." O'Neil` has none.
fn outside_quotes(name: &str) -> Option<(&str, &str)> {
    let parts = split::with_signs(name, &split::comma);
    let before = parts.first().map(|(_, part)| part.len()).filter(|_| parts.len() > 1)?;
    Some((name.get(..before)?, name.get(before + 1..)?))
}

/// A name and the suffix behind it, with the sign between them.
fn without_suffix(text: &str) -> (&str, &str) {
    let mut end = text.len();
    while let Some(at) = text[..end].rfind([' ', ',']) {
        let word = text[at + 1..end].trim_matches(',');
        if !word.is_empty() && !is_suffix(word) {
            break;
        }
        end = at;
    }
    // A suffix alone is a name.
    if text[..end].trim().is_empty() {
        (text, "")
    } else {
        (text[..end].trim_end_matches([' ', ',']), &text[text[..end].trim_end_matches([' ', ',']).len()..])
    }
}

/// Whether a text ends with a particle in small letters.
pub(super) fn is_small_particle(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.starts_with(char::is_lowercase) && ["von", "van", "vom", "zu", "de", "af", "av"].contains(&word)
}

/// Whether a word within a name begins its last name.
fn is_particle(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let small = word.chars().next().is_some_and(char::is_lowercase);
    PARTICLES.contains(&lower) && (small || !NAMES_TOO.contains(&lower))
}

/// Whether a text has a particle in small letters.
pub(super) fn has_small(text: &str) -> bool {
    let particle = |word: &str| PARTICLES.contains(&word.to_lowercase().as_str());
    text.split_whitespace().any(|word| particle(word) && word.starts_with(|letter: char| !letter.is_uppercase()))
}

/// Whether a text can only be a last name.
pub(super) fn is_last_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // `Al-Rahbani`
    if let [word] = words[..] {
        let lower = word.to_lowercase();
        let rest = lower.strip_prefix("al-").or_else(|| lower.strip_prefix("el-")).unwrap_or_default();
        return rest.chars().count() > 2;
    }
    let small_within = has_small(text);
    let begins = words.first().is_some_and(|word| {
        is_particle(word) || word.to_lowercase().starts_with("al-") || word.to_lowercase().starts_with("el-")
    });
    let begins = begins
        || (words.len() > 2 && words.iter().take(2).all(|word| PARTICLES.contains(&word.to_lowercase().as_str())));
    words.len() > 1 && (begins || small_within)
}

pub(super) fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// Whether the last word is an initial: nobody's last name is.
pub(super) fn ends_with_initial(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|word| {
        let letters: Vec<char> = word.chars().filter(|letter| *letter != '.' && *letter != '-').collect();
        letters.len() == 1 || (word.contains('.') && letters.len() < 4 && is_capitals(word))
    })
}

/// The people of a text. `single` says that something beside it is known of one only, `commas` how others of its kind are
/// written.
pub(super) fn divided(text: &str, single: bool, commas: Commas) -> Vec<Item> {
    let parts = split::outside_brackets(text, &split::list_or_slash);
    let many = parts.len() > 1;
    let lists: Vec<Vec<Vec<String>>> = parts.iter().map(|part| joined(part)).collect();
    // Where lists divide people and every one has a comma, it stands within the names.
    let within = many && lists.iter().all(|list| matches!(&list[..], [names] if names.len() == 2));
    let alone = lists.iter().flatten().filter(|names| names.len() == 1).any(|names| count(&names[0]) == 1);
    let alone = alone && lists.iter().flatten().count() > 1;
    let mut items = Vec::new();
    for (part, list) in parts.iter().zip(lists) {
        if super::is_company(&split::without_brackets(part)) {
            items.extend(super::company::divided(part, super::company::Among::Anybody, single && !many));
            continue;
        }
        let enumerated = list.len() > 1;
        let turned = list.len() > 1 && list.iter().all(|names| names.len() == 2);
        let from = items.len();
        let shared = shares_last_name(&list);
        for names in list {
            let sure = within || turned || (single && !many && !enumerated);
            items.extend(by_commas(names, Around { sure, alone, commas }));
        }
        for item in items.iter_mut().skip(from).filter(|item| shared || is_perhaps_a_band(&item.text)) {
            item.doubt = item.doubt.or(Some(Doubt::Names));
        }
    }
    items
}

/// Whether the last name of the second may be the first one's too: `Ines & Ada Vold`.
fn shares_last_name(list: &[Vec<String>]) -> bool {
    let [first, second] = list else { return false };
    let ([first], [second]) = (&first[..], &second[..]) else { return false };
    let (first, second) = (words_of(first), words_of(second));
    first.len() == 1 && given::begins_given(&first) && given::are_whole(&second)
}

/// `Kool & The Gang`
fn is_perhaps_a_band(text: &str) -> bool {
    let signs = split::with_signs(text, &split::joiner);
    signs.iter().skip(1).any(|(_, behind)| stage::goes_on(behind))
}

/// What `and` and its like divide, each in what commas divide.
pub(super) fn joined(part: &str) -> Vec<Vec<String>> {
    split::outside_brackets(part, &split::joiner_of_people)
        .iter()
        .map(|names| belonging(split::outside_brackets(names, &split::comma)))
        .collect()
}

/// Parts with what belongs to the one before: suffixes, societies, shares.
fn belonging(parts: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let bare = split::without_brackets(&part);
        let belongs = is_suffix(split::name_of(&bare))
            || super::company::is_form_alone(&bare)
            || super::marks::is_mark_alone(&part);
        match names.last_mut() {
            Some(last) if belongs => *last = format!("{last}, {part}"),
            _ => names.push(part),
        }
    }
    names
}

/// The words of a text that are in no brackets, without numbers.
pub(super) fn plain_words(bare: &str) -> Vec<&str> {
    bare.split_whitespace().map(|word| word.trim_matches([',', ';'])).filter(|word| !word.is_empty()).collect()
}

/// The words of a name that is in no brackets, without `Jr.` and its like, titles and names in quotes, unless there is
/// nothing else.
pub(super) fn words_of(bare: &str) -> Vec<&str> {
    let mut quoted = false;
    let words = split::name_of(bare).split_whitespace().filter(|word| {
        let (opens, closes) = (word.starts_with(['"', '“']), word.ends_with(['"', '”']));
        let within = quoted || opens;
        quoted = within && !closes;
        !within && word.chars().any(char::is_alphabetic)
    });
    let words = words.map(|word| word.trim_matches(','));
    let (suffixes, names): (Vec<&str>, Vec<&str>) = words.partition(|word| is_suffix(word));
    match &names[..] {
        [] if suffixes.is_empty() => split::name_of(bare).split_whitespace().collect(),
        [] => suffixes,
        // `Dr. Dre` has no other name.
        [title, rest @ ..] if is_title(title) && given::are_given(rest) => rest.to_vec(),
        _ => names,
    }
}

/// Whether a word is said before names, and no part of them.
pub(super) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 20] = [
        "dr", "prof", "sir", "dame", "lord", "lady", "mr", "mrs", "ms", "miss", "rev", "herr", "frau", "mme", "mlle",
        "signor", "maestro", "hon", "dipl", "mag",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

fn count(text: &str) -> usize {
    words_of(&split::without_brackets(text)).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_divided_into_first_and_last() {
        for (text, first, last) in [
            ("Ines Vold", "Ines", "Vold"),
            ("Vold, Ines", "Ines", "Vold"),
            ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("Jan van den Berg", "Jan", "van den Berg"),
            ("Ana De La Cruz", "Ana", "De La Cruz"),
            ("Van Morrison", "Van", "Morrison"),
            ("Harry Connick, Jr.", "Harry", "Connick, Jr."),
            ("Sammy Davis Jr", "Sammy", "Davis Jr"),
            ("Davis, Sammy, Jr.", "Sammy", "Davis, Jr."),
            ("Robert O'Neil, III", "Robert", "O'Neil, III"),
            ("Robert \"Bobby, Jr.\" O'Neil, III", "Robert \"Bobby, Jr.\"", "O'Neil, III"),
            ("O'Neil, Robert \"Bobby, Jr.\"", "Robert \"Bobby, Jr.\"", "O'Neil"),
            ("Omar al Said", "Omar", "al Said"),
            ("Moby", "", "Moby"),
            ("Tyler, The Creator", "", "Tyler, The Creator"),
            ("Earth, Wind & Fire", "", "Earth, Wind & Fire"),
            ("Jr.", "", "Jr."),
            ("", "", ""),
        ] {
            assert_eq!(first_and_last(text), (first.to_owned(), last.to_owned()), "{text}");
        }
    }
}
