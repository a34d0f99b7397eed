//! Companies' names: by which words they are known, and where one ends when several stand in a row.
//!
//! Signs that divide people stand within companies: `Sony/ATV`, `Boosey & Hawkes`, `Earth, Wind & Sea Songs`. A sign
//! divides companies only where each side of it is a company's name by itself.

use super::Doubt;
use super::split::{self, Item};
use crate::Share;

/// Legal forms, without dots. They end a name.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "ltda", "lda", "gmbh", "mbh", "ohg", "gbr", "ug",
    "ek", "ev", "corp", "corporation", "company", "plc", "pty", "pte", "pvt", "sdn", "bhd", "aps", "oyj", "srl",
    "srls", "sarl", "sas", "sasu", "sro", "kft", "doo", "ooo", "ood", "eood", "zoo", "spzoo", "ehf",
    "kommanditbolag", "aktiebolag", "unipersonale",
];

/// Legal forms that may be words of a person's name: only at the end of a name of several words, and written as forms
/// are.
#[rustfmt::skip]
const SHORT_FORMS: &[&str] = &[
    "AG", "AB", "Ab", "AS", "A/S", "BV", "Bv", "CV", "Co", "CO", "HB", "HF", "Hf", "I/S", "KB", "KG", "KK", "NV",
    "Nv", "OY", "Oy", "SA", "SE", "SL", "SLU", "SNC", "SPA", "SpA", "SC", "AE", "OE", "Cie", "CIE",
];

/// Words that companies of the trade have in their names.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "music", "musics", "songs", "song", "publishing", "publisher", "publishers", "publications", "pub", "publ",
    "records", "recordings", "entertainment", "edition", "editions", "éditions", "édition", "edizioni", "edizione",
    "ediciones", "edicions", "edições", "edicoes", "verlag", "verlage", "verlags", "verlagsgesellschaft",
    "musikverlag", "musikverlage", "musikedition", "bühnenverlag", "musikforlag", "musikforlaget", "forlag",
    "forlaget", "förlag", "förlaget", "musikförlag", "musikförlaget", "musikk", "musikkforlag", "musikkforlaget",
    "musik", "musiikki", "kustannus", "musikproduktion", "musikproduktionen", "uitgeverij", "uitgevers",
    "muziekuitgeverij", "muziek", "musicale", "musicali", "musicales", "musique", "editora", "editoras",
    "editorial", "editoriale", "editore", "editori", "éditeur", "éditeurs", "wydawnictwo", "muzyczne",
    "nakladatelství", "kiadó", "zeneműkiadó", "yayınları", "yayıncılık", "müzik", "tunes", "tune", "melodies",
    "group", "library", "productions", "studios", "catalog", "catalogue", "copyrights", "rights", "administration",
    "holdings", "partners", "enterprises", "media", "label", "gesellschaft", "foundation", "trust", "estate",
    "association", "international", "worldwide", "collective",
];

/// Of the words above, those that are no sign of a company where they stand alone beside a name.
#[rustfmt::skip]
const LOOSE: &[&str] = &[
    "media", "trust", "estate", "association", "international", "worldwide", "partners", "song", "tune",
    "collective", "pub", "publ",
];

/// Who stands behind `&` in a company's name.
#[rustfmt::skip]
const RELATIVES: &[&str] = &[
    "sons", "son", "brothers", "bros", "daughters", "fils", "figli", "söhne", "sohn", "hijos", "filhos", "zonen",
    "sønner", "sønn", "söner", "partner", "friends", "co", "cie", "comp", "c", "cia",
];

/// What goes on about the company before.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "a division of", "a div of", "div of", "f/s/o", "fso", "for services of", "f/b/o", "fbo", "p/k/a", "pka",
    "an imprint of", "a subsidiary of", "an affiliate of", "a unit of", "a company of", "part of",
    "member of", "obo", "o/b/o", "on behalf of", "c/o", "dba", "d/b/a", "doing business as", "aka", "a/k/a", "fka",
    "f/k/a", "formerly", "trading as", "t/a", "in association with", "under licence", "under license",
    "a member of", "an division of", "ein unternehmen",
];

/// Parts of a text that are weighed against each other; nobody writes more companies without a sign of lists.
const MOST_PARTS: usize = 40;

