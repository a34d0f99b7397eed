//! What making a proxy would come to, said before anything is made: into what, how large, how long it takes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::Serialize;
use timebase::{FLICKS_PER_SECOND, Flicks};
use ts_rs::TS;

use super::burn::Drawing;
use super::ffmpeg::{KEYFRAMES, Tool};
use super::{ProxySpec, Source, fitness, make, run};
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
pub(super) fn of(source: &Source, cache: &Cache, job: &Job, spec: &ProxySpec) -> Result<ProxyPlan, ProxyError> {
    let tool = Tool::find()?;
    let drawing = Drawing::of(cache, &tool, &source.cut, &source.facts, &spec.burn)?;
    let length = make::length_of(source);
    let whole = length.map_or(1, |length| u64::try_from(length.0 / FLICKS_PER_SECOND).unwrap_or(1)).max(1);
    let starts = if whole < 4 * SAMPLE { vec![0] } else { vec![whole / 4, whole * 2 / 3] };
    let tried = SAMPLE.min(whole) * starts.len() as u64;
    let (mut bytes, mut took) = (0, Duration::ZERO);
    for start in starts {
        let (size, time) = piece(source, cache, job, spec, &tool, &drawing, start)?;
        bytes += size;
        took += time;
    }
    let fitness = fitness::of(&source.facts, &source.path);
    let (facts, lines) = (&source.facts, spec.height.lines().min(source.facts.height));
    let width = u64::from(facts.width) * u64::from(lines) / u64::from(facts.height.max(1)) / 2 * 2;
    Ok(ProxyPlan {
        from: format!("{} in {}, {} × {}", facts.codec, facts.container, facts.width, facts.height),
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
