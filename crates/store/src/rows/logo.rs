//! The picture at the head of printed papers: at most one a show.

use model::Logo;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

const SET: &str = "INSERT INTO logo (id, kind, picture) VALUES (1, ?1, ?2) \
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, picture = excluded.picture";
const DELETE: &str = "DELETE FROM logo WHERE id = 1";
const LOGO: &str = "SELECT kind, picture FROM logo WHERE id = 1";

impl Rows {
    /// Keeps a logo, in the place of the one that was there.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_logo(&self, logo: &Logo) -> Result<(), StoreError> {
        self.execute(SET, (Word(&logo.kind), &logo.picture)).map(drop)
    }

    /// Removes the logo, if there is one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_logo(&self) -> Result<(), StoreError> {
        self.execute(DELETE, []).map(drop)
    }

    /// The logo.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn logo(&self) -> Result<Option<Logo>, StoreError> {
        self.one(LOGO, [], |row| {
            let mut columns = Columns::of(row);
            Ok(Logo { kind: columns.word()?, picture: columns.value()? })
        })
    }
}
