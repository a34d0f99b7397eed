//! `open`: a show with 100,000 tracks and 2,000 placements, from its file to a window that can be used: opened, and
//! the first show, cut and page of the library read. The aim is under 2 s.
//!
//! Beside it, in turn: Python's sqlite3 reading every track of the same file, which is the least that a program without
//! an index of its own would do.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use model::CutId;
use studio::Studio;
use studio::views::LibraryQuery;

use crate::season;

const ROUNDS: usize = 7;
/// Rows that a window shows at first.
const PAGE: usize = 60;

const PEER: &str = "import sqlite3, sys, time
begun = time.perf_counter()
rows = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True).execute('SELECT * FROM track ORDER BY title, id').fetchall()
print(time.perf_counter() - begun, len(rows))";

/// Runs the benchmark and prints what it found.
///
/// # Errors
/// If the show cannot be made, or Python is missing.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.needledrop");
    season::make(&path)?;
    println!("open: {} tracks, {} placements", season::TRACKS, season::PLACEMENTS);
    let (mut opened, mut usable, mut peers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let studio = Studio::open(&path)?;
        opened.push(begun.elapsed());
        let show = studio.show()?;
        let cut = studio.cut(CutId(1))?;
        let page = studio.library(&LibraryQuery { limit: PAGE, ..LibraryQuery::default() });
        usable.push(begun.elapsed());
        assert_eq!((show.episodes.len(), cut.placements.len(), page.rows.len()), (4, 500, PAGE));
        studio.close()?;
        peers.push(peer(&path)?);
    }
    report("opened", opened);
    report("first show, cut and page (aim 2 s)", usable);
    report("Python sqlite3 reads all tracks in order", peers);
    Ok(())
}

fn peer(path: &Path) -> Result<Duration, Box<dyn std::error::Error>> {
    let ran = Command::new("python3").args(["-c", PEER]).arg(path).output()?;
    let text = String::from_utf8(ran.stdout)?;
    let seconds: f64 = text.split_whitespace().next().ok_or("python3 could not read the show")?.parse()?;
    Ok(Duration::from_secs_f64(seconds))
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |index: usize| times[index].as_secs_f64() * 1e3;
    println!("  {what}: median {:.0} ms ({:.0}–{:.0})", ms(times.len() / 2), ms(0), ms(times.len() - 1));
}
