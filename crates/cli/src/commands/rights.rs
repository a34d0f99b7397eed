//! `rights import`: catalogue sheets of labels and libraries.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use studio::Studio;
use studio::views::{CatalogueProblem, RowFate};

use crate::answer::{Answer, Failure, counted, table};
use crate::arguments::ShowFile;
use crate::shown;

/// Works, writers, publishers and labels of the library's tracks
#[derive(Debug, Args)]
pub struct Rights {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Import(Import),
}

/// Take in a catalogue sheet of a label or library, as CSV or XLSX
///
/// Rows are about the tracks of the library that have their ISRC, file name, or title and artist. Columns are known by
/// their headings, or as the last time a sheet had the same. What cannot be taken is listed by row.
#[derive(Debug, Args)]
struct Import {
    #[command(flatten)]
    show: ShowFile,
    /// The sheet
    sheet: PathBuf,
    /// A JSON object that says what columns are: {"Song": "title", "Comp.": "writers", "Remarks": null}
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Say what would change, and change nothing
    #[arg(long)]
    preview: bool,
}

/// `rights …`.
pub fn rights(asked: &Rights) -> Result<Answer, Failure> {
    match &asked.action {
        Action::Import(asked) if asked.preview => preview(asked),
        Action::Import(asked) => import(asked),
    }
}

fn import(asked: &Import) -> Result<Answer, Failure> {
    let columns = asked.map.as_deref().map(|map| studio::catalogue_columns(&asked.sheet, map)).transpose()?;
    let studio = Studio::open(&asked.show.show)?;
    let done = studio.import_catalogue(&asked.sheet, columns.as_deref())?;
    studio.close()?;
    let json = json!({
        "changed": done.changed, "same": done.same, "works": done.works, "parties": done.parties,
        "problems": listed(&done.problems),
    });
    let text = format!(
        "{} changed, {} as they were; {} and {} made",
        counted(done.changed, "track"),
        done.same,
        counted(done.works, "work"),
        if done.parties == 1 { "1 party".to_owned() } else { format!("{} parties", done.parties) },
    );
    Ok(Answer { left_out: left_out(&done.problems), ..Answer::new(json, text) })
}

fn preview(asked: &Import) -> Result<Answer, Failure> {
    let columns = asked.map.as_deref().map(|map| studio::catalogue_columns(&asked.sheet, map)).transpose()?;
    let studio = Studio::open(&asked.show.show)?;
    let preview = studio.preview_catalogue(&asked.sheet, columns.as_deref())?;
    studio.close()?;
    let json = json!({
        "changed": preview.new + preview.changed, "same": preview.same, "unmatched": preview.unmatched,
        "works": preview.works, "parties": preview.parties, "columns": preview.columns, "rows": preview.rows,
        "refusal": preview.refusal, "problems": listed(&preview.problems),
    });
    let wanted = preview.rows.iter().filter(|row| matches!(row.fate, RowFate::New | RowFate::Changed));
    let rows: Vec<Vec<String>> = wanted
        .flat_map(|row| row.changes.iter().map(move |change| (row, change)))
        .map(|(row, change)| {
            let number = row.row.to_string();
            vec![number, row.title.clone(), change.field.clone(), change.from.clone(), change.to.clone()]
        })
        .collect();
    let nothing = preview.refusal.map_or_else(
        || "Nothing would change".to_owned(),
        |why| format!("Nothing can be taken: {}", shown::in_line(&why)),
    );
    let text = table(&["row", "track", "field", "from", "to"], &rows, &nothing);
    Ok(Answer { left_out: left_out(&preview.problems), ..Answer::new(json, text) })
}

fn listed(problems: &[CatalogueProblem]) -> Vec<serde_json::Value> {
    let told = |problem: &CatalogueProblem| json!({ "row": problem.row, "message": problem.message, "leftOut": problem.left_out });
    problems.iter().map(told).collect()
}

fn left_out(problems: &[CatalogueProblem]) -> Vec<String> {
    problems.iter().map(|problem| format!("row {}: {}", problem.row, problem.message)).collect()
}
