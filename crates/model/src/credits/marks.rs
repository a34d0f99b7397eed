//! What stands beside a name: society, share, number, role.

use super::split::Item;
use super::{Credit, company, person, role_of};
use crate::{Identifier, Share, societies};

/// Societies whose names are words: only in brackets they are societies.
const WORDS: [&str; 9] = ["CASH", "SPA", "EAU", "COMPASS", "STEF", "COTT", "MSG", "ACAM", "NCB"];

/// Words that say that a number follows.
const NUMBER_WORDS: [&str; 8] = ["ipi", "cae", "cae/ipi", "ipi/cae", "ipn", "no", "#", "number"];

/// Reads one item.
pub(super) fn item(item: &Item) -> Credit {
    let mut credit = marked(&item.text, item.company);
    if credit.name.contains('\u{e002}') {
        credit.name = super::stage::let_go(&credit.name);
    }
    credit.doubt = item.doubt;
    if item.inverted {
        let (first, last) = person::first_and_last(&credit.name);
        if !first.is_empty() {
            credit.name = format!("{first} {last}");
            credit.last_name = last;
        }
    }
    credit
}

/// Reads what stands beside a name that is written first name first.
pub(super) fn read(text: &str) -> Credit {
    marked(text, false)
}

fn marked(text: &str, company: bool) -> Credit {
    let mut credit = Credit::default();
    let mut rest = String::new();
    let mut inner = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' | '[' => {
                depth += 1;
                inner.push(' ');
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let inside = std::mem::take(&mut inner);
                    // A place or a former name is part of what a company is called.
                    if !bracket(&mut credit, &inside) && company && letter == ')' {
                        rest.push_str(&format!("({})", inside.trim()));
                    }
                    rest.push(' ');
                }
            }
            _ if depth > 0 => inner.push(letter),
            _ => rest.push(letter),
        }
    }
    bracket(&mut credit, &inner);
    let rest = without_role(&mut credit, rest);
    credit.name = bare(&mut credit, &rest, company);
    credit
}

/// Whether a text is nothing but a society, a share or a number.
pub(super) fn is_mark_alone(text: &str) -> bool {
    read(text).name.is_empty()
}

/// What stands in brackets; whether any of it is understood.
fn bracket(credit: &mut Credit, text: &str) -> bool {
    let whole = text.trim();
    if whole.is_empty() || society(credit, whole) || fraction(credit, whole) {
        return true;
    }
    let mut understood = false;
    for part in whole.split([',', ';', '/', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        if society(credit, part) || role(credit, part) {
            understood = true;
            continue;
        }
        let mut told = credit.clone();
        let mut all = true;
        for word in part.split_whitespace() {
            let piece =
                |piece: &str, told: &mut Credit| society(told, piece) || share(told, piece) || number(told, piece);
            let known = piece(word, &mut told)
                || (word.contains(['-', ':'])
                    && word.split(['-', ':']).filter(|one| piece(one, &mut told)).count() > 0);
            understood |= known;
            all &= known || role_of(word).is_some() || word == "%" || percent(word).is_some();
        }
        // A word that is a role among others that are not understood is a word: `formerly Copper Kettle Music`.
        if all {
            part.split_whitespace().for_each(|word| understood |= role(&mut told, word));
        }
        *credit = told;
        understood |= spaced_share(credit, part);
    }
    understood
}

fn society(credit: &mut Credit, text: &str) -> bool {
    // A role code is nothing else: `PD` is no role, `SA` no society.
    let Some(name) = societies::canonical(text.trim_matches(|letter: char| !letter.is_alphanumeric())) else {
        return false;
    };
    if credit.society.is_empty() {
        name.clone_into(&mut credit.society);
    }
    true
}

fn role(credit: &mut Credit, text: &str) -> bool {
    let found = role_of(text);
    credit.role = credit.role.or(found);
    found.is_some()
}

/// A number up to a hundred without a unit at the end of an item, in brackets or not.
pub(super) fn number_at_end(text: &str) -> Option<Share> {
    let text = text.trim();
    let inner = text.strip_suffix([')', ']']).and_then(|text| text.rsplit(['(', '[']).next());
    let number = inner.or_else(|| text.rsplit([' ', '-', ':', '=', '–']).next())?.trim();
    percent(number)
}

/// A fraction as the last word: `Ines Vold 1/3`.
fn fraction(credit: &mut Credit, word: &str) -> bool {
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| (1..=24).contains(number));
    let parts = word.split_once('/').and_then(|(over, under)| Some((number(over)?, number(under)?)));
    let Some((over, under)) = parts.filter(|(over, under)| over <= under) else { return false };
    credit.share = credit.share.or(Some(Share((over * Share::WHOLE.0 * 2 + under) / (under * 2))));
    true
}

