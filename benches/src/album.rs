//! `album`: 14 tracks of three to four minutes bounced to −14 LUFS and at most −1 dBTP, beside ffmpeg for the same chain.
//!
//! Both measure each track, fade it, bring it to its loudness, hold its peaks down, write a 24-bit WAV and measure that again.
//! ffmpeg does one track after the other with the threads it takes by itself: `ebur128=peak=true`; then `afade`, `volume`, and
//! `alimiter` at four times the rate, since its limiter knows no true peak; then `ebur128=peak=true` on what was written. Ours
//! makes the whole album, with tags, cue sheet, label copy and booklet. Each is run in pairs, in the same run.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use model::{Lane, LaneId, LaneKind, Show, Track, TrackId};
use serde_json::{Value, json};
use store::Document;
use studio::Studio;
use studio::album::{AlbumForm, AlbumRequest, make_album};
use studio::edits::{Created, EditRequest};
use studio::jobs::Job;
use studio::views::JobKind;
use timebase::{Flicks, SampleRate};

const TRACKS: i64 = 14;
/// LUFS that each is brought to, and dBTP that none may be above.
const TARGET: f64 = -14.0;
const CEILING: f64 = -1.0;
/// Seconds of the fades at both ends.
const FADE: i64 = 2;
const PAIRS: usize = 3;

type Failure = Box<dyn Error>;

/// Prints how long an album takes, and how near its masters are to what was asked.
///
/// # Errors
/// If ffmpeg is missing or the disk is full.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::tempdir_in(".")?;
    let recordings = (0..TRACKS).map(|id| recording(folder.path(), id)).collect::<Result<Vec<_>, _>>()?;
    let show = folder.path().join("album.needledrop");
    make(&show, &recordings)?;
    let studio = Studio::open(&show)?;
    let album = laid(&studio)?;
    let minutes: i64 = (0..TRACKS).map(seconds).sum::<i64>() / 60;
    println!(
        "album: {TRACKS} tracks, {minutes} min, to {TARGET} LUFS and {CEILING} dBTP at most; aim 0.6 of ffmpeg by the clock"
    );
    let mut ratios = Vec::new();
    for pair in 0..PAIRS {
        let request = AlbumRequest {
            album,
            folder: folder.path().join("ours"),
            form: AlbumForm::Wav,
            loudness: None,
            replace: true,
        };
        let began = Instant::now();
        let job = Job::new(1, JobKind::Album, "the album", |_| {});
        let made = make_album(&studio, &job, &request)?;
        let ours = began.elapsed().as_secs_f64();
        let began = Instant::now();
        for (id, path) in (0..).zip(&recordings) {
            master(folder.path(), id, path)?;
        }
        let theirs = began.elapsed().as_secs_f64();
        println!("  ours {ours:.1} s, ffmpeg {theirs:.1} s, ratio {:.3}", ours / theirs);
        ratios.push(ours / theirs);
        if pair == 0 {
            let (mut off, mut peak) = (0.0_f64, f64::NEG_INFINITY);
            for master in &made.masters {
                let found = measured(&master.path, "anull")?;
                off = off.max((found.0 - TARGET).abs());
                peak = peak.max(found.1);
            }
            println!("  by ffmpeg: at most {off:.2} LU from the target (aim 0.1), highest true peak {peak:.1} dBTP");
        }
    }
    studio.close()?;
    ratios.sort_by(f64::total_cmp);
    println!("  by the clock: {:.3} of ffmpeg at the median", ratios[ratios.len() / 2]);
    Ok(())
}

/// From three minutes to four.
const fn seconds(id: i64) -> i64 {
    180 + id * 60 / (TRACKS - 1)
}

/// Music of a loudness of its own, with peaks that must be held down once it is as loud as asked.
fn recording(folder: &Path, id: i64) -> Result<PathBuf, Failure> {
    let path = folder.join(format!("recording{id}.wav"));
    let (left, right) = (id * 2, id * 2 + 1);
    let level = -24 + id;
    let noise = |seed: i64| {
        format!("anoisesrc=color=pink:amplitude=0.4:sample_rate=48000:duration={}:seed={seed}", seconds(id))
    };
    let source = format!(
        "{}[l];{}[r];[l][r]join=inputs=2:channel_layout=stereo,tremolo=f=0.5:d=0.7,volume={level}dB",
        noise(left),
        noise(right)
    );
    ffmpeg(Command::new("ffmpeg").args(["-f", "lavfi", "-i", &source, "-c:a", "pcm_s24le", "-y"]).arg(&path))?;
    Ok(path)
}

