//! Collecting societies: their names as sheets write them, and their numbers in CISAC's list (TIS codes).

/// A collecting society.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Society {
    /// As sheets write it: `PRS`.
    pub name: &'static str,
    /// Its number in CISAC's list of societies.
    pub tis: u16,
    /// Where it is at home.
    pub country: &'static str,
    /// Other ways in which it is written, in capitals.
    pub aliases: &'static [&'static str],
}

/// Written for a party that is a member of no society (CWR: `NS`).
pub const NO_SOCIETY: &str = "NS";

/// Written where nobody is paid because copyright is over.
pub const PUBLIC_DOMAIN: &str = "PD";

const fn society(name: &'static str, tis: u16, country: &'static str, aliases: &'static [&'static str]) -> Society {
    Society { name, tis, country, aliases }
}

/// The societies that this program knows by number, by name.
pub const SOCIETIES: &[Society] = &[
    society("ABRAMUS", 201, "Brazil", &[]),
    society("ACAM", 107, "Costa Rica", &[]),
    society("ACUM", 1, "Israel", &[]),
    society("AGADU", 4, "Uruguay", &[]),
    society("AKKA-LAA", 122, "Latvia", &["AKKA/LAA"]),
    society("AKM", 5, "Austria", &["AUTOREN KOMPONISTEN MUSIKVERLEGER"]),
    society("AMRA", 17, "United States", &[]),
    society("APDAYC", 7, "Peru", &[]),
    society(
        "APRA",
        8,
        "Australia and New Zealand",
        &["APRA AMCOS", "APRA/AMCOS", "AUSTRALASIAN PERFORMING RIGHT ASSOCIATION"],
    ),
    society("ARTISJUS", 9, "Hungary", &[]),
    society("ASCAP", 10, "United States", &["AMERICAN SOCIETY OF COMPOSERS AUTHORS AND PUBLISHERS"]),
    society("BMI", 21, "United States", &["BROADCAST MUSIC INC"]),
    society("BUMA", 23, "Netherlands", &["BUMA/STEMRA", "BUMA STEMRA"]),
    society("CASH", 26, "Hong Kong", &[]),
    society("COMPASS", 106, "Singapore", &[]),
    society("COTT", 96, "Trinidad and Tobago", &[]),
    society("EAU", 116, "Estonia", &[]),
    society("FILSCAP", 32, "Philippines", &[]),
    society("GEMA", 35, "Germany", &["GESELLSCHAFT FÜR MUSIKALISCHE AUFFÜHRUNGS"]),
    society("GMR", 778, "United States", &["GLOBAL MUSIC RIGHTS"]),
    society("HDS-ZAMP", 111, "Croatia", &["HDS ZAMP"]),
    society("IMRO", 128, "Ireland", &["IRISH MUSIC RIGHTS ORGANISATION"]),
    society("IPRS", 36, "India", &["INDIAN PERFORMING RIGHT SOCIETY"]),
    society("JACAP", 176, "Jamaica", &[]),
    society("JASRAC", 38, "Japan", &[]),
    society("KODA", 40, "Denmark", &[]),
    society("KOMCA", 118, "Korea", &[]),
    society("LATGA", 110, "Lithuania", &["LATGA-A"]),
    society("MACP", 104, "Malaysia", &[]),
    society("MCPS", 44, "United Kingdom", &[]),
    society("MCSC", 119, "China", &[]),
    society("MCT", 126, "Thailand", &[]),
    society("MESAM", 117, "Turkey", &[]),
    society("MSG", 200, "Turkey", &[]),
    society("MUSICAUTOR", 39, "Bulgaria", &[]),
    society("NCB", 48, "Denmark", &[]),
    society("OSA", 50, "Czech Republic", &[]),
    society(
        "PRS",
        52,
        "United Kingdom",
        &["PRS FOR MUSIC", "PRS/MCPS", "PERFORMING RIGHT SOCIETY", "PERFORMING RIGHTS SOCIETY"],
    ),
    society("RAO", 94, "Russia", &[]),
    society("SABAM", 55, "Belgium", &[]),
    society("SACEM", 58, "France", &[]),
    society("SACM", 59, "Mexico", &[]),
    society("SADAIC", 61, "Argentina", &[]),
    society("SAMRO", 63, "South Africa", &[]),
    society("SAYCE", 65, "Ecuador", &[]),
    society("SAYCO", 84, "Colombia", &[]),
    society("SAZAS", 112, "Slovenia", &[]),
    society("SCD", 29, "Chile", &[]),
    society("SESAC", 71, "United States", &[]),
    society("SGACEDOM", 227, "Dominican Republic", &[]),
    society("SGAE", 72, "Spain", &[]),
    society("SIAE", 74, "Italy", &[]),
    society("SOCAN", 101, "Canada", &["SOCIETY OF COMPOSERS AUTHORS AND MUSIC PUBLISHERS OF CANADA"]),
    society("SOKOJ", 64, "Serbia", &[]),
    society("SOZA", 85, "Slovakia", &[]),
    society("SPA", 69, "Portugal", &[]),
    society("STEF", 77, "Iceland", &[]),
    society("STEMRA", 78, "Netherlands", &[]),
    society("STIM", 79, "Sweden", &[]),
    society("SUISA", 80, "Switzerland", &[]),
    society("TEOSTO", 89, "Finland", &[]),
    society("TONO", 90, "Norway", &[]),
    society("UACRR", 140, "Ukraine", &[]),
    society("UBC", 93, "Brazil", &[]),
    society("UCMR-ADA", 115, "Romania", &[]),
    society("VCPMC", 246, "Vietnam", &[]),
    society("WAMI", 269, "Indonesia", &[]),
    society("ZAIKS", 97, "Poland", &[]),
];

