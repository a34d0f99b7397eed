//! What an attacker would try: all of it is refused, and nothing of the show changes by it.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use studio::door::{Address, Token};

use crate::client::{Ask, Reply, connect, read_reply};
use crate::room::{Guest, Room, key, note, verdict};

/// What nobody outside may ever be told.
fn is_clean(reply: &Reply, room: &Room) {
    let text = reply.text();
    for secret in
        [room.track_path(1), "/tmp/".to_owned(), "root:".to_owned(), "SQLite".to_owned(), "panicked".to_owned()]
    {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
    assert_eq!(reply.header("access-control-allow-origin"), None);
}

fn must_say(reply: &Reply) {
    let said = |name: &str| reply.header(name).unwrap_or_default().to_owned();
    assert!(said("content-security-policy").starts_with("default-src 'none'; script-src 'self'"), "{reply:?}");
    assert_eq!(said("referrer-policy"), "no-referrer");
    assert_eq!(said("x-content-type-options"), "nosniff");
    assert_eq!(said("x-frame-options"), "DENY");
    assert!(matches!(said("cache-control").as_str(), "no-store" | "no-cache"), "{reply:?}");
}

#[test]
fn no_path_leads_to_a_file() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let before = room.seen();
    let file = room.track_path(1);
    let tries = [
        "media/..%2f..%2f..%2f..%2fetc%2fpasswd".to_owned(),
        "media/../../../../etc/passwd".to_owned(),
        "media/%2e%2e/%2e%2e/etc/passwd".to_owned(),
        "media/....//....//etc/passwd".to_owned(),
        format!("media/{}", file.replace('/', "%2f")),
        format!("media/{file}"),
        "media/".to_owned(),
        "media/%00".to_owned(),
        "media/C:%5cWindows%5cwin.ini".to_owned(),
        format!("media/{}", "A".repeat(22)),
        "../../../../etc/passwd".to_owned(),
        "round/../../../etc/passwd".to_owned(),
    ];
    for path in &tries {
        let reply = guest.get(path).send();
        assert!(matches!(reply.status, 400 | 404), "{path}: {reply:?}");
        is_clean(&reply, &room);
    }
    for path in
        ["/page/../../../../etc/passwd", "/page/..%2freview.js", "/page/%2e%2e", "/etc/passwd", "//etc/passwd", "/"]
    {
        let reply = Ask::get(room.port(), path).send();
        assert!(matches!(reply.status, 400 | 404), "{path}: {reply:?}");
        is_clean(&reply, &room);
    }
    assert_eq!(room.seen(), before);
}

#[test]
fn without_the_right_token_there_is_nothing() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let before = room.seen();
    let forged = Token::random().expect("random").text();
    let cookies = [
        String::new(),
        "needledrop_review=".to_owned(),
        format!("needledrop_review={forged}"),
        format!("needledrop_review={}", "A".repeat(5_000)),
        "needledrop_review=../../x".to_owned(),
        // Of another link.
        priya.cookie.clone(),
        dana.cookie.replace("needledrop_review", "other"),
    ];
    for cookie in &cookies {
        for what in ["round", "said", "events", "media/AAAAAAAAAAAAAAAAAAAAAA"] {
            let reply = Ask::get(room.port(), &format!("{}{what}", dana.path)).with("Cookie", cookie).send();
            assert_eq!(reply.status, 401, "{cookie} {what}: {reply:?}");
            assert_eq!(reply.json(), json!({ "reason": "unknown" }));
        }
        let ask = Ask::post(room.port(), &format!("{}answers", dana.path), &json!({ "answers": [] }));
        assert_eq!(ask.with("Cookie", cookie).send().status, 401);
    }
    // A link that is not there answers as one whose token is wrong.
    for path in [&dana.path, "/r/1/", "/r/fffffffffffff/", "/r/zzz/", "/r/../", "/r/-1/"] {
        let reply = Ask::post(room.port(), &format!("{path}enter"), &json!({ "token": forged })).send();
        assert!(matches!(reply.status, 401 | 404), "{path}: {reply:?}");
        if reply.status == 401 {
            assert_eq!(reply.json(), json!({ "reason": "unknown" }));
        }
    }
    assert_eq!(room.seen(), before);
}

