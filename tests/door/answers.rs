//! What reviewers see, hear and say.

use std::time::{Duration, Instant};

use model::VerdictValue;
use serde_json::{Value, json};
use studio::clock::{Clock as _, SystemClock};
use tests::stage::{CUT, second};

use crate::room::{Guest, Room, key, note, verdict};

fn proposals(guest: &Guest) -> (Value, Vec<Value>) {
    let cue = guest.round()["cues"][0].clone();
    let ids = cue["alternates"].as_array().expect("alternates").iter().map(|one| one["id"].clone()).collect();
    (cue["id"].clone(), ids)
}

fn outcomes(reply: &Value) -> Vec<(String, String)> {
    let of = |one: &Value| {
        (one["outcome"].as_str().expect("an outcome").to_owned(), one["reason"].as_str().expect("a reason").to_owned())
    };
    reply["received"].as_array().expect("received").iter().map(of).collect()
}

#[test]
fn a_reviewer_sees_what_was_proposed_and_hears_each_alternate_over_the_same_span() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let page = guest.round();
    assert_eq!(page["you"]["name"], "Dana");
    assert_eq!(page["others"][0]["name"], "Priya");
    let alternates = page["cues"][0]["alternates"].as_array().expect("alternates");
    let letters: Vec<&str> = alternates.iter().filter_map(|one| one["letter"].as_str()).collect();
    assert_eq!(letters, ["A", "B"]);
    assert_eq!(alternates[0]["sound"]["start"], second(1));
    assert_eq!(alternates[0]["sound"]["length"], alternates[1]["sound"]["length"]);
    for (alternate, file) in alternates.iter().zip(["a.opus", "b.opus"]) {
        let id = alternate["sound"]["opus"].as_str().expect("a sound");
        let reply = guest.get(&format!("media/{id}")).send();
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("audio/ogg")));
        let path = room.stage.file(file);
        std::fs::write(&path, &reply.body).expect("written");
        assert_eq!(tests::sound::probe(&path, "stream=codec_name,channels"), "opus\n2");
        assert_eq!(tests::sound::first_channel(&path).len(), 96_000);
        let wav = alternate["sound"]["wav"].as_str().expect("a fallback");
        let reply = guest.get(&format!("media/{wav}")).send();
        assert_eq!((reply.status, reply.body.get(..4)), (200, Some(&b"RIFF"[..])));
    }
    let picture = page["picture"]["media"].as_str().expect("a picture");
    let part = guest.get(&format!("media/{picture}")).with("Range", "bytes=4-7").send();
    assert_eq!((part.status, part.body.len(), part.header("content-type")), (206, 4, Some("video/webm")));
}

#[test]
fn what_was_said_first_within_a_second_does_not_count_although_it_comes_in_last() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let (_, ids) = proposals(&guest);
    let placement = room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    let mut kept = verdict(1, &ids[0], "rejected", "");
    kept["at"] = SystemClock.now().at.into();
    std::thread::sleep(Duration::from_millis(5));
    let at_the_desk = json!({
        "type": "giveVerdict", "round": room.round, "reviewer": room.dana, "placement": placement, "value": "approved",
    });
    room.edit(at_the_desk);
    assert_eq!(guest.answer(json!([kept])).json()["received"][0]["outcome"], "taken");
    let said = guest.said();
    let newest = said["verdicts"].as_array().expect("verdicts").iter().max_by_key(|one| one["at"].to_string());
    assert_eq!(newest.expect("a verdict")["value"], "approved");
    let queue = room.studio().review(CUT, Some(room.round)).expect("the review").queue;
    assert_eq!(queue[0].alternates[0].decided, Some(VerdictValue::Approved));
}

#[test]
fn what_was_proposed_stays_what_it_was_when_the_cut_changes() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let before = guest.round();
    let placement = room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    let moved = json!({ "placement": placement, "inPoint": second(10), "lane": 1 });
    room.edit(json!({ "type": "movePlacements", "moves": [moved] }));
    assert_eq!(guest.round(), before);
}

