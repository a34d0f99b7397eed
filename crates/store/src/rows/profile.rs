//! Profiles of cue sheets that are the user's own.

use crate::{Ids, Rows, StoreError};

const SET: &str = "INSERT INTO profile (id, name, definition) VALUES (?1, ?2, ?3) \
     ON CONFLICT (name) DO UPDATE SET definition = excluded.definition";
const DELETE: &str = "DELETE FROM profile WHERE name = ?1";
const ALL: &str = "SELECT definition FROM profile ORDER BY name";

impl Rows {
    /// Keeps a profile, in the place of one of the same name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_profile(&self, name: &str, definition: &str, ids: &Ids) -> Result<(), StoreError> {
        self.execute(SET, (ids.next(), name, definition)).map(drop)
    }

    /// Removes a profile; says whether there was one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_profile(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE, [name])? > 0)
    }

    /// The definitions of all profiles, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn profiles(&self) -> Result<Vec<String>, StoreError> {
        self.list(ALL, [], |row| row.get(0))
    }
}