#[test]
fn other_hosts_and_other_sites_are_turned_away() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let port = room.port();
    let page = guest.round();
    let yes = json!({ "answers": [verdict(1, &page["cues"][0]["alternates"][0]["id"], "approved", "")] });
    let before = room.seen();
    let hosts =
        ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "0.0.0.0", "[::1]", "", "localhost.evil:80"];
    for host in hosts {
        let reply = guest.get("round").with("Host", host).send();
        assert!(matches!(reply.status, 400 | 421), "{host}: {reply:?}");
        let origin = format!("http://{host}");
        let reply = guest.post("answers", &yes).with("Host", host).with("Origin", &origin).send();
        assert!(matches!(reply.status, 400 | 421), "{host}: {reply:?}");
    }
    let mut twice = guest.get("round");
    twice.headers.push(("Host".into(), "evil.example".into()));
    assert!(matches!(twice.send().status, 400 | 421));
    let origins =
        ["http://evil.example", "null", "", "https://127.0.0.1", "http://127.0.0.1:1", "file://", "http://localhost"];
    for origin in origins {
        let reply = guest.post("answers", &yes).with("Origin", origin).send();
        assert_eq!(reply.status, 403, "{origin}");
        is_clean(&reply, &room);
    }
    for site in ["cross-site", "same-site"] {
        let reply = guest.get("round").with("Sec-Fetch-Site", site).send();
        assert_eq!(reply.status, 403, "{site}");
        let reply = guest.post("answers", &yes).with("Sec-Fetch-Site", site).send();
        assert_eq!(reply.status, 403, "{site}");
    }
    // A form of another site can send no JSON, and no page may read what it asks from another site.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        assert_eq!(guest.post("answers", &yes).with("Content-Type", kind).send().status, 415, "{kind}");
    }
    for method in ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"] {
        let mut ask = guest.get("round").with("Origin", "http://evil.example");
        ask.method = method.into();
        let reply = ask.send();
        assert!(matches!(reply.status, 403 | 405), "{method}: {reply:?}");
        is_clean(&reply, &room);
    }
    assert_eq!(room.seen(), before);
    // Under its own name everything goes on, and a link that is clicked in a mail opens the empty page.
    assert_eq!(guest.get("round").with("Host", &format!("localhost:{port}")).send().status, 200);
    let clicked = Ask::get(port, &guest.path).with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Dest", "document");
    assert_eq!(clicked.send().status, 200);
}

#[test]
fn a_proxy_is_believed_for_its_own_name_alone() {
    let public = Some("https://review.example.com".to_owned());
    let room = Room::at(&Address { public, ..Address::default() });
    assert_eq!(room.share.base(), "https://review.example.com");
    let link = room.link(room.dana);
    let enter = Ask::post(room.port(), &format!("{}enter", room.path(link.id)), &json!({ "token": link.token.text() }))
        .with("Host", "review.example.com")
        .with("X-Forwarded-For", "203.0.113.9, 198.51.100.7");
    assert_eq!(enter.clone().send().status, 403, "its page has another origin");
    let reply = enter.with("Origin", "https://review.example.com").send();
    assert_eq!(reply.status, 204, "{reply:?}");
    assert!(reply.header("set-cookie").is_some_and(|cookie| cookie.ends_with("; Secure")));
    let visits = room.studio().visits(room.round, 9).expect("the log");
    assert!(visits.iter().any(|visit| visit.peer == "198.51.100.7"), "{visits:?}");
}

