//! Whether a document is whole: what SQLite can tell, and what the rows must agree on.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::bounds;
use crate::error::StoreError;

/// Each query gives one sentence a row for what is wrong, and nothing if all is well.
const CHECKS: &[&str] = &[
    "SELECT 'the file is damaged: ' || integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' refers to a ' || parent || ' that is not there' \
     FROM pragma_foreign_key_check",
    "SELECT 'the show has no title, currency and company of its own' WHERE NOT EXISTS (SELECT 1 FROM show)",
    "SELECT 'cue ' || cue.number || ' has placements but no pick' FROM cue WHERE pick_id IS NULL \
     AND EXISTS (SELECT 1 FROM placement WHERE placement.cue_id = cue.id) ORDER BY cue.id",
    "SELECT 'the pick of cue ' || cue.number || ' is a placement of another cue' FROM cue \
     JOIN placement ON placement.id = cue.pick_id WHERE placement.cue_id <> cue.id ORDER BY cue.id",
    "SELECT 'the pick of cue ' || cue.number || ' is a piece of another placement' FROM cue \
     JOIN placement ON placement.id = cue.pick_id WHERE placement.piece_of IS NOT NULL ORDER BY cue.id",
    "SELECT 'placement ' || piece.id || ' is a piece of an alternate of another cue' FROM placement AS piece \
     JOIN placement AS head ON head.id = piece.piece_of \
     WHERE head.cue_id <> piece.cue_id OR head.piece_of IS NOT NULL ORDER BY piece.id",
    "SELECT 'cue ' || cue.number || ' is for a scene of another cut' FROM cue \
     JOIN scene ON scene.id = cue.scene_id WHERE scene.cut_id <> cue.cut_id ORDER BY cue.id",
    "SELECT 'proposal ' || proposal.id || ' is of a placement of another cut than its round' FROM proposal \
     JOIN round ON round.id = proposal.round_id JOIN placement ON placement.id = proposal.placement_id \
     JOIN cue ON cue.id = placement.cue_id WHERE round.cut_id <> cue.cut_id ORDER BY proposal.id",
    "SELECT 'verdict ' || verdict.id || ' is of ' || reviewer.name || ', who was not asked in that round' FROM verdict \
     JOIN proposal ON proposal.id = verdict.proposal_id JOIN reviewer ON reviewer.id = verdict.reviewer_id \
     WHERE NOT EXISTS (SELECT 1 FROM round_reviewer WHERE round_reviewer.round_id = proposal.round_id \
     AND round_reviewer.reviewer_id = verdict.reviewer_id) ORDER BY verdict.id",
    "SELECT 'round ' || round.number || ' has no one person who decides' FROM round WHERE round.rule = 'one' \
     AND (SELECT count(*) FROM round_reviewer WHERE round_reviewer.round_id = round.id AND role = 'decides') <> 1 \
     ORDER BY round.id",
    "SELECT 'note ' || note.id || ' was said in a round of another cut' FROM note \
     JOIN round ON round.id = note.round_id WHERE round.cut_id <> note.cut_id ORDER BY note.id",
    "SELECT 'note ' || note.id || ' is about a cue of another cut' FROM note \
     JOIN cue ON cue.id = note.cue_id WHERE cue.cut_id <> note.cut_id ORDER BY note.id",
    "SELECT 'note ' || note.id || ' is about a placement of another cue' FROM note \
     JOIN placement ON placement.id = note.placement_id WHERE placement.cue_id <> note.cue_id ORDER BY note.id",
    "SELECT 'scenario ' || scenario.name || ' picks a placement of another cue for ' || cue.number FROM scenario_pick \
     JOIN scenario ON scenario.id = scenario_pick.scenario_id JOIN cue ON cue.id = scenario_pick.cue_id \
     JOIN placement ON placement.id = scenario_pick.placement_id \
     WHERE placement.cue_id <> cue.id OR cue.cut_id <> scenario.cut_id ORDER BY scenario.id, cue.id",
    "SELECT 'history is out of order at ' || label FROM history WHERE undone = 1 \
     AND id < (SELECT max(id) FROM history WHERE undone = 0) ORDER BY id",
];

const TABLES: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

/// All that is wrong, one sentence each. What cannot be looked at is told too, and keeps nothing else from being looked
/// at.
pub(crate) fn check(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    for query in CHECKS {
        if let Err(error) = ask(connection, query, &mut wrong) {
            wrong.push(error.to_string());
        }
    }
    let mut statement = connection.prepare(TABLES)?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in &tables {
        if let Err(error) = look_through(connection, table, &mut wrong) {
            wrong.push(format!("{table}: {error}"));
        }
    }
    Ok(wrong)
}

fn ask(connection: &Connection, query: &str, wrong: &mut Vec<String>) -> Result<(), StoreError> {
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_bytes().map(String::from_utf8_lossy);
        wrong.push(text.map_or_else(|_| query.to_owned(), std::borrow::Cow::into_owned));
    }
    Ok(())
}

/// Names each value of a table that cannot be read.
fn look_through(connection: &Connection, table: &str, wrong: &mut Vec<String>) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let bounds: Vec<_> = columns.iter().map(|column| bounds::of(table, column)).collect();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for (index, column) in columns.iter().enumerate() {
            let fault = match row.get_ref(index)? {
                ValueRef::Integer(number) if !bounds[index].contains(&number) => {
                    format!("{number}, which is out of range; it has to come from a snapshot or backup")
                }
                ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                    Err(error) => format!(
                        "not text in UTF-8 from byte {} on; type it again, or copy it from a snapshot or backup",
                        error.valid_up_to() + 1
                    ),
                    Ok(text) if column == "hash" && !bounds::is_hash(text) => {
                        "not the hash of a file; it has to come from a snapshot or backup".to_owned()
                    }
                    Ok(_) => continue,
                },
                ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => continue,
            };
            let of = match row.get_ref(0)? {
                ValueRef::Integer(id) => format!("{} {id}", table.replace('_', " ")),
                _ => table.replace('_', " "),
            };
            wrong.push(format!("the {} of {of} is {fault}", column.replace('_', " ")));
        }
    }
    Ok(())
}