/// The society that somebody means, in any case and under any of its names, with dots in it or without.
#[must_use]
pub fn find(text: &str) -> Option<&'static Society> {
    find_plain(&plain(text)?)
}

fn find_plain(wanted: &str) -> Option<&'static Society> {
    SOCIETIES.iter().find(|society| society.name == wanted || society.aliases.contains(&wanted))
}

/// Longest name of a society, in bytes.
const LONGEST: usize = 80;

/// In capitals, without dots and commas; nothing for what is longer than any society's name.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = |letter: &char| !matches!(letter, '.' | ',');
    (text.len() <= LONGEST).then(|| text.chars().filter(bare).flat_map(char::to_uppercase).collect())
}

/// The society of a number in CISAC's list, as sheets write it: `090`, `90`, `052`. Nothing for other texts.
#[must_use]
pub fn by_number(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() || text.len() > 3 || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match text.parse::<u16>().ok()? {
        // CISAC's own number for those who are members of none. 0 is no society's, and stands where a column was filled
        // with zeros: it says nothing, least of all that nobody is to be paid.
        99 => Some(NO_SOCIETY),
        number => SOCIETIES.iter().find(|society| society.tis == number).map(|society| society.name),
    }
}

/// The name as sheets write it: of a society that is known, or `NS` and `PD`. `None` for anything else.
#[must_use]
pub fn canonical(text: &str) -> Option<&'static str> {
    let wanted = plain(text)?;
    match wanted.as_str() {
        "NS" | "N/S" | "NON-MEMBER" | "NON MEMBER" | "NO MEMBER" | "NOT A MEMBER" | "NONE" | "NO SOCIETY"
        | "NO PRO" | "NON-SOCIETY" | "NOT AFFILIATED" | "NON-AFFILIATED" | "NON AFFILIATED" | "UNAFFILIATED"
        | "NO AFFILIATION" | "NON-SOCIÉTAIRE" | "KEIN MITGLIED" => Some(NO_SOCIETY),
        "PD" | "PUBLIC DOMAIN" | "DP" => Some(PUBLIC_DOMAIN),
        wanted => find_plain(wanted).map(|society| society.name),
    }
}

/// Societies that collect for copies and not for performances.
const MECHANICAL: &[&str] = &["MCPS", "STEMRA", "NCB", "SDRM", "AMCOS", "HFA", "CMRRA", "AUSTRO-MECHANA", "AUME"];

