//! A catalogue sheet: headings, and rows below them.

use model::credits::Commas;

use super::guess::guess_columns;
use crate::table::{Grid, Head, Reading, Row, Table, TableError, doubt_of, head, read_table};

/// A sheet as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The headings, one a column.
    pub headings: Vec<String>,
    /// The sheet of a workbook that it is.
    pub name: Option<String>,
    /// The sheets of the workbook that may be chosen; none of a text file.
    pub names: Vec<String>,
    /// A hidden sheet of the workbook: this one where no other has rows, or one that was passed over though its headings are
    /// known and those of no other are.
    pub hidden: Option<String>,
    /// In which encoding a text file was read.
    pub encoding: Option<&'static str>,
    /// Whether cells far to the right were left out.
    pub cut: bool,
    /// Cells of the workbook with a formula and no result, which are read as empty.
    pub unsolved: usize,
    /// Numbers of the rows of a text file with letters that could as well be others.
    pub doubtful: Vec<u64>,
    /// What those letters would be in another encoding that makes as much sense of them: `“Dvořák” in windows-1250`.
    pub rival: Option<String>,
    /// How it writes names where its cells do not tell; [`Commas::Unknown`] until somebody says.
    pub commas: Commas,
    grid: Grid,
    /// The first row below the headings.
    below: usize,
}

impl Sheet {
    /// The rows below the headings.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.grid.rows_from(self.below)
    }

    /// What is to be said of a row's letters.
    pub(super) fn doubt(&self, row: u64) -> Option<String> {
        self.doubtful.contains(&row).then(|| doubt_of(self.encoding.unwrap_or_default(), self.rival.as_deref()))
    }

    /// How many rows there are below the headings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.grid.len() - self.below
    }

    /// Whether there is none: never, such a sheet is refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Reads a sheet of a workbook, or a CSV file in whatever encoding and with whatever separator. Of a workbook it is the
/// first sheet to be seen whose headings are known, unless another is asked for.
///
/// # Errors
/// If it is neither, is damaged, asks for more than can be given, or has no rows.
pub fn read_sheet(bytes: &[u8], reading: &Reading) -> Result<Sheet, TableError> {
    let known = |cells: &[String]| guess_columns(cells).iter().flatten().count();
    let Table { grid, sheet, sheets, hidden, encoding, cut, unsolved, doubtful, rival } =
        read_table(bytes, reading, &known)?;
    let Some(Head { at, .. }) = head(&grid, &known) else { return Err(TableError::Empty) };
    let mut headings = grid.row(at).map(Row::texts).unwrap_or_default();
    let width = grid.rows_from(at + 1).map(|row| row.len()).max().unwrap_or(0);
    if grid.len() == at + 1 {
        return Err(TableError::Empty);
    }
    if headings.len() < width {
        headings.resize(width, String::new());
    }
    Ok(Sheet {
        headings,
        name: sheet,
        names: sheets,
        hidden,
        encoding,
        cut,
        unsolved,
        doubtful,
        rival,
        commas: Commas::Unknown,
        grid,
        below: at + 1,
    })
}
