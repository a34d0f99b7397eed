//! Given names: what tells `Vold, Ines`, which is one name, from `Moby, Ines Vold`, which are two.
//!
//! The list is of names in the languages of some seventy countries, drawn from Faker (MIT License, © Daniele Faraglia and
//! contributors), in small letters and without accents. A star marks those that are nobody's last
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

fn given(word: &str) -> Given {
    let plain: String = word.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect();
    let parts = plain.split(['-', '\u{2010}', '\u{2011}']).filter(|part| !part.is_empty());
    parts.map(|part| NAMES.get(part).copied().unwrap_or(Given::Unknown)).min().unwrap_or(Given::Unknown)
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
    NAMES.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Whether a text reads as a whole name, first and last: `Ines Vold`. `Lloyd Webber` may be a last name, `Mary Jane` two
/// first ones.
pub(super) fn are_whole(words: &[&str]) -> bool {
    words.len() > 1 && begins_given(words) && words.last().is_some_and(|word| given(word) < Given::Mostly)
}

/// Whether a text is a name of the stage, which nobody divides into first and last: `A$AP Rocky`, `Jay-Z`, `deadmau5`,
/// `DJ Shadow`, `21 Savage`, `will.i.am`, `The Edge`.
pub(super) fn is_of_the_stage(words: &[&str]) -> bool {
    const BEGIN: [&str; 10] = ["dj", "mc", "lil", "lil'", "yung", "the", "big", "a$ap", "dr", "dr."];
    let number = |word: &str| word.len() < 4 && word.chars().all(|letter| letter.is_ascii_digit());
    let begins = words.len() > 1
        && words.first().is_some_and(|word| BEGIN.contains(&word.to_lowercase().as_str()) || number(word));
    let numbered = |word: &str| {
        // A longer number is the number of somebody.
        let digits = word.chars().filter(char::is_ascii_digit).count();
        (1..=3).contains(&digits) && word.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let odd = |word: &&str| {
        let has = |wanted: fn(&char) -> bool| word.chars().any(|letter| wanted(&letter));
        let letters = has(|letter| letter.is_alphabetic());
        let dotted = word.trim_end_matches('.').contains('.') && !has(|letter| letter.is_uppercase());
        let lettered = word.rsplit_once('-').is_some_and(|(name, letter)| {
            name.chars().nth(1).is_some() && letter.len() == 1 && letter.chars().all(char::is_uppercase)
        });
        letters && (word.contains(['$', '!', '*', '@', '€', '¥']) || numbered(word) || dotted || lettered)
    };
    let letters = |word: &str| word.matches('.').count() > 2 && word.split('.').all(|part| part.chars().count() < 2);
    begins || words.iter().any(odd) || matches!(words, [only] if letters(only))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn the_list_is_sorted_and_says_nothing_twice() {
        let list: Vec<&str> =
            include_str!("given_names.txt").lines().map(|line| line.trim_end_matches(['*', '+'])).collect();
        assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(list.iter().all(|name| name.chars().count() > 1 && *name == name.to_lowercase()));
    }

    #[test]
    fn given_names_are_known_with_and_without_accents() {
        for text in
            ["Ines", "Inês", "INÉS", "Jean-Michel", "Mary Jane", "Ana M.", "Carl Philipp Emanuel", "Łukasz", "Иван"]
        {
            assert!(are_given(&words(text)), "{text}");
        }
        for text in ["Vold", "Webber", "García", "Ines Vold", "J.", "", "A$AP Rocky"] {
            assert!(!are_given(&words(text)), "{text}");
        }
        for (text, whole) in
            [("Ines Vold", true), ("Paul Epworth", true), ("Lloyd Webber", false), ("Mary Jane", false)]
        {
            assert_eq!(are_whole(&words(text)), whole, "{text}");
        }
    }

    #[test]
    fn names_of_the_stage_are_known_by_their_signs() {
        for text in [
            "A$AP Rocky",
            "Jay-Z",
            "deadmau5",
            "P!nk",
            "will.i.am",
            "DJ Shadow",
            "21 Savage",
            "Lil Wayne",
            "The Edge",
            "Ice-T",
            "Dr. Dre",
            "M.I.A.",
        ] {
            assert!(is_of_the_stage(&words(text)), "{text}");
        }
        for text in
            ["Ines Vold", "Jean-Michel", "J.-P. Melville", "J.R.R. Tolkien", "Big", "Ines M.", "O'Neil", "Ó Briain"]
        {
            assert!(!is_of_the_stage(&words(text)), "{text}");
        }
    }
}
