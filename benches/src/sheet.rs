//! Cue sheets of a season: 24 episodes of 60 cues with 4 parties each. How long until the sheet with all its problems
//! stands again after an edit (goal: 10 ms), a PDF of one episode (goal: 1 s), and all episodes in all formats (goal: 60 s).

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use model::{CueId, CutId, Edge, PlacementId};
use studio::edits::{CueEdit, CuePatch, EditRequest, PlacementEdit};
use studio::{Document, Form, SheetExport, Studio};
use timebase::{Flicks, FrameRate, Frames};

use crate::rights::{CUES, EPISODES, make};

const ROUNDS: i64 = 200;
const PROFILE: &str = "rapidcue";

/// Prints how long edits, sheets and exports take.
///
/// # Errors
/// If the show or an export cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("sheet.needledrop");
    make(&path)?;
    let studio = Studio::open(&path)?;
    let cut = CutId(EPISODES);
    let view = studio.sheet(cut, PROFILE, false)?;
    println!("sheet of {} rows with {} problems", view.sheet.rows.len(), view.problems.len());
    after_edits(&studio, cut)?;
    exports(&studio, folder.path())
}

/// An edit, then the sheet: trimming a placement, and giving a cue another title.
fn after_edits(studio: &Studio, cut: CutId) -> Result<(), Box<dyn Error>> {
    let first = (EPISODES - 1) * CUES;
    let (mut edits, mut sheets, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let nth = round % CUES + 1;
        let cue = CueId(first + nth);
        let edit = if round % 2 == 0 {
            let ends = FrameRate::F24.position(Frames(nth * 24 * 40)) + Flicks::from_seconds(20 + round % 10);
            PlacementEdit::TrimPlacement { placement: PlacementId(cue.0 * 2), edge: Edge::Out, to: ends, ripple: None }
                .into()
        } else {
            let title = Some(format!("Take {round}"));
            CueEdit::EditCues { cues: vec![cue], set: CuePatch { title, ..CuePatch::default() } }.into()
        };
        let request = EditRequest { edits: vec![edit], label: None, merge_key: None };
        let start = Instant::now();
        studio.edit(&request)?;
        let edited = start.elapsed();
        studio.sheet(cut, PROFILE, false)?;
        whole.push(start.elapsed());
        edits.push(edited);
        sheets.push(start.elapsed() - edited);
    }
    for (name, times) in [("the edit", edits), ("the sheet after it", sheets), ("both", whole)] {
        println!("{name:<25} {}", spread(times));
    }
    Ok(())
}

fn exports(studio: &Studio, folder: &std::path::Path) -> Result<(), Box<dyn Error>> {
    let export = |cut: i64, format: Form| -> Result<Duration, Box<dyn Error>> {
        let asked = SheetExport {
            profile: PROFILE,
            format,
            is_final: false,
            recipient: "",
            replace: true,
            template: None,
            roll_up: false,
        };
        let path = folder.join(format!("{cut}.{format}"));
        let start = Instant::now();
        studio.export_sheet(CutId(cut), &asked, &path)?;
        let took = start.elapsed();
        fs::remove_file(path)?;
        Ok(took)
    };
    println!("{:<25} {:.0} ms (goal 1000)", "the first PDF", ms(export(1, Form::Pdf)?));
    let start = Instant::now();
    for format in Document::CueSheet.forms() {
        let times = (1..=EPISODES).map(|cut| export(cut, format)).collect::<Result<Vec<_>, _>>()?;
        println!("{:<25} {}", format!("{format} of an episode"), spread(times));
    }
    println!("{:<25} {:.1} s (goal 60)", "a season in all formats", start.elapsed().as_secs_f64());
    Ok(())
}

/// `p50 1.2 ms, p95 3.4 ms`.
fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    let at =
        |percent: usize| times.get((times.len() * percent / 100).min(times.len() - 1)).copied().unwrap_or_default();
    format!("p50 {:.2} ms, p95 {:.2} ms", ms(at(50)), ms(at(95)))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
