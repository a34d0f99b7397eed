//! Shots of cuts: their picture as an editor's list has it.

use model::CutId;
use model::reconform::{Shot, ShotSpeed};
use rusqlite::Row;
use timebase::Frames;

use super::columns::Columns;
use crate::{Ids, Rows, StoreError};

macro_rules! columns {
    () => {
        "name, reel, file, source_in, at_frame, length, speed_over, speed_under"
    };
}

const INSERT: &str =
    concat!("INSERT INTO shot (id, cut_id, ", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
const DELETE_OF_CUT: &str = "DELETE FROM shot WHERE cut_id = ?1";
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM shot WHERE cut_id = ?1 ORDER BY at_frame, id");
const CUTS: &str = "SELECT DISTINCT cut_id FROM shot ORDER BY cut_id";

impl Rows {
    /// Adds a shot to a cut's picture.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_shot(&self, cut: CutId, shot: &Shot, ids: &Ids) -> Result<(), StoreError> {
        let values = (
            ids.next(),
            cut.0,
            &shot.name,
            &shot.reel,
            &shot.file,
            shot.source_in.map(|frames| frames.0),
            shot.at.0,
            shot.length.0,
            shot.speed.over,
            shot.speed.under,
        );
        self.execute(INSERT, values).map(drop)
    }

    /// Forgets the picture of a cut.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_shots(&self, cut: CutId) -> Result<(), StoreError> {
        self.execute(DELETE_OF_CUT, [cut.0]).map(drop)
    }

    /// The shots of a cut in time; none where its list was never read.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn shots(&self, cut: CutId) -> Result<Vec<Shot>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// The cuts whose picture is known by a list.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn cuts_with_shots(&self) -> Result<Vec<CutId>, StoreError> {
        self.list(CUTS, [], |row| Ok(CutId(Columns::of(row).value()?)))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Shot> {
    let mut columns = Columns::of(row);
    Ok(Shot {
        name: columns.value()?,
        reel: columns.value()?,
        file: columns.value()?,
        source_in: columns.value::<Option<i64>>()?.map(Frames),
        at: columns.frames()?,
        length: columns.frames()?,
        speed: ShotSpeed::of(columns.value()?, columns.value()?),
    })
}
