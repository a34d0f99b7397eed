//! A sheet as CSV, as `formats::csv` describes it: one heading line, then the lines of the table.

use crate::DeliverError;
use crate::formats::csv::{clock, table, text};
use crate::sheet::{Cell, Sheet};

pub(in crate::formats) fn write(sheet: &Sheet) -> Result<Vec<u8>, DeliverError> {
    let headings = sheet.columns.iter().map(|column| text(&column.heading)).collect();
    let lines = sheet.rows.iter().flat_map(|row| &row.lines).map(|line| line.iter().map(cell).collect());
    table(std::iter::once(headings).chain(lines))
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => text(words),
        Cell::Number(number) => number.to_string(),
        // A spreadsheet takes 1:34 for an hour and a half; frames are written out beside whole seconds.
        Cell::Length { flicks, text } => match text.split_once('+') {
            Some((_, frames)) => format!("{}+{frames}", clock(flicks.floor_millis() / 1000)),
            None => clock(flicks.round_seconds()),
        },
        Cell::Share { text, .. } => text.clone(),
    }
}
