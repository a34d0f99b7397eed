//! Time lines of cutting rooms. A 2 MB AAF that pyaaf2 makes, beside pyaaf2 reading it in the same run (goals: 50 ms, and at
//! most 0.1 of pyaaf2's time); an OpenTimelineIO file of 50 MB, with the most memory that it takes (goal: 6 times its size).

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use interchange::timeline::{Hints, read_timeline};

const ROUNDS: usize = 20;

/// Prints how long the readers take, and how much memory.
///
/// # Errors
/// If a file cannot be made or read.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    large_otio()?;
    let aaf = folder.path().join("large.aaf");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/timelines.py");
    let python = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let peer = Command::new(python).arg(script).arg(&aaf).output()?;
    if !peer.status.success() {
        println!("no peer: {}", String::from_utf8_lossy(&peer.stderr).lines().last().unwrap_or_default());
        return Ok(());
    }
    let peer: f64 = String::from_utf8(peer.stdout)?.trim().parse()?;
    let bytes = fs::read(&aaf)?;
    let mut times: Vec<Duration> = Vec::new();
    let mut events = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        events = read_timeline(&bytes, &Hints::default())?.events.len();
        times.push(start.elapsed());
    }
    times.sort();
    let ours = times[ROUNDS / 2].as_secs_f64() * 1000.0;
    println!(
        "AAF of {:.1} MB, {events} clips: {ours:.1} ms, pyaaf2 {peer:.1} ms, {:.3} of its time",
        bytes.len() as f64 / 1e6,
        ours / peer
    );
    Ok(())
}

fn large_otio() -> Result<(), Box<dyn Error>> {
    let time = |value: usize| format!("{{\"OTIO_SCHEMA\":\"RationalTime.1\",\"rate\":24.0,\"value\":{value}.0}}");
    let mut text = String::from(
        "{\"OTIO_SCHEMA\":\"Timeline.1\",\"name\":\"Long\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Audio\",\"children\":[",
    );
    let mut clips = 0;
    while text.len() < 50_000_000 {
        let comma = if clips == 0 { "" } else { "," };
        write!(
            text,
            "{comma}{{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"Clip {clips}\",\"source_range\":{{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":{},\"duration\":{}}},\"media_references\":{{\"DEFAULT_MEDIA\":{{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"file:///music/volume/{clips}.wav\"}}}},\"active_media_reference_key\":\"DEFAULT_MEDIA\",\"metadata\":{{\"editor\":{{\"bin\":\"Reel 1\",\"notes\":\"as it came from the cutting room, with all that a program keeps beside a clip\"}}}}}}",
            time(clips % 500),
            time(48),
        )?;
        clips += 1;
    }
    text.push_str("]}]}}");
    let before = memory()?;
    let start = Instant::now();
    let list = read_timeline(text.as_bytes(), &Hints::default())?;
    let took = start.elapsed();
    let taken = (memory()? - before) as f64 * 1024.0;
    println!(
        "OpenTimelineIO of {:.1} MB, {} clips: {:.0} ms, {:.1} times its size beside it",
        text.len() as f64 / 1e6,
        list.events.len(),
        took.as_secs_f64() * 1000.0,
        taken / text.len() as f64
    );
    Ok(())
}

/// The most memory that the process has had so far, in KiB.
fn memory() -> Result<i64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
