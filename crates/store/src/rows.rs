//! The rows of a document as values of [`model`]: one file a noun, one convention for all.
//!
//! `insert_x` and `update_x` take the whole value, `update_x` and `delete_x` fail if there is no such row, `x` finds
//! by id, lists come in the order their documentation says. References are checked when an edit commits, so a
//! caller may delete in any order, and must delete what refers to a row itself.

mod album;
mod attachment;
mod brief_page;
mod budget;
mod carve_out;
mod character;
mod clearance;
mod clearance_event;
mod column_map;
mod columns;
mod commission;
mod cue;
mod currency_rate;
mod cut;
mod dialogue;
mod episode;
mod facts;
mod heard;
mod hearing;
mod hit;
mod issued;
mod lane;
mod link;
mod logo;
mod mfn_group;
mod mood;
mod note;
mod option_step;
mod package;
mod party;
mod payment;
mod pick;
mod placement;
mod production;
mod profile;
mod proposal;
mod raw_tag;
mod recording;
mod reel;
mod reel_picture;
mod reuse;
mod reviewer;
mod round;
mod said_of;
mod scenario;
mod scene;
mod season;
mod shot;
mod show;
mod suggestion_seen;
mod template;
mod theme;
mod track;
mod track_link;
mod usage_dismissed;
mod verdict;
mod volume;
mod work;
mod work_share;

use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};

use crate::error::StoreError;

pub use commission::CommissionedCue;
pub use heard::Heard;
pub use pick::Pick;
pub use placement::TrackUses;
pub use reuse::SongCue;
pub use season::{StatedCue, TempAlternate};
pub use track::TrackRef;

/// Typed access to the rows of a document, on one connection.
pub struct Rows {
    pub(crate) connection: Connection,
}

impl Rows {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection }
    }

    /// Runs a statement that changes rows.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// Runs a statement that must change the row `id`.
    fn change(&self, noun: &'static str, id: i64, sql: &str, params: impl Params) -> Result<(), StoreError> {
        match self.execute(sql, params)? {
            0 => Err(StoreError::Missing { noun, id }),
            _ => Ok(()),
        }
    }

    /// The first row, if there is one.
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(|row| read(row).map_err(|error| unreadable(sql, row, error))).transpose()
    }

    /// All rows.
    fn list<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row).map_err(|error| unreadable(sql, row, error))?);
        }
        Ok(found)
    }

    /// Whether any of `tables` has an id from `first` to `last`.
    pub(crate) fn has_ids(&self, tables: &[String], first: i64, last: i64) -> Result<bool, StoreError> {
        const HAS_ID: &str = "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = 'id')";
        for table in tables {
            if !self.connection.query_row(HAS_ID, [table], |row| row.get(0))? {
                continue;
            }
            let within = format!("SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE id BETWEEN ?1 AND ?2)");
            if self.connection.query_row(&within, [first, last], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// An error of a value says where it stands: column, table, and row where the query asks for its id first.
fn unreadable(sql: &str, row: &Row<'_>, error: rusqlite::Error) -> StoreError {
    let (index, why) = match &error {
        rusqlite::Error::FromSqlConversionFailure(index, _, why) => (*index, why.to_string()),
        rusqlite::Error::InvalidColumnType(index, _, kind) => (*index, format!("it is of the kind {kind}")),
        rusqlite::Error::IntegralValueOutOfRange(index, number) => (*index, format!("{number}: out of range")),
        rusqlite::Error::Utf8Error(index, why) => (*index, why.to_string()),
        _ => return error.into(),
    };
    let column = row.as_ref().column_name(index).unwrap_or("a column").replace('_', " ");
    let table = sql.split(" FROM ").nth(1).and_then(|rest| rest.split([' ', ',', '(']).next()).unwrap_or("a table");
    let id = match (row.as_ref().column_name(0), row.get_ref(0)) {
        (Ok(name), Ok(ValueRef::Integer(id))) if name == "id" || name.ends_with("_id") => format!(" {id}"),
        _ => String::new(),
    };
    StoreError::Value { detail: format!("{column} of {}{id} ({why})", table.replace('_', " ")) }
}

impl fmt::Debug for Rows {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Rows").field(&self.connection.path()).finish()
    }
}
