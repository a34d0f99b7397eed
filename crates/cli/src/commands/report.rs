//! `report`: the music of a season or an episode, counted.

use std::path::PathBuf;

use clap::Args;
use model::EpisodeName;
use serde_json::json;
use studio::{Form, List, SeasonReport, SeasonReportAsked, Studio};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::shown::in_line;

/// Count the music of a season or an episode: by usage, origin, genre, era, language, country and label, with its money and
/// what could go wrong
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    show: ShowFile,
    /// Only this episode, as 1x04; without it the first season, or the one of --season
    episode: Option<EpisodeName>,
    /// Which season
    #[arg(long, value_name = "N", conflicts_with = "episode")]
    season: Option<u32>,
    /// Another show's file, whose newest season it is held against; nothing is written to it
    #[arg(long, value_name = "SHOW")]
    against: Option<PathBuf>,
    /// Also count by what artists say of themselves, which is private
    #[arg(long)]
    with_private: bool,
    /// Write it to a file: .pdf, .xlsx or .docx
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// `report`.
pub fn report(asked: &Report) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let wanted = SeasonReportAsked {
        season: asked.season,
        only: asked.episode,
        with_own: asked.with_private,
        against: asked.against.as_deref(),
    };
    let report = studio.season_report(&wanted)?;
    let mut json = serde_json::to_value(&report).unwrap_or_default();
    if let Some(path) = &asked.output {
        let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
        let form =
            [Form::Pdf, Form::Xlsx, Form::Docx].into_iter().find(|form| ending.eq_ignore_ascii_case(form.ending()));
        let form = form.ok_or_else(|| {
            Failure::said(format!("a report is written as .pdf, .xlsx or .docx; {} is none of them", path.display()))
        })?;
        studio.export_season_report(&wanted, form, path, asked.force)?;
        if let Some(object) = json.as_object_mut() {
            object.insert("written".to_owned(), json!(path));
        }
    }
    studio.close()?;
    Ok(Answer::new(json, written(&report)))
}

/// The tables of the printed report but for the rows.
fn written(report: &SeasonReport) -> String {
    let List { facts, mut tables, notes, .. } = report.list();
    tables.pop();
    let mut parts: Vec<String> = vec![
        facts.iter().map(|fact| format!("{}: {}", fact.label, in_line(&fact.value))).collect::<Vec<_>>().join("\n"),
    ];
    for one in tables.iter().filter(|one| !one.rows.is_empty()) {
        let headings: Vec<&str> = one.columns.iter().map(|column| column.heading.as_str()).collect();
        let rows: Vec<Vec<String>> =
            one.rows.iter().map(|row| row.cells.iter().map(|cell| cell.shown().to_owned()).collect()).collect();
        parts.push(table(&headings, &rows, ""));
    }
    parts.push(notes.iter().map(|note| in_line(note)).collect::<Vec<_>>().join("\n"));
    parts.join("\n\n")
}
