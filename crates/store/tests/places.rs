//! Shows whose file is moved, removed or replaced while they are open, and what lies about in their folder.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

mod common;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{AT, Place, edit, files, filled, open, track};
use store::{Document, OpenError, StoreError};

fn lock_of(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{}-lock", path.file_name().unwrap().to_str().unwrap()))
}

fn is_moved<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Moved { .. }))
}

/// A show with two edits of this session, then whatever `happens` to its file.
fn after(happens: impl FnOnce(&Path)) -> (Place, Document) {
    let place = filled();
    let mut document = open(&place.path);
    edit(&mut document, "Add", |rows| rows.insert_track(&track(500)));
    edit(&mut document, "Add", |rows| rows.insert_track(&track(501)));
    happens(&place.path);
    (place, document)
}

/// No edit is acknowledged that would be lost; what was acknowledged can be saved elsewhere.
fn nothing_goes_nowhere(mut document: Document) {
    assert!(document.is_displaced());
    let refused: Result<((), _), StoreError> = document.edit("Add", None, AT, |rows| rows.insert_track(&track(502)));
    assert!(is_moved(&refused), "{refused:?}");
    assert!(is_moved(&document.undo()));
    assert_eq!((document.rows().track_count().unwrap(), document.depth()), (4, (3, 0)));
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.needledrop");
    document.backup_to(&copy).unwrap();
    assert!(is_moved(&document.close()));
    let mut copied = open(&copy);
    assert_eq!((copied.rows().track_count().unwrap(), copied.depth()), (4, (3, 0)));
    assert_eq!(copied.check().unwrap(), Vec::<String>::new());
    edit(&mut copied, "Add", |rows| rows.insert_track(&track(502)));
}

#[test]
fn a_removed_show_takes_no_edit() {
    let (place, document) = after(|path| fs::remove_file(path).unwrap());
    nothing_goes_nowhere(document);
    assert_eq!(files(place.folder.path()), Vec::<String>::new());
}

#[test]
fn a_show_whose_folder_is_gone_takes_no_edit() {
    let (_place, document) = after(|path| fs::remove_dir_all(path.parent().unwrap()).unwrap());
    nothing_goes_nowhere(document);
}

