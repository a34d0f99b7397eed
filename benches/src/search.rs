//! `search`: each key stroke of queries typed into the library of 100,000 tracks, one-letter prefixes included. The aim
//! is 16 ms at p99.
//!
//! Beside it, in the same run on the same rows: SQLite's full-text search (FTS5, prefix indexes, ordered by bm25, 60
//! rows and the count), through Python's sqlite3.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use studio::Studio;
use studio::views::{LibraryQuery, LibrarySort};

use crate::season;

/// Typed letter by letter.
const TYPED: &[&str] = &[
    "heart",
    "silver night",
    "a",
    "s",
    "the",
    "jazz melancholy",
    "spark",
    "rising tide",
    "winter 12",
    "blue ocean road",
    "zzz",
    "folk calm",
    "e",
    "machine",
    "t",
    "driving indie",
    "first spark",
];
const ROUNDS: usize = 5;
const PAGE: usize = 60;

const PEER: &str = "import sqlite3, sys, time
db = sqlite3.connect(':memory:')
db.execute(\"CREATE VIRTUAL TABLE t USING fts5(title, artist, album, composer, genre, mood, prefix='1 2 3')\")
lines = sys.stdin.read().split('\\n')
cut = lines.index('')
db.executemany('INSERT INTO t VALUES (?,?,?,?,?,?)', [line.split('\\t') for line in lines[cut + 1:] if line])
for query in lines[:cut]:
    words = ' '.join(f'\"{word}\"*' for word in query.split())
    begun = time.perf_counter()
    db.execute('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 60', (words,)).fetchall()
    db.execute('SELECT count(*) FROM t WHERE t MATCH ?', (words,)).fetchone()
    print(time.perf_counter() - begun)";

/// Runs the benchmark and prints what it found.
///
/// # Errors
/// If the show cannot be made, or Python is missing.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.needledrop");
    season::make(&path)?;
    let studio = Studio::open(&path)?;
    let strokes: Vec<&str> = TYPED
        .iter()
        .flat_map(|text| text.char_indices().map(|(end, letter)| &text[..end + letter.len_utf8()]))
        .collect();
    let strokes: Vec<&str> = strokes.into_iter().filter(|text| !text.ends_with(' ')).collect();
    println!("search: {} tracks, {} key strokes, {ROUNDS} times", season::TRACKS, strokes.len());
    for sort in [LibrarySort::Best, LibrarySort::Artist] {
        let (mut all, mut single) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            for text in &strokes {
                let query = LibraryQuery { text: (*text).to_owned(), sort, limit: PAGE, ..LibraryQuery::default() };
                let begun = Instant::now();
                std::hint::black_box(studio.library(&query));
                let took = begun.elapsed();
                all.push(took);
                if text.len() == 1 {
                    single.push(took);
                }
            }
        }
        report(&format!("{sort:?} first, every stroke (aim p99 16 ms)"), all);
        report(&format!("{sort:?} first, one letter"), single);
    }
    let times = peer(&studio, &strokes)?;
    let single = strokes.iter().zip(&times).filter(|(text, _)| text.len() == 1).map(|(_, &time)| time).collect();
    report("FTS5 with bm25, every stroke", times);
    report("FTS5 with bm25, one letter", single);
    Ok(studio.close()?)
}

fn peer(studio: &Studio, strokes: &[&str]) -> Result<Vec<Duration>, Box<dyn std::error::Error>> {
    let mut input = strokes.join("\n") + "\n\n";
    for offset in (0..season::TRACKS as usize).step_by(1000) {
        let page = studio.library(&LibraryQuery { offset, limit: 1000, ..LibraryQuery::default() });
        for row in page.rows {
            let fields = [row.title, row.artist, row.album, row.composer, row.genre, row.mood];
            input.push_str(&fields.join("\t"));
            input.push('\n');
        }
    }
    let mut python = Command::new("python3").args(["-c", PEER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    python.stdin.take().ok_or("no pipe to python3")?.write_all(input.as_bytes())?;
    let output = String::from_utf8(python.wait_with_output()?.stdout)?;
    let times: Vec<Duration> = output
        .lines()
        .map(|line| Ok(Duration::from_secs_f64(line.parse()?)))
        .collect::<Result<_, std::num::ParseFloatError>>()?;
    if times.len() == strokes.len() { Ok(times) } else { Err("python3 could not search".into()) }
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
    println!("  {what}: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, most {:.2} ms", at(50), at(95), at(99), at(100));
}
