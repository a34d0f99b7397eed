//! What the audio callback does: take frames from the ring, and note what was taken when.
//!
//! Three rings without locks lie between the render thread and the callback: frames and jumps one way, runs the
//! other. Frames are numbered from the first ever put into the ring. Nothing in the ring is ever taken back;
//! instead a jump tells the callback which numbers to leave out:
//!
//! ```text
//! frames   …old old old old old|new new new new…
//!                  ^at          ^to      splice: at frame `at` go on with `to`, without a gap
//!           ^wherever it is     ^to      start: go on with `to` at once
//! ```
//!
//! What was put in behind a splice that was not told yet lies behind a fence, which the callback does not pass: it would be
//! the wrong moment. Whatever keeps it waiting, it goes on from what was heard last, without a step.
//!
//! Each start has a turn, a number that the transport raises the moment something else is wanted. What belongs to
//! another turn than the one wanted is never played, even when the render thread is too busy to say so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rtrb::{Consumer, Producer, RingBuffer};

use crate::Frame;

/// Frames in which the last sample falls to nothing where sound breaks off, lest it click: 2.7 ms at 48 kHz.
pub(crate) const RELEASE: u32 = 128;

/// Frames over which a step is evened out, where a splice comes too late for its blend, or sound comes again after there
/// was none to be had: 5.3 ms at 48 kHz.
const MEND: u32 = 256;

/// Frames the ring has room for: 1.4 s, several times what is rendered ahead, since a splice adds before it leaves
/// out.
fn ring(rate: u32) -> usize {
    ((rate as usize).max(48_000) * 7 / 5).next_power_of_two()
}

/// Jumps and runs on their way; a run is noted twice a callback at most.
const JUMPS: usize = 64;
const RUNS: usize = 4096;

/// What both sides of one ring can see.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// The frame the callback takes next.
    pub(crate) head: AtomicU64,
    /// The first frame of the newest take: whoever plays an older one gets there by a jump only.
    pub(crate) fence: AtomicU64,
    /// Jumps the callback is done with.
    pub(crate) jumps_done: AtomicU64,
    /// Calls of the callback, to notice a device that has gone quiet.
    pub(crate) calls: AtomicU64,
}

/// Leaves frames out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jump {
    /// Plays for `turn`, from frame `to` on, at once.
    Start { turn: u64, to: u64 },
    /// Goes from frame `at` to frame `to`, within the turn.
    Splice { at: u64, to: u64 },
}

/// Frames that sounded, or will in a moment, one after the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Run {
    pub(crate) turn: u64,
    /// The first frame.
    pub(crate) first: u64,
    pub(crate) count: u32,
    /// When the first is heard, in nanoseconds of the output's clock.
    pub(crate) heard_at: u64,
}

/// The render thread's ends of the rings.
pub(crate) struct FeedLine {
    pub(crate) frames: Producer<Frame>,
    pub(crate) jumps: Producer<Jump>,
    pub(crate) shared: Arc<Shared>,
}

/// The callback's ends of the rings: whatever plays sound pulls it from here.
pub struct Feed {
    frames: Consumer<Frame>,
    jumps: Consumer<Jump>,
    runs: Producer<Run>,
    shared: Arc<Shared>,
    wanted: Arc<AtomicU64>,
    rate: u32,
    turn: u64,
    head: u64,
    /// Where the head must get to before anything sounds again.
    target: u64,
    /// The first frame of the take that plays.
    take: u64,
    splice: Option<(u64, u64)>,
    last: Frame,
    release: u32,
    /// Something of the turn was heard.
    begun: bool,
    /// Frames that are still to be evened out, and what is between old and new.
    mend: u32,
    step: Frame,
}

/// Makes the rings for an output at `rate` hertz, which plays while the turn it has is the one `wanted`.
pub(crate) fn feed(wanted: &Arc<AtomicU64>, rate: u32) -> (FeedLine, Feed, Consumer<Run>) {
    let (frames, frames_out) = RingBuffer::new(ring(rate));
    let (jumps, jumps_out) = RingBuffer::new(JUMPS);
    let (runs_in, runs) = RingBuffer::new(RUNS);
    let shared = Arc::new(Shared::default());
    let feed = Feed {
        frames: frames_out,
        jumps: jumps_out,
        runs: runs_in,
        shared: Arc::clone(&shared),
        wanted: Arc::clone(wanted),
        rate,
        turn: 0,
        head: 0,
        target: 0,
        take: 0,
        splice: None,
        last: [0.0; 2],
        release: 0,
        begun: false,
        mend: 0,
        step: [0.0; 2],
    };
    (FeedLine { frames, jumps, shared }, feed, runs)
}

