//! Catalogue sheets of labels and libraries, as CSV and XLSX: which recording is of which work, and whose it is.
//!
//! A sheet is read in two steps: into a [`Sheet`] of texts, whatever it looks like, and by a map of its columns into
//! [`CatalogueLine`]s. What cannot be read is left out and told by row; nothing else of the row is lost. Names, shares
//! and roles are what the sheet says: a share that is not understood is not replaced by another.

mod beside;
mod guess;
mod heading;
mod headings;
mod line;
mod lines;
mod named;
mod numbers;
mod people;
mod settle;
mod sheet;
mod sources;
mod vocabulary;

pub use guess::{guess_columns, idle_columns};
pub use line::{CatalogueLine, RowProblem, RowProblems};
pub use lines::{Lines, each_line, read_lines};
pub use sheet::{Sheet, read_sheet};

pub use crate::table::{Reading, TableError};

/// Endings of catalogue sheets.
pub const ENDINGS: &[&str] = &["xlsx", "xlsm", "csv", "tsv", "txt"];

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_habits;
#[cfg(test)]
mod tests_headings;
#[cfg(test)]
mod tests_people;
#[cfg(test)]
mod tests_workbooks;
