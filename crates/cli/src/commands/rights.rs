//! `rights import`: catalogue sheets of labels and libraries.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use model::credits::Commas;
use model::words::counted;
use serde_json::json;
use studio::Studio;
use studio::views::{CatalogueAsked, CatalogueProblem, RowFate};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
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

/// Import a catalogue sheet of a label or library, as CSV or XLSX
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
    /// The sheet of a workbook; by default the first visible one whose headings are known
    #[arg(long = "sheet", value_name = "NAME")]
    page: Option<String>,
    /// The encoding of a text file, such as windows-1252, macintosh or shift_jis; by default it is found out
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// How names are written where a comma could stand within one or between two, and no cell of the sheet tells
    #[arg(long, value_name = "HOW", value_enum)]
    names: Option<NameOrder>,
    /// Say what would change, and change nothing
    #[arg(long)]
    preview: bool,
}

/// How a sheet writes names.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum NameOrder {
    /// `Vold, Ines`: the comma stands within a name
    LastFirst,
    /// `Ines, Jon`: the comma stands between names
    List,
}

impl Import {
    /// How the sheet is to be read.
    fn asked(&self) -> Result<CatalogueAsked, Failure> {
        let commas = match self.names {
            None => Commas::Unknown,
            Some(NameOrder::LastFirst) => Commas::Within,
            Some(NameOrder::List) => Commas::Between,
        };
        let asked = CatalogueAsked { columns: None, sheet: self.page.clone(), encoding: self.encoding.clone(), commas };
        let columns = self.map.as_deref().map(|map| studio::catalogue_columns(&self.sheet, map, &asked)).transpose()?;
        Ok(CatalogueAsked { columns, ..asked })
    }
}

/// `rights …`.
pub fn rights(asked: &Rights) -> Result<Answer, Failure> {
    match &asked.action {
        Action::Import(asked) if asked.preview => preview(asked),
        Action::Import(asked) => import(asked),
    }
}

fn import(asked: &Import) -> Result<Answer, Failure> {
    let reading = asked.asked()?;
    let studio = Studio::open(&asked.show.show)?;
    let done = studio.import_catalogue(&asked.sheet, &reading)?;
    studio.close()?;
    let json = json!({
        "changed": done.changed, "same": done.same, "works": done.works, "parties": done.parties,
        "problems": listed(&done.problems), "unused": done.unused, "remarks": done.remarks,
    });
    let mut text = format!(
        "{} changed, {} as they were; {} and {} made",
        counted(done.changed, "track"),
        done.same,
        counted(done.works, "work"),
        if done.parties == 1 { "1 party".to_owned() } else { format!("{} parties", done.parties) },
    );
    text.push_str(&notes(None, &done.unused, &done.remarks));
    Ok(Answer { left_out: left_out(&done.problems), ..Answer::new(json, text) })
}

fn preview(asked: &Import) -> Result<Answer, Failure> {
    let reading = asked.asked()?;
    let studio = Studio::open(&asked.show.show)?;
    let preview = studio.preview_catalogue(&asked.sheet, &reading)?;
    studio.close()?;
    let json = json!({
        "changed": preview.new + preview.changed, "same": preview.same, "unmatched": preview.unmatched,
        "works": preview.works, "parties": preview.parties, "columns": preview.columns, "rows": preview.rows,
        "refusal": preview.refusal, "problems": listed(&preview.problems), "unused": preview.unused, "unclearNames": preview.unclear_names,
        "remarks": preview.remarks, "sheet": preview.sheet, "sheets": preview.sheets, "encoding": preview.encoding,
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
    let mut text = table(&["row", "track", "field", "from", "to"], &rows, &nothing);
    let others: Vec<&String> = preview.sheets.iter().filter(|name| Some(*name) != preview.sheet.as_ref()).collect();
    let page = preview.sheet.as_ref().filter(|_| !others.is_empty()).map(|sheet| {
        let others: Vec<String> = others.iter().map(|name| format!("\"{}\"", shown::in_line(name))).collect();
        format!("Sheet \"{}\" was read; --sheet chooses another: {}", shown::in_line(sheet), others.join(", "))
    });
    let encoding = preview.encoding.as_ref().filter(|name| *name != "utf-8");
    let encoding = encoding.map(|name| format!("The text was read as {name}; --encoding chooses another"));
    text.push_str(&notes(page.or(encoding).as_deref(), &preview.unused, &preview.remarks));
    Ok(Answer { left_out: left_out(&preview.problems), ..Answer::new(json, text) })
}

/// What is to be known of a sheet as a whole, in lines of its own.
fn notes(first: Option<&str>, unused: &[String], remarks: &[String]) -> String {
    let passed = (!unused.is_empty()).then(|| format!("Columns with text that are not used: {}", unused.join(", ")));
    let lines = first.map(str::to_owned).into_iter().chain(passed).chain(remarks.iter().cloned());
    lines.map(|line| format!("\n{line}")).collect()
}

fn listed(problems: &[CatalogueProblem]) -> Vec<serde_json::Value> {
    let told = |problem: &CatalogueProblem| json!({ "row": problem.row, "message": problem.message, "leftOut": problem.left_out });
    problems.iter().map(told).collect()
}

fn left_out(problems: &[CatalogueProblem]) -> Vec<String> {
    problems.iter().map(|problem| format!("row {}: {}", problem.row, problem.message)).collect()
}
