//! One recording as stereo frames, from any frame on.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use timebase::SampleRate;

use crate::Frame;
use crate::convert::{Converter, Frames};
use crate::fold::FoldDown;
use crate::source::{Source, SourceError, Sources};

/// Going forward by at most this many frames is done by reading over them, which is quicker than a seek.
const READ_OVER: i64 = 8192;

/// Frames asked of a source at once.
const READ_AT_ONCE: usize = 4096;

/// Frames of a block of sample-rate conversion; larger and smaller ones were measured to cost more.
pub(crate) const CONVERSION_BLOCK: usize = 4096;

/// A recording at its own rate, folded down to stereo.
pub(crate) struct Track {
    source: Box<dyn Source>,
    fold: FoldDown,
    channels: usize,
    /// What was read last; its first frame has the number `held_at`.
    held: Vec<f32>,
    held_at: i64,
    /// The frame the source reads next; `None` where a seek failed.
    next: Option<i64>,
    end: Option<i64>,
    failure: Option<SourceError>,
}

impl Track {
    fn new(source: Box<dyn Source>) -> Self {
        let channels = source.channels().max(1);
        let end = source.frames();
        Self {
            source,
            fold: FoldDown::new(channels),
            channels,
            held: Vec::new(),
            held_at: 0,
            next: Some(0),
            end,
            failure: None,
        }
    }

    /// Shows the frames from `first` on to `take` where they lie, each stretch with its place among the `count` asked for;
    /// what is silent is passed over. `false` where they are not stereo, and must be folded first.
    pub(crate) fn show(&mut self, first: i64, count: usize, mut take: impl FnMut(usize, &[Frame])) -> bool {
        if self.channels != 2 {
            return false;
        }
        let mut done = before(first).min(count);
        while let Some(here) = self.stretch(first + done as i64, count - done) {
            let (frames, _) = self.held.as_chunks::<2>();
            let length = here.len();
            take(done, &frames[here]);
            done += length;
        }
        true
    }

    /// Where among the frames that are held those from `at` on lie, at most so many, read first where they are not; none at the
    /// end, after a failure, or where none is asked for.
    fn stretch(&mut self, at: i64, most: usize) -> Option<Range<usize>> {
        while most > 0 && self.failure.is_none() && self.end.is_none_or(|end| at < end) {
            if (self.held_at..self.held_end()).contains(&at) {
                let end = self.end.map_or(self.held_end(), |end| end.min(self.held_end()));
                let from = (at - self.held_at) as usize;
                return Some(from..from + ((end - at) as usize).min(most));
            }
            if let Err(failure) = self.hold(at) {
                self.failure = Some(failure);
            }
        }
        None
    }

    fn held_end(&self) -> i64 {
        self.held_at + (self.held.len() / self.channels) as i64
    }

    /// Makes `held` contain frame `at`, or finds out that there is none.
    fn hold(&mut self, at: i64) -> Result<(), SourceError> {
        let near = self.next.is_some_and(|next| (0..=READ_OVER).contains(&(at - next)));
        if !near {
            self.next = None;
            self.held.clear();
            self.source.seek(at)?;
            self.next = Some(at);
        }
        while let Some(next) = self.next.filter(|next| *next <= at) {
            let frames = self.source.read(&mut self.held, READ_AT_ONCE)?;
            self.held.truncate(frames * self.channels);
            self.held_at = next;
            let reached = self.held_end();
            self.next = Some(reached);
            if reached == next {
                // Shorter than its header says, or the header does not say.
                self.end = Some(self.end.map_or(next, |end| end.min(next)));
                return Ok(());
            }
        }
        Ok(())
    }
}

/// How many of the frames from `first` on come before the recording.
fn before(first: i64) -> usize {
    usize::try_from(first.saturating_neg()).unwrap_or(0)
}

impl Frames for Track {
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        let mut done = before(first).min(out.len());
        out[..done].fill([0.0; 2]);
        while let Some(here) = self.stretch(first + done as i64, out.len() - done) {
            let samples = &self.held[here.start * self.channels..here.end * self.channels];
            self.fold.fold(samples, &mut out[done..done + here.len()]);
            done += here.len();
        }
        out[done..].fill([0.0; 2]);
    }

    fn end(&self) -> Option<i64> {
        self.end
    }
}

/// A recording at 48 kHz: as it is, or converted.
pub(crate) enum Voice {
    Plain(Box<Track>),
    Converted(Box<Converter<Track>>),
}