/// Publishers that are one company under two names.
const PAIRS: &[(&str, &str)] = &[
    ("sony", "atv"),
    ("warner", "chappell"),
    ("emi", "virgin"),
    ("emi", "april"),
    ("emi", "blackwood"),
    ("emi", "unart"),
    ("universal", "mca"),
    ("universal", "polygram"),
    ("universal", "island"),
    ("bmg", "chrysalis"),
    ("almo", "irving"),
    ("rondor", "almo"),
    ("screen gems", "emi"),
    ("chester", "novello"),
    ("williamson", "concord"),
    ("famous", "ensign"),
    ("acuff", "rose"),
    ("windswept", "pacific"),
];

/// A word without dots and what else stands around it, in small letters.
fn plain(word: &str) -> String {
    let bare: String = word.chars().filter(|letter| *letter != '.').collect();
    bare.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

fn is_form(word: &str) -> bool {
    FORMS.contains(&plain(word).as_str())
}

fn is_short_form(word: &str) -> bool {
    let dotted = word.trim_matches(',').matches('.').count() > 1;
    let bare: String = word.chars().filter(|letter| !matches!(letter, '.' | ',')).collect();
    SHORT_FORMS.contains(&bare.as_str()) || (dotted && SHORT_FORMS.contains(&bare.to_uppercase().as_str()))
}

fn is_word(word: &str) -> bool {
    let word = plain(word);
    WORDS.contains(&word.as_str())
}

/// Whether a name is a company's, by the words that companies have in theirs.
#[must_use]
pub fn is_company(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let tight = |word: &&str| is_form(word) || (is_word(word) && !LOOSE.contains(&plain(word).as_str()));
    // `Copyright Control` stands where a publisher would.
    let control = name.trim().eq_ignore_ascii_case("copyright control");
    let ends = words.len() > 1 && words.last().is_some_and(|word| is_short_form(word));
    let glued = |word: &&str| {
        let parts: Vec<&str> = word.split(['-', '/', '_']).collect();
        parts.len() > 1 && parts.iter().any(tight)
    };
    control || ends || words.iter().any(|word| tight(word) || glued(word))
}

/// Whether a text is a legal form of several words: `S. de R.L. de C.V.`, `Sp. z o.o.`, `a division of` is none.
fn is_long_form(text: &str) -> bool {
    const FORMS: [&str; 9] = ["sderldecv", "sadecv", "saderlcv", "spzoo", "ooo", "зао", "ооо", "оао", "sas"];
    let letters: String = text.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    FORMS.contains(&letters.as_str())
}

/// Whether a text is nothing but legal forms and words of the trade: `Inc.`, `& Co. KG`, `Publishing`.
pub(super) fn is_rest(text: &str) -> bool {
    if is_long_form(text) {
        return true;
    }
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
    words.peek().is_some()
        && words.all(|word| {
            is_form(word) || is_short_form(word) || is_word(word) || RELATIVES.contains(&plain(word).as_str())
        })
}

/// Whether a text is a legal form alone, which belongs to the name before a comma.
pub(super) fn is_form_alone(text: &str) -> bool {
    if is_long_form(text) {
        return true;
    }
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).peekable();
    words.peek().is_some() && words.all(|word| is_form(word) || is_short_form(word))
}

/// Whether a text is a company's whole name: a word of the trade or a legal form, and a name besides.
fn is_whole(text: &str) -> bool {
    let text = split::without_brackets(text);
    (is_company(&text) && !is_rest(&text)) || begins_with_pair(&text)
}

/// `Sony/ATV Tree`
fn begins_with_pair(text: &str) -> bool {
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_owned();
    text.split_once('/').is_some_and(|(left, right)| !left.trim().contains(' ') && is_pair(left, &first(right)))
}

fn says_trade(text: &str) -> bool {
    split::without_brackets(text).split_whitespace().any(is_word)
}

fn ends_with_form(text: &str) -> bool {
    let text = split::without_brackets(text);
    text.split_whitespace().next_back().is_some_and(|word| is_form(word) || is_short_form(word))
}

/// Whether a text goes on about the company before, behind the legal form that ends its name: `LLC o/b/o Fjord Songs`.
fn goes_on(text: &str) -> bool {
    let form = |word: &&str| is_form(word) || is_short_form(word);
    let words: Vec<&str> = text.split_whitespace().skip_while(form).collect();
    let lower = words.join(" ").replace('.', "").to_lowercase();
    GOES_ON.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

fn is_pair(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim().to_lowercase(), right.trim().to_lowercase());
    PAIRS.iter().any(|(one, other)| left.ends_with(one) && right.starts_with(other))
}

