//! Making a proxy: beside its place, held to the picture frame for frame, and only then given its name.

use std::path::{Path, PathBuf};

use timebase::Flicks;

use super::burn::Drawing;
use super::ffmpeg::{Ask, Tool, first_frame};
use super::{ProxySpec, Source, run, shelf};
use crate::cache::Cache;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;

pub(super) fn make(
    cache: &Cache,
    source: &Source,
    job: &Job,
    spec: &ProxySpec,
    key: &str,
) -> Result<PathBuf, ProxyError> {
    let tool = Tool::find()?;
    let drawing = Drawing::of(cache, &tool, &source.cut, &source.facts, &spec.burn)?;
    let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
    let place = shelf::place(cache, key, tool.encoder.ending()).map_err(|error| unwritable(&error))?;
    let unfinished = Unfinished::beside(&place).map_err(|error| unwritable(&error))?;
    let mut ask = source.ask(spec, &drawing);
    ask.first_frame = Some(first_frame_of(&tool, &ask, job)?);
    let mut command = tool.command();
    command.current_dir(&drawing.folder);
    tool.proxy(&mut command, &ask, unfinished.path());
    let total = source.facts.frames.and_then(|frames| usize::try_from(frames).ok()).unwrap_or(0);
    let name = source.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    job.update(|view| (view.done, view.total, view.current) = (0, total, name));
    let mut written = 0;
    run::run(command, &|| job.is_cancelled(), &mut |line| {
        if let Some(frames) = line.strip_prefix("frame=").and_then(|frames| frames.trim().parse::<usize>().ok()) {
            written = frames;
            job.update(|view| view.done = frames.min(total));
        }
    })?;
    hold(unfinished.path(), &ask, written)?;
    unfinished.publish(&place).map_err(|error| unwritable(&error))?;
    shelf::make_room(cache, &place);
    // A job that ended whole was not cancelled, however late somebody pressed.
    job.update(|view| view.done = view.total);
    Ok(place)
}

/// The sample at which the first frame is shown; 0 where the file does not say.
fn first_frame_of(tool: &Tool, ask: &Ask<'_>, job: &Job) -> Result<i64, ProxyError> {
    let mut lines = Vec::new();
    run::run(tool.ask_first_frame(ask.path), &|| job.is_cancelled(), &mut |line| lines.push(line.to_owned()))?;
    Ok(first_frame(&lines, ask.rate).unwrap_or(0))
}

/// Holds what was made to the picture: as many frames, at the same rate.
fn hold(made: &Path, ask: &Ask<'_>, written: usize) -> Result<(), ProxyError> {
    let &Ask { facts: picture, rate, even_out, .. } = ask;
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
    // An AVI counts a frame that it only leaves room for; Matroska and WebM say how long they are, not how many frames,
    // and count what passes before the first one.
    let spare = match picture.container {
        "AVI" => 1,
        "Matroska" | "WebM" => 4,
        _ => 0,
    };
    match picture.frames.filter(|_| !even_out) {
        Some(wanted) if !(wanted - spare..=wanted).contains(&made) => failed(format!(
            "the picture says that it has {wanted} frames, and {made} could be read; copy or export it again"
        )),
        Some(_) | None => Ok(()),
    }
}

/// How long a picture runs, by its own count.
pub(super) fn length_of(source: &Source) -> Option<Flicks> {
    crate::pictures::view(&source.facts).length
}
