//! What sounds in the newest cuts of a season: picks that are not muted.

use model::{CueId, CueNumber, CutId, EpisodeId, LaneKind, TrackId, Usage};
use timebase::Span;

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! heard {
    ($from:literal) => {
        concat!(
            "SELECT cut.episode_id, cut.id, cue.id, cue.number, cue.title, cue.perception, cue.voice, cue.theme_role, \
             cue.origin, lane.kind, piece.track_id, piece.in_point, piece.out_point, \
             EXISTS (SELECT 1 FROM commission_version AS own WHERE own.track_id = piece.track_id) \
             OR EXISTS (SELECT 1 FROM commission_file AS own WHERE own.track_id = piece.track_id) ",
            $from,
            "JOIN cue ON cue.cut_id = cut.id \
             JOIN placement ON placement.id = cue.pick_id \
             JOIN lane ON lane.id = placement.lane_id \
             JOIN placement AS piece ON (piece.id = placement.id OR piece.piece_of = placement.id) AND piece.muted = 0 "
        )
    };
}

const IN_SEASON: &str = concat!(
    heard!(
        "FROM episode JOIN cut ON cut.id = (SELECT newest.id FROM cut AS newest WHERE newest.episode_id = episode.id \
         ORDER BY newest.ordinal DESC, newest.id DESC LIMIT 1) "
    ),
    "WHERE episode.season = ?1 \
     ORDER BY episode.number, episode.id, placement.in_point, cue.id, piece.track_id, piece.in_point"
);
const IN_CUT: &str = concat!(
    heard!("FROM cut "),
    "WHERE cut.id = ?1 ORDER BY placement.in_point, cue.id, piece.track_id, piece.in_point"
);

/// A recording that sounds in a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The episode.
    pub episode: EpisodeId,
    /// Its newest cut.
    pub cut: CutId,
    /// The cue.
    pub cue: CueId,
    /// Its number.
    pub number: CueNumber,
    /// What people call it.
    pub title: String,
    /// How the programme uses it.
    pub usage: Usage,
    /// The kind of the lane it lies on.
    pub lane: LaneKind,
    /// The recording.
    pub track: TrackId,
    /// Where its pieces sound, in time.
    pub spans: Vec<Span>,
    /// Whether the recording came for a commission, as a version or a file.
    pub commissioned: bool,
}

impl Rows {
    /// What sounds in the newest cuts of a season, in the order of the story; a pick of several recordings is told once for each.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn heard_in_season(&self, season: u32) -> Result<Vec<Heard>, StoreError> {
        self.heard(IN_SEASON, i64::from(season))
    }

    /// What sounds in a cut, as [`Rows::heard_in_season`] tells it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn heard_in_cut(&self, cut: CutId) -> Result<Vec<Heard>, StoreError> {
        self.heard(IN_CUT, cut.0)
    }

    fn heard(&self, sql: &str, of: i64) -> Result<Vec<Heard>, StoreError> {
        let found = self.list(sql, [of], |row| {
            let mut columns = Columns::of(row);
            Ok(Heard {
                episode: EpisodeId(columns.value()?),
                cut: CutId(columns.value()?),
                cue: CueId(columns.value()?),
                number: columns.word()?,
                title: columns.value()?,
                usage: Usage {
                    perception: columns.word()?,
                    voice: columns.optional_word()?,
                    theme_role: columns.word()?,
                    origin: columns.optional_word()?,
                },
                lane: columns.word()?,
                track: TrackId(columns.value()?),
                spans: vec![Span { start: columns.position()?, end: columns.position()? }],
                commissioned: columns.value()?,
            })
        })?;
        let mut heard: Vec<Heard> = Vec::with_capacity(found.len());
        for piece in found {
            match heard.last_mut() {
                Some(last) if (last.cue, last.track) == (piece.cue, piece.track) => last.spans.extend(piece.spans),
                _ => heard.push(piece),
            }
        }
        Ok(heard)
    }
}