/// `75%`, `33,33%`.
fn share(credit: &mut Credit, word: &str) -> bool {
    let Some(digits) = word.trim_matches([',', ';']).strip_suffix('%') else { return false };
    let found = percent(digits);
    credit.share = credit.share.or(found);
    found.is_some()
}

/// A text without the role that stands before or behind a dash: `Composer - Ines Vold`, `Ines Vold – Composer`.
fn without_role(credit: &mut Credit, text: String) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(first), Some(last)) =
        (words.iter().position(|word| is_dash(word)), words.iter().rposition(|word| is_dash(word)))
    else {
        return text;
    };
    let named = |from: usize, to: usize| role_of(&words.get(from..to)?.join(" "));
    if let Some(found) = named(0, first) {
        credit.role = credit.role.or(Some(found));
        return words.get(first + 1..).unwrap_or_default().join(" ");
    }
    if let Some(found) = named(last + 1, words.len()) {
        credit.role = credit.role.or(Some(found));
        return words.get(..last).unwrap_or_default().join(" ");
    }
    text
}

/// `75 %`.
fn spaced_share(credit: &mut Credit, text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some(at) = words.iter().position(|word| *word == "%")
        && let Some(digits) = at.checked_sub(1).and_then(|before| words.get(before))
    {
        credit.share = credit.share.or(percent(digits));
        return true;
    }
    false
}

/// A percentage up to 100, with as many decimals as programs write, rounded to millionths of the whole.
pub(crate) fn percent(text: &str) -> Option<Share> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let plain = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || whole.len() > 3 || !plain(whole) || !plain(part) {
        return None;
    }
    let part = format!("{part:0<5}");
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let tenths = whole * 100_000 + part.get(..5)?.parse::<i64>().ok()?;
    let share = (tenths + 5) / 10;
    (share <= Share::WHOLE.0).then_some(Share(share))
}

fn number(credit: &mut Credit, word: &str) -> bool {
    /// Fewer digits may be part of a name.
    const FEWEST: usize = 6;
    let digits = word.trim_matches(|letter: char| !letter.is_ascii_digit());
    let long = digits.len() >= FEWEST && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !long || word.contains(char::is_alphabetic) && digits.len() < 9 {
        return false;
    }
    if let (true, Ok(ipi)) = (credit.ipi.is_empty(), Identifier::IpiName.parse(&format!("{digits:0>11}"))) {
        credit.ipi = ipi;
    }
    true
}

