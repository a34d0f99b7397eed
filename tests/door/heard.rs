//! What was really heard, and pages that are open before their music is made.

use serde_json::{Value, json};
use studio::views::StoryKind;
use tests::sound::first_channel;
use tests::stage::{CUT, second};

use crate::room::{Guest, Room, key, verdict};

fn heard(number: usize, proposal: &Value, at: &str) -> Value {
    json!({ "type": "heard", "key": key(number), "at": at, "proposal": proposal })
}

fn outcome(guest: &Guest, answer: Value) -> String {
    let reply = guest.answer(json!([answer])).json();
    reply["received"][0]["outcome"].as_str().expect("an outcome").to_owned()
}

#[test]
fn what_a_reviewer_heard_is_in_the_story_the_queue_and_the_report_and_no_undo_takes_it_back() {
    let room = Room::new();
    let dana = room.guest(room.dana);
    let page = dana.round();
    let cue = &page["cues"][0];
    let (a, b) = (&cue["alternates"][0]["id"], &cue["alternates"][1]["id"]);
    assert_eq!(outcome(&dana, heard(1, a, "2026-11-23T10:00:00Z")), "taken");
    // Once more within minutes is the same hearing, and the same key is the same answer.
    assert_eq!(outcome(&dana, heard(2, a, "2026-11-23T10:09:59Z")), "known");
    assert_eq!(outcome(&dana, heard(1, a, "2026-11-23T10:00:00Z")), "known");
    assert_eq!(outcome(&dana, heard(3, a, "2026-11-23T10:10:00Z")), "taken");
    assert_eq!(outcome(&dana, heard(4, b, "2026-11-23T10:01:00Z")), "taken");
    dana.answer(json!([verdict(5, a, "approved", "")]));
    let studio = room.studio();
    let view = studio.review(CUT, None).expect("the round");
    let who = |letter: usize| view.queue[0].alternates[letter].heard.clone();
    assert_eq!((who(0), who(1)), (vec![room.dana], vec![room.dana]));
    let report = studio.review_report(CUT).expect("a report");
    let counts: Vec<(&str, usize)> = report.rounds[0].counts.iter().map(|one| (one.name.as_str(), one.heard)).collect();
    assert_eq!(counts, [("Dana", 2), ("Priya", 0)]);
    let story = || -> Vec<(StoryKind, Option<String>)> {
        let told = studio.cue_story(view.queue[0].cue).expect("a story").events;
        let about = |kind: StoryKind| matches!(kind, StoryKind::Heard | StoryKind::Said);
        told.into_iter().filter(|one| about(one.kind)).map(|one| (one.kind, one.letter)).collect()
    };
    let letter = |text: &str| Some(text.to_owned());
    assert_eq!(
        story(),
        [
            (StoryKind::Heard, letter("A")),
            (StoryKind::Said, letter("A")),
            (StoryKind::Heard, letter("B")),
            (StoryKind::Heard, letter("A")),
        ]
    );
    studio.undo().expect("undone");
    assert_eq!(story().iter().filter(|(kind, _)| *kind == StoryKind::Heard).count(), 3, "undo makes nothing unheard");
    assert_eq!(story().len(), 3, "and takes back what was said");
}

#[test]
fn nobody_hears_for_another_or_what_is_not_proposed() {
    let room = Room::new();
    let dana = room.guest(room.dana);
    assert_eq!(outcome(&dana, heard(1, &json!(12_345), "2026-11-23T10:00:00Z")), "refused");
    let a = dana.round()["cues"][0]["alternates"][0]["id"].clone();
    let mut forged = heard(2, &a, "2026-11-23T10:00:00Z");
    forged["reviewer"] = json!(room.priya);
    assert_eq!(dana.answer(json!([forged])).status, 400);
    assert_eq!(outcome(&dana, heard(3, &a, "2999-01-01T00:00:00Z")), "taken");
    let story =
        room.studio().cue_story(room.studio().review(CUT, None).expect("a round").queue[0].cue).expect("a story");
    let last = story.events.iter().find(|one| one.kind == StoryKind::Heard).expect("heard");
    assert!(last.at.as_str() < "2900", "a clock that is ahead is not believed: {}", last.at);
    room.edit(json!({ "type": "closeRound", "round": room.round }));
    assert_eq!(outcome(&dana, heard(4, &a, "2026-11-23T12:00:00Z")), "refused");
}

