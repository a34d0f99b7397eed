//! Notes.

use model::{CueId, CutId, Note, NoteId, PlacementId, ReviewerId, RoundId};
use rusqlite::{Row, ToSql};

use super::columns::{Columns, Json, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, cue_id, placement_id, at, until, author, body, resolved, answers_id, written_at, reviewer_id, \
         round_id, private, drawing, source, key"
    };
}

const INSERT: &str = concat!(
    "INSERT INTO note (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
);
const UPDATE: &str = "UPDATE note SET cut_id = ?2, cue_id = ?3, placement_id = ?4, at = ?5, until = ?6, author = ?7, \
     body = ?8, resolved = ?9, answers_id = ?10, written_at = ?11, reviewer_id = ?12, round_id = ?13, private = ?14, \
     drawing = ?15, source = ?16, key = ?17 WHERE id = ?1";
const DELETE: &str = "DELETE FROM note WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM note WHERE id = ?1");
const BY_KEY: &str = concat!("SELECT ", columns!(), " FROM note WHERE key = ?1");
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM note WHERE cut_id = ?1 ORDER BY at, written_at, id");
const OF_CUE: &str = concat!("SELECT ", columns!(), " FROM note WHERE cue_id = ?1 ORDER BY at, written_at, id");
const OF_PLACEMENT: &str =
    concat!("SELECT ", columns!(), " FROM note WHERE placement_id = ?1 ORDER BY at, written_at, id");

impl Rows {
    /// Adds a note.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_note(&self, note: &Note) -> Result<(), StoreError> {
        with_values(note, |values| self.execute(INSERT, values)).map(drop)
    }

    /// Changes a note to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_note(&self, note: &Note) -> Result<(), StoreError> {
        with_values(note, |values| self.change("note", note.id.0, UPDATE, values))
    }

    /// Removes a note.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_note(&self, id: NoteId) -> Result<(), StoreError> {
        self.change("note", id.0, DELETE, [id.0])
    }

    /// A note by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn note(&self, id: NoteId) -> Result<Option<Note>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// A note by the key that makes it known when it comes twice.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn note_keyed(&self, key: &str) -> Result<Option<Note>, StoreError> {
        self.one(BY_KEY, [key], read)
    }

    /// The notes of a cut, those without a frame first, then in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn notes(&self, cut: CutId) -> Result<Vec<Note>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }

    /// The notes about a cue, those without a frame first, then in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn notes_of_cue(&self, cue: CueId) -> Result<Vec<Note>, StoreError> {
        self.list(OF_CUE, [cue.0], read)
    }

    /// The notes about a placement, those without a frame first, then in time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn notes_of_placement(&self, placement: PlacementId) -> Result<Vec<Note>, StoreError> {
        self.list(OF_PLACEMENT, [placement.0], read)
    }
}

// More columns than a tuple of parameters has.
fn with_values<T>(note: &Note, work: impl FnOnce(&[&dyn ToSql]) -> T) -> T {
    work(&[
        &note.id.0,
        &note.cut.0,
        &note.cue.map(|cue| cue.0),
        &note.placement.map(|placement| placement.0),
        &note.at.map(|at| at.0),
        &note.until.map(|until| until.0),
        &note.author,
        &note.body,
        &note.resolved,
        &note.answers.map(|answered| answered.0),
        &note.written_at,
        &note.reviewer.map(|reviewer| reviewer.0),
        &note.round.map(|round| round.0),
        &note.private,
        &Json(&note.drawing),
        &Word(&note.source),
        &note.key,
    ])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    let mut columns = Columns::of(row);
    Ok(Note {
        id: NoteId(columns.value()?),
        cut: CutId(columns.value()?),
        cue: columns.value::<Option<_>>()?.map(CueId),
        placement: columns.value::<Option<_>>()?.map(PlacementId),
        at: columns.optional_position()?,
        until: columns.optional_position()?,
        author: columns.value()?,
        body: columns.value()?,
        resolved: columns.value()?,
        answers: columns.value::<Option<_>>()?.map(NoteId),
        written_at: columns.value()?,
        reviewer: columns.value::<Option<_>>()?.map(ReviewerId),
        round: columns.value::<Option<_>>()?.map(RoundId),
        private: columns.value()?,
        drawing: columns.json()?,
        source: columns.word()?,
        key: columns.value()?,
    })
}