/// The one society of a text that says more beside it: `ASCAP (USA)`, `GEMA - Germany`, `052 PRS`, and of several the one
/// for performances, `MCPS/PRS`. `None` where none or more than one is named.
#[must_use]
pub fn performing(text: &str) -> Option<&'static str> {
    if let Some(name) = canonical(text) {
        return Some(name);
    }
    let divides = |letter: char| letter.is_whitespace() || "()[]/|,;:-–&+".contains(letter);
    let words = || text.split(divides).filter(|word| !word.is_empty());
    let mut named: Vec<&'static str> = Vec::new();
    let mut of_copies: Vec<&'static str> = Vec::new();
    for word in words() {
        let upper = plain(word)?;
        if let Some(name) = MECHANICAL.iter().find(|name| **name == upper) {
            of_copies.push(name);
        } else if let Some(society) = find(word).filter(|_| word.len() > 2) {
            named.push(society.name);
        }
    }
    named.dedup();
    match named[..] {
        [one] => Some(one),
        [] => find(of_copies.first()?).map(|society| society.name),
        _ => None,
    }
}

/// The society that was probably meant by a text with a slip of the pen.
#[must_use]
pub fn nearest(text: &str) -> Option<&'static Society> {
    let wanted = text.trim().to_uppercase();
    if wanted.chars().count() < 3 {
        return None;
    }
    let near = SOCIETIES.iter().map(|society| (distance(society.name, &wanted), society));
    near.filter(|(distance, _)| *distance == 1).map(|(_, society)| society).next()
}

/// How many letters differ, are missing or are swapped (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let change = rows[i][j] + usize::from(a != b);
            let mut least = change.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *b && other[j - 1] == *a {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn societies_are_found_under_any_of_their_names() {
        for (text, name) in [("prs", "PRS"), ("PRS for Music", "PRS"), (" Buma/Stemra", "BUMA"), ("Teosto", "TEOSTO")] {
            assert_eq!(canonical(text), Some(name));
        }
        for (text, name) in [
            ("S.I.A.E.", "SIAE"),
            ("Broadcast Music, Inc.", "BMI"),
            ("American Society of Composers, Authors and Publishers", "ASCAP"),
            ("ASCAP (USA)", "ASCAP"),
            ("GEMA - Germany", "GEMA"),
            ("052 PRS", "PRS"),
            ("SACEM (58)", "SACEM"),
            ("MCPS/PRS", "PRS"),
            ("PRS & MCPS", "PRS"),
            ("SACEM/SDRM", "SACEM"),
            ("MCPS", "MCPS"),
            ("No PRO", "NS"),
            ("Not affiliated", "NS"),
        ] {
            assert_eq!(performing(text), Some(name), "{text}");
        }
        assert_eq!((performing("ASCAP/BMI"), performing("Fjord Songs"), performing("SDRM")), (None, None, None));
        assert_eq!((canonical("ns"), canonical("Public Domain"), canonical("XYZ")), (Some("NS"), Some("PD"), None));
        assert_eq!(find("TONO").map(|society| society.tis), Some(90));
    }

    #[test]
    fn numbers_are_those_of_the_list_and_zeros_say_nothing() {
        assert_eq!((by_number("090"), by_number("90"), by_number("099")), (Some("TONO"), Some("TONO"), Some("NS")));
        assert_eq!((by_number("000"), by_number("0"), by_number("0090"), by_number("")), (None, None, None, None));
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        for (text, name) in [("ACSAP", "ASCAP"), ("SACM", "SACEM"), ("GEMMA", "GEMA"), ("TONA", "TONO")] {
            assert_eq!(nearest(text).map(|society| society.name), Some(name));
        }
        assert_eq!((nearest("Fjord"), nearest("P")), (None, None));
    }

    #[test]
    fn names_and_numbers_are_each_used_once() {
        let mut names: Vec<&str> = SOCIETIES.iter().map(|society| society.name).collect();
        assert!(names.is_sorted());
        names.dedup();
        let mut numbers: Vec<u16> = SOCIETIES.iter().map(|society| society.tis).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!((names.len(), numbers.len()), (SOCIETIES.len(), SOCIETIES.len()));
    }
}
