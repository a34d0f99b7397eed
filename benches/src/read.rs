//! Reading an edit list of 2,000 events from disk, as `needledrop read` does. Goal: under 10 ms.

use std::error::Error;
use std::fmt::Write as _;
use std::time::Instant;

use timebase::{FrameRate, Frames, Timecode};

const EVENTS: i64 = 2_000;
const ROUNDS: usize = 60;

/// Prints the median and the slowest of twenty.
///
/// # Errors
/// If the list cannot be written or read.
pub fn run() -> Result<(), Box<dyn Error>> {
    let rate = FrameRate::F24;
    let label = |frame: i64| Timecode::from_frames(Frames(frame), rate).to_string();
    let mut list = String::from("TITLE:   MUSIC\r\nFCM: NON-DROP FRAME\r\n");
    for event in 0..EVENTS {
        let (record, source) = (86_400 + event * 36, 1_728_000 + event * 240);
        write!(
            list,
            "{:06}  A{:03}C{:03}_170614 {:<5} C        {} {} {} {} \r\n* FROM CLIP NAME:  SPARK {event}.WAV \r\n* A2 VOL =  -3.0 DB  PAN L100 \r\n* SOURCE FILE: SPARK {event}.WAV\r\n",
            event + 1,
            event % 100,
            event % 37,
            ["V", "A", "A2", "A9"][usize::try_from(event % 4)?],
            label(source),
            label(source + 36),
            label(record),
            label(record + 36),
        )?;
    }
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("music.edl");
    std::fs::write(&path, &list)?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let read = studio::read_timeline(&path, Some(rate))?;
        times.push(start.elapsed());
        if read.events.len() != usize::try_from(EVENTS)? {
            return Err("events are missing".into());
        }
    }
    times.sort_unstable();
    let millis = |at: usize| times[at].as_secs_f64() * 1000.0;
    println!("an edit list of {EVENTS} events, {} KiB", list.len() >> 10);
    println!(
        "  {:<22} p50 {:>6.2} ms   p95 {:>6.2} ms (goal 10)",
        "read",
        millis(ROUNDS / 2),
        millis(ROUNDS * 19 / 20)
    );
    Ok(())
}
