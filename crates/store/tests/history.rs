//! Edits, undo and redo.

#![allow(clippy::unwrap_used)]

mod common;

use common::{AT, check_back_and_forth, create, cue, dump, edit, fill, hit, lane, number, open, place, track};
use model::{CueId, HitId, Lane, LaneId, Placement, PlacementId, Track, TrackId};
use store::{Change, Document, Facet, StoreError};

#[test]
fn an_edit_says_what_it_touched() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let change = edit(&mut document, "Move", |rows| {
        rows.update_placement(&Placement { ordinal: 9, ..rows.placement(PlacementId(71))?.unwrap() })?;
        rows.delete_hit(HitId(51))?;
        rows.insert_hit(&hit(52, 41, 1))
    });
    let rows = [("hit".to_owned(), 51), ("hit".to_owned(), 52), ("placement".to_owned(), 71)];
    let facets = [Facet::Scenes, Facet::Placements].into();
    let label = "Move".to_owned();
    assert_eq!(change, Change { revision: 2, label, rows: rows.to_vec(), facets });
    let undone = document.undo().unwrap().unwrap();
    assert_eq!((undone.revision, undone.label, undone.rows), (3, change.label, change.rows));
    assert_eq!(document.revision(), 3);
}

#[test]
fn what_a_placement_is_used_for_is_told_from_where_it_lies() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let moved = edit(&mut document, "Move", |rows| {
        let placement = rows.placement(PlacementId(71))?.unwrap();
        rows.update_placement(&Placement { gain: model::Millibels(-300), ..placement })
    });
    assert_eq!(moved.facets, [Facet::Placements].into());
    let gone = edit(&mut document, "Remove", |rows| rows.delete_placement(PlacementId(71)));
    assert!(gone.facets.is_superset(&[Facet::Placements, Facet::Uses].into()), "{:?}", gone.facets);
    let back = document.undo().unwrap().unwrap();
    assert_eq!(back.facets, gone.facets);
}

#[test]
fn a_huge_edit_names_what_it_touched_and_a_part_of_its_rows() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let many = i64::try_from(Change::MOST_ROWS).unwrap() + 1;
    let change = edit(&mut document, "Many", |rows| {
        (1..=many).try_for_each(|index| rows.insert_hit(&hit(1000 + index, 41, index)))?;
        rows.insert_track(&track(12))
    });
    assert_eq!(change.rows.len(), Change::MOST_ROWS);
    assert_eq!(change.facets, [Facet::Scenes, Facet::Library].into());
}

#[test]
fn work_that_fails_leaves_no_trace() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    document.undo().unwrap().unwrap();
    let (before, history) = (dump(&place.path), document.history(9).unwrap());
    let failed: Result<((), _), StoreError> = document.edit("Fail", None, AT, |rows| {
        rows.insert_track(&track(12))?;
        rows.delete_lane(LaneId(404))
    });
    assert!(matches!(failed, Err(StoreError::Missing { noun: "lane", id: 404 })), "{failed:?}");
    assert_eq!((dump(&place.path), document.history(9).unwrap()), (before, history));
    assert_eq!((document.depth(), document.revision()), ((0, 1), 2));
    assert!(document.redo().unwrap().is_some());
}

#[test]
fn a_broken_reference_is_named_and_nothing_is_changed() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let before = dump(&place.path);
    let refused: Result<((), _), StoreError> =
        document.edit("Delete", None, AT, |rows| rows.delete_scene(model::SceneId(50)));
    let sentence = refused.unwrap_err().to_string();
    assert!(sentence.contains("cue 60 refers to a scene that is not there"), "{sentence}");
    assert_eq!(dump(&place.path), before);
    edit(&mut document, "Still works", |rows| rows.delete_hit(HitId(51)));
}

#[test]
fn an_edit_that_changes_nothing_is_no_edit() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    document.undo().unwrap();
    let nothing = document.edit("Nothing", None, AT, |rows| {
        rows.insert_track(&track(12))?;
        rows.delete_track(TrackId(12))?;
        rows.update_lane(&rows.lane(LaneId(1))?.unwrap())?;
        Ok::<_, StoreError>("done")
    });
    assert_eq!(nothing.unwrap(), ("done", None));
    assert_eq!((document.depth(), document.revision()), ((0, 1), 2));
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "A", |rows| rows.insert_track(&track(10)));
    edit(&mut document, "B", |rows| rows.insert_track(&track(11)));
    document.undo().unwrap();
    edit(&mut document, "C", |rows| rows.insert_track(&track(12)));
    let labels: Vec<_> = document.history(9).unwrap().into_iter().map(|entry| (entry.label, entry.undone)).collect();
    assert_eq!(labels, [("C".to_owned(), false), ("A".to_owned(), false)]);
    assert_eq!(document.redo().unwrap(), None);
    assert_eq!(document.depth(), (2, 0));
}

