//! Given names: what tells `Vold, Ines`, which is one name, from `Moby, Ines Vold`, which are two.
//!
//! The lists are of names in the languages of some seventy countries, drawn from Faker (MIT License, © Daniele Faraglia and
//! contributors), in small letters and without accents. Among given names a star marks those that are nobody's last
//! name there, a plus those that are so far more seldom.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static NAMES: LazyLock<HashMap<&'static str, Given>> = LazyLock::new(|| {
    let of_line = |line: &'static str| match (line.strip_suffix('*'), line.strip_suffix('+')) {
        (Some(name), _) => (name, Given::Only),
        (_, Some(name)) => (name, Given::Mostly),
        (None, None) => (line, Given::Also),
    };
    include_str!("given_names.txt").lines().map(of_line).collect()
});

static LAST_NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("last_names.txt").lines().collect());

/// Whether a word is somebody's given name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Given {
    /// It is on no list; it may be all the same.
    Unknown,
    /// It is, and may be a last name as well: `Martin`, `Lloyd`.
    Also,
    /// It is, and seldom a last name: `Paul`.
    Mostly,
    /// It is, and nothing else: `Ines`.
    Only,
}

/// A word in small letters, without accents.
fn folded(word: &str) -> String {
    let letter = |letter: char| match letter {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        letter => letter,
    };
    word.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).map(letter).collect()
}

fn given(word: &str) -> Given {
    let plain = folded(word);
    let parts = plain.split(['-', '\u{2010}', '\u{2011}']).filter(|part| !part.is_empty());
    parts.map(|part| NAMES.get(part).copied().unwrap_or(Given::Unknown)).min().unwrap_or(Given::Unknown)
}

/// Whether a text ends with a name after the father, which stands behind a given one: `Иван Иванович`, `Pyotr Ilyich`.
pub(super) fn ends_with_fathers(words: &[&str]) -> bool {
    const ENDS: [&str; 17] = [
        "ович",
        "евич",
        "ьич",
        "ична",
        "овна",
        "евна",
        "івна",
        "йович",
        "ovich",
        "evich",
        "lyich",
        "ilich",
        "ovych",
        "evych",
        "ovna",
        "evna",
        "ichna",
    ];
    let plain = words.last().map(|word| folded(word)).unwrap_or_default();
    words.len() > 1 && plain.chars().count() > 4 && ENDS.iter().any(|end| plain.ends_with(end))
}

/// Whether a word is somebody's given name, as far as the lists know; accents and capitals make no difference.
#[must_use]
pub fn is_given(word: &str) -> bool {
    given(word) > Given::Unknown
}

/// Whether a word is somebody's last name, as far as the lists know; accents and capitals make no difference.
#[must_use]
pub fn is_last(word: &str) -> bool {
    LAST_NAMES.binary_search(&folded(word).as_str()).is_ok()
}

/// An initial: `J.`, `J`, `J.-P.`
fn is_initial(word: &str) -> bool {
    word.split(['.', '-']).filter(|part| !part.is_empty()).all(|part| part.chars().count() == 1)
        && word.chars().any(char::is_uppercase)
}

/// Whether a text has nothing but given names and initials, and one given name at least.
pub(super) fn are_given(words: &[&str]) -> bool {
    let is = |word: &&str| given(word) > Given::Unknown;
    words.iter().any(is) && words.iter().all(|word| is(word) || is_initial(word))
}

/// Whether the last of several given names is nobody's last name, or hardly.
pub(super) fn ends_given(words: &[&str]) -> bool {
    words.last().is_some_and(|word| given(word) >= Given::Mostly)
}

/// Whether the last word is on no list of given names.
pub(super) fn ends_unknown(words: &[&str]) -> bool {
    words.last().is_some_and(|word| given(word) == Given::Unknown && !is_initial(word))
}

/// Whether a text begins with a word that is a given name and seldom anything else.
pub(super) fn begins_given(words: &[&str]) -> bool {
    words.first().is_some_and(|word| given(word) >= Given::Mostly)
}

/// Whether a word can be a last name, as far as the list knows.
pub(super) fn may_be_last(word: &str) -> bool {
    given(word) < Given::Only
}

/// Whether a word is one of the last names of China, Korea and Vietnam that are most frequent: the given names behind
/// them are on no list.
pub(super) fn is_eastern_last(word: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: [&str; 73] = [
        "bae", "cai", "chan", "chang", "chen", "cheng", "cheung", "chiang", "cho", "choi", "chow", "chu", "chung", "deng",
        "ding", "fong", "gao", "guo", "han", "he", "ho", "hong", "hsu", "hu", "huang", "hwang", "jang", "jeon", "jeong",
        "jiang", "jin", "jung", "kang", "kim", "ko", "kwon", "lam", "lau", "lee", "leung", "li", "liang", "lim", "lin",
        "liu", "luo", "ma", "moon", "ng", "nguyen", "oh", "park", "peng", "shin", "song", "sun", "tang", "tran", "tsai",
        "wang", "wong", "wu", "xu", "yang", "ye", "yoon", "yu", "zhang", "zhao", "zheng", "zhou", "zhu", "zou",
    ];
    NAMES.binary_search(&folded(word).as_str()).is_ok()
}

/// Whether a text reads as a whole name, first and last: `Ines Vold`. `Lloyd Webber` may be a last name, `Mary Jane` two
/// first ones.
pub(super) fn are_whole(words: &[&str]) -> bool {
    words.len() > 1 && begins_given(words) && words.last().is_some_and(|word| given(word) < Given::Mostly)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn the_lists_are_sorted_and_say_nothing_twice() {
        let given: Vec<&str> =
            include_str!("given_names.txt").lines().map(|line| line.trim_end_matches(['*', '+'])).collect();
        for list in [&given, &*LAST_NAMES] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(list.iter().all(|name| name.chars().count() > 1 && *name == name.to_lowercase()));
        }
    }

    #[test]
    fn given_names_are_known_with_and_without_accents() {
        for text in
            ["Ines", "Inês", "INÉS", "Jean-Michel", "Mary Jane", "Ana M.", "Carl Philipp Emanuel", "Łukasz", "Иван"]
        {
            assert!(are_given(&words(text)), "{text}");
        }
        assert!(is_given("Luís") && is_last("Muñoz") && !is_given("Lu’s") && !is_last("Maraís"));
        for text in ["Vold", "Webber", "García", "Ines Vold", "J.", "", "A$AP Rocky"] {
            assert!(!are_given(&words(text)), "{text}");
        }
        for (text, whole) in
            [("Ines Vold", true), ("Paul Epworth", true), ("Lloyd Webber", false), ("Mary Jane", false)]
        {
            assert_eq!(are_whole(&words(text)), whole, "{text}");
        }
    }
}
