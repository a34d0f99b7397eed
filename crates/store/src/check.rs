//! Whether a document is whole: what SQLite can tell, and what the rows must agree on.

use rusqlite::Connection;

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
    "SELECT 'cue ' || cue.number || ' is for a scene of another cut' FROM cue \
     JOIN scene ON scene.id = cue.scene_id WHERE scene.cut_id <> cue.cut_id ORDER BY cue.id",
    "SELECT 'verdict ' || verdict.id || ' was given in a round of another cut' FROM verdict \
     JOIN round ON round.id = verdict.round_id JOIN placement ON placement.id = verdict.placement_id \
     JOIN cue ON cue.id = placement.cue_id WHERE round.cut_id <> cue.cut_id ORDER BY verdict.id",
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

/// All that is wrong, one sentence each.
pub(crate) fn check(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    for query in CHECKS {
        let mut statement = connection.prepare(query)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            wrong.push(row.get(0)?);
        }
    }
    Ok(wrong)
}