/// Who may stand beside a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// Companies alone.
    Companies,
    /// People too.
    Anybody,
}

/// The companies of a text that no list sign divides. `single` says that something beside it is known of one only.
pub(super) fn divided(text: &str, among: Among, single: bool) -> Vec<Item> {
    // Commas and slashes first: in `Salt & Pepper Songs, Sugar & Spice Music` each side is whole with its own `&`.
    let Some(rows) = weighed(text, &split::weak_comma_or_slash, among, single) else { return vec![undivided(text)] };
    let mut items: Vec<String> = Vec::new();
    for row in rows {
        let Some(parts) = weighed(&row, &split::weak_word, among, single) else { return vec![undivided(text)] };
        items.extend(parts);
    }
    let alone = items.len() == 1;
    items
        .into_iter()
        .map(|text| Item {
            company: among == Among::Companies || is_company(&split::without_brackets(&text)),
            doubt: (!single && is_doubtful(&text, alone)).then_some(Doubt::Names),
            text,
            inverted: false,
        })
        .collect()
}

/// Whether a name may be several: names in a row none of which says that it is a company (where nothing else was divided),
/// `Fjord Songs, Kobalt`, and `Fjord, Kobalt Music`.
fn is_doubtful(text: &str, alone: bool) -> bool {
    let comma_or_slash = |letters: &[char], at: usize| split::spaced_slash(letters, at).max(split::comma(letters, at));
    let parts = split::with_signs(text, &comma_or_slash);
    let named = |part: &str| {
        let bare = split::without_brackets(part);
        !is_rest(&bare) && !goes_on(part) && !super::marks::is_mark_alone(part) && !is_place(&bare)
    };
    let names: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).filter(|part| named(part)).collect();
    let [first, .., last] = names[..] else { return false };
    let joined = split::with_signs(text, &split::joiner).len() > 1;
    let nobody = alone && !is_company(&split::without_brackets(text));
    let pair = names.len() == 2 && !joined && is_whole(last);
    (is_whole(first) || nobody || pair) && !parts.iter().skip(1).any(|(_, part)| goes_on(part))
}

/// Where a company is, behind its name: `Fjord Songs Ltd, UK`.
fn is_place(text: &str) -> bool {
    #[rustfmt::skip]
    const PLACES: [&str; 36] = [
        "uk", "usa", "us", "gb", "london", "new york", "nashville", "los angeles", "hollywood", "paris", "berlin",
        "hamburg", "münchen", "munich", "mainz", "leipzig", "wien", "vienna", "zürich", "milano", "milan", "roma",
        "madrid", "barcelona", "amsterdam", "brussels", "stockholm", "oslo", "copenhagen", "københavn", "helsinki",
        "tokyo", "sydney", "toronto", "germany", "france",
    ];
    PLACES.contains(&plain(text).as_str())
}

fn undivided(text: &str) -> Item {
    Item { text: text.to_owned(), inverted: false, company: true, doubt: Some(Doubt::Names) }
}

/// The parts of a text between some signs, joined again where a sign is within a name; `None` if they are too many.
fn weighed(text: &str, sign: &split::Separator, among: Among, single: bool) -> Option<Vec<String>> {
    let parts = with_pairs(split::with_signs(text, sign));
    if parts.len() > MOST_PARTS {
        return None;
    }
    let mut items: Vec<String> = Vec::new();
    for (sign, part) in parts {
        let joined = match items.last() {
            None => true,
            Some(before) => !divides(before, &sign, &part, among, single),
        };
        match items.last_mut() {
            // `Fjord Songs/ASCAP`: what it is told, not what it is called.
            Some(last) if joined && sign.contains('/') && super::marks::is_mark_alone(&part) => {
                last.push_str(&format!(" ({})", part.trim()));
            }
            Some(last) if joined => {
                last.push_str(&sign);
                last.push_str(&part);
            }
            _ => items.push(part),
        }
    }
    Some(items)
}

/// The parts between signs, with those joined that are one company under two names.
fn with_pairs(parts: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut joined: Vec<(String, String)> = Vec::with_capacity(parts.len());
    for (sign, part) in parts {
        match joined.last_mut() {
            Some((_, before)) if sign == "/" && is_pair(before, &part) => *before = format!("{before}/{part}"),
            _ => joined.push((sign, part)),
        }
    }
    joined
}

