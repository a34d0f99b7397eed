//! `package`: an episode of 42 minutes with 20 cues of three alternates, put into one file beside its proxy. Goal: 2 minutes. The
//! peer is ffmpeg, which only mixes and encodes the same alternates as Ogg Opus, one after the other.
//!
//! Each alternate has a recording of its own, lies 75 s against picture, fades and is 6 dB down. The proxy is H.264 at about 0.8 Mb/s.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use model::{Cut, CutId, Episode, EpisodeId, Lane, LaneId, LaneKind, ReviewerId, RoundId, Show, Track, TrackId};
use serde_json::{Value, json};
use store::Document;
use studio::Studio;
use studio::door::{MixQuality, PackageSpec};
use studio::edits::{Created, EditRequest};
use studio::jobs::Job;
use studio::views::JobKind;
use timebase::{Flicks, FrameRate, Frames, Position, SampleRate};

const MINUTES: i64 = 42;
const CUES: i64 = 20;
const ALTERNATES: i64 = 3;
const RECORDINGS: i64 = 12;
/// Seconds of a recording, of a placement, and from one cue to the next.
const RECORDING: i64 = 180;
const LENGTH: i64 = 75;
const EVERY: i64 = 120;

type Failure = Box<dyn Error>;

/// Prints how long a package takes, with mixes to be made and with mixes that are there.
///
/// # Errors
/// If ffmpeg is missing or the disk is full.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::tempdir_in(".")?;
    let recordings = (0..RECORDINGS).map(|id| recording(folder.path(), id)).collect::<Result<Vec<_>, _>>()?;
    let proxy = proxy(folder.path())?;
    let show = folder.path().join("package.needledrop");
    make(&show, &recordings, &proxy)?;
    let studio = Studio::open(&show)?;
    let round = propose(&studio)?;
    let spec = PackageSpec {
        round,
        reviewers: Vec::new(),
        picture: true,
        neutral: false,
        burn_name: true,
        quality: MixQuality::Good,
        wav: false,
        folder: false,
    };
    let plan = studio.plan_package(&spec)?;
    let path = folder.path().join("review.html");
    println!("a package of {MINUTES} min with {} cues and {} mixes", plan.cues, plan.mixes);
    println!("  proxy {:.0} MB, planned {:.0} MB", megabytes(plan.picture_bytes), megabytes(plan.bytes));
    for what in ["with mixes to be made", "with mixes that are there"] {
        let job = Job::new(1, JobKind::Package, what, |_| {});
        let began = Instant::now();
        let made = studio.make_package(&job, &spec, &path, true)?;
        println!("  {what}: {:.1} s, {:.0} MB (goal 120 s)", began.elapsed().as_secs_f64(), megabytes(made.bytes));
    }
    studio.close()?;
    let began = Instant::now();
    for nth in 0..CUES * ALTERNATES {
        let (start, length) = (nth / RECORDINGS * 5, LENGTH.to_string());
        let filter = format!("volume=-6dB,afade=t=in:d=2,afade=t=out:st={}:d=3", LENGTH - 3);
        ffmpeg(
            Command::new("ffmpeg")
                .args(["-ss", &start.to_string(), "-t", &length, "-i"])
                .arg(&recordings[(nth % RECORDINGS) as usize])
                .args(["-af", &filter, "-c:a", "libopus", "-b:a", "128k", "-y"])
                .arg(folder.path().join("peer.opus")),
        )?;
    }
    println!("  ffmpeg, mixes alone: {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn recording(folder: &Path, id: i64) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("recording{id}.wav"));
    // Other music with each run: the mixes of an earlier one lie in the cache.
    let seed = i64::from(std::process::id()) * RECORDINGS + id;
    let source = format!("anoisesrc=color=pink:amplitude=0.3:sample_rate=48000:duration={RECORDING}:seed={seed}");
    ffmpeg(Command::new("ffmpeg").args(["-f", "lavfi", "-i", &source, "-ac", "2", "-c:a", "pcm_s24le"]).arg(&path))?;
    Ok(path)
}

