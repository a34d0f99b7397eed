//! History as it is stored: one changeset an edit, in the form of SQLite's session extension.
//!
//! The undone rows are always the newest ones: undo marks from the newest back, an edit deletes all that are marked.

use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::sync::{Arc, PoisonError};

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::session::{self, Changegroup, ChangesetIter, ConflictAction, ConflictType};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::error::StoreError;
use crate::facet::{Facet, Happened, facets};

/// What a committed change touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The document's revision after it.
    pub revision: u64,
    /// What it was called.
    pub label: String,
    /// Tables and row ids, in order; at most [`Change::MOST_ROWS`]. A row that joins two things (`cue_theme`,
    /// `theme_track`) counts by the id it belongs to.
    pub rows: Vec<(String, i64)>,
    /// What it touched of the show.
    pub facets: BTreeSet<Facet>,
}

impl Change {
    /// Past this many rows `rows` breaks off, and `facets` must do.
    pub const MOST_ROWS: usize = 10_000;

    /// Both in one, named after the later.
    pub(crate) fn and(self, later: Self) -> Self {
        let rows: BTreeSet<(String, i64)> = self.rows.into_iter().chain(later.rows).collect();
        let facets = self.facets.into_iter().chain(later.facets).collect();
        let rows = rows.into_iter().take(Self::MOST_ROWS).collect();
        Self { revision: later.revision, label: later.label, rows, facets }
    }

    /// Whether it touched one of these.
    #[must_use]
    pub fn touched(&self, facets: &[Facet]) -> bool {
        facets.iter().any(|facet| self.facets.contains(facet))
    }

    /// The rows of a table that it touched; `None` where there were too many to name them.
    #[must_use]
    pub fn rows_of(&self, table: &str) -> Option<Vec<i64>> {
        if self.rows.len() >= Self::MOST_ROWS {
            return None;
        }
        Some(self.rows.iter().filter(|(of, _)| of == table).map(|&(_, id)| id).collect())
    }
}

/// A line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Ascends with time.
    pub id: i64,
    /// What the edit was called.
    pub label: String,
    /// When it was made, RFC 3339.
    pub at: String,
    /// Whether it is undone, so that redo brings it back.
    pub undone: bool,
}

/// Which way a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Undo,
    Redo,
}

/// The next step in a direction, already marked as taken.
#[derive(Debug)]
pub(crate) struct Step {
    pub label: String,
    /// What is to be applied: inverted where the direction is back.
    pub changeset: Vec<u8>,
}

// Only tables of our own: not SQLite's, not the inner ones of a full-text index, and not the record itself.
const RECORDED_TABLES: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN \
     ('brief_page', 'hearing', 'history', 'issued', 'link', 'migration', 'package', 'package_reviewer', 'reply', \
     'visit') ORDER BY name";
const DEPTH: &str = "SELECT count(*) FILTER (WHERE undone = 0), count(*) FILTER (WHERE undone = 1) FROM history";
const INSERT: &str = "INSERT INTO history (label, at, undone, changeset) VALUES (?1, ?2, 0, ?3)";
const CHANGESET: &str = "SELECT changeset FROM history WHERE id = ?1";
const MERGE: &str = "UPDATE history SET label = ?2, at = ?3, changeset = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM history WHERE id = ?1";
const FORGET_UNDONE: &str =
    "DELETE FROM history WHERE id > ifnull((SELECT id FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1), -1)";
const FORGET_ALL: &str = "DELETE FROM history";
const NEWEST: &str = "SELECT id, label, at, undone FROM history ORDER BY id DESC LIMIT ?1";
const NEXT_UNDO: &str = "SELECT id, label, changeset FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1";
const NEXT_REDO: &str = "SELECT id, label, changeset FROM history \
     WHERE id > ifnull((SELECT id FROM history WHERE undone = 0 ORDER BY id DESC LIMIT 1), -1) ORDER BY id LIMIT 1";
const KNOWN: &str = "SELECT undone FROM history WHERE id = ?1";
const STANDING_AFTER: &str = "SELECT count(*) FROM history WHERE undone = 0 AND id > ?1";
const UNDONE_UP_TO: &str = "SELECT count(*) FROM history WHERE undone = 1 AND id <= ?1";
const MARK: &str = "UPDATE history SET undone = ?2 WHERE id = ?1";
const COLUMNS: &str = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
const UNIQUE_INDEXES: &str = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 \
     AND sql LIKE 'CREATE UNIQUE INDEX %' ORDER BY name";
const BROKEN_REFERENCE: &str = "SELECT \"table\", ifnull(rowid, 0), parent FROM pragma_foreign_key_check LIMIT 1";

