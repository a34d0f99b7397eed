//! Money and rights of a season: 24 episodes of 60 cues, two alternates each, four rights a track. After a quote that
//! raises its group: how long until the Clear page and the cut of the Spot page are counted anew. Goal: 20 ms at most each.

use std::error::Error;
use std::time::{Duration, Instant};

use model::{
    Clearance, ClearanceId, ClearanceStatus, Cue, CueId, CueKind, CueNumber, Cut, CutId, Episode, EpisodeId, Fade,
    Lane, LaneId, LaneKind, MfnGroup, MfnGroupId, Millibels, Party, PartyId, Placement, PlacementId, Share, Show, Side,
    Track, TrackId, Usage,
};
use store::{Document, Rows, StoreError};
use studio::Studio;
use studio::edits::{Edit, EditRequest};
use timebase::{Flicks, FrameRate, Frames, SampleRate};

const EPISODES: i64 = 24;
const CUES: i64 = 60;
const ROUNDS: i64 = 50;

/// Prints how long an edit and the views after it take, at the median.
///
/// # Errors
/// If the show cannot be written.
pub fn run() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(".")?;
    let path = folder.path().join("clear.needledrop");
    let show = Show { title: "Bench".into(), currency: "USD".into(), production_company: String::new() };
    Document::create(&path, &show, fill)?.close()?;
    let studio = Studio::open(&path)?;
    let cut = CutId(EPISODES);
    let (mut edits, mut pages, mut cuts) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let quote =
            Edit::SetQuote { clearance: ClearanceId(1), fee: Some(500_000 + round), currency: None, quoted_for: None };
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

fn fill(rows: &Rows) -> Result<(), StoreError> {
    let rate = FrameRate::F24;
    rows.insert_lane(&Lane { id: LaneId(1), name: "Songs".into(), kind: LaneKind::Songs, ordinal: 1 })?;
    rows.insert_mfn_group(&MfnGroup { id: MfnGroupId(1), name: "MFN A".into() })?;
    for party in 1..=400 {
        rows.insert_party(&Party { id: PartyId(party), name: format!("Party {party}"), ..Party::default() })?;
    }
    for episode in 1..=EPISODES {
        let number = u32::try_from(episode).unwrap_or(0);
        rows.insert_episode(&Episode { id: EpisodeId(episode), season: 1, number, title: "Bench".into() })?;
        rows.insert_cut(&Cut {
            id: CutId(episode),
            episode: EpisodeId(episode),
            label: "Cut 1".into(),
            rate,
            start: Frames(0),
            length: rate.flicks(Frames(24 * 2_600)),
            picture: None,
            ordinal: 1,
        })?;
        for cue in 1..=CUES {
            cue_with_rights(rows, episode, cue)?;
        }
    }
    Ok(())
}

fn cue_with_rights(rows: &Rows, episode: i64, nth: i64) -> Result<(), StoreError> {
    let rate = FrameRate::F24;
    let id = (episode - 1) * CUES + nth;
    let in_point = rate.position(Frames(nth * 24 * 40));
    let number = CueNumber { reel: 1, kind: CueKind::Music, number: u32::try_from(nth).unwrap_or(0) };
    rows.insert_cue(&Cue {
        id: CueId(id),
        cut: CutId(episode),
        number,
        title: String::new(),
        brief: String::new(),
        scene: None,
        at: in_point,
        usage: Usage::default(),
        themes: Vec::new(),
        pick: Some(PlacementId(id * 2)),
    })?;
    for alternate in 0..2 {
        let track = id * 2 + alternate;
        rows.insert_track(&made_up(track))?;
        let fade = Fade { length: Flicks::ZERO, shape: model::FadeShape::EqualPower };
        rows.insert_placement(&Placement {
            id: PlacementId(track),
            cue: CueId(id),
            track: TrackId(track),
            lane: LaneId(1),
            in_point,
            out_point: in_point + Flicks::from_seconds(30),
            track_start: Flicks::ZERO,
            gain: Millibels(0),
            fade_in: fade,
            fade_out: fade,
            ordinal: alternate,
        })?;
        for (right, (side, share)) in
            (0..).zip([(Side::Master, 100), (Side::Publishing, 50), (Side::Publishing, 25), (Side::Publishing, 25)])
        {
            let line = ClearanceId((track - 2) * 4 + right + 1);
            rows.insert_clearance(&Clearance {
                party: Some(PartyId(line.0 % 400 + 1)),
                share: Share(share * 10_000),
                status: ClearanceStatus::Quoted,
                fee: Some(400_000 * share / 100),
                max_length: Some(Flicks::from_seconds(20 + line.0 % 20)),
                mfn_group: (track == 2).then_some(MfnGroupId(1)),
                ..Clearance::new(line, TrackId(track), side)
            })?;
        }
    }
    Ok(())
}

fn made_up(id: i64) -> Track {
    let text = String::new;
    Track {
        id: TrackId(id),
        title: format!("Track {id}"),
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
        format: "wav".into(),
        loudness: None,
        loudness_range: None,
        hash: format!("{id:064x}"),
        size: 1,
        path: format!("/music/{id}.wav"),
        added_at: "2026-01-01T00:00:00Z".into(),
    }
}
