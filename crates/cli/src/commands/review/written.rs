//! `review minutes`, `review markers`: what was said, as files.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use serde_json::json;
use studio::{Document, MARKER_FORMS, MarkerForm, StudioError, endings};

use super::numbered;
use crate::answer::{Answer, Failure};
use crate::inputs;
use crate::inputs::CutOf;

/// Write the minutes of the review: who was shown what, what they said of it and when
#[derive(Debug, Args)]
pub struct Minutes {
    #[command(flatten)]
    cut: CutOf,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The form, pdf, csv or json; by default what the file's ending says
    #[arg(long)]
    format: Option<String>,
    /// Only this round
    #[arg(long, value_name = "NUMBER")]
    round: Option<i64>,
    /// With notes that are marked private
    #[arg(long)]
    private: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// Write the notes as markers for the time line of an editor
#[derive(Debug, Args)]
pub struct Markers {
    #[command(flatten)]
    cut: CutOf,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// For which editor
    #[arg(long = "for", value_name = "EDITOR", value_parser = forms())]
    form: String,
    /// Only notes that are open
    #[arg(long)]
    open: bool,
    /// With notes that are marked private
    #[arg(long)]
    private: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

fn forms() -> PossibleValuesParser {
    let known =
        MARKER_FORMS.map(|form| PossibleValue::new(form.name).help(format!("{} (.{})", form.word, form.ending)));
    PossibleValuesParser::new(known)
}

/// `review minutes`.
pub fn minutes(asked: &Minutes) -> Result<Answer, Failure> {
    let document = Document::Minutes;
    let form = match &asked.format {
        Some(name) => document.form(name).map_err(StudioError::from)?,
        None => document
            .form(&asked.output.extension().unwrap_or_default().to_string_lossy())
            .map_err(|_| Failure::said(format!("say the form with --format: {}", endings(document.forms()))))?,
    };
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let round = asked.round.map(|number| numbered(&studio, &cut, number)).transpose()?;
    studio.export_minutes(cut.id, round, asked.private, form, &asked.output, asked.force)?;
    studio.close()?;
    let path = asked.output.display().to_string();
    let text = format!("Wrote {path}");
    Ok(Answer::new(json!({ "path": path, "format": form.ending() }), text))
}

/// `review markers`.
pub fn markers(asked: &Markers) -> Result<Answer, Failure> {
    let form = MarkerForm::named(&asked.form).ok_or_else(|| Failure::said("there is no such editor"))?;
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let what = (asked.open, asked.private);
    let count = studio.export_markers(cut.id, what, form, &asked.output, asked.force)?;
    studio.close()?;
    let path = asked.output.display().to_string();
    let noun = if count == 1 { "marker" } else { "markers" };
    let text = format!("Wrote {path} with {count} {noun}");
    Ok(Answer::new(json!({ "path": path, "for": form.name, "markers": count }), text))
}
