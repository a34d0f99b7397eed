//! What leaves is chosen, reviewer by reviewer: strings are planted in everything that may not leave, and looked for in all that
//! the server says.

use model::ReviewerId;
use serde_json::{Value, json};
use tests::stage::CUT;

use crate::client::Ask;
use crate::room::{Guest, Room, key, note, row, verdict};

/// Planted in money, in rights, in contacts, in private notes, and in what the desk keeps for itself.
const MONEY: &str = "48,151.62";
const RIGHTS: &str = "countered";
const CONTACT: [&str; 4] =
    ["Plantagenet Masters", "Ophelia Secretary", "ophelia@plantagenet.example", "+44 700 900 461"];
const PRIVATE: &str = "PRIVATE-NOTE-8d1f";
const DESK: [&str; 5] = ["DESK-NOTE-77ab", "HISTORY-2f6c", "REFERENCE-91ee", "NEXT-ACTION-30d4", "PARTY-NOTE-55cc"];

fn plant(room: &Room) -> i64 {
    let party = row(&room.edit(json!({ "type": "addParty", "set": {
        "name": CONTACT[0], "contact": CONTACT[1], "email": CONTACT[2], "phone": CONTACT[3], "note": DESK[4],
        "address": "1 Hidden Lane",
    } })));
    let line = row(&room.edit(json!({ "type": "addClearance", "track": 1, "side": "master", "set": {
        "party": party, "status": "countered", "fee": 4_815_162, "reference": DESK[2], "nextAction": DESK[3],
    } })));
    room.edit(json!({ "type": "logClearances", "clearances": [line], "body": DESK[1] }));
    let cue = room.guest(room.dana).round()["cues"][0]["id"].clone();
    // One is of the round, and marked private; the other the desk wrote for itself.
    for (body, private, round) in [(PRIVATE, true, json!(room.round)), (DESK[0], false, Value::Null)] {
        room.edit(json!({
            "type": "addNote", "cut": CUT, "cue": cue, "author": "Sam", "body": body, "private": private, "round": round,
        }));
    }
    line
}

fn allow(room: &Room, reviewer: ReviewerId, sees: Value) {
    room.edit(json!({ "type": "editReviewer", "reviewer": reviewer, "set": { "sees": sees } }));
}

/// Everything that the server says to a guest: heads and bodies of every answer, the stream of events and every file among them.
fn all_that_leaves(room: &Room, guest: &Guest, first_key: usize) -> Vec<u8> {
    let mut events = guest.events();
    events.until("event: present");
    let page = guest.round();
    let (cue, proposal) = (page["cues"][0]["id"].clone(), page["cues"][0]["alternates"][0]["id"].clone());
    let mut replies =
        vec![Ask::get(guest.port, &guest.path).send(), guest.get("round").send(), guest.get("said").send()];
    replies.push(guest.answer(json!([
        verdict(first_key, &proposal, "approved", ""),
        note(first_key + 1, &cue, "Good"),
        note(first_key + 2, &json!(9), "?")
    ])));
    replies.push(
        guest.answer(json!([{ "type": "note", "key": key(first_key + 3), "at": "2026-11-23T10:00:00Z", "cue": cue,
        "body": "An answer to what I may not read", "answers": private_note(room) }])),
    );
    replies.push(guest.answer(json!([{ "no": "answer" }])));
    replies.push(guest.post("here", &json!({ "cue": cue })).send());
    for name in ["review.js", "review.css", "nothing"] {
        replies.push(Ask::get(guest.port, &format!("/page/{name}")).send());
    }
    let mut media: Vec<String> = Vec::new();
    for alternate in page["cues"][0]["alternates"].as_array().expect("alternates") {
        media.extend(["opus", "wav"].iter().filter_map(|kind| alternate["sound"][kind].as_str().map(str::to_owned)));
    }
    media.extend(page["picture"]["media"].as_str().map(str::to_owned));
    assert!(media.len() >= 4, "{page}");
    replies.extend(media.iter().map(|id| guest.get(&format!("media/{id}")).send()));
    events.until("event: said");
    let mut bytes = events.heard().as_bytes().to_vec();
    for reply in replies {
        assert_ne!(reply.status, 0);
        bytes.extend(format!("{:?}", reply.headers).into_bytes());
        bytes.extend(reply.body);
    }
    bytes
}

