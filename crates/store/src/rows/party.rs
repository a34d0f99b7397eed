//! Parties: writers, publishers, labels.

use model::{Party, PartyId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, kind, name, first_name, ipi, society, contact, email, phone, address, note"
    };
}

const INSERT: &str =
    concat!("INSERT INTO party (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
const UPDATE: &str = "UPDATE party SET kind = ?2, name = ?3, first_name = ?4, ipi = ?5, society = ?6, contact = ?7, email = ?8, \
     phone = ?9, address = ?10, note = ?11 WHERE id = ?1";
const DELETE: &str = "DELETE FROM party WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM party WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM party ORDER BY name, first_name, id");

impl Rows {
    /// Adds a party.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_party(&self, party: &Party) -> Result<(), StoreError> {
        self.execute(INSERT, values(party)).map(drop)
    }

    /// Changes a party to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_party(&self, party: &Party) -> Result<(), StoreError> {
        self.change("party", party.id.0, UPDATE, values(party))
    }

    /// Removes a party.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_party(&self, id: PartyId) -> Result<(), StoreError> {
        self.change("party", id.0, DELETE, [id.0])
    }

    /// A party by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn party(&self, id: PartyId) -> Result<Option<Party>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All parties, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn parties(&self) -> Result<Vec<Party>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(party: &Party) -> impl Params {
    (
        party.id.0,
        Word(&party.kind),
        &party.name,
        &party.first_name,
        &party.ipi,
        &party.society,
        &party.contact,
        &party.email,
        &party.phone,
        &party.address,
        &party.note,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Party> {
    let mut columns = Columns::of(row);
    Ok(Party {
        id: PartyId(columns.value()?),
        kind: columns.word()?,
        name: columns.value()?,
        first_name: columns.value()?,
        ipi: columns.value()?,
        society: columns.value()?,
        contact: columns.value()?,
        email: columns.value()?,
        phone: columns.value()?,
        address: columns.value()?,
        note: columns.value()?,
    })
}
