//! What can go wrong, in sentences with a place.

use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum TypesetError {
    /// A file given as a font is none.
    #[error("font file {index} is not an OpenType or TrueType font")]
    NotAFont {
        /// Its place among the files given, from 0.
        index: usize,
    },
    /// A path leads out of the template's folder or has no file name.
    #[error("{path:?} is not a usable path for a template file")]
    Path {
        /// The path.
        path: String,
    },
    /// The template does not compile over this data.
    #[error("cannot typeset: {}", sentence(.problems))]
    Template {
        /// What the compiler found; at least one.
        problems: Vec<Problem>,
    },
    /// The document was laid out, but cannot be written as PDF.
    #[error("cannot write the PDF: {}", sentence(.problems))]
    Pdf {
        /// What the writer found; at least one.
        problems: Vec<Problem>,
    },
}

/// One finding of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, if it has a place: file, line and column, both from 1.
    pub place: Option<(String, usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hints: Vec<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line, column)) = &self.place {
            write!(out, "{file}, line {line}, column {column}: ")?;
        }
        out.write_str(&self.message)?;
        for hint in &self.hints {
            write!(out, " ({hint})")?;
        }
        Ok(())
    }
}

fn sentence(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

pub(crate) fn problems(world: &dyn World, found: &[SourceDiagnostic]) -> Vec<Problem> {
    found.iter().map(|diagnostic| problem(world, diagnostic)).collect()
}

fn problem(world: &dyn World, diagnostic: &SourceDiagnostic) -> Problem {
    let place = diagnostic.span.id().and_then(|id| {
        let start = world.range(diagnostic.span)?.start;
        let bytes = world.file(id).ok()?;
        let before = bytes.get(..start)?;
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        Some((id.vpath().get_without_slash().to_owned(), line, column))
    });
    Problem {
        place,
        message: diagnostic.message.to_string(),
        hints: diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect(),
    }
}
