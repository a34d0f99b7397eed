//! What is told of rounds: reports, stories of cues, and notes of reviewers.

use serde_json::json;
use studio::views::StoryKind;
use tests::stage::{CUT, second};

use crate::rounds::room;

#[test]
fn the_report_says_who_has_answered_and_what_to_do() {
    let mut room = room();
    let (dana, omar, first, second) = (room.dana, room.omar, room.first, room.second);
    let round = room.open("one", &[dana, omar]);
    room.say(round, dana, first, "changes");
    room.say(round, omar, second, "approved");
    let report = room.stage.studio().review_report(CUT).expect("a report");
    let counted: Vec<_> = report.rounds[0]
        .counts
        .iter()
        .map(|one| (one.name.as_str(), one.answered, one.open, one.changes, one.approved))
        .collect();
    assert_eq!(counted, [("Dana", 1, 1, 1, 0), ("Omar", 1, 1, 0, 1)]);
    let steps: Vec<String> = room.steps().into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        steps,
        ["1M01: changes are asked for by Dana: “less piano”", "Round 1: 1 cue waits for Dana"],
        "nobody waits for who advises"
    );
}

#[test]
fn a_cue_tells_its_whole_story() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let cue = room.stage.cue("1M01").cue.id;
    let before = room.open("one", &[dana]);
    room.say(before, dana, first, "changes");
    room.stage.edit(json!({ "type": "closeRound", "round": before }));
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": -600 }));
    room.open("one", &[dana]);
    room.stage.edit(json!({ "type": "shapePlacements", "placements": [first], "gain": -900 }));
    let story = room.stage.studio().cue_story(cue).expect("a story");
    let told: Vec<_> = story
        .events
        .iter()
        .filter(|event| event.letter.as_deref() != Some("B"))
        .map(|event| (event.kind, event.round, event.words.as_str()))
        .collect();
    let expected = [
        (StoryKind::Proposed, Some(1), "Alpha"),
        (StoryKind::Said, Some(1), "less piano"),
        (StoryKind::Changed, Some(2), "−6.0 dB, was +0.0"),
        (StoryKind::Proposed, Some(2), "Alpha"),
        (StoryKind::Changed, None, "−9.0 dB, was −6.0"),
    ];
    let mut sorted = told.clone();
    sorted.sort();
    let mut wanted = expected;
    wanted.sort();
    assert_eq!(sorted, wanted, "all of it, in whatever second it happened");
    assert_eq!(told.last(), Some(&expected[4]), "what is otherwise now comes last");
}

#[test]
fn a_note_of_a_reviewer_carries_who_where_and_what_was_drawn() {
    let mut room = room();
    let (dana, first) = (room.dana, room.first);
    let round = room.open("one", &[dana]);
    let arrow = json!({ "shape": "arrow", "points": [[0, 0], [10_000, 5_000]] });
    let note = json!({
        "type": "addNote", "cut": CUT, "placement": first, "at": second(1), "until": second(2), "body": "here",
        "reviewer": dana, "round": round, "private": true, "drawing": [arrow], "source": "link",
        "key": "0123456789abcdef012345", "writtenAt": "2026-11-23T11:00:00+01:00",
    });
    room.stage.edit(note.clone());
    room.stage.studio().edit(&tests::stage::request(vec![note])).expect("the same once more");
    let notes = room.stage.cut().notes;
    assert_eq!(notes.len(), 1, "the same note twice is one");
    assert_eq!((notes[0].author.as_str(), notes[0].private, notes[0].drawing.len()), ("Dana", true, 1));
    assert_eq!(notes[0].written_at, "2026-11-23T10:00:00.000Z");
    let wild = json!({
        "type": "addNote", "cut": CUT, "body": "x", "drawing": [{ "shape": "line", "points": [[0, 0], [0, 10_001]] }],
    });
    assert_eq!(room.stage.refused(wild), "A point of a drawing lies beside the picture");
    let drawn = json!({ "type": "addNote", "cut": CUT, "body": "", "drawing": [{ "shape": "line", "points": [[0, 0], [1, 1]] }] });
    room.stage.edit(drawn);
    assert_eq!(room.stage.cut().notes.len(), 2, "what is drawn may say it all");
}
