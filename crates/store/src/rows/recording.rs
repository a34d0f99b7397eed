//! What rights need to know of tracks.

use model::{PartyId, Recording, TrackId, WorkId};
use rusqlite::Row;

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "track_id, work_id, label_id, catalogue_number, cut_number, library"
    };
}

const REPLACE: &str = concat!("INSERT OR REPLACE INTO recording (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
const DELETE: &str = "DELETE FROM recording WHERE track_id = ?1";
const OF_TRACK: &str = concat!("SELECT ", columns!(), " FROM recording WHERE track_id = ?1");
const OF_WORK: &str = concat!("SELECT ", columns!(), " FROM recording WHERE work_id = ?1 ORDER BY track_id");
const OF_LABEL: &str = concat!("SELECT ", columns!(), " FROM recording WHERE label_id = ?1 ORDER BY track_id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM recording ORDER BY track_id");

impl Rows {
    /// Records what is known of a track, in place of what was.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_recording(&self, recording: &Recording) -> Result<(), StoreError> {
        let Recording { track, work, label, catalogue_number, cut_number, library } = recording;
        let (work, label) = (work.map(|id| id.0), label.map(|id| id.0));
        self.execute(REPLACE, (track.0, work, label, catalogue_number, cut_number, library)).map(drop)
    }

    /// Forgets what is known of a track; nothing may be.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_recording(&self, track: TrackId) -> Result<(), StoreError> {
        self.execute(DELETE, [track.0]).map(drop)
    }

    /// What is known of a track, if anything is.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn recording(&self, track: TrackId) -> Result<Option<Recording>, StoreError> {
        self.one(OF_TRACK, [track.0], read)
    }

    /// Tracks that record a work.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn recordings_of_work(&self, work: WorkId) -> Result<Vec<Recording>, StoreError> {
        self.list(OF_WORK, [work.0], read)
    }

    /// Tracks that a party has released.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn recordings_of_label(&self, label: PartyId) -> Result<Vec<Recording>, StoreError> {
        self.list(OF_LABEL, [label.0], read)
    }

    /// All that is known of tracks, by track.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn recordings(&self) -> Result<Vec<Recording>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Recording> {
    let mut columns = Columns::of(row);
    Ok(Recording {
        track: TrackId(columns.value()?),
        work: columns.value::<Option<_>>()?.map(WorkId),
        label: columns.value::<Option<_>>()?.map(PartyId),
        catalogue_number: columns.value()?,
        cut_number: columns.value()?,
        library: columns.value()?,
    })
}
