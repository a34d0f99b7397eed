//! Import: files become tracks, on all cores, past bad files, without writing to any of them.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use media::{ContentHash, MediaError, Scanned, Tags};
use model::{Identifier, RawTag, Track, TrackId};
use parking_lot::Mutex;

use super::{Job, find_audio};
use crate::Studio;
use crate::views::{FailedFile, FileRemark, JobView};

/// Tracks are written in groups, each one transaction: many enough to be fast, few enough to appear as they come.
const GROUP: usize = 64;
const GROUP_WAIT: Duration = Duration::from_millis(250);
/// Of a worker: what others wrote may nest deep.
const STACK_BYTES: usize = 16 << 20;

/// What a worker makes of a file.
enum Outcome {
    /// Its bytes are in the library already.
    Known(ContentHash),
    /// Another file of this import has the same bytes; what becomes of that one is not known yet.
    Twin(ContentHash),
    /// It is new.
    New(Box<Scanned>),
    /// It was left out.
    Failed(String),
    /// The job was cancelled before it was read.
    Skipped,
}

/// Imports files and folders on `workers` threads. Returns when all is done or the job was cancelled; what came in
/// until then stays. The whole import is one step of undo.
pub fn import(studio: &Studio, job: &Job, paths: &[PathBuf], workers: NonZeroUsize) -> JobView {
    let _finish = job.finish_at_last();
    let mut failed = Vec::new();
    let files = find_audio(paths, &mut failed);
    let title = match files.len() {
        1 => "Importing 1 file".to_owned(),
        count => format!("Importing {count} files"),
    };
    job.update(|view| {
        view.title = title;
        view.total = files.len();
        view.failed = failed;
    });
    let next = AtomicUsize::new(0);
    // Bytes that a worker is reading already: the same file twice in one import is read once.
    let taken = Mutex::new(HashSet::new());
    let (send, receive) = crossbeam_channel::bounded(2 * workers.get());
    std::thread::scope(|scope| {
        for _ in 0..workers.get().min(files.len()) {
            let (send, files, next, taken) = (send.clone(), &files, &next, &taken);
            let worker = move || {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    job.update(|view| view.current = name_of(path));
                    if send.send((path.clone(), read(studio, job, path, taken))).is_err() {
                        break;
                    }
                }
            };
            let started = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, worker);
            if let Err(error) = started {
                tracing::warn!(%error, "an import goes on with fewer threads");
            }
        }
        drop(send);
        write(studio, job, &receive);
    });
    job.finish()
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// What becomes of one file. Whatever goes wrong in reading it is a reason to leave it out, and never ends the import.
fn read(studio: &Studio, job: &Job, path: &Path, taken: &Mutex<HashSet<ContentHash>>) -> Outcome {
    let read = || read_one(studio, job, path, taken);
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Outcome::Failed("the file is damaged: its content makes no sense".to_owned()))
}

