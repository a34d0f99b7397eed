//! What a command comes back with.

use serde_json::Value;
use studio::StudioError;
use timebase::TimeError;

use crate::shown;

/// What a command did, for people and for programs.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// For `--json`.
    pub json: Value,
    /// For people, lines without the last line's end.
    pub text: String,
    /// Inputs that were left out, a line each.
    pub left_out: Vec<String>,
    /// What is to be known of inputs that were taken, a line each.
    pub remarks: Vec<String>,
    /// What was looked at is not as it should be: the answer is whole, and the exit status says so.
    pub is_bad: bool,
}

/// Why a command could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The application refused.
    #[error(transparent)]
    Studio(#[from] StudioError),
    /// A time cannot be used.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// Something that is said in one sentence.
    #[error("{0}")]
    Said(String),
    /// The result cannot be printed.
    #[error("cannot write the result")]
    Print(#[source] std::io::Error),
}

impl Answer {
    /// Exit status: done.
    pub const DONE: u8 = 0;
    /// Exit status: it could not be done.
    pub const FAILED: u8 = 1;
    /// Exit status: done, but some inputs were left out.
    pub const LEFT_OUT: u8 = 3;

    /// An answer with all its inputs.
    pub fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), ..Self::default() }
    }
}

impl Failure {
    /// A failure in the caller's own words.
    pub fn said(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }
}

/// Letters of a cell that are shown, and of the last in its row, where sentences stand. All of them are in the JSON.
const MOST_LETTERS: usize = 240;
const MOST_LETTERS_LAST: usize = 4_000;

/// Rows in columns as wide as they need, two blanks between; nothing but `none` where there is no row. A cell is one
/// line, whatever is in it.
pub fn table(headings: &[&str], rows: &[Vec<String>], none: &str) -> String {
    if rows.is_empty() {
        return none.to_owned();
    }
    let last = headings.len() - 1;
    let most = |column: usize| if column < last { MOST_LETTERS } else { MOST_LETTERS_LAST };
    let shown = |(column, cell): (usize, &String)| shown::in_line(&shown::cut(cell, most(column))).into_owned();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().enumerate().map(shown).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain([headings[column].chars().count()]).max().unwrap_or(0)
    };
    // Nothing follows the last column that would have to stand below itself.
    let widths: Vec<usize> = (0..last).map(width).chain([0]).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells.zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&mut headings.iter().copied())];
    lines.extend(rows.iter().map(|row| line(&mut row.iter().map(String::as_str))));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["1".to_owned(), "Ångström".to_owned()], vec!["22".to_owned(), String::new()]];
        assert_eq!(table(&["id", "title"], &rows, "none"), "id  title\n1   Ångström\n22");
        assert_eq!(table(&["id"], &[], "no tracks"), "no tracks");
    }

    #[test]
    fn a_cell_is_one_line_and_has_an_end() {
        let rows = [vec!["1".to_owned(), "a\n2   Forged".to_owned()], vec!["2".to_owned(), "long ".repeat(20_000)]];
        let text = table(&["id", "title"], &rows, "none");
        assert_eq!(text.lines().count(), 3);
        assert_eq!(text.lines().nth(1), Some("1   a 2   Forged"));
        assert!(text.lines().all(|line| line.chars().count() < 4_100));
        let wide = [vec!["long ".repeat(20_000), "x".to_owned()]];
        assert!(table(&["title", "id"], &wide, "none").lines().all(|line| line.chars().count() < 250));
    }
}