fn make(path: &Path, recordings: &[PathBuf]) -> Result<(), Failure> {
    let show = Show { title: "Album".into(), currency: "USD".into(), production_company: String::new() };
    let document = Document::create(path, &show, |rows| {
        rows.insert_lane(&Lane::new(LaneId(1), "Songs".into(), LaneKind::Songs, 0))?;
        for (id, path) in (0..).zip(recordings) {
            let (hash, length) = (format!("{id:064x}"), Flicks::from_seconds(seconds(id)));
            let track = Track::new(TrackId(id + 1), path.display().to_string(), length, SampleRate::MIX);
            rows.insert_track(&Track { title: format!("Song {id}"), hash, size: 1, format: "wav".into(), ..track })?;
        }
        Ok(())
    })?;
    Ok(document.close()?)
}

/// An album of all of them, each faded at both ends.
fn laid(studio: &Studio) -> Result<model::AlbumId, Failure> {
    let edit = |edit: Value| -> Result<Vec<Created>, Failure> {
        let edits = vec![serde_json::from_value(edit)?];
        Ok(studio.edit(&EditRequest { edits, label: None, merge_key: None })?.created)
    };
    let made = edit(json!({ "type": "addAlbum", "title": "The album" }))?;
    let album = made.into_iter().find_map(|row| if let Created::Album(id) = row { Some(id) } else { None });
    let album = album.ok_or("no album")?;
    let tracks: Vec<i64> = (1..=TRACKS).collect();
    edit(json!({ "type": "addToAlbum", "album": album, "tracks": tracks }))?;
    let known = studio.albums()?.albums;
    let entries = known.first().map(|view| view.album.entries.clone()).unwrap_or_default();
    let fade = Flicks::from_seconds(FADE);
    for entry in entries {
        let set = json!({ "fadeIn": fade, "fadeOut": fade });
        edit(json!({ "type": "editAlbumEntry", "album": album, "entry": entry.id, "set": set }))?;
    }
    Ok(album)
}

/// One master by ffmpeg: measured, made, and measured again.
fn master(folder: &Path, id: i64, from: &Path) -> Result<(), Failure> {
    let end = seconds(id) - FADE;
    let fades = format!("afade=t=in:d={FADE}:curve=qsin,afade=t=out:st={end}:d={FADE}:curve=qsin");
    let (loudness, _) = measured(from, &fades)?;
    let louder = TARGET - loudness;
    let limit = 10_f64.powf((CEILING - 0.1) / 20.0);
    let chain = format!(
        "{fades},volume={louder:.2}dB:precision=float,aresample=192000,alimiter=limit={limit:.4}:level=false:attack=5:release=50,aresample=48000"
    );
    let to = folder.join(format!("theirs{id}.wav"));
    ffmpeg(Command::new("ffmpeg").arg("-i").arg(from).args(["-af", &chain, "-c:a", "pcm_s24le", "-y"]).arg(&to))?;
    measured(&to, "anull").map(drop)
}

/// Integrated loudness and true peak of a file behind a chain, as ffmpeg's `ebur128` finds them.
fn measured(path: &Path, chain: &str) -> Result<(f64, f64), Failure> {
    let told = Command::new("ffmpeg")
        .args(["-nostdin", "-hide_banner", "-nostats", "-i"])
        .arg(path)
        .args(["-af", &format!("{chain},ebur128=peak=true:framelog=verbose"), "-f", "null", "-"])
        .output()?;
    if !told.status.success() {
        return Err(format!("ffmpeg ended with {}", told.status).into());
    }
    let text = String::from_utf8_lossy(&told.stderr).into_owned();
    let value = |name: &str| -> Result<f64, Failure> {
        let line = text.lines().rev().find_map(|line| line.trim().strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next()).ok_or("ffmpeg measured nothing")?;
        Ok(number.parse()?)
    };
    Ok((value("I:")?, value("Peak:")?))
}

fn ffmpeg(command: &mut Command) -> Result<(), Failure> {
    let status = command.args(["-nostdin", "-v", "error"]).status()?;
    if status.success() { Ok(()) } else { Err(format!("ffmpeg ended with {status}").into()) }
}
