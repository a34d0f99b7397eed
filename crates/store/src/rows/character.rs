//! Characters of the show.

use model::{Character, CharacterId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, name"
    };
}

const INSERT: &str = "INSERT INTO character (id, name) VALUES (?1, ?2)";
const UPDATE: &str = "UPDATE character SET name = ?2 WHERE id = ?1";
const DELETE: &str = "DELETE FROM character WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM character WHERE id = ?1");
const NAMED: &str = concat!("SELECT ", columns!(), " FROM character WHERE name = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM character ORDER BY name, id");

impl Rows {
    /// Adds a character.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_character(&self, character: &Character) -> Result<(), StoreError> {
        self.execute(INSERT, values(character)).map(drop)
    }

    /// Changes a character to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_character(&self, character: &Character) -> Result<(), StoreError> {
        self.change("character", character.id.0, UPDATE, values(character))
    }

    /// Removes a character.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_character(&self, id: CharacterId) -> Result<(), StoreError> {
        self.change("character", id.0, DELETE, [id.0])
    }

    /// A character by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn character(&self, id: CharacterId) -> Result<Option<Character>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// A character by its name.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn character_named(&self, name: &str) -> Result<Option<Character>, StoreError> {
        self.one(NAMED, [name], read)
    }

    /// All characters, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn characters(&self) -> Result<Vec<Character>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(character: &Character) -> impl Params {
    (character.id.0, &character.name)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Character> {
    let mut columns = Columns::of(row);
    Ok(Character { id: CharacterId(columns.value()?), name: columns.value()? })
}
