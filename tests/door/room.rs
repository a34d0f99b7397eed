//! A show with music and picture, a round of it, its reviewers, and the server that shows it to them.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use model::{LinkId, ReviewerId, RoundId, TrackId};
use serde_json::{Value, json};
use studio::Studio;
use studio::door::{Address, LinkSpec, MadeLink, MixQuality, Share, prepare_mixes};
use studio::edits::{Created, EditRequest};
use studio::jobs::Job;
use studio::views::JobKind;
use tempfile::TempDir;
use tests::sound::{film, tone};
use tests::stage::{CUT, Stage, row_in, second, track};

use crate::client::{Ask, Reply, connect};

/// Dana decides, Priya advises; one cue with the alternates A and B.
pub struct Room {
    // First: the server is closed before the show.
    pub share: Share,
    pub stage: Stage,
    pub round: RoundId,
    pub dana: ReviewerId,
    pub priya: ReviewerId,
    /// Sound and picture.
    _folder: TempDir,
}

/// A browser that was let in.
#[derive(Debug, Clone)]
pub struct Guest {
    pub port: u16,
    pub path: String,
    pub cookie: String,
}

pub fn job() -> Job {
    Job::new(1, JobKind::Mix, "Making the music of the review", |_| {})
}

fn edit(studio: &Studio, edit: Value) -> Vec<Created> {
    let edit = serde_json::from_value(edit).expect("an edit");
    studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None }).expect("it is taken").created
}

/// The row that an edit made.
pub fn row(made: &[Created]) -> i64 {
    row_in(made)
}

impl Room {
    pub fn new() -> Self {
        Self::at(&Address::default())
    }

    pub fn at(address: &Address) -> Self {
        let room = Self::with_tones(address, 440);
        prepare_mixes(room.studio(), &job(), room.round, MixQuality::Good).expect("mixes");
        room.share.prepare(room.round).expect("mixes are there");
        room
    }

    /// One whose mixes are not made, and lie in no cache: nobody had its music before.
    pub fn silent() -> Self {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        Self::with_tones(&Address::default(), 200 + now.subsec_micros() % 9_000)
    }

    fn with_tones(address: &Address, hertz: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let recorded = |id: i64, name: &str, hertz: u32| {
            let file: PathBuf = path(name);
            tone(&file, hertz, &["-c:a", "pcm_s16le"]);
            let bytes = std::fs::read(&file).expect("the file");
            let hash = blake3::hash(&bytes).to_hex().to_string();
            model::Track { path: file.display().to_string(), hash, ..track(id, name, 2) }
        };
        let stage = Stage::with_tracks(&[recorded(1, "one.wav", hertz), recorded(2, "two.wav", hertz + 440)]);
        film(&path("picture.webm"), "24", 48);
        let studio = stage.studio();
        edit(studio, json!({ "type": "editCut", "cut": CUT, "set": { "picture": path("picture.webm") } }));
        let placed = edit(
            studio,
            json!({ "type": "place", "cut": CUT, "track": 1, "lane": 1, "at": second(1), "length": second(2) }),
        );
        let Some(Created::Cue(cue)) = placed.iter().find(|row| matches!(row, Created::Cue(_))) else {
            panic!("no cue in {placed:?}")
        };
        edit(studio, json!({ "type": "place", "cut": CUT, "track": 2, "lane": 1, "cue": cue }));
        let person = |name: &str, role: &str| {
            ReviewerId(row_in(&edit(studio, json!({ "type": "addReviewer", "name": name, "role": role }))))
        };
        let (dana, priya) = (person("Dana", "decides"), person("Priya", "advises"));
        let opened = edit(
            studio,
            json!({
                "type": "openRound", "cut": CUT, "name": "First", "rule": "one",
                "reviewers": [{ "reviewer": dana }, { "reviewer": priya }],
            }),
        );
        let round = opened.iter().find_map(|row| if let Created::Round(id) = row { Some(*id) } else { None });
        let round = round.expect("a round");
        let share = Share::start(studio, address, MixQuality::Good, job).expect("it serves");
        Self { share, stage, round, dana, priya, _folder: folder }
    }

    pub fn studio(&self) -> &Studio {
        self.stage.studio()
    }

    pub fn edit(&self, change: Value) -> Vec<Created> {
        edit(self.studio(), change)
    }

    pub fn spec(&self, reviewer: ReviewerId) -> LinkSpec {
        LinkSpec { round: self.round, reviewer, pin: None, days: None, neutral: false, burn_name: false, picture: true }
    }

