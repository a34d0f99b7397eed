//! Names of the stage: bands whose names have the signs that divide people, and people whom nobody divides into first and
//! last.

/// Names with a comma in them that are one.
const WITH_COMMAS: &[&str] = &[
    "earth, wind & fire",
    "earth, wind and fire",
    "earth, wind + fire",
    "blood, sweat & tears",
    "blood, sweat and tears",
    "tyler, the creator",
    "the good, the bad & the queen",
    "the good, the bad and the queen",
    "black country, new road",
    "10,000 maniacs",
];

/// Names of two words whose second is a letter that is no initial.
#[rustfmt::skip]
const LETTERED: &[&str] = &[
    "jay z", "cardi b", "kenny g", "warren g", "mel b", "mel c", "jessie j", "heavy d", "chuck d", "gina g", "ali b",
    "stevie b", "plan b", "eazy e",
];

/// People whose names begin with an article, behind `and` as anywhere else.
const ARTICLED: &[&str] = &["edge", "weeknd", "creator", "game", "dream", "alchemist", "notorious", "rza", "gza"];

/// Signs that stand in for those of a name that is one, until it is read.
const COMMA: char = '\u{e000}';
const AMPERSAND: char = '\u{e001}';
const BLANK: char = '\u{e002}';
const PLUS: char = '\u{e003}';

/// A text whose names of bands cannot be divided; nothing where there are none.
pub(super) fn held_together(text: &str) -> Option<String> {
    // Only ASCII letters change, so that places stay the same.
    let mut lower = text.to_ascii_lowercase();
    if !lower.contains(',') {
        return None;
    }
    let mut held = text.to_owned();
    let mut any = false;
    for name in WITH_COMMAS {
        let Some(at) = lower.find(name) else { continue };
        let end = at + name.len();
        let alone = !lower[..at].ends_with(char::is_alphanumeric) && !lower[end..].starts_with(char::is_alphanumeric);
        // `Earth, Wind & Fire Songs` is a company, whose signs are weighed.
        if !alone || lower[end..].starts_with(' ') && lower[end..].trim_start().starts_with(char::is_alphabetic) {
            continue;
        }
        let sign = |letter: char| match letter {
            ',' => COMMA,
            '&' => AMPERSAND,
            '+' => PLUS,
            ' ' => BLANK,
            letter => letter,
        };
        let one: String = held[at..end].chars().map(sign).collect();
        held.replace_range(at..end, &one);
        lower = held.to_ascii_lowercase();
        any = true;
    }
    any.then_some(held)
}

/// Whether a text is a name with a comma in it that is one.
pub(super) fn is_one(text: &str) -> bool {
    WITH_COMMAS.contains(&text.trim().to_lowercase().as_str())
}

/// A name as it is written, where it was held together.
pub(super) fn let_go(name: &str) -> String {
    let sign = |letter: char| match letter {
        COMMA => ',',
        AMPERSAND => '&',
        PLUS => '+',
        BLANK => ' ',
        letter => letter,
    };
    name.chars().map(sign).collect()
}

/// Whether what stands behind an `and` goes on with the name of a band: `Kool & The Gang`, `Derek and His Orchestra`.
pub(super) fn goes_on(behind: &str) -> bool {
    let mut words = behind.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let first = words.next().unwrap_or_default().to_lowercase();
    let next = words.next().unwrap_or_default().to_lowercase();
    let begins = ["the", "his", "her", "their", "los", "las"].contains(&first.as_str());
    begins && !next.is_empty() && !ARTICLED.contains(&next.as_str())
}

/// Whether a text is a name of the stage, which nobody divides into first and last: `A$AP Rocky`, `Jay-Z`, `deadmau5`,
/// `DJ Shadow`, `21 Savage`, `will.i.am`, `The Edge`.
pub(super) fn is_of_the_stage(words: &[&str]) -> bool {
    const BEGIN: [&str; 10] = ["dj", "mc", "lil", "lil'", "yung", "the", "big", "a$ap", "dr", "dr."];
    let lower = words.join(" ").to_lowercase();
    if LETTERED.contains(&lower.as_str()) || lower.contains([COMMA, BLANK]) {
        return true;
    }
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
    fn names_of_the_stage_are_known_by_their_signs() {
        for text in [
            "A$AP Rocky",
            "Jay-Z",
            "Jay Z",
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

    #[test]
    fn bands_are_held_together_and_companies_of_their_names_are_not() {
        let held = held_together("Earth, Wind & Fire / Ines Vold").expect("held");
        assert!(!held.contains([',', '&']), "{held}");
        assert_eq!(let_go(&held), "Earth, Wind & Fire / Ines Vold");
        for text in ["Earth, Wind & Fire Songs", "Ines Vold, Ada Berg", "Simon & Garfunkel"] {
            assert_eq!(held_together(text), None, "{text}");
        }
        assert!(goes_on("The Gang") && goes_on("his Orchestra"));
        assert!(!goes_on("The Edge") && !goes_on("Garfunkel") && !goes_on("The"));
    }
}
