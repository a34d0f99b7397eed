//! Whether the letters of a word fit together.
//!
//! Each language has its accented letters in few places. Bytes that are read in a wrong page give letters too, but those seldom
//! stand where any language has them: `Groá` for `Groß`, `Hélčne` for `Hélène`, `Corręa` for `Corrêa`.

/// Vowels with an accent, what vowels may stand right before them, and what right behind; `*` is any.
#[rustfmt::skip]
const VOWELS: &[(char, &str, &str)] = &[
    ('é', "*", "*"), ('è', "iu", ""), ('ê', "iu", "a"), ('ë', "aoiue", ""),
    ('à', "ieou", ""), ('á', "ieu", "eiu"), ('â', "i", ""), ('ä', "iyeä", "iyuäö"), ('å', "", ""), ('ã', "ioue", "oe"), ('æ', "", "iu"),
    ('í', "*", "aoei"), ('ì', "*", ""), ('î', "aoe", ""), ('ï', "aoeu", "*"),
    ('ó', "ieua", "ie"), ('ò', "ie", ""), ('ô', "i", ""), ('ö', "iyeö", "yiö"), ('ø', "i", "yie"), ('õ', "iu", "eui"), ('ő', "e", ""),
    ('ú', "aie", "ae"), ('ù', "oi", ""), ('û', "o", ""), ('ü', "", "eiü"), ('ů', "", ""), ('ű', "", ""), ('ý', "", ""), ('ÿ', "au", "e"),
    ('ă', "iu", "iu"), ('ą', "i", ""), ('ę', "i", ""), ('ě', "", ""),
];

/// Consonants with an accent that fit next to vowels.
const CONSONANTS: &str = "çñßðþčďđğľłńňřśšşșťţțźžżćģķļņ";

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn is_plain_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_vowel(letter: char) -> bool {
    is_plain_vowel(letter)
        || VOWELS.iter().any(|(vowel, ..)| *vowel == letter)
        || matches!(letter, 'ı' | 'ā' | 'ē' | 'ī' | 'ō' | 'ū' | 'ė' | 'į' | 'ų' | 'œ')
}

/// Whether all of a word's letters are Latin ones, each in a place where a language has it.
pub(super) fn fits(word: &str) -> bool {
    let is_latin = |letter: char| letter.is_ascii() || (letter.is_alphabetic() && matches!(letter, 'À'..='\u{24f}'));
    if !word.chars().all(is_latin) {
        return false;
    }
    word.split(|letter: char| !letter.is_alphabetic()).filter(|part| !part.is_ascii()).all(part_fits)
}

fn part_fits(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    // `McÉwan` aside, capitals stand at the start or everywhere; what has no capitals is neither.
    let all_capitals = capitals > 1 && letters.iter().all(|letter| letter.is_uppercase() || *letter == 'ß');
    let strange_within = letters.iter().skip(1).any(|letter| !letter.is_ascii() && letter.is_uppercase());
    // A capital right behind a small letter with an accent: a sign was read as a letter.
    let breaks = letters.windows(2).any(|two| !two[0].is_ascii() && two[0].is_lowercase() && two[1].is_uppercase());
    if (!all_capitals && (strange_within || breaks)) || (breaks && !word.contains('ß')) {
        return false;
    }
    let lower: Vec<char> = letters.iter().map(|letter| small(*letter)).collect();
    if lower.len() > 1 && !lower.iter().any(|letter| is_vowel(*letter) || matches!(letter, 'r' | 'l')) {
        return false;
    }
    (0..lower.len()).filter(|at| !lower[*at].is_ascii()).all(|at| letter_fits(&lower, at))
}

