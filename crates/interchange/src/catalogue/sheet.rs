//! A sheet of texts out of a CSV file or a workbook.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader, Xlsx};

use super::encoding::decoded;
use super::guess::guess_columns;

/// Rows among which the headings are looked for: sheets begin with titles and notes.
const MOST_BEFORE: usize = 20;

/// A sheet as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The headings, one a column.
    pub headings: Vec<String>,
    /// The rows below them that are not empty, with their number in the file from 1.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a file is no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// It is neither text nor a workbook.
    #[error("it is neither a CSV file nor an XLSX workbook")]
    NoSheet,
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read ({0}); open it in a spreadsheet and save it as XLSX or CSV again")]
    Workbook(String),
    /// There is nothing below the headings.
    #[error("there are no rows in it")]
    Empty,
}

/// Reads the first sheet of a workbook, or a CSV file in whatever encoding and with whatever separator.
///
/// # Errors
/// If it is neither, is damaged, or has no rows.
pub fn read_sheet(bytes: &[u8]) -> Result<Sheet, SheetError> {
    // What a stranger's file makes a reader do must not end the program.
    let read = || if bytes.starts_with(b"PK\x03\x04") { workbook(bytes) } else { text(bytes) };
    let rows = catch_unwind(AssertUnwindSafe(read)).map_err(|_| SheetError::Workbook("it is damaged".to_owned()))??;
    with_headings(rows)
}

type Numbered = Vec<(u64, Vec<String>)>;

fn with_headings(mut rows: Numbered) -> Result<Sheet, SheetError> {
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let known = |cells: &[String]| guess_columns(cells).iter().flatten().count();
    let best = (0..rows.len().min(MOST_BEFORE)).max_by_key(|&at| (known(&rows[at].1), std::cmp::Reverse(at)));
    let Some(at) = best else { return Err(SheetError::Empty) };
    let below = rows.split_off(at + 1);
    let mut headings = rows.pop().map(|(_, cells)| cells).unwrap_or_default();
    let width = below.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0).max(headings.len());
    headings.resize(width, String::new());
    if below.is_empty() { Err(SheetError::Empty) } else { Ok(Sheet { headings, rows: below }) }
}

fn text(bytes: &[u8]) -> Result<Numbered, SheetError> {
    let text = decoded(bytes).ok_or(SheetError::NoSheet)?.replace("\r\n", "\n").replace('\r', "\n");
    let delimiter = delimiter(&text);
    let rows = records(&text, delimiter, usize::MAX);
    Ok(rows)
}

/// The separator with which the first rows say most.
fn delimiter(text: &str) -> u8 {
    let score = |mark: u8| {
        let rows = records(text, mark, MOST_BEFORE);
        let known = rows.iter().map(|(_, cells)| guess_columns(cells).iter().flatten().count()).max().unwrap_or(0);
        let cells = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        (known, cells)
    };
    [b'\t', b';', b','].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b',')
}

fn records(text: &str, delimiter: u8, most: usize) -> Numbered {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().take(most).flatten() {
        // Where the reader was before it passed over empty lines.
        let line = record.position().map_or(0, |position| {
            let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
            let empty = text.as_bytes().get(from..).unwrap_or_default().iter().take_while(|&&byte| byte == b'\n');
            position.line() + empty.count() as u64
        });
        rows.push((line, record.iter().map(tidied).collect()));
    }
    rows
}

/// A cell without blanks at its ends, and without the sign by which spreadsheets keep numbers as text.
fn tidied(cell: &str) -> String {
    let cell = cell.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{a0}');
    let plain = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell);
    plain.strip_prefix('\'').unwrap_or(plain).to_owned()
}

fn workbook(bytes: &[u8]) -> Result<Numbered, SheetError> {
    let broken = |error: calamine::XlsxError| SheetError::Workbook(error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetError::Empty)?;
    let range = book.worksheet_range(&name).map_err(broken)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows: Numbered = range
        .rows()
        .zip(u64::from(top) + 1..)
        .map(|(cells, number)| (number, cells.iter().map(|cell| tidied(&shown(cell))).collect()))
        .collect();
    // A value that is merged over several rows is said of each of them.
    for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
        let place = |row: u32, column: u32| Some((row.checked_sub(top)? as usize, column.checked_sub(left)? as usize));
        let Some((first, column)) = place(merged.start.0, merged.start.1) else { continue };
        let Some((last, _)) = place(merged.end.0, merged.start.1) else { continue };
        let Some(value) = rows.get(first).and_then(|(_, cells)| cells.get(column)).cloned() else { continue };
        let covered = rows.len().min(last + 1);
        for (_, cells) in rows.get_mut(first + 1..covered).unwrap_or_default() {
            if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty()) {
                value.clone_into(cell);
            }
        }
    }
    Ok(rows)
}

/// A cell as its text: whole numbers without a point, dates as ISO 8601.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => whole(*number).unwrap_or_else(|| rounded(*number)),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn whole(number: f64) -> Option<String> {
    (number.fract() == 0.0 && number.abs() < 1e15).then(|| format!("{number:.0}"))
}

/// Nine decimals are more than a sheet shows, and hide what binary fractions add.
fn rounded(number: f64) -> String {
    let text = format!("{number:.9}");
    text.trim_end_matches('0').to_owned()
}