#[test]
fn history_lists_the_newest_first_and_says_what_is_undone() {
    let place = place();
    let mut document = create(&place.path);
    for id in 10..14 {
        edit(&mut document, &format!("Add {id}"), |rows| rows.insert_track(&track(id)));
    }
    document.undo().unwrap();
    document.undo().unwrap();
    let told: Vec<_> = document.history(3).unwrap().into_iter().map(|e| (e.label, e.at, e.undone)).collect();
    let line = |label: &str, undone| (label.to_owned(), AT.to_owned(), undone);
    assert_eq!(told, [line("Add 13", true), line("Add 12", true), line("Add 11", false)]);
    document.close().unwrap();
    assert_eq!(open(&place.path).depth(), (2, 2));
}

fn drag(document: &mut Document, key: Option<&str>, at: i64) -> Option<Change> {
    let work = |rows: &store::Rows| rows.update_hit(&hit(51, 41, at));
    document.edit(&format!("Hit to {at}"), key, AT, work).unwrap_or_else(|error: StoreError| panic!("{error}")).1
}

#[test]
fn edits_of_one_gesture_are_one_step_of_history() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let before = dump(&place.path);
    for at in [301, 302, 303] {
        drag(&mut document, Some("hit 51"), at).unwrap();
    }
    let after = dump(&place.path);
    assert_eq!((document.depth(), document.revision()), ((2, 0), 4));
    assert_eq!(document.history(1).unwrap()[0].label, "Hit to 303");
    document.undo().unwrap();
    assert_eq!(dump(&place.path), before);
    document.redo().unwrap();
    assert_eq!(dump(&place.path), after);
}

#[test]
fn a_gesture_that_ends_where_it_began_leaves_no_step() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    drag(&mut document, Some("hit 51"), 301).unwrap();
    assert!(drag(&mut document, Some("hit 51"), 300).is_some());
    assert_eq!(document.depth(), (1, 0));
    drag(&mut document, Some("hit 51"), 305).unwrap();
    assert_eq!(document.undo().unwrap().unwrap().label, "Hit to 305");
    assert_eq!(document.depth(), (1, 1));
}

#[test]
fn another_key_or_an_undo_between_starts_a_new_step() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    for (key, depth) in [(Some("a"), 2), (Some("b"), 3), (None, 4), (None, 5), (Some("b"), 6), (Some("b"), 6)] {
        let at = 400 + i64::try_from(document.revision()).unwrap();
        drag(&mut document, key, at).unwrap();
        assert_eq!(document.depth(), (depth, 0), "{key:?}");
    }
    document.undo().unwrap();
    document.redo().unwrap();
    drag(&mut document, Some("b"), 999).unwrap();
    assert_eq!(document.depth(), (7, 0));
}

#[test]
fn a_swap_of_unique_values_is_undone_and_redone() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", |rows| {
        fill(rows)?;
        rows.insert_cue(&cue(61, 41, 4))?;
        rows.insert_lane(&lane(2))
    });
    check_back_and_forth(document, |document| {
        edit(document, "Swap", |rows| {
            let (mut first, mut second) = (rows.cue(CueId(60))?.unwrap(), rows.cue(CueId(61))?.unwrap());
            std::mem::swap(&mut first.number, &mut second.number);
            rows.update_cue(&model::Cue { number: number(99), ..first.clone() })?;
            rows.update_cue(&second)?;
            rows.update_cue(&first)?;
            let (first, second) = (rows.lane(LaneId(1))?.unwrap(), rows.lane(LaneId(2))?.unwrap());
            rows.update_lane(&Lane { name: "between".into(), ..first.clone() })?;
            rows.update_lane(&Lane { name: first.name.clone(), ..second.clone() })?;
            rows.update_lane(&Lane { name: second.name, ..first })?;
            // The hash has a `CHECK`, so that SQLite alone finds no way back.
            rows.update_track(&Track { hash: "f".repeat(64), ..track(10) })?;
            rows.update_track(&Track { hash: track(10).hash, ..track(11) })?;
            rows.update_track(&Track { hash: track(11).hash, ..track(10) })
        });
    });
}

#[test]
fn unique_values_stay_unique_after_a_swap_was_undone() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Lane", |rows| rows.insert_lane(&lane(2)));
    edit(&mut document, "Swap", |rows| {
        let (first, second) = (rows.lane(LaneId(1))?.unwrap(), rows.lane(LaneId(2))?.unwrap());
        rows.update_lane(&Lane { name: "between".into(), ..first.clone() })?;
        rows.update_lane(&Lane { name: first.name.clone(), ..second.clone() })?;
        rows.update_lane(&Lane { name: second.name, ..first })
    });
    document.undo().unwrap();
    let refused: Result<((), _), StoreError> =
        document.edit("Twice", None, AT, |rows| rows.insert_lane(&Lane { id: LaneId(3), ..lane(2) }));
    assert!(matches!(refused, Err(StoreError::Constraint { .. })), "{refused:?}");
}