/// A minute of moving noise, then itself again and again: what is in it does not matter here, its size does.
fn proxy(folder: &Path) -> Result<PathBuf, Failure> {
    let (minute, path) = (folder.join("minute.mp4"), folder.join("proxy.mp4"));
    let source = "testsrc2=size=640x360:rate=24:duration=60,noise=alls=12:allf=t";
    ffmpeg(
        Command::new("ffmpeg")
            .args(["-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "800k"])
            .args(["-maxrate", "800k", "-bufsize", "1600k", "-g", "24", "-pix_fmt", "yuv420p"])
            .arg(&minute),
    )?;
    ffmpeg(
        Command::new("ffmpeg")
            .args(["-stream_loop", &(MINUTES - 1).to_string(), "-i"])
            .arg(&minute)
            .args(["-c", "copy"])
            .arg(&path),
    )?;
    fs::remove_file(minute)?;
    Ok(path)
}

fn ffmpeg(command: &mut Command) -> Result<(), Failure> {
    let status = command.args(["-nostdin", "-v", "error"]).status()?;
    if status.success() { Ok(()) } else { Err(format!("ffmpeg ended with {status}").into()) }
}

fn make(path: &Path, recordings: &[PathBuf], picture: &Path) -> Result<(), Failure> {
    let show = Show { title: "Package".into(), currency: "USD".into(), production_company: String::new() };
    let rate = FrameRate::F24;
    let document = Document::create(path, &show, |rows| {
        rows.insert_lane(&Lane::new(LaneId(1), "Songs".into(), LaneKind::Songs, 0))?;
        rows.insert_episode(&Episode { id: EpisodeId(1), season: 1, number: 1, title: "Pilot".into() })?;
        let length = rate.flicks(Frames(24 * 60 * MINUTES));
        let picture = Some(picture.display().to_string());
        rows.insert_cut(&Cut { picture, ..Cut::new(CutId(1), EpisodeId(1), rate, length) })?;
        for (id, path) in (1..).zip(recordings) {
            let hash = format!("{id:064x}");
            let length = Flicks::from_seconds(RECORDING);
            let size = 1;
            let track = Track::new(TrackId(id), path.display().to_string(), length, SampleRate::MIX);
            rows.insert_track(&Track { title: format!("Song {id}"), hash, size, format: "wav".into(), ..track })?;
        }
        Ok(())
    })?;
    Ok(document.close()?)
}

fn propose(studio: &Studio) -> Result<RoundId, Failure> {
    let edit = |edit: Value| -> Result<Vec<Created>, Failure> {
        let edits = vec![serde_json::from_value(edit)?];
        Ok(studio.edit(&EditRequest { edits, label: None, merge_key: None })?.created)
    };
    let second = |at: i64| Position::ZERO + Flicks::from_seconds(at);
    let fade = |seconds: i64| json!({ "length": Flicks::from_seconds(seconds), "shape": "linear" });
    for cue in 0..CUES {
        let mut known = None;
        for alternate in 0..ALTERNATES {
            let nth = cue * ALTERNATES + alternate;
            let mut place = json!({
                "type": "place", "cut": 1, "lane": 1, "track": nth % RECORDINGS + 1, "at": second(cue * EVERY + 10),
                "length": Flicks::from_seconds(LENGTH), "from": Flicks::from_seconds(nth / RECORDINGS * 5),
                "gain": -600, "fadeIn": fade(2), "fadeOut": fade(3),
            });
            if let Some(known) = known {
                place["cue"] = serde_json::to_value::<model::CueId>(known)?;
            }
            for row in edit(place)? {
                if let Created::Cue(id) = row {
                    known = Some(id);
                }
            }
        }
    }
    let person = edit(json!({ "type": "addReviewer", "name": "Dana" }))?.into_iter().find_map(|row| match row {
        Created::Reviewer(id) => Some(id),
        _ => None,
    });
    let dana: ReviewerId = person.ok_or("no reviewer")?;
    let asked = json!([{ "reviewer": dana }]);
    let opened = edit(json!({ "type": "openRound", "cut": 1, "name": "", "rule": "one", "reviewers": asked }))?;
    let round = opened.into_iter().find_map(|row| if let Created::Round(id) = row { Some(id) } else { None });
    Ok(round.ok_or("no round")?)
}
