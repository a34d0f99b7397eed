//! Favoured-nations groups.

use model::{MfnGroup, MfnGroupId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, name"
    };
}

const INSERT: &str = concat!("INSERT INTO mfn_group (", columns!(), ") VALUES (?1, ?2)");
const UPDATE: &str = "UPDATE mfn_group SET name = ?2 WHERE id = ?1";
const DELETE: &str = "DELETE FROM mfn_group WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM mfn_group WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM mfn_group ORDER BY name, id");

impl Rows {
    /// Adds a group.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_mfn_group(&self, mfn_group: &MfnGroup) -> Result<(), StoreError> {
        self.execute(INSERT, values(mfn_group)).map(drop)
    }

    /// Changes a group to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_mfn_group(&self, mfn_group: &MfnGroup) -> Result<(), StoreError> {
        self.change("group", mfn_group.id.0, UPDATE, values(mfn_group))
    }

    /// Removes a group.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_mfn_group(&self, id: MfnGroupId) -> Result<(), StoreError> {
        self.change("group", id.0, DELETE, [id.0])
    }

    /// A group by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn mfn_group(&self, id: MfnGroupId) -> Result<Option<MfnGroup>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All groups, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn mfn_groups(&self) -> Result<Vec<MfnGroup>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(mfn_group: &MfnGroup) -> impl Params {
    (mfn_group.id.0, &mfn_group.name)
}

fn read(row: &Row<'_>) -> rusqlite::Result<MfnGroup> {
    let mut columns = Columns::of(row);
    Ok(MfnGroup { id: MfnGroupId(columns.value()?), name: columns.value()? })
}
