//! The mix of a cut, bounced through the renderer that plays it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::CutId;
use playback::{Bounce, BounceError, BounceOptions, Files, SampleFormat, Sources, Unreadable, bounce};
use timebase::{Position, SampleRate, Span};

use super::Job;
use crate::sound::sample_at;
use crate::{Studio, StudioError, check_output};

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// What to mix, and where to.
#[derive(Debug, Clone)]
pub struct MixRequest {
    /// The cut whose picks sound.
    pub cut: CutId,
    /// The part of it; `None` for the whole.
    pub span: Option<Span>,
    /// The file to write.
    pub path: PathBuf,
    /// The file's sample rate.
    pub sample_rate: SampleRate,
    /// How its samples are stored.
    pub format: SampleFormat,
}

/// The part of a cut to be mixed, checked.
///
/// # Errors
/// If there is no such cut.
pub fn mix_span(studio: &Studio, request: &MixRequest) -> Result<Span, StudioError> {
    let whole = studio.cut_row(request.cut)?.span();
    Ok(request.span.and_then(|span| span.intersection(whole)).unwrap_or(whole))
}

/// Writes the mix. Progress counts thousandths.
///
/// # Errors
/// If a recording cannot be read, or the file cannot be written or is one that the show is made of; an old file stays
/// as it was.
pub fn mix(studio: &Studio, job: &Job, request: &MixRequest) -> Result<Bounce, StudioError> {
    check_output(studio, &request.path, true)?;
    let span = mix_span(studio, request)?;
    let cut = studio.cut_row(request.cut)?;
    let program = Arc::new(studio.program(request.cut, &[], false)?);
    let sources: Arc<dyn Sources> = Arc::new(Files);
    let options = BounceOptions {
        path: request.path.clone(),
        span: sample_at(span.start)..sample_at(span.end),
        sample_rate: request.sample_rate,
        format: request.format,
        since_midnight: cut.rate.flicks(cut.start) + (span.start - Position::ZERO),
        unreadable: Unreadable::Refuse,
        about: playback::About::default(),
    };
    job.update(|view| {
        view.title = "Writing the mix".to_owned();
        view.total = 1000;
    });
    let mut told = Instant::now();
    let result = bounce(&program, &sources, &options, |progress| {
        if job.is_cancelled() {
            return ControlFlow::Break(());
        }
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            let part = progress.done.saturating_mul(1000) / progress.total.max(1);
            job.update(|view| view.done = usize::try_from(part).unwrap_or(0));
        }
        ControlFlow::Continue(())
    })
    .map_err(StudioError::from);
    job.update(|view| match &result {
        Ok(_) => view.done = 1000,
        Err(StudioError::Bounce(BounceError::Cancelled)) => {}
        Err(error) => view.failed.push(crate::views::FailedFile {
            path: request.path.display().to_string(),
            reason: crate::sentence(error),
        }),
    });
    job.finish();
    result
}
