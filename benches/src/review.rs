//! Thirty reviewers at once, each with a page that streams the picture, listens to events and writes notes, beside somebody who
//! edits in the app. Goals: the 99th percentile of a note's round trip under 100 ms, no request failed, edits as long as
//! alone; and all that a page needs for its first picture under 1 s.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use model::{Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind, ReviewerId, RoundId, Show, Track, TrackId};
use serde_json::{Value, json};
use store::{Document, Rows, StoreError};
use studio::Studio;
use studio::door::{Address, LinkSpec, MixQuality, Share, prepare_mixes};
use studio::edits::{Created, EditRequest};
use studio::jobs::Job;
use studio::views::JobKind;
use timebase::{Flicks, FrameRate, Frames, SampleRate};

use crate::made;

const REVIEWERS: usize = 30;
const CUES: i64 = 20;
const ALTERNATES: i64 = 3;
/// How long they all are there.
const LASTS: Duration = Duration::from_secs(20);
/// How often each writes a note: far more often than anybody types.
const EACH: Duration = Duration::from_secs(1);
/// What a player asks of the picture at once, and how often: 4 Mb/s, as of a proxy.
const PART: usize = 256 * 1024;
const PART_EACH: Duration = Duration::from_millis(512);
const PICTURE: usize = 64 * 1024 * 1024;
const AT: &str = "2026-01-01T00:00:00Z";

type Failed = Box<dyn Error + Send + Sync>;

/// Prints what it finds.
///
/// # Errors
/// If the show cannot be made or served.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let (studio, round, reviewers) = show(folder.path())?;
    let job = || Job::new(0, JobKind::Mix, "", |_| {});
    prepare_mixes(&studio, &job(), round, MixQuality::Good)?;
    let share = Share::start(&studio, &Address::default(), MixQuality::Good, job)?;
    share.prepare(round)?;
    let mut guests = Vec::with_capacity(REVIEWERS);
    let mut first = Vec::with_capacity(REVIEWERS);
    for reviewer in reviewers {
        let spec = LinkSpec { round, reviewer, pin: None, days: None, neutral: false, burn_name: false, picture: true };
        let link = studio.make_link(&spec)?;
        let (port, path) = (share.port(), format!("/r/{:x}/", link.id.0));
        let began = Instant::now();
        guests.push(Arc::new(Guest::enter(port, &path, &link.token.text()).map_err(|error| error.to_string())?));
        first.push(began.elapsed());
    }
    println!("first picture of a link, as far as the server goes: {} (goal: under 1 s)", Spread::of(&mut first));

    let alone = edits(&studio, &AtomicBool::new(false), Some(Instant::now() + Duration::from_secs(5)))?;
    let (over, failures) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let told = Arc::new(AtomicUsize::new(0));
    let mut notes: Vec<Duration> = Vec::new();
    let mut beside = Vec::new();
    thread::scope(|scope| -> Result<(), Box<dyn Error>> {
        let mut writers = Vec::new();
        for (number, guest) in guests.iter().enumerate() {
            let (guest, over, failures, told) = (&**guest, &over, &failures, &told);
            scope.spawn(move || count(failures, guest.listen(over, told)));
            scope.spawn(move || count(failures, guest.stream(over)));
            writers.push(scope.spawn(move || guest.write(number, over, failures)));
        }
        let editor = scope.spawn(|| edits(&studio, &over, None).map_err(|error| error.to_string()));
        thread::sleep(LASTS);
        over.store(true, Ordering::Relaxed);
        for writer in writers {
            notes.extend(writer.join().map_err(|_| "a reviewer panicked")?);
        }
        beside = editor.join().map_err(|_| "the editor panicked")??;
        Ok(())
    })?;
    let (asked, failed) = (notes.len(), failures.load(Ordering::Relaxed));
    println!("{REVIEWERS} reviewers streaming and noting for {} s: {asked} notes", LASTS.as_secs());
    println!("round trip of a note        {} (goal: p99 under 100 ms)", Spread::of(&mut notes));
    println!(
        "requests that failed        {failed} (goal: 0); {} times somebody read what was said",
        told.load(Ordering::Relaxed)
    );
    println!("an edit in the app, alone   {}", Spread::of(&mut alone.clone()));
    println!("an edit in the app, beside  {}", Spread::of(&mut beside));
    drop(share);
    Ok(())
}

