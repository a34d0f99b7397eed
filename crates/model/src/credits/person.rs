//! People's names: `Last, First` turned round, and what belongs to a last name.

use super::given;
use super::split::{self, Item};
use super::{Commas, Doubt};

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

/// Whether a word within a name begins its last name.
fn is_particle(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let small = word.chars().next().is_some_and(char::is_lowercase);
    PARTICLES.contains(&lower) && (small || !NAMES_TOO.contains(&lower))
}

/// Whether a text of several words can only be a last name.
fn is_last_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small_within = words
        .iter()
        .any(|word| PARTICLES.contains(&word.to_lowercase().as_str()) && word.starts_with(char::is_lowercase));
    let begins = words.first().is_some_and(|word| {
        is_particle(word) || word.to_lowercase().starts_with("al-") || word.to_lowercase().starts_with("el-")
    });
    let begins = begins
        || (words.len() > 2 && words.iter().take(2).all(|word| PARTICLES.contains(&word.to_lowercase().as_str())));
    words.len() > 1 && (begins || small_within)
}

fn is_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// Whether the last word is an initial: nobody's last name is.
fn ends_with_initial(text: &str) -> bool {
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
        for names in list {
            let sure = within || turned || (single && !many && !enumerated);
            items.extend(by_commas(names, Around { sure, alone, commas }));
        }
    }
    items
}

/// What `and` and its like divide, each in what commas divide.
fn joined(part: &str) -> Vec<Vec<String>> {
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
fn plain_words(bare: &str) -> Vec<&str> {
    bare.split_whitespace().map(|word| word.trim_matches([',', ';'])).filter(|word| !word.is_empty()).collect()
}

/// The words of a name that is in no brackets, without `Jr.` and its like, unless there is nothing else.
fn words_of(bare: &str) -> Vec<&str> {
    let words = split::name_of(bare).split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let words = words.map(|word| word.trim_matches(','));
    let (suffixes, names): (Vec<&str>, Vec<&str>) = words.partition(|word| is_suffix(word));
    if names.is_empty() { suffixes } else { names }
}

fn count(text: &str) -> usize {
    words_of(&split::without_brackets(text)).len()
}

fn plain_item(text: String, doubtful: bool) -> Item {
    Item { text, inverted: false, company: false, doubt: doubtful.then_some(Doubt::Commas) }
}

fn turned(last: &str, first: &str) -> Item {
    Item { text: format!("{last}, {first}"), inverted: true, company: false, doubt: None }
}

/// Whether a name is written in Chinese, Japanese or Korean, where the last name comes first without a comma.
fn is_eastern(text: &str) -> bool {
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(
        |letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'),
    )
}

/// How two texts on both sides of a comma belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comma {
    /// It stands within one name.
    Within,
    /// It stands between two.
    Between,
    /// Nothing tells.
    Open,
}

/// What is known of a comma from elsewhere in the text and around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    /// Whether it stands within a name, as far as its surroundings tell.
    sure: bool,
    /// Whether single words stand for people elsewhere in the text.
    alone: bool,
    /// How others of its kind are written.
    commas: Commas,
}

