//! Clearances: one row a right and licensor.

use model::{Clearance, ClearanceId, EpisodeId, MfnGroupId, PartyId, TrackId};
use rusqlite::Row;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, track_id, episode_id, side, party_id, share, status, since, estimate, fee, currency, media, \
     territory, term, starts, ends, max_length, max_uses, mfn_group_id, mfn_exempt, next_action, \
     next_on, reference, note, top_up"
    };
}

const INSERT: &str = concat!(
    "INSERT INTO clearance (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
     ?22, ?23, ?24, ?25)"
);
const UPDATE: &str = "UPDATE clearance SET track_id = ?2, episode_id = ?3, side = ?4, party_id = ?5, share = ?6, status = ?7, since = ?8, \
     estimate = ?9, fee = ?10, currency = ?11, media = ?12, territory = ?13, term = ?14, starts = ?15, \
     ends = ?16, max_length = ?17, max_uses = ?18, mfn_group_id = ?19, mfn_exempt = ?20, \
     next_action = ?21, next_on = ?22, reference = ?23, note = ?24, top_up = ?25 WHERE id = ?1";
const DELETE: &str = "DELETE FROM clearance WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE id = ?1");
const OF_TRACK: &str =
    concat!("SELECT ", columns!(), " FROM clearance WHERE track_id = ?1 ORDER BY side, share DESC, id");
const OF_EPISODE: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE episode_id = ?1 ORDER BY id");
const OF_PARTY: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE party_id = ?1 ORDER BY id");
const OF_GROUP: &str = concat!("SELECT ", columns!(), " FROM clearance WHERE mfn_group_id = ?1 ORDER BY id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM clearance ORDER BY track_id, side, share DESC, id");

impl Rows {
    /// Adds a clearance.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_clearance(&self, clearance: &Clearance) -> Result<(), StoreError> {
        write(self, INSERT, clearance).map(drop)
    }

    /// Changes a clearance to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_clearance(&self, clearance: &Clearance) -> Result<(), StoreError> {
        match write(self, UPDATE, clearance)? {
            0 => Err(StoreError::Missing { noun: "clearance", id: clearance.id.0 }),
            _ => Ok(()),
        }
    }

    /// Removes a clearance.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_clearance(&self, id: ClearanceId) -> Result<(), StoreError> {
        self.change("clearance", id.0, DELETE, [id.0])
    }

    /// A clearance by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn clearance(&self, id: ClearanceId) -> Result<Option<Clearance>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The clearances of a track, the master first, then the larger shares.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearances(&self, track: TrackId) -> Result<Vec<Clearance>, StoreError> {
        self.list(OF_TRACK, [track.0], read)
    }

    /// The clearances that are for one episode alone.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearances_of_episode(&self, episode: EpisodeId) -> Result<Vec<Clearance>, StoreError> {
        self.list(OF_EPISODE, [episode.0], read)
    }

    /// The clearances that a party grants.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearances_of_party(&self, party: PartyId) -> Result<Vec<Clearance>, StoreError> {
        self.list(OF_PARTY, [party.0], read)
    }

    /// The clearances of a favoured-nations group.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn clearances_of_mfn_group(&self, group: MfnGroupId) -> Result<Vec<Clearance>, StoreError> {
        self.list(OF_GROUP, [group.0], read)
    }

    /// All clearances, by track, the master first, then the larger shares.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_clearances(&self) -> Result<Vec<Clearance>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn write(rows: &Rows, sql: &str, clearance: &Clearance) -> Result<usize, StoreError> {
    rows.execute(
        sql,
        rusqlite::params![
            clearance.id.0,
            clearance.track.0,
            clearance.episode.map(|id| id.0),
            Word(&clearance.side),
            clearance.party.map(|id| id.0),
            clearance.share.0,
            Word(&clearance.status),
            &clearance.since,
            clearance.estimate,
            clearance.fee,
            &clearance.currency,
            &clearance.media,
            &clearance.territory,
            &clearance.term,
            &clearance.starts,
            &clearance.ends,
            clearance.max_length.map(|length| length.0),
            clearance.max_uses,
            clearance.mfn_group.map(|id| id.0),
            clearance.mfn_exempt,
            &clearance.next_action,
            &clearance.next_on,
            &clearance.reference,
            &clearance.note,
            clearance.top_up,
        ],
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Clearance> {
    let mut columns = Columns::of(row);
    Ok(Clearance {
        id: ClearanceId(columns.value()?),
        track: TrackId(columns.value()?),
        episode: columns.value::<Option<_>>()?.map(EpisodeId),
        side: columns.word()?,
        party: columns.value::<Option<_>>()?.map(PartyId),
        share: columns.share()?,
        status: columns.word()?,
        since: columns.value()?,
        estimate: columns.optional_money()?,
        fee: columns.optional_money()?,
        currency: columns.value()?,
        media: columns.value()?,
        territory: columns.value()?,
        term: columns.value()?,
        starts: columns.value()?,
        ends: columns.value()?,
        max_length: columns.optional_flicks()?,
        max_uses: columns.value()?,
        mfn_group: columns.value::<Option<_>>()?.map(MfnGroupId),
        mfn_exempt: columns.value()?,
        next_action: columns.value()?,
        next_on: columns.value()?,
        reference: columns.value()?,
        note: columns.value()?,
        top_up: columns.optional_money()?,
    })
}
