//! Placements, and where tracks are used.

use std::collections::BTreeMap;

use model::{
    CueId, CueNumber, CutId, EpisodeName, Fade, GroupId, LaneId, Millibels, Placement, PlacementId, TrackId, VolumeId,
};
use rusqlite::Row;
use timebase::Flicks;

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "placement.id, placement.cue_id, placement.track_id, placement.lane_id, placement.in_point, \
         placement.out_point, placement.track_start, placement.gain, placement.fade_in, \
         placement.fade_in_shape, placement.fade_out, placement.fade_out_shape, placement.ordinal, \
         placement.piece_of, placement.muted, placement.fade_in_bend, placement.fade_out_bend, placement.locked, \
         placement.group_id, placement.volume_id, placement.temp, placement.tail"
    };
}

const INSERT: &str = "INSERT INTO placement (id, cue_id, track_id, lane_id, in_point, out_point, track_start, gain, \
     fade_in, fade_in_shape, fade_out, fade_out_shape, ordinal, piece_of, muted, fade_in_bend, fade_out_bend, locked, group_id, volume_id, temp, tail) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)";
const UPDATE: &str = "UPDATE placement SET cue_id = ?2, track_id = ?3, lane_id = ?4, in_point = ?5, out_point = ?6, \
     track_start = ?7, gain = ?8, fade_in = ?9, fade_in_shape = ?10, fade_out = ?11, fade_out_shape = ?12, \
     ordinal = ?13, piece_of = ?14, muted = ?15, fade_in_bend = ?16, fade_out_bend = ?17, locked = ?18, group_id = ?19, \
     volume_id = ?20, temp = ?21, tail = ?22 WHERE id = ?1";
/// The same where no column changes that an index has: of what is moved, trimmed or shaped the row alone is written, not a
/// page of each index.
const MOVE: &str = "UPDATE placement SET in_point = ?5, out_point = ?6, track_start = ?7, gain = ?8, fade_in = ?9, \
     fade_in_shape = ?10, fade_out = ?11, fade_out_shape = ?12, muted = ?15, fade_in_bend = ?16, fade_out_bend = ?17, locked = ?18, \
     group_id = ?19, volume_id = ?20, temp = ?21, tail = ?22 \
     WHERE id = ?1 AND cue_id = ?2 AND track_id = ?3 AND lane_id = ?4 AND ordinal = ?13 AND piece_of IS ?14";
const DATE_TEMP: &str = "UPDATE placement SET temp_since = ?1 WHERE temp = 1 AND temp_since IS NULL";
const UNDATE_TEMP: &str = "UPDATE placement SET temp_since = NULL WHERE temp = 0 AND id = ?1";
const CARRY_TEMP: &str = "UPDATE placement SET temp_since = (SELECT was.temp_since FROM placement AS was WHERE was.id = ?2) WHERE id = ?1 AND temp = 1";
const DELETE: &str = "DELETE FROM placement WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM placement WHERE id = ?1");
const OF_CUE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM placement WHERE cue_id = ?1 \
     ORDER BY ordinal, ifnull(piece_of, id), piece_of IS NOT NULL, in_point, id"
);
const PIECES: &str =
    concat!("SELECT ", columns!(), " FROM placement WHERE id = ?1 OR piece_of = ?1 ORDER BY in_point, id");
const OF_CUT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM placement JOIN cue ON cue.id = placement.cue_id WHERE cue.cut_id = ?1 \
     ORDER BY placement.in_point, placement.id"
);
const OF_TRACK: &str = concat!("SELECT ", columns!(), " FROM placement WHERE track_id = ?1 ORDER BY id");
const OF_LANE: &str = concat!("SELECT ", columns!(), " FROM placement WHERE lane_id = ?1 ORDER BY id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM placement ORDER BY id");
const TRACK_USES: &str = "SELECT DISTINCT placement.track_id, episode.season, episode.number, cue.number FROM placement \
     JOIN cue ON cue.id = placement.cue_id JOIN cut ON cut.id = cue.cut_id \
     JOIN episode ON episode.id = cut.episode_id ORDER BY 1, 2, 3, 4";

/// Where each track is placed: episodes and cue numbers, in order, every cut of an episode counted as one.
pub type TrackUses = BTreeMap<TrackId, Vec<(EpisodeName, CueNumber)>>;

