//! The ledger of what left the house. It stands outside history: see `Document::issue`.

use model::Issued;
use rusqlite::Row;

use super::columns::Columns;
use crate::error::StoreError;
use crate::rows::Rows;

macro_rules! columns {
    () => {
        "id, episode, cut, kind, profile, format, file_name, recipient, issued_at, hash, size, final, revision, content"
    };
}

const INSERT: &str = concat!(
    "INSERT INTO issued (",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
);
// Times are whole seconds: of two sheets filed within one, the later revision is the newer.
const ALL: &str = concat!("SELECT ", columns!(), " FROM issued ORDER BY issued_at DESC, revision DESC, id DESC");
const FILED: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM issued WHERE episode = ?1 AND kind = ?2 AND profile = ?3 AND final = 1",
    " ORDER BY issued_at DESC, revision DESC, id DESC LIMIT 1"
);
const COUNT_FILED: &str =
    "SELECT count(DISTINCT revision) FROM issued WHERE episode = ?1 AND kind = ?2 AND profile = ?3 AND final = 1";

impl Rows {
    pub(crate) fn insert_issued(&self, issued: &Issued) -> Result<(), StoreError> {
        let values = (
            issued.id,
            &issued.episode,
            &issued.cut,
            &issued.kind,
            &issued.profile,
            &issued.format,
            &issued.file_name,
            &issued.recipient,
            &issued.issued_at,
            &issued.hash,
            issued.size,
            issued.is_final,
            issued.revision,
            &issued.content,
        );
        self.execute(INSERT, values).map(drop)
    }

    /// Everything that left the house, newest first.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn issued(&self) -> Result<Vec<Issued>, StoreError> {
        self.list(ALL, [], read)
    }

    /// The newest final document of a kind and profile for an episode.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn filed(&self, episode: &str, kind: &str, profile: &str) -> Result<Option<Issued>, StoreError> {
        self.one(FILED, (episode, kind, profile), read)
    }

    /// How many times a document of a kind and profile was filed for an episode; the same one in several formats counts
    /// once.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn times_filed(&self, episode: &str, kind: &str, profile: &str) -> Result<u32, StoreError> {
        Ok(self.one(COUNT_FILED, (episode, kind, profile), |row| row.get(0))?.unwrap_or(0))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Issued> {
    let mut columns = Columns::of(row);
    Ok(Issued {
        id: columns.value()?,
        episode: columns.value()?,
        cut: columns.value()?,
        kind: columns.value()?,
        profile: columns.value()?,
        format: columns.value()?,
        file_name: columns.value()?,
        recipient: columns.value()?,
        issued_at: columns.value()?,
        hash: columns.hash()?.into_owned(),
        size: columns.value()?,
        is_final: columns.value()?,
        revision: columns.value()?,
        content: columns.value()?,
    })
}
