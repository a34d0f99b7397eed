//! Pages of briefs that left. They stand outside history: see `Document::put_brief`.

use model::{CommissionId, PackageId, Secret, SentBrief};

use super::columns::Columns;
use crate::{Rows, StoreError};

const INSERT: &str =
    "INSERT INTO brief_page (id, commission_id, made_at, file, composer, secret) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const BY_ID: &str = "SELECT id, commission_id, made_at, file, composer, secret FROM brief_page WHERE id = ?1";
const DELETE: &str = "DELETE FROM brief_page WHERE id = ?1";

impl Rows {
    pub(crate) fn insert_brief(&self, brief: &SentBrief) -> Result<(), StoreError> {
        let SentBrief { id, commission, made_at, file, composer, secret } = brief;
        self.execute(INSERT, (id.0, commission.0, made_at, file, composer, secret.0)).map(drop)
    }

    pub(crate) fn delete_brief(&self, id: PackageId) -> Result<(), StoreError> {
        self.execute(DELETE, [id.0]).map(drop)
    }

    /// A page of a brief that left, by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn sent_brief(&self, id: PackageId) -> Result<Option<SentBrief>, StoreError> {
        self.one(BY_ID, [id.0], |row| {
            let mut columns = Columns::of(row);
            Ok(SentBrief {
                id: PackageId(columns.value()?),
                commission: CommissionId(columns.value()?),
                made_at: columns.value()?,
                file: columns.value()?,
                composer: columns.value()?,
                secret: Secret(columns.value()?),
            })
        })
    }
}
