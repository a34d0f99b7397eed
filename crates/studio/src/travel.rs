//! Back and forth through the history of a show.

use crate::error::StudioError;
use crate::session::Studio;

impl Studio {
    /// Takes the newest step back; its name, or `None` if there is none.
    ///
    /// # Errors
    /// If the document cannot be written.
    pub fn undo(&self) -> Result<Option<String>, StudioError> {
        let change = self.document().undo()?;
        self.tell(change.as_ref());
        Ok(change.map(|change| change.label))
    }

    /// Does again what was taken back last; its name, or `None` if there is nothing.
    ///
    /// # Errors
    /// If the document cannot be written.
    pub fn redo(&self) -> Result<Option<String>, StudioError> {
        let change = self.document().redo()?;
        self.tell(change.as_ref());
        Ok(change.map(|change| change.label))
    }

    /// Goes back or forth in history until `step` is the newest that stands, or to before the first; the name of the last step
    /// on the way, or `None` if it stands like that already.
    ///
    /// # Errors
    /// If history has no such step any more, or the document cannot be written. Nothing has happened then.
    pub fn travel_to(&self, step: Option<i64>) -> Result<Option<String>, StudioError> {
        let change = self.document().travel_to(step)?;
        self.tell(change.as_ref());
        Ok(change.map(|change| change.label))
    }
}
