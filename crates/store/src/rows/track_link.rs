//! Links at which recordings can be heard.

use std::collections::HashMap;

use model::TrackId;

use super::columns::Columns;
use crate::{Rows, StoreError};

const SET: &str = "INSERT INTO track_link (track_id, link) VALUES (?1, ?2) \
     ON CONFLICT (track_id) DO UPDATE SET link = excluded.link";
const FORGET: &str = "DELETE FROM track_link WHERE track_id = ?1";
const ALL: &str = "SELECT track_id, link FROM track_link ORDER BY track_id";

impl Rows {
    /// Keeps the link of a track; an empty one is not kept.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_track_link(&self, track: TrackId, link: &str) -> Result<(), StoreError> {
        if link.is_empty() {
            return self.execute(FORGET, [track.0]).map(drop);
        }
        self.execute(SET, (track.0, link)).map(drop)
    }

    /// The links of all tracks that have one.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn track_links(&self) -> Result<HashMap<TrackId, String>, StoreError> {
        let found = self.list(ALL, [], |row| {
            let mut columns = Columns::of(row);
            Ok((TrackId(columns.value()?), columns.value()?))
        })?;
        Ok(found.into_iter().collect())
    }
}