#[test]
fn bodies_that_are_no_answers_change_nothing() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let page = guest.round();
    let (cue, proposal) = (&page["cues"][0]["id"], &page["cues"][0]["alternates"][0]["id"]);
    let before = room.seen();
    let good = verdict(1, proposal, "approved", "");
    let changed = |field: &str, value: Value| {
        let mut one = good.clone();
        one[field] = value;
        json!({ "answers": [one] })
    };
    let malformed: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{\"answers\":{}}".to_vec(),
        b"\xff\xfe\x00".to_vec(),
        "[".repeat(100_000).into_bytes(),
        json!({ "answers": [], "as": "Priya" }).to_string().into_bytes(),
        changed("reviewer", json!(room.priya)).to_string().into_bytes(),
        changed("value", json!("yes")).to_string().into_bytes(),
        changed("proposal", json!("1")).to_string().into_bytes(),
        changed("type", json!("removeNotes")).to_string().into_bytes(),
    ];
    for body in &malformed {
        let reply = guest.post("answers", &json!({})).body(body).send();
        assert!(matches!(reply.status, 400 | 413), "{}: {reply:?}", String::from_utf8_lossy(body));
        is_clean(&reply, &room);
    }
    let mut stroke = note(2, cue, "x");
    stroke["drawing"] = json!([{ "shape": "free", "points": vec![[0, 0]; 513] }]);
    let beyond: Vec<Value> = vec![
        changed("key", json!("short")),
        changed("key", json!("../../../../etc/passwd____")),
        json!({ "answers": [good, good] }),
        json!({ "answers": (0..65).map(|number| verdict(number, proposal, "approved", "")).collect::<Vec<_>>() }),
    ];
    for body in &beyond {
        let reply = guest.post("answers", body).send();
        assert_eq!(reply.status, 422, "{reply:?}");
        is_clean(&reply, &room);
    }
    // What is none by itself is refused by itself.
    let none: Vec<Value> = vec![
        changed("at", json!("tomorrow")),
        changed("words", json!("x".repeat(4_001))),
        json!({ "answers": [note(3, cue, &"x".repeat(4_001))] }),
        json!({ "answers": [note(4, cue, " ")] }),
        json!({ "answers": [stroke] }),
    ];
    for body in &none {
        let reply = guest.post("answers", body).send();
        assert_eq!(
            (reply.status, reply.json()["received"][0]["outcome"].clone()),
            (200, json!("refused")),
            "{reply:?}"
        );
        is_clean(&reply, &room);
    }
    let large = guest.post("answers", &json!({})).body(&vec![b' '; 600_000]).send();
    assert_eq!(large.status, 413);
    let long = guest.get(&format!("media/{}", "a".repeat(2_000))).send();
    assert!(matches!(long.status, 404 | 414), "{long:?}");
    // What fits no round: refused one by one.
    let strange = [
        verdict(5, &json!(1), "approved", ""),
        note(6, &json!(987_654_321), "elsewhere"),
        json!({ "type": "note", "key": key(7), "at": "2026-11-23T10:00:00Z", "cue": cue, "body": "x", "answers": 42 }),
        json!({ "type": "note", "key": key(8), "at": "2026-11-23T10:00:00Z", "cue": cue, "body": "x", "from": i64::MAX }),
    ];
    for answer in strange {
        let reply = guest.answer(json!([answer])).json();
        assert_eq!(reply["received"][0]["outcome"], "refused", "{answer}");
    }
    assert_eq!(room.seen(), before);
}

#[test]
fn script_in_names_and_notes_is_text() {
    let room = Room::new();
    let script = "</script><script>alert(1)</script><img src=x onerror=alert(1)> ' \" & \u{202e}";
    room.edit(json!({ "type": "editReviewer", "reviewer": room.priya, "set": { "name": "<b onclick=alert(1)>P" } }));
    let guest = room.guest(room.dana);
    let cue = guest.round()["cues"][0]["id"].clone();
    guest.answer(json!([note(1, &cue, script)]));
    let said = guest.get("said").send();
    assert_eq!(said.header("content-type"), Some("application/json"));
    assert_eq!(said.json()["notes"][0]["body"], script);
    let page = Ask::get(room.port(), &guest.path).send();
    must_say(&page);
    // The page is the same for every link: nothing of a show is ever written into it.
    let other = Ask::get(room.port(), "/r/1/").send();
    assert_eq!((page.status, page.body), (other.status, other.body));
    for reply in
        [said, guest.get("round").send(), guest.get("nowhere").send(), Ask::get(room.port(), "/page/review.js").send()]
    {
        must_say(&reply);
    }
}

