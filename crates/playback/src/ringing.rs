//! Tails: what a clip rings on after it was let go.
//!
//! A tail is the clip's own last stretch through a reverb of ours, so that it is the same wherever playing begins. It comes in
//! over the last [`LET_GO`] samples of the clip, while the clip goes, and ends in silence.
//!
//! ```text
//! clip  ______________
//!                     \
//! tail             ___/‾‾‾‾-----______
//!                     ^out            ^out + tail
//! ```

use std::ops::Range;

use crate::Frame;
use crate::fade::FadeShape;
use crate::program::{Clip, LET_GO, Part};
use crate::reverb::Reverb;
use crate::source::{SourceError, Sources};
use crate::track::Voice;

/// Frames fed at once.
const BLOCK: i64 = 4096;

/// The tail of one clip, as far as it was worked out.
pub(crate) struct Ringing {
    clip: Clip,
    stream: Option<usize>,
    reverb: Reverb,
    /// From where it begins to come.
    heard: Vec<Frame>,
    /// The turn in which it was used last.
    pub(crate) used: u64,
}

impl Part {
    /// When its tail is heard, in samples of the time line; `None` without one.
    pub(crate) fn rings(&self) -> Option<Range<i64>> {
        let Clip { length, tail, .. } = self.clip;
        (tail > 0).then(|| self.clip.end() - LET_GO.min(length)..self.clip.rings_until())
    }
}

impl Ringing {
    /// Feeds it with the last stretch of the clip, as long as the tail itself: what sounded before has fallen by 60 dB. With
    /// why the recording could not be read, if so: then it is silent.
    pub(crate) fn new(part: &Part, sources: &dyn Sources, used: u64) -> (Self, Option<SourceError>) {
        let clip = part.clip.clone();
        let mut ringing = Self { reverb: Reverb::new(clip.tail), stream: part.stream, heard: Vec::new(), used, clip };
        let failure = ringing.feed(part, sources).err();
        (ringing, failure)
    }

    fn feed(&mut self, part: &Part, sources: &dyn Sources) -> Result<(), SourceError> {
        let length = part.clip.length;
        let comes = length - LET_GO.min(length);
        let mut at = length - part.clip.tail.min(length);
        let mut voice = Voice::open(&part.clip.path, part.stream, sources);
        let (mut sound, mut shaped) = (Vec::new(), Vec::new());
        while at < length {
            let count = (length - at).min(BLOCK);
            sound.resize(count as usize, [0.0; 2]);
            if let Ok(voice) = &mut voice {
                voice.fill(part.source_sample.saturating_add(at), &mut sound);
            }
            shaped.clear();
            shaped.resize(count as usize, [0.0; 2]);
            part.envelope.add(at, &sound, &mut shaped);
            for (frame, place) in shaped.iter().zip(at..) {
                let out = self.reverb.next(*frame);
                if place >= comes {
                    self.keep(out);
                }
            }
            at += count;
        }
        voice?.take_failure().map_or(Ok(()), Err)
    }

    /// Whether it is the tail of `part`, wherever that lies.
    pub(crate) fn is_of(&self, part: &Part) -> bool {
        let (ours, its) = (&self.clip, &part.clip);
        self.stream == part.stream
            && (ours.length, ours.tail, ours.source_start, ours.gain_millibel)
                == (its.length, its.tail, its.source_start, its.gain_millibel)
            && (ours.fade_in, ours.fade_out) == (its.fade_in, its.fade_out)
            && ours.path == its.path
            && ours.volume == its.volume
    }

    /// What is heard of it in `range`, counted from where it begins to come.
    pub(crate) fn heard(&mut self, range: Range<i64>) -> &[Frame] {
        let (from, to) = (range.start.max(0) as usize, range.end.max(0) as usize);
        while self.heard.len() < to {
            let out = self.reverb.next([0.0; 2]);
            self.keep(out);
        }
        &self.heard[from.min(to)..to]
    }

    fn keep(&mut self, out: Frame) {
        let at = self.heard.len() as i64;
        let comes = LET_GO.min(self.clip.length);
        let rise = FadeShape::EqualPower.rise(at, comes);
        let fall = FadeShape::SCurve.rise(comes + self.clip.tail - at, self.clip.tail / 4);
        let gain = (rise * fall) as f32;
        self.heard.push(out.map(|side| side * gain));
    }
}