/// The name without what stands beside it.
fn bare(credit: &mut Credit, text: &str, company: bool) -> String {
    let text = text.replace(" %", "%");
    let mut name: Vec<&str> = Vec::new();
    let mut cut = false;
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, &word) in words.iter().enumerate() {
        let lower = word.trim_end_matches([':', '#', '.']).to_lowercase();
        let last = at > 0 && at + 1 == words.len();
        if share(credit, word) || number(credit, word) || (last && fraction(credit, word)) {
            continue;
        }
        if NUMBER_WORDS.contains(&lower.as_str()) && (lower.len() > 2 || word.ends_with(['#', ':'])) || word == "#" {
            continue;
        }
        let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_code = plain.len() > 2 && plain.bytes().all(|letter| letter.is_ascii_uppercase() || letter == b'-');
        // `BMI` within a company's name is a part of it; only shares and numbers stand behind it where it is none.
        let behind = words.get(at + 1..).unwrap_or_default();
        let ends = behind.iter().all(|word| word.ends_with('%') || word.bytes().all(|digit| digit.is_ascii_digit()));
        let apart =
            !company || (at > 0 && ends) || words.get(at + 1).is_some_and(|next| is_dash(next)) || word.ends_with(',');
        if is_code && apart && !WORDS.contains(&plain) && society(credit, plain) {
            cut = true;
            continue;
        }
        name.push(word);
    }
    let odd =
        |letter: char| !letter.is_alphanumeric() && !matches!(letter, '.' | '!' | '?' | '"' | '“' | '\'' | '’' | '(');
    let end = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '-' | '–' | ',' | ':' | '%' | '=' | '/' | '*' | '®' | '™' | '†' | '‡')
    };
    // A bracket that was taken out leaves a blank before what follows it.
    let joined = name.join(" ").replace(" , ", ", ");
    let signed = joined.trim_start().starts_with(['©', '℗']);
    let joined = joined.trim_start_matches(odd).trim_end_matches(end);
    let joined = unquoted(joined);
    // Two dashes that held a society stay behind in the middle.
    let joined = if cut { joined.replace(" - ", " ") } else { joined.to_owned() };
    let joined = if signed { without_year(joined.trim()) } else { joined.trim() };
    if company { joined.to_owned() } else { without_stop(joined).to_owned() }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

/// A name without quotes that hold all of it, or that have no partner.
fn unquoted(text: &str) -> &str {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inner| !inner.contains('"'));
    match (inner, text.matches('"').count()) {
        (Some(inner), _) => inner.trim(),
        (None, 1) => text.trim_matches('"').trim(),
        (None, _) => text,
    }
}

/// A full stop ends a sentence unless the last word is short, as abbreviations are.
fn without_stop(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(rest)
            if rest
                .rsplit(' ')
                .next()
                .is_some_and(|word| word.chars().count() > 3 && is_whole_word(word) && !company::is_rest(word)) =>
        {
            rest
        }
        _ => text,
    }
}

/// Whether a word is none whose stop is its own: `Trad.`, `M.I.A.`
fn is_whole_word(word: &str) -> bool {
    word != "Trad" && !word.contains('.')
}

/// `2019 Fjord Songs` is how copyright lines begin.
fn without_year(text: &str) -> &str {
    match text.split_once(' ') {
        Some((year, rest)) if year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit()) => rest.trim(),
        _ => text,
    }
}

/// Every ISWC of a text whose check digit fits.
#[must_use]
pub fn iswcs(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let starts = matches!(letter, 'T' | 't') && !at.checked_sub(1).is_some_and(|at| letters[at].is_alphanumeric());
        if !starts {
            continue;
        }
        let mut bare = String::from("T");
        for letter in letters[at + 1..].iter().take_while(|letter| matches!(letter, '0'..='9' | '.' | '-' | ' ')) {
            if letter.is_ascii_digit() {
                bare.push(*letter);
            }
            if bare.len() == 11 {
                break;
            }
        }
        if let (11, Ok(iswc)) = (bare.len(), Identifier::Iswc.parse(&bare)) {
            found.push(iswc);
        }
    }
    found.dedup();
    found
}

/// Every e-mail address of a text.
#[must_use]
pub fn emails(text: &str) -> Vec<String> {
    let edge = |letter: char| !letter.is_alphanumeric();
    let words = text.split(|letter: char| letter.is_whitespace() || "<>()[],;|\"".contains(letter));
    let found = words.filter_map(|word| {
        let word = word.trim_start_matches("mailto:").trim_matches(edge);
        let (user, host) = word.split_once('@')?;
        let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '+');
        let is_host = host.contains('.') && host.chars().all(fits) && !host.contains("..");
        (!user.is_empty() && user.chars().all(fits) && is_host).then(|| word.to_owned())
    });
    found.collect()
}
