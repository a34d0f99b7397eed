//! Somebody whom a row names, with the share that it says.

use model::credits::Credit;

use super::numbers::Stated;

/// Somebody of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub credit: Credit,
    pub share: Option<Stated>,
    /// Whether the sheet says a share that was not understood.
    pub unread: bool,
}

/// Whether a cell says that there is nobody, as sheets fill cells up.
pub(super) fn is_filling(cell: &str) -> bool {
    const WORDS: [&str; 9] = ["n/a", "n.a.", "none", "tba", "tbc", "tbd", "nil", "null", "instrumental"];
    !cell.contains(char::is_alphanumeric) || WORDS.contains(&cell.to_lowercase().as_str())
}
