//! What is picked in the newest cut of every episode, as money and licences count it.

use model::{CueId, CueNumber, CutId, EpisodeId, LaneKind, PlacementId, TrackId, Usage};
use rusqlite::Row;
use timebase::{Flicks, Position, Span, merged};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! picked {
    ($which:literal) => {
        concat!(
            "SELECT cut.episode_id, cut.id, cue.id, cue.number, placement.id, piece.track_id, \
             cue.perception, cue.voice, cue.theme_role, cue.origin, lane.kind, \
             ifnull(trim(recording.library), '') <> '', piece.in_point, piece.out_point \
             FROM episode \
             JOIN cut ON cut.id = (SELECT newest.id FROM cut AS newest WHERE newest.episode_id = episode.id \
               ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) \
             JOIN cue ON cue.cut_id = cut.id \
             JOIN placement ON placement.id = cue.pick_id \
             JOIN lane ON lane.id = placement.lane_id \
             JOIN placement AS piece ON piece.id = placement.id OR piece.piece_of = placement.id \
             LEFT JOIN recording ON recording.track_id = piece.track_id ",
            $which
        )
    };
}

const PICKS: &str = picked!(
    "ORDER BY episode.season, episode.number, episode.id, placement.in_point, cue.id, piece.track_id = placement.track_id DESC, piece.track_id, piece.id"
);
const OF_CUE: &str = picked!(
    "WHERE cue.id = ?1 AND episode.id = (SELECT of.episode_id FROM cut AS of WHERE of.id = cue.cut_id) \
     ORDER BY piece.track_id = placement.track_id DESC, piece.track_id, piece.id"
);

/// A pick, with what its cost depends on; one that is made of several recordings is told once for each.
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
    /// From where its first piece begins to where its last one ends.
    pub span: Span,
    /// How long it lies: the time that its pieces cover. Muted or not, since a licence is for what is laid; what is heard is
    /// [`Heard`](crate::Heard).
    pub length: Flicks,
    /// How the programme uses it.
    pub usage: Usage,
    /// The kind of the lane it lies on.
    pub lane: LaneKind,
    /// Whether the track is from a production library.
    pub from_library: bool,
}

impl Pick {
    /// How long it lies, the time between its pieces with it.
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
        Ok(counted(self.list(PICKS, [], read)?))
    }

    /// The pick of a cue, once for each recording it is made of, if its cut is the newest of its episode.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn pick_of(&self, cue: CueId) -> Result<Vec<Pick>, StoreError> {
        Ok(counted(self.list(OF_CUE, [cue.0], read)?))
    }
}

/// Picks with the time that their pieces cover; those of one pick follow each other.
fn counted(found: Vec<(Pick, Span)>) -> Vec<Pick> {
    let mut picks: Vec<(Pick, Vec<Span>)> = Vec::new();
    for (pick, piece) in found {
        match picks.last_mut() {
            Some((last, pieces)) if (last.placement, last.track) == (pick.placement, pick.track) => pieces.push(piece),
            _ => picks.push((pick, vec![piece])),
        }
    }
    let whole = |(pick, pieces): (Pick, Vec<Span>)| {
        let start = pieces.iter().map(|piece| piece.start).min().unwrap_or(Position::ZERO);
        let end = pieces.iter().map(|piece| piece.end).max().unwrap_or(start);
        Pick { span: Span { start, end }, length: merged(pieces).into_iter().map(Span::length).sum(), ..pick }
    };
    picks.into_iter().map(whole).collect()
}

/// A pick, and one of its pieces.
fn read(row: &Row<'_>) -> rusqlite::Result<(Pick, Span)> {
    let mut columns = Columns::of(row);
    let pick = Pick {
        episode: EpisodeId(columns.value()?),
        cut: CutId(columns.value()?),
        cue: CueId(columns.value()?),
        number: columns.word()?,
        placement: PlacementId(columns.value()?),
        track: TrackId(columns.value()?),
        span: Span { start: Position::ZERO, end: Position::ZERO },
        length: Flicks::ZERO,
        usage: Usage {
            perception: columns.word()?,
            voice: columns.optional_word()?,
            theme_role: columns.word()?,
            origin: columns.optional_word()?,
        },
        lane: columns.word()?,
        from_library: columns.value()?,
    };
    Ok((pick, Span { start: columns.position()?, end: columns.position()? }))
}
