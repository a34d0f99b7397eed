//! People who are asked in rounds.

use model::{Reviewer, ReviewerId, RoundId, Sees};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, name, colour, role, sees_money, sees_clearance, sees_contacts, sees_private"
    };
}

const INSERT: &str = concat!("INSERT INTO reviewer (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
const UPDATE: &str = "UPDATE reviewer SET name = ?2, colour = ?3, role = ?4, sees_money = ?5, sees_clearance = ?6, \
     sees_contacts = ?7, sees_private = ?8 WHERE id = ?1";
const DELETE: &str = "DELETE FROM reviewer WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM reviewer WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM reviewer ORDER BY name, id");
const IS_ASKED: &str = "SELECT EXISTS (SELECT 1 FROM round_reviewer WHERE reviewer_id = ?1) \
     OR EXISTS (SELECT 1 FROM verdict WHERE reviewer_id = ?1) OR EXISTS (SELECT 1 FROM note WHERE reviewer_id = ?1)";
const SAID: &str = "SELECT sum(many), sum(letters) FROM (\
     SELECT count(*) AS many, coalesce(sum(length(body) + length(drawing)), 0) AS letters FROM note \
     WHERE reviewer_id = ?1 AND round_id = ?2 \
     UNION ALL SELECT count(*), coalesce(sum(length(verdict.words)), 0) FROM verdict \
     JOIN proposal ON proposal.id = verdict.proposal_id WHERE verdict.reviewer_id = ?1 AND proposal.round_id = ?2 \
     UNION ALL SELECT count(*), 0 FROM hearing \
     JOIN proposal ON proposal.id = hearing.proposal_id WHERE hearing.reviewer_id = ?1 AND proposal.round_id = ?2)";

impl Rows {
    /// Adds a reviewer.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn insert_reviewer(&self, reviewer: &Reviewer) -> Result<(), StoreError> {
        self.execute(INSERT, values(reviewer)).map(drop)
    }

    /// Changes a reviewer to what is given.
    ///
    /// # Errors
    /// If they are not there, or cannot be written.
    pub fn update_reviewer(&self, reviewer: &Reviewer) -> Result<(), StoreError> {
        self.change("reviewer", reviewer.id.0, UPDATE, values(reviewer))
    }

    /// Removes a reviewer.
    ///
    /// # Errors
    /// If they are not there.
    pub fn delete_reviewer(&self, id: ReviewerId) -> Result<(), StoreError> {
        self.change("reviewer", id.0, DELETE, [id.0])
    }

    /// A reviewer by their id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn reviewer(&self, id: ReviewerId) -> Result<Option<Reviewer>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All reviewers, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn reviewers(&self) -> Result<Vec<Reviewer>, StoreError> {
        self.list(ALL, [], read)
    }

    /// Whether a reviewer was asked in a round, or said anything.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn is_asked(&self, id: ReviewerId) -> Result<bool, StoreError> {
        Ok(self.one(IS_ASKED, [id.0], |row| row.get(0))?.unwrap_or(false))
    }

    /// How much a reviewer said in a round: how many verdicts, notes and hearings, and of how many letters, drawings included.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn said_by(&self, id: ReviewerId, round: RoundId) -> Result<(i64, i64), StoreError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.one(SAID, (id.0, round.0), read)?.unwrap_or_default())
    }
}

fn values(reviewer: &Reviewer) -> impl Params {
    (
        reviewer.id.0,
        &reviewer.name,
        reviewer.colour,
        Word(&reviewer.role),
        reviewer.sees.money,
        reviewer.sees.clearance,
        reviewer.sees.contacts,
        reviewer.sees.private_notes,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Reviewer> {
    let mut columns = Columns::of(row);
    Ok(Reviewer {
        id: ReviewerId(columns.value()?),
        name: columns.value()?,
        colour: columns.value()?,
        role: columns.word()?,
        sees: Sees {
            money: columns.value()?,
            clearance: columns.value()?,
            contacts: columns.value()?,
            private_notes: columns.value()?,
        },
    })
}
