//! Lists: tables with a title and a few facts above, as pages, workbooks and the window show them.

use model::{Money, Share};
use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use super::words;

/// A list on paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct List {
    /// What it is: `Clearance log`.
    pub title: String,
    /// What stands above the tables.
    pub facts: Vec<ListFact>,
    /// In order; each is a sheet of the workbook.
    pub tables: Vec<ListTable>,
    /// What stands below.
    pub notes: Vec<String>,
}

/// A fact above the tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[allow(missing_docs, reason = "a label and what it says")]
pub struct ListFact {
    pub label: String,
    pub value: String,
}

/// A table of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListTable {
    /// What it lists: `Season 1`.
    pub name: String,
    /// From the left.
    pub columns: Vec<ListColumn>,
    /// From the top.
    pub rows: Vec<ListRow>,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListColumn {
    /// Its heading.
    pub heading: String,
    /// Its width beside the others', in digits.
    pub width: u8,
    /// Whether it holds figures, which stand to the right.
    pub figure: bool,
    /// Whether its shares are drawn as well, as bars of the whole.
    pub bars: bool,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListRow {
    /// One a column.
    pub cells: Vec<ListCell>,
    /// Whether it is the sum of those above.
    pub sum: bool,
}

/// What a cell of a list holds, and how it is written out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "a value in its unit, and its text")]
pub enum ListCell {
    Text { text: String },
    Number { value: i64, text: String },
    Money { minor: i64, currency: String, text: String },
    Share { millionths: Share, text: String },
    Length { flicks: Flicks, text: String },
}

impl ListCell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    pub(crate) fn number(value: i64) -> Self {
        Self::Number { value, text: value.to_string() }
    }

    /// Empty where there is none.
    pub(super) fn money(minor: Option<i64>, currency: &str) -> Self {
        minor.map_or_else(
            || Self::text(""),
            |minor| Self::Money { minor, currency: currency.to_owned(), text: Money::new(minor, currency).to_string() },
        )
    }

    pub(super) fn share(share: Share) -> Self {
        Self::Share { millionths: share, text: words::share(share) }
    }

    /// Empty where there is none.
    pub(crate) fn length(length: Option<Flicks>) -> Self {
        length.map_or_else(|| Self::text(""), |flicks| Self::Length { flicks, text: words::length(flicks) })
    }

    /// As it is read.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Text { text }
            | Self::Number { text, .. }
            | Self::Money { text, .. }
            | Self::Share { text, .. }
            | Self::Length { text, .. } => text,
        }
    }
}

/// Columns by heading, width and whether they hold figures.
pub(crate) fn columns(of: &[(&str, u8, bool)]) -> Vec<ListColumn> {
    let column = |&(heading, width, figure): &(&str, u8, bool)| ListColumn {
        heading: heading.to_owned(),
        width,
        figure,
        bars: false,
    };
    of.iter().map(column).collect()
}

pub(super) fn fact(label: &str, value: impl Into<String>) -> ListFact {
    ListFact { label: label.to_owned(), value: value.into() }
}

pub(crate) const fn row(cells: Vec<ListCell>) -> ListRow {
    ListRow { cells, sum: false }
}
