//! Suggestions read from tags that somebody has taken or waved away.

use model::TrackId;

use crate::{Ids, Rows, StoreError};

const INSERT: &str = "INSERT OR IGNORE INTO suggestion_seen (id, track_id, key) VALUES (?1, ?2, ?3)";
const DELETE_OF_TRACK: &str = "DELETE FROM suggestion_seen WHERE track_id = ?1";
const OF_TRACK: &str = "SELECT key FROM suggestion_seen WHERE track_id = ?1 ORDER BY key";

impl Rows {
    /// Notes that a suggestion was looked at.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn see_suggestion(&self, track: TrackId, key: &str, ids: &Ids) -> Result<(), StoreError> {
        self.execute(INSERT, (ids.next(), track.0, key)).map(drop)
    }

    /// Forgets which suggestions of a track were looked at.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_suggestions_seen(&self, track: TrackId) -> Result<(), StoreError> {
        self.execute(DELETE_OF_TRACK, [track.0]).map(drop)
    }

    /// The suggestions of a track that were looked at, by key.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn suggestions_seen(&self, track: TrackId) -> Result<Vec<String>, StoreError> {
        self.list(OF_TRACK, [track.0], |row| row.get(0))
    }
}
