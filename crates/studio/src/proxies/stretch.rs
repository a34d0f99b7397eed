//! A stretch of a picture by itself, small: the scene that a composer writes to.

use std::ops::Range;
use std::path::Path;
use std::process::Command;

use model::CutId;
use timebase::{Frames, Position};

use super::burn::Drawing;
use super::ffmpeg::{Tool, rate_of};
use super::joined::Joined;
use super::reels::{Reels, Segment};
use super::{BurnIn, Picture, ProxyHeight, ProxySpec, Source, kind_of, run};
use crate::folders;
use crate::jobs::Job;
use crate::proxy_error::ProxyError;
use crate::unfinished::Unfinished;
use crate::{Studio, StudioError};

/// How large a stretch is at most.
const HEIGHT: ProxyHeight = ProxyHeight::P540;

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
    /// Has frames of a cut's picture written by themselves, small, with its own sound and with timecode where that
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
        let picture = self.whole_picture(cut)?;
        let tool = Tool::find()?;
        let mut cut = match &picture {
            Picture::One(source) => source.cut.clone(),
            Picture::Several(reels) => reels.cut.clone(),
        };
        cut.start = Frames(cut.start.0 + cut.rate.frames_floor(span.start.since_origin()).0);
        let facts = match &picture {
            Picture::One(source) => Some(&source.facts),
            Picture::Several(_) => None,
        };
        let draw = |burn: &BurnIn| Drawing::of(self.cache(), &tool, &cut, facts, burn);
        // Without letters it is of use as well.
        let drawing = draw(&BurnIn { timecode: true, name: None }).or_else(|_| draw(&BurnIn::default()))?;
        let unwritable = |error: &std::io::Error| ProxyError::io("the cache cannot be written", error);
        folders::make_private(&self.cache().proxies()).map_err(|error| unwritable(&error))?;
        let place = self.cache().proxies().join(format!("stretch.{}", tool.encoder.ending()));
        let draft = Unfinished::beside(&place).map_err(|error| unwritable(&error))?;
        let mut command = tool.command();
        command.current_dir(&drawing.folder);
        match &picture {
            Picture::One(source) => of_one(&tool, &mut command, source, span, &drawing, draft.path())?,
            Picture::Several(reels) => of_several(&tool, &mut command, reels, span, &drawing, draft.path())?,
        }
        run::run(command, &|| job.is_cancelled(), &mut |_| {})?;
        Ok(Stretch { draft, kind: kind_of(&place) })
    }
}

/// Asks for the stretch of one file, which may run at another rate than the cut.
fn of_one(
    tool: &Tool,
    command: &mut Command,
    source: &Source,
    span: &Range<Position>,
    drawing: &Drawing,
    to: &Path,
) -> Result<(), ProxyError> {
    let ((over, under), _) = rate_of(&source.facts, source.cut.rate);
    let frame_at = |at: Position| {
        let per = i128::from(under) * i128::from(timebase::FLICKS_PER_SECOND);
        i64::try_from(i128::from(at.since_origin().0) * i128::from(over) / per).unwrap_or(0)
    };
    let (first, end) = (frame_at(span.start), frame_at(span.end));
    let end = source.facts.frames.map_or(end, |count| end.min(count));
    if end <= first {
        return Err(ends_before());
    }
    // Half a frame before the first, so that it is the first that is not passed over; half a frame after the last.
    let micros = |halves: i64| i128::from(halves) * i128::from(under) * 500_000 / i128::from(over);
    let written = |micros: i128| format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    if first > 0 {
        command.arg("-ss").arg(written(micros(2 * first - 1)));
    }
    command.arg("-t").arg(written(micros(2 * (end - first))));
    let spec = ProxySpec { height: HEIGHT, burn: BurnIn::default() };
    tool.proxy(command, &source.ask(&spec, drawing), to);
    Ok(())
}

/// Asks for the stretch of several files, across the seams that lie in it.
fn of_several(
    tool: &Tool,
    command: &mut Command,
    reels: &Reels,
    span: &Range<Position>,
    drawing: &Drawing,
    to: &Path,
) -> Result<(), ProxyError> {
    let rate = reels.cut.rate;
    let (first, end) = (rate.frame_at(span.start).0, rate.frame_at(span.end).0.min(reels.end()));
    let segments = reels.segments(&(first..end));
    if segments.iter().all(|one| matches!(one, Segment::Black(_))) {
        return Err(ends_before());
    }
    let joined = Joined { segments, rate, height: HEIGHT, drawn: drawing.filters.clone(), firsts: Vec::new() };
    tool.joined(command, &joined, to);
    Ok(())
}

fn ends_before() -> ProxyError {
    ProxyError::Failed { reason: "the picture ends before it".to_owned() }
}