/// Whether a comma stands within a name or between two, by the names themselves.
fn comma_between(last: &str, first: &str, around: Around) -> Comma {
    if super::split::ends_with_mark(last) {
        return Comma::Between;
    }
    let bare = (split::without_brackets(last), split::without_brackets(first));
    // Without what is said of them.
    let named = super::marks::read(first).name;
    let (ours, theirs) = (words_of(&bare.0), words_of(if named.is_empty() { &bare.1 } else { &named }));
    let initials = [&bare.0, &bare.1].map(|name| ends_with_initial(split::name_of(name)));
    let whole = given::are_whole(&ours) && given::are_whole(&theirs);
    let stage = given::is_of_the_stage(&plain_words(&bare.0)) || given::is_of_the_stage(&plain_words(&bare.1));
    let first_names = given::are_given(&theirs);
    match (ours.len(), theirs.len()) {
        (0, _) | (_, 0) => Comma::Between,
        _ if whole || super::is_traditional(last) || super::is_traditional(first) => Comma::Between,
        _ if around.sure => Comma::Within,
        _ if is_eastern(last) && is_eastern(first) => Comma::Between,
        _ if stage => Comma::Between,
        // `Vold I, Berg A`, `Ines V., Ada B.`
        (2.., 2..) if initials[0] => Comma::Between,
        _ if is_last_name(&bare.0) => Comma::Within,
        _ if around.alone => Comma::Between,
        _ if initials[1] => Comma::Within,
        (count, _) if is_capitals(&bare.0) && !is_capitals(&bare.1) && (count > 1 || first_names) => Comma::Within,
        (1, 1..=4) if first_names && given::may_be_last(ours[0]) => Comma::Within,
        (1, 1..=2) if given::is_eastern_last(ours[0]) => Comma::Within,
        (2..=4, 1) if first_names && !given::begins_given(&ours) => Comma::Within,
        (2.., 2..) if given::begins_given(&ours) => Comma::Between,
        (2.., 2..) if !first_names && around.commas != Commas::Within => Comma::Between,
        _ => match around.commas {
            Commas::Unknown => Comma::Open,
            Commas::Within => Comma::Within,
            Commas::Between => Comma::Between,
        },
    }
}

/// Names between commas as people.
fn by_commas(names: Vec<String>, around: Around) -> Vec<Item> {
    let apart = |names: Vec<String>, doubtful: bool| -> Vec<Item> {
        names.into_iter().map(|name| plain_item(name, doubtful)).collect()
    };
    match &names[..] {
        [_] => return apart(names, false),
        [last, first] => {
            return match comma_between(last, first, around) {
                Comma::Within => vec![turned(last, first)],
                Comma::Between => apart(names, false),
                Comma::Open => apart(names, true),
            };
        }
        [last, first @ ..] if around.sure && !split::ends_with_mark(last) => {
            return vec![turned(last, &first.join(" "))];
        }
        _ => {}
    }
    // `Lloyd Webber, Andrew, Rice, Tim`: last and first names in turn.
    let Some(pairs) = pairs(&names) else { return apart(names, false) };
    let told: Vec<Comma> = pairs.iter().map(|(last, first)| comma_between(last, first, around)).collect();
    if told.iter().all(|comma| *comma == Comma::Within) {
        return pairs.into_iter().map(|(last, first)| turned(last, first)).collect();
    }
    let doubtful = !told.contains(&Comma::Between) && told.contains(&Comma::Open);
    apart(names, doubtful)
}

/// Names two by two; nothing where one is left over.
fn pairs(names: &[String]) -> Option<Vec<(&str, &str)>> {
    let (pairs, rest) = names.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[last, first]| (last.as_str(), first.as_str())).collect())
}

/// What the commas of a text tell of how it is written, by the names between them alone.
pub(super) fn commas_of(text: &str) -> Commas {
    let parts = split::outside_brackets(text, &split::list_or_slash);
    let lists: Vec<Vec<String>> = parts.iter().flat_map(|part| joined(part)).collect();
    let around = Around { sure: false, alone: false, commas: Commas::Unknown };
    let mut told = lists.iter().filter_map(|names| pairs(names)).flatten().filter_map(|(last, first)| {
        if super::is_company(last) || super::is_company(first) {
            return None;
        }
        match comma_between(last, first, around) {
            Comma::Within => Some(Commas::Within),
            Comma::Between => Some(Commas::Between),
            Comma::Open => None,
        }
    });
    let Some(first) = told.next() else { return Commas::Unknown };
    if told.all(|other| other == first) { first } else { Commas::Unknown }
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
            ("Jr.", "", "Jr."),
            ("", "", ""),
        ] {
            assert_eq!(first_and_last(text), (first.to_owned(), last.to_owned()), "{text}");
        }
    }
}
