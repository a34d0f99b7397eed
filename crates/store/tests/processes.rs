//! Several processes, and processes that die. Each test that needs another process starts this file's `child`.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

mod common;

use std::env;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{AT, create, dump, edit, files, fill, hit, note, open, place, track};
use model::{HitId, NoteId};
use store::{Document, OpenError, StoreError};

const ROLE: &str = "NEEDLEDROP_TEST_ROLE";
const PATH: &str = "NEEDLEDROP_TEST_PATH";
const KILLS: usize = 50;

fn child_command(program: &Path, role: &str, path: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["child", "--exact", "--nocapture"]).env(ROLE, role).env(PATH, path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn spawn(role: &str, path: &Path) -> Child {
    child_command(&env::current_exe().unwrap(), role, path).spawn().unwrap()
}

/// What the other process does: nothing, unless a test started it with a role.
#[test]
fn child() {
    let (Ok(role), Some(path)) = (env::var(ROLE), env::var_os(PATH)) else { return };
    // The test harness has begun a line.
    println!();
    match role.as_str() {
        "hold" => {
            let _document = Document::open(path.as_ref()).unwrap();
            say("held");
            std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
        }
        "edit" => edit_for_ever(path.as_ref()),
        "read" => tell_what_may_be_done(path.as_ref()),
        other => panic!("no role {other}"),
    }
}

fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().unwrap();
}

/// Edits of two rows, at times of many hundred, some undone; says of each when it is committed.
fn edit_for_ever(path: &Path) {
    let mut document = Document::open(path).unwrap();
    for count in 0.. {
        let rows = if count % 7 == 3 { 400 } else { 1 };
        let ids: Vec<i64> = (0..rows).map(|_| document.next_id()).collect();
        edit(&mut document, "Mark", |rows| {
            for &id in &ids {
                rows.insert_hit(&hit(id, 41, id % 1000))?;
                rows.insert_note(&note(id, 41, Some(id % 1000)))?;
            }
            Ok(())
        });
        say(&format!("done {}", ids[0]));
        if count % 11 == 5 {
            document.undo().unwrap().unwrap();
            say(&format!("undone {}", ids[0]));
        }
    }
}

fn tell_what_may_be_done(path: &Path) {
    match Document::open(path) {
        Ok(mut document) => {
            let edited: Result<((), _), StoreError> =
                document.edit("Add", None, AT, |rows| rows.insert_track(&track(77)));
            let tracks = document.rows().track_count().unwrap();
            let beside = document.reader().unwrap().track_count().unwrap();
            let refused = edited.map(drop).map_err(|error| error.to_string());
            say(&format!("opened read_only={} tracks={tracks},{beside}", document.is_read_only()));
            say(&format!("edit {refused:?} undo {:?}", document.undo().map_err(|error| error.to_string())));
            document.close().unwrap();
        }
        Err(error) => say(&format!("refused {error}")),
    }
}

