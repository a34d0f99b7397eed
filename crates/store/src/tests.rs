//! What only the inside can show: injected migrations and a disk with an end.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use model::{Cue, CueId, Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind, Show, Usage, Voice};
use rusqlite::ffi;
use tempfile::TempDir;
use timebase::{Flicks, FrameRate, Frames};

use crate::document::write_first;
use crate::migrate::{MIGRATIONS, Migration, newest};
use crate::open::{open_to_read, read_on_full_disk};
use crate::{Document, Ids, OpenError, Rows, StoreError};

const AT: &str = "2026-03-01T12:00:00Z";

fn show() -> Show {
    Show { title: "My Heart".into(), currency: "EUR".into(), production_company: String::new() }
}

fn lane(id: i64, name: &str) -> Lane {
    Lane::new(LaneId(id), name.into(), LaneKind::Score, id)
}

fn add(document: &mut Document, id: i64, name: &str) -> Result<(), StoreError> {
    document.edit("Add a lane", None, AT, |rows: &Rows| rows.insert_lane(&lane(id, name))).map(drop)
}

fn show_with_two_edits() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Heart.needledrop");
    let mut document = Document::create(&path, &show(), |_| Ok(())).unwrap();
    add(&mut document, 1, "Songs").unwrap();
    add(&mut document, 2, "Score").unwrap();
    document.close().unwrap();
    (folder, path)
}

/// The newest version there is.
fn known() -> u32 {
    newest(MIGRATIONS)
}

/// What a program knows that has one migration more.
fn with_next(reader: u32, sql: &'static str) -> Vec<Migration> {
    let mut migrations = MIGRATIONS.to_vec();
    migrations.push(Migration { version: known() + 1, reader, sql });
    migrations
}

/// `My Heart.before-v3.needledrop`: the copy that the next migration leaves.
fn copy_before_next(suffix: &str) -> String {
    format!("My Heart.before-v{}{suffix}.needledrop", known() + 1)
}

fn open_with(path: &Path, migrations: &[Migration]) -> Result<Document, OpenError> {
    Document::open_migrated(path, Ids::random(), migrations)
}

const ADDS: &str = "ALTER TABLE lane ADD COLUMN tint TEXT; \
     CREATE TABLE bin (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";

#[test]
fn a_migration_keeps_a_copy_first_and_history_still_goes_back() {
    let (folder, path) = show_with_two_edits();
    let mut document = open_with(&path, &with_next(known() + 1, ADDS)).unwrap();
    assert_eq!(document.depth(), (2, 0));
    document.undo().unwrap().unwrap();
    assert_eq!(document.rows().lanes().unwrap().len(), 1);
    document.redo().unwrap().unwrap();
    assert!(document.recorded.contains(&"bin".to_owned()));
    document.close().unwrap();
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [copy_before_next("").as_str(), "My Heart.needledrop"]);
    let mut copy = Document::open(&folder.path().join(copy_before_next(""))).unwrap();
    copy.undo().unwrap().unwrap();
    assert_eq!(copy.rows().lanes().unwrap(), [lane(1, "Songs")]);
}

#[test]
fn a_table_made_anew_keeps_its_rows_and_history_goes_back_through_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Heart.needledrop");
    let old = &MIGRATIONS[..5];
    let (episode, cut) = (EpisodeId(1), CutId(2));
    write_first(&path, &show(), old, |rows| {
        rows.insert_episode(&Episode { id: episode, season: 1, number: 4, title: "Rising Tide".into() })?;
        rows.insert_cut(&Cut {
            start: Frames(86_400),
            ordinal: 0,
            ..Cut::new(cut, episode, FrameRate::F24, Flicks::from_seconds(60))
        })
    })
    .unwrap();
    let mut document = open_with(&path, old).unwrap();
    let mut cue = Cue {
        title: "The pier".into(),
        usage: Usage { voice: Some(Voice::Vocal), ..Usage::default() },
        ..Cue::new(CueId(3), cut, "4M01".parse().unwrap())
    };
    // With the columns of that version: those that came later are not there yet.
    const THEN: &str = "INSERT INTO cue (id, cut_id, number, title, brief, at, perception, voice, theme_role) \
         VALUES (3, 2, '4M01', 'The pier', '', 0, 'background', 'vocal', 'none')";
    document.edit("Add a cue", None, AT, |rows: &Rows| rows.execute(THEN, []).map(drop)).unwrap();
    document.close().unwrap();

    let mut document = Document::open(&path).unwrap();
    assert_eq!(document.rows().cues(cut).unwrap(), [cue.clone()]);
    cue.usage.voice = None;
    document.edit("Forget its voice", None, AT, |rows: &Rows| rows.update_cue(&cue)).unwrap();
    assert_eq!(document.rows().cues(cut).unwrap(), [cue]);
    document.undo().unwrap().unwrap();
    document.undo().unwrap().unwrap();
    assert_eq!(document.rows().cues(cut).unwrap(), []);
    document.redo().unwrap().unwrap();
    assert_eq!(document.rows().cues(cut).unwrap()[0].usage.voice, Some(Voice::Vocal));
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
}