impl Voice {
    /// `stream` is which of several sounds of the file, where one was asked for.
    pub(crate) fn open(path: &Path, stream: Option<usize>, sources: &dyn Sources) -> Result<Self, SourceError> {
        let source = match stream {
            Some(stream) => sources.open_stream(path, stream)?,
            None => sources.open(path)?,
        };
        let rate = source.sample_rate();
        let track = Track::new(source);
        let mix = SampleRate::MIX.hertz();
        if rate == mix {
            return Ok(Self::Plain(Box::new(track)));
        }
        match Converter::new(track, rate, mix, CONVERSION_BLOCK) {
            Ok(converter) => Ok(Self::Converted(Box::new(converter))),
            Err(error) => Err(Arc::new(error)),
        }
    }

    pub(crate) fn fill(&mut self, first: i64, out: &mut [Frame]) {
        match self {
            Self::Plain(track) => track.fill(first, out),
            Self::Converted(converter) => converter.fill(first, out),
        }
    }

    /// As [`Track::show`]; `false` where the frames must be made first.
    pub(crate) fn show(&mut self, first: i64, count: usize, take: impl FnMut(usize, &[Frame])) -> bool {
        match self {
            Self::Plain(track) => track.show(first, count, take),
            Self::Converted(_) => false,
        }
    }

    /// Why the recording could not be read further, told once.
    pub(crate) fn take_failure(&mut self) -> Option<SourceError> {
        let track = match self {
            Self::Plain(track) => track,
            Self::Converted(converter) => converter.input_mut(),
        };
        track.failure.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frame n holds n on every channel; reads come in odd sizes, as those of compressed files do.
    struct Ramp {
        next: i64,
        frames: i64,
        told: Option<i64>,
        seeks: Arc<std::sync::atomic::AtomicUsize>,
    }

    impl Source for Ramp {
        fn sample_rate(&self) -> u32 {
            48_000
        }
        fn channels(&self) -> usize {
            2
        }
        fn frames(&self) -> Option<i64> {
            self.told
        }
        fn seek(&mut self, frame: i64) -> Result<(), SourceError> {
            self.seeks.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            self.next = frame.min(self.frames);
            Ok(())
        }
        fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError> {
            let count = (self.frames - self.next).clamp(0, most_frames.min(577) as i64);
            samples.clear();
            samples.extend((self.next..self.next + count).flat_map(|frame| [frame as f32; 2]));
            self.next += count;
            Ok(count as usize)
        }
    }

    fn ramp(frames: i64, told: Option<i64>) -> (Track, Arc<std::sync::atomic::AtomicUsize>) {
        let seeks = Arc::default();
        (Track::new(Box::new(Ramp { next: 0, frames, told, seeks: Arc::clone(&seeks) })), seeks)
    }

    fn read(track: &mut Track, first: i64, count: usize) -> Vec<f32> {
        let mut out = vec![[9.0; 2]; count];
        track.fill(first, &mut out);
        out.iter().map(|frame| frame[0]).collect()
    }

    #[test]
    fn frames_come_from_where_they_are_asked_for() {
        let (mut track, seeks) = ramp(100_000, Some(100_000));
        // Two jumps ahead, two back.
        for first in [0, 90_000, 3, 1_600, 50_000, 49_000] {
            let expected: Vec<_> = (first..first + 1_500).map(|frame| frame as f32).collect();
            assert_eq!(read(&mut track, first, 1_500), expected);
        }
        assert_eq!(seeks.load(std::sync::atomic::Ordering::Relaxed), 4);
    }

    #[test]
    fn reading_on_does_not_seek() {
        let (mut track, seeks) = ramp(100_000, None);
        for block in 0..50 {
            read(&mut track, block * 700, 700);
        }
        assert_eq!(seeks.load(std::sync::atomic::Ordering::Relaxed), 0);
    }

    #[test]
    fn there_is_silence_around_the_recording() {
        for told in [None, Some(10), Some(99)] {
            let (mut track, _) = ramp(10, told);
            assert_eq!(read(&mut track, -3, 6), [0.0, 0.0, 0.0, 0.0, 1.0, 2.0]);
            assert_eq!(read(&mut track, 8, 4), [8.0, 9.0, 0.0, 0.0]);
            assert_eq!(read(&mut track, 500, 2), [0.0, 0.0]);
            assert_eq!(read(&mut track, 9, 1), [9.0]);
        }
    }

    #[test]
    fn a_header_that_says_too_little_is_believed() {
        let (mut track, _) = ramp(10, Some(4));
        assert_eq!(read(&mut track, 2, 4), [2.0, 3.0, 0.0, 0.0]);
    }
}
