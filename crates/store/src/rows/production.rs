//! What sounds beside the music of cuts, and how the music of cues makes room for it.

use model::{CueId, CutId, Duck, Millibels, ProductionSound, ProductionSoundId};
use rusqlite::{Params, Row};
use timebase::Position;

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, name, path, stream, start, gain, muted, ordinal"
    };
}

const INSERT: &str =
    concat!("INSERT INTO production_sound (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
const UPDATE: &str = "UPDATE production_sound SET cut_id = ?2, name = ?3, path = ?4, stream = ?5, start = ?6, gain = ?7, \
     muted = ?8, ordinal = ?9 WHERE id = ?1";
const DELETE: &str = "DELETE FROM production_sound WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM production_sound WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM production_sound WHERE cut_id = ?1 ORDER BY ordinal, id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM production_sound ORDER BY cut_id, ordinal, id");

const SET_DUCK: &str = "INSERT INTO duck (cue_id, depth, attack, release) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT (cue_id) DO UPDATE SET depth = ?2, attack = ?3, release = ?4";
const DELETE_DUCK: &str = "DELETE FROM duck WHERE cue_id = ?1";
const DUCK: &str = "SELECT cue_id, depth, attack, release FROM duck WHERE cue_id = ?1";
const DUCKS_OF_CUT: &str = "SELECT duck.cue_id, duck.depth, duck.attack, duck.release FROM duck \
     JOIN cue ON cue.id = duck.cue_id WHERE cue.cut_id = ?1 ORDER BY duck.cue_id";

impl Rows {
    /// Adds a production sound.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_production_sound(&self, sound: &ProductionSound) -> Result<(), StoreError> {
        self.execute(INSERT, values(sound)).map(drop)
    }

    /// Changes a production sound to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_production_sound(&self, sound: &ProductionSound) -> Result<(), StoreError> {
        self.change("production sound", sound.id.0, UPDATE, values(sound))
    }

    /// Removes a production sound.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_production_sound(&self, id: ProductionSoundId) -> Result<(), StoreError> {
        self.change("production sound", id.0, DELETE, [id.0])
    }

    /// A production sound by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn production_sound(&self, id: ProductionSoundId) -> Result<Option<ProductionSound>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The production sounds of a cut, from the top.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn production_sounds(&self, cut: CutId) -> Result<Vec<ProductionSound>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// The production sounds of all cuts.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_production_sounds(&self) -> Result<Vec<ProductionSound>, StoreError> {
        self.list(ALL, [], read)
    }

    /// Ducks a cue under what is said.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn set_duck(&self, duck: &Duck) -> Result<(), StoreError> {
        self.execute(SET_DUCK, (duck.cue.0, duck.depth.0, duck.attack.0, duck.release.0)).map(drop)
    }

    /// Ducks a cue no longer, if it was.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_duck(&self, cue: CueId) -> Result<(), StoreError> {
        self.execute(DELETE_DUCK, [cue.0]).map(drop)
    }

    /// The ducks of the cues of a cut.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn ducks(&self, cut: CutId) -> Result<Vec<Duck>, StoreError> {
        self.list(DUCKS_OF_CUT, [cut.0], duck)
    }

    /// How the music of a cue goes down while somebody speaks.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn duck(&self, cue: CueId) -> Result<Option<Duck>, StoreError> {
        self.one(DUCK, [cue.0], duck)
    }
}

fn values(sound: &ProductionSound) -> impl Params {
    (
        sound.id.0,
        sound.cut.0,
        &sound.name,
        &sound.path,
        sound.stream,
        sound.start.0,
        sound.gain.0,
        sound.muted,
        sound.ordinal,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<ProductionSound> {
    let mut columns = Columns::of(row);
    Ok(ProductionSound {
        id: ProductionSoundId(columns.value()?),
        cut: CutId(columns.value()?),
        name: columns.value()?,
        path: columns.value()?,
        stream: columns.value()?,
        // It may lie before the cut begins.
        start: Position(columns.value()?),
        gain: Millibels(columns.value()?),
        muted: columns.value()?,
        ordinal: columns.value()?,
    })
}

fn duck(row: &Row<'_>) -> rusqlite::Result<Duck> {
    let mut columns = Columns::of(row);
    Ok(Duck {
        cue: CueId(columns.value()?),
        depth: Millibels(columns.value()?),
        attack: columns.flicks()?,
        release: columns.flicks()?,
    })
}
