//! Links: whom they let in, until when, and what is written down.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use model::VisitKind;
use serde_json::json;
use studio::clock::{Clock, Moment};

use crate::client::{Ask, connect};
use crate::room::Room;

/// A clock that stands where it is set.
#[derive(Debug)]
struct Fixed(&'static str);

impl Clock for Fixed {
    fn now(&self) -> Moment {
        Moment { at: self.0.to_owned(), day: self.0[..10].to_owned() }
    }
}

#[test]
fn the_link_opens_and_the_document_keeps_neither_its_token_nor_its_pin() {
    let room = Room::new();
    let mut spec = room.spec(room.dana);
    spec.pin = Some("2468".into());
    let link = room.studio().make_link(&spec).expect("a link");
    assert_eq!(room.enter(&link, Some("2468")).status, 204);
    let address = room.share.link(link.id, &link.token);
    assert!(address.contains("/#"), "the token stands where browsers send nothing: {address}");
    let folder = room.stage.file("");
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        bytes.extend(std::fs::read(entry.path()).unwrap_or_default());
    }
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(!holds(&link.token.text()) && holds("Dana"));
}

#[test]
fn a_link_that_is_taken_back_closes_what_is_open_at_once() {
    let room = Room::new();
    let link = room.link(room.dana);
    let guest = room.admitted(&link);
    let mut stream = connect(guest.port);
    let head = format!(
        "GET {}events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
        guest.path, guest.port, guest.cookie
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut first = [0; 64];
    assert!(stream.read(&mut first).expect("an answer") > 0);
    room.studio().revoke_link(link.id).expect("taken back");
    let since = Instant::now();
    room.share.links_changed();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    assert_eq!(guest.get("round").send().status, 410);
    assert_eq!(room.enter(&link, None).json()["reason"], "revoked");
    // Undo takes back edits, and opens no door.
    while room.studio().undo().expect("undone").is_some() {}
    assert_ne!(guest.get("round").send().status, 200);
}

#[test]
fn a_link_is_over_when_its_time_is() {
    let room = Room::new();
    room.studio().go_by(std::sync::Arc::new(Fixed("2026-11-29T10:00:00Z")));
    let mut spec = room.spec(room.dana);
    spec.days = Some(1);
    let link = room.studio().make_link(&spec).expect("a link");
    let guest = room.admitted(&link);
    room.studio().go_by(std::sync::Arc::new(Fixed("2026-11-30T09:59:59Z")));
    assert_eq!(guest.get("round").send().status, 200);
    room.studio().go_by(std::sync::Arc::new(Fixed("2026-11-30T10:00:00Z")));
    assert_eq!(guest.get("round").send().status, 410);
    assert_eq!(room.enter(&link, None).json()["reason"], "expired");
}

#[test]
fn guessing_a_pin_locks_the_link_and_shuts_out_nobody_who_is_in() {
    let room = Room::new();
    room.studio().go_by(std::sync::Arc::new(Fixed("2026-11-29T10:00:00Z")));
    let mut spec = room.spec(room.dana);
    spec.pin = Some("2468".into());
    let link = room.studio().make_link(&spec).expect("a link");
    assert_eq!(room.enter(&link, None).json()["reason"], "pin");
    let entered = room.enter(&link, Some("2468"));
    let guest = crate::room::Guest { port: room.port(), path: room.path(link.id), cookie: entered.cookie() };
    for guess in ["0000", "1111", "2222", "3333"] {
        assert_eq!(room.enter(&link, Some(guess)).json()["reason"], "wrongPin", "{guess}");
    }
    let last = room.enter(&link, Some("not a pin"));
    assert_eq!((last.status, last.json()["reason"].clone()), (423, json!("locked")), "said at once");
    let locked = room.enter(&link, Some("2468"));
    assert_eq!((locked.status, locked.json()["seconds"].clone()), (423, json!(900)));
    assert_eq!(guest.get("round").send().status, 200);
    // A cookie without the proof of the PIN is none.
    let bare = guest.cookie.split('.').next().expect("a token").to_owned();
    assert_eq!(Ask::get(guest.port, &format!("{}round", guest.path)).with("Cookie", &bare).send().status, 401);
    room.studio().go_by(std::sync::Arc::new(Fixed("2026-11-29T10:15:01Z")));
    assert_eq!(room.enter(&link, Some("2468")).status, 204);
}

#[test]
fn who_came_when_and_from_where_is_written_down() {
    let room = Room::new();
    let link = room.link(room.dana);
    let forged = studio::door::Token::random().expect("random");
    let body = json!({ "token": forged.text() });
    Ask::post(room.port(), &format!("{}enter", room.path(link.id)), &body).send();
    let guest = room.admitted(&link);
    guest.answer(json!([]));
    room.studio().revoke_link(link.id).expect("taken back");
    room.enter(&link, None);
    let wanted = [
        VisitKind::Refused,
        VisitKind::Revoked,
        VisitKind::Answered,
        VisitKind::Entered,
        VisitKind::WrongToken,
        VisitKind::Made,
    ];
    let began = Instant::now();
    loop {
        let visits = room.studio().visits(room.round, 50).expect("the log");
        let mut kinds: Vec<VisitKind> = visits.iter().map(|visit| visit.what).collect();
        let came = |visit: &&model::Visit| !matches!(visit.what, VisitKind::Made | VisitKind::Revoked);
        if kinds.len() == wanted.len() {
            assert!(visits.iter().filter(came).all(|visit| visit.peer == "127.0.0.1"), "{visits:?}");
            kinds.sort_by_key(|kind| wanted.iter().position(|one| one == kind));
            assert_eq!(kinds, wanted);
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "{kinds:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
