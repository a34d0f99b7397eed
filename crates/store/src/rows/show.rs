//! The one row about the show.

use model::Show;

use crate::{Rows, StoreError};

const INSERT: &str = "INSERT INTO show (id, title, currency, production_company) VALUES (1, ?1, ?2, ?3)";
const UPDATE: &str = "UPDATE show SET title = ?1, currency = ?2, production_company = ?3 WHERE id = 1";
const SHOW: &str = "SELECT title, currency, production_company FROM show WHERE id = 1";

impl Rows {
    pub(crate) fn insert_show(&self, show: &Show) -> Result<(), StoreError> {
        self.execute(INSERT, (&show.title, &show.currency, &show.production_company)).map(drop)
    }

    /// Changes what is said of the show.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn update_show(&self, show: &Show) -> Result<(), StoreError> {
        self.change("show", 1, UPDATE, (&show.title, &show.currency, &show.production_company))
    }

    /// The show itself.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn show(&self) -> Result<Show, StoreError> {
        self.one(SHOW, [], |row| {
            Ok(Show { title: row.get(0)?, currency: row.get(1)?, production_company: row.get(2)? })
        })?
        .ok_or(StoreError::Missing { noun: "show", id: 1 })
    }
}
