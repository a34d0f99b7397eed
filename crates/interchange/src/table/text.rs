//! CSV and its kin.

use std::borrow::Cow;

use super::encoding::{Decoded, decoded, decoded_as};
use super::limits::{self, MOST_COLUMNS};
use super::{Grid, Known, MOST_BEFORE, Table, TableError, tidied};

pub(super) fn read(bytes: &[u8], encoding: Option<&str>, known: Known<'_>) -> Result<Table, TableError> {
    let bytes = if is_wide(bytes) { bytes } else { without_filling(bytes) };
    let Decoded { text, encoding, sure } = match encoding {
        Some(name) => decoded_as(bytes, name).ok_or(TableError::NoTable)?,
        None => decoded(bytes).ok_or(TableError::NoTable)?,
    };
    if !sure {
        return Err(TableError::Letters);
    }
    // Lines that end as on old Macs are counted by the reader only when they end as everywhere.
    let text = if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text };
    let (said, text) = separator_said(&text);
    let delimiter = said.unwrap_or_else(|| delimiter(text, known));
    let lines = u64::from(said.is_some());
    let (grid, cut) = records(text, delimiter, usize::MAX, lines, bytes.len())?;
    Ok(Table { grid, cut, sheet: None, sheets: Vec::new(), encoding: Some(encoding) })
}

/// Whether letters have two bytes.
fn is_wide(bytes: &[u8]) -> bool {
    // Zeros at the end are filling.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let head = &bytes[..end.min(512)];
    bytes.starts_with(&[0xFF, 0xFE])
        || bytes.starts_with(&[0xFE, 0xFF])
        || head.iter().filter(|byte| **byte == 0).count() * 3 > head.len()
}

/// A text of lines without the Ctrl-Z and the zeros that old systems fill files up with.
fn without_filling(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    let text = &bytes[..end];
    if text.contains(&b'\n') || text.contains(&b'\r') { text } else { bytes }
}

/// `sep=;` in the first line tells spreadsheets how cells are divided.
fn separator_said(text: &str) -> (Option<u8>, &str) {
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    let first = first.trim_end_matches('\r').trim_start_matches('\u{feff}').trim_matches('"');
    let said = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="));
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
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&mark| score(mark)).unwrap_or(b',')
}

/// Whether quotes stand behind a blank after the separator, as some programs write them.
fn blanks_before_quotes(text: &str, delimiter: u8) -> bool {
    let mark = char::from(delimiter);
    let head: String = text.lines().take(MOST_BEFORE).collect::<Vec<_>>().join("\n");
    head.contains(&format!("{mark} \"")) && !head.contains(&format!("{mark}\""))
}

/// The text with blanks between separators and quotes taken away.
fn without_blanks(text: &str, delimiter: u8) -> String {
    let mark = char::from(delimiter);
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    let mut starts = true;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            ' ' | '\t' if starts && !quoted => continue,
            _ => {}
        }
        starts = !quoted && (letter == mark || letter == '\n');
        // Blanks behind a quote and before the separator.
        out.push(letter);
        if letter == '"' && !quoted {
            while letters.peek() == Some(&' ') {
                letters.next();
            }
        }
    }
    out
}

fn records(text: &str, delimiter: u8, most: usize, before: u64, file: usize) -> Result<(Grid, bool), TableError> {
    let text = if blanks_before_quotes(text, delimiter) {
        Cow::Owned(without_blanks(text, delimiter))
    } else {
        Cow::Borrowed(text)
    };
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
        let cells: Vec<String> = record.iter().take(MOST_COLUMNS).map(tidied).collect();
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
