//! Albums as files: a master for each entry through the renderer that plays, with tags, and what goes beside them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{Album, AlbumEntry, Lane, Placement, laid_out};
use playback::{
    Bounce, BounceError, BounceOptions, Clip, Fade, FadeShape, Files, Program, Progress, SampleFormat, Sources,
    Unreadable, bounce_limited, measure, measure_limited,
};
use store::{Rows, StoreError};
use timebase::{Flicks, Position, SampleRate};

pub use crate::album_shapes::{AlbumForm, AlbumMade, AlbumRequest, Master};
use crate::error::StudioError;
use crate::jobs::Job;
use crate::outputs::check_output;
use crate::proxies::encode_sound;
use crate::session::Studio;
use crate::sound::clip;
use crate::unfinished::Unfinished;
use crate::views::{AlbumLine, FailedFile};

/// The highest true peak of a master, in dBTP (EBU R 128, streaming services).
const HIGHEST_PEAK: f64 = -1.0;
/// How far from its target a master may be, in LU.
const NEAR: f64 = 0.05;
/// How often loudness and ceiling are brought nearer to what is wanted.
const TRIES: usize = 8;

/// What an entry sounds from.
struct Source {
    entry: AlbumEntry,
    path: String,
    length: Flicks,
    pieces: Vec<(Placement, String, Vec<model::VolumePoint>, i64)>,
}

/// Writes an album. Progress counts thousandths; the same show gives the same masters.
///
/// # Errors
/// If there is no such album or nothing on it, a recording cannot be read, or a file cannot be written.
pub fn make_album(studio: &Studio, job: &Job, request: &AlbumRequest) -> Result<AlbumMade, StudioError> {
    job.update(|view| {
        view.title = "Making the album".to_owned();
        view.total = 1000;
    });
    let result = make(studio, job, request);
    job.update(|view| match &result {
        Ok(_) => view.done = 1000,
        Err(StudioError::Bounce(BounceError::Cancelled)) => {}
        Err(error) => {
            view.failed.push(FailedFile { path: request.folder.display().to_string(), reason: crate::sentence(error) })
        }
    });
    job.finish();
    result
}

fn make(studio: &Studio, job: &Job, request: &AlbumRequest) -> Result<AlbumMade, StudioError> {
    let all = studio.albums()?.albums;
    let found = all.into_iter().find(|view| view.album.id == request.album);
    let view = found.ok_or(StudioError::NoSuch { what: "album", id: request.album.0 })?;
    if view.lines.is_empty() {
        return Err(StudioError::EmptyAlbum { title: view.album.title });
    }
    if let Some((before, line)) = crate::views::swallowed(&view.lines).next() {
        return Err(StudioError::AlbumOverlap { title: line.title.clone(), before: before.title.clone() });
    }
    let pictures = crate::album_files::booklet_pictures(&view)?;
    let sources: Vec<Source> = studio.read(|rows, _| sources(rows, &view.album))?;
    let unwritable = |error: &std::io::Error| crate::unwritable(&request.folder, error);
    std::fs::create_dir_all(&request.folder).map_err(|error| unwritable(&error))?;
    let paths: Vec<PathBuf> =
        view.lines.iter().map(|line| request.folder.join(file_name(line, view.lines.len(), request.form))).collect();
    for path in &paths {
        check_output(studio, path, request.replace)?;
    }
    let lengths: Vec<(Flicks, Flicks)> = sources.iter().map(|one| (one.entry.gap, one.length)).collect();
    let starts = laid_out(&lengths);
    let mut steps = Steps { job, of: sources.len(), at: 0 };
    let files: Arc<dyn Sources> = Arc::new(Files);
    let mut gains = Vec::with_capacity(sources.len());
    for (source, at) in sources.iter().zip(&starts) {
        let target = source.entry.loudness.or(request.loudness).or(view.album.loudness);
        gains.push((first_gain(source, *at, target, &files, &mut steps)?, target));
    }
    let mut masters = Vec::with_capacity(sources.len());
    for (index, (path, line)) in paths.iter().zip(&view.lines).enumerate() {
        steps.at = index;
        masters.push(master(&sources, &starts, &mut gains, index, path, line, request.form, &files, &mut steps)?);
        crate::album_files::tag(path, &view, line)?;
    }
    let beside = crate::album_files::write_beside(studio, &view, &masters, &pictures, request)?;
    Ok(AlbumMade { masters, beside })
}

