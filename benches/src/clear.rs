//! Money and rights of a season: 24 episodes of 60 cues, two alternates each, four rights a track. After a quote that
//! raises its group: how long until the Clear page and the cut of the Spot page are counted anew. Goal: 20 ms at most each.

use std::error::Error;
use std::time::{Duration, Instant};

use model::{ClearanceId, CutId};
use studio::Studio;
use studio::edits::{EditRequest, MfnEdit};

use crate::rights::{EPISODES, make};

const ROUNDS: i64 = 50;

/// Prints how long an edit and the views after it take, at the median.
///
/// # Errors
/// If the show cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("clear.needledrop");
    make(&path)?;
    let studio = Studio::open(&path)?;
    let cut = CutId(EPISODES);
    let (mut edits, mut pages, mut cuts) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let quote = MfnEdit::SetQuote {
            clearance: ClearanceId(1),
            fee: Some(500_000 + round),
            currency: None,
            quoted_for: None,
        }
        .into();
        let request = EditRequest { edits: vec![quote], label: None, merge_key: None };
        edits.push(timed(|| studio.edit(&request).map(drop))?);
        pages.push(timed(|| studio.clear(cut).map(drop))?);
        cuts.push(timed(|| studio.cut(cut).map(drop))?);
    }
    for (name, times) in [("a quote that raises four", edits), ("Clear page", pages), ("cut with its money", cuts)] {
        println!("{name:<25} p50 {:.2} ms (goal 20)", median(times).as_secs_f64() * 1e3);
    }
    Ok(())
}

fn timed<E: Into<Box<dyn Error>>>(work: impl FnOnce() -> Result<(), E>) -> Result<Duration, Box<dyn Error>> {
    let start = Instant::now();
    work().map_err(Into::into)?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