#[test]
fn slow_clients_and_crowds_of_strangers_hold_nobody_up() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    // Heads and bodies that never end, and connections that say nothing.
    let mut slow: Vec<_> =
        (0..200).filter_map(|_| std::net::TcpStream::connect(("127.0.0.1", room.port())).ok()).collect();
    for (number, stream) in slow.iter_mut().enumerate() {
        let head = match number % 3 {
            0 => format!("GET {}round HTTP/1.1\r\nHost: 127", guest.path),
            1 => format!(
                "POST {}enter HTTP/1.1\r\nHost: 127.0.0.1:{p}\r\nOrigin: http://127.0.0.1:{p}\r\n\
                 Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{",
                guest.path,
                p = room.port()
            ),
            _ => String::new(),
        };
        let _ = stream.write_all(head.as_bytes());
    }
    // Those who were let in keep their place, as a browser keeps its connection.
    let began = Instant::now();
    let mut stream = loop {
        let mut stream = connect(room.port());
        let ask = format!(
            "GET {}said HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
            guest.path,
            room.port(),
            guest.cookie
        );
        let mut first = [0; 12];
        if stream.write_all(ask.as_bytes()).is_ok() && stream.read_exact(&mut first).is_ok() {
            assert_eq!(&first, b"HTTP/1.1 200");
            break stream;
        }
        assert!(began.elapsed() < Duration::from_secs(40), "strangers hold every place");
        std::thread::sleep(Duration::from_millis(250));
    };
    drop(slow);
    let ask = format!(
        "GET {}said HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\nConnection: close\r\n\r\n",
        guest.path,
        room.port(),
        guest.cookie
    );
    stream.write_all(ask.as_bytes()).expect("sent");
    assert!(!read_reply(&mut stream).body.is_empty());
    // One who takes his time with a body is sent away, and what he sent is not taken.
    let mut late = connect(room.port());
    let head = format!(
        "POST {}answers HTTP/1.1\r\nHost: 127.0.0.1:{p}\r\nOrigin: http://127.0.0.1:{p}\r\nCookie: {}\r\n\
         Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{\"answers\"",
        guest.path,
        guest.cookie,
        p = room.port()
    );
    let since = Instant::now();
    late.write_all(head.as_bytes()).expect("sent");
    let reply = read_reply(&mut late);
    assert!(since.elapsed() < Duration::from_secs(15), "{:?}", since.elapsed());
    assert_eq!(reply.status, 408);
}

#[test]
fn whoever_asks_too_often_is_slowed_down() {
    let room = Room::new();
    let link = room.link(room.dana);
    let forged = json!({ "token": Token::random().expect("random").text() });
    let enter = Ask::post(room.port(), &format!("{}enter", room.path(link.id)), &forged);
    let replies: Vec<u16> = (0..40).map(|_| enter.send().status).collect();
    assert!(replies.iter().filter(|status| **status == 401).count() <= 20, "{replies:?}");
    assert_eq!(replies.last(), Some(&429));
    // Others are not slowed with it.
    let guest: Guest = room.guest(room.priya);
    let mut refused = 0;
    for _ in 0..200 {
        refused += usize::from(guest.answer(json!([])).status == 429);
    }
    assert!(refused > 0, "answers are limited");
    assert_eq!(guest.get("said").send().status, 200);
}

#[test]
fn a_replay_of_what_was_seen_does_nothing_more() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let page = guest.round();
    let sent = guest
        .post("answers", &json!({ "answers": [verdict(1, &page["cues"][0]["alternates"][0]["id"], "rejected", "")] }));
    assert_eq!(sent.send().json()["received"][0]["outcome"], "taken");
    let after = room.seen();
    for _ in 0..5 {
        assert_eq!(sent.send().json()["received"][0]["outcome"], "known");
    }
    assert_eq!(room.seen(), after);
    // The same key by another reviewer is not their answer.
    let other = room.guest(room.priya);
    let stolen = other.answer(json!([verdict(1, &page["cues"][0]["alternates"][1]["id"], "approved", "")])).json();
    assert_eq!(stolen["received"][0]["outcome"], "known");
    assert_eq!(room.seen(), after);
}
