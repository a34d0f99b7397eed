//! The sentence that the user reads of what went wrong.

use std::error::Error;

/// Fields of errors that hold words of ours, not a name of the user's: they begin a sentence as any other words do.
const OURS: [&str; 2] = ["reason", "what"];
/// Bytes of a sentence in which a name that it begins with may end: as many as a path has at most.
const MOST: usize = 4_096;

/// The error and its causes as one sentence. It begins with a capital, unless with a name of the user's, which stays as it is;
/// the numbers that systems give their errors are left out.
#[must_use]
pub fn sentence(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    let text = without_numbers(&text);
    // What is no word is the name of a file.
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if !first_word.chars().all(char::is_alphabetic) || begins_with_a_name(error, &text) {
        return text;
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// Whether what the sentence begins with is the value of a field of the error, or of one that it passes on. Fields are told by
/// what the error derives for `Debug`, so that nobody has to say it of each error.
fn begins_with_a_name(error: &(dyn Error + 'static), text: &str) -> bool {
    let fields = format!("{error:?}");
    let ends = text.char_indices().filter(|(_, letter)| !letter.is_alphanumeric()).map(|(at, _)| at);
    ends.skip_while(|end| *end == 0).take_while(|end| *end <= MOST).any(|end| {
        let value = format!(": {:?}", &text[..end]);
        let is_of = |at: usize, field: &str| fields[..at].ends_with(field);
        fields.match_indices(&value).any(|(at, _)| !OURS.iter().any(|field| is_of(at, field)))
    })
}

/// `Address already in use (os error 98)` without the number.
fn without_numbers(text: &str) -> String {
    let mut parts = text.split(" (os error ");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => told.push_str(rest),
            _ => {
                told.push_str(" (os error ");
                told.push_str(part);
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use store::OpenError;

    use super::*;
    use crate::StudioError;
    use crate::edits::EditError;

    #[test]
    fn a_sentence_begins_with_a_capital_but_a_file_keeps_its_name() {
        assert_eq!(sentence(&StudioError::NoShow), "No show is open");
        let there = StudioError::OwnFile { path: Path::new("a.flac").to_owned() };
        assert!(sentence(&there).starts_with("a.flac belongs"));
    }

    #[test]
    fn a_name_of_the_users_stays_as_it_is_wherever_it_comes_from() {
        for name in ["fourdir", "four dir", "ürsprung", "say \"hi\" twice"] {
            let path = Path::new(name).to_owned();
            assert!(
                sentence(&StudioError::Exists { path: path.clone() }).starts_with(&format!("{name} exists already"))
            );
            let open = StudioError::from(OpenError::AlreadyThere { path: path.clone() });
            assert_eq!(sentence(&open), format!("{name} exists already"));
            let unreadable = StudioError::Unreadable { path, reason: "it is a folder".to_owned() };
            assert_eq!(sentence(&unreadable), format!("{name}: it is a folder"));
        }
        let cut = StudioError::NotYet { cut: "assembly".to_owned() };
        assert_eq!(sentence(&cut), "assembly was not there yet at that step");
    }

    #[test]
    fn words_of_ours_begin_with_a_capital_also_where_an_error_was_given_them() {
        let unwritten = StudioError::Unwritten { reason: "the tags of a.flac cannot be written".to_owned() };
        assert_eq!(sentence(&unwritten), "The tags of a.flac cannot be written");
        let rate = StudioError::from(EditError::NotPositive { what: "a rate" });
        assert_eq!(sentence(&rate), "A rate must be greater than zero");
        let none = StudioError::NoProfile { id: "prs".to_owned(), known: "ascap".to_owned() };
        assert!(sentence(&none).starts_with("There is no profile"));
    }

    #[test]
    fn systems_keep_the_numbers_of_their_errors() {
        let taken = io::Error::from_raw_os_error(2);
        assert!(taken.to_string().contains("(os error 2)"));
        let server = StudioError::Server(taken);
        assert!(!sentence(&server).contains("os error"), "{}", sentence(&server));
        assert_eq!(without_numbers("one (os error 98); two (os error x)"), "one; two (os error x)");
    }
}
