//! Catalogue sheets of labels and libraries, as CSV and XLSX: which recording is of which work, and whose it is.
//!
//! A sheet is read in two steps: into a [`Sheet`] of texts, whatever it looks like, and by a map of its columns into
//! [`CatalogueLine`]s. What cannot be read is left out and told by row; nothing else of the row is lost.

mod encoding;
mod guess;
mod lines;
mod sheet;

pub use guess::guess_columns;
pub use lines::{CatalogueLine, Lines, RowProblem, read_lines};
pub use sheet::{Sheet, SheetError, read_sheet};

#[cfg(test)]
mod tests;
