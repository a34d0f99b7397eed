//! XLSX workbooks.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};

use super::limits::{self, MOST_COLUMNS};
use super::shown::{Format, Shown, shown};
use super::{Grid, Known, MOST_BEFORE, Table, TableError, tidied};

/// Rows of one merged value that are filled with it.
const MOST_FILLED: usize = 200_000;

/// Sheets that are tried.
const MOST_TRIED: usize = 1_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn broken(error: &calamine::XlsxError) -> TableError {
    TableError::Workbook(error.to_string())
}

pub(super) fn read(bytes: &[u8], wanted: Option<&str>, known: Known<'_>) -> Result<Table, TableError> {
    let unsolved = limits::look_through(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let all = book.sheets_metadata().to_vec();
    let is_page = |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let seen: Vec<String> = all
        .iter()
        .filter(is_page)
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let pages: Vec<String> = all.iter().filter(is_page).map(|sheet| sheet.name.clone()).collect();
    if let Some(wanted) = wanted {
        let name = pages.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted.trim()));
        let Some(name) = name else { return Err(TableError::NoSheet { name: wanted.to_owned(), has: pages }) };
        let (grid, cut) = page(&mut book, name, bytes.len(), usize::MAX)?;
        return Ok(Table { grid, cut, sheet: Some(name.clone()), sheets: pages, unsolved, ..Table::default() });
    }
    // The first that can be seen and has headings that are known; else the first with anything in it. A hidden one only where
    // nothing that can be seen has rows.
    let found = best(&mut book, &seen, bytes.len(), known);
    let hidden = match &found {
        Some(found) if found.is_known() => None,
        _ => {
            let hidden: Vec<String> = pages.iter().filter(|name| !seen.contains(name)).cloned().collect();
            best(&mut book, &hidden, bytes.len(), known).filter(|hidden| hidden.rows)
        }
    };
    let empty = found.as_ref().is_none_or(|found| !found.rows);
    let hidden = hidden.filter(|hidden| empty || hidden.is_known()).map(|hidden| hidden.name);
    let name = match (&hidden, found) {
        (Some(hidden), _) if empty => hidden.clone(),
        (_, found) => found.map(|found| found.name).or_else(|| pages.first().cloned()).ok_or(TableError::Empty)?,
    };
    let (grid, cut) = page(&mut book, &name, bytes.len(), usize::MAX)?;
    Ok(Table { grid, cut, sheet: Some(name), sheets: pages, hidden, unsolved, ..Table::default() })
}

/// The sheet to read of several.
struct Found {
    name: String,
    /// How many of its headings are known.
    score: usize,
    /// Whether anything stands below its headings.
    rows: bool,
}

impl Found {
    /// Two headings are no chance; a sheet with one may be a list of something else, one without rows a form.
    fn is_known(&self) -> bool {
        self.score > 1 && self.rows
    }
}

fn best(book: &mut Book<'_>, names: &[String], file: usize, known: Known<'_>) -> Option<Found> {
    let mut best: Option<Found> = None;
    for name in names.iter().take(MOST_TRIED) {
        let Ok((grid, _)) = page(book, name, file, MOST_BEFORE + 1) else { continue };
        let headings = super::head(&grid, known).unwrap_or_default();
        let found = Found { name: name.clone(), score: headings.score, rows: grid.len() > headings.at + 1 };
        if found.is_known() {
            return Some(found);
        }
        if !grid.is_empty() && best.as_ref().is_none_or(|before| found.score > before.score) {
            best = Some(found);
        }
    }
    best
}

/// At most so many rows of a sheet that are not empty, and whether cells far to the right were left out.
fn page(book: &mut Book<'_>, name: &str, file: usize, most: usize) -> Result<(Grid, bool), TableError> {
    let merged = merged(book, name, most);
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
    let mut formats: HashMap<usize, Format> = HashMap::new();
    let mut grid = Grid::default();
    let mut cut = false;
    let mut row: BTreeMap<usize, Shown> = BTreeMap::new();
    let mut number: Option<u32> = None;
    let mut carried = Carried { merged, values: BTreeMap::new(), filled: 0 };
    loop {
        let next = cells.next_cell_with_style_id().map_err(|error| broken(&error))?;
        let place = next.as_ref().map(|(cell, _)| cell.get_position());
        if let Some(at) = number
            && place.is_none_or(|(next, _)| next != at)
        {
            carried.fill(at, &mut row);
            finish(&mut grid, at, &mut row, file)?;
            if grid.len() >= most {
                break;
            }
            // Rows that have no cell of their own but are covered by a merged value say nothing else.
        }
        let (Some((cell, style)), Some((at, column))) = (next, place) else { break };
        number = Some(at);
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            cut = true;
            continue;
        }
        let format = formats.entry(style).or_insert_with(|| {
            let code = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            code.map_or_else(Format::general, |format| Format::of(&format.format_code, format.format_id))
        });
        let Shown { plain, shown } = shown(cell.get_value(), format);
        let (plain, shown) = (tidied(&plain), shown.map(|shown| tidied(&shown)));
        limits::check(&grid, &plain, file)?;
        if !plain.is_empty() {
            row.insert(column, Shown { plain, shown });
        }
    }
    Ok((grid, cut))
}

fn finish(grid: &mut Grid, at: u32, row: &mut BTreeMap<usize, Shown>, file: usize) -> Result<(), TableError> {
    let Some((&last, _)) = row.last_key_value() else { return Ok(()) };
    grid.begin(u64::from(at) + 1);
    for column in 0..=last {
        let cell = row.get(&column);
        let text = cell.map_or("", |cell| cell.plain.as_str());
        limits::check(grid, text, file)?;
        match cell.and_then(|cell| cell.shown.as_deref()) {
            Some(shown) => grid.push_shown(text, shown),
            None => grid.push(text),
        }
    }
    row.clear();
    Ok(())
}

/// Merged values, which are said of each row that they cover.
struct Carried {
    /// By column: first and last row.
    merged: HashMap<usize, Vec<(u32, u32)>>,
    /// By column: the value that goes on, and its last row.
    values: BTreeMap<usize, (u32, Shown)>,
    filled: usize,
}

impl Carried {
    fn fill(&mut self, at: u32, row: &mut BTreeMap<usize, Shown>) {
        self.values.retain(|_, (last, _)| *last >= at);
        if !row.is_empty() {
            for (&column, (_, value)) in &self.values {
                if self.filled < MOST_FILLED && !row.contains_key(&column) {
                    row.insert(column, value.clone());
                    self.filled += 1;
                }
            }
        }
        for (&column, value) in row.iter() {
            let spans = self.merged.get(&column).map_or(&[][..], Vec::as_slice);
            let place = spans.partition_point(|&(first, _)| first < at);
            if let Some(&(first, last)) = spans.get(place)
                && first == at
            {
                self.values.insert(column, (last, value.clone()));
            }
        }
    }
}

fn merged(book: &mut Book<'_>, name: &str, most: usize) -> HashMap<usize, Vec<(u32, u32)>> {
    let mut merged: HashMap<usize, Vec<(u32, u32)>> = HashMap::new();
    if most != usize::MAX {
        return merged;
    }
    for area in book.merge_cells_by_sheet_name(name).unwrap_or_default() {
        if area.end.0 > area.start.0 {
            merged.entry(area.start.1 as usize).or_default().push((area.start.0, area.end.0));
        }
    }
    for spans in merged.values_mut() {
        spans.sort_unstable();
    }
    merged
}
