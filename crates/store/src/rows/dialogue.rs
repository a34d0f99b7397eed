//! What is said in cuts.

use model::{CutId, DialogueSpan, DialogueSpanId};
use rusqlite::{Params, Row};
use timebase::Span;

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, cut_id, in_point, out_point, text, speaker, source"
    };
}

const INSERT: &str = concat!("INSERT INTO dialogue_span (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
const UPDATE: &str = "UPDATE dialogue_span SET cut_id = ?2, in_point = ?3, out_point = ?4, text = ?5, speaker = ?6, \
     source = ?7 WHERE id = ?1";
const DELETE: &str = "DELETE FROM dialogue_span WHERE id = ?1";
const OF_CUT: &str = concat!("SELECT ", columns!(), " FROM dialogue_span WHERE cut_id = ?1 ORDER BY in_point, id");

impl Rows {
    /// Adds a line of dialogue.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_dialogue_span(&self, line: &DialogueSpan) -> Result<(), StoreError> {
        self.execute(INSERT, values(line)).map(drop)
    }

    /// Changes a line of dialogue to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_dialogue_span(&self, line: &DialogueSpan) -> Result<(), StoreError> {
        self.change("line of dialogue", line.id.0, UPDATE, values(line))
    }

    /// Removes a line of dialogue.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_dialogue_span(&self, id: DialogueSpanId) -> Result<(), StoreError> {
        self.change("line of dialogue", id.0, DELETE, [id.0])
    }

    /// What is said in a cut, in time.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn dialogue(&self, cut: CutId) -> Result<Vec<DialogueSpan>, StoreError> {
        self.list(OF_CUT, [cut.0], read)
    }
}

fn values(line: &DialogueSpan) -> impl Params {
    (line.id.0, line.cut.0, line.span.start.0, line.span.end.0, &line.text, &line.speaker, &line.source)
}

fn read(row: &Row<'_>) -> rusqlite::Result<DialogueSpan> {
    let mut columns = Columns::of(row);
    Ok(DialogueSpan {
        id: DialogueSpanId(columns.value()?),
        cut: CutId(columns.value()?),
        span: Span { start: columns.position()?, end: columns.position()? },
        text: columns.value()?,
        speaker: columns.value()?,
        source: columns.value()?,
    })
}
