//! Cuts of episodes.

use model::{Cut, CutId, EpisodeId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, episode_id, label, rate, start_frame, length, picture, ordinal"
    };
}

const INSERT: &str = "INSERT INTO cut (id, episode_id, label, rate, start_frame, length, picture, ordinal) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const UPDATE: &str = "UPDATE cut SET episode_id = ?2, label = ?3, rate = ?4, start_frame = ?5, length = ?6, \
     picture = ?7, ordinal = ?8 WHERE id = ?1";
const DELETE: &str = "DELETE FROM cut WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM cut WHERE id = ?1");
const OF_EPISODE: &str = concat!("SELECT ", columns!(), " FROM cut WHERE episode_id = ?1 ORDER BY ordinal, id");
const NEWEST: &str =
    concat!("SELECT ", columns!(), " FROM cut WHERE episode_id = ?1 ORDER BY ordinal DESC, id DESC LIMIT 1");

impl Rows {
    /// Adds a cut.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_cut(&self, cut: &Cut) -> Result<(), StoreError> {
        self.execute(INSERT, values(cut)).map(drop)
    }

    /// Changes a cut to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_cut(&self, cut: &Cut) -> Result<(), StoreError> {
        self.change("cut", cut.id.0, UPDATE, values(cut))
    }

    /// Removes a cut.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_cut(&self, id: CutId) -> Result<(), StoreError> {
        self.change("cut", id.0, DELETE, [id.0])
    }

    /// A cut by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn cut(&self, id: CutId) -> Result<Option<Cut>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The newest cut of an episode.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn newest_cut(&self, episode: EpisodeId) -> Result<Option<Cut>, StoreError> {
        self.one(NEWEST, [episode.0], read)
    }

    /// The cuts of an episode, the newest last.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn cuts(&self, episode: EpisodeId) -> Result<Vec<Cut>, StoreError> {
        self.list(OF_EPISODE, [episode.0], read)
    }
}

fn values(cut: &Cut) -> impl Params {
    (cut.id.0, cut.episode.0, &cut.label, cut.rate.name(), cut.start.0, cut.length.0, &cut.picture, cut.ordinal)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Cut> {
    let mut columns = Columns::of(row);
    Ok(Cut {
        id: CutId(columns.value()?),
        episode: EpisodeId(columns.value()?),
        label: columns.value()?,
        rate: columns.word()?,
        start: columns.frames()?,
        length: columns.flicks()?,
        picture: columns.value()?,
        ordinal: columns.value()?,
    })
}
