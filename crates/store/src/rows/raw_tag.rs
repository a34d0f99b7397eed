//! The tags of files as they are.

use model::{RawTag, TrackId};

use crate::{Ids, Rows, StoreError};

const INSERT: &str = "INSERT INTO raw_tag (id, track_id, key, value) VALUES (?1, ?2, ?3, ?4)";
const DELETE_OF_TRACK: &str = "DELETE FROM raw_tag WHERE track_id = ?1";
const OF_TRACK: &str = "SELECT key, value FROM raw_tag WHERE track_id = ?1 ORDER BY id";

impl Rows {
    /// The tags of a track's file, in the order of the file.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn raw_tags(&self, track: TrackId) -> Result<Vec<RawTag>, StoreError> {
        self.list(OF_TRACK, [track.0], |row| Ok(RawTag { key: row.get(0)?, value: row.get(1)? }))
    }

    /// Puts `tags` in place of the tags that a track has.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn set_raw_tags(&self, track: TrackId, tags: &[RawTag], ids: &Ids) -> Result<(), StoreError> {
        self.delete_raw_tags(track)?;
        for tag in tags {
            self.execute(INSERT, (ids.next(), track.0, &tag.key, &tag.value))?;
        }
        Ok(())
    }

    /// Removes the tags of a track, if it has any.
    ///
    /// # Errors
    /// If they cannot be removed.
    pub fn delete_raw_tags(&self, track: TrackId) -> Result<(), StoreError> {
        self.execute(DELETE_OF_TRACK, [track.0]).map(drop)
    }
}