#[test]
fn an_answer_counts_once_however_often_it_comes_and_one_that_does_not_fit_stops_no_other() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let (cue, ids) = proposals(&guest);
    let yes = verdict(1, &ids[0], "approved", "");
    let reply = guest.answer(json!([yes, verdict(2, &json!(12345), "rejected", ""), note(3, &cue, "Later, please")]));
    assert_eq!(reply.status, 200, "{}", reply.text());
    let became: Vec<String> = outcomes(&reply.json()).into_iter().map(|(outcome, _)| outcome).collect();
    assert_eq!(became, ["taken", "refused", "taken"]);
    let after = room.seen();
    let again = guest.answer(json!([yes, note(3, &cue, "Later, please")]));
    let became: Vec<String> = outcomes(&again.json()).into_iter().map(|(outcome, _)| outcome).collect();
    assert_eq!(became, ["known", "known"]);
    assert_eq!(room.seen(), after);
    let said = guest.said();
    assert_eq!(
        (&said["verdicts"][0]["value"], &said["verdicts"][0]["reviewer"]),
        (&json!("approved"), &json!(room.dana))
    );
    assert_eq!((&said["notes"][0]["body"], &said["notes"][0]["from"]), (&json!("Later, please"), &json!(second(1))));
    let taken_back = verdict(4, &ids[0], "approved", "").as_object().cloned().map(|mut one| {
        one.insert("value".into(), Value::Null);
        one.insert("at".into(), "2026-11-23T10:00:01.000Z".into());
        Value::Object(one)
    });
    guest.answer(json!([taken_back]));
    assert_eq!(guest.said()["verdicts"][0]["value"], Value::Null);
}

#[test]
fn what_was_said_of_an_earlier_version_is_told_beside_the_one_that_took_its_place() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let (_, ids) = proposals(&guest);
    guest.answer(json!([verdict(1, &ids[0], "approvedBut", "softer at the end")]));
    assert_eq!(guest.round()["cues"][0]["alternates"][0]["changed"], Value::Null);
    let placement = room.studio().cut(CUT).expect("the cut").placements[0].placement.id;
    let moved = json!({ "placement": placement, "inPoint": second(10), "lane": 1 });
    room.edit(json!({ "type": "movePlacements", "moves": [moved] }));
    room.edit(json!({ "type": "propose", "round": room.round, "placements": [placement] }));
    let changed = |guest: &Guest| {
        let alternates = guest.round()["cues"][0]["alternates"].clone();
        let all = alternates.as_array().expect("alternates").iter().filter(|one| one["letter"] == "A");
        all.map(|one| one["changed"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(changed(&guest), [json!({ "value": "approvedBut", "words": "softer at the end" })]);
    assert_eq!(changed(&room.guest(room.priya)), [Value::Null], "it is theirs");
    let back = json!({ "type": "verdict", "key": key(2), "at": "2026-11-29T10:00:00.000Z", "proposal": ids[0] });
    assert_eq!(outcomes(&guest.answer(json!([back])).json())[0].0, "taken");
    assert_eq!(changed(&guest), [Value::Null], "what was taken back is not told");
}

#[test]
fn an_old_link_names_the_round_that_is_open_now_to_whom_it_asks() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    room.edit(json!({ "type": "closeRound", "round": room.round }));
    assert_eq!(dana.round()["round"]["newer"], Value::Null);
    room.edit(json!({
        "type": "openRound", "cut": CUT, "name": "Producers", "rule": "one", "reviewers": [{ "reviewer": room.dana }],
    }));
    assert_eq!(dana.round()["round"]["newer"], "Round 2, Producers");
    assert_eq!(priya.round()["round"]["newer"], Value::Null, "it does not ask them");
}

#[test]
fn what_wants_words_is_refused_without_and_a_closed_round_takes_nothing() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let (cue, ids) = proposals(&guest);
    let reply = guest.answer(json!([verdict(1, &ids[0], "changes", " ")])).json();
    assert_eq!(outcomes(&reply)[0].0, "refused");
    let reply = guest.answer(json!([verdict(2, &ids[0], "approvedBut", "softer at the end")])).json();
    assert_eq!(outcomes(&reply)[0].0, "taken");
    room.edit(json!({ "type": "closeRound", "round": room.round }));
    let before = room.seen();
    let reply = guest.answer(json!([verdict(3, &ids[1], "approved", ""), note(4, &cue, "One more")])).json();
    for (outcome, reason) in outcomes(&reply) {
        assert_eq!((outcome.as_str(), reason.contains("closed")), ("refused", true), "{reason}");
    }
    assert_eq!((room.seen(), guest.said()["open"].clone()), (before, json!(false)));
}

