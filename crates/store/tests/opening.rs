//! What may be opened, and what the user is told otherwise.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

mod common;

use std::fs;
use std::path::Path;

use common::{create, dump, edit, files, fill, open, place, show, track};
use rusqlite::Connection;
use store::{APPLICATION_ID, Document, Ids, OpenError, StoreError};

fn refusal(path: &Path) -> String {
    match Document::open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error.to_string(),
    }
}

/// What a program must know at least to read a new show: commissions and albums are of its contents, so of its history.
const LEAST_READER: i64 = 30;

/// The version of the newest migration there is.
fn newest() -> u32 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let version = |entry: fs::DirEntry| entry.file_name().to_str().unwrap()[..4].parse().unwrap();
    fs::read_dir(folder).unwrap().map(|entry| version(entry.unwrap())).max().unwrap()
}

#[test]
fn closing_leaves_exactly_one_file() {
    let place = place();
    let mut document = create(&place.path);
    let reader = document.reader().unwrap();
    edit(&mut document, "Fill", fill);
    assert_eq!(reader.track_count().unwrap(), 2);
    drop(reader);
    document.close().unwrap();
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn dropping_a_document_leaves_one_file_too() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    drop(document);
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_reader_that_outlives_its_document_tidies_up_in_the_end() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let reader = document.reader().unwrap();
    assert_eq!(reader.track_count().unwrap(), 2);
    document.close().unwrap();
    assert_eq!(reader.track_count().unwrap(), 2);
    drop(reader);
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_new_show_is_a_marked_database_in_wal_mode() {
    let place = place();
    create(&place.path).close().unwrap();
    let connection = Connection::open(&place.path).unwrap();
    let pragma = |name: &str| -> rusqlite::types::Value {
        connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!(pragma("application_id"), i64::from(APPLICATION_ID).into());
    assert_eq!(pragma("user_version"), LEAST_READER.into());
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    let applied: i64 = connection.query_row("SELECT max(version) FROM migration", [], |row| row.get(0)).unwrap();
    assert_eq!(applied, i64::from(newest()));
}

#[test]
fn what_a_show_starts_with_is_not_in_history() {
    let place = place();
    let document = create(&place.path);
    assert_eq!((document.rows().lanes().unwrap().len(), document.depth()), (1, (0, 0)));
    assert_eq!(document.rows().show().unwrap(), show());
}

#[test]
fn a_new_show_never_takes_the_place_of_a_file() {
    let place = place();
    fs::write(&place.path, "letters").unwrap();
    let refused = Document::create(&place.path, &show(), |_| Ok(()));
    assert!(matches!(refused, Err(OpenError::AlreadyThere { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(&place.path).unwrap(), "letters");
}

#[test]
fn a_new_show_whose_setup_fails_leaves_nothing() {
    let place = place();
    let refused = Document::create(&place.path, &show(), |rows| rows.delete_track(track(1).id));
    let missing = matches!(refused, Err(OpenError::Store { source: StoreError::Missing { noun: "track", .. }, .. }));
    assert!(missing, "{refused:?}");
    assert_eq!(files(place.folder.path()), Vec::<String>::new());
}

#[test]
fn a_new_show_in_a_folder_that_is_not_there_names_the_folder() {
    let place = place();
    let refused = Document::create(&place.folder.path().join("no/My Heart.needledrop"), &show(), |_| Ok(()));
    let Err(OpenError::Missing { path }) = refused else { panic!("{refused:?}") };
    assert_eq!(path, place.folder.path().join("no"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let place = place();
    let refused = Document::open(&place.path);
    assert!(matches!(&refused, Err(OpenError::Missing { path }) if *path == place.path), "{refused:?}");
}

#[test]
fn what_is_not_a_show_is_left_as_it_is() {
    let place = place();
    let folder = place.folder.path();
    fs::write(folder.join("text"), "Dear Sir or Madam").unwrap();
    fs::write(folder.join("empty"), "").unwrap();
    fs::create_dir(folder.join("folder")).unwrap();
    Connection::open(folder.join("other")).unwrap().execute_batch("CREATE TABLE address (name TEXT)").unwrap();
    let before = files(folder);
    for (name, reason) in [
        ("text", "its content is of another kind"),
        ("empty", "it is empty"),
        ("folder", "it is a folder"),
        ("other", "it is the database of another program"),
    ] {
        let path = folder.canonicalize().unwrap().join(name);
        assert_eq!(refusal(&path), format!("{} is not a Needledrop show: {reason}", path.display()));
    }
    assert_eq!(files(folder), before);
    assert_eq!(fs::read_to_string(folder.join("text")).unwrap(), "Dear Sir or Madam");
}

#[test]
fn a_show_of_a_newer_version_is_left_as_it_is() {
    let place = place();
    create(&place.path).close().unwrap();
    Connection::open(&place.path).unwrap().pragma_update(None, "user_version", newest() + 7).unwrap();
    let before = fs::read(&place.path).unwrap();
    let refused = Document::open(&place.path);
    let told =
        matches!(refused, Err(OpenError::TooNew { needs, have, .. }) if (needs, have) == (newest() + 7, newest()));
    assert!(told, "{refused:?}");
    assert_eq!(fs::read(&place.path).unwrap(), before);
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_show_that_breaks_off_is_damaged() {
    let place = place();
    create(&place.path).close().unwrap();
    let whole = fs::read(&place.path).unwrap();
    for length in [50, 100, 4_000, 9_000] {
        fs::write(&place.path, &whole[..length]).unwrap();
        let refused = Document::open(&place.path);
        assert!(matches!(refused, Err(OpenError::Damaged { .. })), "{length}: {refused:?}");
    }
}

#[test]
fn a_show_that_this_process_has_open_is_refused_and_unharmed() {
    let place = place();
    let mut document = create(&place.path);
    let refused = Document::open(&place.path);
    let us = Some(std::process::id());
    assert!(matches!(&refused, Err(OpenError::Locked { holder, .. }) if *holder == us), "{refused:?}");
    edit(&mut document, "Fill", fill);
    document.close().unwrap();
    assert_eq!(open(&place.path).check().unwrap(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn two_names_of_a_show_have_one_lock() {
    let place = place();
    let _document = create(&place.path);
    let link = place.folder.path().join("link.needledrop");
    std::os::unix::fs::symlink(&place.path, &link).unwrap();
    assert!(matches!(Document::open(&link), Err(OpenError::Locked { .. })));
}

#[test]
fn a_lock_file_left_behind_is_no_obstacle() {
    let place = place();
    create(&place.path).close().unwrap();
    fs::write(place.folder.path().join(".My Heart.needledrop-lock"), "1\n").unwrap();
    open(&place.path).close().unwrap();
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn each_opening_has_ids_of_its_own() {
    let place = place();
    let mut document = Document::create_with(&place.path, Ids::starting_at(5), &show(), |_| Ok(())).unwrap();
    let first = document.next_id();
    edit(&mut document, "Add", |rows| rows.insert_track(&track(first)));
    document.close().unwrap();
    let document = Document::open_with(&place.path, Ids::starting_at(5)).unwrap();
    assert_eq!((first, document.next_id()), (5 << 20, 6 << 20));
}

#[test]
fn a_copy_is_one_file_with_everything_in_it_and_replaces_nothing() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let folder = place.folder.path().join("copies");
    fs::create_dir(&folder).unwrap();
    let copy = folder.join("copy.needledrop");
    document.backup_to(&copy).unwrap();
    assert_eq!(files(&folder), ["copy.needledrop"]);
    let again = document.backup_to(&copy);
    assert!(matches!(again, Err(StoreError::AlreadyThere { .. })), "{again:?}");
    assert!(matches!(document.backup_to(&place.path), Err(StoreError::AlreadyThere { .. })));
    assert_eq!(dump(&copy), dump(&place.path));
    let mut copied = open(&copy);
    assert_eq!(copied.undo().unwrap().unwrap().label, "Fill");
}

#[test]
fn snapshots_keep_the_newest_and_leave_other_files_alone() {
    let place = place();
    let mut document = create(&place.path);
    let folder = place.folder.path().join("snapshots");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("My Heart.notes.needledrop"), "mine").unwrap();
    let mut made = Vec::new();
    for id in 1..=4 {
        edit(&mut document, "Add", |rows| rows.insert_track(&track(id)));
        // Named to the millisecond: wait until the clock shows another.
        std::thread::sleep(std::time::Duration::from_millis(2));
        let path = document.snapshot(&folder, 2).unwrap();
        made.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    let mut expected = vec![made[2].clone(), made[3].clone(), "My Heart.notes.needledrop".to_owned()];
    expected.sort();
    assert_eq!(files(&folder), expected);
    assert_eq!(open(&folder.join(&made[2])).rows().track_count().unwrap(), 3);
}
