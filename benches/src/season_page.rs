//! The Season page of 24 episodes of 60 cues and 20 themes, each cue stating one: themes and arcs as they are first asked for, and
//! again after a change of gain or a trim, as the window asks for what is new, and written as it gets them. Once in a library of 1,000 tracks and once of 100,000. Goals: 100 ms at
//! first, 10 ms after an edit, and as much in either.

use std::error::Error;
use std::time::{Duration, Instant};

use model::{CutId, PlacementId};
use serde_json::json;
use studio::Studio;
use studio::edits::EditRequest;
use timebase::{FrameRate, Frames};

use crate::season;

const ROUNDS: i64 = 60;
const EPISODES: i64 = 24;
const CUES: i64 = 60;
const THEMES: i64 = 20;

/// Prints first view and p50 and p95 after an edit for both libraries.
///
/// # Errors
/// If the shows cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    for tracks in [1_000, 100_000] {
        let (first, mut later) = measure(tracks)?;
        later.sort();
        let at = |percent: usize| later.get(later.len() * percent / 100).copied().unwrap_or_default();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("the season page among {tracks} tracks");
        println!("  first view {:>8.2} ms (goal 100)", ms(first));
        println!("  after an edit p50 {:>6.2} ms   p95 {:>6.2} ms (goal 10)", ms(at(50)), ms(at(95)));
    }
    Ok(())
}

fn measure(tracks: i64) -> Result<(Duration, Vec<Duration>), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("season.needledrop");
    season::make_of(&path, tracks, &[CUES; EPISODES as usize])?;
    let studio = Studio::open(&path)?;
    let ask = |edits: Vec<serde_json::Value>| -> Result<EditRequest, serde_json::Error> {
        serde_json::from_value(json!({ "edits": edits }))
    };
    let themes = (1..=THEMES).map(|nth| json!({ "type": "addTheme", "name": format!("Theme {nth}"), "tracks": [] }));
    studio.edit(&ask(themes.collect())?)?;
    let ids: Vec<i64> = studio.theme_map(None, None)?.themes.iter().map(|line| line.theme.id.0).collect();
    for (nth, theme) in (0..).zip(&ids) {
        let cues: Vec<i64> = (1..=EPISODES)
            .flat_map(|cut| {
                (0..CUES).filter(move |index| index % THEMES == nth).map(move |index| cut * 100_000 + index)
            })
            .collect();
        studio.edit(&ask(vec![json!({ "type": "stateTheme", "theme": theme, "cues": cues, "manner": "full" })])?)?;
    }
    // The recordings have no files: they are found to be unreadable before anything is measured.
    for cut in 1..=EPISODES {
        studio.measure_energy(CutId(cut), &|| false)?;
    }
    let mut known = (None, None);
    let mut view = || -> Result<Duration, Box<dyn Error>> {
        let start = Instant::now();
        let (map, arc) = (studio.theme_map(None, known.0)?, studio.season_arc(None, known.1)?);
        serde_json::to_string(&map)?;
        serde_json::to_string(&arc)?;
        known = (Some(map.version), Some(arc.version));
        Ok(start.elapsed())
    };
    let first = view()?;
    let mut later = Vec::new();
    for round in 0..ROUNDS {
        let cut = round * 7 % EPISODES + 1;
        let placement = PlacementId(cut * 100_000 + round % CUES);
        let edit = if round % 2 == 0 {
            json!({ "type": "shapePlacements", "placements": [placement], "gain": -600 - round })
        } else {
            let to = FrameRate::F23_976.position(Frames(round % CUES * 160 + 140));
            json!({ "type": "trimPlacement", "placement": placement, "edge": "out", "to": to })
        };
        studio.edit(&ask(vec![edit])?)?;
        later.push(view()?);
    }
    Ok((first, later))
}
