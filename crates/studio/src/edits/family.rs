//! What a family of edits is: an enum in a file of its own with what its edits carry, what they do and what history calls
//! them.

use store::{Rows, StoreError};

use super::draft::Draft;
use super::error::EditError;

/// Edits of one noun.
pub(super) trait Family {
    /// Does the edit within the open transaction.
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError>;

    /// A few words for history: `Place First Spark`, `Trim 4M07`. What an edit is about may be gone; then fewer words.
    fn describe(&self, rows: &Rows) -> Result<String, StoreError>;
}
