//! Words as search compares them.

use model::credits::is_unseen;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents and without what is not seen: `Beyoncé` and `BEYONCE` are the same word, and so are `Bjørn` and
/// `bjorn`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let seen = |letter: &char| !is_combining_mark(*letter) && !is_unseen(*letter);
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(seen).flat_map(char::to_lowercase) {
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
        'ς' => "σ",
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
        .split(|letter: char| !letter.is_alphanumeric() && !is_apostrophe(letter))
        .map(|word| word.replace(is_apostrophe, ""))
        .filter(|word| !word.is_empty())
}

/// Words of folded text that are written together with what stands between them, as one word each: `coop` of `co-op`, `acdc` of
/// `ac/dc`, `rem` of `r.e.m.`
pub fn joined(folded: &str) -> impl Iterator<Item = String> + '_ {
    folded.split(|letter: char| !is_joined(letter)).filter_map(as_one)
}

/// What a question asks for, a word or several written together.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// All of these,
    pub words: Vec<String>,
    /// or else this, which is all of them as one.
    pub as_one: Option<String>,
}

/// What folded text of a question asks for.
pub fn wanted(folded: &str) -> Vec<Wanted> {
    folded
        .split(|letter: char| !is_joined(letter))
        .map(|run| Wanted { words: words(run).collect(), as_one: as_one(run) })
        .filter(|wanted| !wanted.words.is_empty())
        .collect()
}

fn as_one(run: &str) -> Option<String> {
    words(run).nth(1)?;
    Some(words(run).collect())
}

/// Whether it is part of a word, or stands between two that some write as one.
fn is_joined(letter: char) -> bool {
    const BETWEEN: [char; 10] = ['-', '\u{2010}', '\u{2011}', '.', '/', '&', '+', '_', '\u{b7}', '\u{30fb}'];
    letter.is_alphanumeric() || is_apostrophe(letter) || BETWEEN.contains(&letter)
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2032}' | '`')
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
            ("ΜΊΚΗΣ", "μικησ"),
            ("Μίκης", "μικησ"),
            ("Ec\u{200b}ho\u{ad}es", "echoes"),
        ] {
            assert_eq!(words(&folded(text)).collect::<Vec<_>>(), [word], "{text}");
        }
    }

    #[test]
    fn words_written_together_are_one_word_too() {
        let one = |text: &str| joined(&folded(text)).collect::<Vec<_>>();
        assert_eq!(one("The Co-op Song"), ["coop"]);
        assert_eq!(one("AC/DC, R.E.M. and N.W.A"), ["acdc", "rem", "nwa"]);
        assert_eq!(one("Ça‐va"), ["cava"]);
        assert_eq!(one("one - two"), Vec::<String>::new());
        assert_eq!(one("Heart's"), Vec::<String>::new());
        let asked = wanted("co-op");
        assert_eq!(asked.len(), 1);
        assert_eq!((asked[0].words.join(" "), asked[0].as_one.as_deref()), ("co op".to_owned(), Some("coop")));
        assert_eq!(wanted("co- ").len(), 1);
        assert_eq!(wanted(" -- "), []);
    }

    #[test]
    fn words_without_blanks_between_them_are_found_by_their_ends() {
        assert_eq!(inner("夜の歌").collect::<Vec<_>>(), ["の歌", "歌"]);
        assert_eq!(inner("bjorn").count(), 0);
    }
}