fn letter_fits(word: &[char], at: usize) -> bool {
    let letter = word[at];
    let near = |place: Option<usize>| place.and_then(|place| word.get(place)).copied();
    let (before, after) = (near(at.checked_sub(1)), near(at.checked_add(1)));
    // Slovak has these two, in so few names that they are a wrong reading.
    if "ĺŕ".contains(letter) {
        return false;
    }
    if let Some((_, befores, afters)) = VOWELS.iter().find(|(vowel, ..)| *vowel == letter) {
        let may = |other: Option<char>, list: &str| {
            other.is_none_or(|other| !is_vowel(other) || list == "*" || list.contains(other))
        };
        // Hungarian consonants of two letters: `Gyűrű`, `Nyár`.
        let of_two = before == Some('y') && at.checked_sub(2).is_some_and(|first| "gnlt".contains(word[first]));
        let before = before.filter(|_| !of_two);
        return may(before, befores) && may(after, afters) && has_its_place(letter, word, at, after);
    }
    if !CONSONANTS.contains(letter) {
        return true;
    }
    let (vowel_before, vowel_after) = (before.is_some_and(is_vowel), after.is_some_and(is_vowel));
    let own_base = |other: Option<char>| match letter {
        'ř' => other == Some('r'),
        'ł' | 'ľ' => other == Some('l'),
        _ => false,
    };
    if own_base(before) || own_base(after) {
        return false;
    }
    // Syllables of r and l: `Krč`, `Vlček`, `Brčko`.
    let before_it = near(at.checked_sub(2));
    let syllable = matches!(before, Some('r' | 'l')) && before_it.is_some_and(|other| !is_vowel(other));
    let held = match (before, after) {
        (None, Some(_)) => letter != 'ř' || vowel_after,
        (Some(_), None) => {
            vowel_before || syllable || (matches!(before, Some('r' | 'l' | 'n' | 'j')) && before_it.is_some())
        }
        _ => vowel_before || vowel_after || syllable,
    };
    held && consonant_has_its_place(letter, word, at, after)
}

/// What is known of single vowels.
fn has_its_place(letter: char, word: &[char], at: usize, after: Option<char>) -> bool {
    match letter {
        // No word begins with these.
        'è' if word.len() > 2 && at == 0 => after == Some('v') || after == Some('r'),
        'ã' => after.is_none_or(|after| matches!(after, 'o' | 'e' | 's' | 'z')),
        'ë' | 'ò' | 'ù' if at == 0 => false,
        // Polish has its nasals before stops and hisses.
        'ę' | 'ą' => at > 0 && !after.is_some_and(|after| matches!(after, 'm' | 'n' | 'r' | 'v' | 'x' | 'q')),
        'ű' | 'ů' => at > 0 || letter == 'ű',
        'ě' => at.checked_sub(1).is_some_and(|before| "bpvmdtnf".contains(word[before])),
        'à' => at > 0 || word.len() < 4,
        'ì' => after.is_none(),
        _ => true,
    }
}

/// What is known of single consonants.
fn consonant_has_its_place(letter: char, word: &[char], at: usize, after: Option<char>) -> bool {
    let rest: String = word[at + 1..].iter().collect();
    let before = at.checked_sub(1).map(|before| word[before]);
    match letter {
        // Before vowels Polish writes them with an i.
        'ń' | 'ś' | 'ź' => !after.is_some_and(is_vowel),
        'ñ' => after.is_none_or(is_vowel) || at == 0,
        'ß' => {
            let vowel_before = at.checked_sub(1).is_some_and(|before| is_vowel(word[before]));
            vowel_before && (rest == "t" || after.is_none_or(|after| is_vowel(after) || "mkbhwgl".contains(after)))
        }
        'ç' => at == 0 || after.is_none_or(|after| is_vowel(after) || matches!(after, 'l' | 'k' | 't' | 's')),
        'ď' => after.is_none_or(|after| "aouáóúkmnj".contains(after)),
        'ň' => after.is_some() || before.is_some_and(is_vowel),
        'ř' => after != Some('y'),
        // Icelandic has accents beside it, and consonants behind it; there it is ð.
        'đ' => after.is_none_or(is_vowel) && !word.iter().any(|other| "áéíóúýöæþ".contains(*other)),
        'ć' => after != Some('v') && before != Some('v'),
        // French read as Czech: `Moličre`, `Genevičve`.
        'č' => ![
            "re", "ve", "se", "le", "de", "ge", "me", "res", "ves", "s", "cle", "cles", "vre", "vres", "bre", "gle",
            "gles",
        ]
        .contains(&rest.as_str()),
        _ => true,
    }
}