/// A text with signs of lists between the names, where commas and slashes make so many of it: `UMPG / Kobalt` before two
/// shares.
pub(super) fn listed(text: &str, count: usize) -> Option<String> {
    let parts = with_pairs(split::with_signs(text, &split::weak_comma_or_slash));
    let names = parts.iter().all(|(_, part)| !part.trim().is_empty() && !is_rest(part));
    (parts.len() == count && names).then(|| parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join("; "))
}

/// The same, where each name has a number behind it and all make a hundred together: `BMG 50 / Kobalt 50`.
pub(super) fn numbered(text: &str) -> Option<String> {
    let parts = with_pairs(split::with_signs(text, &split::weak_comma_or_slash));
    let numbers = parts.iter().map(|(_, part)| super::marks::number_at_end(part)).collect::<Option<Vec<Share>>>()?;
    let all: i64 = numbers.iter().map(|share| share.0).sum();
    let whole = parts.len() > 1 && (all - Share::WHOLE.0).abs() <= Share::WHOLE.0 / 1_000;
    whole.then(|| parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join("; "))
}

/// Whether a text tells for whom the company acts: what `and` adds to it is another of those.
fn acts_for_others(text: &str) -> bool {
    const WORDS: [&str; 8] =
        [" o/b/o ", " obo ", " on behalf of ", " f/s/o ", " fso ", " for services of ", " f/b/o ", " fbo "];
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

fn divides(before: &str, sign: &str, part: &str, among: Among, single: bool) -> bool {
    let bare = split::without_brackets(part);
    if bare.trim().is_empty() || super::marks::is_mark_alone(part) || is_rest(&bare) || goes_on(part) {
        return false;
    }
    let slash = sign.contains('/');
    if !slash && !sign.contains(',') && acts_for_others(before) {
        return false;
    }
    let spaced = sign.starts_with(char::is_whitespace) && sign.ends_with(char::is_whitespace);
    if slash {
        let one_letter = |word: Option<&str>| word.is_some_and(|word| word.chars().count() < 2);
        if !spaced && (one_letter(before.split([' ', '/']).next_back()) || one_letter(part.split([' ', '/']).next())) {
            return false;
        }
        if is_pair(&split::without_brackets(before), &bare) {
            return false;
        }
    }
    // `EMI April/EMI Blackwood`
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
    if slash && first(before).len() > 1 && first(before) == first(part) && !single {
        return true;
    }
    // What has its own society or share is whole.
    if split::ends_with_mark(before) {
        return true;
    }
    let person = |text: &str| among == Among::Anybody && split::without_brackets(text).split_whitespace().count() > 1;
    let whole = |text: &str| is_whole(text) || person(text);
    // `Edizioni Suvini & Zerboni S.p.A.`: the form at the end may be of both together.
    let form_of_both = !slash && !sign.contains(',') && !says_trade(part) && !ends_with_form(before);
    let both = whole(before) && whole(part) && !(form_of_both && is_whole(before));
    both && (!single || (slash && spaced))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_known_by_their_words_and_forms() {
        for name in [
            "Fjord Songs",
            "SIGNAL HILL MUSIC, LTD.",
            "Musikverlag Zürich",
            "Edizioni Curci S.r.l.",
            "Éditions Durand",
            "Yamaha Music K.K.",
            "Mushroom Pty Ltd",
            "Blåfjell AB",
            "Fazer Oy",
            "Warner Chappell Music Finland Oy",
            "Arriaga Ediciones",
            "Hansen A/S",
            "Nordmusik AS",
            "Copyright Control",
            "Ricordi S.p.A.",
            "Kobalt Music Publishing",
            "Polskie Wydawnictwo Muzyczne",
            "Sony/ATV Music",
            "BMG Rights",
        ] {
            assert!(is_company(name), "{name}");
        }
        for name in [
            "Ines Vold",
            "Asa Berg",
            "Mem de Sá",
            "José Sa",
            "Ab Soul",
            "Oy Vey",
            "Trad.",
            "Co Stompé",
            "Kim Il",
            "Ag Mohamed",
            "Ada Verlaine",
        ] {
            assert!(!is_company(name), "{name}");
        }
    }
}
