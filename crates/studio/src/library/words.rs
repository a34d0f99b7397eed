//! Words as search compares them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents: `Beyoncé` and `BEYONCE` are the same word, and so are `Bjørn` and `bjorn`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(letter),
        }
    }
    folded
}

/// Letters of their own that people without them on the keyboard write otherwise: Unicode takes them apart nowhere.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' => "d",
        'ß' => "ss",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "ng",
        'ŧ' => "t",
        'ə' => "e",
        _ => return None,
    })
}

/// The ends of a word that is written in a script without blanks, each of which may be a word of its own: `夜の歌` is
/// found by `歌` too. None for other words.
pub fn inner(word: &str) -> impl Iterator<Item = &str> {
    const MOST: usize = 64;
    let starts = word.char_indices().skip(1).take(MOST).filter(|(_, letter)| is_east(*letter));
    starts.map(|(at, _)| &word[at..])
}

const fn is_east(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
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

    #[test]
    fn letters_that_not_every_keyboard_has_are_found_without_them() {
        for (text, word) in [
            ("Bjørn", "bjorn"),
            ("SØREN", "soren"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("Sæther", "saether"),
            ("Đorđe", "dorde"),
            ("Œuvre", "oeuvre"),
            ("Þórður", "thordur"),
            ("Işık", "isik"),
            ("GROẞ", "gross"),
        ] {
            assert_eq!(words(&folded(text)).collect::<Vec<_>>(), [word], "{text}");
        }
    }

    #[test]
    fn words_without_blanks_between_them_are_found_by_their_ends() {
        assert_eq!(inner("夜の歌").collect::<Vec<_>>(), ["の歌", "歌"]);
        assert_eq!(inner("bjorn").count(), 0);
    }
}
