//! Import: files become tracks, on all cores, past bad files, without writing to any of them.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use media::{ContentHash, Described, Look, MediaError, Scanned};
use model::{RawTag, Track, TrackId};
use parking_lot::Mutex;

use super::awaited::Awaited;
use super::found::{Found, measured};
use super::{Job, find_audio, together};
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
    /// It is new, and hours of next to nothing: it was not decoded to its end.
    Long(Box<Described>),
    /// It was left out.
    Failed(String),
    /// The job was cancelled before it was read.
    Skipped,
}

impl Outcome {
    /// What was found of a new recording.
    fn found(&self) -> Option<Found<'_>> {
        match self {
            Self::New(scanned) => Some(Found {
                hash: scanned.hash,
                size: scanned.size,
                probe: &scanned.probe,
                tags: &scanned.tags,
                loudness: Some(scanned.loudness),
                skipped: scanned.skipped,
                left_out: scanned.left_out,
            }),
            Self::Long(described) => Some(Found {
                hash: described.hash,
                size: described.size,
                probe: &described.probe,
                tags: &described.tags,
                loudness: None,
                skipped: 0,
                left_out: false,
            }),
            Self::Known(_) | Self::Twin(_) | Self::Failed(_) | Self::Skipped => None,
        }
    }
}

/// What is done with recordings that are very long for their size: hours of next to nothing in a small file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LongOnes {
    /// They come in with the others, and the job goes on until they are measured.
    Measured,
    /// They come in without loudness and waveform, and it is said.
    Left,
}

