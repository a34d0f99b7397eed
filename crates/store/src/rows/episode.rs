//! Episodes.

use model::{Episode, EpisodeId, EpisodeName};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, season, number, title"
    };
}

const INSERT: &str = "INSERT INTO episode (id, season, number, title) VALUES (?1, ?2, ?3, ?4)";
const UPDATE: &str = "UPDATE episode SET season = ?2, number = ?3, title = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM episode WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM episode WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM episode ORDER BY season, number, id");
const NAMED: &str = concat!("SELECT ", columns!(), " FROM episode WHERE season = ?1 AND number = ?2");

impl Rows {
    /// Adds an episode.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_episode(&self, episode: &Episode) -> Result<(), StoreError> {
        self.execute(INSERT, values(episode)).map(drop)
    }

    /// Changes an episode to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_episode(&self, episode: &Episode) -> Result<(), StoreError> {
        self.change("episode", episode.id.0, UPDATE, values(episode))
    }

    /// Removes an episode.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_episode(&self, id: EpisodeId) -> Result<(), StoreError> {
        self.change("episode", id.0, DELETE, [id.0])
    }

    /// An episode by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn episode(&self, id: EpisodeId) -> Result<Option<Episode>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The episode of that season and number.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn episode_named(&self, name: EpisodeName) -> Result<Option<Episode>, StoreError> {
        self.one(NAMED, (name.season, name.number), read)
    }

    /// All episodes, by season and number.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn episodes(&self) -> Result<Vec<Episode>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(episode: &Episode) -> impl Params {
    (episode.id.0, episode.season, episode.number, &episode.title)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Episode> {
    let mut columns = Columns::of(row);
    Ok(Episode {
        id: EpisodeId(columns.value()?),
        season: columns.value()?,
        number: columns.value()?,
        title: columns.value()?,
    })
}
