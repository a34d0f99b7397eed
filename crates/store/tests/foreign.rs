//! Shows that somebody else made, or something else changed: what is not as we make it is named, and nothing of it runs.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{Place, create, edit, fill, filled, place};
use model::TrackId;
use rusqlite::Connection;
use store::{Document, OpenError, StoreError};

/// With works, and payments for the lines.
fn filled_with_rights() -> Place {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    edit(&mut document, "Rights", common::rights::fill_rights);
    document.close().unwrap();
    place
}

/// Changes the file past every rule of it.
fn change(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

/// Changes the text of the schema itself.
fn rewrite(path: &Path, table: &str, from: &str, to: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
    let sql = "UPDATE sqlite_schema SET sql = replace(sql, ?2, ?3) WHERE name = ?1 AND sql LIKE '%' || ?2 || '%'";
    assert_eq!(connection.execute(sql, (table, from, to)).unwrap(), 1);
}

#[test]
fn a_schema_that_is_not_ours_is_not_opened_and_not_touched() {
    let changes = [
        ("CREATE TRIGGER onward AFTER UPDATE ON track BEGIN DELETE FROM history; END", "onward"),
        ("CREATE VIEW every AS SELECT * FROM track", "every"),
        ("CREATE TABLE other (id INTEGER PRIMARY KEY)", "other"),
        ("CREATE INDEX track_title ON track (title)", "track_title"),
        ("DROP INDEX track_hash", "the index track_hash is missing"),
        (
            "DROP TABLE raw_tag; CREATE VIEW raw_tag AS SELECT 1 AS id, 2 AS track_id, 'a' AS key, 'b' AS value",
            "raw_tag",
        ),
        ("DROP TABLE logo", "the table logo is missing"),
    ];
    for (sql, named) in changes {
        let place = filled();
        change(&place.path, sql);
        let before = fs::read(&place.path).unwrap();
        let refused = Document::open(&place.path);
        assert!(matches!(&refused, Err(OpenError::Altered { detail, .. }) if detail.contains(named)), "{refused:?}");
        assert_eq!(fs::read(&place.path).unwrap(), before, "{sql}");
    }
    for (table, from, to) in [
        ("track", " CHECK (length(hash) = 64)", ""),
        ("clearance", "CHECK (fee >= 0)", ""),
        ("placement", ") STRICT", ")"),
        ("track_hash", "UNIQUE ", ""),
        ("raw_tag", "REFERENCES track (id) ON DELETE NO ACTION DEFERRABLE INITIALLY DEFERRED", ""),
    ] {
        let place = filled();
        rewrite(&place.path, table, from, to);
        let refused = Document::open(&place.path);
        let told = matches!(&refused, Err(OpenError::Altered { detail, .. }) if detail.contains(table));
        assert!(told, "{table} without {from}: {refused:?}");
    }
}

#[test]
fn what_a_show_notes_of_its_format_is_told_where_it_is_damaged() {
    for (sql, told) in [
        (
            "UPDATE migration SET checksum = CAST(x'ff41fe' AS TEXT) WHERE version = 3",
            "version 3 of its format makes no sense",
        ),
        ("UPDATE migration SET checksum = '' WHERE version = 3", "version 3 of its format makes no sense"),
        ("UPDATE migration SET checksum = upper(checksum) WHERE version = 3", "its schema differs from version 3"),
        ("UPDATE migration SET version = -3 WHERE version = 3", "version -3 of its format makes no sense"),
        ("UPDATE migration SET version = 4611686018427387904 WHERE version = 3", "makes no sense"),
        ("DELETE FROM migration WHERE version = 3", "version 3 of its format is missing"),
    ] {
        let place = filled();
        change(&place.path, sql);
        let before = fs::read(&place.path).unwrap();
        let refused = Document::open(&place.path);
        assert!(
            matches!(&refused, Err(OpenError::Damaged { detail, .. }) if detail.contains(told)),
            "{sql}: {refused:?}"
        );
        assert_eq!(fs::read(&place.path).unwrap(), before, "{sql}");
        assert_eq!(fs::read_dir(place.path.parent().unwrap()).unwrap().count(), 1, "nothing was left beside it: {sql}");
    }
}

#[test]
fn statistics_of_another_tool_are_no_obstacle() {
    let place = filled();
    change(&place.path, "ANALYZE");
    Document::open(&place.path).unwrap().close().unwrap();
}

#[test]
fn a_hash_that_could_name_another_file_is_never_read() {
    for hash in ["../../../../home/user/.config/autostart/a.desktop", "..%2F..%2Fx", "é", "AF", &"A".repeat(64), ""] {
        let place = filled();
        change(&place.path, &format!("UPDATE track SET hash = '{hash}' WHERE id = 10"));
        let document = Document::open(&place.path).unwrap();
        let refused = document.rows().track(TrackId(10));
        let told = matches!(&refused, Err(StoreError::Value { detail }) if detail.starts_with("hash of track 10 ("));
        assert!(told, "{hash}: {refused:?}");
        assert!(document.rows().track_by_hash(hash).is_err());
        let mut seen = Vec::new();
        document.rows().for_each_track(|track| seen.push(track.id)).unwrap();
        assert_eq!(seen, [TrackId(11)]);
        let wrong = document.check().unwrap();
        assert!(
            wrong.iter().any(|line| line.starts_with("the hash of track 10 is not the hash of a file")),
            "{wrong:?}"
        );
    }
}

#[test]
fn numbers_at_the_edge_are_named_and_never_reckoned_with() {
    let most = i64::MAX;
    type Read = fn(&store::Rows) -> Result<(), StoreError>;
    let cases: [(&str, &str, Read); 14] = [
        ("clearance", "fee", |rows| rows.all_clearances().map(drop)),
        ("clearance", "top_up", |rows| rows.all_clearances().map(drop)),
        ("payment", "amount", |rows| rows.all_payments().map(drop)),
        ("work", "unpublished", |rows| rows.works().map(drop)),
        ("work", "copyright_control", |rows| rows.works().map(drop)),
        ("clearance", "max_length", |rows| rows.all_clearances().map(drop)),
        ("clearance", "share", |rows| rows.all_clearances().map(drop)),
        ("track", "duration", |rows| rows.tracks().map(drop)),
        ("track", "size", |rows| rows.tracks().map(drop)),
        ("cut", "length", |rows| rows.cut(model::CutId(41)).map(drop)),
        ("cut", "start_frame", |rows| rows.cut(model::CutId(41)).map(drop)),
        ("placement", "out_point", |rows| rows.placements_of_cut(model::CutId(41)).map(drop)),
        ("placement", "track_start", |rows| rows.placements_of_cut(model::CutId(41)).map(drop)),
        ("hit", "at", |rows| rows.hits(model::CutId(41)).map(drop)),
    ];
    for (table, column, read) in cases {
        for number in [most, -most, most / 2] {
            let place = filled_with_rights();
            change(&place.path, &format!("UPDATE {table} SET {column} = {number}"));
            let document = Document::open(&place.path).unwrap();
            let refused = read(document.rows()).unwrap_err().to_string();
            let words = format!("{} of {table}", column.replace('_', " "));
            assert!(refused.contains(&words), "{table}.{column} = {number}: {refused}");
            let wrong = document.check().unwrap().join("\n");
            assert!(wrong.contains(&format!("the {words}")), "{table}.{column} = {number}: {wrong}");
        }
    }
}

#[test]
fn text_that_is_not_utf_8_is_shown_as_far_as_it_goes_and_can_be_typed_anew() {
    let place = filled();
    change(&place.path, "UPDATE track SET title = CAST(x'436166E9' AS TEXT) WHERE id = 10");
    change(&place.path, "UPDATE cut SET label = CAST(x'FF43' AS TEXT)");
    let mut document = Document::open(&place.path).unwrap();
    let mut track = document.rows().track(TrackId(10)).unwrap().unwrap();
    assert_eq!(track.title, "Caf\u{fffd}");
    assert_eq!(document.rows().cut(model::CutId(41)).unwrap().unwrap().label, "\u{fffd}C");
    let wrong = document.check().unwrap().join("\n");
    assert!(wrong.contains("the title of track 10 is not text in UTF-8 from byte 4 on; type it again"), "{wrong}");
    assert!(wrong.contains("the label of cut 41 is not text in UTF-8 from byte 1 on"), "{wrong}");
    track.title = "Café".to_owned();
    edit(&mut document, "Title", |rows| rows.update_track(&track));
    assert!(!document.check().unwrap().join("\n").contains("of track 10"));
}
