//! How alike two names are, as cutting rooms write them: words are shortened, left out, misspelt, and beside them stand
//! versions, counts and dates.

/// Words that say nothing about which recording it is.
const NOISE: [&str; 36] = [
    "mx", "mus", "music", "temp", "tmp", "mstr", "master", "mastered", "mix", "stereo", "st", "lr", "wav", "mp3",
    "aif", "new", "final", "edit", "cue", "song", "track", "clip", "audio", "copy", "sub", "full", "main", "comp",
    "bounce", "48k", "24b", "24bit", "96k", "44k", "v", "the",
];

/// Words that say that nobody sings.
const INSTRUMENTAL: [&str; 4] = ["inst", "instr", "instrumental", "karaoke"];

/// Whether a word says nothing of which recording it is: versions (`v2`), counts, cue numbers, house words.
pub(super) fn is_noise(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    NOISE.contains(&word)
        || INSTRUMENTAL.contains(&word)
        || (digits(word) && word.len() <= 8)
        || word.strip_prefix(['v', 'r', 't']).is_some_and(digits)
        || is_cue_number(word)
}

/// `1m03`, `4s12a`.
pub(super) fn is_cue_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let head = word.len() - rest.len();
    let count = rest.strip_prefix(['m', 's']).unwrap_or_default();
    let tail = count.trim_start_matches(|letter: char| letter.is_ascii_digit());
    (1..=2).contains(&head) && count.len() > tail.len() && tail.len() <= 1
}

pub(super) fn says_instrumental(words: &[String]) -> bool {
    words.iter().any(|word| INSTRUMENTAL.contains(&word.as_str()))
}

/// How like a recording's title and artist the words of a clip's name are, from 0 to 93.
///
/// Most of it is how much of the title the name has; the rest how much of the name is of the recording.
pub(super) fn likeness(name: &[String], title: &[String], artist: &[String]) -> u8 {
    let told: Vec<&String> = title.iter().filter(|word| !is_noise(word)).collect();
    let title: Vec<&String> = if told.is_empty() { title.iter().collect() } else { told };
    if name.is_empty() || title.is_empty() {
        return 0;
    }
    let best = |own: &str, others: &mut dyn Iterator<Item = &String>| {
        others.map(|other| u32::from(word(own, other))).max().unwrap_or(0)
    };
    let letters = |word: &str| u32::try_from(word.chars().count()).unwrap_or(1);
    // Longer words tell more.
    let (mut whole, mut had) = (0, 0);
    for own in &title {
        whole += letters(own);
        had += letters(own) * best(own, &mut name.iter());
    }
    let of_title = had / whole;
    let (mut whole, mut had) = (0, 0);
    for own in name {
        whole += letters(own);
        had += letters(own) * best(own, &mut title.iter().copied().chain(artist));
    }
    let of_name = had / whole;
    if of_title < 50 {
        return 0;
    }
    let score = (of_title * 6 + of_name * 4) / 10;
    // A title of one short word is found in many names.
    let short = title.len() == 1 && letters(title[0]) < 5;
    u8::try_from(score.min(if short { 60 } else { 93 })).unwrap_or(0)
}

/// How alike two words are, from 0 to 100: equal, one the beginning of the other, the same without vowels, one letter apart.
pub(super) fn word(one: &str, other: &str) -> u8 {
    if one == other {
        return 100;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.chars().count() < 3 || short.chars().next() != long.chars().next() {
        return 0;
    }
    if long.starts_with(short) {
        return 85;
    }
    if bones(short) == bones(long) && bones(short).len() >= 3 {
        return 80;
    }
    if short.chars().count() >= 5 && is_one_apart(short, long) { 75 } else { 0 }
}

/// A word without its vowels, but for the first letter: `silent` is `slnt`.
fn bones(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first.into_iter().chain(letters.filter(|letter| !"aeiouy".contains(*letter))).collect()
}

/// Whether one letter was added, left out, or is another.
fn is_one_apart(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => short[same..].iter().skip(1).eq(long[same..].iter().skip(1)),
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::turnover::names::words;

    fn like(name: &str, title: &str, artist: &str) -> u8 {
        let kept: Vec<String> = words(name).into_iter().filter(|word| !is_noise(word)).collect();
        likeness(&kept, &words(title), &words(artist))
    }

    #[test]
    fn names_of_cutting_rooms_are_their_titles() {
        assert!(like("SLNT ECHOES INST V2.new.03", "Silent Echoes", "Ines Vold") >= 85);
        assert!(like("INES VOLD - Silent Echos mstr", "Silent Echoes", "Ines Vold") >= 85);
        assert!(like("PAPER LANTERNS MSTR 48k", "Paper Lanterns", "") >= 85);
        assert!(like("RADIO WALLA", "Harbour Light", "") < 45);
        assert!(like("LOVE THEME 3", "Love", "") <= 60);
    }

    #[test]
    fn cue_numbers_and_versions_say_nothing() {
        for word in ["1m03", "12m4", "4s12a", "v2", "003", "mx", "48k"] {
            assert!(is_noise(word), "{word}");
        }
        for word in ["m83", "u2x", "echoes", "m"] {
            assert!(!is_noise(word), "{word}");
        }
    }

    #[test]
    fn words_are_alike_by_their_bones() {
        assert_eq!((word("slnt", "silent"), word("harb", "harbour"), word("lantern", "lanters")), (80, 85, 75));
        assert_eq!(word("echos", "echoes"), 80);
        assert_eq!((word("spark", "sparrow"), word("is", "island")), (0, 0));
    }
}