#[test]
fn an_undo_that_no_longer_fits_changes_nothing() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    drag(&mut document, None, 301);
    let other = rusqlite::Connection::open(&place.path).unwrap();
    other.execute("UPDATE hit SET at = 999", []).unwrap();
    let before = dump(&place.path);
    let refused = document.undo();
    let Err(StoreError::Conflict { label, table }) = &refused else { panic!("{refused:?}") };
    assert_eq!((label.as_str(), table.as_str()), ("Hit to 301", "hit"));
    assert_eq!((dump(&place.path), document.depth()), (before, (2, 0)));
}

#[test]
fn a_reader_sees_an_edit_once_it_is_committed_and_one_moment_at_a_time() {
    let place = place();
    let mut document = create(&place.path);
    let reader = document.reader().unwrap();
    let seen = document.edit("Add", None, AT, |rows| {
        rows.insert_track(&track(10))?;
        reader.track_count()
    });
    assert_eq!((seen.unwrap().0, reader.track_count().unwrap()), (0, 1));
    let counts: Result<_, StoreError> = reader.at_one_moment(|rows| {
        let first = rows.track_count()?;
        edit(&mut document, "Add", |rows| rows.insert_track(&track(11)));
        Ok((first, rows.track_count()?))
    });
    assert_eq!((counts.unwrap(), reader.track_count().unwrap()), ((1, 1), 2));
    let refused = reader.insert_track(&track(12));
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
}

#[test]
fn documents_and_readers_can_move_to_other_threads() {
    fn sent<T: Send>() {}
    sent::<Document>();
    sent::<store::Reader>();
}

#[test]
fn undo_never_takes_back_that_something_was_sent() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let issued = model::Issued {
        id: document.next_id(),
        episode: "1x04".into(),
        cut: "Cut 3".into(),
        kind: "cue-sheet".into(),
        profile: "rapidcue".into(),
        format: "pdf".into(),
        file_name: "sheet.pdf".into(),
        recipient: "BMI".into(),
        issued_at: "2026-11-25T10:00:00Z".into(),
        hash: "0".repeat(64),
        size: 9,
        is_final: true,
        revision: 0,
        content: "{}".into(),
    };
    document.issue(&issued).unwrap();
    document.undo().unwrap().unwrap();
    assert_eq!(document.rows().issued().unwrap(), std::slice::from_ref(&issued));
    assert_eq!(document.rows().times_filed("1x04", "cue-sheet", "rapidcue").unwrap(), 1);
    assert_eq!(document.rows().filed("1x04", "cue-sheet", "rapidcue").unwrap(), Some(issued));
    assert_eq!(document.rows().filed("1x04", "cue-sheet", "uk").unwrap(), None);
    document.redo().unwrap().unwrap();
    document.close().unwrap();
}

#[test]
fn history_goes_to_any_step_at_once() {
    let place = place();
    let mut document = create(&place.path);
    edit(&mut document, "Fill", fill);
    let mut stood = vec![dump(&place.path)];
    for (number, label) in [(60, "First"), (61, "Second"), (62, "Third")] {
        edit(&mut document, label, |rows| rows.insert_hit(&hit(number, 41, number)));
        stood.push(dump(&place.path));
    }
    let ids: Vec<i64> = document.history(10).unwrap().iter().rev().map(|entry| entry.id).collect();
    let revision = document.revision();
    let back = document.travel_to(Some(ids[0])).unwrap().unwrap();
    assert_eq!((back.revision, back.label.as_str()), (revision + 1, "First"));
    assert_eq!(back.rows, [60, 61, 62].map(|id| ("hit".to_owned(), id)));
    assert_eq!((dump(&place.path), document.depth()), (stood[0].clone(), (1, 3)));
    document.travel_to(Some(ids[2])).unwrap().unwrap();
    assert_eq!((dump(&place.path), document.depth()), (stood[2].clone(), (3, 1)));
    assert_eq!(document.travel_to(Some(ids[2])).unwrap(), None, "it stands like that already");
    document.travel_to(Some(ids[1])).unwrap().unwrap();
    assert_eq!(dump(&place.path), stood[1]);
    document.travel_to(None).unwrap().unwrap();
    assert_eq!(document.depth(), (0, 4));
    document.travel_to(Some(ids[3])).unwrap().unwrap();
    assert_eq!((dump(&place.path), document.depth()), (stood[3].clone(), (4, 0)));

    document.travel_to(Some(ids[1])).unwrap();
    edit(&mut document, "Other", |rows| rows.insert_hit(&hit(70, 41, 70)));
    let now = dump(&place.path);
    let gone = document.travel_to(Some(ids[3]));
    assert!(matches!(gone, Err(StoreError::NoStep)), "{gone:?}");
    assert_eq!(dump(&place.path), now);
}