impl Rows {
    /// Adds a placement.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_placement(&self, placement: &Placement) -> Result<(), StoreError> {
        write(self, INSERT, placement).map(drop)
    }

    /// Changes a placement to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_placement(&self, placement: &Placement) -> Result<(), StoreError> {
        if write(self, MOVE, placement)? > 0 || write(self, UPDATE, placement)? > 0 {
            return Ok(());
        }
        Err(StoreError::Missing { noun: "placement", id: placement.id.0 })
    }

    /// Dates the placements that are temp and have no date yet; `day` is by the local calendar.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn date_temp(&self, day: &str) -> Result<(), StoreError> {
        self.execute(DATE_TEMP, [day]).map(drop)
    }

    /// Forgets since when a placement was temp that is not any more.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn undate_temp(&self, id: PlacementId) -> Result<(), StoreError> {
        self.execute(UNDATE_TEMP, [id.0]).map(drop)
    }

    /// Gives a temp placement the date of the one that it was copied from.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn carry_temp_date(&self, to: PlacementId, from: PlacementId) -> Result<(), StoreError> {
        self.execute(CARRY_TEMP, (to.0, from.0)).map(drop)
    }

    /// Removes a placement.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_placement(&self, id: PlacementId) -> Result<(), StoreError> {
        self.change("placement", id.0, DELETE, [id.0])
    }

    /// A placement by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn placement(&self, id: PlacementId) -> Result<Option<Placement>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The alternates of a cue, A, B, C, each followed by its other pieces.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn placements_of_cue(&self, cue: CueId) -> Result<Vec<Placement>, StoreError> {
        self.list(OF_CUE, [cue.0], read)
    }

    /// The pieces of an alternate in time, the placement that stands for it among them.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn pieces(&self, alternate: PlacementId) -> Result<Vec<Placement>, StoreError> {
        self.list(PIECES, [alternate.0], read)
    }

    /// The placements of a cut, in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn placements_of_cut(&self, cut: CutId) -> Result<Vec<Placement>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// Where a track is placed, in all cuts, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn placements_of_track(&self, track: TrackId) -> Result<Vec<Placement>, StoreError> {
        self.list(OF_TRACK, [track.0], read)
    }

    /// What lies on a lane, in all cuts, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn placements_of_lane(&self, lane: LaneId) -> Result<Vec<Placement>, StoreError> {
        self.list(OF_LANE, [lane.0], read)
    }

    /// All placements, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_placements(&self) -> Result<Vec<Placement>, StoreError> {
        self.list(ALL, [], read)
    }

    /// The cues that tracks are placed for; tracks that are placed nowhere are not in it.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn track_uses(&self) -> Result<TrackUses, StoreError> {
        let mut uses = TrackUses::new();
        let found = self.list(TRACK_USES, [], |row| {
            let mut columns = Columns::of(row);
            let track = TrackId(columns.value()?);
            let episode = EpisodeName { season: columns.value()?, number: columns.value()? };
            Ok((track, (episode, columns.word()?)))
        })?;
        for (track, place) in found {
            uses.entry(track).or_default().push(place);
        }
        // As text 1M100 comes before 1M20.
        uses.values_mut().for_each(|places| places.sort_unstable());
        Ok(uses)
    }
}

fn write(rows: &Rows, sql: &str, placement: &Placement) -> Result<usize, StoreError> {
    rows.execute(
        sql,
        rusqlite::params![
            placement.id.0,
            placement.cue.0,
            placement.track.0,
            placement.lane.0,
            placement.in_point.0,
            placement.out_point.0,
            placement.track_start.0,
            placement.gain.0,
            placement.fade_in.length.0,
            Word(&placement.fade_in.shape),
            placement.fade_out.length.0,
            Word(&placement.fade_out.shape),
            placement.ordinal,
            placement.piece_of.map(|piece_of| piece_of.0),
            placement.muted,
            placement.fade_in.bend,
            placement.fade_out.bend,
            placement.locked,
            placement.group.map(|group| group.0),
            placement.volume.map(|volume| volume.0),
            placement.temp,
            placement.tail.0,
        ],
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Placement> {
    let mut columns = Columns::of(row);
    let mut placement = Placement {
        id: PlacementId(columns.value()?),
        cue: CueId(columns.value()?),
        track: TrackId(columns.value()?),
        lane: LaneId(columns.value()?),
        in_point: columns.position()?,
        out_point: columns.position()?,
        track_start: columns.flicks()?,
        gain: Millibels(columns.value()?),
        fade_in: Fade { length: columns.flicks()?, shape: columns.word()?, bend: 0 },
        fade_out: Fade { length: columns.flicks()?, shape: columns.word()?, bend: 0 },
        ordinal: columns.value()?,
        piece_of: columns.value::<Option<_>>()?.map(PlacementId),
        muted: columns.value()?,
        locked: false,
        group: None,
        volume: None,
        temp: false,
        tail: Flicks::ZERO,
    };
    (placement.fade_in.bend, placement.fade_out.bend) = (columns.value()?, columns.value()?);
    placement.locked = columns.value()?;
    placement.group = columns.value::<Option<_>>()?.map(GroupId);
    placement.volume = columns.value::<Option<_>>()?.map(VolumeId);
    placement.temp = columns.value()?;
    placement.tail = columns.flicks()?;
    Ok(placement)
}
