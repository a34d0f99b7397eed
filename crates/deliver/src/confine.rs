//! Work over what others wrote: templates, which are programs, and logos, which are pictures.
//!
//! Either may run for ever or ask for all memory there is, and a show that somebody sent brings both along. All of it goes
//! through [`run`]: a program that can start a helper process names one with [`outside`], and then nothing of it happens in
//! the program itself. Here is only what the work is; how it is done is said
//! where it belongs, and put together in [`perform`](crate::perform).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use model::LogoKind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{LogoError, Stop, WordingError};

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

/// Does a piece of work: outside this process where that was asked for, and else by `here`.
pub(crate) fn run(task: Task, here: fn(Task) -> Result<Done, Failed>) -> Result<Done, Failed> {
    match OUTSIDE.get() {
        Some(outside) => outside(&task),
        None => guarded(task, here),
    }
}

/// Does a piece of work by `here`. A panic is a failure like another.
pub(crate) fn guarded(task: Task, here: fn(Task) -> Result<Done, Failed>) -> Result<Done, Failed> {
    catch_unwind(AssertUnwindSafe(|| here(task))).unwrap_or(Err(Failed::Stopped(Stop::Failure)))
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
}
