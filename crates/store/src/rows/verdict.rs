//! Verdicts on placements.

use model::{CutId, PlacementId, RoundId, Verdict, VerdictId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "verdict.id, verdict.round_id, verdict.placement_id, verdict.value, verdict.author, verdict.given_at"
    };
}

const INSERT: &str =
    "INSERT INTO verdict (id, round_id, placement_id, value, author, given_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const UPDATE: &str =
    "UPDATE verdict SET round_id = ?2, placement_id = ?3, value = ?4, author = ?5, given_at = ?6 WHERE id = ?1";
const DELETE: &str = "DELETE FROM verdict WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM verdict WHERE id = ?1");
const OF_ROUND: &str = concat!("SELECT ", columns!(), " FROM verdict WHERE round_id = ?1 ORDER BY given_at, id");
const OF_PLACEMENT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM verdict JOIN round ON round.id = verdict.round_id WHERE verdict.placement_id = ?1 \
     ORDER BY round.number, verdict.given_at, verdict.id"
);
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM verdict JOIN round ON round.id = verdict.round_id WHERE round.cut_id = ?1 \
     ORDER BY round.number, verdict.given_at, verdict.id"
);

impl Rows {
    /// Adds a verdict.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_verdict(&self, verdict: &Verdict) -> Result<(), StoreError> {
        self.execute(INSERT, values(verdict)).map(drop)
    }

    /// Changes a verdict to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_verdict(&self, verdict: &Verdict) -> Result<(), StoreError> {
        self.change("verdict", verdict.id.0, UPDATE, values(verdict))
    }

    /// Removes a verdict.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_verdict(&self, id: VerdictId) -> Result<(), StoreError> {
        self.change("verdict", id.0, DELETE, [id.0])
    }

    /// A verdict by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn verdict(&self, id: VerdictId) -> Result<Option<Verdict>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The verdicts of a round, in the order they were given.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_round(&self, round: RoundId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_ROUND, [round.0], read)
    }

    /// The verdicts on a placement, round by round: the last one stands.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_placement(&self, placement: PlacementId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_PLACEMENT, [placement.0], read)
    }

    /// The verdicts of all rounds of a cut, round by round: the last one on a placement stands.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_cut(&self, cut: CutId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(verdict: &Verdict) -> impl Params {
    (verdict.id.0, verdict.round.0, verdict.placement.0, Word(&verdict.value), &verdict.author, &verdict.given_at)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Verdict> {
    let mut columns = Columns::of(row);
    Ok(Verdict {
        id: VerdictId(columns.value()?),
        round: RoundId(columns.value()?),
        placement: PlacementId(columns.value()?),
        value: columns.word()?,
        author: columns.value()?,
        given_at: columns.value()?,
    })
}
