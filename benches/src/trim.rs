//! A trim, from the command to the last view read again: the edit itself, the sound loaded anew, and the news of the cut,
//! written as the window gets them. Once in a library of 1,000 tracks and once of 100,000; both with 24 episodes of 60 cues
//! and 2,000 placements in the cut. Goal: 12 ms at p95, and within 20 % of each other.

use std::error::Error;
use std::time::{Duration, Instant};

use model::{CutId, Edge, PlacementId};
use studio::Studio;
use studio::edits::{EditRequest, PlacementEdit};
use studio::views::CutNews;
use timebase::{FrameRate, Frames};

use crate::season;

const ROUNDS: i64 = 200;
const EPISODES: usize = 24;
const CUES: i64 = 60;
const PLACEMENTS: i64 = 2_000;

/// Prints p50 and p95 for both libraries, part by part.
///
/// # Errors
/// If the shows cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let mut whole = Vec::new();
    for tracks in [1_000, 100_000] {
        let [edits, sounds, reads, all] = measure(tracks)?;
        println!("a trim among {tracks} tracks");
        for (name, times) in [("edit", edits), ("sound", sounds), ("news of the cut", reads)] {
            let (p50, p95) = spread(times);
            println!("  {name:<22} p50 {p50:>6.2} ms   p95 {p95:>6.2} ms");
        }
        let (p50, p95) = spread(all);
        println!("  {:<22} p50 {p50:>6.2} ms   p95 {p95:>6.2} ms (goal 12)", "together");
        whole.push(p50);
    }
    if let [small, large] = whole[..] {
        println!("100,000 tracks over 1,000 at p50: {:.2} (goal 1.20)", large / small);
    }
    Ok(())
}

fn measure(tracks: i64) -> Result<[Vec<Duration>; 4], Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("trim.needledrop");
    let mut placements = [CUES; EPISODES];
    placements[EPISODES - 1] = PLACEMENTS;
    season::make_of(&path, tracks, &placements)?;
    let studio = Studio::open(&path)?;
    let cut = CutId(EPISODES as i64);
    let rate = FrameRate::F23_976;
    let mut since = studio.cut(cut)?.revision;
    let mut times: [Vec<Duration>; 4] = Default::default();
    for round in 0..ROUNDS {
        let nth = round * 7 % PLACEMENTS;
        let to = rate.position(Frames(nth * 160 + 100 + round % 40));
        let trim = PlacementEdit::TrimPlacement {
            placement: PlacementId(EPISODES as i64 * 100_000 + nth),
            edge: Edge::Out,
            to,
            ripple: None,
        };
        let request = EditRequest { edits: vec![trim.into()], label: None, merge_key: None };
        let start = Instant::now();
        studio.edit(&request)?;
        let edited = start.elapsed();
        studio.program(cut, &[], false)?;
        let sounding = start.elapsed();
        let news = studio.cut_news(cut, since)?;
        serde_json::to_string(&news)?;
        let read = start.elapsed();
        for (list, time) in times.iter_mut().zip([edited, sounding - edited, read - sounding, read]) {
            list.push(time);
        }
        let CutNews::Moved(moves) = news else { return Err("the whole cut was read".into()) };
        since = moves.revision;
    }
    Ok(times)
}

fn spread(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default().as_secs_f64() * 1e3;
    (at(50), at(95))
}
