//! How loud a stretch of a program is, through the renderer that plays it.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use timebase::SampleRate;

use crate::ahead::Ahead;
use crate::bounce::{Bounce, BounceError, Measure, Progress};
use crate::convert::Frames;
use crate::limiter::Limited;
use crate::program::Program;
use crate::source::{Fault, Sources};

/// Frames rendered and measured at once.
const BLOCK: usize = 8192;

/// Integrated loudness of `span` after ITU-R BS.1770 in LUFS; `None` where all is below the gate of −70 LUFS. What is silent
/// in the span does not count, as the gate has it. `go_on` is asked before each block of about 0.2 s of sound.
///
/// # Errors
/// If the span is empty, a recording in it cannot be read, or `go_on` breaks off.
pub fn measure_loudness(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    span: Range<i64>,
    mut go_on: impl FnMut() -> ControlFlow<()>,
) -> Result<Option<f64>, BounceError> {
    if span.start >= span.end {
        return Err(BounceError::Empty { span });
    }
    let length = span.end - span.start;
    Ok(measured(Ahead::alone(program, sources, span), length, |_| go_on())?.loudness_lufs)
}

/// What a bounce of `span` would come to, without a file. `progress` is told after each block of about 0.2 s of sound, and
/// cancels by breaking.
///
/// # Errors
/// If the span is empty, a recording in it cannot be read, or `progress` breaks off.
pub fn measure(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    span: Range<i64>,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    if span.start >= span.end {
        return Err(BounceError::Empty { span });
    }
    let length = span.end - span.start;
    measured(Ahead::new(program, sources, span), length, progress)
}

/// As [`measure`], with no sample above `ceiling`, an amplitude.
///
/// # Errors
/// As [`measure`].
pub fn measure_limited(
    program: &Arc<Program>,
    sources: &Arc<dyn Sources>,
    span: Range<i64>,
    ceiling: f64,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    if span.start >= span.end {
        return Err(BounceError::Empty { span });
    }
    let length = span.end - span.start;
    let mut limiter = Limited::new(Ahead::new(program, sources, span), length, ceiling);
    measured_by(&mut limiter, |limiter| limiter.input_mut().faults().first().cloned(), length, progress)
}

fn measured(
    mut mix: Ahead,
    length: i64,
    progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    measured_by(&mut mix, |mix| mix.faults().first().cloned(), length, progress)
}

fn measured_by<F: Frames>(
    mix: &mut F,
    fault: impl Fn(&mut F) -> Option<Fault>,
    length: i64,
    mut progress: impl FnMut(Progress) -> ControlFlow<()>,
) -> Result<Bounce, BounceError> {
    let mut measure = Measure::new(SampleRate::MIX)?;
    let mut block = vec![[0.0; 2]; BLOCK];
    let mut done = 0;
    while done < length {
        let total = length.unsigned_abs();
        if progress(Progress { done: done.unsigned_abs(), total }).is_break() {
            return Err(BounceError::Cancelled);
        }
        let count = usize::try_from(length - done).unwrap_or(BLOCK).min(BLOCK);
        mix.fill(done, &mut block[..count]);
        if let Some(fault) = fault(mix) {
            return Err(fault.into());
        }
        measure.add(&block[..count]);
        done += count as i64;
    }
    Ok(measure.finish(length.unsigned_abs(), Vec::new()))
}