fn private_note(room: &Room) -> i64 {
    let notes = room.studio().cut(CUT).expect("the cut").notes;
    notes.iter().find(|note| note.body == PRIVATE).expect("the private note").id.0
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn nothing_that_was_not_switched_on_leaves_in_any_answer() {
    let room = Room::new();
    plant(&room);
    let guest = room.guest(room.dana);
    let bytes = all_that_leaves(&room, &guest, 1);
    assert!(holds(&bytes, "event: said") || holds(&bytes, "\"you\""), "it looks at what the server says");
    let never = CONTACT.iter().chain(&DESK).copied().chain([
        MONEY,
        "4815162",
        "4,815",
        RIGHTS,
        PRIVATE,
        "Hidden Lane",
        "cleared",
        "USD",
    ]);
    for word in never {
        assert!(!holds(&bytes, word), "{word} left");
    }
    // With neutral names neither title nor performer leaves: not even in the files.
    let mut spec = room.spec(room.priya);
    spec.neutral = true;
    let neutral = room.admitted(&room.studio().make_link(&spec).expect("a link"));
    let bytes = all_that_leaves(&room, &neutral, 11);
    for word in ["one.wav", "two.wav", "The Testers"] {
        assert!(!holds(&bytes, word), "{word} left");
    }
}

#[test]
fn each_thing_leaves_for_the_reviewer_for_whom_it_is_switched_on_and_nobody_else() {
    let room = Room::new();
    plant(&room);
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let first = |guest: &Guest| guest.round()["cues"][0]["alternates"][0].clone();
    let kinds = [
        ("money", "money", "$48,151.62 so far"),
        ("clearance", "clearance", "Rights open: master countered"),
        (
            "contacts",
            "contacts",
            "master: Plantagenet Masters, Ophelia Secretary, ophelia@plantagenet.example, +44 700 900 461",
        ),
    ];
    for (switch, field, words) in kinds {
        let mut events = priya.events();
        events.until("event: present");
        allow(&room, room.priya, json!({ switch: true }));
        // Her page that is open hears of it, and reads again.
        events.until("event: round");
        let shown = first(&priya);
        assert_eq!(shown[field], words);
        for (_, other, _) in kinds.iter().filter(|(other, ..)| *other != switch) {
            assert_eq!(shown[*other], Value::Null, "{other} with {switch} alone");
        }
        assert_eq!(first(&dana)[field], Value::Null);
    }
    allow(&room, room.priya, json!({ "privateNotes": true }));
    assert!(priya.said().to_string().contains(PRIVATE));
    assert!(!dana.said().to_string().contains(PRIVATE));
    // What the desk noted for itself is for nobody.
    for guest in [&dana, &priya] {
        let all = format!("{}{}", guest.round(), guest.said());
        assert!(DESK.iter().all(|word| !all.contains(word)), "{all}");
    }
    allow(&room, room.priya, json!({}));
    let bytes = all_that_leaves(&room, &priya, 1);
    assert!([PRIVATE, RIGHTS, MONEY, CONTACT[0]].iter().all(|word| !holds(&bytes, word)), "switched off again");
}

#[test]
fn rights_and_prices_are_said_as_they_stand_now() {
    let room = Room::new();
    let line = plant(&room);
    allow(&room, room.priya, json!({ "money": true, "clearance": true, "contacts": true }));
    let priya = room.guest(room.priya);
    let alternates = || priya.round()["cues"][0]["alternates"].clone();
    let unasked = &alternates()[1];
    assert_eq!(
        [&unasked["clearance"], &unasked["money"], &unasked["contacts"]],
        ["Rights not asked for yet", "No price yet", "Nobody is named who grants the rights"]
    );
    room.edit(json!({ "type": "editClearances", "clearances": [line], "set": { "status": "paid" } }));
    let half = row(&room.edit(json!({ "type": "addClearance", "track": 1, "side": "publishing", "set": {
        "licensor": "Low Songs", "status": "quoted", "fee": 100_000, "share": 500_000,
    } })));
    let shown = alternates()[0].clone();
    assert_eq!(shown["clearance"], "Rights open: publishing 50 % quoted");
    assert_eq!(shown["money"], "$49,151.62 so far");
    assert!(shown["contacts"].as_str().expect("contacts").ends_with("; publishing 50 %: Low Songs"), "{shown}");
    room.edit(json!({ "type": "editClearances", "clearances": [half], "set": { "status": "denied" } }));
    assert_eq!(alternates()[0]["clearance"], "Rights refused: publishing 50 % denied");
    room.edit(
        json!({ "type": "editClearances", "clearances": [half], "set": { "status": "licensed", "share": 1_000_000 } }),
    );
    assert_eq!(alternates()[0]["clearance"], "Rights cleared");
}