fn count(failures: &AtomicUsize, done: Result<(), Failed>) {
    if let Err(error) = done {
        failures.fetch_add(1, Ordering::Relaxed);
        eprintln!("a request failed: {error}");
    }
}

/// Somebody moves a placement to and fro, as a drag that is let go of twenty times a second; how long each took.
fn edits(studio: &Studio, over: &AtomicBool, until: Option<Instant>) -> Result<Vec<Duration>, Box<dyn Error>> {
    let placement = studio.cut(CutId(1))?.placements.last().ok_or("nothing lies on the cut")?.placement.id;
    let mut took = Vec::new();
    while !over.load(Ordering::Relaxed) && until.is_none_or(|until| Instant::now() < until) {
        let gain = -(i64::try_from(took.len())? % 100);
        let began = Instant::now();
        edit(studio, &json!({ "type": "shapePlacements", "placements": [placement], "gain": gain }))?;
        took.push(began.elapsed());
        thread::sleep(Duration::from_millis(50));
    }
    Ok(took)
}

struct Spread {
    p50: Duration,
    p95: Duration,
    p99: Duration,
}

impl Spread {
    fn of(times: &mut [Duration]) -> Self {
        times.sort_unstable();
        let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied();
        let of = |percent: usize| at(percent).unwrap_or_default();
        Self { p50: of(50), p95: of(95), p99: of(99) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        write!(out, "p50 {:.1} ms   p95 {:.1} ms   p99 {:.1} ms", ms(self.p50), ms(self.p95), ms(self.p99))
    }
}

/// A page in a browser, as far as a server sees it.
struct Guest {
    port: u16,
    path: String,
    cookie: String,
    cue: Value,
    picture: String,
}

impl Guest {
    /// Opens a link: the page with its script and style, the way in, the round, and the first of the picture.
    fn enter(port: u16, path: &str, token: &str) -> Result<Self, Failed> {
        let mut wire = Wire::new(port, String::new())?;
        for part in [path, "/page/review.js", "/page/review.css"] {
            wire.get(part, None)?;
        }
        let head = wire.post(&format!("{path}enter"), &json!({ "token": token }))?.0;
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).ok_or("no cookie")?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        wire.cookie.clone_from(&cookie);
        let page: Value = serde_json::from_slice(&wire.get(&format!("{path}round"), None)?)?;
        wire.get(&format!("{path}said"), None)?;
        let picture = page["picture"]["media"].as_str().ok_or("no picture")?.to_owned();
        let guest = Self { port, path: path.to_owned(), cookie, cue: page["cues"][0]["id"].clone(), picture };
        wire.get(&guest.at(&format!("media/{}", guest.picture)), Some(0))?;
        Ok(guest)
    }

    fn at(&self, what: &str) -> String {
        format!("{}{what}", self.path)
    }

    fn wire(&self) -> Result<Wire, Failed> {
        Wire::new(self.port, self.cookie.clone())
    }

    /// Reads the picture part by part, as a player does.
    fn stream(&self, over: &AtomicBool) -> Result<(), Failed> {
        let mut wire = self.wire()?;
        let mut at = 0;
        while !over.load(Ordering::Relaxed) {
            let began = Instant::now();
            wire.get(&self.at(&format!("media/{}", self.picture)), Some(at))?;
            at = (at + PART) % (PICTURE - PART);
            thread::sleep(PART_EACH.saturating_sub(began.elapsed()));
        }
        Ok(())
    }

