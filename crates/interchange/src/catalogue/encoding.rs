//! In which encoding a text file is, where nothing in it says so.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file: by its mark, as UTF-16 where every other byte is nothing, as UTF-8 if it is, else as what old
/// spreadsheets write: Windows-1252, or Mac Roman. Nothing if it is no text.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        encoding
    } else {
        let head = &bytes[..bytes.len().min(512)];
        let nothing = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
        let half = head.len() / 2;
        match (nothing(0), nothing(1)) {
            (even, _) if half > 1 && even * 3 > half * 2 => UTF_16BE,
            (_, odd) if half > 1 && odd * 3 > half * 2 => UTF_16LE,
            _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
            _ if sense(bytes, MACINTOSH) > sense(bytes, WINDOWS_1252) => MACINTOSH,
            _ => WINDOWS_1252,
        }
    };
    let (text, _, _) = encoding.decode(bytes);
    let control = text.chars().take(4_096).filter(|letter| letter.is_control() && !"\r\n\t".contains(*letter)).count();
    (control == 0).then(|| text.into_owned())
}

/// How much sense a text makes in an encoding of one byte a letter: accented letters, and printers' quotes and dashes
/// where they belong, speak for it; signs within words and capitals after small letters against it. Each encoding's
/// accents are such signs in the other.
fn sense(bytes: &[u8], encoding: &'static Encoding) -> i64 {
    let (text, _, _) = encoding.decode(bytes);
    let letters: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied().unwrap_or(' ');
    let strange = letters.iter().enumerate().filter(|(_, letter)| !letter.is_ascii());
    strange
        .map(|(place, &letter)| {
            let (before, after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
            let accented = ('À'..='ÿ').contains(&letter) && letter.is_alphabetic();
            match letter {
                _ if accented && letter.is_uppercase() && before.is_lowercase() => -1,
                _ if accented => 1,
                '–' | '—' if !before.is_alphabetic() && !after.is_alphabetic() => 2,
                '“' | '‘' if !before.is_alphanumeric() => 2,
                '”' if !after.is_alphanumeric() => 2,
                '’' if !after.is_alphanumeric() || is_apostrophe(&letters, place) => 2,
                '’' | '…' | '\u{a0}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' => 0,
                _ => -1,
            }
        })
        .sum()
}

/// Whether what stands around a sign between letters is a word cut short: `don't`, `she'll`, `l'amour`.
fn is_apostrophe(letters: &[char], place: usize) -> bool {
    let word = |letter: &&char| letter.is_alphanumeric();
    let after: String = letters[place + 1..].iter().take_while(word).collect();
    let before = letters[..place].iter().rev().take_while(word).count();
    ["s", "t", "d", "m", "re", "ll", "ve"].contains(&after.to_lowercase().as_str()) || before == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_told_apart_by_the_sense_they_make() {
        for text in [
            "Título;Autor\nCanción de cuna;José Núñez\n",
            "Titre;Auteur\nÀ la claire fontaine;Élodie Lefèvre\n",
            "Titel;Komponist\nÜber den Dächern;Jürgen Groß\n",
            "Tittel;Komponist\nPå fjorden;Bjørn Sæther\n",
            "Title\nFaçade\n",
            "Titolo\nPerché no\n",
        ] {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let (bytes, _, lost) = encoding.encode(text);
                assert!(!lost);
                assert_eq!(decoded(&bytes).as_deref(), Some(text), "{}", encoding.name());
            }
        }
    }

    #[test]
    fn quotes_of_windows_stay_quotes() {
        for text in ["Title\nDon’t go – “Echo”\n", "Titre\nL’amour\n", "Title\n‘Home’ and the boys’ choir\n"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(decoded(&bytes).as_deref(), Some(text));
        }
    }
}
