//! What parties have of works.

use model::{PartyId, WorkId, WorkShare, WorkShareId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, work_id, party_id, role, share, territory, acts_for_id, ordinal"
    };
}

const INSERT: &str = concat!("INSERT INTO work_share (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
const UPDATE: &str = "UPDATE work_share SET work_id = ?2, party_id = ?3, role = ?4, share = ?5, territory = ?6, acts_for_id = ?7, \
     ordinal = ?8 WHERE id = ?1";
const DELETE: &str = "DELETE FROM work_share WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM work_share WHERE id = ?1");
const OF_WORK: &str = concat!("SELECT ", columns!(), " FROM work_share WHERE work_id = ?1 ORDER BY ordinal, id");
const OF_PARTY: &str =
    concat!("SELECT ", columns!(), " FROM work_share WHERE party_id = ?1 ORDER BY work_id, ordinal, id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM work_share ORDER BY work_id, ordinal, id");

impl Rows {
    /// Adds a share.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_work_share(&self, work_share: &WorkShare) -> Result<(), StoreError> {
        self.execute(INSERT, values(work_share)).map(drop)
    }

    /// Changes a share to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_work_share(&self, work_share: &WorkShare) -> Result<(), StoreError> {
        self.change("share", work_share.id.0, UPDATE, values(work_share))
    }

    /// Removes a share.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_work_share(&self, id: WorkShareId) -> Result<(), StoreError> {
        self.change("share", id.0, DELETE, [id.0])
    }

    /// A share by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn work_share(&self, id: WorkShareId) -> Result<Option<WorkShare>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The shares of a work, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn work_shares(&self, work: WorkId) -> Result<Vec<WorkShare>, StoreError> {
        self.list(OF_WORK, [work.0], read)
    }

    /// What a party has of works, by work.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn work_shares_of_party(&self, party: PartyId) -> Result<Vec<WorkShare>, StoreError> {
        self.list(OF_PARTY, [party.0], read)
    }

    /// All shares, by work and in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_work_shares(&self) -> Result<Vec<WorkShare>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(work_share: &WorkShare) -> impl Params {
    (
        work_share.id.0,
        work_share.work.0,
        work_share.party.0,
        Word(&work_share.role),
        work_share.share.0,
        &work_share.territory,
        work_share.acts_for.map(|id| id.0),
        work_share.ordinal,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<WorkShare> {
    let mut columns = Columns::of(row);
    Ok(WorkShare {
        id: WorkShareId(columns.value()?),
        work: WorkId(columns.value()?),
        party: PartyId(columns.value()?),
        role: columns.word()?,
        share: columns.share()?,
        territory: columns.value()?,
        acts_for: columns.value::<Option<_>>()?.map(WorkShareId),
        ordinal: columns.value()?,
    })
}
