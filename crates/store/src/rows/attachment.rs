//! Papers that belong to clearances.

use model::{Attachment, AttachmentId, ClearanceId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, clearance_id, label, path"
    };
}

const INSERT: &str = concat!("INSERT INTO attachment (", columns!(), ") VALUES (?1, ?2, ?3, ?4)");
const UPDATE: &str = "UPDATE attachment SET clearance_id = ?2, label = ?3, path = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM attachment WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM attachment WHERE id = ?1");
const OF_CLEARANCE: &str =
    concat!("SELECT ", columns!(), " FROM attachment WHERE clearance_id = ?1 ORDER BY label, id");

impl Rows {
    /// Adds an attachment.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_attachment(&self, attachment: &Attachment) -> Result<(), StoreError> {
        self.execute(INSERT, values(attachment)).map(drop)
    }

    /// Changes an attachment to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_attachment(&self, attachment: &Attachment) -> Result<(), StoreError> {
        self.change("attachment", attachment.id.0, UPDATE, values(attachment))
    }

    /// Removes an attachment.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_attachment(&self, id: AttachmentId) -> Result<(), StoreError> {
        self.change("attachment", id.0, DELETE, [id.0])
    }

    /// An attachment by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn attachment(&self, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The papers of a clearance, by label.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn attachments(&self, clearance: ClearanceId) -> Result<Vec<Attachment>, StoreError> {
        self.list(OF_CLEARANCE, [clearance.0], read)
    }
}

fn values(attachment: &Attachment) -> impl Params {
    (attachment.id.0, attachment.clearance.0, &attachment.label, &attachment.path)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Attachment> {
    let mut columns = Columns::of(row);
    Ok(Attachment {
        id: AttachmentId(columns.value()?),
        clearance: ClearanceId(columns.value()?),
        label: columns.value()?,
        path: columns.value()?,
    })
}
