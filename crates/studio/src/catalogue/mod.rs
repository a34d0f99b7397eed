//! Catalogue sheets brought into a show: which row is which track, what it would change, and doing it.

mod matching;
mod parties;
mod plan;
mod planner;

use std::collections::BTreeMap;
use std::path::Path;

use interchange::catalogue::{Lines, Sheet, guess_columns, read_lines, read_sheet};
use model::{CatalogueField, ColumnMap};
use store::Rows;

use crate::views::{CatalogueColumn, CatalogueImport, CataloguePreview, CatalogueProblem, CatalogueRow, RowFate};
use crate::{Studio, StudioError, read_file, read_text};
use plan::Plan;

/// Largest sheet that is read, in bytes: some millions of rows.
const MOST_BYTES: u64 = 512 << 20;
/// Rows that a preview shows of each fate, and problems; the counts are of all.
const MOST_SHOWN: usize = 1_000;
/// Texts of a column that a preview shows.
const MOST_SAMPLES: usize = 3;

/// What a map of columns says of a sheet: a JSON object of headings and the fields they are read as, `null` for columns
/// to pass over. Columns that it does not name are read by their headings.
///
/// # Errors
/// If the map is no such object or names a heading that the sheet has not, or a file cannot be read.
pub fn catalogue_columns(sheet: &Path, map: &Path) -> Result<Vec<Option<CatalogueField>>, StudioError> {
    let unreadable = |reason: String| StudioError::Unreadable { path: map.to_owned(), reason };
    let text = read_text(map, MOST_BYTES)?;
    let told: BTreeMap<String, Option<CatalogueField>> = serde_json::from_str(&text).map_err(|error| {
        unreadable(format!("it is not a JSON object of headings and fields such as \"title\" or \"isrc\" ({error})"))
    })?;
    let sheet = read(sheet)?;
    let mut columns = guess_columns(&sheet.headings);
    for (heading, field) in told {
        let is_it = |own: &String| own.trim().eq_ignore_ascii_case(heading.trim());
        let mut found = false;
        for (column, _) in columns.iter_mut().zip(&sheet.headings).filter(|(_, own)| is_it(own)) {
            (*column, found) = (field, true);
        }
        if !found {
            return Err(unreadable(format!("the sheet has no column {heading:?}")));
        }
    }
    Ok(columns)
}

fn read(path: &Path) -> Result<Sheet, StudioError> {
    let unreadable = |reason: String| StudioError::Unreadable { path: path.to_owned(), reason };
    read_sheet(&read_file(path, MOST_BYTES)?).map_err(|error| unreadable(error.to_string()))
}

/// How the columns of a sheet are read: as asked, or as the last time with these headings, or as their headings say.
fn columns_of(rows: &Rows, sheet: &Sheet, asked: Option<&[Option<CatalogueField>]>) -> Result<Columns, StudioError> {
    let fit = |columns: &[Option<CatalogueField>]| {
        let mut columns = columns.to_vec();
        columns.resize(sheet.headings.len(), None);
        columns
    };
    if let Some(asked) = asked {
        return Ok(Columns { list: fit(asked), remembered: false });
    }
    let known = rows.column_maps()?.into_iter().find(|map| map.headings == sheet.headings);
    Ok(match known {
        Some(map) => Columns { list: fit(&map.columns), remembered: true },
        None => Columns { list: guess_columns(&sheet.headings), remembered: false },
    })
}

struct Columns {
    list: Vec<Option<CatalogueField>>,
    remembered: bool,
}

impl Columns {
    /// Why no row can be taken as they are read, if so.
    fn refusal(&self) -> Option<&'static str> {
        let names = [CatalogueField::Title, CatalogueField::Isrc, CatalogueField::FileName];
        let named = self.list.iter().flatten().any(|field| names.contains(field));
        (!named).then_some("none of its columns is a title, an ISRC or a file name; say which are")
    }
}

