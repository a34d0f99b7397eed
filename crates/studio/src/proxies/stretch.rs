//! A stretch of a picture by itself, small: the scene that a composer writes to.

use std::ops::Range;
use std::path::Path;

use model::CutId;
use timebase::{Frames, Position};

use super::burn::Drawing;
use super::ffmpeg::{Tool, rate_of};
use super::{BurnIn, ProxyHeight, ProxySpec, kind_of, run};
use crate::folders;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;
use crate::{Studio, StudioError};

/// A stretch that was made. Its file goes with it.
pub(crate) struct Stretch {
    draft: Unfinished,
    /// Its media type.
    pub kind: &'static str,
}

impl Stretch {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.draft.path()
    }
}

impl Studio {
    /// Has frames of a cut's picture written by themselves, at 540 lines at most, with its own sound and with timecode where that
    /// can be drawn.
    ///
    /// # Errors
    /// If there is no picture, or none at that place; nothing that could write it; or the job was cancelled.
    pub(crate) fn picture_stretch(
        &self,
        job: &Job,
        cut: CutId,
        span: &Range<Position>,
    ) -> Result<Stretch, StudioError> {
        let source = self.source_of(cut)?;
        let tool = Tool::find()?;
        let ((over, under), _) = rate_of(&source.facts, source.cut.rate);
        // Frames of the picture, which may run at another rate than the cut.
        let frame_at = |at: Position| {
            let per = i128::from(under) * i128::from(timebase::FLICKS_PER_SECOND);
            i64::try_from(i128::from(at.since_origin().0) * i128::from(over) / per).unwrap_or(0)
        };
        let (first, end) = (frame_at(span.start), frame_at(span.end));
        let end = source.facts.frames.map_or(end, |count| end.min(count));
        if end <= first {
            return Err(ProxyError::Failed { reason: "the picture ends before it".to_owned() }.into());
        }
        let mut cut = source.cut.clone();
        cut.start = Frames(cut.start.0 + cut.rate.frames_floor(span.start.since_origin()).0);
        let draw = |burn: &BurnIn| Drawing::of(self.cache(), &tool, &cut, &source.facts, burn);
        // Without letters it is of use as well.
        let drawing = draw(&BurnIn { timecode: true, name: None }).or_else(|_| draw(&BurnIn::default()))?;
        let spec = ProxySpec { height: ProxyHeight::P540, burn: BurnIn::default() };
        let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
        folders::make_private(&self.cache().proxies()).map_err(|error| unwritable(&error))?;
        let place = self.cache().proxies().join(format!("stretch.{}", tool.encoder.ending()));
        let draft = Unfinished::beside(&place).map_err(|error| unwritable(&error))?;
        let mut command = tool.command();
        command.current_dir(&drawing.folder);
        // Half a frame before the first, so that it is the first that is not passed over; half a frame after the last.
        let micros = |halves: i64| i128::from(halves) * i128::from(under) * 500_000 / i128::from(over);
        let written = |micros: i128| format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
        if first > 0 {
            command.arg("-ss").arg(written(micros(2 * first - 1)));
        }
        command.arg("-t").arg(written(micros(2 * (end - first))));
        tool.proxy(&mut command, &source.ask(&spec, &drawing), draft.path());
        run::run(command, &|| job.is_cancelled(), &mut |_| {})?;
        Ok(Stretch { draft, kind: kind_of(&place) })
    }
}
