//! Themes, each with its tracks (`theme_track`).

use std::collections::BTreeMap;

use model::{CharacterId, Theme, ThemeId, TrackId};
use rusqlite::Row;

use crate::{Rows, StoreError};

const INSERT: &str = "INSERT INTO theme (id, name, character_id) VALUES (?1, ?2, ?3)";
const UPDATE: &str = "UPDATE theme SET name = ?2, character_id = ?3 WHERE id = ?1";
const DELETE: &str = "DELETE FROM theme WHERE id = ?1";
const BY_ID: &str = "SELECT id, name, character_id FROM theme WHERE id = ?1";
const ALL: &str = "SELECT id, name, character_id FROM theme ORDER BY name, id";
const OF_TRACK: &str = "SELECT theme.id, theme.name, theme.character_id FROM theme \
     JOIN theme_track ON theme_track.theme_id = theme.id WHERE theme_track.track_id = ?1 ORDER BY theme.name, theme.id";

const INSERT_TRACK: &str = "INSERT INTO theme_track (theme_id, track_id, ordinal) VALUES (?1, ?2, ?3)";
const DELETE_TRACKS: &str = "DELETE FROM theme_track WHERE theme_id = ?1";
const TRACKS: &str = "SELECT track_id FROM theme_track WHERE theme_id = ?1 ORDER BY ordinal, track_id";
const ALL_TRACKS: &str = "SELECT theme_id, track_id FROM theme_track ORDER BY theme_id, ordinal, track_id";

impl Rows {
    /// Adds a theme and the list of its tracks.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_theme(&self, theme: &Theme) -> Result<(), StoreError> {
        self.execute(INSERT, (theme.id.0, &theme.name, theme.character.map(|character| character.0)))?;
        self.insert_theme_tracks(theme)
    }

    /// Changes a theme and the list of its tracks to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_theme(&self, theme: &Theme) -> Result<(), StoreError> {
        let character = theme.character.map(|character| character.0);
        self.change("theme", theme.id.0, UPDATE, (theme.id.0, &theme.name, character))?;
        if self.tracks_of_theme(theme.id)? != theme.tracks {
            self.execute(DELETE_TRACKS, [theme.id.0])?;
            self.insert_theme_tracks(theme)?;
        }
        Ok(())
    }

    /// Removes a theme and the list of its tracks. Cues that state it are changed with [`Rows::update_cue`].
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_theme(&self, id: ThemeId) -> Result<(), StoreError> {
        self.execute(DELETE_TRACKS, [id.0])?;
        self.change("theme", id.0, DELETE, [id.0])
    }

    /// A theme by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn theme(&self, id: ThemeId) -> Result<Option<Theme>, StoreError> {
        let Some(mut theme) = self.one(BY_ID, [id.0], read)? else { return Ok(None) };
        theme.tracks = self.tracks_of_theme(id)?;
        Ok(Some(theme))
    }

    /// All themes, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn themes(&self) -> Result<Vec<Theme>, StoreError> {
        let mut tracks: BTreeMap<i64, Vec<TrackId>> = BTreeMap::new();
        for (theme, track) in self.list(ALL_TRACKS, [], |row| Ok((row.get(0)?, row.get(1)?)))? {
            tracks.entry(theme).or_default().push(TrackId(track));
        }
        let mut themes = self.list(ALL, [], read)?;
        for theme in &mut themes {
            theme.tracks = tracks.remove(&theme.id.0).unwrap_or_default();
        }
        Ok(themes)
    }

    /// The themes that a track states, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn themes_of_track(&self, track: TrackId) -> Result<Vec<Theme>, StoreError> {
        let mut themes = self.list(OF_TRACK, [track.0], read)?;
        for theme in &mut themes {
            theme.tracks = self.tracks_of_theme(theme.id)?;
        }
        Ok(themes)
    }

    fn tracks_of_theme(&self, theme: ThemeId) -> Result<Vec<TrackId>, StoreError> {
        self.list(TRACKS, [theme.0], |row| row.get(0).map(TrackId))
    }

    fn insert_theme_tracks(&self, theme: &Theme) -> Result<(), StoreError> {
        for (ordinal, track) in (0_i64..).zip(&theme.tracks) {
            self.execute(INSERT_TRACK, (theme.id.0, track.0, ordinal))?;
        }
        Ok(())
    }
}

/// All but its tracks.
fn read(row: &Row<'_>) -> rusqlite::Result<Theme> {
    Ok(Theme {
        id: ThemeId(row.get(0)?),
        name: row.get(1)?,
        character: row.get::<_, Option<_>>(2)?.map(CharacterId),
        tracks: Vec::new(),
    })
}
