//! Facts in the words of letters.

use model::{Clearance, Money, Perception, Share, Side, ThemeRole, Usage, Voice};
use timebase::Flicks;

use crate::sheet::minutes;

/// `75 %`.
pub(super) fn share(share: Share) -> String {
    format!("{} %", share.percent(2))
}

/// `0:31`, to the nearest second, and never shorter than one.
pub(super) fn length(length: Flicks) -> String {
    let seconds = length.round_seconds();
    minutes(if length > Flicks::ZERO { seconds.max(1) } else { seconds })
}

/// `$3,375`; empty where there is none.
pub(super) fn money(minor: Option<i64>, currency: &str) -> String {
    minor.map(|minor| Money::new(minor, currency).to_string()).unwrap_or_default()
}

/// `USD 3,375.50`: a letter crosses borders, where a `$` may be another.
pub(super) fn named_money(minor: i64, currency: &str) -> String {
    let told = Money::new(minor, currency).to_string();
    let digits = told.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    format!("{}{currency} {digits}", if minor < 0 { "-" } else { "" })
}

/// `Master recording`.
pub(super) const fn right(side: Side) -> &'static str {
    match side {
        Side::Master => "Master recording",
        Side::Publishing => "Publishing",
        Side::OneStop => "Master and publishing",
    }
}

/// `Background vocal, main title`.
pub(super) fn usage(usage: Usage) -> String {
    let perception = match usage.perception {
        Perception::Background => "Background",
        Perception::Visual => "Visual",
        Perception::Featured => "Featured",
    };
    let voice = match usage.voice {
        Some(Voice::Instrumental) => " instrumental",
        Some(Voice::Vocal) => " vocal",
        None => "",
    };
    let role = match usage.theme_role {
        ThemeRole::None => "",
        ThemeRole::MainTitle => ", main title",
        ThemeRole::EndTitle => ", end title",
        ThemeRole::Theme => ", theme",
        ThemeRole::Logo => ", logo",
        ThemeRole::Bumper => ", bumper",
    };
    format!("{perception}{voice}{role}")
}

/// The parts that say something, with `between` between them.
pub(super) fn joined(parts: &[&str], between: &str) -> String {
    let told: Vec<&str> = parts.iter().copied().map(str::trim).filter(|part| !part.is_empty()).collect();
    told.join(between)
}

/// A first and a last day, as they are written out: `from 2027-01-01 to 2031-12-31`; which of them one is, where the other is
/// not said.
pub(super) fn dates(starts: &str, ends: &str) -> String {
    let named = |word: &str, day: &str| if day.is_empty() { String::new() } else { format!("{word} {day}") };
    joined(&[&named("from", starts), &named("to", ends)], " ")
}

/// What says that a term has no end, in small letters; some in the languages of licensors.
const ENDLESS: [&str; 21] = [
    "perpetu",
    "perpétu",
    "forever",
    "for ever",
    "for all time",
    "life of copyright",
    "life of the copyright",
    "term of copyright",
    "term of the copyright",
    "duration of copyright",
    "duration of the copyright",
    "full copyright",
    "without end",
    "no end date",
    "endless",
    "indefinite",
    "evergreen",
    "eternal",
    "permanent",
    "unbefristet",
    "durée illimitée",
];
/// What `unlimited` says of a term, and not of uses or media.
const UNLIMITED: [&str; 7] = [
    "unlimited",
    "unlimited term",
    "term unlimited",
    "unlimited in time",
    "unlimited time",
    "unlimited period",
    "unlimited duration",
];

/// Whether the words of a term say that it has no end.
fn is_endless(term: &str) -> bool {
    let small = term.to_lowercase();
    let small = small.split_whitespace().collect::<Vec<_>>().join(" ");
    // `not in perpetuity`, `non-perpetual`
    let is_denied = |before: &str| {
        let before = before.trim_end_matches([' ', '-', '\u{2011}']);
        ["not", "non", "no", "never", "not in", "not for"].iter().any(|no| {
            before.strip_suffix(no).is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', ',', ';']))
        })
    };
    let is_said = |word: &str| small.match_indices(word).any(|(at, _)| !is_denied(&small[..at]));
    ENDLESS.iter().any(|word| is_said(word))
        || small.split([',', ';', '(', ')', '.']).any(|part| UNLIMITED.contains(&part.trim()))
}

/// Whether a line says both that it is for ever and its last day: nothing with an end is perpetual, and its dates say it all.
pub(super) fn ends_for_ever(line: &Clearance) -> bool {
    !line.ends.is_empty() && is_endless(&line.term)
}

/// The term of a line in words.
pub(super) fn term(line: &Clearance) -> &str {
    if ends_for_ever(line) { "" } else { &line.term }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_without_an_end_are_known_however_they_are_said() {
        for term in [
            "Perpetuity",
            "In perpetuity",
            "Forever",
            "for  ever",
            "Life of copyright",
            "Life of the Copyright",
            "Full term of copyright",
            "Unlimited term",
            "Unlimited",
            "All media, unlimited in time",
            "Perpetual, irrevocable",
            "À perpétuité",
            "Durée illimitée",
            "A perpetuidad",
            "Unbefristet",
            "indefinitely",
        ] {
            assert!(is_endless(term), "{term}");
        }
        for term in [
            "",
            "5 years",
            "5 years, unlimited plays",
            "Non-perpetual",
            "not in perpetuity",
            "5 ans, passages illimités",
        ] {
            assert!(!is_endless(term), "{term}");
        }
    }

    #[test]
    fn facts_read_as_letters_write_them() {
        assert_eq!(share(Share(333_333)), "33.33 %");
        assert_eq!(length(Flicks::from_millis(200)), "0:01");
        assert_eq!((length(Flicks::ZERO), length(Flicks::from_seconds(3604))), ("0:00".into(), "1:00:04".into()));
        assert_eq!(money(Some(337_500), "USD"), "$3,375");
        assert_eq!(named_money(337_550, "USD"), "USD 3,375.50");
        assert_eq!((named_money(900, "JPY"), named_money(-90_000, "CHF")), ("JPY 900".into(), "-CHF 900".into()));
        assert_eq!(joined(&["a", " ", "b"], ", "), "a, b");
        assert_eq!(dates("2027-01-01", "2031-12-31"), "from 2027-01-01 to 2031-12-31");
        assert_eq!(
            (dates("2027-01-01", ""), dates("", "2031-12-31")),
            ("from 2027-01-01".into(), "to 2031-12-31".into())
        );
        assert_eq!(dates("", ""), "");
    }
}
