//! Commas between names of people: whether one stands within a name or between two.

use super::person::{
    ends_with_initial, has_small, is_capitals, is_last_name, is_suffix, is_title, joined, plain_words, words_of,
};
use super::split::{self, Item};
use super::{Commas, Doubt};
use super::{given, stage};

fn plain_item(text: String, doubtful: bool) -> Item {
    Item { text, inverted: false, company: false, doubt: doubtful.then_some(Doubt::Commas) }
}

fn turned(last: &str, first: &str) -> Item {
    Item { text: format!("{last}, {first}"), inverted: true, company: false, doubt: None }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphabetic()).count()
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
    pub sure: bool,
    /// Whether single words stand for people elsewhere in the text.
    pub alone: bool,
    /// How others of its kind are written.
    pub commas: Commas,
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
    let titled = theirs.len() < plain_words(&bare.1).len() && is_title(plain_words(&bare.1).first().unwrap_or(&""));
    let stage = stage::is_of_the_stage(&plain_words(&bare.0))
        || (!titled && stage::is_of_the_stage(&plain_words(&split::without_quotes(&bare.1))));
    let first_names = given::are_given(&theirs);
    let open = match around.commas {
        Commas::Unknown => Comma::Open,
        Commas::Within => Comma::Within,
        Commas::Between => Comma::Between,
    };
    match (ours.len(), theirs.len()) {
        (0, _) | (_, 0) => Comma::Between,
        _ if super::is_nobody(&named) || super::is_nobody(last) => Comma::Between,
        // `King Jr., Martin Luther`
        (1, _) if plain_words(&bare.0).iter().skip(1).any(|word| is_suffix(word)) => Comma::Within,
        // `Weeknd, The`
        (_, 1) if theirs[0].eq_ignore_ascii_case("the") => Comma::Within,
        _ if whole || super::is_traditional(last) || super::is_traditional(first) => Comma::Between,
        _ if around.sure => Comma::Within,
        _ if is_eastern(last) && is_eastern(first) => match [&bare.0, &bare.1].map(|name| letters(name)) {
            // Nobody is called by a single sign; two and two may be last and first name, or two whole ones.
            [1, _] => Comma::Within,
            [2, 1..=2] => open,
            _ => Comma::Between,
        },
        _ if stage => Comma::Between,
        // `Vold I, Berg A`, `Ines V., Ada B.`
        (2.., 2..) if initials[0] => Comma::Between,
        // `La Roux, Ines Vold`: a large article may begin a name of the stage.
        (_, 2)
            if is_last_name(&bare.0)
                && !has_small(&bare.0)
                && given::begins_given(&theirs)
                && given::ends_unknown(&theirs) =>
        {
            open
        }
        _ if is_last_name(&bare.0) => Comma::Within,
        _ if around.alone => Comma::Between,
        _ if initials[1] => Comma::Within,
        (count, _) if is_capitals(&bare.0) && !is_capitals(&bare.1) && (count > 1 || first_names) => Comma::Within,
        (1, 2) if given::ends_with_fathers(&theirs) => Comma::Within,
        (1, 1..=2) if given::is_eastern_last(ours[0]) => Comma::Within,
        // `Tiësto, Ava Max`: two given names may be all of somebody's.
        (1, 2) if first_names && !(given::is_last(ours[0]) && given::ends_given(&theirs)) => open,
        (1, 1..=4) if first_names && given::may_be_last(ours[0]) => Comma::Within,
        (2..=4, 1) if first_names && !given::begins_given(&ours) => Comma::Within,
        (2.., 2..) if given::begins_given(&ours) => Comma::Between,
        (2.., 2..) if !first_names && around.commas != Commas::Within => Comma::Between,
        _ => open,
    }
}

/// Names between commas as people.
pub(super) fn by_commas(names: Vec<String>, around: Around) -> Vec<Item> {
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
