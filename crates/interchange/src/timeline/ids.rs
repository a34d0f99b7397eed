//! Identifiers that travel in names and comments.

use super::{Id, IdKind};

/// Identifiers in a text: ours as `[nd:…]` in Crockford base32, in names of files as `nd-…`, and ISRCs with or without hyphens.
/// Each once.
pub(super) fn ids_in(text: &str, ids: &mut Vec<Id>) {
    let mut found = |kind: IdKind, text: String| {
        let id = Id { kind, text };
        if ids.len() < 16 && !ids.contains(&id) {
            ids.push(id);
        }
    };
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        rest = &rest[at + 1..];
        let Some(inside) = rest.get(..3).filter(|head| head.eq_ignore_ascii_case("nd:")).map(|_| &rest[3..]) else {
            continue;
        };
        let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inside.len());
        if (1..=13).contains(&end) && inside[end..].starts_with(']') {
            found(IdKind::Needledrop, inside[..end].to_ascii_uppercase());
        }
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    for word in text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-') {
        if let Some(isrc) = isrc(word) {
            found(IdKind::Isrc, isrc);
        } else if let Some(own) = of_file(word) {
            found(IdKind::Needledrop, own);
        }
    }
}

/// Ours in the name of a file, whatever a program hung on it: `nd-3K9X0A7B2QF-01`. Shorter ones could be an ND filter's.
fn of_file(word: &str) -> Option<String> {
    let rest = word.get(..3).filter(|head| head.eq_ignore_ascii_case("nd-")).map(|_| &word[3..])?;
    let own = rest.split('-').next()?.to_ascii_uppercase();
    let fits = (8..=11).contains(&own.len())
        && own.bytes().all(|letter| letter.is_ascii_alphanumeric() && !b"ILOU".contains(&letter));
    fits.then_some(own)
}

/// ISO 3901: two letters of the country, three letters or digits of the registrant, seven digits.
fn isrc(word: &str) -> Option<String> {
    if word.len() != 12 && word.len() != 15 {
        return None;
    }
    let hyphens: Vec<usize> = word.match_indices('-').map(|(at, _)| at).collect();
    if !(hyphens.is_empty() && word.len() == 12 || hyphens == [2, 6, 9]) {
        return None;
    }
    let bare: String = word.chars().filter(|letter| *letter != '-').map(|letter| letter.to_ascii_uppercase()).collect();
    let bytes = bare.as_bytes();
    let fits = bytes.len() == 12
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..5].iter().all(u8::is_ascii_alphanumeric)
        && bytes[5..].iter().all(u8::is_ascii_digit);
    fits.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_found_in_names() {
        let mut ids = Vec::new();
        ids_in("Spark [nd:4ZK8] NO-UM7-19-00421 usum71900421 [x] take 2", &mut ids);
        let told: Vec<_> = ids.iter().map(|id| (id.kind, id.text.as_str())).collect();
        assert_eq!(
            told,
            [(IdKind::Needledrop, "4ZK8"), (IdKind::Isrc, "NOUM71900421"), (IdKind::Isrc, "USUM71900421")]
        );
    }

    #[test]
    fn a_file_keeps_its_identifier_whatever_is_hung_on_its_name() {
        for name in ["1M01 Spark nd-3K9X0A7B2QF.wav", "1M01_SPARK_ND-3K9X0A7B2QF-01.L", "nd-3K9X0A7B2QF"] {
            let mut ids = Vec::new();
            ids_in(name, &mut ids);
            assert_eq!(ids, [Id { kind: IdKind::Needledrop, text: "3K9X0A7B2QF".to_owned() }], "{name}");
        }
    }

    #[test]
    fn other_words_are_no_identifiers() {
        let mut ids = Vec::new();
        ids_in(
            "ND-8 nd-filters ND-GRADUATED A026C019_170614_R287 [nd:] [nd:a b] 123456789012 AB-C12-34-5678",
            &mut ids,
        );
        assert_eq!(ids, []);
    }
}
