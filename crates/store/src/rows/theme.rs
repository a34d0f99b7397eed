//! Themes, each with its tracks (`theme_track`).

use std::collections::BTreeMap;

use model::{CharacterId, EpisodeId, Theme, ThemeId, ThemeInEpisode, TrackId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "theme.id, theme.name, theme.character_id, theme.about, theme.brief"
    };
}

const INSERT: &str = "INSERT INTO theme (id, name, character_id, about, brief) VALUES (?1, ?2, ?3, ?4, ?5)";
const UPDATE: &str = "UPDATE theme SET name = ?2, character_id = ?3, about = ?4, brief = ?5 WHERE id = ?1";
const DELETE: &str = "DELETE FROM theme WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM theme WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM theme ORDER BY name, id");
const OF_TRACK: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM theme \
     JOIN theme_track ON theme_track.theme_id = theme.id WHERE theme_track.track_id = ?1 ORDER BY theme.name, theme.id"
);

const INSERT_TRACK: &str = "INSERT INTO theme_track (theme_id, track_id, ordinal) VALUES (?1, ?2, ?3)";
const DELETE_TRACKS: &str = "DELETE FROM theme_track WHERE theme_id = ?1";
const TRACKS: &str = "SELECT track_id FROM theme_track WHERE theme_id = ?1 ORDER BY ordinal, track_id";
const ALL_TRACKS: &str = "SELECT theme_id, track_id FROM theme_track ORDER BY theme_id, ordinal, track_id";

const ASK: &str = "INSERT INTO theme_episode (theme_id, episode_id, state, expected) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (theme_id, episode_id) DO UPDATE SET state = excluded.state, expected = excluded.expected";
const FORGET: &str = "DELETE FROM theme_episode WHERE theme_id = ?1 AND episode_id = ?2";
const FORGET_THEME: &str = "DELETE FROM theme_episode WHERE theme_id = ?1";
const FORGET_EPISODE: &str = "DELETE FROM theme_episode WHERE episode_id = ?1";
const ASKED: &str = "SELECT theme_id, episode_id, state, expected FROM theme_episode ORDER BY theme_id, episode_id";

impl Rows {
    /// Adds a theme and the list of its tracks.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_theme(&self, theme: &Theme) -> Result<(), StoreError> {
        self.execute(INSERT, values(theme))?;
        self.insert_theme_tracks(theme)
    }

    /// Changes a theme and the list of its tracks to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_theme(&self, theme: &Theme) -> Result<(), StoreError> {
        self.change("theme", theme.id.0, UPDATE, values(theme))?;
        if self.tracks_of_theme(theme.id)? != theme.tracks {
            self.execute(DELETE_TRACKS, [theme.id.0])?;
            self.insert_theme_tracks(theme)?;
        }
        Ok(())
    }

    /// Removes a theme, the list of its tracks and what episodes ask of it. Cues that state it are changed with
    /// [`Rows::update_cue`].
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_theme(&self, id: ThemeId) -> Result<(), StoreError> {
        self.execute(DELETE_TRACKS, [id.0])?;
        self.execute(FORGET_THEME, [id.0])?;
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

    /// Keeps what an episode asks of a theme; what was asked before makes way. Nothing that is said is not kept.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_theme_in_episode(&self, asked: &ThemeInEpisode) -> Result<(), StoreError> {
        let (theme, episode) = (asked.theme.0, asked.episode.0);
        if asked.state.is_empty() && !asked.expected {
            return self.execute(FORGET, (theme, episode)).map(drop);
        }
        self.execute(ASK, (theme, episode, &asked.state, asked.expected)).map(drop)
    }

    /// What the episodes ask of the themes.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn themes_in_episodes(&self) -> Result<Vec<ThemeInEpisode>, StoreError> {
        self.list(ASKED, [], |row| {
            let mut columns = Columns::of(row);
            Ok(ThemeInEpisode {
                theme: ThemeId(columns.value()?),
                episode: EpisodeId(columns.value()?),
                state: columns.value()?,
                expected: columns.value()?,
            })
        })
    }

    /// Forgets what an episode asks of themes.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_themes_in_episode(&self, episode: EpisodeId) -> Result<(), StoreError> {
        self.execute(FORGET_EPISODE, [episode.0]).map(drop)
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

fn values(theme: &Theme) -> impl Params {
    (theme.id.0, &theme.name, theme.character.map(|character| character.0), &theme.about, &theme.brief)
}

/// All but its tracks.
fn read(row: &Row<'_>) -> rusqlite::Result<Theme> {
    let mut columns = Columns::of(row);
    Ok(Theme {
        id: ThemeId(columns.value()?),
        name: columns.value()?,
        character: columns.value::<Option<_>>()?.map(CharacterId),
        about: columns.value()?,
        brief: columns.value()?,
        tracks: Vec::new(),
    })
}
