//! One durable edit against the least that durability costs: a 4 KiB append and `fdatasync`, on the same file system,
//! turn by turn, so that both meet the same disk. Goal: at most 1.5 times as long at the median.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::time::{Duration, Instant};

use model::{Cue, CueId, CueKind, CueNumber, Cut, CutId, Episode, EpisodeId, Fade, Lane, LaneId, LaneKind, Millibels};
use model::{Placement, PlacementId, Show, Track, TrackId, Usage};
use store::{Document, Rows, StoreError};
use timebase::{Flicks, FrameRate, Frames, Position, SampleRate};

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
    println!("ratio at p50 {:.2} (goal 1.5), p99 {:.2}", ratio(edit.p50, append.p50), ratio(edit.p99, append.p99));
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
    rows.insert_lane(&Lane { id: LaneId(1), name: "Songs".into(), kind: LaneKind::Songs, ordinal: 1 })?;
    rows.insert_track(&track())?;
    rows.insert_episode(&Episode { id: EpisodeId(1), season: 1, number: 1, title: "Bench".into() })?;
    rows.insert_cut(&Cut {
        id: CutId(1),
        episode: EpisodeId(1),
        label: "Cut 1".into(),
        rate,
        start: Frames(0),
        length: rate.flicks(Frames(24 * 3600)),
        picture: None,
        ordinal: 1,
    })?;
    for (cue, number) in (1..=PLACEMENTS / 4).zip(1..) {
        rows.insert_cue(&Cue {
            id: CueId(cue),
            cut: CutId(1),
            number: CueNumber { reel: 1, kind: CueKind::Music, number },
            title: "Bench".into(),
            brief: String::new(),
            scene: None,
            at: Position::ZERO,
            usage: Usage::default(),
            themes: Vec::new(),
            pick: Some(PlacementId(cue)),
            sheet_note: String::new(),
        })?;
    }
    for id in 1..=PLACEMENTS {
        let in_point = rate.position(Frames(id * 40));
        rows.insert_placement(&Placement {
            id: PlacementId(id),
            cue: CueId((id - 1) % (PLACEMENTS / 4) + 1),
            track: TrackId(1),
            lane: LaneId(1),
            in_point,
            out_point: in_point + rate.flicks(Frames(240)),
            track_start: Flicks::ZERO,
            gain: Millibels(0),
            fade_in: Fade::default(),
            fade_out: Fade::default(),
            ordinal: (id - 1) / (PLACEMENTS / 4),
            piece_of: None,
            muted: false,
        })?;
    }
    Ok(())
}

fn track() -> Track {
    let text = String::new;
    Track {
        id: TrackId(1),
        title: "Bench".into(),
        artist: text(),
        album: text(),
        composer: text(),
        lyricist: text(),
        publisher: text(),
        label: text(),
        isrc: text(),
        bpm_milli: None,
        key: text(),
        mood: text(),
        genre: text(),
        language: text(),
        comment: text(),
        grouping: text(),
        year: None,
        vocal: None,
        duration: Flicks::from_seconds(200),
        sample_rate: SampleRate::MIX,
        channels: 2,
        format: "flac".into(),
        loudness: None,
        loudness_range: None,
        hash: "0".repeat(64),
        size: 1,
        path: "/bench.flac".into(),
        added_at: AT.into(),
    }
}
