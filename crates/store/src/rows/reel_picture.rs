//! Further files of the pictures of cuts.

use model::{CutId, ReelPicture, ReelPictureId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, start, path"
    };
}

const INSERT: &str = concat!("INSERT INTO reel_picture (", columns!(), ") VALUES (?1, ?2, ?3, ?4)");
const UPDATE: &str = "UPDATE reel_picture SET cut_id = ?2, start = ?3, path = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM reel_picture WHERE id = ?1";
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM reel_picture WHERE cut_id = ?1 ORDER BY start, id");

impl Rows {
    /// Adds a file to the picture of a cut.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_reel_picture(&self, picture: &ReelPicture) -> Result<(), StoreError> {
        self.execute(INSERT, values(picture)).map(drop)
    }

    /// Changes a file of the picture of a cut to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_reel_picture(&self, picture: &ReelPicture) -> Result<(), StoreError> {
        self.change("picture of a reel", picture.id.0, UPDATE, values(picture))
    }

    /// Takes a file out of the picture of a cut.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_reel_picture(&self, id: ReelPictureId) -> Result<(), StoreError> {
        self.change("picture of a reel", id.0, DELETE, [id.0])
    }

    /// The files of a cut's picture that come after its first, in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn reel_pictures(&self, cut: CutId) -> Result<Vec<ReelPicture>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(picture: &ReelPicture) -> impl Params {
    (picture.id.0, picture.cut.0, picture.start.0, &picture.path)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ReelPicture> {
    let mut columns = Columns::of(row);
    Ok(ReelPicture {
        id: ReelPictureId(columns.value()?),
        cut: CutId(columns.value()?),
        start: columns.position()?,
        path: columns.value()?,
    })
}
