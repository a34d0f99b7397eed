//! CSV and its kin.

use std::borrow::Cow;

use super::encoding::{Decoded, decoded, decoded_as, wide};
use super::limits::{self, MOST_COLUMNS};
use super::quotes::{LITERAL, plain_quotes};
use super::{Grid, Known, MOST_BEFORE, Table, TableError, tidied};

pub(super) fn read(bytes: &[u8], encoding: Option<&str>, known: Known<'_>) -> Result<Table, TableError> {
    if let Some(name) = foreign(bytes) {
        return Err(TableError::Foreign(name));
    }
    let bytes = if wide(bytes).is_some() { Cow::Borrowed(bytes) } else { without_filling(bytes) };
    let bytes = &*bytes;
    let Decoded { text, encoding, sure, doubtful, rival } = match encoding {
        Some(name) => decoded_as(bytes, name).ok_or(TableError::NoTable)?,
        None => decoded(bytes).ok_or(TableError::NoTable)?,
    };
    if !sure {
        return Err(TableError::Letters);
    }
    // Lines that end as on old Macs, or with Unicode's own signs, are counted by the reader only when they end as everywhere.
    let text = match ['\r', '\u{2028}', '\u{2029}', '\u{85}'].into_iter().find(|end| text.contains(*end)) {
        Some(end) if !text.contains('\n') => Cow::Owned(text.replace(end, "\n")),
        _ => text,
    };
    let (said, text) = separator_said(&text);
    let delimiter = said.unwrap_or_else(|| delimiter(text, known));
    let lines = u64::from(said.is_some());
    let (grid, cut) = records(text, delimiter, usize::MAX, lines, bytes.len())?;
    let doubtful = rows_of(&grid, &doubtful);
    Ok(Table { grid, cut, encoding: Some(encoding), doubtful, rival, ..Table::default() })
}

/// The rows that these lines are part of: a row may have several.
fn rows_of(grid: &Grid, lines: &[u64]) -> Vec<u64> {
    let numbers: Vec<u64> = grid.rows().map(|row| row.number).collect();
    let of_line = |line: &u64| numbers.get(numbers.partition_point(|number| number <= line).checked_sub(1)?).copied();
    let mut rows: Vec<u64> = lines.iter().filter_map(of_line).collect();
    rows.dedup();
    rows
}

/// What a text is that is no table, though programs give it the name of one.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(1_024)];
    let text = String::from_utf8_lossy(head).to_lowercase();
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let tag = |name: &str| start.starts_with(name);
    match start {
        _ if tag("<?xml") && text.contains("spreadsheet") => Some("an XML spreadsheet of 2003"),
        _ if tag("<?xml") => Some("XML"),
        _ if tag("<!doctype html") || tag("<html") || tag("<table") || tag("<meta") => Some("a web page (HTML)"),
        _ if tag("{\\rtf") => Some("a text document (RTF)"),
        _ if tag("[{") || tag("{\"") || tag("[\n") => Some("JSON"),
        _ if tag("%pdf") => Some("a PDF"),
        _ => None,
    }
}

/// A text of lines without the Ctrl-Z and the zeros that old systems fill files and fields up with.
fn without_filling(bytes: &[u8]) -> Cow<'_, [u8]> {
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    let text = &bytes[..end];
    match text {
        text if !text.contains(&b'\n') && !text.contains(&b'\r') => Cow::Borrowed(bytes),
        text if text.contains(&0) => Cow::Owned(text.iter().copied().filter(|byte| *byte != 0).collect()),
        text => Cow::Borrowed(text),
    }
}

/// `sep=;` in the first line tells spreadsheets how cells are divided.
fn separator_said(text: &str) -> (Option<u8>, &str) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    let first = first.trim_end_matches('\r').trim_start_matches('\u{feff}').trim_matches('"');
    let (name, said) = first.split_once('=').unwrap_or_default();
    let said = Some(if said == "\\t" { "\t" } else { said }).filter(|_| name.eq_ignore_ascii_case("sep"));
    match said.map(str::as_bytes) {
        Some(&[mark]) if mark.is_ascii() => (Some(mark), rest),
        _ => (None, text),
    }
}

/// The separator with which the first rows say most.
fn delimiter(text: &str, known: Known<'_>) -> u8 {
    const HEAD: usize = 256 << 10;
    let text = &text[..text.floor_char_boundary(HEAD)];
    let score = |mark: u8| {
        let Ok((head, _)) = records(text, mark, MOST_BEFORE, 0, usize::MAX >> 8) else { return (0, 0) };
        let best = head.rows().map(|row| known(&row.texts())).max().unwrap_or(0);
        let cells = head.rows().map(|row| row.len()).max().unwrap_or(0);
        (best, cells)
    };
    let usual = [b'|', b'\t', b';', b','].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b',');
    // Rarer ones stand within titles: only where more headings are known by them.
    let known = score(usual).0;
    [0x1f, b'~', b'^', b':'].into_iter().find(|&mark| score(mark).0 > known.max(1)).unwrap_or(usual)
}

fn records(text: &str, delimiter: u8, most: usize, before: u64, file: usize) -> Result<(Grid, bool), TableError> {
    let text = plain_quotes(text, delimiter);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let (mut grid, mut cut) = (Grid::default(), false);
    let mut record = csv::StringRecord::new();
    while grid.len() < most {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => continue,
        }
        // Where the reader was before it passed over empty lines.
        let line = record.position().map_or(0, |position| {
            let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let empty =
                rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
            position.line() + empty as u64
        });
        let cell = |cell: &str| tidied(&cell.replace(LITERAL, "\""));
        let cells: Vec<String> = record.iter().take(MOST_COLUMNS).map(cell).collect();
        cut |= record.iter().skip(MOST_COLUMNS).any(|cell| !cell.trim().is_empty());
        let Some(last) = cells.iter().rposition(|cell| !cell.is_empty()) else { continue };
        grid.begin(line + before);
        for cell in &cells[..=last] {
            limits::check(&grid, cell, file)?;
            grid.push(cell);
        }
    }
    Ok((grid, cut))
}
