//! How loud a stretch of a program is, through the renderer that plays it.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use timebase::SampleRate;

use crate::bounce::{BounceError, Measure};
use crate::program::Program;
use crate::renderer::Renderer;
use crate::source::Sources;

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
    let mut renderer = Renderer::new(Arc::clone(program), Arc::clone(sources));
    let mut measure = Measure::new(SampleRate::MIX)?;
    let mut block = vec![[0.0; 2]; BLOCK];
    let mut at = span.start;
    while at < span.end {
        if go_on().is_break() {
            return Err(BounceError::Cancelled);
        }
        let count = usize::try_from(span.end - at).unwrap_or(BLOCK).min(BLOCK);
        renderer.render(at, &mut block[..count]);
        if let Some(fault) = renderer.faults().first() {
            return Err(fault.clone().into());
        }
        measure.add(&block[..count]);
        at += count as i64;
    }
    Ok(measure.finish(0, Vec::new()).loudness_lufs)
}