/// On a disc that cannot be written to, or has no room, an older show is read all the same, and stays as it is.
#[test]
fn an_older_show_that_cannot_be_brought_up_to_date_is_read_through_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Heart.needledrop");
    let (episode, cut) = (EpisodeId(1), CutId(2));
    write_first(&path, &show(), &MIGRATIONS[..5], |rows| {
        rows.insert_episode(&Episode { id: episode, season: 1, number: 4, title: "Rising Tide".into() })?;
        rows.insert_cut(&Cut {
            start: Frames(86_400),
            ordinal: 0,
            ..Cut::new(cut, episode, FrameRate::F24, Flicks::from_seconds(60))
        })
    })
    .unwrap();
    open_with(&path, &MIGRATIONS[..5]).unwrap().close().unwrap();
    let before = fs::read(&path).unwrap();
    let read_only = open_to_read(path.clone(), MIGRATIONS).unwrap();
    let full = read_on_full_disk(path.clone(), MIGRATIONS).unwrap();
    for (opened, notices, refusal) in [(read_only, 1, StoreError::ReadOnly), (full, 2, StoreError::FullWhenOpened)] {
        let document = Document::of(opened, Ids::random()).unwrap();
        assert_eq!(document.notices().len(), notices, "{:?}", document.notices());
        assert_eq!(document.may_write().unwrap_err().to_string(), refusal.to_string());
        let reader = document.reader().unwrap();
        assert_eq!(reader.cues(cut).unwrap(), []);
        assert_eq!(reader.episodes().unwrap()[0].title, "Rising Tide");
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
        let copy = folder.path().join("saved.needledrop");
        document.backup_to(&copy).unwrap();
        drop(reader);
        document.close().unwrap();
        let mut saved = Document::open(&copy).unwrap();
        add(&mut saved, 1, "Songs").unwrap();
        saved.close().unwrap();
        fs::remove_file(&copy).unwrap();
    }
    assert!(fs::read(&path).unwrap() == before, "the older show was changed");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A show of the version before reviewers were people, with two rounds on one cut.
const REVIEWED_BEFORE: &str = "INSERT INTO track SELECT 9, 'First Spark', '', '', '', '', '', '', '', NULL, '', '', '', '', '', '', \
     NULL, NULL, 7056000000, 48000, 2, 'wav', NULL, NULL, printf('%064d', 0), 1, '/spark.wav', ''; \
     INSERT INTO cue (id, cut_id, number, title, brief, at, perception, theme_role, pick_id) \
     VALUES (3, 2, '4M01', 'The pier', '', 0, 'background', 'none', 4); \
     INSERT INTO placement (id, cue_id, track_id, lane_id, in_point, out_point, track_start, gain, fade_in, fade_in_shape, \
     fade_out, fade_out_shape, ordinal) VALUES (4, 3, 9, 1, 0, 100, 0, 0, 0, 'linear', 0, 'linear', 0), \
     (5, 3, 9, 1, 0, 100, 0, 0, 0, 'linear', 0, 'linear', 1); \
     INSERT INTO round (id, cut_id, number, audience) VALUES (11, 2, 1, 'Dana'), (12, 2, 2, ' Producers '); \
     INSERT INTO verdict (id, round_id, placement_id, value, author, given_at) VALUES \
     (21, 11, 4, 'approved', 'Dana', '2026-01-01T10:00:00Z'), (22, 12, 4, 'changes', 'Priya ', '2026-01-02T10:00:00Z'), \
     (23, 12, 5, 'rejected', '', '2026-01-02T11:00:00Z'); \
     INSERT INTO note (id, cut_id, cue_id, author, body, resolved, written_at) VALUES \
     (31, 2, 3, 'Dana', 'later?', 0, ''), (32, 2, 3, 'Kim', 'done', 1, '');";

