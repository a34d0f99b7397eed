//! Verdicts of reviewers on proposals.

use model::{CutId, ProposalId, ReviewerId, RoundId, Verdict, VerdictId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "verdict.id, verdict.proposal_id, verdict.reviewer_id, verdict.value, verdict.words, verdict.given_at, \
         verdict.source, verdict.key"
    };
}

const INSERT: &str = "INSERT INTO verdict (id, proposal_id, reviewer_id, value, words, given_at, source, key) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const UPDATE: &str = "UPDATE verdict SET proposal_id = ?2, reviewer_id = ?3, value = ?4, words = ?5, given_at = ?6, \
     source = ?7, key = ?8 WHERE id = ?1";
const DELETE: &str = "DELETE FROM verdict WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM verdict WHERE verdict.id = ?1");
const BY_KEY: &str = concat!("SELECT ", columns!(), " FROM verdict WHERE verdict.key = ?1");
const OF_PROPOSAL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM verdict WHERE verdict.proposal_id = ?1 ORDER BY verdict.given_at, verdict.key"
);
const OF_ROUND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM verdict JOIN proposal ON proposal.id = verdict.proposal_id WHERE proposal.round_id = ?1 \
     ORDER BY verdict.given_at, verdict.key"
);
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM verdict JOIN proposal ON proposal.id = verdict.proposal_id JOIN round ON round.id = proposal.round_id \
     WHERE round.cut_id = ?1 ORDER BY round.number, verdict.given_at, verdict.key"
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

    /// A verdict by the key that makes it known when it comes twice.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn verdict_keyed(&self, key: &str) -> Result<Option<Verdict>, StoreError> {
        self.one(BY_KEY, [key], read)
    }

    /// The verdicts on a proposal, in the order they were given.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_proposal(&self, proposal: ProposalId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_PROPOSAL, [proposal.0], read)
    }

    /// The verdicts of a round, in the order they were given.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_round(&self, round: RoundId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_ROUND, [round.0], read)
    }

    /// The verdicts of all rounds of a cut, round by round.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn verdicts_of_cut(&self, cut: CutId) -> Result<Vec<Verdict>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(verdict: &Verdict) -> impl Params {
    (
        verdict.id.0,
        verdict.proposal.0,
        verdict.reviewer.0,
        verdict.value.as_ref().map(Word),
        &verdict.words,
        &verdict.given_at,
        Word(&verdict.source),
        &verdict.key,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Verdict> {
    let mut columns = Columns::of(row);
    Ok(Verdict {
        id: VerdictId(columns.value()?),
        proposal: ProposalId(columns.value()?),
        reviewer: ReviewerId(columns.value()?),
        value: columns.optional_word()?,
        words: columns.value()?,
        given_at: columns.value()?,
        source: columns.word()?,
        key: columns.value()?,
    })
}
