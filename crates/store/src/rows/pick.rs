//! What is picked in the newest cut of every episode, as money and licences count it.

use model::{CueId, CueNumber, CutId, EpisodeId, LaneKind, PlacementId, TrackId, Usage};
use rusqlite::Row;
use timebase::{Flicks, Span};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! picked {
    ($which:literal) => {
        concat!(
            "SELECT cut.episode_id, cut.id, cue.id, cue.number, placement.id, placement.track_id, placement.in_point, \
             placement.out_point, cue.perception, cue.voice, cue.theme_role, cue.origin, lane.kind, \
             ifnull(trim(recording.library), '') <> '' \
             FROM episode \
             JOIN cut ON cut.id = (SELECT newest.id FROM cut AS newest WHERE newest.episode_id = episode.id \
               ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) \
             JOIN cue ON cue.cut_id = cut.id \
             JOIN placement ON placement.id = cue.pick_id \
             JOIN lane ON lane.id = placement.lane_id \
             LEFT JOIN recording ON recording.track_id = placement.track_id ",
            $which
        )
    };
}

const PICKS: &str = picked!("ORDER BY episode.season, episode.number, episode.id, placement.in_point, cue.id");
const OF_CUE: &str =
    picked!("WHERE cue.id = ?1 AND episode.id = (SELECT of.episode_id FROM cut AS of WHERE of.id = cue.cut_id)");

/// A pick, with what its cost depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    /// The episode.
    pub episode: EpisodeId,
    /// Its newest cut.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// The placement that is picked.
    pub placement: PlacementId,
    /// Its track.
    pub track: TrackId,
    /// Where it sounds.
    pub span: Span,
    /// How the programme uses it.
    pub usage: Usage,
    /// The kind of the lane it lies on.
    pub lane: LaneKind,
    /// Whether the track is from a production library.
    pub from_library: bool,
}

impl Pick {
    /// How long it sounds.
    #[must_use]
    pub fn length(&self) -> Flicks {
        self.span.length()
    }
}

impl Rows {
    /// The picks of the newest cut of each episode: by season and number, then in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn picks(&self) -> Result<Vec<Pick>, StoreError> {
        self.list(PICKS, [], read)
    }

    /// The pick of a cue, if its cut is the newest of its episode.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn pick_of(&self, cue: CueId) -> Result<Option<Pick>, StoreError> {
        self.one(OF_CUE, [cue.0], read)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Pick> {
    let mut columns = Columns::of(row);
    Ok(Pick {
        episode: EpisodeId(columns.value()?),
        cut: CutId(columns.value()?),
        cue: CueId(columns.value()?),
        number: columns.word()?,
        placement: PlacementId(columns.value()?),
        track: TrackId(columns.value()?),
        span: Span { start: columns.position()?, end: columns.position()? },
        usage: Usage {
            perception: columns.word()?,
            voice: columns.optional_word()?,
            theme_role: columns.word()?,
            origin: columns.optional_word()?,
        },
        lane: columns.word()?,
        from_library: columns.value()?,
    })
}
