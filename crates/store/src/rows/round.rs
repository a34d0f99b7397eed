//! Review rounds of cuts, each with who is asked in it (`round_reviewer`).

use std::collections::HashMap;

use model::{Asked, CutId, ReviewerId, Round, RoundId};
use rusqlite::Row;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, number, name, rule, opened_at, closed_at"
    };
}

const INSERT: &str = concat!("INSERT INTO round (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
const UPDATE: &str = "UPDATE round SET cut_id = ?2, number = ?3, name = ?4, rule = ?5, opened_at = ?6, closed_at = ?7 \
     WHERE id = ?1";
const DELETE: &str = "DELETE FROM round WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM round WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM round WHERE cut_id = ?1 ORDER BY number, id");

const INSERT_REVIEWER: &str =
    "INSERT INTO round_reviewer (round_id, reviewer_id, role, ordinal) VALUES (?1, ?2, ?3, ?4)";
const DELETE_REVIEWERS: &str = "DELETE FROM round_reviewer WHERE round_id = ?1";
const REVIEWERS: &str = "SELECT round_id, reviewer_id, role FROM round_reviewer WHERE round_id = ?1 \
     ORDER BY ordinal, reviewer_id";
const REVIEWERS_OF_CUT: &str = "SELECT round_reviewer.round_id, round_reviewer.reviewer_id, round_reviewer.role \
     FROM round_reviewer JOIN round ON round.id = round_reviewer.round_id WHERE round.cut_id = ?1 \
     ORDER BY round_reviewer.ordinal, round_reviewer.reviewer_id";

impl Rows {
    /// Adds a review round and who is asked in it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_round(&self, round: &Round) -> Result<(), StoreError> {
        let values =
            (round.id.0, round.cut.0, round.number, &round.name, Word(&round.rule), &round.opened_at, &round.closed_at);
        self.execute(INSERT, values)?;
        self.insert_asked(round)
    }

    /// Changes a review round and who is asked in it to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_round(&self, round: &Round) -> Result<(), StoreError> {
        let values =
            (round.id.0, round.cut.0, round.number, &round.name, Word(&round.rule), &round.opened_at, &round.closed_at);
        self.change("round", round.id.0, UPDATE, values)?;
        if self.asked(round.id)? != round.reviewers {
            self.execute(DELETE_REVIEWERS, [round.id.0])?;
            self.insert_asked(round)?;
        }
        Ok(())
    }

    /// Removes a review round and who was asked in it.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_round(&self, id: RoundId) -> Result<(), StoreError> {
        self.execute(DELETE_REVIEWERS, [id.0])?;
        self.change("round", id.0, DELETE, [id.0])
    }

    /// A review round by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn round(&self, id: RoundId) -> Result<Option<Round>, StoreError> {
        let Some(mut round) = self.one(BY_ID, [id.0], read)? else { return Ok(None) };
        round.reviewers = self.asked(id)?;
        Ok(Some(round))
    }

    /// The review rounds of a cut, the newest last.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn rounds(&self, cut: CutId) -> Result<Vec<Round>, StoreError> {
        let mut rounds = self.list(OF_CUT, [cut.0], read)?;
        if rounds.is_empty() {
            return Ok(rounds);
        }
        let mut asked: HashMap<RoundId, Vec<Asked>> = HashMap::new();
        for (round, one) in self.list(REVIEWERS_OF_CUT, [cut.0], read_asked)? {
            asked.entry(round).or_default().push(one);
        }
        for round in &mut rounds {
            round.reviewers = asked.remove(&round.id).unwrap_or_default();
        }
        Ok(rounds)
    }

    fn asked(&self, round: RoundId) -> Result<Vec<Asked>, StoreError> {
        Ok(self.list(REVIEWERS, [round.0], read_asked)?.into_iter().map(|(_, asked)| asked).collect())
    }

    fn insert_asked(&self, round: &Round) -> Result<(), StoreError> {
        for (ordinal, asked) in (0_i64..).zip(&round.reviewers) {
            self.execute(INSERT_REVIEWER, (round.id.0, asked.reviewer.0, Word(&asked.role), ordinal))?;
        }
        Ok(())
    }
}

fn read_asked(row: &Row<'_>) -> rusqlite::Result<(RoundId, Asked)> {
    let mut columns = Columns::of(row);
    let round = RoundId(columns.value()?);
    Ok((round, Asked { reviewer: ReviewerId(columns.value()?), role: columns.word()? }))
}

/// All but who is asked in it.
fn read(row: &Row<'_>) -> rusqlite::Result<Round> {
    let mut columns = Columns::of(row);
    Ok(Round {
        id: RoundId(columns.value()?),
        cut: CutId(columns.value()?),
        number: columns.value()?,
        name: columns.value()?,
        rule: columns.word()?,
        opened_at: columns.value()?,
        closed_at: columns.value()?,
        reviewers: Vec::new(),
    })
}
