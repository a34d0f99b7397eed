//! Catalogue sheets brought into a show: which row is which track, what it would change, and doing it.

mod changes;
mod matching;
mod owners;
mod parties;
mod plan;
mod planner;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use interchange::catalogue::{Reading, Sheet, guess_columns, idle_columns, read_sheet};
use model::{CatalogueField, ColumnMap};
use store::Rows;

use crate::views::{CatalogueAsked, CatalogueColumn, CatalogueImport, CataloguePreview, RowFate};
use crate::{Studio, StudioError, read_file, read_text};
use plan::Plan;
use planner::{plan, plan_of_nothing};

/// Largest sheet that is read, in bytes: some millions of rows.
const MOST_BYTES: u64 = 256 << 20;
/// Problems that a preview shows; the count is of all.
const MOST_SHOWN: usize = 1_000;
/// Texts of a column that a preview shows.
const MOST_SAMPLES: usize = 3;
/// Letters of a text that a preview shows.
const LONGEST_SAMPLE: usize = 200;

/// What a map of columns says of a sheet: a JSON object of headings and the fields they are read as, `null` for columns
/// to pass over. Columns that it does not name are read by their headings.
///
/// # Errors
/// If the map is no such object or names a heading that the sheet has not, or a file cannot be read.
pub fn catalogue_columns(
    path: &Path,
    map: &Path,
    asked: &CatalogueAsked,
) -> Result<Vec<Option<CatalogueField>>, StudioError> {
    let unreadable = |reason: String| StudioError::Unreadable { path: map.to_owned(), reason };
    let text = read_text(map, MOST_BYTES)?;
    let told: BTreeMap<String, Option<CatalogueField>> = serde_json::from_str(&text).map_err(|error| {
        unreadable(format!("it is not a JSON object of headings and fields such as \"title\" or \"isrc\" ({error})"))
    })?;
    let sheet = read(path, asked)?;
    let mut columns = guess_columns(&sheet.headings);
    for (heading, field) in told {
        let is_it = |own: &String| own.trim().eq_ignore_ascii_case(heading.trim());
        let mut found = false;
        for (column, _) in columns.iter_mut().zip(&sheet.headings).filter(|(_, own)| is_it(own)) {
            (*column, found) = (field, true);
        }
        if !found {
            return Err(unreadable(format!("the sheet has no column \"{heading}\"")));
        }
    }
    Ok(columns)
}

fn read(path: &Path, asked: &CatalogueAsked) -> Result<Sheet, StudioError> {
    let unreadable = |reason: String| StudioError::Unreadable { path: path.to_owned(), reason };
    let reading = Reading { sheet: asked.sheet.clone(), encoding: asked.encoding.clone() };
    let mut sheet =
        read_sheet(&read_file(path, MOST_BYTES)?, &reading).map_err(|error| unreadable(error.to_string()))?;
    sheet.commas = asked.commas;
    Ok(sheet)
}

/// What a stranger's rows make the planning do must not end the program.
fn guarded<T>(path: &Path, work: impl FnOnce() -> Result<T, StudioError>) -> Result<T, StudioError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(StudioError::Unreadable { path: path.to_owned(), reason: "its rows make the reader fail".to_owned() })
    })
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
    /// What a catalogue sheet would change.
    ///
    /// # Errors
    /// If the file cannot be read as a sheet, or the document cannot be read.
    pub fn preview_catalogue(&self, path: &Path, asked: &CatalogueAsked) -> Result<CataloguePreview, StudioError> {
        let sheet = read(path, asked)?;
        guarded(path, || {
            let document = self.document();
            let columns = columns_of(document.rows(), &sheet, asked.columns.as_deref())?;
            let plan = match columns.refusal() {
                None => plan(document.rows(), &sheet, &columns.list)?,
                Some(_) => plan_of_nothing(document.rows())?,
            };
            drop(document);
            Ok(preview(&sheet, &columns, plan))
        })
    }

    /// Takes a catalogue sheet into the show as one step of undo, and remembers how its columns were read.
    ///
    /// # Errors
    /// If the file cannot be read as a sheet, names no recording by title, ISRC or file, or the document cannot be
    /// written; then nothing changes.
    pub fn import_catalogue(&self, path: &Path, asked: &CatalogueAsked) -> Result<CatalogueImport, StudioError> {
        let sheet = read(path, asked)?;
        let columns = columns_of(self.document().rows(), &sheet, asked.columns.as_deref())?;
        if let Some(reason) = columns.refusal() {
            return Err(StudioError::Unreadable { path: path.to_owned(), reason: reason.to_owned() });
        }
        let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let work = || {
            self.change(&format!("Import {file}"), None, |rows, ids| {
                let plan = plan(rows, &sheet, &columns.list)?;
                plan.apply(rows, ids)?;
                let known = rows.column_maps()?.into_iter().find(|map| map.headings == sheet.headings);
                let name = known.map_or_else(|| name_of(&sheet), |map| map.name);
                let map = ColumnMap { name, headings: sheet.headings.clone(), columns: columns.list.clone() };
                if !rows.column_maps()?.contains(&map) {
                    rows.set_column_map(&map, ids)?;
                }
                Ok(plan)
            })
        };
        let done = guarded(path, work)?;
        Ok(CatalogueImport {
            changed: done.count(RowFate::New) + done.count(RowFate::Changed),
            same: done.count(RowFate::Same),
            works: done.new_works(),
            parties: done.new_parties(),
            unused: unused(&sheet, &columns),
            remarks: remarks(&sheet, &done),
            problems: done.problems,
        })
    }
}

