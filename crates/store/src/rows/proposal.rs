//! What was proposed in rounds, frozen.

use model::{CueId, CutId, PlacementId, Proposal, ProposalId, RoundId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Json};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "proposal.id, proposal.round_id, proposal.cue_id, proposal.placement_id, proposal.version, proposal.proposed_at, \
         proposal.was"
    };
}

const INSERT: &str = "INSERT INTO proposal (id, round_id, cue_id, placement_id, version, proposed_at, was) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const UPDATE: &str = "UPDATE proposal SET round_id = ?2, cue_id = ?3, placement_id = ?4, version = ?5, proposed_at = ?6, \
     was = ?7 WHERE id = ?1";
const DELETE: &str = "DELETE FROM proposal WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM proposal WHERE proposal.id = ?1");
const OF_ROUND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM proposal WHERE proposal.round_id = ?1 ORDER BY proposal.placement_id, proposal.version, proposal.id"
);
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM proposal JOIN round ON round.id = proposal.round_id WHERE round.cut_id = ?1 \
     ORDER BY round.number, proposal.placement_id, proposal.version, proposal.id"
);
const LETTERS: &str =
    "SELECT DISTINCT json_extract(was, '$.letter') FROM proposal WHERE cue_id = ?1 AND was IS NOT NULL";

impl Rows {
    /// Adds a proposal.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_proposal(&self, proposal: &Proposal) -> Result<(), StoreError> {
        self.execute(INSERT, values(proposal)).map(drop)
    }

    /// Changes a proposal to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_proposal(&self, proposal: &Proposal) -> Result<(), StoreError> {
        self.change("proposal", proposal.id.0, UPDATE, values(proposal))
    }

    /// Removes a proposal.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_proposal(&self, id: ProposalId) -> Result<(), StoreError> {
        self.change("proposal", id.0, DELETE, [id.0])
    }

    /// A proposal by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn proposal(&self, id: ProposalId) -> Result<Option<Proposal>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// What was proposed in a round, by placement, then version.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn proposals(&self, round: RoundId) -> Result<Vec<Proposal>, StoreError> {
        self.list(OF_ROUND, [round.0], read)
    }

    /// What was proposed in all rounds of a cut, round by round.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn proposals_of_cut(&self, cut: CutId) -> Result<Vec<Proposal>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// The letters under which alternates of a cue were ever proposed, those that are gone among them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn letters_proposed(&self, cue: CueId) -> Result<Vec<String>, StoreError> {
        let letters = self.list(LETTERS, [cue.0], |row| row.get::<_, Option<String>>(0))?;
        Ok(letters.into_iter().flatten().collect())
    }
}

fn values(proposal: &Proposal) -> impl Params {
    (
        proposal.id.0,
        proposal.round.0,
        proposal.cue.0,
        proposal.placement.0,
        proposal.version,
        &proposal.proposed_at,
        proposal.was.as_ref().map(Json),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Proposal> {
    let mut columns = Columns::of(row);
    Ok(Proposal {
        id: ProposalId(columns.value()?),
        round: RoundId(columns.value()?),
        cue: CueId(columns.value()?),
        placement: PlacementId(columns.value()?),
        version: columns.value()?,
        proposed_at: columns.value()?,
        was: columns.optional_json()?,
    })
}