impl Studio {
    /// What a catalogue sheet would change. `columns` says how its columns are read; by default as the last time, or as
    /// their headings say.
    ///
    /// # Errors
    /// If the file cannot be read as a sheet, or the document cannot be read.
    pub fn preview_catalogue(
        &self,
        path: &Path,
        columns: Option<&[Option<CatalogueField>]>,
    ) -> Result<CataloguePreview, StudioError> {
        let sheet = read(path)?;
        let document = self.document();
        let columns = columns_of(document.rows(), &sheet, columns)?;
        let lines = if columns.refusal().is_none() { read_lines(&sheet, &columns.list) } else { Lines::default() };
        let plan = Plan::of(document.rows(), &lines)?;
        drop(document);
        Ok(preview(&sheet, &columns, &lines, &plan))
    }

    /// Takes a catalogue sheet into the show as one step of undo, and remembers how its columns were read.
    ///
    /// # Errors
    /// If the file cannot be read as a sheet, names no recording by title, ISRC or file, or the document cannot be
    /// written; then nothing changes.
    pub fn import_catalogue(
        &self,
        path: &Path,
        columns: Option<&[Option<CatalogueField>]>,
    ) -> Result<CatalogueImport, StudioError> {
        let sheet = read(path)?;
        let columns = columns_of(self.document().rows(), &sheet, columns)?;
        if let Some(reason) = columns.refusal() {
            return Err(StudioError::Unreadable { path: path.to_owned(), reason: reason.to_owned() });
        }
        let lines = read_lines(&sheet, &columns.list);
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let done = self.change(&format!("Take in {file}"), None, |rows, ids| {
            let plan = Plan::of(rows, &lines)?;
            plan.apply(rows, ids)?;
            let known = rows.column_maps()?.into_iter().find(|map| map.headings == sheet.headings);
            let name = known.map_or_else(|| name_of(&sheet), |map| map.name);
            let map = ColumnMap { name, headings: sheet.headings.clone(), columns: columns.list.clone() };
            if !rows.column_maps()?.contains(&map) {
                rows.set_column_map(&map, ids)?;
            }
            Ok(plan)
        })?;
        Ok(CatalogueImport {
            changed: done.count(RowFate::New) + done.count(RowFate::Changed),
            same: done.count(RowFate::Same),
            works: done.new_works(),
            parties: done.new_parties(),
            problems: problems(&lines, &done),
        })
    }
}

/// Maps are kept under their headings: sheets of one sender have the same, whatever the file is called.
fn name_of(sheet: &Sheet) -> String {
    sheet.headings.join(" · ")
}

fn preview(sheet: &Sheet, columns: &Columns, lines: &Lines, plan: &Plan) -> CataloguePreview {
    let sample = |at: usize| {
        let cells = sheet.rows.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.is_empty());
        cells.take(MOST_SAMPLES).cloned().collect()
    };
    let column = |(at, heading): (usize, &String)| CatalogueColumn {
        heading: heading.clone(),
        field: columns.list.get(at).copied().flatten(),
        sample: sample(at),
    };
    let mut problems = problems(lines, plan);
    let problem_count = problems.len();
    problems.truncate(MOST_SHOWN);
    let mut rows: Vec<CatalogueRow> = Vec::new();
    for fate in [RowFate::Changed, RowFate::New, RowFate::Unmatched, RowFate::Same] {
        rows.extend(plan.rows.iter().filter(|row| row.fate == fate).take(MOST_SHOWN).cloned());
    }
    rows.sort_by_key(|row| row.row);
    CataloguePreview {
        columns: sheet.headings.iter().enumerate().map(column).collect(),
        remembered: columns.remembered,
        refusal: columns.refusal().map(str::to_owned),
        total: sheet.rows.len(),
        new: plan.count(RowFate::New),
        changed: plan.count(RowFate::Changed),
        same: plan.count(RowFate::Same),
        unmatched: plan.count(RowFate::Unmatched),
        works: plan.new_works(),
        parties: plan.new_parties(),
        rows,
        problems,
        problem_count,
    }
}

fn problems(lines: &Lines, plan: &Plan) -> Vec<CatalogueProblem> {
    let read = lines.problems.iter().map(|problem| CatalogueProblem {
        row: problem.row,
        message: problem.message.clone(),
        left_out: problem.left_out,
    });
    let mut all: Vec<CatalogueProblem> = read.chain(plan.problems.iter().cloned()).collect();
    all.sort_by_key(|problem| problem.row);
    all
}
