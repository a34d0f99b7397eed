//! Wording as templates: `{{ values }}`, `{% for %}` and `{% if %}` over light Markdown.
//!
//! Values never become markup: every sign of Markdown in them is escaped as it is written out, so that a song called
//! `*#1* | Love_` is called so on paper. A name that does not exist is an error with its line, not a gap in a letter.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use super::prose::LINE_END;
use crate::confine::{self, Done, Failed, Task};
use crate::error::{Stop, WordingError};

/// Steps that a template may take: enough for hundreds of pages, and an end for one that runs in circles.
const FUEL: u64 = 20_000_000;

/// What the gap of something unknown looks like.
const BLANK: &str = "____________";

/// Writes a template out over each of some facts, as Markdown. One that did not come with the program is a program of
/// somebody else's: it runs confined.
///
/// # Errors
/// If it cannot be read, names what is not there, or does not come to an end.
pub(super) fn write_out(name: &str, source: &str, facts: &[impl Serialize]) -> Result<Vec<String>, WordingError> {
    let wrong = |reason: String| WordingError { name: name.to_owned(), line: 0, reason };
    let facts: Vec<serde_json::Value> =
        facts.iter().map(serde_json::to_value).collect::<Result<_, _>>().map_err(|error| wrong(error.to_string()))?;
    if super::our_template(name) == Some(source) {
        return rendered(name, source, &facts);
    }
    let task = Task::Wording { name: name.to_owned(), source: source.to_owned(), facts };
    match confine::run(task, here) {
        Ok(Done::Texts(texts)) => Ok(texts),
        Err(Failed::Wording(error)) => Err(error),
        Err(Failed::Stopped(stop)) => Err(wrong(stop.to_string())),
        Ok(Done::Pdf(_) | Done::Picture { .. }) | Err(Failed::Pages(_) | Failed::Picture(_)) => {
            Err(wrong(Stop::Failure.to_string()))
        }
    }
}

/// Writes a template out, here and now.
pub(crate) fn here(task: Task) -> Result<Done, Failed> {
    let Task::Wording { name, source, facts } = task else { return Err(Failed::Stopped(Stop::Failure)) };
    rendered(&name, &source, &facts).map(Done::Texts).map_err(Failed::Wording)
}

fn rendered(name: &str, source: &str, facts: &[serde_json::Value]) -> Result<Vec<String>, WordingError> {
    let wrong = |error: &Error| told(name, source, error);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(|error| wrong(&error))?;
    environment.set_syntax(syntax);
    environment.set_fuel(Some(FUEL));
    environment.set_formatter(escaped);
    environment.add_filter("blank", blank);
    environment.add_filter("listed", listed);
    environment.add_template(name, source).map_err(|error| wrong(&error))?;
    let template = environment.get_template(name).map_err(|error| wrong(&error))?;
    let text = |facts: &serde_json::Value| template.render(Value::from(minijinja::value::Serde(facts)));
    facts.iter().map(|facts| text(facts).map_err(|error| wrong(&error))).collect()
}

/// The value, or a gap that nobody overlooks where it is not known.
fn blank(value: &Value) -> Value {
    let known = match value.as_str() {
        Some(text) => !text.trim().is_empty(),
        None => value.is_true() || value.is_number(),
    };
    if known { value.clone() } else { Value::from(BLANK) }
}

/// `A, B and C`.
fn listed(names: Vec<String>) -> String {
    model::words::listed(&names)
}

fn escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable | ValueKind::Plain => Err(Error::new(
            ErrorKind::BadSerialization,
            "this is a list or a group of values and cannot be printed as it is",
        )),
        _ => match value.as_str() {
            Some(text) => out.write_str(&escape(text)).map_err(Error::from),
            None => out.write_str(&value.to_string()).map_err(Error::from),
        },
    }
}

/// Text as Markdown that means just this text (CommonMark 2.4: any ASCII punctuation may be escaped).
fn escape(text: &str) -> String {
    let mut made = String::with_capacity(text.len() + 8);
    for letter in text.trim().replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' => made.push(LINE_END),
            LINE_END => {}
            _ => {
                if letter.is_ascii_punctuation() {
                    made.push('\\');
                }
                made.push(letter);
            }
        }
    }
    made
}

fn told(name: &str, source: &str, error: &Error) -> WordingError {
    let line = error.line().unwrap_or(1).max(1);
    let there = source.lines().nth(line - 1).unwrap_or_default().trim();
    let detail = error.detail().unwrap_or_default();
    let reason = match error.kind() {
        ErrorKind::UndefinedError => "it names something that is not there".to_owned(),
        ErrorKind::OutOfFuel => "it does not come to an end".to_owned(),
        ErrorKind::UnknownFilter => format!("there is no such filter ({detail})"),
        ErrorKind::SyntaxError => format!("it cannot be read: {detail}"),
        _ if detail.is_empty() => error.kind().to_string(),
        _ => detail.to_owned(),
    };
    let reason = if there.is_empty() { reason } else { format!("{reason}, in “{there}”") };
    WordingError { name: name.to_owned(), line, reason }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::prose::{Block, blocks, plain};
    use super::*;

    fn text_of(source: &str, facts: &serde_json::Value) -> String {
        let made = blocks(&write_out("test", source, &[facts]).expect("a text")[0]);
        let [Block::Paragraph { text }] = &made[..] else { panic!("{made:?}") };
        plain(text)
    }

    #[test]
    fn values_never_become_markup() {
        for nasty in [
            "*#1* | Love_",
            "1. first",
            "- dash",
            "# head",
            "<b>&amp;",
            "`tick`",
            "[a](b)",
            "> quote",
            "a\\b",
            "=1+1",
            "====",
            "~~x~~",
            "{{ nothing }}",
            "上を向いて歩こう",
            "http://x.y",
            "| a | b |",
        ] {
            assert_eq!(text_of("{{ title }}", &json!({ "title": nasty })), nasty);
        }
        assert_eq!(text_of("{{ a }}!", &json!({ "a": "one\n\ntwo\r\n    three" })), "one\n\ntwo\n    three!");
    }

    #[test]
    fn what_is_unknown_is_a_gap_and_what_is_misspelt_an_error() {
        assert_eq!(text_of("by {{ label | blank }}", &json!({ "label": " " })), "by ____________");
        assert_eq!(text_of("{{ names | listed }}", &json!({ "names": ["A", "B", "C"] })), "A, B and C");
        let wrong = |source: &str| write_out("test", source, &[json!({ "to": { "name": "X" } })]).expect_err("wrong");
        assert_eq!(
            wrong("Dear\n\n{{ to.nmae }},").to_string(),
            "test, line 3: it names something that is not there, in “{{ to.nmae }},”; correct that line, or reset \
             the wording to the default"
        );
        assert_eq!(wrong("a\n{% if to %}\nb").line, 3);
        assert!(wrong("{{ to | shout }}").to_string().contains("no such filter"));
        assert!(wrong("{{ to }}").to_string().contains("cannot be printed"));
        let circles = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert!(wrong(circles).to_string().contains("does not come to an end"));
    }
}
