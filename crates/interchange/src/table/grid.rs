//! Rows of texts in little room.

use std::collections::HashMap;

/// Rows of texts: all of them in one string, with where each ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    /// The number of each row in the file, from 1, and where its cells begin among the ends.
    rows: Vec<(u64, usize)>,
    /// What cells show that hold a number written otherwise, by their place among the ends.
    shown: HashMap<usize, Box<str>>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// In the file, from 1.
    pub number: u64,
    grid: &'a Grid,
    from: usize,
    to: usize,
}

impl Grid {
    /// Begins a row.
    pub fn begin(&mut self, number: u64) {
        self.rows.push((number, self.ends.len()));
    }

    /// The next cell of the last row. Texts beyond four gigabytes are left out: limits end a reading long before.
    pub fn push(&mut self, cell: &str) {
        if u32::try_from(self.text.len() + cell.len()).is_ok() {
            self.text.push_str(cell);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The next cell of the last row, which shows its number as this text.
    pub(super) fn push_shown(&mut self, cell: &str, shown: &str) {
        self.shown.insert(self.ends.len(), shown.into());
        self.push(cell);
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Bytes of text, and cells.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.text.len(), self.ends.len())
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let &(number, from) = self.rows.get(at)?;
        let to = self.rows.get(at + 1).map_or(self.ends.len(), |&(_, to)| to);
        Some(Row { number, grid: self, from, to })
    }

    /// The rows from a place on.
    pub fn rows_from(&self, at: usize) -> impl Iterator<Item = Row<'_>> {
        (at..self.rows.len()).filter_map(|at| self.row(at))
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows_from(0)
    }
}

impl<'a> Row<'a> {
    /// How many cells it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.to - self.from
    }

    /// Whether it has no cell with a text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells().all(str::is_empty)
    }

    /// The text that a cell shows: `1,999` of one that is read as `1999`; empty beyond the last.
    #[must_use]
    pub fn shown(&self, column: usize) -> &'a str {
        let place = self.from + column;
        let shown = (place < self.to).then(|| self.grid.shown.get(&place)).flatten();
        shown.map_or_else(|| self.cell(column), AsRef::as_ref)
    }

    /// The text of a cell, numbers as they are read; empty beyond the last.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        let place = self.from + column;
        if place >= self.to {
            return "";
        }
        let end = |place: usize| self.grid.ends.get(place).map_or(0, |&end| end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        self.grid.text.get(start..end(place)).unwrap_or_default()
    }

    /// Its cells.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |column| self.cell(column))
    }

    /// Its cells as texts of their own.
    #[must_use]
    pub fn texts(self) -> Vec<String> {
        self.cells().map(str::to_owned).collect()
    }
}
