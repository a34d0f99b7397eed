//! Notices that stand before a name in free text: `One-stop. Harbour Songs`, `Cleared one-stop via Keller Music`.

/// What is said about clearing, not about who is credited; without hyphens.
const NOTICES: [&str; 16] = [
    "pre cleared",
    "precleared",
    "cleared",
    "easy clear",
    "easy clearance",
    "one stop shop",
    "one stop",
    "onestop",
    "for sync",
    "for licensing",
    "sync licensing",
    "licensing",
    "clearance",
    "clearances",
    "contact",
    "all in",
];

/// Words that lead from a notice to a name.
const LEADS: [&str; 8] = ["via", "by", "with", "through", "from", "contact", "please contact", "controlled by"];

/// The name in `text`, without the notices before it. Nothing where only a notice is left; `text` itself where there is none.
///
/// A notice is one only where a sign or a leading word parts it from the name: *One Stop Music* is a company. A hyphen tells
/// too, before a name of several words: *One-stop Harbour Songs*.
pub(crate) fn without_notice(text: &str) -> &str {
    let mut rest = after_sentence(text.trim());
    while let Some(after) = after_notice(rest) {
        rest = after;
    }
    if is_notice(rest) { "" } else { rest }
}

/// What follows a notice at the start, with what parts them.
fn after_notice(text: &str) -> Option<&str> {
    NOTICES.iter().find_map(|notice| {
        let after = stripped(text, notice)?;
        let parted = after.trim_start();
        let signs = parted.trim_start_matches(['.', ':', ';', ',', '–', '—', '-', '|', '/', '!']).trim_start();
        let led = LEADS.iter().filter_map(|lead| stripped(signs, lead)).find(|left| left.starts_with(' '));
        if let Some(led) = led {
            return Some(led.trim_start());
        }
        let hyphened = text.get(..text.len() - after.len()).is_some_and(|own| own.contains('-'));
        let names = parted.split_whitespace().count() > 1;
        // Another notice may follow at once: `Cleared one-stop via …`.
        let goes_on = after.starts_with(' ') && (is_notice(signs) || after_notice(signs).is_some());
        (signs.len() < parted.len() || goes_on || (hyphened && names && after.starts_with(' '))).then_some(signs)
    })
}

fn is_notice(text: &str) -> bool {
    NOTICES
        .iter()
        .any(|notice| stripped(text, notice).is_some_and(|after| after.trim_matches(['.', ' ', '!']).is_empty()))
}

/// `text` after `words`, whatever their case, a hyphen being as good as a blank; nothing where it goes on with a letter.
fn stripped<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut letters = text.char_indices();
    for wanted in words.chars() {
        let (_, letter) = letters.next()?;
        let letter = if matches!(letter, '-' | '‑' | '_') { ' ' } else { letter };
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let after = letters.as_str();
    (!after.starts_with(char::is_alphanumeric)).then_some(after)
}

/// What follows a sentence: `Stems available. Harbour Songs`. Its last word is a common one, written small and not short, so
/// that neither `Dr. Dre` nor `Warner Bros. Music` ends one.
fn after_sentence(text: &str) -> &str {
    const SHORTENED: [&str; 7] = ["feat", "prod", "publ", "comp", "admin", "intl", "assoc"];
    let ends = |at: usize| {
        let word = text.get(..at).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
        let next = text.get(at + 2..).and_then(|after| after.chars().next());
        word.chars().count() >= 4
            && word.chars().all(char::is_lowercase)
            && !SHORTENED.contains(&word)
            && next.is_some_and(char::is_uppercase)
    };
    let last = text.match_indices(". ").map(|(at, _)| at).filter(|at| ends(*at)).last();
    last.and_then(|at| text.get(at + 2..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::without_notice;

    #[test]
    fn a_notice_is_no_part_of_the_name_behind_it() {
        for (text, name) in [
            ("One-stop. Harbour Songs", "Harbour Songs"),
            ("ONE STOP: Harbour Songs", "Harbour Songs"),
            ("One-stop – Harbour Songs", "Harbour Songs"),
            ("One-stop Harbour Songs", "Harbour Songs"),
            ("Cleared one-stop via Keller Music", "Keller Music"),
            ("Pre-cleared, one stop shop with Keller Music", "Keller Music"),
            ("Licensing contact: Keller Music", "Keller Music"),
            ("Contact Keller Music", "Contact Keller Music"),
            ("For licensing please contact Keller Music", "Keller Music"),
            ("Stems available. Harbour Songs", "Harbour Songs"),
            ("Easy clearance. One-stop", ""),
        ] {
            assert_eq!(without_notice(text), name, "{text}");
        }
    }

    #[test]
    fn names_stay_whole() {
        for name in [
            "One Stop Music",
            "One-Stop Records",
            "Onestopper",
            "Dr. Dre",
            "Warner Bros. Music",
            "J. S. Bach",
            "Contact High Music",
            "Cleared Skies Publishing",
            "Licensing Lab",
            "Song by Song Ltd.",
            "Ines Vold",
            "",
        ] {
            assert_eq!(without_notice(name), name);
        }
    }
}