#[test]
fn those_who_were_named_become_reviewers_and_nothing_is_frozen_after_the_event() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Heart.needledrop");
    let (episode, cut) = (EpisodeId(1), CutId(2));
    write_first(&path, &show(), &MIGRATIONS[..9], |rows| {
        // With the columns of that version.
        let songs = "INSERT INTO lane (id, name, kind, ordinal) VALUES (1, 'Songs', 'songs', 0)";
        rows.connection.execute_batch(songs)?;
        rows.insert_episode(&Episode { id: episode, season: 1, number: 4, title: "Rising Tide".into() })?;
        rows.insert_cut(&Cut { ..Cut::new(cut, episode, FrameRate::F24, Flicks::from_seconds(60)) })?;
        Ok(rows.connection.execute_batch(REVIEWED_BEFORE)?)
    })
    .unwrap();
    let document = Document::open(&path).unwrap();
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    let rows = document.rows();
    let people = rows.reviewers().unwrap();
    let named: Vec<_> = people.iter().map(|one| (one.id.0, one.name.as_str(), one.role.word(), one.sees)).collect();
    let nothing = model::Sees::default();
    let dana_and_others =
        [(11, "Dana", "decides", nothing), (22, "Priya", "decides", nothing), (12, "Producers", "decides", nothing)];
    assert_eq!(named, dana_and_others);
    let rounds = rows.rounds(cut).unwrap();
    let asked = |index: usize| rounds[index].reviewers.iter().map(|asked| asked.reviewer.0).collect::<Vec<_>>();
    assert_eq!((asked(0), rounds[0].rule, rounds[0].closed_at.as_deref()), (vec![11], model::RoundRule::One, Some("")));
    assert_eq!((asked(1), rounds[1].rule, rounds[1].is_open()), (vec![12, 22], model::RoundRule::Any, true));
    let proposed: Vec<_> =
        rows.proposals_of_cut(cut).unwrap().into_iter().map(|one| (one.round.0, one.placement.0, one.was)).collect();
    assert_eq!(proposed, [(11, 4, None), (12, 4, None), (12, 5, None)]);
    let said: Vec<_> = rows.verdicts_of_cut(cut).unwrap().into_iter().map(|one| (one.id.0, one.reviewer.0)).collect();
    assert_eq!(said, [(21, 11), (22, 22), (23, 12)], "no author: the audience");
    let notes: Vec<_> =
        rows.notes(cut).unwrap().into_iter().map(|one| (one.author, one.reviewer.map(|id| id.0))).collect();
    assert_eq!(notes, [("Dana".to_owned(), Some(11)), ("Kim".to_owned(), None)], "Kim worked at the desk");
}

#[test]
fn undo_begins_anew_only_where_it_knows_rounds() {
    for (edit, kept) in [
        ("INSERT INTO hit (id, cut_id, at, label) VALUES (7, 2, 0, 'round and verdict')", 1),
        ("INSERT INTO round (id, cut_id, number, audience) VALUES (11, 2, 1, 'Dana')", 0),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("My Heart.needledrop");
        let (episode, cut) = (EpisodeId(1), CutId(2));
        write_first(&path, &show(), &MIGRATIONS[..9], |rows| {
            rows.insert_episode(&Episode { id: episode, season: 1, number: 4, title: "Rising Tide".into() })?;
            rows.insert_cut(&Cut { ..Cut::new(cut, episode, FrameRate::F24, Flicks::from_seconds(60)) })
        })
        .unwrap();
        let mut before = open_with(&path, &MIGRATIONS[..9]).unwrap();
        before.edit("Edit", None, AT, |rows: &Rows| rows.execute(edit, []).map(drop)).unwrap();
        before.close().unwrap();
        let mut document = Document::open(&path).unwrap();
        assert_eq!(document.depth(), (kept, 0), "{edit}");
        assert_eq!(document.undo().unwrap().is_some(), kept == 1);
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
    }
}

#[test]
fn an_older_program_is_told_of_a_newer_show_unless_it_can_read_it() {
    let (_folder, path) = show_with_two_edits();
    open_with(&path, &with_next(known(), ADDS)).unwrap().close().unwrap();
    let mut older = Document::open(&path).unwrap();
    add(&mut older, 3, "Source").unwrap();
    older.undo().unwrap().unwrap();
    older.close().unwrap();
    let (_folder, path) = show_with_two_edits();
    open_with(&path, &with_next(known() + 1, ADDS)).unwrap().close().unwrap();
    let refused = Document::open(&path);
    let told =
        matches!(&refused, Err(OpenError::TooNew { needs, have, .. }) if (*needs, *have) == (known() + 1, known()));
    assert!(told, "{refused:?}");
}

#[test]
fn a_migration_that_fails_leaves_the_show_as_it_was_and_one_copy_however_often_it_is_tried() {
    let (folder, path) = show_with_two_edits();
    let before = fs::read(&path).unwrap();
    let mut first = None;
    for _ in 0..3 {
        let failed = open_with(&path, &with_next(known() + 1, "CREATE TABLE bin (id INTEGER); SELECT nothing;"));
        assert!(matches!(failed, Err(OpenError::Store { .. })), "{failed:?}");
        assert!(!folder.path().join(copy_before_next("-2")).exists());
        let copy = fs::read(folder.path().join(copy_before_next(""))).unwrap();
        assert_eq!(*first.get_or_insert_with(|| copy.clone()), copy, "no copy is replaced");
        let document = Document::open(&path).unwrap();
        assert_eq!((document.depth(), document.check().unwrap()), ((2, 0), Vec::new()));
    }
    assert_eq!(before.len(), fs::read(&path).unwrap().len());
}