fn sources(rows: &Rows, album: &Album) -> Result<Vec<Source>, StoreError> {
    let lanes = rows.lanes()?;
    let mut found = Vec::new();
    for entry in &album.entries {
        let Some(track) = rows.track(entry.track)? else { continue };
        let placements = entry.placement.map(|id| rows.pieces(id)).transpose()?.unwrap_or_default();
        let length = entry.sounding(model::album_available(&track, &placements));
        let mut pieces = Vec::new();
        for piece in placements.into_iter().filter(|piece| !piece.muted) {
            let Some(file) = rows.track(piece.track)? else { continue };
            let volume = match piece.volume {
                Some(id) => rows.volume(id)?.unwrap_or_default(),
                None => Vec::new(),
            };
            let level = lanes.iter().find(|lane: &&Lane| lane.id == piece.lane).map_or(0, |lane| lane.level.0);
            pieces.push((piece, file.path, volume, level));
        }
        found.push(Source { entry: entry.clone(), path: track.path, length, pieces });
    }
    Ok(found)
}

fn samples(length: Flicks) -> i64 {
    SampleRate::MIX.samples_nearest(length)
}

fn fade(length: Flicks) -> Fade {
    Fade { length: samples(length), shape: FadeShape::EqualPower, bend: 0 }
}

/// The clips of an entry that begins at a moment of the album, so much louder in hundredths of a decibel.
fn clips(source: &Source, number: i64, at: Flicks, louder: i32) -> Vec<Clip> {
    let (first, end) = (samples(at), samples(at + source.length));
    let entry = &source.entry;
    if source.pieces.is_empty() {
        return vec![Clip {
            id: number << 16,
            lane: 0,
            path: source.path.clone().into(),
            start: first,
            length: end - first,
            source_start: entry.start,
            gain_millibel: louder,
            fade_in: fade(entry.fade_in),
            fade_out: fade(entry.fade_out),
            volume: Vec::new(),
            tail: 0,
        }];
    }
    let begins = source.pieces.iter().map(|(piece, ..)| piece.in_point).min().unwrap_or(Position::ZERO);
    let lane = source.pieces.first().map_or(0, |(piece, ..)| piece.lane.0);
    let moved = |(nth, (piece, path, volume, level)): (i64, &(Placement, String, Vec<model::VolumePoint>, i64))| {
        let gain = i32::try_from(piece.gain.0 + level).unwrap_or(0).saturating_add(louder);
        let mut clip = clip(piece, path, gain, volume);
        clip.id = (number << 16) + nth;
        // What lies on one lane crosses over on the album as it does on the timeline.
        clip.lane = if piece.lane.0 == lane { 0 } else { piece.lane.0 };
        clip.start = first + samples(piece.in_point - begins) - samples(entry.start);
        trimmed(clip, first, end)
    };
    let mut clips: Vec<Clip> = (0..).zip(&source.pieces).map(moved).filter(|clip| clip.length > 0).collect();
    clips.sort_by_key(|clip| (clip.start, clip.id));
    if let Some(clip) = clips.first_mut().filter(|_| entry.fade_in > Flicks::ZERO) {
        clip.fade_in = fade(entry.fade_in);
    }
    if let Some(clip) = clips.last_mut().filter(|_| entry.fade_out > Flicks::ZERO) {
        clip.fade_out = fade(entry.fade_out);
    }
    clips
}

/// A clip as far as it lies between two samples; its volume line goes with the sound.
fn trimmed(mut clip: Clip, first: i64, end: i64) -> Clip {
    let cut = (first - clip.start).clamp(0, clip.length);
    if cut > 0 {
        clip.start += cut;
        clip.length -= cut;
        clip.source_start += SampleRate::MIX.flicks(cut);
        clip.fade_in.length = 0;
        clip.volume.iter_mut().for_each(|point| point.at -= cut);
    }
    let over = (clip.end() - end).clamp(0, clip.length);
    if over > 0 {
        clip.length -= over;
        clip.fade_out.length = 0;
        clip.tail = 0;
    }
    clip
}

/// How much louder an entry is made at first: what brings it to its target as it stands alone.
fn first_gain(
    source: &Source,
    at: Flicks,
    target: Option<i64>,
    files: &Arc<dyn Sources>,
    steps: &mut Steps<'_>,
) -> Result<i32, StudioError> {
    let (first, end) = (samples(at), samples(at + source.length));
    let (Some(target), true) = (target, end > first) else { return Ok(0) };
    let program = Arc::new(Program::new(clips(source, 0, at, 0)));
    let found = measure(&program, files, first..end, |progress| steps.tell(progress, 0))?;
    Ok(found.loudness_lufs.map_or(0, |now| millibel(target as f64 / 100.0 - now)))
}

fn millibel(decibels: f64) -> i32 {
    (decibels * 100.0).round().clamp(-9_600.0, 4_000.0) as i32
}

fn amplitude(decibels: f64) -> f64 {
    10_f64.powf(decibels / 20.0)
}

/// The whole album with these gains; a file of it is a span, so that files played in a row are the album.
fn program(sources: &[Source], starts: &[Flicks], gains: &[(i32, Option<i64>)]) -> Arc<Program> {
    let all = (1..).zip(sources).zip(starts.iter().zip(gains));
    let clips = all.flat_map(|((number, source), (at, (louder, _)))| clips(source, number, *at, *louder));
    Arc::new(Program::new(clips.collect()))
}