#[test]
fn a_show_whose_folder_has_another_name_takes_no_edit_and_is_whole_there() {
    let (place, document) = after(|path| {
        let folder = path.parent().unwrap();
        fs::rename(folder, folder.with_extension("moved")).unwrap();
    });
    nothing_goes_nowhere(document);
    let folder = place.folder.path().with_extension("moved");
    assert_eq!(open(&folder.join("My Heart.needledrop")).rows().track_count().unwrap(), 4);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_renamed_show_takes_no_edit_and_all_that_was_done_is_in_it() {
    let (place, document) = after(|path| fs::rename(path, path.with_file_name("New.needledrop")).unwrap());
    nothing_goes_nowhere(document);
    assert_eq!(files(place.folder.path()), ["New.needledrop"]);
    assert_eq!(open(&place.folder.path().join("New.needledrop")).rows().track_count().unwrap(), 4);
}

#[test]
fn a_renamed_show_that_is_only_let_go_of_has_everything_too() {
    let place = filled();
    let mut document = open(&place.path);
    let reader = document.reader().unwrap();
    edit(&mut document, "Add", |rows| rows.insert_track(&track(500)));
    edit(&mut document, "Add", |rows| rows.insert_track(&track(501)));
    assert_eq!(reader.track_count().unwrap(), 4);
    fs::rename(&place.path, place.path.with_file_name("New.needledrop")).unwrap();
    assert!(is_moved(&document.reader()), "another file may lie there now");
    drop(document);
    drop(reader);
    assert_eq!(open(&place.folder.path().join("New.needledrop")).rows().track_count().unwrap(), 4);
}

#[test]
fn a_show_that_was_replaced_is_not_written_to_and_no_log_is_left_for_it() {
    let backup = filled();
    let bytes = fs::read(&backup.path).unwrap();
    let (place, document) = after(|path| {
        let new = path.with_file_name("new");
        fs::write(&new, &bytes).unwrap();
        fs::rename(new, path).unwrap();
    });
    nothing_goes_nowhere(document);
    assert_eq!(fs::read(&place.path).unwrap(), bytes);
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_show_that_came_back_goes_on() {
    let (place, mut document) = after(|path| fs::rename(path, path.with_file_name("New.needledrop")).unwrap());
    assert!(is_moved(&document.undo()));
    fs::rename(place.folder.path().join("New.needledrop"), &place.path).unwrap();
    assert!(!document.is_displaced());
    edit(&mut document, "Add", |rows| rows.insert_track(&track(502)));
    document.close().unwrap();
    assert_eq!(open(&place.path).rows().track_count().unwrap(), 5);
}

#[test]
fn a_second_name_of_an_open_show_is_the_same_show() {
    let place = filled();
    let second = place.folder.path().join("Second.needledrop");
    fs::hard_link(&place.path, &second).unwrap();
    let mut document = open(&place.path);
    let refused = Document::open(&second);
    assert!(matches!(refused, Err(OpenError::Locked { .. })), "{refused:?}");
    edit(&mut document, "Add", |rows| rows.insert_track(&track(500)));
    document.close().unwrap();
    assert_eq!(open(&second).rows().track_count().unwrap(), 3);
}

#[test]
fn a_lock_file_that_leads_elsewhere_is_left_alone() {
    let place = filled();
    let (lock, before) = (lock_of(&place.path), fs::read(&place.path).unwrap());
    let victim = place.folder.path().join("victim");
    let kinds: [fn(&Path, &Path); 6] = [
        |lock, victim| symlink(victim, lock).unwrap(),
        |lock, _| symlink("not there", lock).unwrap(),
        |lock, victim| fs::hard_link(victim, lock).unwrap(),
        |lock, _| fs::write(lock, "alias ls='ls -l'\n").unwrap(),
        |lock, _| fs::create_dir(lock).unwrap(),
        |lock, _| assert!(Command::new("mkfifo").arg(lock).status().unwrap().success()),
    ];
    for make in kinds {
        fs::write(&victim, "mine\n").unwrap();
        make(&lock, &victim);
        // A pipe would keep us waiting.
        let content = || lock.is_file().then(|| fs::read(&lock).unwrap());
        let kept = content();
        let refused = Document::open(&place.path);
        assert!(matches!(&refused, Err(OpenError::LockInTheWay { .. })), "{refused:?}");
        assert!(refused.unwrap_err().to_string().contains("needledrop-lock is in the way"));
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine\n");
        assert_eq!(content(), kept);
        assert!(!place.folder.path().join("not there").exists());
        fs::remove_file(&lock).or_else(|_| fs::remove_dir(&lock)).unwrap();
    }
    assert_eq!(fs::read(&place.path).unwrap(), before);
    // An empty file that somebody else may need is not written to either.
    fs::write(&victim, "").unwrap();
    fs::hard_link(&victim, &lock).unwrap();
    assert!(matches!(Document::open(&place.path), Err(OpenError::LockInTheWay { .. })));
    assert_eq!(fs::read(&victim).unwrap(), b"");
}

#[test]
fn what_killed_processes_left_unfinished_goes_when_the_show_is_opened() {
    let place = filled();
    let gone = format!(".needledrop-{}-half", 1 << 30);
    fs::write(place.folder.path().join(&gone), "half a copy").unwrap();
    fs::write(place.folder.path().join("notes.txt"), "mine").unwrap();
    let document = open(&place.path);
    let snapshots = place.folder.path().join("snapshots");
    fs::create_dir(&snapshots).unwrap();
    fs::write(snapshots.join(&gone), "half a copy").unwrap();
    document.snapshot(&snapshots, 3).unwrap();
    document.close().unwrap();
    assert_eq!(files(&snapshots).len(), 1);
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop", "notes.txt", "snapshots"]);
}
