//! Work over what others wrote: templates, which are programs, and logos, which are pictures.
//!
//! Either may run for ever or ask for all memory there is, and a show that somebody sent brings both along. All of it goes
//! through [`run`]: a program that can start a helper process names one with [`outside`], and then nothing of it happens in
//! the program itself. Here is only what the work is, and how it is done.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use model::{Logo, LogoKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::formats::pdf;
use crate::letters::{self, LogoError, Picture, WordingError};

/// A piece of work. It holds all that the work may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Writes a template of a letter out over each of some facts.
    Wording {
        /// The name of the template.
        name: String,
        /// The template.
        source: String,
        /// What it is written out over.
        facts: Vec<Value>,
    },
    /// Typesets a template over data.
    Pages {
        /// The path of the template, as errors show it.
        path: String,
        /// The template.
        source: String,
        /// What the template reads, by path.
        files: Vec<(String, Bytes)>,
        /// JSON.
        data: Value,
        /// Names the document among others.
        document: String,
        /// Whether the template came with the program, and may take as long as a large document needs.
        ours: bool,
    },
    /// Looks at all of a picture, and makes it a PNG.
    Picture {
        /// What kind of picture it is.
        kind: LogoKind,
        /// The file.
        bytes: Bytes,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Done {
    /// Markdown, one for each of the facts.
    Texts(Vec<String>),
    /// A PDF file.
    Pdf(Bytes),
    /// A picture that was looked at.
    Picture {
        /// As PNG.
        png: Bytes,
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
}

/// Why nothing came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failed {
    /// The template of a letter has a mistake.
    Wording(WordingError),
    /// Pages cannot be typeset: why, as a sentence without its full stop.
    Pages(String),
    /// The picture cannot be the logo.
    Picture(LogoError),
    /// It was stopped.
    Stopped(Stop),
}

/// Why work was stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Stop {
    /// It ran longer than any honest document needs.
    #[error("it takes too long, as if it never came to an end")]
    Time,
    /// It asked for more memory than any honest document needs.
    #[error("it takes more memory than any document needs")]
    Memory,
    /// What reads it failed.
    #[error("what reads it gave up")]
    Failure,
    /// No helper could be started to do it.
    #[error("the program could not start its own helper to do it safely")]
    NoHelper,
}

/// The bytes of a file; base64 where they are written out.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} bytes", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use base64::Engine;
        to.serialize_str(&base64::prelude::BASE64_STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use base64::Engine;
        let text = String::deserialize(from)?;
        base64::prelude::BASE64_STANDARD.decode(text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// Does a piece of work somewhere else.
pub type Outside = fn(&Task) -> Result<Done, Failed>;

static OUTSIDE: OnceLock<Outside> = OnceLock::new();

/// Has all work done by `outside` from now on. The first call in a process holds.
pub fn outside(outside: Outside) {
    let _ = OUTSIDE.set(outside);
}

/// Does a piece of work, outside this process where that was asked for.
pub(crate) fn run(task: Task) -> Result<Done, Failed> {
    match OUTSIDE.get() {
        Some(outside) => outside(&task),
        None => perform(task),
    }
}

/// Does a piece of work here. A panic of what does it is a failure like another.
///
/// # Errors
/// If the template or picture cannot be used.
pub fn perform(task: Task) -> Result<Done, Failed> {
    catch_unwind(AssertUnwindSafe(|| perform_unguarded(task))).unwrap_or(Err(Failed::Stopped(Stop::Failure)))
}

fn perform_unguarded(task: Task) -> Result<Done, Failed> {
    match task {
        Task::Wording { name, source, facts } => letters::written_out(&name, &source, &facts).map(Done::Texts),
        Task::Pages { path, source, files, data, document, ours: _ } => {
            let files: Vec<(&str, &[u8])> =
                files.iter().map(|(path, file)| (path.as_str(), file.0.as_slice())).collect();
            pdf::pages(&path, &source, &files, &data, &document).map(|pdf| Done::Pdf(Bytes(pdf)))
        }
        Task::Picture { kind, bytes } => {
            let Picture { png, width, height } = letters::drawn(&Logo { kind, picture: bytes.0 })?;
            Ok(Done::Picture { png: Bytes(png), width, height })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_survives_the_way_to_another_process_and_back() {
        let task = Task::Pages {
            path: "sheet.typ".into(),
            source: "#json(\"/data.json\").title".into(),
            files: vec![("logo".into(), Bytes(vec![0, 255, 7]))],
            data: serde_json::json!({ "title": "Silent Echoes" }),
            document: "sheet".into(),
            ours: false,
        };
        let text = serde_json::to_string(&task).expect("text");
        assert_eq!(serde_json::from_str::<Task>(&text).expect("task"), task);
    }

    #[test]
    fn a_template_is_refused_with_what_is_wrong() {
        let wrong = perform(Task::Pages {
            path: "sheet.typ".into(),
            source: "#nobody".into(),
            files: Vec::new(),
            data: Value::Null,
            document: String::new(),
            ours: false,
        });
        let Err(Failed::Pages(reason)) = wrong else { panic!("{wrong:?}") };
        assert!(reason.contains("unknown variable: nobody"), "{reason}");
        let panics = perform(Task::Wording {
            name: "t".into(),
            source: "{{ range(10)[::-9223372036854775808] }}".into(),
            facts: vec![Value::Null],
        });
        assert!(panics.is_err(), "{panics:?}");
    }
}