#[test]
fn a_page_that_was_opened_before_its_music_was_made_gets_it_without_being_loaded_again() {
    let room = Room::silent();
    let dana = room.guest(room.dana);
    let page = dana.round();
    assert_eq!((&page["making"], &page["cues"][0]["alternates"][0]["sound"]), (&json!(true), &Value::Null));
    let mut events = dana.events();
    events.until("event: present");
    loop {
        let page = dana.round();
        if page["making"] == false {
            assert!(page["cues"][0]["alternates"][1]["sound"]["opus"].is_string(), "{page}");
            break;
        }
        events.until("event: round");
    }
    // What is proposed meanwhile comes as well.
    let placed = room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    room.edit(json!({ "type": "shapePlacements", "placements": [placed], "gain": -600 }));
    room.edit(json!({ "type": "propose", "round": room.round, "placements": [placed] }));
    let before = page["cues"][0]["alternates"][0]["id"].clone();
    while dana.round()["cues"][0]["alternates"][0]["id"] == before || dana.round()["making"] == true {
        events.until("event: round");
    }
    assert!(dana.round()["cues"][0]["alternates"][0]["sound"].is_object());
}

#[test]
fn a_director_hears_the_music_make_room_for_what_is_said() {
    let room = Room::new();
    let dana = room.guest(room.dana);
    let before = dana.round()["cues"][0]["alternates"][0]["id"].clone();
    // The music lies from second 1 to second 3.
    let line = json!({ "inPoint": second(2), "outPoint": second(3), "text": "Words" });
    room.edit(json!({ "type": "setDialogue", "cut": CUT, "lines": [line] }));
    let placed = room.studio().cut(CUT).expect("the cut").placements[0].placement;
    let duck = json!({ "depth": -1200, "attack": second(1) / 4, "release": second(1) });
    room.edit(json!({ "type": "duckCues", "cues": [placed.cue], "duck": duck }));
    room.edit(json!({ "type": "propose", "round": room.round, "placements": [placed.id] }));
    let mut events = dana.events();
    let page = loop {
        let page = dana.round();
        let alternate = &page["cues"][0]["alternates"][0];
        if alternate["id"] != before && alternate["sound"]["opus"].is_string() {
            break page;
        }
        events.until("event: round");
    };
    let name = page["cues"][0]["alternates"][0]["sound"]["opus"].as_str().expect("a name");
    let file = room.stage.file("ducked.opus");
    std::fs::write(&file, dana.get(&format!("media/{name}")).send().body).expect("written");
    let sound = first_channel(&file);
    let power = |from: usize, to: usize| {
        let part = &sound[from..to];
        (part.iter().map(|sample| sample * sample).sum::<f32>() / part.len() as f32).sqrt()
    };
    let ratio = power(55_000, 90_000) / power(5_000, 30_000);
    assert!((ratio - 0.251).abs() < 0.01, "12 dB down is 0.251, and it is {ratio}");
}

#[test]
fn what_is_only_said_loads_no_page_again() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let a = dana.round()["cues"][0]["alternates"][0]["id"].clone();
    let mut events = priya.events();
    events.until("event: present");
    // What the pages show is known from here on.
    room.edit(json!({ "type": "editReviewer", "reviewer": room.dana, "set": { "name": "Dana R." } }));
    events.until("event: round");
    dana.answer(json!([verdict(1, &a, "approved", "")]));
    events.until("event: said");
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert!(!events.heard().contains("event: round"), "{}", events.heard());
}