/// Writes one master: from where its entry begins to where the next one does, or to the end. Gain and ceiling are brought nearer
/// until it is as loud as it is to be and no true peak is higher than it may be; then it is written, and measured as it is.
#[allow(clippy::too_many_arguments, reason = "all of them are of one pass over the album")]
fn master(
    sources: &[Source],
    starts: &[Flicks],
    gains: &mut [(i32, Option<i64>)],
    index: usize,
    path: &Path,
    line: &AlbumLine,
    form: AlbumForm,
    files: &Arc<dyn Sources>,
    steps: &mut Steps<'_>,
) -> Result<Master, StudioError> {
    let end = sources.iter().zip(starts).map(|(source, at)| *at + source.length).max().unwrap_or_default();
    let from = samples(starts[index]);
    let to = starts.get(index + 1).map_or_else(|| samples(end), |next| samples(*next));
    let target = gains[index].1;
    let mut ceiling = HIGHEST_PEAK - 0.1;
    let mut pass = 1;
    while pass < TRIES {
        let album = program(sources, starts, gains);
        let found =
            measure_limited(&album, files, from..to, amplitude(ceiling), |progress| steps.tell(progress, pass))?;
        let over = found.true_peak_dbtp - HIGHEST_PEAK;
        let short = target.zip(found.loudness_lufs).map_or(0.0, |(target, now)| target as f64 / 100.0 - now);
        pass += 1;
        if over <= 0.0 && short.abs() <= NEAR {
            break;
        }
        if over > 0.0 {
            ceiling -= over + 0.02;
        }
        gains[index].0 = gains[index].0.saturating_add(millibel(short));
    }
    let album = program(sources, starts, gains);
    let written = write(&album, files, from..to, amplitude(ceiling), path, form, steps)?;
    Ok(Master {
        path: path.to_owned(),
        number: line.number,
        title: line.title.clone(),
        loudness_lufs: written.loudness_lufs,
        true_peak_dbtp: written.true_peak_dbtp,
        target,
        frames: written.frames,
    })
}

fn write(
    program: &Arc<Program>,
    files: &Arc<dyn Sources>,
    span: std::ops::Range<i64>,
    ceiling: f64,
    path: &Path,
    form: AlbumForm,
    steps: &mut Steps<'_>,
) -> Result<Bounce, StudioError> {
    let options = |path: &Path| BounceOptions {
        path: path.to_owned(),
        span: span.clone(),
        sample_rate: SampleRate::MIX,
        format: SampleFormat::Int24,
        since_midnight: Flicks::ZERO,
        unreadable: Unreadable::Refuse,
        about: playback::About::default(),
    };
    let failed = |error: &std::io::Error| crate::unwritable(path, error);
    match form {
        AlbumForm::Wav => {
            Ok(bounce_limited(program, files, &options(path), ceiling, |progress| steps.tell(progress, TRIES))?)
        }
        AlbumForm::Flac => {
            let plain = Unfinished::beside(path).map_err(|error| failed(&error))?;
            let coded = Unfinished::beside(path).map_err(|error| failed(&error))?;
            let written = bounce_limited(program, files, &options(plain.path()), ceiling, |progress| {
                steps.tell(progress, TRIES)
            })?;
            let arguments = ["-c:a", "flac", "-bits_per_raw_sample", "24", "-f", "flac"];
            encode_sound(plain.path(), coded.path(), &arguments, &|| steps.job.is_cancelled())?;
            coded.publish(path).map_err(|error| failed(&error))?;
            Ok(written)
        }
    }
}

/// `01 First Spark.wav`
fn file_name(line: &AlbumLine, count: usize, form: AlbumForm) -> String {
    let digits = count.to_string().len().max(2);
    let plain: String = line
        .title
        .chars()
        .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '-' } else { letter })
        .collect();
    format!("{:0digits$} {}.{}", line.number, plain.trim_end_matches(['.', ' ']), form.ending())
}

/// How far an album is: entries, each in several passes.
struct Steps<'a> {
    job: &'a Job,
    of: usize,
    at: usize,
}

impl Steps<'_> {
    fn tell(&mut self, progress: Progress, pass: usize) -> ControlFlow<()> {
        if self.job.is_cancelled() {
            return ControlFlow::Break(());
        }
        let part = progress.done.saturating_mul(1000) / progress.total.max(1);
        let within = (pass.min(TRIES) * 1000 + usize::try_from(part).unwrap_or(0)) / (TRIES + 1);
        let done = (self.at * 1000 + within.min(1000)) / self.of.max(1);
        if self.job.view().done != done {
            self.job.update(|view| view.done = done.min(999));
        }
        ControlFlow::Continue(())
    }
}