impl Feed {
    /// Frames a second that must be pulled, in hertz.
    #[must_use]
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Fills `out` with what sounds next; silence when nothing plays or nothing is ready.
    ///
    /// `heard_at` says when the first frame will be heard, in nanoseconds of the output's [`crate::Clock`].
    /// Takes no lock, allocates nothing and never waits.
    pub fn fill(&mut self, out: &mut [Frame], heard_at: u64) {
        self.shared.calls.fetch_add(1, Ordering::Relaxed);
        let wanted = self.wanted.load(Ordering::Acquire);
        self.take_jumps();
        let mut done = 0;
        while done < out.len() {
            let count = if self.turn == wanted { self.next_stretch(out.len() - done) } else { 0 };
            if count == 0 {
                break;
            }
            let stretch = &mut out[done..done + count];
            let heard_at = heard_at + done as u64 * 1_000_000_000 / u64::from(self.rate);
            // When full, the position is a callback older than it could be: better than waiting.
            let _ = self.runs.push(Run { turn: self.turn, first: self.head, count: count as u32, heard_at });
            self.copy(stretch);
            done += count;
        }
        if done < out.len() {
            // What comes after silence in the midst of sound must rise from it.
            self.mend = if self.turn == wanted && self.begun { MEND } else { 0 };
            self.fall_silent(&mut out[done..]);
        }
        self.shared.head.store(self.head, Ordering::Release);
    }

    /// Frames that could sound without another word from the render thread; for outputs that wait for it.
    pub(crate) fn ready(&mut self) -> usize {
        self.take_jumps();
        if self.turn != self.wanted.load(Ordering::Acquire) {
            return 0;
        }
        let here = self.head.max(self.target);
        let ready = match self.splice {
            Some((at, to)) => (self.head + self.frames.slots() as u64 + at).saturating_sub(to + here),
            None => self.end().saturating_sub(here),
        };
        ready as usize
    }

    /// The frame after the last that can be had without another word from the render thread.
    fn end(&self) -> u64 {
        // In this order: the fence is set before what lies behind it.
        let end = self.head + self.frames.slots() as u64;
        let fence = self.shared.fence.load(Ordering::Acquire);
        if self.take < fence { end.min(fence) } else { end }
    }

    fn take_jumps(&mut self) {
        while let Ok(jump) = self.jumps.pop() {
            if self.splice.take().is_some() {
                self.shared.jumps_done.fetch_add(1, Ordering::Release);
            }
            match jump {
                Jump::Start { turn, to } => {
                    self.turn = turn;
                    (self.target, self.take) = (to, to);
                    (self.begun, self.mend) = (false, 0);
                    self.shared.jumps_done.fetch_add(1, Ordering::Release);
                }
                Jump::Splice { at, to } => self.splice = Some((at, to)),
            }
        }
    }

    /// How many frames of at most `most` can be copied from the head on; brings the head to where it must be first.
    fn next_stretch(&mut self, most: usize) -> usize {
        let here = self.head.max(self.target);
        if let Some((at, to)) = self.splice
            && here >= at
        {
            // Late by some frames, the jump lands as many frames later: time goes on evenly.
            (self.target, self.take) = (to + (here - at), to);
            if here > at {
                self.mend = MEND;
            }
            self.splice = None;
            self.shared.jumps_done.fetch_add(1, Ordering::Release);
        }
        let end = self.end();
        if self.head < self.target {
            let left_out = self.target.min(end) - self.head;
            if let Ok(chunk) = self.frames.read_chunk(left_out as usize) {
                chunk.commit_all();
                self.head += left_out;
            }
        }
        let until = self.splice.map_or(end, |(at, _)| end.min(at));
        if self.head < self.target { 0 } else { (most as u64).min(until - self.head) as usize }
    }

    fn copy(&mut self, out: &mut [Frame]) {
        if let Ok(chunk) = self.frames.read_chunk(out.len()) {
            let (first, second) = chunk.as_slices();
            out[..first.len()].copy_from_slice(first);
            out[first.len()..].copy_from_slice(second);
            chunk.commit_all();
        }
        self.head += out.len() as u64;
        if self.mend > 0 {
            self.even_out(out);
        }
        if let Some(last) = out.last() {
            (self.last, self.release, self.begun) = (*last, RELEASE, true);
        }
    }

    /// Leads from what was heard last to what comes now, instead of a step.
    fn even_out(&mut self, out: &mut [Frame]) {
        if self.mend == MEND
            && let Some(first) = out.first()
        {
            let heard = self.falling();
            self.step = [0, 1].map(|side| heard[side] - first[side]);
        }
        for frame in out {
            let part = self.mend as f32 / MEND as f32;
            *frame = [0, 1].map(|side| frame[side] + self.step[side] * part * part);
            self.mend = self.mend.saturating_sub(1);
        }
    }

    /// What is heard now of the last frame.
    fn falling(&self) -> Frame {
        let part = self.release as f32 / RELEASE as f32;
        self.last.map(|side| side * part * part)
    }

    fn fall_silent(&mut self, out: &mut [Frame]) {
        for frame in out {
            self.release = self.release.saturating_sub(1);
            *frame = self.falling();
        }
    }
}

#[cfg(test)]
mod tests;