fn read_one(studio: &Studio, job: &Job, path: &Path, taken: &Mutex<HashSet<ContentHash>>) -> Outcome {
    if job.is_cancelled() {
        return Outcome::Skipped;
    }
    if path.to_str().is_none() {
        return Outcome::Failed("its name is not valid Unicode; rename the file".to_owned());
    }
    let hash = match media::hash_file(path) {
        Ok(hash) => hash,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let known = studio.document().rows().track_by_hash(&hash.to_string()).is_ok_and(|track| track.is_some());
    let first = taken.lock().insert(hash);
    match (known, first) {
        (true, _) => Outcome::Known(hash),
        (false, false) => Outcome::Twin(hash),
        (false, true) => scan(studio, job, path),
    }
}

fn scan(studio: &Studio, job: &Job, path: &Path) -> Outcome {
    match media::scan(path, &|| job.is_cancelled()) {
        Ok(scanned) => {
            studio.cache().keep(scanned.hash, &scanned.peaks, scanned.artwork.as_ref());
            studio.cache().keep_sound(scanned.hash, &scanned.sound.to_string());
            Outcome::New(Box::new(scanned))
        }
        Err(MediaError::Cancelled) => Outcome::Skipped,
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn write(studio: &Studio, job: &Job, outcomes: &Receiver<(PathBuf, Outcome)>) {
    let mut group: Vec<(PathBuf, Outcome)> = Vec::new();
    let mut twins: Vec<(PathBuf, ContentHash)> = Vec::new();
    let mut group_since = Instant::now();
    loop {
        let wait = GROUP_WAIT.saturating_sub(group_since.elapsed());
        let over = match outcomes.recv_timeout(if group.is_empty() { GROUP_WAIT } else { wait }) {
            Ok((path, Outcome::Twin(hash))) => {
                twins.push((path, hash));
                false
            }
            Ok(outcome) => {
                if group.is_empty() {
                    group_since = Instant::now();
                }
                group.push(outcome);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        let due = group.len() >= GROUP || group_since.elapsed() >= GROUP_WAIT;
        if !group.is_empty() && (over || due) {
            write_group(studio, job, std::mem::take(&mut group));
        }
        if over {
            break;
        }
    }
    // By now the first of each pair has come in, or has failed; then its twin fails by itself, with its own reason.
    let group: Vec<(PathBuf, Outcome)> = twins
        .into_iter()
        .map(|(path, hash)| {
            let there = studio.document().rows().track_by_hash(&hash.to_string()).is_ok_and(|track| track.is_some());
            let outcome = match there {
                true => Outcome::Known(hash),
                false if job.is_cancelled() => Outcome::Skipped,
                false => scan(studio, job, &path),
            };
            (path, outcome)
        })
        .collect();
    if !group.is_empty() {
        write_group(studio, job, group);
    }
}

fn write_group(studio: &Studio, job: &Job, group: Vec<(PathBuf, Outcome)>) {
    let label = job.view().title.replacen("Importing", "Import", 1);
    let merge_key = format!("import {}", job.id());
    let now = studio.moment().at;
    let done = studio.change(&label, Some(&merge_key), |rows, ids| {
        let (mut imported, mut known, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        let mut sound_millis = 0;
        for (path, outcome) in &group {
            let path = path.display().to_string();
            match outcome {
                Outcome::New(scanned) => {
                    let track = track_of(TrackId(ids.next()), &path, scanned, &now);
                    if let Some(there) = rows.track_by_hash(&track.hash)? {
                        known.push(there.id);
                        continue;
                    }
                    sound_millis += u64::try_from(track.duration.floor_millis()).unwrap_or(0);
                    rows.insert_track(&track)?;
                    let raw: Vec<RawTag> = scanned
                        .tags
                        .raw
                        .iter()
                        .map(|(key, value)| RawTag { key: key.clone(), value: value.clone() })
                        .collect();
                    rows.set_raw_tags(track.id, &raw, ids)?;
                    remarks.extend(remark(scanned).map(|remark| FileRemark { path, track: track.id, remark }));
                    imported.push(track.id);
                }
                Outcome::Known(hash) | Outcome::Twin(hash) => {
                    let Some(mut there) = rows.track_by_hash(&hash.to_string())? else { continue };
                    // The same bytes elsewhere: a copy, or, where the old file is gone, the file itself moved.
                    if there.path != path && !Path::new(&there.path).is_file() {
                        there.path = path;
                        rows.update_track(&there)?;
                    }
                    known.push(there.id);
                }
                Outcome::Failed(_) | Outcome::Skipped => {}
            }
        }
        Ok((imported, known, remarks, sound_millis))
    });
    let failures: Vec<FailedFile> = match &done {
        Ok(_) => group
            .iter()
            .filter_map(|(path, outcome)| match outcome {
                Outcome::Failed(reason) => {
                    Some(FailedFile { path: path.display().to_string(), reason: reason.clone() })
                }
                Outcome::New(_) | Outcome::Known(_) | Outcome::Twin(_) | Outcome::Skipped => None,
            })
            .collect(),
        Err(error) => {
            let reason = crate::sentence(error);
            group
                .iter()
                .map(|(path, _)| FailedFile { path: path.display().to_string(), reason: reason.clone() })
                .collect()
        }
    };
    let skipped = group.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Skipped)).count();
    let (imported, known, remarks, sound_millis) = done.unwrap_or_default();
    job.update(|view| {
        view.done += group.len() - skipped;
        view.sound_millis += sound_millis;
        view.imported.extend(imported);
        view.known.extend(known);
        view.failed.extend(failures);
        view.remarks.extend(remarks);
    });
}

fn track_of(id: TrackId, path: &str, scanned: &Scanned, now: &str) -> Track {
    let tags = &scanned.tags;
    let text = |field: &Option<String>| field.as_deref().unwrap_or_default().trim().to_owned();
    let hundredths = |value: Option<f64>| value.map(|value| (value * 100.0).round() as i64);
    Track {
        id,
        title: title_of(tags, path),
        artist: text(if tags.artist.is_some() { &tags.artist } else { &tags.album_artist }),
        album: text(&tags.album),
        composer: text(&tags.composer),
        lyricist: text(&tags.lyricist),
        publisher: text(&tags.publisher),
        label: text(&tags.label),
        isrc: isrcs(tags).into_iter().next().unwrap_or_default(),
        bpm_milli: tags.bpm.filter(|&bpm| bpm > 0).map(i64::from),
        key: text(&tags.key),
        mood: text(&tags.mood),
        genre: text(&tags.genre),
        language: text(&tags.language),
        comment: text(&tags.comment),
        grouping: text(&tags.grouping),
        year: tags.year.as_deref().and_then(|year| year.get(..4)?.parse().ok()),
        vocal: None,
        duration: scanned.probe.sample_rate.flicks(scanned.probe.frames),
        sample_rate: scanned.probe.sample_rate,
        channels: i64::from(scanned.probe.channels),
        format: scanned.probe.format.clone(),
        loudness: hundredths(scanned.loudness.integrated_lufs),
        loudness_range: hundredths(scanned.loudness.range_lu),
        hash: scanned.hash.to_string(),
        size: i64::try_from(scanned.size).unwrap_or(i64::MAX),
        path: path.to_owned(),
        added_at: now.to_owned(),
    }
}

/// The ISRCs that the tags name, bare, each once. Taggers write several into one field; a recording has one, the first.
/// What is none stays as it is, to be seen.
fn isrcs(tags: &Tags) -> Vec<String> {
    let tagged = tags.isrc.as_deref().unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for part in tagged.split([';', ',', '/', '|', '\n', '\0']) {
        if let Ok(code) = Identifier::Isrc.parse(part)
            && !code.is_empty()
            && !found.contains(&code)
        {
            found.push(code);
        }
    }
    if found.is_empty() && !tagged.trim().is_empty() {
        found.push(tagged.replace(['-', ' '], "").to_ascii_uppercase());
    }
    found
}

/// What a file that came in lacks, or what was chosen of it, in one clause; `None` where it was read whole.
fn remark(scanned: &Scanned) -> Option<String> {
    let mut parts = Vec::new();
    if !scanned.tags.unread.is_empty() {
        parts.push(format!("some of its tags could not be read ({})", scanned.tags.unread.join(", ")));
    }
    if scanned.skipped > 0 {
        parts.push("a part of its sound could not be decoded and is silent".to_owned());
    }
    if let [first, others @ ..] = isrcs(&scanned.tags).as_slice()
        && !others.is_empty()
    {
        parts.push(format!("it names more than one ISRC: {first} was taken, {} was not", others.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The title as tagged, or the file's name without its ending.
fn title_of(tags: &Tags, path: &str) -> String {
    let tagged = tags.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let stem = || Path::new(path).file_stem().map_or(path.into(), |stem| stem.to_string_lossy());
    tagged.map_or_else(|| stem().into_owned(), str::to_owned)
}
