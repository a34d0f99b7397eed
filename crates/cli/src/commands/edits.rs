//! `edit`, `history`, `undo`, `redo`.

use std::io::Read;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use model::words::counted;
use serde_json::json;
use studio::edits::{Edit, EditRequest};
use studio::{Studio, StudioError, read_text};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::outputs;
use crate::shown::{self, to_second};

/// Largest file of edits that is read, in bytes.
const MOST_BYTES: u64 = 512 << 20;

/// Do edits from a file: one JSON edit a line, all or none
#[derive(Debug, Args)]
pub struct EditFile {
    #[command(flatten)]
    show: ShowFile,
    /// The edits; - reads them from stdin
    #[arg(long, value_name = "EDITS.jsonl")]
    file: PathBuf,
    /// What undo calls them; by default the first edit's own words
    #[arg(long)]
    label: Option<String>,
}

/// List the steps that can be undone and redone, the newest first
#[derive(Debug, Args)]
pub struct History {
    #[command(flatten)]
    show: ShowFile,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Take the newest steps back
#[derive(Debug, Args)]
pub struct Undo {
    #[command(flatten)]
    show: ShowFile,
    /// How many
    #[arg(long, value_name = "N", default_value = "1")]
    steps: NonZeroUsize,
}

/// Do again what was undone last
#[derive(Debug, Args)]
pub struct Redo {
    #[command(flatten)]
    show: ShowFile,
    /// How many
    #[arg(long, value_name = "N", default_value = "1")]
    steps: NonZeroUsize,
}

/// `edit`.
pub fn edit(asked: &EditFile) -> Result<Answer, Failure> {
    let text = read(&asked.file)?;
    let (mut edits, mut lines) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let wrong = |error: serde_json::Error| Failure::said(format!("line {line}: {}", reason(&error)));
        edits.push(serde_json::from_str::<Edit>(text).map_err(wrong)?);
        lines.push(line);
    }
    if edits.is_empty() {
        let name = if is_stdin(&asked.file) { "what came on stdin".into() } else { asked.file.display().to_string() };
        return Err(Failure::said(format!("there is no edit in {name}")));
    }
    let studio = Studio::open(&asked.show.show)?;
    let count = edits.len();
    let edited = studio.edit_lines(&EditRequest { edits, label: asked.label.clone(), merge_key: None }, &lines)?;
    studio.close()?;
    let json = json!({ "edits": count, "created": edited.created, "remarks": edited.remarks });
    Ok(Answer { remarks: edited.remarks, ..Answer::new(json, format!("{} done", counted(count, "edit"))) })
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn read(file: &Path) -> Result<String, Failure> {
    if !is_stdin(file) {
        return Ok(read_text(file, MOST_BYTES)?);
    }
    let mut text = String::new();
    std::io::stdin()
        .lock()
        .read_to_string(&mut text)
        .map_err(|error| Failure::said(format!("the edits on standard input cannot be read: {error}")))?;
    Ok(text)
}

/// What is wrong with a line of JSON, without the line number of its own that says 1 always.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) if error.column() > 0 => format!("{} (column {})", &text[..end], error.column()),
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// `history`.
pub fn history(asked: &History) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let steps = studio.history(asked.limit.unwrap_or(usize::MAX))?;
    studio.close()?;
    let rows: Vec<Vec<String>> = steps
        .iter()
        .map(|step| {
            let undone = if step.undone { "undone" } else { "" };
            vec![to_second(&step.at), undone.to_owned(), step.label.clone()]
        })
        .collect();
    let entries: Vec<_> = steps
        .iter()
        .map(|step| json!({ "id": step.id, "label": step.label, "at": to_second(&step.at), "undone": step.undone }))
        .collect();
    Ok(Answer::new(json!({ "entries": entries }), table(&["at", "", "step"], &rows, "Nothing was done yet")))
}

/// `undo`.
pub fn undo(asked: &Undo) -> Result<Answer, Failure> {
    let labels = walk(&asked.show, asked.steps, "undo", Studio::undo)?;
    Ok(Answer::new(json!({ "undone": labels }), lines("Undid", &labels)))
}

/// `redo`.
pub fn redo(asked: &Redo) -> Result<Answer, Failure> {
    let labels = walk(&asked.show, asked.steps, "redo", Studio::redo)?;
    Ok(Answer::new(json!({ "redone": labels }), lines("Redid", &labels)))
}

type Step = fn(&Studio) -> Result<Option<String>, StudioError>;

fn walk(show: &ShowFile, steps: NonZeroUsize, verb: &str, step: Step) -> Result<Vec<String>, Failure> {
    let studio = Studio::open(&show.show)?;
    let mut labels = Vec::new();
    while labels.len() < steps.get() {
        match step(&studio)? {
            Some(label) => labels.push(label),
            None => break,
        }
    }
    studio.close()?;
    if labels.is_empty() {
        return Err(Failure::said(format!("there is nothing to {verb}")));
    }
    if labels.len() < steps.get() {
        outputs::say(&format!("There were only {} to {verb}.", counted(labels.len(), "step")));
    }
    Ok(labels)
}

fn lines(verb: &str, labels: &[String]) -> String {
    labels.iter().map(|label| format!("{verb} {}", shown::in_line(label))).collect::<Vec<_>>().join("\n")
}
