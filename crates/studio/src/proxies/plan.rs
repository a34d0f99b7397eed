//! What making a proxy would come to, said before anything is made: into what, how large, how long it takes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use media::PictureFacts;
use serde::Serialize;
use timebase::{FLICKS_PER_SECOND, Flicks, Position};
use ts_rs::TS;

use super::burn::Drawing;
use super::ffmpeg::{KEYFRAMES, Tool};
use super::{Picture, ProxySpec, Source, make, run};
use crate::cache::Cache;
use crate::folders;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;

/// What making a proxy comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProxyPlan {
    /// `ProRes 422 HQ in QuickTime, 1920 × 1080`.
    pub from: String,
    /// `H.264 in MP4, 1280 × 720`, and how it is made fluid.
    pub into: String,
    /// Why the picture needs one, or would be better with one, as sentences.
    pub why: Vec<String>,
    /// Whether it does not play in browsers without one.
    pub needed: bool,
    /// Its size in bytes, about.
    pub bytes: u64,
    /// How long making it takes, in seconds, about.
    pub seconds: u64,
    /// How long the picture runs.
    pub length: Option<Flicks>,
    /// What makes it: `ffmpeg 5.1.9`.
    pub tool: String,
}

/// Seconds that are tried, each time.
const SAMPLE: u64 = 3;

/// Measures it on two short pieces, at a quarter and at two thirds: titles and the end are seldom like the rest.
pub(super) fn of(picture: &Picture, cache: &Cache, job: &Job, spec: &ProxySpec) -> Result<ProxyPlan, ProxyError> {
    let tool = Tool::find()?;
    let drawing = picture.drawing(cache, &tool, &spec.burn)?;
    let length = make::length_of(picture);
    let whole = length.map_or(1, |length| u64::try_from(length.0 / FLICKS_PER_SECOND).unwrap_or(1)).max(1);
    let starts = if whole < 4 * SAMPLE { vec![0] } else { vec![whole / 4, whole * 2 / 3] };
    let (mut bytes, mut took, mut tried) = (0, Duration::ZERO, 0);
    for start in starts {
        let Some((source, start)) = file_at(picture, start) else { continue };
        let (size, time) = piece(source, cache, job, spec, &tool, &drawing, start)?;
        tried += SAMPLE.min(whole);
        bytes += size;
        took += time;
    }
    let (fitness, tried) = (picture.fitness(), tried.max(1));
    let Some(facts) = largest(picture) else { return Err(ProxyError::NoPicture { why: None }) };
    let lines = spec.height.lines().min(facts.height);
    let width = u64::from(facts.width) * u64::from(lines) / u64::from(facts.height.max(1)) / 2 * 2;
    Ok(ProxyPlan {
        from: forms(picture),
        into: format!(
            "{}, {width} × {}, every {KEYFRAMES}th frame stands by itself",
            tool.encoder.word(),
            lines / 2 * 2
        ),
        needed: !fitness.cannot.is_empty(),
        why: [fitness.cannot, fitness.better].concat(),
        bytes: bytes * whole / tried,
        seconds: (u64::try_from(took.as_millis()).unwrap_or(u64::MAX).saturating_mul(whole) / tried).div_ceil(1_000),
        length,
        tool: format!("ffmpeg {}", tool.version),
    })
}

/// Each of its files.
fn files(picture: &Picture) -> Vec<&Source> {
    match picture {
        Picture::One(source) => vec![source],
        Picture::Several(reels) => reels.sources().collect(),
    }
}

/// That with the most lines.
fn largest(picture: &Picture) -> Option<&PictureFacts> {
    files(picture).into_iter().map(|source| &source.facts).rev().max_by_key(|facts| facts.height)
}

/// What they are: `ProRes 422 HQ in QuickTime, 1920 × 1080, in 3 files`.
fn forms(picture: &Picture) -> String {
    let files = files(picture);
    let mut forms: Vec<String> = Vec::new();
    for Source { facts, .. } in &files {
        let form = format!("{} in {}, {} × {}", facts.codec, facts.container, facts.width, facts.height);
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let several = if files.len() > 1 { format!(", in {} files", files.len()) } else { String::new() };
    format!("{}{several}", forms.join(" and "))
}

/// The file that is seen at a second of the whole, and the second of it.
fn file_at(picture: &Picture, second: u64) -> Option<(&Source, u64)> {
    match picture {
        Picture::One(source) => Some((source, second)),
        Picture::Several(reels) => {
            let at = i64::try_from(second).ok()?.checked_mul(FLICKS_PER_SECOND)?;
            let (source, into) = reels.at(reels.cut.rate.frame_at(Position::ZERO + Flicks(at)).0)?;
            // Not behind its end.
            let has = crate::pictures::view(&source.facts)
                .length
                .map_or(into, |length| u64::try_from(length.0 / FLICKS_PER_SECOND).unwrap_or(0).saturating_sub(SAMPLE));
            Some((source, into.min(has)))
        }
    }
}

/// Size of a piece, and how long it took.
fn piece(
    source: &Source,
    cache: &Cache,
    job: &Job,
    spec: &ProxySpec,
    tool: &Tool,
    drawing: &Drawing,
    start: u64,
) -> Result<(u64, Duration), ProxyError> {
    let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
    folders::make_private(&cache.proxies()).map_err(|error| unwritable(&error))?;
    store::clean_unfinished(&cache.proxies());
    let place: PathBuf = cache.proxies().join(format!("trial.{}", tool.encoder.ending()));
    let trial = Unfinished::beside(&place).map_err(|error| unwritable(&error))?;
    let ask = source.ask(spec, drawing);
    let mut command = tool.command();
    command.current_dir(&drawing.folder);
    command.arg("-ss").arg(start.to_string()).arg("-t").arg(SAMPLE.to_string());
    tool.proxy(&mut command, &ask, trial.path());
    let begun = Instant::now();
    run::run(command, &|| job.is_cancelled(), &mut |_| {})?;
    let took = begun.elapsed();
    let size = trial.path().metadata().map_err(|error| unwritable(&error))?.len();
    Ok((size, took))
}
