//! Making a proxy: beside its place, held to the picture frame for frame, and only then given its name.

use std::path::{Path, PathBuf};

use timebase::Flicks;

use super::burn::Drawing;
use super::ffmpeg::{Ask, Tool, first_frame, rate_of};
use super::joined::{First, Joined, pixel_of};
use super::reels::{Reels, spare};
use super::{Picture, ProxySpec, Source, run, shelf};
use crate::cache::Cache;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;

pub(super) fn make(
    cache: &Cache,
    picture: &Picture,
    job: &Job,
    spec: &ProxySpec,
    key: &str,
) -> Result<PathBuf, ProxyError> {
    let tool = Tool::find()?;
    let drawing = picture.drawing(cache, &tool, &spec.burn)?;
    let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
    let place = shelf::place(cache, key, tool.encoder.ending()).map_err(|error| unwritable(&error))?;
    let unfinished = Unfinished::beside(&place).map_err(|error| unwritable(&error))?;
    let mut command = tool.command();
    command.current_dir(&drawing.folder);
    let wanted = match picture {
        Picture::One(source) => {
            let mut ask = source.ask(spec, &drawing);
            let lines = first_lines(&tool, source, job)?;
            ask.first_frame = Some(first_frame(&lines, ask.rate).unwrap_or(0));
            tool.proxy(&mut command, &ask, unfinished.path());
            Wanted::of(&ask)
        }
        Picture::Several(reels) => {
            let joined = joined(reels, &tool, job, spec, &drawing)?;
            tool.joined(&mut command, &joined, unfinished.path());
            let frames = joined.frames();
            Wanted { rate: reels.cut.rate.ratio(), frames: Some(frames), exact: true, spare: 0 }
        }
    };
    let total = wanted.frames.and_then(|frames| usize::try_from(frames).ok()).unwrap_or(0);
    job.update(|view| (view.done, view.total, view.current) = (0, total, picture.name()));
    let mut written = 0;
    run::run(command, &|| job.is_cancelled(), &mut |line| {
        if let Some(frames) = line.strip_prefix("frame=").and_then(|frames| frames.trim().parse::<usize>().ok()) {
            written = frames;
            job.update(|view| view.done = frames.min(total));
        }
    })?;
    hold(unfinished.path(), &wanted, written)?;
    unfinished.publish(&place).map_err(|error| unwritable(&error))?;
    shelf::make_room(cache, &place);
    // A job that ended whole was not cancelled, however late somebody pressed.
    job.update(|view| view.done = view.total);
    Ok(place)
}

/// The whole of a picture in several files.
fn joined<'a>(
    reels: &'a Reels,
    tool: &Tool,
    job: &Job,
    spec: &ProxySpec,
    drawing: &Drawing,
) -> Result<Joined<'a>, ProxyError> {
    let mut firsts = Vec::new();
    for source in reels.sources() {
        let lines = first_lines(tool, source, job)?;
        let rate = rate_of(&source.facts, reels.cut.rate).0;
        firsts.push(First { sample: first_frame(&lines, rate).unwrap_or(0), pixel: pixel_of(&lines) });
    }
    let (rate, height, drawn) = (reels.cut.rate, spec.height, drawing.filters.clone());
    Ok(Joined { segments: reels.segments(&(0..reels.end())), rate, height, drawn, firsts })
}

/// What a file says of its first frame.
fn first_lines(tool: &Tool, source: &Source, job: &Job) -> Result<Vec<String>, ProxyError> {
    let mut lines = Vec::new();
    run::run(tool.ask_first_frame(&source.path), &|| job.is_cancelled(), &mut |line| lines.push(line.to_owned()))?;
    Ok(lines)
}

/// What a proxy must have to be kept.
struct Wanted {
    /// Frames over seconds.
    rate: (i64, i64),
    frames: Option<i64>,
    /// Whether it must have as many; else that many are expected.
    exact: bool,
    /// How many fewer are as good.
    spare: i64,
}

impl Wanted {
    fn of(ask: &Ask<'_>) -> Self {
        let &Ask { facts, rate, even_out, .. } = ask;
        Self { rate, frames: facts.frames, exact: !even_out, spare: spare(facts) }
    }
}

/// Holds what was made to the picture: as many frames, at the same rate.
fn hold(made: &Path, picture: &Wanted, written: usize) -> Result<(), ProxyError> {
    let &Wanted { rate, frames, exact, spare } = picture;
    let failed = |difference: String| Err(ProxyError::NotExact { difference });
    let facts = match media::read_picture(made) {
        Ok(facts) => facts,
        Err(error) => return failed(format!("it cannot be read ({error})")),
    };
    let near = |(over, under): (u64, u64)| {
        let (ours, wanted) = (i128::from(over) * i128::from(rate.1), i128::from(rate.0) * i128::from(under));
        // WebM counts in whole nanoseconds.
        (ours - wanted).abs() * 100_000 <= wanted
    };
    if !facts.rate.is_some_and(near) {
        return failed(format!("it runs at {}", facts.rate_name().unwrap_or_else(|| "no rate".to_owned())));
    }
    let made = facts.frames.unwrap_or(0);
    if i64::try_from(written) != Ok(made) {
        return failed(format!("{written} frames were written and {made} are there"));
    }
    match frames.filter(|_| exact) {
        Some(wanted) if !(wanted - spare..=wanted).contains(&made) => failed(format!(
            "the picture says that it has {wanted} frames, and {made} could be read; copy or export it again"
        )),
        Some(_) | None => Ok(()),
    }
}

/// How long a picture runs, by its own count.
pub(super) fn length_of(picture: &Picture) -> Option<Flicks> {
    match picture {
        Picture::One(source) => crate::pictures::view(&source.facts).length,
        Picture::Several(reels) => Some(reels.length()),
    }
}