/// Imports files and folders on `workers` threads. Returns when all is done or the job was cancelled; what came in
/// until then stays. The whole import is one step of undo.
pub fn import(studio: &Studio, job: &Job, paths: &[PathBuf], workers: NonZeroUsize, long: LongOnes) -> JobView {
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
    // The show can be written no more: nothing that is read from now on comes in.
    let over = AtomicBool::new(false);
    let mut long_ones = Vec::new();
    let (send, receive) = crossbeam_channel::bounded(2 * workers.get());
    std::thread::scope(|scope| {
        for _ in 0..workers.get().min(files.len()) {
            let (send, files, next, taken, over) = (send.clone(), &files, &next, &taken, &over);
            let worker = move || {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
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
        long_ones = write(studio, job, &receive, &over);
    });
    if !long_ones.is_empty() {
        let left = match long {
            LongOnes::Measured => measure(studio, job, long_ones),
            LongOnes::Left => long_ones,
        };
        let remark = "it is very long for its size, so its loudness and waveform were not measured".to_owned();
        let told = |(track, path): (TrackId, String)| FileRemark { path, track, remark: remark.clone() };
        job.update(|view| view.remarks.extend(left.into_iter().map(told)));
    }
    job.update(|view| view.failed = together(std::mem::take(&mut view.failed)));
    job.finish()
}

/// Decodes recordings to their end, which are in the library already. Gives back those that were not measured.
fn measure(studio: &Studio, job: &Job, mut tracks: Vec<(TrackId, String)>) -> Vec<(TrackId, String)> {
    job.update(|view| view.total += tracks.len());
    tracks.retain(|(track, path)| {
        job.update(|view| view.current = name_of(Path::new(path)));
        let scanned = catch_unwind(AssertUnwindSafe(|| media::scan(Path::new(path), &|| job.is_cancelled())));
        let Ok(Ok(scanned)) = scanned else { return true };
        keep(studio, &scanned);
        let done = studio.change(&label(job), Some(&merge_key(job)), |rows, _| {
            let Some(mut there) = rows.track_by_hash(&scanned.hash.to_string())?.filter(|there| there.id == *track)
            else {
                return Ok(());
            };
            (there.loudness, there.loudness_range) = measured(Some(scanned.loudness));
            there.duration = scanned.probe.sample_rate.flicks(scanned.probe.frames);
            rows.update_track(&there)
        });
        job.update(|view| view.done += 1);
        done.is_err()
    });
    tracks
}

fn label(job: &Job) -> String {
    job.view().title.replacen("Importing", "Import", 1)
}

fn merge_key(job: &Job) -> String {
    format!("import {}", job.id())
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
    match media::look(path, &|| job.is_cancelled()) {
        Ok(Look::Whole(scanned)) => {
            keep(studio, &scanned);
            Outcome::New(scanned)
        }
        Ok(Look::Long(described)) => {
            studio.cache().keep_artwork(described.hash, described.artwork.as_ref());
            Outcome::Long(described)
        }
        Err(MediaError::Cancelled) => Outcome::Skipped,
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

fn keep(studio: &Studio, scanned: &Scanned) {
    studio.cache().keep(scanned.hash, &scanned.peaks, scanned.artwork.as_ref());
    studio.cache().keep_sound(scanned.hash, &scanned.sound.to_string());
}

/// Writes what the workers find. Gives back the recordings that are not measured yet.
fn write(
    studio: &Studio,
    job: &Job,
    outcomes: &Receiver<(PathBuf, Outcome)>,
    ended: &AtomicBool,
) -> Vec<(TrackId, String)> {
    let mut long_ones = Vec::new();
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
            long_ones.extend(write_group(studio, job, std::mem::take(&mut group), ended));
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
        long_ones.extend(write_group(studio, job, group, ended));
    }
    long_ones
}

fn write_group(
    studio: &Studio,
    job: &Job,
    group: Vec<(PathBuf, Outcome)>,
    ended: &AtomicBool,
) -> Vec<(TrackId, String)> {
    if ended.load(Ordering::Relaxed) {
        return Vec::new();
    }
    let now = studio.moment().at;
    let done = studio.change(&label(job), Some(&merge_key(job)), |rows, ids| {
        let (mut imported, mut known, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        let mut long_ones = Vec::new();
        let mut sound_millis = 0;
        let mut awaited = Awaited::read(rows)?;
        for (path, outcome) in &group {
            let path = path.display().to_string();
            match outcome {
                Outcome::New(_) | Outcome::Long(_) => {
                    let Some(found) = outcome.found() else { continue };
                    let track = found.track(TrackId(ids.next()), &path, &now);
                    if let Some(there) = rows.track_by_hash(&track.hash)? {
                        known.push(there.id);
                        continue;
                    }
                    sound_millis += u64::try_from(track.duration.floor_millis()).unwrap_or(0);
                    let track = match awaited.take(&track) {
                        Some((track, remark)) => {
                            rows.update_track(&track)?;
                            remarks.push(FileRemark { path: path.clone(), track: track.id, remark });
                            track
                        }
                        None => {
                            rows.insert_track(&track)?;
                            track
                        }
                    };
                    let raw: Vec<RawTag> = found
                        .tags
                        .raw
                        .iter()
                        .map(|(key, value)| RawTag { key: key.clone(), value: value.clone() })
                        .collect();
                    rows.set_raw_tags(track.id, &raw, ids)?;
                    let remark = found.remark();
                    remarks.extend(remark.map(|remark| FileRemark { path: path.clone(), track: track.id, remark }));
                    imported.push(track.id);
                    if matches!(outcome, Outcome::Long(_)) {
                        long_ones.push((track.id, path));
                    }
                }
                Outcome::Known(hash) | Outcome::Twin(hash) => {
                    let Some(mut there) = rows.track_by_hash(&hash.to_string())? else { continue };
                    // The same bytes elsewhere: a copy, or, where the old file is gone, the file itself moved.
                    if there.path != path && !Path::new(&there.path).is_file() {
                        there.path = path;
                        rows.update_track(&there)?;
                    }
                    known.push(there.id);
                    // One that was left unmeasured the last time.
                    if there.loudness.is_none()
                        && ContentHash::from_hex(&there.hash)
                            .is_some_and(|hash| studio.cache().kept_sound(hash).is_none())
                        && is_long(&there)
                    {
                        long_ones.push((there.id, there.path));
                    }
                }
                Outcome::Failed(_) | Outcome::Skipped => {}
            }
        }
        Ok((imported, known, remarks, sound_millis, long_ones))
    });
    let failures: Vec<FailedFile> = match &done {
        Ok(_) => group
            .iter()
            .filter_map(|(path, outcome)| match outcome {
                Outcome::Failed(reason) => {
                    Some(FailedFile { path: path.display().to_string(), reason: reason.clone() })
                }
                Outcome::New(_) | Outcome::Long(_) | Outcome::Known(_) | Outcome::Twin(_) | Outcome::Skipped => None,
            })
            .collect(),
        // What keeps one file out of the show keeps out all that follow: it is said once, of the show.
        Err(error) => {
            ended.store(true, Ordering::Relaxed);
            vec![FailedFile { path: studio.document().path().display().to_string(), reason: crate::sentence(error) }]
        }
    };
    let skipped = group.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Skipped)).count();
    let (imported, known, remarks, sound_millis, long_ones) = done.unwrap_or_default();
    job.update(|view| {
        view.done += group.len() - skipped;
        view.sound_millis += sound_millis;
        view.imported.extend(imported);
        view.known.extend(known);
        view.failed.extend(failures);
        view.remarks.extend(remarks);
    });
    long_ones
}

/// Whether so much sound lies in so few bytes that it may have been left unmeasured.
fn is_long(track: &Track) -> bool {
    let samples = track.sample_rate.samples_floor(track.duration).saturating_mul(track.channels);
    samples.unsigned_abs() > media::at_once(track.size.unsigned_abs())
}
