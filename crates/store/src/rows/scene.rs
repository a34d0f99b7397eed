//! Scenes of cuts.

use model::{CutId, Scene, SceneId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Json};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, number, slugline, synopsis, in_point, out_point, moods, intensity, characters"
    };
}

const INSERT: &str = "INSERT INTO scene \
     (id, cut_id, number, slugline, synopsis, in_point, out_point, moods, intensity, characters) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const UPDATE: &str = "UPDATE scene SET cut_id = ?2, number = ?3, slugline = ?4, synopsis = ?5, in_point = ?6, \
     out_point = ?7, moods = ?8, intensity = ?9, characters = ?10 WHERE id = ?1";
const DELETE: &str = "DELETE FROM scene WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM scene WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM scene WHERE cut_id = ?1 ORDER BY in_point, id");

impl Rows {
    /// Adds a scene.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_scene(&self, scene: &Scene) -> Result<(), StoreError> {
        self.execute(INSERT, values(scene)).map(drop)
    }

    /// Changes a scene to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_scene(&self, scene: &Scene) -> Result<(), StoreError> {
        self.change("scene", scene.id.0, UPDATE, values(scene))
    }

    /// Removes a scene.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_scene(&self, id: SceneId) -> Result<(), StoreError> {
        self.change("scene", id.0, DELETE, [id.0])
    }

    /// A scene by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn scene(&self, id: SceneId) -> Result<Option<Scene>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The scenes of a cut, in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn scenes(&self, cut: CutId) -> Result<Vec<Scene>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(scene: &Scene) -> impl Params {
    (
        scene.id.0,
        scene.cut.0,
        &scene.number,
        &scene.slugline,
        &scene.synopsis,
        scene.in_point.0,
        scene.out_point.0,
        Json(&scene.moods),
        scene.intensity,
        Json(&scene.characters),
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Scene> {
    read_columns(&mut Columns::of(row))
}

/// A scene from the columns that come next.
pub(super) fn read_columns(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Scene> {
    Ok(Scene {
        id: SceneId(columns.value()?),
        cut: CutId(columns.value()?),
        number: columns.value()?,
        slugline: columns.value()?,
        synopsis: columns.value()?,
        in_point: columns.position()?,
        out_point: columns.position()?,
        moods: columns.json()?,
        intensity: columns.value()?,
        characters: columns.json()?,
    })
}
