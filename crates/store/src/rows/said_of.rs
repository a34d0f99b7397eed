//! What was said of artists and labels.

use model::SaidOf;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

const SET: &str = "INSERT INTO said_of (subject, name, fact, said) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (subject, name, fact) DO UPDATE SET said = excluded.said";
const FORGET: &str = "DELETE FROM said_of WHERE subject = ?1 AND name = ?2 AND fact = ?3";
const ALL: &str = "SELECT subject, name, fact, said FROM said_of ORDER BY subject, name, fact";

impl Rows {
    /// Keeps what is said of somebody; what was said before makes way. Nothing that is said is not kept.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_said_of(&self, said: &SaidOf) -> Result<(), StoreError> {
        let key = (Word(&said.subject), &said.name, Word(&said.fact));
        if said.said.is_empty() {
            return self.execute(FORGET, key).map(drop);
        }
        self.execute(SET, (key.0, key.1, key.2, &said.said)).map(drop)
    }

    /// Everything that was said of artists and labels.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn all_said_of(&self) -> Result<Vec<SaidOf>, StoreError> {
        self.list(ALL, [], |row| {
            let mut columns = Columns::of(row);
            Ok(SaidOf {
                subject: columns.word()?,
                name: columns.value()?,
                fact: columns.word()?,
                said: columns.value()?,
            })
        })
    }
}
