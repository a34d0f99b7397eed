//! Works: the compositions behind tracks.

use model::{Work, WorkId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Json, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, title, other_titles, iswc, writers_part, publishing, public_domain, society_numbers, note, unpublished, \
         copyright_control"
    };
}

const INSERT: &str =
    concat!("INSERT INTO work (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
const UPDATE: &str = "UPDATE work SET title = ?2, other_titles = ?3, iswc = ?4, writers_part = ?5, publishing = ?6, public_domain = ?7, \
     society_numbers = ?8, note = ?9, unpublished = ?10, copyright_control = ?11 WHERE id = ?1";
const DELETE: &str = "DELETE FROM work WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM work WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM work ORDER BY title, id");

impl Rows {
    /// Adds a work.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_work(&self, work: &Work) -> Result<(), StoreError> {
        self.execute(INSERT, values(work)).map(drop)
    }

    /// Changes a work to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_work(&self, work: &Work) -> Result<(), StoreError> {
        self.change("work", work.id.0, UPDATE, values(work))
    }

    /// Removes a work.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_work(&self, id: WorkId) -> Result<(), StoreError> {
        self.change("work", id.0, DELETE, [id.0])
    }

    /// A work by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn work(&self, id: WorkId) -> Result<Option<Work>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All works, by title.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn works(&self) -> Result<Vec<Work>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(work: &Work) -> impl Params {
    (
        work.id.0,
        &work.title,
        Json(&work.other_titles),
        &work.iswc,
        work.writers_part.0,
        Word(&work.publishing),
        work.public_domain,
        Json(&work.society_numbers),
        &work.note,
        work.unpublished.0,
        work.copyright_control.0,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Work> {
    let mut columns = Columns::of(row);
    Ok(Work {
        id: WorkId(columns.value()?),
        title: columns.value()?,
        other_titles: columns.json()?,
        iswc: columns.value()?,
        writers_part: columns.share()?,
        publishing: columns.word()?,
        public_domain: columns.value()?,
        society_numbers: columns.json()?,
        note: columns.value()?,
        unpublished: columns.share()?,
        copyright_control: columns.share()?,
    })
}
