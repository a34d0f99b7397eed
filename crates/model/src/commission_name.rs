//! What commissions are called, and the names of files that are theirs.

/// What people call the commission of a number: `C3`.
#[must_use]
pub fn commission_code(number: i64) -> String {
    format!("C{number}")
}

/// Whether the name of a file says that it is of a commission: it names its code (`C3`), or has all words of its title.
///
/// Words are compared as they sound without marks and capitals; a title of one short word is no name.
#[must_use]
pub fn is_named_for(file: &str, code: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let (found, wanted) = (words(stem), words(title));
    if found.contains(&code.to_lowercase()) {
        return true;
    }
    let telling = wanted.len() > 1 || wanted.iter().any(|word| word.chars().count() > 4);
    telling && wanted.iter().all(|word| found.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_code_or_by_the_words_of_the_title() {
        for name in ["MH_C3_demo.wav", "the-letter v2 96k.wav", "v2 Letter, the.aif", "c3.flac"] {
            assert!(is_named_for(name, "C3", "The letter"), "{name}");
        }
        for name in ["MH_C31_demo.wav", "The later.wav", "letters from the.wav", "C.wav"] {
            assert!(!is_named_for(name, "C3", "The letter"), "{name}");
        }
        assert!(!is_named_for("pier.wav", "C1", "Pier"), "a short word alone is no name");
    }
}
