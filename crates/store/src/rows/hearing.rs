//! What reviewers heard. It stands outside history: see `Document::log_hearing`.

use model::{CutId, Hearing, ProposalId, ReviewerId};
use rusqlite::Row;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "hearing.proposal_id, hearing.reviewer_id, hearing.heard_at, hearing.source, hearing.key"
    };
}

const LOG: &str = "INSERT INTO hearing (proposal_id, reviewer_id, heard_at, source, key) VALUES (?1, ?2, ?3, ?4, ?5) \
     ON CONFLICT (key) DO NOTHING";
const BY_KEY: &str = concat!("SELECT ", columns!(), " FROM hearing WHERE hearing.key = ?1");
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM hearing JOIN proposal ON proposal.id = hearing.proposal_id JOIN round ON round.id = proposal.round_id \
     WHERE round.cut_id = ?1 ORDER BY hearing.heard_at, hearing.key"
);
const OF_PROPOSAL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM hearing WHERE hearing.proposal_id = ?1 AND hearing.reviewer_id = ?2 ORDER BY hearing.heard_at, hearing.key"
);

impl Rows {
    pub(crate) fn log_hearing(&self, hearing: &Hearing) -> Result<bool, StoreError> {
        let Hearing { proposal, reviewer, heard_at, source, key } = hearing;
        Ok(self.execute(LOG, (proposal.0, reviewer.0, heard_at, Word(source), key))? > 0)
    }

    /// A hearing by the key that makes it known when it comes twice.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn hearing_keyed(&self, key: &str) -> Result<Option<Hearing>, StoreError> {
        self.one(BY_KEY, [key], read)
    }

    /// What was heard of what was proposed on a cut, in time.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn hearings_of_cut(&self, cut: CutId) -> Result<Vec<Hearing>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// When a reviewer heard a proposal, in time.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn hearings(&self, proposal: ProposalId, reviewer: ReviewerId) -> Result<Vec<Hearing>, StoreError> {
        self.list(OF_PROPOSAL, (proposal.0, reviewer.0), read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Hearing> {
    let mut columns = Columns::of(row);
    Ok(Hearing {
        proposal: ProposalId(columns.value()?),
        reviewer: ReviewerId(columns.value()?),
        heard_at: columns.value()?,
        source: columns.word()?,
        key: columns.value()?,
    })
}
