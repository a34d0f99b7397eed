//! How much sense the letters make that an encoding gives.

use unicode_normalization::UnicodeNormalization;

/// The writing that a letter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Kana,
    Hangul,
    Han,
    /// Full-width letters and half-width kana.
    Wide,
    Other,
}

impl Script {
    /// Whether it is of East Asia, and has no capitals.
    fn is_east(self) -> bool {
        matches!(self, Self::Kana | Self::Hangul | Self::Han | Self::Wide)
    }
}

fn script(letter: char) -> Script {
    match letter {
        'A'..='Z' | 'a'..='z' | 'À'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'ª' | 'º' => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{ac00}'..='\u{d7af}' => Script::Hangul,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Han,
        '\u{ff00}'..='\u{ffef}' => Script::Wide,
        _ => Script::Other,
    }
}

/// How much sense a text makes: letters among their like, and printers' quotes and dashes where they belong, speak for
/// it; signs within words, capitals after small letters and two writings in one word against it. Two for each byte that
/// makes full sense.
pub(super) fn sense(text: &str, wide: bool) -> i64 {
    let letters: Vec<char> = text.chars().collect();
    let strange = letters.iter().enumerate().filter(|(_, letter)| !letter.is_ascii());
    strange
        .map(|(place, &letter)| {
            let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied().unwrap_or(' ');
            let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
            let own = script(letter);
            if own.is_east() && wide {
                return of_the_east(own, letter, before, after);
            }
            match own {
                Script::Thai if before.is_ascii_alphabetic() || after.is_ascii_alphabetic() => -3,
                Script::Thai => 2,
                Script::Other | Script::Kana | Script::Hangul | Script::Han | Script::Wide => {
                    of_a_sign(letter, before, after, &letters, place)
                }
                // `CAFê`: a small letter in a word of capitals.
                _ if letter.is_lowercase() && letter != 'ß' && is_among_capitals(&letters, place) => -2,
                Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Arabic => {
                    of_a_letter(own, letter, before, after)
                }
            }
        })
        .sum()
}

/// Whether two capitals stand right before a letter, or right behind it.
fn is_among_capitals(letters: &[char], place: usize) -> bool {
    let capitals = |pair: Option<&[char]>| pair.is_some_and(|pair| pair.iter().all(|letter| letter.is_uppercase()));
    capitals(place.checked_sub(2).and_then(|from| letters.get(from..place)))
        || capitals(letters.get(place + 1..place + 3))
}

/// Letters of two bytes each. Kana and Hangul are told from chance best.
fn of_the_east(own: Script, letter: char, before: char, after: char) -> i64 {
    let latin = |other: char| other.is_ascii_alphabetic() || script(other) == Script::Latin;
    match own {
        // A chance pair of bytes within a word of another writing.
        Script::Kana | Script::Hangul | Script::Han | Script::Wide if latin(before) || latin(after) => -3,
        Script::Kana | Script::Hangul => 4,
        Script::Han => 3,
        _ if letter.is_alphanumeric() => 1,
        _ => 0,
    }
}

fn of_a_letter(own: Script, letter: char, before: char, after: char) -> i64 {
    let mixed = |other: char| other.is_alphabetic() && script(other) != own;
    // `JÅrgen`: a capital within a word goes on in capitals.
    let within = letter.is_uppercase()
        && (before.is_lowercase() || (before.is_alphabetic() && (after.is_lowercase() || script(before) != own)));
    if !letter.is_alphabetic() {
        0
    } else if mixed(before) || mixed(after) || within {
        -2
    } else if [before, after].iter().any(|other| base(letter) == Some(other.to_ascii_lowercase())) {
        // `Faáade`: two of a vowel, one with an accent, is rarely a word.
        0
    } else if own == Script::Latin {
        if is_frequent(letter) { 2 } else { i64::from(is_common(letter)) }
    } else {
        2
    }
}