pub(crate) fn recorded_tables(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(RECORDED_TABLES)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// How many edits can be undone, and redone.
pub(crate) fn depth(connection: &Connection) -> Result<(usize, usize), StoreError> {
    let (undoable, redoable): (u32, u32) = connection.query_row(DEPTH, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((undoable as usize, redoable as usize))
}

pub(crate) fn newest(connection: &Connection, limit: usize) -> Result<Vec<HistoryEntry>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(NEWEST)?;
    let entries = statement.query_map([limit], |row| {
        Ok(HistoryEntry { id: row.get(0)?, label: row.get(1)?, at: row.get(2)?, undone: row.get(3)? })
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Deletes every row of history.
pub(crate) fn forget_all(connection: &Connection) -> Result<(), StoreError> {
    connection.execute(FORGET_ALL, [])?;
    Ok(())
}

pub(crate) fn forget_undone(connection: &Connection) -> Result<(), StoreError> {
    connection.prepare_cached(FORGET_UNDONE)?.execute([])?;
    Ok(())
}

pub(crate) fn insert(connection: &Connection, label: &str, at: &str, changeset: &[u8]) -> Result<i64, StoreError> {
    Ok(connection.prepare_cached(INSERT)?.insert((label, at, changeset))?)
}

/// Adds a changeset to the row it continues. Where both together change nothing, the row goes and `None` comes back.
pub(crate) fn merge(
    connection: &Connection,
    id: i64,
    label: &str,
    at: &str,
    changeset: &[u8],
) -> Result<Option<i64>, StoreError> {
    let earlier: Vec<u8> = connection.prepare_cached(CHANGESET)?.query_row([id], |row| row.get(0))?;
    let mut group = Changegroup::new()?;
    group.add_stream(&mut earlier.as_slice())?;
    group.add_stream(&mut &*changeset)?;
    let mut both = Vec::new();
    group.output_strm(&mut both)?;
    if both.is_empty() {
        connection.prepare_cached(DELETE)?.execute([id])?;
        return Ok(None);
    }
    connection.prepare_cached(MERGE)?.execute((id, label, at, &both))?;
    Ok(Some(id))
}

/// Which way a step lies, and how many steps to go until it is the newest that stands; `None` where there is no such step.
/// Without a step, the way to before the first.
pub(crate) fn way_to(connection: &Connection, step: Option<i64>) -> Result<Option<(Direction, usize)>, StoreError> {
    let undone: Option<bool> = match step {
        Some(id) => connection.prepare_cached(KNOWN)?.query_row([id], |row| row.get(0)).optional()?,
        None => Some(false),
    };
    let Some(undone) = undone else { return Ok(None) };
    let (direction, query) = if undone { (Direction::Redo, UNDONE_UP_TO) } else { (Direction::Undo, STANDING_AFTER) };
    let times: u32 = connection.prepare_cached(query)?.query_row([step.unwrap_or(-1)], |row| row.get(0))?;
    Ok(Some((direction, times as usize)))
}

/// Finds the next step and marks it as taken; `None` at the end of history.
pub(crate) fn next_step(connection: &Connection, direction: Direction) -> Result<Option<Step>, StoreError> {
    let (query, undone) = match direction {
        Direction::Undo => (NEXT_UNDO, true),
        Direction::Redo => (NEXT_REDO, false),
    };
    let found: Option<(i64, String, Vec<u8>)> = connection
        .prepare_cached(query)?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, label, changeset)) = found else { return Ok(None) };
    connection.prepare_cached(MARK)?.execute((id, undone))?;
    let changeset = match direction {
        Direction::Undo => {
            let mut inverted = Vec::with_capacity(changeset.len());
            session::invert_strm(&mut changeset.as_slice(), &mut inverted)?;
            inverted
        }
        Direction::Redo => changeset,
    };
    Ok(Some(Step { label, changeset }))
}

/// Applies a step whole. SQLite defers foreign keys meanwhile; any conflict stops it.
pub(crate) fn apply(connection: &Connection, step: &Step) -> Result<(), StoreError> {
    match apply_once(connection, step)? {
        None => Ok(()),
        Some(Conflict { unique: true, .. }) => apply_without_unique_indexes(connection, step),
        Some(Conflict { table, .. }) => Err(StoreError::Conflict { label: step.label.clone(), table }),
    }
}

#[derive(Debug)]
struct Conflict {
    table: String,
    /// A constraint stood in the way, not the content of a row.
    unique: bool,
}

#[allow(clippy::disallowed_types, reason = "what SQLite calls back must be safe to unwind over")]
fn apply_once(connection: &Connection, step: &Step) -> Result<Option<Conflict>, StoreError> {
    let met = Arc::new(std::sync::Mutex::new(None));
    let seen = Arc::clone(&met);
    let stop = move |kind: ConflictType, item: session::ChangesetItem| {
        let unique = kind == ConflictType::SQLITE_CHANGESET_CONSTRAINT;
        // Asked about foreign keys, SQLite names no row.
        let named = if kind == ConflictType::SQLITE_CHANGESET_FOREIGN_KEY { None } else { item.op().ok() };
        let table = named.map_or_else(|| "rows".to_owned(), |operation| operation.table_name().to_owned());
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(Conflict { table, unique });
        ConflictAction::SQLITE_CHANGESET_ABORT
    };
    let applied = connection.apply_strm(&mut step.changeset.as_slice(), None::<fn(&str) -> bool>, stop);
    match (applied, met.lock().unwrap_or_else(PoisonError::into_inner).take()) {
        (Ok(()), _) => Ok(None),
        (Err(_), Some(conflict)) => Ok(Some(conflict)),
        (Err(error), None) => Err(error.into()),
    }
}

/// A changeset is applied row by row, so two rows that swapped unique values block each other on the way back. SQLite
/// gets past that by writing something random between, which a `CHECK` on the column refuses (a track's hash, an
/// episode's number). So the unique indexes of the tables step aside for the length of the transaction: making them
/// again proves that the result keeps them.
fn apply_without_unique_indexes(connection: &Connection, step: &Step) -> Result<(), StoreError> {
    let Touched { tables, .. } = touched(&step.changeset, &Columns::new())?;
    let mut indexes: Vec<(String, String)> = Vec::new();
    for table in &tables {
        let mut statement = connection.prepare(UNIQUE_INDEXES)?;
        let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for index in found {
            indexes.push(index?);
        }
    }
    for (name, _) in &indexes {
        connection.execute_batch(&format!("DROP INDEX \"{name}\""))?;
    }
    if let Some(Conflict { table, .. }) = apply_once(connection, step)? {
        return Err(StoreError::Conflict { label: step.label.clone(), table });
    }
    indexes.iter().try_for_each(|(_, sql)| Ok(connection.execute_batch(sql)?))
}

/// Says what a changeset touches.
pub(crate) fn change(changeset: &[u8], columns: &Columns, label: &str, revision: u64) -> Result<Change, StoreError> {
    let Touched { rows, facets, .. } = touched(changeset, columns)?;
    Ok(Change { revision, label: label.to_owned(), rows: rows.into_iter().collect(), facets })
}

/// The names of the columns of every recorded table, in their order.
pub(crate) type Columns = HashMap<String, Vec<String>>;

pub(crate) fn columns_of(connection: &Connection, tables: &[String]) -> Result<Columns, StoreError> {
    let mut statement = connection.prepare(COLUMNS)?;
    let mut columns = Columns::with_capacity(tables.len());
    for table in tables {
        let names = statement.query_map([table], |row| row.get(0))?;
        columns.insert(table.clone(), names.collect::<Result<_, _>>()?);
    }
    Ok(columns)
}

#[derive(Default)]
struct Touched {
    rows: BTreeSet<(String, i64)>,
    tables: BTreeSet<String>,
    facets: BTreeSet<Facet>,
}

fn touched(changeset: &[u8], columns: &Columns) -> Result<Touched, StoreError> {
    let mut touched = Touched::default();
    let mut bytes = changeset;
    let input: &mut dyn Read = &mut bytes;
    let mut changes = ChangesetIter::start_strm(&input)?;
    while let Some(item) = changes.next()? {
        let operation = item.op()?;
        let (table, code) = (operation.table_name(), operation.code());
        if !touched.tables.contains(table) {
            touched.tables.insert(table.to_owned());
        }
        let updated = code == rusqlite::hooks::Action::SQLITE_UPDATE;
        let changed: Vec<&str> = match columns.get(table) {
            // A column that stayed has no new value in the changeset.
            Some(names) if updated => {
                let of = |at: usize| item.new_value(at).is_ok();
                names.iter().enumerate().filter(|&(at, _)| of(at)).map(|(_, name)| name.as_str()).collect()
            }
            _ => Vec::new(),
        };
        let happened = if updated { Happened::Changed(&changed) } else { Happened::Came };
        touched.facets.extend(facets(table, happened));
        if touched.rows.len() >= Change::MOST_ROWS {
            continue;
        }
        // The first column is the id, or the owner's id. An insertion has new values only.
        let id = match code {
            rusqlite::hooks::Action::SQLITE_INSERT => item.new_value(0)?,
            _ => item.old_value(0)?,
        };
        if let ValueRef::Integer(id) = id {
            touched.rows.insert((table.to_owned(), id));
        }
    }
    Ok(touched)
}

/// Commits; a reference that would be broken is named before everything is rolled back.
pub(crate) fn commit(transaction: Transaction<'_>) -> Result<(), StoreError> {
    let Err(error) = transaction.execute_batch("COMMIT") else { return Ok(()) };
    let error = StoreError::from(error);
    if !matches!(error, StoreError::Constraint { .. }) {
        return Err(error);
    }
    let broken: Option<(String, i64, String)> =
        transaction.query_row(BROKEN_REFERENCE, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    Err(broken.map_or(error, |(table, id, parent)| StoreError::Constraint {
        detail: format!("{table} {id} refers to a {parent} that is not there"),
    }))
}
