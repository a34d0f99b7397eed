//! The texts of an edit: how long each kind may be. What is longer was never typed by anybody, and no table, sheet or page
//! could show it.

use serde_json::Value;

use super::{Edit, EditError};

/// Letters of a name, a title, a date, a number: whatever stands in one line.
const LINE: usize = 1_000;
/// Letters of a path of a file; systems take 4,096 bytes.
const PATH: usize = 4_096;
/// Letters of what is written in paragraphs: notes, briefs, synopses, addresses, comments.
const PARAGRAPHS: usize = 50_000;
/// Letters of a profile, and of the wording of a letter.
const DOCUMENT: usize = 2_000_000;
/// Letters of a picture in base64: the logo has at most two million bytes.
const PICTURE: usize = 2_700_000;

/// Refuses an edit with a text that is longer than its kind may be.
pub(super) fn check(edit: &Edit) -> Result<(), EditError> {
    // An edit is always JSON: it has no maps with other keys than texts.
    let value = serde_json::to_value(edit).unwrap_or(Value::Null);
    longer("text", &value).map_or(Ok(()), |(field, most)| Err(EditError::TooLong { field, most }))
}

/// Refuses a text of one line that is longer than such may be, where no edit brings it.
pub(crate) fn check_line(field: &str, text: &str) -> Result<(), EditError> {
    longer(field, &Value::from(text)).map_or(Ok(()), |(field, most)| Err(EditError::TooLong { field, most }))
}

/// The first text that is too long: its field in words, and what it may have.
fn longer(field: &str, value: &Value) -> Option<(String, usize)> {
    match value {
        Value::String(text) => {
            let most = most(field);
            // Bytes are counted faster than letters, and are never fewer.
            (text.len() > most && text.chars().count() > most).then(|| (in_words(field), most))
        }
        Value::Array(items) => items.iter().find_map(|item| longer(field, item)),
        Value::Object(fields) => fields.iter().find_map(|(field, value)| longer(field, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn most(field: &str) -> usize {
    match field {
        "note" | "body" | "words" | "brief" | "synopsis" | "comment" | "address" | "cast" | "media" | "territory"
        | "term" | "terms" => PARAGRAPHS,
        "path" | "picture" | "file" | "artwork" => PATH,
        "definition" | "text" => DOCUMENT,
        "logo" => PICTURE,
        _ => LINE,
    }
}

/// `productionCompany` as people say it.
fn in_words(field: &str) -> String {
    let mut words = String::with_capacity(field.len() + 4);
    for letter in field.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// `50,000`.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_text_has_a_length_of_its_own() {
        let said =
            |line: String| check(&serde_json::from_str(&line).expect("an edit")).map_err(|error| error.to_string());
        let title = |count| format!(r#"{{"type":"setShow","productionCompany":"{}"}}"#, "ä".repeat(count));
        assert_eq!(said(title(1_000)), Ok(()));
        assert_eq!(said(title(1_001)), Err("the production company is too long: it may have 1,000 letters".to_owned()));
        let note = |count| format!(r#"{{"type":"addNote","cut":1,"author":"Dana","body":"{}"}}"#, "a".repeat(count));
        assert_eq!(said(note(50_000)), Ok(()));
        assert_eq!(said(note(50_001)), Err("the body is too long: it may have 50,000 letters".to_owned()));
    }
}
