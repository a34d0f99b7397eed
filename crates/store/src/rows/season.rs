//! What stands in the newest cut of every episode of a season, asked at once and not cut by cut.

use model::{CueId, CueNumber, CutId, EpisodeId, PlacementId, Scene, SceneId, Statement, TrackId};
use rusqlite::Row;
use timebase::{Flicks, Position};

use super::columns::Columns;
use super::cue::read_statement;
use super::scene;
use crate::{Rows, StoreError};

macro_rules! newest {
    () => {
        " FROM episode JOIN cut ON cut.id = (SELECT newest.id FROM cut AS newest WHERE newest.episode_id = episode.id \
         ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) "
    };
}

macro_rules! stated {
    () => {
        "SELECT cue_theme.theme_id, cue_theme.manner, cue_theme.changes, cut.episode_id, cut.id, cue.id, cue.number, \
         cue.title, cue.brief, cue.at, cue.scene_id, cue.pick_id"
    };
}

const STATED: &str = concat!(
    stated!(),
    newest!(),
    "JOIN cue ON cue.cut_id = cut.id JOIN cue_theme ON cue_theme.cue_id = cue.id \
     WHERE episode.season = ?1 ORDER BY episode.number, episode.id, cue.at, cue.id, cue_theme.ordinal"
);
const STATED_IN_CUT: &str = concat!(
    stated!(),
    " FROM cut JOIN cue ON cue.cut_id = cut.id JOIN cue_theme ON cue_theme.cue_id = cue.id \
     WHERE cut.id = ?1 ORDER BY cue.at, cue.id, cue_theme.ordinal"
);
const TEMP: &str = concat!(
    "SELECT episode.id, cut.id, cue.id, cue.number, cue.title, ifnull(cue.pick_id = placement.id, 0), placement.id, \
     placement.track_id, placement.in_point, (SELECT sum(piece.out_point - piece.in_point) FROM placement AS piece \
     WHERE piece.id = placement.id OR piece.piece_of = placement.id), ifnull(placement.temp_since, ''), \
     ifnull(cue.pick_id = placement.id, 0) AND EXISTS (SELECT 1 FROM placement AS piece \
     WHERE (piece.id = placement.id OR piece.piece_of = placement.id) AND piece.muted = 0)",
    newest!(),
    "JOIN cue ON cue.cut_id = cut.id JOIN placement ON placement.cue_id = cue.id \
     WHERE episode.season = ?1 AND placement.temp = 1 AND placement.piece_of IS NULL \
     ORDER BY ifnull(placement.temp_since, ''), episode.number, episode.id, placement.in_point, placement.id"
);
const SCENES: &str = concat!(
    "SELECT episode.id, scene.id, scene.cut_id, scene.number, scene.slugline, scene.synopsis, scene.in_point, \
     scene.out_point, scene.moods, scene.intensity, scene.characters",
    newest!(),
    "JOIN scene ON scene.cut_id = cut.id WHERE episode.season = ?1 \
     ORDER BY episode.number, episode.id, scene.in_point, scene.id"
);

/// A cue of a season that states a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedCue {
    /// How it states which theme.
    pub statement: Statement,
    /// Its episode.
    pub episode: EpisodeId,
    /// The newest cut of that.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// What the music is to do.
    pub brief: String,
    /// Where it is wanted, as long as it has no music.
    pub at: Position,
    /// The scene that it was asked for.
    pub scene: Option<SceneId>,
    /// What sounds.
    pub pick: Option<PlacementId>,
}

/// An alternate of a season that is temp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TempAlternate {
    /// Its episode.
    pub episode: EpisodeId,
    /// The newest cut of that.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// Whether it is the pick.
    pub is_pick: bool,
    /// The placement that stands for it.
    pub placement: PlacementId,
    /// What sounds.
    pub track: TrackId,
    /// Where it starts.
    pub at: Position,
    /// How long it is.
    pub length: Flicks,
    /// Since which day, ISO 8601; empty where that was not kept.
    pub since: String,
    /// Whether it sounds: it is the pick, and not all of it is muted.
    pub sounds: bool,
}

impl Rows {
    /// The temp alternates of the newest cuts of a season, the oldest first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn temp_in_season(&self, season: u32) -> Result<Vec<TempAlternate>, StoreError> {
        self.list(TEMP, [season], |row| {
            let mut columns = Columns::of(row);
            Ok(TempAlternate {
                episode: EpisodeId(columns.value()?),
                cut: CutId(columns.value()?),
                cue: CueId(columns.value()?),
                number: columns.word()?,
                title: columns.value()?,
                is_pick: columns.value()?,
                placement: PlacementId(columns.value()?),
                track: TrackId(columns.value()?),
                at: columns.position()?,
                length: columns.flicks()?,
                since: columns.value()?,
                sounds: columns.value()?,
            })
        })
    }

    /// The statements of themes in the newest cuts of a season: by episode; one that a cue makes of several themes
    /// is there for each.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn stated_in_season(&self, season: u32) -> Result<Vec<StatedCue>, StoreError> {
        self.list(STATED, [season], read_stated)
    }

    /// The statements of themes in a cut, as [`Rows::stated_in_season`] gives them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn stated_in_cut(&self, cut: CutId) -> Result<Vec<StatedCue>, StoreError> {
        self.list(STATED_IN_CUT, [cut.0], read_stated)
    }

    /// The scenes of the newest cuts of a season, in the order of the story.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn scenes_of_season(&self, season: u32) -> Result<Vec<(EpisodeId, Scene)>, StoreError> {
        self.list(SCENES, [season], |row| {
            let mut columns = Columns::of(row);
            Ok((EpisodeId(columns.value()?), scene::read_columns(&mut columns)?))
        })
    }
}

fn read_stated(row: &Row<'_>) -> rusqlite::Result<StatedCue> {
    let mut columns = Columns::of(row);
    Ok(StatedCue {
        statement: read_statement(&mut columns)?,
        episode: EpisodeId(columns.value()?),
        cut: CutId(columns.value()?),
        cue: CueId(columns.value()?),
        number: columns.word()?,
        title: columns.value()?,
        brief: columns.value()?,
        at: columns.position()?,
        scene: columns.value::<Option<_>>()?.map(SceneId),
        pick: columns.value::<Option<_>>()?.map(PlacementId),
    })
}
