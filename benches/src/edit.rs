//! One durable edit against the least that durability costs: a 4 KiB append and `fdatasync`, on the same file system,
//! turn by turn, so that both meet the same disk. Goal: at most 1.2 times as long at the median.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::{Duration, Instant};

use model::{Cue, CueId, CueKind, CueNumber, Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind};
use model::{Placement, PlacementId, Show, Track, TrackId};
use store::{Document, Rows, StoreError};
use timebase::{Flicks, FrameRate, Frames, SampleRate, Span};

const ROUNDS: usize = 1_000;
const AT: &str = "2026-01-01T00:00:00Z";
const PLACEMENTS: i64 = 2_000;

/// Prints median and 99th percentile of both, and how they compare. The files lie in the current folder meanwhile.
///
/// # Errors
/// If they cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let show = Show { title: "Bench".into(), currency: "EUR".into(), production_company: String::new() };
    let mut document = Document::create(&folder.path().join("bench.needledrop"), &show, fill)?;
    let mut log = OpenOptions::new().create(true).append(true).open(folder.path().join("raw"))?;
    let page = [0x5a_u8; 4096];
    let (mut edits, mut appends) = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for round in 0..ROUNDS {
        let start = Instant::now();
        log.write_all(&page)?;
        log.sync_data()?;
        appends.push(start.elapsed());
        let id = PlacementId(i64::try_from(round)? % PLACEMENTS + 1);
        let start = Instant::now();
        document.edit("Move a placement", None, AT, |rows: &Rows| {
            let placement = rows.placement(id)?.ok_or(StoreError::Missing { noun: "placement", id: id.0 })?;
            rows.update_placement(&Placement { track_start: placement.track_start + Flicks(1), ..placement })
        })?;
        edits.push(start.elapsed());
    }
    document.close()?;
    let (edit, append) = (Spread::of(edits), Spread::of(appends));
    println!("durable edit            {edit}");
    println!("4 KiB append, fdatasync {append}");
    let ratio = |over: Duration, under: Duration| over.as_secs_f64() / under.as_secs_f64();
    println!("ratio at p50 {:.2} (goal 1.2), p99 {:.2}", ratio(edit.p50, append.p50), ratio(edit.p99, append.p99));
    Ok(())
}

struct Spread {
    p50: Duration,
    p99: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        Self { p50: at(50), p99: at(99) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        write!(out, "p50 {:.3} ms   p99 {:.3} ms", ms(self.p50), ms(self.p99))
    }
}

/// A season's worth: 2,000 placements in 500 cues.
fn fill(rows: &Rows) -> Result<(), StoreError> {
    let rate = FrameRate::F24;
    rows.insert_lane(&Lane::new(LaneId(1), "Songs".into(), LaneKind::Songs, 1))?;
    rows.insert_track(&track())?;
    rows.insert_episode(&Episode { id: EpisodeId(1), season: 1, number: 1, title: "Bench".into() })?;
    rows.insert_cut(&Cut {
        start: Frames(0),
        ..Cut::new(CutId(1), EpisodeId(1), rate, rate.flicks(Frames(24 * 3600)))
    })?;
    for (cue, number) in (1..=PLACEMENTS / 4).zip(1..) {
        rows.insert_cue(&Cue {
            title: "Bench".into(),
            pick: Some(PlacementId(cue)),
            ..Cue::new(CueId(cue), CutId(1), CueNumber { reel: 1, kind: CueKind::Music, number })
        })?;
    }
    for id in 1..=PLACEMENTS {
        let in_point = rate.position(Frames(id * 40));
        rows.insert_placement(&Placement {
            ordinal: (id - 1) / (PLACEMENTS / 4),
            ..Placement::new(
                PlacementId(id),
                CueId((id - 1) % (PLACEMENTS / 4) + 1),
                TrackId(1),
                LaneId(1),
                Span::new(in_point, rate.flicks(Frames(240))),
            )
        })?;
    }
    Ok(())
}

fn track() -> Track {
    Track {
        title: "Bench".into(),
        format: "flac".into(),
        hash: "0".repeat(64),
        size: 1,
        added_at: AT.into(),
        ..Track::new(TrackId(1), "/bench.flac", Flicks::from_seconds(200), SampleRate::MIX)
    }
}