/// Maps are kept under their headings: sheets of one sender have the same, whatever the file is called.
fn name_of(sheet: &Sheet) -> String {
    sheet.headings.join(" · ")
}

/// Headings of columns that have texts and are passed over.
fn unused(sheet: &Sheet, columns: &Columns) -> Vec<String> {
    let idle = idle_columns(&columns.list);
    let passed: Vec<usize> = (0..sheet.headings.len())
        .filter(|at| columns.list.get(*at).copied().flatten().is_none() || idle.contains(at))
        .collect();
    let filled = |at: usize| sheet.rows().any(|row| !row.cell(at).is_empty());
    let named = |at: usize| match sheet.headings.get(at).map(String::as_str) {
        None | Some("") => format!("column {}", at + 1),
        Some(heading) => heading.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    passed.into_iter().filter(|&at| filled(at)).map(named).collect()
}

/// What is to be known of the sheet as a whole.
fn remarks(sheet: &Sheet, plan: &Plan) -> Vec<String> {
    let mut remarks = Vec::new();
    match plan.evened {
        0 => {}
        1 => remarks.push("One recording names several owners without shares: they were given equal ones".to_owned()),
        count => {
            remarks.push(format!("{count} recordings name several owners without shares: they were given equal ones"));
        }
    }
    match &sheet.hidden {
        Some(hidden) if sheet.name.as_ref() == Some(hidden) => {
            remarks.push(format!(
                "The sheet \"{hidden}\" is hidden in the workbook; it was read because no other has rows"
            ));
        }
        Some(hidden) => {
            remarks.push(format!(
                "The sheet \"{hidden}\", which is hidden, has headings that are known; choose it if it is meant"
            ));
        }
        None => {}
    }
    if sheet.unsolved > 0 {
        let cells =
            if sheet.unsolved == 1 { "A cell holds".to_owned() } else { format!("{} cells hold", sheet.unsolved) };
        remarks.push(format!(
            "{cells} a formula without its result, and count as empty; open the workbook in a spreadsheet and save it there"
        ));
    }
    if sheet.cut {
        remarks.push("Cells far to the right of the sheet were left out".to_owned());
    }
    remarks
}

fn preview(sheet: &Sheet, columns: &Columns, plan: Plan) -> CataloguePreview {
    let sample = |at: usize| {
        let cells = sheet.rows().map(|row| row.cell(at)).filter(|cell| !cell.is_empty());
        cells.take(MOST_SAMPLES).map(|cell| cell.chars().take(LONGEST_SAMPLE).collect()).collect()
    };
    let column = |(at, heading): (usize, &String)| CatalogueColumn {
        heading: heading.clone(),
        field: columns.list.get(at).copied().flatten(),
        sample: sample(at),
    };
    let total = sheet.rows().filter(|row| !row.is_empty()).count();
    let count = |fate| plan.count(fate);
    CataloguePreview {
        columns: sheet.headings.iter().enumerate().map(column).collect(),
        remembered: columns.remembered,
        refusal: columns.refusal().map(str::to_owned),
        sheet: sheet.name.clone(),
        sheets: sheet.names.clone(),
        encoding: sheet.encoding.map(str::to_owned),
        unused: unused(sheet, columns),
        unclear_names: plan.unclear,
        remarks: remarks(sheet, &plan),
        total,
        new: count(RowFate::New),
        changed: count(RowFate::Changed),
        same: count(RowFate::Same),
        unmatched: count(RowFate::Unmatched),
        works: plan.new_works(),
        parties: plan.new_parties(),
        problem_count: plan.problem_count,
        problems: plan.problems.iter().take(MOST_SHOWN).cloned().collect(),
        rows: plan.rows,
    }
}
