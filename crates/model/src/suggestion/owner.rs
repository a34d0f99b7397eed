//! Whom the lines of a release name as its owner, and what can be a name at all.

/// A label's name without the signs of copyright lines, and without the year behind them: `℗ 2019 Northlight`. `4AD` and
/// `1965 Records` are names.
pub(super) fn label_of(text: &str) -> String {
    const SIGNS: [&str; 8] = ["℗", "©", "(p)", "(c)", "(P)", "(C)", "&", "+"];
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !"℗©($!".contains(letter));
    let mut name = text;
    while let Some(rest) = SIGNS.iter().find_map(|sign| name.strip_prefix(sign)) {
        name = rest.trim_start();
    }
    match name.split_once(' ') {
        Some((year, rest)) if name.len() < text.len() && is_year(year) => rest.trim().to_owned(),
        _ => name.trim().to_owned(),
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whom a copyright line names, without signs and years, and whether it is about the recording: `℗ 2019 Northlight`. What
/// it says of licences and of who sells the record is left out.
pub(super) fn owner_of(text: &str) -> (String, bool) {
    const TALK: [&str; 7] = ["copyright", "by", "all", "rights", "reserved", "&", "and"];
    #[rustfmt::skip]
    const ENDS: [&str; 10] = [
        "under", "exclusively", "exclusive", "licensed", "distributed", "marketed", "manufactured", "courtesy", "all",
        "reserved",
    ];
    let mut words: Vec<&str> = Vec::new();
    let mut recording = false;
    let mut year = None;
    let spelt = text.replace('℗', " (p) ").replace('©', " (c) ");
    for word in spelt.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let is_sign = word.eq_ignore_ascii_case("(p)") || word.eq_ignore_ascii_case("(c)");
        recording |= word.eq_ignore_ascii_case("(p)");
        if words.is_empty() && is_year(&bare) {
            year = Some(word);
            continue;
        }
        if is_sign || bare.is_empty() && word != "&" || (words.is_empty() && TALK.contains(&bare.as_str())) {
            continue;
        }
        if words.is_empty() && word == "&" {
            continue;
        }
        if ENDS.contains(&bare.as_str()) {
            break;
        }
        words.push(word);
    }
    // `℗ 2019 1965 Records`: a year may be the name.
    if let (Some(year), [only]) = (year, &words[..])
        && crate::credits::is_company(only)
    {
        words.insert(0, year);
    }
    let name = words.join(" ");
    let name = name.trim_end_matches([',', ';', ' ', '-', '–']);
    // A full stop ends the sentence, unless it is that of an abbreviation: `Inc.`
    let name = match name.strip_suffix('.') {
        Some(rest) if rest.rsplit(' ').next().is_some_and(|word| word.chars().count() > 4 && !word.contains('.')) => {
            rest
        }
        _ => name,
    };
    (name.to_owned(), recording)
}

/// Whether a text can be a name at all.
pub(super) fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let words = text.split_whitespace().count();
    letters > 1 && words <= 7 && !text.contains('@') && !is_address(text) && text.chars().count() <= 80
}

/// Whether a text is an address of the web, as tags of publishers often are.
fn is_address(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let ends = [".com", ".net", ".org", ".co.uk", ".de"];
    // A slash may have been read as one between names.
    ["http:", "https:", "www."].iter().any(|start| lower.starts_with(start))
        || (!lower.contains(' ') && ends.iter().any(|end| lower.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_labels_keep_their_numbers_and_lose_signs_and_years() {
        for (text, wanted) in [
            ("℗ 2019 Northlight", "Northlight"),
            ("(P) & (C) 2019 Northlight", "Northlight"),
            ("4AD", "4AD"),
            ("1965 Records", "1965 Records"),
            ("2 Tone", "2 Tone"),
            ("!K7", "!K7"),
            ("© 4AD Ltd.", "4AD Ltd."),
            (" - Northlight ", "Northlight"),
        ] {
            assert_eq!(label_of(text), wanted, "{text}");
        }
    }

    #[test]
    fn lines_of_copyright_name_their_owner_alone() {
        for (text, wanted) in [
            ("℗ 2019 Northlight Records. All rights reserved.", "Northlight Records"),
            ("℗ 2019 Northlight under exclusive licence to Harbour Ltd", "Northlight"),
            ("℗ 2019 Northlight, distributed by Harbour", "Northlight"),
            ("℗ 2019 4AD", "4AD"),
            ("℗ 2019 1965 Records", "1965 Records"),
            ("℗ 2018, 2019 Northlight Records, Inc.", "Northlight Records, Inc."),
            ("(P) & (C) 2020, Tideline", "Tideline"),
            ("Copyright 2021 by Harbour Recordings", "Harbour Recordings"),
        ] {
            assert_eq!(owner_of(text).0, wanted, "{text}");
        }
    }
}
