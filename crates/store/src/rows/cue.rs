//! Cues, each with its themes (`cue_theme`).

use std::collections::BTreeMap;

use model::{CommissionId, Cue, CueId, CueNumber, CutId, PlacementId, SceneId, Statement, ThemeId, Usage};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, number, title, brief, scene_id, at, perception, voice, theme_role, origin, pick_id, sheet_note, \
         commission_id"
    };
}

const INSERT: &str = "INSERT INTO cue \
     (id, cut_id, number, title, brief, scene_id, at, perception, voice, theme_role, origin, pick_id, sheet_note, \
     commission_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const UPDATE: &str = "UPDATE cue SET cut_id = ?2, number = ?3, title = ?4, brief = ?5, scene_id = ?6, at = ?7, \
     perception = ?8, voice = ?9, theme_role = ?10, origin = ?11, pick_id = ?12, sheet_note = ?13, \
     commission_id = ?14 WHERE id = ?1";
const DELETE: &str = "DELETE FROM cue WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM cue WHERE id = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM cue WHERE cut_id = ?1 ORDER BY id");
const NUMBERS: &str = "SELECT number FROM cue WHERE cut_id = ?1 ORDER BY id";
const NUMBERED: &str = concat!("SELECT ", columns!(), " FROM cue WHERE cut_id = ?1 AND number = ?2");

const INSERT_THEME: &str =
    "INSERT INTO cue_theme (cue_id, theme_id, ordinal, manner, changes) VALUES (?1, ?2, ?3, ?4, ?5)";
const DELETE_THEMES: &str = "DELETE FROM cue_theme WHERE cue_id = ?1";
const THEMES: &str = "SELECT theme_id, manner, changes FROM cue_theme WHERE cue_id = ?1 ORDER BY ordinal, theme_id";
const STATING: &str = "SELECT cue_id FROM cue_theme WHERE theme_id = ?1 ORDER BY cue_id";
const THEMES_OF_CUT: &str = "SELECT cue_theme.cue_id, cue_theme.theme_id, cue_theme.manner, cue_theme.changes \
     FROM cue_theme \
     JOIN cue ON cue.id = cue_theme.cue_id WHERE cue.cut_id = ?1 ORDER BY cue_theme.ordinal, cue_theme.theme_id";

impl Rows {
    /// Adds a cue and what it says of its themes.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_cue(&self, cue: &Cue) -> Result<(), StoreError> {
        self.execute(INSERT, values(cue))?;
        self.insert_cue_themes(cue)
    }

    /// Changes a cue, and what it says of its themes, to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_cue(&self, cue: &Cue) -> Result<(), StoreError> {
        self.change("cue", cue.id.0, UPDATE, values(cue))?;
        if self.themes_of_cue(cue.id)? != cue.themes {
            self.execute(DELETE_THEMES, [cue.id.0])?;
            self.insert_cue_themes(cue)?;
        }
        Ok(())
    }

    /// Removes a cue and what it said of its themes.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_cue(&self, id: CueId) -> Result<(), StoreError> {
        self.execute(DELETE_THEMES, [id.0])?;
        self.change("cue", id.0, DELETE, [id.0])
    }

    /// A cue by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn cue(&self, id: CueId) -> Result<Option<Cue>, StoreError> {
        let found = self.one(BY_ID, [id.0], read)?;
        self.with_themes(found)
    }

    /// The cue of a cut that has that number.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn cue_numbered(&self, cut: CutId, number: CueNumber) -> Result<Option<Cue>, StoreError> {
        let found = self.one(NUMBERED, (cut.0, number.to_string()), read)?;
        self.with_themes(found)
    }

    /// The cues of a cut, by id.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn cues(&self, cut: CutId) -> Result<Vec<Cue>, StoreError> {
        let mut themes: BTreeMap<CueId, Vec<Statement>> = BTreeMap::new();
        let stated = |row: &Row<'_>| {
            let mut columns = Columns::of(row);
            Ok((CueId(columns.value()?), read_statement(&mut columns)?))
        };
        for (cue, statement) in self.list(THEMES_OF_CUT, [cut.0], stated)? {
            themes.entry(cue).or_default().push(statement);
        }
        let mut cues = self.list(OF_CUT, [cut.0], read)?;
        for cue in &mut cues {
            cue.themes = themes.remove(&cue.id).unwrap_or_default();
        }
        Ok(cues)
    }

    /// The numbers of all cues of a cut.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn cue_numbers(&self, cut: CutId) -> Result<Vec<CueNumber>, StoreError> {
        self.list(NUMBERS, [cut.0], |row| Columns::of(row).word())
    }

    /// The cues that state a theme, in all cuts.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn cues_stating(&self, theme: ThemeId) -> Result<Vec<CueId>, StoreError> {
        self.list(STATING, [theme.0], |row| row.get(0).map(CueId))
    }

    fn with_themes(&self, found: Option<Cue>) -> Result<Option<Cue>, StoreError> {
        let Some(mut cue) = found else { return Ok(None) };
        cue.themes = self.themes_of_cue(cue.id)?;
        Ok(Some(cue))
    }

    fn themes_of_cue(&self, cue: CueId) -> Result<Vec<Statement>, StoreError> {
        self.list(THEMES, [cue.0], |row| read_statement(&mut Columns::of(row)))
    }

    fn insert_cue_themes(&self, cue: &Cue) -> Result<(), StoreError> {
        for (ordinal, stated) in (0_i64..).zip(&cue.themes) {
            let manner = stated.manner.as_ref().map(Word);
            self.execute(INSERT_THEME, (cue.id.0, stated.theme.0, ordinal, manner, &stated.changes))?;
        }
        Ok(())
    }
}

fn values(cue: &Cue) -> impl Params {
    (
        cue.id.0,
        cue.cut.0,
        cue.number.to_string(),
        &cue.title,
        &cue.brief,
        cue.scene.map(|scene| scene.0),
        cue.at.0,
        Word(&cue.usage.perception),
        cue.usage.voice.as_ref().map(Word),
        Word(&cue.usage.theme_role),
        cue.usage.origin.as_ref().map(Word),
        cue.pick.map(|pick| pick.0),
        &cue.sheet_note,
        cue.commission.map(|commission| commission.0),
    )
}

/// How a cue states a theme.
pub(super) fn read_statement(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Statement> {
    Ok(Statement { theme: ThemeId(columns.value()?), manner: columns.optional_word()?, changes: columns.value()? })
}

/// All but its themes.
fn read(row: &Row<'_>) -> rusqlite::Result<Cue> {
    let mut columns = Columns::of(row);
    Ok(Cue {
        id: CueId(columns.value()?),
        cut: CutId(columns.value()?),
        number: columns.word()?,
        title: columns.value()?,
        brief: columns.value()?,
        scene: columns.value::<Option<_>>()?.map(SceneId),
        at: columns.position()?,
        usage: Usage {
            perception: columns.word()?,
            voice: columns.optional_word()?,
            theme_role: columns.word()?,
            origin: columns.optional_word()?,
        },
        themes: Vec::new(),
        pick: columns.value::<Option<_>>()?.map(PlacementId),
        sheet_note: columns.value()?,
        commission: columns.value::<Option<_>>()?.map(CommissionId),
    })
}
