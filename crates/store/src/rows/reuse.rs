//! Where a song sounds, and whether it is meant to sound there again. A song is a track with the other recordings of its work.

use model::{CueId, CueNumber, EpisodeName, ThemeRole, TrackId};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! song {
    ($column:literal) => {
        concat!(
            "(",
            $column,
            " = ?1 OR ",
            $column,
            " IN (SELECT other.track_id FROM recording AS own JOIN recording AS other ON other.work_id = own.work_id \
             WHERE own.track_id = ?1))"
        )
    };
}

const VERSIONS: &str = concat!("SELECT track.id FROM track WHERE ", song!("track.id"), " ORDER BY track.id");
/// Cues with a role over the season, and those that state a theme, are there to come back.
const SOUNDS: &str = concat!(
    "SELECT DISTINCT episode.season, episode.number, cue.number, cue.id, cue.theme_role, \
       (SELECT theme.name FROM cue_theme JOIN theme ON theme.id = cue_theme.theme_id \
        WHERE cue_theme.cue_id = cue.id ORDER BY cue_theme.ordinal, theme.id LIMIT 1) FROM placement \
     JOIN cue ON cue.pick_id = placement.id JOIN cut ON cut.id = cue.cut_id JOIN episode ON episode.id = cut.episode_id \
     WHERE ",
    song!("placement.track_id"),
    " AND episode.season = ?2 \
     AND cut.id = (SELECT newest.id FROM cut AS newest WHERE newest.episode_id = episode.id \
       ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) \
     ORDER BY episode.number, cue.at, cue.id"
);
const MEANT: &str =
    concat!("SELECT 1 FROM reuse_meant WHERE season = ?2 AND ", song!("reuse_meant.track_id"), " LIMIT 1");
const MEAN: &str = "INSERT INTO reuse_meant (season, track_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
const FORGET: &str = concat!("DELETE FROM reuse_meant WHERE season = ?2 AND ", song!("reuse_meant.track_id"));
const FORGET_TRACK: &str = "DELETE FROM reuse_meant WHERE track_id = ?1";

/// A cue in which a song sounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SongCue {
    /// Its episode.
    pub episode: EpisodeName,
    /// Its number.
    pub number: CueNumber,
    /// The cue.
    pub cue: CueId,
    /// What it is of the programme's own music.
    pub theme_role: ThemeRole,
    /// The theme that it states, the first of several.
    pub theme: Option<String>,
}

impl SongCue {
    /// Whether the song is there to come back: as a main or end title and the like, or as a statement of a theme.
    #[must_use]
    pub fn comes_back(&self) -> bool {
        self.theme_role != ThemeRole::None || self.theme.is_some()
    }
}

impl Rows {
    /// The tracks of a song, by id: the one that is named among them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn versions_of_song(&self, track: TrackId) -> Result<Vec<TrackId>, StoreError> {
        self.list(VERSIONS, [track.0], |row| row.get(0).map(TrackId))
    }

    /// The cues of the newest cuts of a season in which a song sounds, in the order of the story.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn song_in_season(&self, track: TrackId, season: u32) -> Result<Vec<SongCue>, StoreError> {
        self.list(SOUNDS, (track.0, season), |row| {
            let mut columns = Columns::of(row);
            Ok(SongCue {
                episode: EpisodeName { season: columns.value()?, number: columns.value()? },
                number: columns.word()?,
                cue: CueId(columns.value()?),
                theme_role: columns.word()?,
                theme: columns.value()?,
            })
        })
    }

    /// Whether a song is meant to sound more than once in a season.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn is_reuse_meant(&self, track: TrackId, season: u32) -> Result<bool, StoreError> {
        Ok(self.one(MEANT, (track.0, season), |_| Ok(()))?.is_some())
    }

    /// Keeps whether a song is meant to sound more than once in a season.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_reuse_meant(&self, track: TrackId, season: u32, meant: bool) -> Result<(), StoreError> {
        if meant {
            return self.execute(MEAN, (season, track.0)).map(drop);
        }
        self.execute(FORGET, (track.0, season)).map(drop)
    }

    /// Forgets what was meant of a track.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_reuse_meant(&self, track: TrackId) -> Result<(), StoreError> {
        self.execute(FORGET_TRACK, [track.0]).map(drop)
    }
}