/// What is no letter makes sense in its own place only.
fn of_a_sign(letter: char, before: char, after: char, letters: &[char], place: usize) -> i64 {
    if matches!(letter, '\u{a0}' | '・' | '、' | '。' | '「' | '」' | '〜' | '①'..='⑳') {
        return 0;
    }
    if letter.is_control() {
        return -6;
    }
    match is_in_place(letter, before, after, letters, place) {
        true => 2,
        false if before.is_alphabetic() || after.is_alphabetic() => -3,
        false => -1,
    }
}

/// Whether a sign of printers stands where such signs do.
fn is_in_place(letter: char, before: char, after: char, letters: &[char], place: usize) -> bool {
    match letter {
        '–' | '—' => !before.is_alphabetic() && !after.is_alphabetic(),
        '“' | '‘' | '„' | '«' | '¡' | '¿' => !before.is_alphanumeric() && !after.is_whitespace(),
        '”' | '»' => !after.is_alphanumeric(),
        '’' => !after.is_alphanumeric() || is_apostrophe(letters, place),
        '…' => !after.is_alphanumeric() || before.is_whitespace(),
        '™' | '®' => before.is_alphanumeric() && !after.is_alphanumeric(),
        '©' | '℗' => !before.is_alphanumeric() && !after.is_alphabetic(),
        '€' | '£' | '¥' | '¢' | '°' | '½' | '¼' | '¾' | '№' => {
            !before.is_alphabetic() && !after.is_alphabetic()
        }
        '•' | '·' => !(before.is_alphabetic() ^ after.is_alphabetic()),
        _ => false,
    }
}

/// A text with spaces for the signs of printers that stand where such signs do, and with plain apostrophes.
pub(super) fn without_signs(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let plain = |(place, &letter): (usize, &char)| {
        let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied().unwrap_or(' ');
        let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
        let within = before.is_alphabetic() && after.is_alphabetic();
        match letter {
            letter if letter.is_ascii() || letter.is_alphabetic() => letter,
            '\u{a0}' => ' ',
            '’' if is_in_place(letter, before, after, &letters, place) => '\'',
            _ if !within && is_in_place(letter, before, after, &letters, place) => ' ',
            letter => letter,
        }
    };
    letters.iter().enumerate().map(plain).collect()
}

/// The letter under an accent, small.
fn base(letter: char) -> Option<char> {
    let mut parts = letter.nfd();
    let first = parts.next()?;
    parts.next().is_some().then(|| first.to_ascii_lowercase())
}

/// The accented letters that names of Western Europe have most: where two readings both make words, these decide.
fn is_frequent(letter: char) -> bool {
    "éèêáàâåäæóöøúüíñçßã".contains(letter.to_lowercase().next().unwrap_or(letter))
}

/// Latin letters that are met in names of Europe; others are as often a wrong reading.
fn is_common(letter: char) -> bool {
    "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžąćęłńóśźżčďěňřťůőűğışăâîșțşţāēīūģķļņėįųūđ"
        .contains(letter.to_lowercase().next().unwrap_or(letter))
        || letter == 'İ'
}

/// Words whose beginning is left away: `rock ’n’ roll`, `’round midnight`.
const CUT_SHORT: [&str; 9] = ["n", "em", "til", "tis", "twas", "cause", "round", "bout", "neath"];

/// Whether what stands around a sign between letters is a word cut short: `don't`, `she'll`, `l'amour`, `'til`.
fn is_apostrophe(letters: &[char], place: usize) -> bool {
    let word = |letter: &&char| letter.is_alphanumeric();
    let after: String = letters[place + 1..].iter().take_while(word).collect();
    let before = letters[..place].iter().rev().take_while(word).count();
    let after = after.to_lowercase();
    let (end, begin) =
        (["s", "t", "d", "m", "re", "ll", "ve"].contains(&after.as_str()), CUT_SHORT.contains(&after.as_str()));
    end || before == 1 || (before == 0 && begin)
}