    pub fn link(&self, reviewer: ReviewerId) -> MadeLink {
        self.studio().make_link(&self.spec(reviewer)).expect("a link")
    }

    pub fn port(&self) -> u16 {
        self.share.port()
    }

    /// Where a link leads, without its token: `/r/HANDLE/`.
    pub fn path(&self, link: LinkId) -> String {
        format!("/r/{:x}/", link.0)
    }

    pub fn enter(&self, link: &MadeLink, pin: Option<&str>) -> Reply {
        let mut body = json!({ "token": link.token.text() });
        if let Some(pin) = pin {
            body["pin"] = pin.into();
        }
        Ask::post(self.port(), &format!("{}enter", self.path(link.id)), &body).send()
    }

    /// A browser that was let in by a new link of a reviewer.
    pub fn guest(&self, reviewer: ReviewerId) -> Guest {
        let link = self.link(reviewer);
        self.admitted(&link)
    }

    pub fn admitted(&self, link: &MadeLink) -> Guest {
        let reply = self.enter(link, None);
        assert_eq!(reply.status, 204, "{reply:?}");
        Guest { port: self.port(), path: self.path(link.id), cookie: reply.cookie() }
    }

    /// All that is kept of the review, to see that nothing changed.
    pub fn seen(&self) -> Value {
        let review = self.studio().review(CUT, Some(self.round)).expect("the review");
        let notes = self.studio().cut(CUT).expect("the cut").notes;
        let mut review = serde_json::to_value(review).expect("JSON");
        // It counts changes, and what was undone is a change.
        review["revision"].take();
        json!([review, serde_json::to_value(notes).expect("JSON")])
    }

    pub fn track_path(&self, id: i64) -> String {
        self.studio().track(TrackId(id)).expect("a track").track.path
    }
}

impl Guest {
    pub fn get(&self, what: &str) -> Ask {
        Ask::get(self.port, &format!("{}{what}", self.path)).with("Cookie", &self.cookie)
    }

    pub fn post(&self, what: &str, body: &Value) -> Ask {
        Ask::post(self.port, &format!("{}{what}", self.path), body).with("Cookie", &self.cookie)
    }

    pub fn round(&self) -> Value {
        let reply = self.get("round").send();
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    pub fn said(&self) -> Value {
        let reply = self.get("said").send();
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    pub fn answer(&self, answers: Value) -> Reply {
        self.post("answers", &json!({ "answers": answers })).send()
    }
}

pub const NOW: &str = "2026-11-23T10:00:00.000Z";

/// What an open page is told: its events, as they come.
pub struct Events {
    stream: std::net::TcpStream,
    heard: String,
}

impl Guest {
    /// Opens what tells the page of events.
    pub fn events(&self) -> Events {
        let mut stream = connect(self.port);
        let head = format!(
            "GET {}events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\n\r\n",
            self.path, self.port, self.cookie
        );
        stream.write_all(head.as_bytes()).expect("sent");
        stream.set_read_timeout(Some(Duration::from_millis(100))).expect("set");
        Events { stream, heard: String::new() }
    }
}

impl Events {
    /// Waits until `word` was said, and forgets what came before it; how long it took.
    pub fn until(&mut self, word: &str) -> Duration {
        let began = Instant::now();
        loop {
            if let Some(at) = self.heard.find(word) {
                self.heard.drain(..at + word.len());
                return began.elapsed();
            }
            assert!(began.elapsed() < Duration::from_secs(20), "no {word} in {}", self.heard);
            self.read();
        }
    }

    /// All that was told and not forgotten.
    pub fn heard(&mut self) -> &str {
        self.read();
        &self.heard
    }

    fn read(&mut self) {
        let mut bytes = [0; 4_096];
        if let Ok(count) = self.stream.read(&mut bytes) {
            self.heard.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    }
}

/// A key as pages draw them.
pub fn key(number: usize) -> String {
    format!("key-{number:0>20}")
}

pub fn verdict(key_number: usize, proposal: &Value, value: &str, words: &str) -> Value {
    json!({
        "type": "verdict", "key": key(key_number), "at": NOW, "proposal": proposal, "value": value, "words": words,
    })
}

pub fn note(key_number: usize, cue: &Value, body: &str) -> Value {
    json!({ "type": "note", "key": key(key_number), "at": NOW, "cue": cue, "from": second(1), "body": body })
}
