//! Rounds, verdicts and notes.

use model::VerdictValue;
use serde_json::{Value, json};
use tests::stage::{ALPHA, BRAVO, CUT, Stage, request, row_in, second};

fn verdict(placement: i64, value: Value) -> Value {
    json!({ "type": "setVerdict", "placement": placement, "value": value, "author": "Dana" })
}

fn note(body: &str, fields: Value) -> Value {
    let mut note = json!({ "type": "addNote", "cut": CUT, "author": "Dana", "body": body });
    for (key, value) in fields.as_object().expect("fields") {
        note[key] = value.clone();
    }
    note
}

#[test]
fn the_last_verdict_stands_and_can_be_taken_back() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    for (value, word) in [("approved", "approved"), ("changes", "changes"), ("rejected", "rejected")] {
        stage.edit(verdict(placement, json!(value)));
        assert_eq!(stage.cue("1M01").status.word(), word);
    }
    stage.edit(verdict(placement, Value::Null));
    assert_eq!(stage.cue("1M01").status.word(), "waiting");
    assert_eq!(
        stage.refused(verdict(99, json!("approved"))),
        "There is no placement 99 in this show; it may have been removed"
    );
}

#[test]
fn a_newer_round_takes_precedence() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    stage.edit(verdict(placement, json!("rejected")));
    stage.edit(json!({ "type": "startRound", "cut": CUT, "audience": "Producers" }));
    assert_eq!(stage.cut().round.map(|round| round.number), Some(2));
    assert_eq!(stage.placements(stage.cue("1M01").cue.id)[0].verdict, Some(VerdictValue::Rejected));
    stage.edit(verdict(placement, json!("approved")));
    assert_eq!(stage.cue("1M01").status.word(), "approved");
}

#[test]
fn a_new_round_begins_at_nought_and_older_rounds_keep_what_was_said() {
    let mut stage = Stage::default();
    let (_, first) = stage.place(ALPHA, 1, 0, 5);
    stage.place(BRAVO, 1, 10, 5);
    stage.edit(verdict(first, json!("approved")));
    stage.edit(json!({ "type": "startRound", "cut": CUT, "audience": "Producers" }));
    let rounds = stage.cut().rounds;
    let counted: Vec<_> =
        rounds.iter().map(|one| (one.progress.approved, one.progress.standing, one.progress.waiting)).collect();
    assert_eq!(counted, [(1, 0, 1), (0, 1, 1)], "two cues; one was decided, in the first round, and still stands");
    assert_eq!((rounds[0].round.is_open(), rounds[1].round.is_open()), (false, true));
    assert_eq!((rounds[0].audience.as_str(), rounds[1].audience.as_str()), ("Dana", "Producers"));
    let placements = stage.placements(stage.cue("1M01").cue.id);
    assert_eq!(placements[0].verdict_round, Some(1), "what stands was said in the first round");
    stage.edit(verdict(first, json!("rejected")));
    let rounds = stage.cut().rounds;
    assert_eq!((rounds[0].progress.approved, rounds[1].progress.rejected), (1, 1));
}

#[test]
fn an_approved_alternate_beside_a_rejected_pick_is_named_until_it_is_the_pick() {
    let mut stage = Stage::default();
    let (_, pick) = stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    let lane = stage.placements(cue)[0].placement.lane;
    let made = stage.edit(json!({ "type": "place", "cut": CUT, "track": BRAVO, "lane": lane, "cue": cue }));
    let alternate = row_in(&made);
    assert_eq!(stage.cue("1M01").approved_alternate, None);
    stage.edit(verdict(alternate, json!("approved")));
    stage.edit(verdict(pick, json!("rejected")));
    let seen = stage.cue("1M01");
    assert_eq!((seen.status.word(), seen.approved_alternate.map(|id| id.0)), ("rejected", Some(alternate)));
    assert_eq!(stage.cut().rounds[0].progress.approved, 1, "the director said yes to the cue");
    stage.edit(json!({ "type": "setPick", "placement": alternate }));
    let seen = stage.cue("1M01");
    assert_eq!((seen.status.word(), seen.approved_alternate), ("approved", None));
}

#[test]
fn notes_are_answered_resolved_moved_and_removed() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    let range = json!({ "placement": placement, "at": second(2), "until": second(4) });
    let first = row_in(&stage.edit(note(" too loud ", range)));
    assert_eq!(stage.cut().notes[0].body, "too loud");
    stage.edit(json!({ "type": "editNote", "note": first, "resolved": true, "at": second(1), "body": "still loud" }));
    let moved = stage.cut().notes[0].clone();
    assert_eq!((moved.at, moved.until), (Some(stage.at(1)), Some(stage.at(3))));
    let answer = row_in(&stage.edit(note("quieter now", json!({ "answers": first }))));
    stage.edit(note("good", json!({ "answers": answer })));
    stage.edit(json!({ "type": "removeNotes", "notes": [first] }));
    assert_eq!(stage.cut().notes.len(), 0, "answers of answers go as well");
}

