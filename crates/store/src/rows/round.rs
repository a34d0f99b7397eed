//! Review rounds of cuts.

use model::{CutId, Round, RoundId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, number, audience"
    };
}

const INSERT: &str = "INSERT INTO round (id, cut_id, number, audience) VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str = "UPDATE round SET cut_id = ?2, number = ?3, audience = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM round WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM round WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM round WHERE cut_id = ?1 ORDER BY number, id");

impl Rows {
    /// Adds a review round.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_round(&self, round: &Round) -> Result<(), StoreError> {
        self.execute(INSERT, values(round)).map(drop)
    }

    /// Changes a review round to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_round(&self, round: &Round) -> Result<(), StoreError> {
        self.change("round", round.id.0, UPDATE, values(round))
    }

    /// Removes a review round.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_round(&self, id: RoundId) -> Result<(), StoreError> {
        self.change("round", id.0, DELETE, [id.0])
    }

    /// A review round by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn round(&self, id: RoundId) -> Result<Option<Round>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The review rounds of a cut, the newest last.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn rounds(&self, cut: CutId) -> Result<Vec<Round>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(round: &Round) -> impl Params {
    (round.id.0, round.cut.0, round.number, &round.audience)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Round> {
    let mut columns = Columns::of(row);
    Ok(Round {
        id: RoundId(columns.value()?),
        cut: CutId(columns.value()?),
        number: columns.value()?,
        audience: columns.value()?,
    })
}
