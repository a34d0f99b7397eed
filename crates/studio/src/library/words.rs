//! Words as search compares them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents: `Beyoncé` and `BEYONCE` are the same word.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

/// The words of folded text: runs of letters and digits, an apostrophe inside a word left out.
pub fn words(folded: &str) -> impl Iterator<Item = String> + '_ {
    folded
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '\u{2019}'))
        .map(|word| word.replace(['\'', '\u{2019}'], ""))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_accents() {
        let split = |text: &str| words(&folded(text)).collect::<Vec<_>>();
        assert_eq!(split("Heart’s Compass (piano)"), ["hearts", "compass", "piano"]);
        assert_eq!(split("Beyoncé – DÉJÀ Vu"), ["beyonce", "deja", "vu"]);
        assert_eq!(split("  --  "), Vec::<String>::new());
        assert_eq!(split("夜の歌"), ["夜の歌"]);
    }
}