#[test]
fn a_note_and_its_answer_are_removed_together() {
    let mut stage = Stage::default();
    let first = row_in(&stage.edit(note("a", json!({}))));
    let answer = row_in(&stage.edit(note("b", json!({ "answers": first }))));
    stage.edit(json!({ "type": "removeNotes", "notes": [first, answer] }));
    assert_eq!(stage.cut().notes.len(), 0);
}

#[test]
fn a_cue_goes_though_a_note_elsewhere_answers_one_on_it() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    let (_, other) = stage.place(BRAVO, 1, 10, 5);
    let first = row_in(&stage.edit(note("a", json!({ "placement": placement }))));
    stage.edit(note("b", json!({ "placement": other, "answers": first })));
    stage.edit(note("c", json!({ "answers": first })));
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "removeCues", "cues": [cue] }));
    let left: Vec<String> = stage.cut().notes.into_iter().map(|note| note.body).collect();
    assert_eq!(left.len(), 2, "what others wrote elsewhere stays: {left:?}");
}

#[test]
fn notes_follow_a_placement_that_joins_another_cue() {
    let mut stage = Stage::default();
    let (_, placement) = stage.place(ALPHA, 1, 0, 5);
    let (_, other) = stage.place(BRAVO, 1, 10, 5);
    stage.edit(note("keep me", json!({ "placement": other })));
    let cue = stage.cue("1M01").cue.id;
    stage.edit(json!({ "type": "joinCue", "placement": other, "cue": cue }));
    let notes = stage.cut().notes;
    assert_eq!(notes.len(), 1, "a note on the placement is not lost with its old cue");
    assert_eq!((notes[0].cue, notes[0].placement.map(|id| id.0)), (Some(cue), Some(other)));
    let report = stage.studio().check(false, |_, _, _| {}).expect("a check");
    assert!(report.problems.iter().all(|found| found.kind != "document"), "{report:?}");
    assert_ne!(placement, other);
}

#[test]
fn an_empty_note_or_one_outside_is_refused() {
    let mut stage = Stage::default();
    assert_eq!(stage.refused(note("  ", json!({}))), "A note needs some text");
    assert_eq!(stage.refused(note("late", json!({ "at": second(60) }))), "That point lies outside Cut 1");
    assert_eq!(
        stage.refused(note("x", json!({ "answers": 5 }))),
        "There is no note 5 in this show; it may have been removed"
    );
    assert_eq!(
        stage.refused(note("x", json!({ "cue": 5 }))),
        "There is no cue 5 in this show; it may have been removed"
    );
}

#[test]
fn an_alternate_keeps_its_letter_and_a_lost_approval_is_told() {
    let mut stage = Stage::default();
    let (_, first) = stage.place(ALPHA, 1, 0, 5);
    let cue = stage.cue("1M01").cue.id;
    let add = json!({ "type": "place", "cut": CUT, "track": BRAVO, "lane": 1, "cue": cue });
    let second = row_in(&stage.edit(add.clone()));
    stage.edit(verdict(first, json!("approved")));
    let remove = |placement: i64| request(vec![json!({ "type": "removePlacements", "placements": [placement] })]);
    let gone = stage.studio().edit(&remove(first)).expect("it is removed");
    assert_eq!(
        gone.remarks,
        ["1M01 A was approved in round 1; its approval goes with it.", "1M01: B is the pick now."]
    );
    let letters = |stage: &Stage| -> Vec<(i64, String)> {
        stage.placements(cue).into_iter().map(|one| (one.placement.id.0, one.letter)).collect()
    };
    assert_eq!(letters(&stage), [(second, "B".to_owned())]);
    // A was heard and judged: nothing else is called so.
    let third = row_in(&stage.edit(add.clone()));
    assert_eq!(letters(&stage), [(second, "B".to_owned()), (third, "C".to_owned())]);
    let gone = stage.studio().edit(&remove(third)).expect("it is removed");
    assert!(gone.remarks.is_empty(), "{:?}", gone.remarks);
    // C was nobody asked about.
    let again = row_in(&stage.edit(add));
    assert_eq!(letters(&stage), [(second, "B".to_owned()), (again, "C".to_owned())]);
    let queue = stage.studio().review(CUT, None).expect("a review").queue;
    let called: Vec<&str> = queue[0].alternates.iter().map(|one| one.letter.as_str()).collect();
    assert_eq!(called, ["B", "C", "A"]);
}
