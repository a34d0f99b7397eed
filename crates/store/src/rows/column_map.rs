//! How the columns of catalogue sheets were read the last time.

use model::ColumnMap;

use super::columns::{Columns, Json};
use crate::{Ids, Rows, StoreError};

const INSERT: &str = "INSERT INTO column_map (id, name, headings, columns) VALUES (?1, ?2, ?3, ?4)";
const DELETE: &str = "DELETE FROM column_map WHERE name = ?1";
const ALL: &str = "SELECT name, headings, columns FROM column_map ORDER BY name";

impl Rows {
    /// Keeps a map of columns, in place of the one of the same name.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_column_map(&self, map: &ColumnMap, ids: &Ids) -> Result<(), StoreError> {
        self.delete_column_map(&map.name)?;
        self.execute(INSERT, (ids.next(), &map.name, Json(&map.headings), Json(&map.columns))).map(drop)
    }

    /// Forgets a map of columns; there may be none.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_column_map(&self, name: &str) -> Result<(), StoreError> {
        self.execute(DELETE, [name]).map(drop)
    }

    /// All maps of columns, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn column_maps(&self) -> Result<Vec<ColumnMap>, StoreError> {
        self.list(ALL, [], |row| {
            let mut columns = Columns::of(row);
            Ok(ColumnMap { name: columns.value()?, headings: columns.json()?, columns: columns.json()? })
        })
    }
}