/// What a process without special rights finds: root may write everywhere.
fn as_ordinary_account(path: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("child");
    // By another process: one of ours that is being started meanwhile would have the copy open for writing.
    let copied = Command::new("cp").arg(env::current_exe().unwrap()).arg(&program).status().unwrap();
    assert!(copied.success());
    let mut command = child_command(&program, "read", path);
    command.current_dir(folder.path());
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        const NOBODY: u32 = 65_534;
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn with_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn closed_show() -> common::Place {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    document.close().unwrap();
    place
}

const READ_ONLY: &str = "the show is open for reading only; save a copy of it in another folder to change it";

#[test]
fn a_read_only_file_opens_for_reading() {
    let place = closed_show();
    with_mode(place.folder.path(), 0o777);
    with_mode(&place.path, 0o444);
    let told = as_ordinary_account(&place.path);
    assert!(told.contains("opened read_only=true tracks=2,2"), "{told}");
    assert!(told.contains(&format!("edit Err({READ_ONLY:?}) undo Err({READ_ONLY:?})")), "{told}");
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_show_in_a_read_only_folder_opens_for_reading() {
    let place = closed_show();
    with_mode(&place.path, 0o666);
    with_mode(place.folder.path(), 0o555);
    let told = as_ordinary_account(&place.path);
    with_mode(place.folder.path(), 0o755);
    assert!(told.contains("opened read_only=true tracks=2,2"), "{told}");
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_show_that_may_not_be_read_is_refused() {
    let place = closed_show();
    with_mode(place.folder.path(), 0o777);
    with_mode(&place.path, 0o000);
    let told = as_ordinary_account(&place.path);
    with_mode(&place.path, 0o600);
    assert!(told.contains("refused this account may not use"), "{told}");
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_killed_show_in_a_read_only_folder_is_not_half_read() {
    let place = closed_show();
    let mut child = spawn("edit", &place.path);
    wait_for(&mut child, "done");
    child.kill().unwrap();
    child.wait().unwrap();
    // As after copying the document and its log, but not the log's index, to a disc.
    let _ = fs::remove_file(format!("{}-shm", place.path.display()));
    with_mode(&place.path, 0o444);
    with_mode(place.folder.path(), 0o555);
    let told = as_ordinary_account(&place.path);
    with_mode(place.folder.path(), 0o755);
    assert!(told.contains("was not closed properly and is read-only"), "{told}");
}

#[test]
fn a_show_that_another_process_has_open_is_refused_by_its_number() {
    let place = closed_show();
    let before = dump(&place.path);
    let mut child = spawn("hold", &place.path);
    wait_for(&mut child, "held");
    let refused = Document::open(&place.path);
    let them = Some(child.id());
    assert!(matches!(&refused, Err(OpenError::Locked { holder, .. }) if *holder == them), "{refused:?}");
    let sentence = refused.unwrap_err().to_string();
    assert!(sentence.contains(&format!("(process {})", child.id())), "{sentence}");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(dump(&place.path), before);
    open(&place.path).close().unwrap();
}

#[test]
fn the_lock_of_a_killed_process_is_no_obstacle() {
    let place = closed_show();
    let mut child = spawn("hold", &place.path);
    wait_for(&mut child, "held");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(files(place.folder.path()).len() > 1, "the lock file stays behind");
    open(&place.path).close().unwrap();
    assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
}

#[test]
fn a_second_name_of_a_show_that_another_process_has_open_is_refused() {
    let place = closed_show();
    let second = place.folder.path().join("Second.needledrop");
    fs::hard_link(&place.path, &second).unwrap();
    let mut child = spawn("hold", &place.path);
    wait_for(&mut child, "held");
    let refused = Document::open(&second);
    assert!(matches!(&refused, Err(OpenError::Locked { .. })), "{refused:?}");
    with_mode(place.folder.path(), 0o755);
    with_mode(&place.path, 0o444);
    let told = as_ordinary_account(&second);
    assert!(told.contains("refused") && told.contains("is open already"), "{told}");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    open(&second).close().unwrap();
}

/// The lock file of an account that is not there any more, as root leaves it to others.
#[test]
fn the_lock_that_another_account_left_does_not_close_the_show() {
    let place = closed_show();
    if fs::metadata(&place.path).unwrap().uid() != 0 {
        return;
    }
    let lock = place.folder.path().join(".My Heart.needledrop-lock");
    with_mode(&place.path, 0o666);
    for (folder_mode, opens) in [(0o777, "read_only=false"), (0o1777, "read_only=false"), (0o755, "read_only=true")] {
        fs::write(&lock, "1\n").unwrap();
        with_mode(&lock, 0o644);
        with_mode(place.folder.path(), folder_mode);
        let told = as_ordinary_account(&place.path);
        assert!(told.contains(opens), "{folder_mode:o}: {told}");
    }
    // What cannot be looked into is named.
    with_mode(&lock, 0o600);
    with_mode(place.folder.path(), 0o777);
    let told = as_ordinary_account(&place.path);
    assert!(told.contains("refused") && told.contains("needledrop-lock is in the way"), "{told}");
}

/// A backup is put in the place of a show whose log a killed process left. It is never spoilt by that log.
#[test]
fn a_backup_in_the_place_of_a_killed_show_stays_what_it_is() {
    let (mut aside, mut fitting) = (0, 0);
    for round in 0..24 {
        let place = closed_show();
        let backup = place.folder.path().join("backup");
        fs::copy(&place.path, &backup).unwrap();
        let whole = dump(&backup);
        // At first nothing is in the file yet that is in the log; later it was brought in several times.
        kill_while_editing(&place.path);
        if round % 3 == 1 {
            kill_while_editing(&place.path);
        }
        match round % 2 {
            0 => drop(fs::copy(&backup, &place.path).unwrap()),
            _ => fs::rename(&backup, &place.path).unwrap(),
        }
        let document = open(&place.path);
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
        let put_aside = files(place.folder.path()).iter().any(|name| name.starts_with("My Heart.left-log"));
        assert_eq!(document.notices().len(), usize::from(put_aside));
        document.close().unwrap();
        let now = dump(&place.path);
        if put_aside {
            aside += 1;
            assert_eq!(now, whole, "the backup is what it was");
        } else {
            fitting += 1;
            assert!(now.len() == whole.len());
        }
    }
    println!("{aside} logs put aside, {fitting} that fit");
}

/// The log that belongs to the file is brought in, also where the lock file says nothing of it.
#[test]
fn a_log_that_belongs_is_brought_in_wherever_the_show_went() {
    for forget in [false, true] {
        let place = closed_show();
        kill_while_editing(&place.path);
        let other = tempfile::tempdir().unwrap();
        for name in files(place.folder.path()) {
            if !(forget && name.ends_with("-lock")) {
                fs::copy(place.folder.path().join(&name), other.path().join(&name)).unwrap();
            }
        }
        let moved = open(&other.path().join("My Heart.needledrop"));
        let here = open(&place.path);
        assert_eq!(moved.rows().hits(model::CutId(41)).unwrap(), here.rows().hits(model::CutId(41)).unwrap());
        assert_eq!((moved.notices(), here.notices()), (&[][..], &[][..]));
    }
}

fn wait_for(child: &mut Child, word: &str) {
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains(word) {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "the child ended before it said {word:?}");
    }
    child.stdout = Some(output.into_inner());
}

fn random_below(limit: u64) -> u64 {
    std::collections::hash_map::RandomState::new().build_hasher().finish() % limit
}

/// Kills a process at a random moment of a stream of edits. Gives what it had said before.
fn kill_while_editing(path: &Path) -> Vec<String> {
    let mut child = spawn("edit", path);
    let output = BufReader::new(child.stdout.take().unwrap());
    let (said, hear) = std::sync::mpsc::channel();
    let listener = std::thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok).filter(|line| line.contains("done "));
        lines.for_each(|line| said.send(line).unwrap());
    });
    let mut heard = vec![hear.recv().unwrap()];
    std::thread::sleep(Duration::from_micros(random_below(100_000)));
    child.kill().unwrap();
    child.wait().unwrap();
    listener.join().unwrap();
    heard.extend(hear);
    heard
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let place = closed_show();
    for _ in 0..KILLS {
        let said = kill_while_editing(&place.path);
        let document = open(&place.path);
        let rows = document.rows();
        for line in &said {
            let (word, id) = line.split_once(' ').unwrap();
            let id: i64 = id.parse().unwrap();
            let undone = said.contains(&format!("undone {id}"));
            // An undo that was committed, but not yet told of, may follow the last line.
            let last = said.last() == Some(line) && word == "done";
            let there = (rows.hit(HitId(id)).unwrap().is_some(), rows.note(NoteId(id)).unwrap().is_some());
            assert!(
                there == (!undone, !undone) || (last && there == (false, false) && document.depth().1 == 1),
                "{line}"
            );
        }
        let (hits, notes) = (rows.hits(model::CutId(41)).unwrap(), rows.notes(model::CutId(41)).unwrap());
        let marked: Vec<i64> = notes.iter().map(|note| note.id.0).filter(|id| *id > 1000).collect();
        assert_eq!(hits.iter().filter(|hit| hit.id.0 > 1000).count(), marked.len(), "half an edit is there");
        assert_eq!(document.check().unwrap(), Vec::<String>::new());
        document.close().unwrap();
        assert_eq!(files(place.folder.path()), ["My Heart.needledrop"]);
    }
}