    /// Hears what happens, and reads what was said whenever something was, as the page does.
    fn listen(&self, over: &AtomicBool, told: &AtomicUsize) -> Result<(), Failed> {
        let mut events = self.wire()?;
        let mut wire = self.wire()?;
        events.ask("GET", &self.at("events"), &[], b"")?;
        events.stream.set_read_timeout(Some(Duration::from_millis(200)))?;
        let mut bytes = [0; 16 * 1024];
        while !over.load(Ordering::Relaxed) {
            match events.stream.read(&mut bytes) {
                Ok(0) => return Err("the stream of events ended".into()),
                Ok(count) if bytes[..count].windows(11).any(|word| word == b"event: said") => {
                    wire.get(&self.at("said"), None)?;
                    told.fetch_add(1, Ordering::Relaxed);
                    // A page gathers what comes within a tenth of a second.
                    thread::sleep(Duration::from_millis(100));
                }
                Ok(_) => {}
                Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Writes a note every second; how long each took until it was in the document.
    fn write(&self, number: usize, over: &AtomicBool, failures: &AtomicUsize) -> Vec<Duration> {
        let mut took = Vec::new();
        // They did not all begin at once.
        thread::sleep(EACH * u32::try_from(number).unwrap_or(0) / u32::try_from(REVIEWERS).unwrap_or(1));
        let mut work = || -> Result<(), Failed> {
            let mut wire = self.wire()?;
            while !over.load(Ordering::Relaxed) {
                let note = json!({
                    "type": "note", "key": format!("bench-{number:0>4}-{:0>16}", took.len()), "at": AT, "cue": self.cue,
                    "from": 705_600_000, "body": "Could the strings come in a little later, on her hand?",
                });
                let began = Instant::now();
                let (_, body) = wire.post(&self.at("answers"), &json!({ "answers": [note] }))?;
                took.push(began.elapsed());
                let reply: Value = serde_json::from_slice(&body)?;
                if reply["received"][0]["outcome"] != "taken" {
                    return Err(reply.to_string().into());
                }
                thread::sleep(EACH.saturating_sub(began.elapsed()));
            }
            Ok(())
        };
        count(failures, work());
        took
    }
}

/// A connection that is kept, as browsers keep theirs.
struct Wire {
    stream: TcpStream,
    port: u16,
    cookie: String,
}

impl Wire {
    fn new(port: u16, cookie: String) -> Result<Self, Failed> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Self { stream, port, cookie })
    }

    fn ask(&mut self, method: &str, path: &str, more: &[String], body: &[u8]) -> Result<(), Failed> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", self.port);
        if !self.cookie.is_empty() {
            head.push_str(&format!("Cookie: {}\r\n", self.cookie));
        }
        for line in more {
            head.push_str(line);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        self.stream.write_all(&[head.as_bytes(), body].concat())?;
        Ok(())
    }

    fn get(&mut self, path: &str, part: Option<usize>) -> Result<Vec<u8>, Failed> {
        let range: Vec<String> = part.map(|at| format!("Range: bytes={at}-{}", at + PART - 1)).into_iter().collect();
        self.ask("GET", path, &range, b"")?;
        Ok(self.answer()?.1)
    }

    fn post(&mut self, path: &str, body: &Value) -> Result<(String, Vec<u8>), Failed> {
        let body = body.to_string();
        let more = [
            format!("Origin: http://127.0.0.1:{}", self.port),
            "Content-Type: application/json".to_owned(),
            format!("Content-Length: {}", body.len()),
        ];
        self.ask("POST", path, &more, body.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<(String, Vec<u8>), Failed> {
        let mut bytes = Vec::with_capacity(4_096);
        let mut part = [0; 64 * 1024];
        let end = loop {
            let count = self.stream.read(&mut part)?;
            if count == 0 {
                return Err("the connection was closed".into());
            }
            bytes.extend_from_slice(&part[..count]);
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.unwrap_or("0").parse()?;
        let mut body = bytes.split_off(end + 4);
        let had = body.len();
        body.resize(length, 0);
        if let Some(rest) = body.get_mut(had..) {
            self.stream.read_exact(rest)?;
        }
        let status = head.split(' ').nth(1).unwrap_or_default();
        // The original keeps a token's letters as they are.
        let head = String::from_utf8_lossy(&bytes).replace("Set-Cookie", "set-cookie");
        if status.starts_with('2') { Ok((head, body)) } else { Err(format!("it answered {status}").into()) }
    }
}

fn edit(studio: &Studio, edit: &Value) -> Result<Vec<Created>, Box<dyn Error>> {
    let edit = serde_json::from_value(edit.clone())?;
    Ok(studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })?.created)
}

/// An episode of 42 minutes with 20 cues of three alternates, a picture, and thirty people who are asked.
fn show(folder: &Path) -> Result<(Studio, RoundId, Vec<ReviewerId>), Box<dyn Error>> {
    let path = folder.join("bench.needledrop");
    let (music, picture) = (folder.join("music.wav"), folder.join("picture.mp4"));
    std::fs::write(&music, made::tone(8))?;
    made::film(&picture, PICTURE)?;
    let hash = "0".repeat(64);
    let fill = |rows: &Rows| -> Result<(), StoreError> {
        let rate = FrameRate::F24;
        rows.insert_lane(&Lane::new(LaneId(1), "Songs".into(), LaneKind::Songs, 1))?;
        let path = music.display().to_string();
        rows.insert_track(&Track {
            title: "Bench".into(),
            format: "wav".into(),
            hash: hash.clone(),
            size: 1,
            added_at: AT.into(),
            ..Track::new(TrackId(1), path, Flicks::from_seconds(8), SampleRate::MIX)
        })?;
        rows.insert_episode(&Episode { id: EpisodeId(1), season: 1, number: 1, title: "Bench".into() })?;
        rows.insert_cut(&Cut {
            start: Frames(0),
            picture: Some(picture.display().to_string()),
            ..Cut::new(CutId(1), EpisodeId(1), rate, rate.flicks(Frames(24 * 2_520)))
        })
    };
    let show = Show { title: "Bench".into(), currency: "EUR".into(), production_company: String::new() };
    Document::create(&path, &show, fill)?.close()?;
    let studio = Studio::open(&path)?;
    for cue in 0..CUES {
        let at = Flicks::from_seconds(cue * 120).0;
        let place = json!({ "type": "place", "cut": 1, "track": 1, "lane": 1, "at": at });
        let made = edit(&studio, &place)?;
        let own = made.iter().find_map(|row| if let Created::Cue(id) = row { Some(*id) } else { None });
        for alternate in 1..ALTERNATES {
            let gain = json!({ "type": "place", "cut": 1, "track": 1, "lane": 1, "cue": own, "at": at });
            let placed = edit(&studio, &gain)?;
            let placement =
                placed.iter().find_map(|row| if let Created::Placement(id) = row { Some(*id) } else { None });
            edit(&studio, &json!({ "type": "shapePlacements", "placements": [placement], "gain": -100 * alternate }))?;
        }
    }
    let mut reviewers = Vec::new();
    for number in 0..REVIEWERS {
        let made =
            edit(&studio, &json!({ "type": "addReviewer", "name": format!("Reviewer {number}"), "role": "decides" }))?;
        reviewers.extend(made.iter().filter_map(|row| if let Created::Reviewer(id) = row { Some(*id) } else { None }));
    }
    let asked: Vec<Value> = reviewers.iter().map(|id| json!({ "reviewer": id })).collect();
    let opened =
        edit(&studio, &json!({ "type": "openRound", "cut": 1, "name": "", "rule": "any", "reviewers": asked }))?;
    let round = opened.iter().find_map(|row| if let Created::Round(id) = row { Some(*id) } else { None });
    Ok((studio, round.ok_or("no round was opened")?, reviewers))
}