#[test]
fn a_show_of_any_version_has_the_schema_of_a_new_one_once_it_is_brought_up_to_date() {
    for count in 1..MIGRATIONS.len() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("My Heart.needledrop");
        write_first(&path, &show(), &MIGRATIONS[..count], |_| Ok(())).unwrap();
        Document::open(&path).unwrap().close().unwrap();
        let again = Document::open(&path).unwrap();
        assert_eq!(again.check().unwrap(), Vec::<String>::new(), "from version {count}");
    }
}

#[test]
fn what_a_newer_program_adds_is_its_own_but_never_a_trigger_or_a_rule_less() {
    for (adds, opens) in [
        (ADDS, true),
        ("CREATE INDEX lane_kind ON lane (kind)", true),
        ("CREATE TRIGGER onward AFTER INSERT ON lane BEGIN DELETE FROM show; END", false),
        ("CREATE VIEW every AS SELECT * FROM lane", false),
        ("DROP TABLE scenario_pick; CREATE TABLE scenario_pick (scenario_id INTEGER, cue_id INTEGER)", false),
    ] {
        let (_folder, path) = show_with_two_edits();
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(adds).unwrap();
        let newer = format!("INSERT INTO migration VALUES ({}, 'of a newer program')", known() + 1);
        connection.execute_batch(&newer).unwrap();
        drop(connection);
        let opened = Document::open(&path);
        assert_eq!(opened.is_ok(), opens, "{adds}: {opened:?}");
    }
}

#[test]
fn a_migration_that_would_break_a_reference_is_rolled_back() {
    let (_folder, path) = show_with_two_edits();
    let breaks = "INSERT INTO theme (id, name, character_id) VALUES (1, 'Mara', 404)";
    let failed = open_with(&path, &with_next(known() + 1, breaks));
    let broken = matches!(failed, Err(OpenError::Store { source: StoreError::Constraint { .. }, .. }));
    assert!(broken, "{failed:?}");
    assert_eq!(Document::open(&path).unwrap().check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_migration_edited_after_it_landed_is_noticed() {
    let (_folder, path) = show_with_two_edits();
    let mut edited = MIGRATIONS.to_vec();
    edited[0].sql = "SELECT 1";
    let refused = open_with(&path, &edited);
    assert!(matches!(refused, Err(OpenError::Damaged { .. })), "{refused:?}");
}

#[test]
fn a_full_disk_loses_nothing() {
    let (_folder, path) = show_with_two_edits();
    let mut document = Document::open(&path).unwrap();
    let limit = |document: &Document, pages: u32| {
        let query = format!("PRAGMA max_page_count = {pages}");
        document.rows.connection.query_row(&query, [], |_| Ok(())).unwrap();
    };
    let pages: u32 = document.rows.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    limit(&document, pages + 3);
    let mut kept = 2;
    let refused = loop {
        match add(&mut document, kept + 1, &"long".repeat(1_000 * usize::try_from(kept).unwrap())) {
            Ok(()) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, StoreError::Full), "{refused:?}");
    let count = usize::try_from(kept).unwrap();
    assert_eq!((document.depth(), document.rows().lanes().unwrap().len()), ((count, 0), count));
    assert_eq!(document.check().unwrap(), Vec::<String>::new());
    limit(&document, pages + 1_000);
    add(&mut document, kept + 1, "Source").unwrap();
    document.close().unwrap();
    assert_eq!(Document::open(&path).unwrap().depth(), (count + 1, 0));
}

#[test]
fn codes_of_the_database_become_what_a_caller_can_act_on() {
    let told = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
    assert!(matches!(told(ffi::SQLITE_FULL), StoreError::Full));
    assert!(matches!(told(ffi::SQLITE_IOERR_SHMSIZE), StoreError::Full));
    assert!(matches!(told(ffi::SQLITE_READONLY_DBMOVED), StoreError::ReadOnly));
    assert!(matches!(told(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
    assert!(matches!(told(ffi::SQLITE_CORRUPT_INDEX), StoreError::Damaged { .. }));
    assert!(matches!(told(ffi::SQLITE_NOTADB), StoreError::Damaged { .. }));
    assert!(matches!(told(ffi::SQLITE_CONSTRAINT_FOREIGNKEY), StoreError::Constraint { .. }));
    assert!(matches!(told(ffi::SQLITE_IOERR_WRITE), StoreError::Io(_)));
    assert!(matches!(told(ffi::SQLITE_NOMEM), StoreError::Sqlite(_)));
}