#[test]
fn a_clock_that_is_ahead_wins_no_argument() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let (_, ids) = proposals(&guest);
    let mut late = verdict(1, &ids[0], "rejected", "");
    late["at"] = "2999-01-01T00:00:00.000Z".into();
    assert_eq!(guest.answer(json!([late])).status, 200);
    let at = guest.said()["verdicts"][0]["at"].as_str().expect("a moment").to_owned();
    assert!(at.as_str() < "2900", "{at}");
}

#[test]
fn notes_of_the_desk_and_private_ones_stay_at_the_desk() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let (cue, _) = proposals(&dana);
    let desk = |body: &str, private: bool, answers: Value| {
        room.edit(json!({
            "type": "addNote", "cut": CUT, "cue": cue, "author": "Sam", "body": body, "private": private,
            "answers": answers,
        }))
    };
    desk("They ask 90,000 for it", true, Value::Null);
    desk("Check the licence first", false, Value::Null);
    dana.answer(json!([note(1, &cue, "Strings too early?")]));
    let asked = dana.said()["notes"][0]["id"].clone();
    desk("Moved by 14 frames", false, asked.clone());
    desk("It costs the same", true, asked);
    let bodies = |guest: &Guest| -> Vec<String> {
        let said = guest.said();
        let notes = said["notes"].as_array().expect("notes");
        notes.iter().filter_map(|one| one["body"].as_str().map(str::to_owned)).collect()
    };
    for guest in [&dana, &priya] {
        let mut read = bodies(guest);
        read.sort();
        assert_eq!(read, ["Moved by 14 frames", "Strings too early?"]);
    }
    let all = format!("{} {}", dana.round(), dana.said());
    for word in ["90,000", "licence", room.track_path(1).as_str(), "/tmp"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
}

#[test]
fn names_are_neutral_where_the_link_says_so_and_the_picture_stays_where_it_is_not_shared() {
    let room = Room::new();
    let mut spec = room.spec(room.dana);
    (spec.neutral, spec.picture) = (true, false);
    let guest = room.admitted(&room.studio().make_link(&spec).expect("a link"));
    let page = guest.round();
    let alternates = page["cues"][0]["alternates"].as_array().expect("alternates");
    assert_eq!((&alternates[0]["title"], &alternates[1]["title"]), (&json!("Alternate A"), &json!("Alternate B")));
    assert_eq!(page["picture"], Value::Null);
    assert!(!page.to_string().contains("one.wav") && !page.to_string().contains("Testers"), "{page}");
    // Its name is known from a link that has it: it opens nothing by this one.
    let shared = room.guest(room.priya).round()["picture"]["media"].as_str().expect("a picture").to_owned();
    assert_eq!(guest.get(&format!("media/{shared}")).send().status, 404);
}

#[test]
fn an_open_page_hears_of_answers_and_of_who_is_there() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let (cue, _) = proposals(&dana);
    let mut events = priya.events();
    events.until("event: present");
    let sent = Instant::now();
    dana.answer(json!([note(1, &cue, "Now")]));
    events.until("event: said");
    assert!(sent.elapsed() < Duration::from_secs(2), "{:?}", sent.elapsed());
    assert_eq!(room.share.present().len(), 1);
    drop(events);
    let began = Instant::now();
    while !room.share.present().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(30));
        // Whoever is gone is noticed when something is told.
        dana.post("here", &json!({ "cue": cue })).send();
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(key(1).len(), 24);
}
