//! Wording of letters and sources of sheets that are the user's own.

use crate::{Ids, Rows, StoreError};

const SET: &str = "INSERT INTO template (id, name, text) VALUES (?1, ?2, ?3) \
     ON CONFLICT (name) DO UPDATE SET text = excluded.text";
const DELETE: &str = "DELETE FROM template WHERE name = ?1";
const NAMED: &str = "SELECT text FROM template WHERE name = ?1";
const NAMES: &str = "SELECT name FROM template ORDER BY name";

impl Rows {
    /// Keeps a template, in the place of one of the same name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_template(&self, name: &str, text: &str, ids: &Ids) -> Result<(), StoreError> {
        self.execute(SET, (ids.next(), name, text)).map(drop)
    }

    /// Removes a template, if there is one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_template(&self, name: &str) -> Result<(), StoreError> {
        self.execute(DELETE, [name]).map(drop)
    }

    /// The text of a template of the user's own.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn template(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.one(NAMED, [name], |row| row.get(0))
    }

    /// The names of all templates of the user's own, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn template_names(&self) -> Result<Vec<String>, StoreError> {
        self.list(NAMES, [], |row| row.get(0))
    }
}
