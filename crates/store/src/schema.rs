//! Whether the schema of a file is the one that its migrations make.
//!
//! A file may come from anybody. A `CHECK` that was taken out, a table that is not `STRICT`, a trigger or a view would
//! let it hold or do what no rule of ours foresees, so a schema that differs is not opened.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::connection;
use crate::error::StoreError;
use crate::migrate::{self, Migration};

/// Tables of statistics that any tool may leave; they hold no rows of the show.
const SCHEMA: &str = "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')";

/// Kind and name of a thing of the schema; its table, and the text that makes it.
type Schema = BTreeMap<(String, String), (String, String)>;

/// What differs from the schema of the migrations that `connection`'s file has, as a clause; `None` if nothing does.
///
/// A file that has migrations of a newer program as well may have more tables and indexes, and more columns at the end of
/// a table: what a migration may do that older programs can read.
pub(crate) fn difference(connection: &Connection, migrations: &[Migration]) -> Result<Option<String>, StoreError> {
    let applied = migrate::applied(connection)?;
    let known: Vec<Migration> = migrations
        .iter()
        .filter(|migration| applied.iter().any(|(version, _)| *version == i64::from(migration.version)))
        .copied()
        .collect();
    let newer = applied.len() > known.len();
    let mut found = read(connection)?;
    for (key, (table, sql)) in made_by(&known)? {
        let (kind, name) = &key;
        let Some((its_table, its_sql)) = found.remove(&key) else {
            return Ok(Some(format!("the {kind} {name} is missing")));
        };
        let same = its_sql == sql || (newer && kind == "table" && is_extended(&sql, &its_sql));
        if its_table != table || !same {
            return Ok(Some(format!("the {kind} {name} is not as Needledrop makes it")));
        }
    }
    let foreign = found.into_keys().find(|(kind, _)| !newer || !matches!(kind.as_str(), "table" | "index"));
    Ok(foreign.map(|(kind, name)| format!("it has a {kind} \"{name}\" that Needledrop does not make")))
}

fn made_by(migrations: &[Migration]) -> Result<Schema, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    connection::configure(&mut connection)?;
    migrate::create(&connection, migrations)?;
    read(&connection)
}

fn read(connection: &Connection) -> Result<Schema, StoreError> {
    let mut statement = connection.prepare(SCHEMA)?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether `sql` is the table that `known` makes, with columns added at its end.
fn is_extended(known: &str, sql: &str) -> bool {
    let end = ") STRICT";
    match (known.strip_suffix(end), sql.strip_suffix(end)) {
        (Some(known), Some(sql)) => {
            sql.strip_prefix(known.trim_end()).is_some_and(|rest| rest.trim_start().starts_with(','))
        }
        _ => false,
    }
}
