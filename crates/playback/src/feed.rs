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
//! Each start has a turn, a number that the transport raises the moment something else is wanted. What belongs to
//! another turn than the one wanted is never played, even when the render thread is too busy to say so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rtrb::{Consumer, Producer, RingBuffer};

use crate::Frame;

/// Frames in which the last sample falls to nothing where sound breaks off, lest it click: 2.7 ms at 48 kHz.
pub(crate) const RELEASE: u32 = 128;

/// Frames over which a step is evened out, where a splice comes too late for its blend: 5.3 ms at 48 kHz.
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
    splice: Option<(u64, u64)>,
    last: Frame,
    release: u32,
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
        splice: None,
        last: [0.0; 2],
        release: 0,
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
        self.fall_silent(&mut out[done..]);
        self.shared.head.store(self.head, Ordering::Release);
    }

    /// Frames that could sound without another word from the render thread; for outputs that wait for it.
    pub(crate) fn ready(&mut self) -> usize {
        self.take_jumps();
        if self.turn != self.wanted.load(Ordering::Acquire) {
            return 0;
        }
        let slots = self.frames.slots();
        let end = self.head + slots as u64;
        match self.splice {
            Some((at, to)) if at >= self.head => (at - self.head + end.saturating_sub(to)) as usize,
            Some((at, to)) => end.saturating_sub(to + (self.head - at)) as usize,
            None => end.saturating_sub(self.target.max(self.head)) as usize,
        }
    }

    fn take_jumps(&mut self) {
        while let Ok(jump) = self.jumps.pop() {
            if self.splice.take().is_some() {
                self.shared.jumps_done.fetch_add(1, Ordering::Release);
            }
            match jump {
                Jump::Start { turn, to } => {
                    self.turn = turn;
                    self.target = to;
                    self.shared.jumps_done.fetch_add(1, Ordering::Release);
                }
                Jump::Splice { at, to } => self.splice = Some((at, to)),
            }
        }
    }

    /// How many frames of at most `most` can be copied from the head on; brings the head to where it must be first.
    fn next_stretch(&mut self, most: usize) -> usize {
        if let Some((at, to)) = self.splice
            && self.head >= at
        {
            // Late by some frames, the jump lands as many frames later: time goes on evenly.
            self.target = to + (self.head - at);
            if self.head > at {
                self.mend = MEND;
            }
            self.splice = None;
            self.shared.jumps_done.fetch_add(1, Ordering::Release);
        }
        if self.head < self.target {
            let left_out = (self.target - self.head).min(self.frames.slots() as u64);
            if let Ok(chunk) = self.frames.read_chunk(left_out as usize) {
                chunk.commit_all();
                self.head += left_out;
            }
            if self.head < self.target {
                return 0;
            }
        }
        let until_splice = self.splice.map_or(u64::MAX, |(at, _)| at - self.head);
        (most as u64).min(until_splice).min(self.frames.slots() as u64) as usize
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
            (self.last, self.release) = (*last, RELEASE);
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
mod tests {
    use super::*;

    struct Bench {
        line: FeedLine,
        feed: Feed,
        runs: Consumer<Run>,
        wanted: Arc<AtomicU64>,
    }

    fn bench() -> Bench {
        let wanted = Arc::new(AtomicU64::new(1));
        let (line, feed, runs) = feed(&wanted, 48_000);
        Bench { line, feed, runs, wanted }
    }

    impl Bench {
        fn push(&mut self, numbers: std::ops::Range<u64>) {
            numbers.for_each(|number| self.line.frames.push([number as f32; 2]).expect("room in the ring"));
        }

        fn jump(&mut self, jump: Jump) {
            self.line.jumps.push(jump).expect("room for a jump");
        }

        fn pull(&mut self, count: usize) -> Vec<f32> {
            let mut out = vec![[f32::NAN; 2]; count];
            self.feed.fill(&mut out, 0);
            out.iter().map(|frame| frame[0]).collect()
        }
    }

    #[test]
    fn nothing_sounds_before_a_start() {
        let mut bench = bench();
        bench.push(0..10);
        assert_eq!(bench.pull(4), [0.0; 4]);
        bench.jump(Jump::Start { turn: 1, to: 3 });
        assert_eq!(bench.pull(4), [3.0, 4.0, 5.0, 6.0]);
    }

    #[test]
    fn what_is_no_longer_wanted_is_never_played() {
        let mut bench = bench();
        bench.push(1000..3000);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        assert_eq!(bench.pull(2), [1000.0, 1001.0]);
        bench.wanted.store(2, Ordering::Release);
        let after = bench.pull(300);
        assert!(after[RELEASE as usize..].iter().all(|sample| *sample == 0.0));
        assert!(after.is_sorted_by(|a, b| a >= b) && after[0] < 1001.0);
        bench.push(5000..5010);
        bench.jump(Jump::Start { turn: 2, to: 2000 });
        assert_eq!(bench.pull(3), [5000.0, 5001.0, 5002.0]);
    }

    #[test]
    fn a_splice_that_comes_too_late_makes_no_step() {
        let mut bench = bench();
        let level = |bench: &mut Bench, level: f32, count: usize| {
            (0..count).for_each(|_| bench.line.frames.push([level; 2]).expect("room in the ring"));
        };
        level(&mut bench, 1.0, 1_000);
        level(&mut bench, -1.0, 1_000);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        assert_eq!(bench.pull(500), [1.0; 500]);
        bench.jump(Jump::Splice { at: 400, to: 1_000 });
        let heard = bench.pull(600);
        let steps = heard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(steps < 0.02 && (heard[0] - 1.0).abs() < 0.02, "{steps}, {}", heard[0]);
        assert_eq!(heard[256..], [-1.0; 344], "then it is what it is");
    }

    #[test]
    fn a_splice_leaves_out_without_a_gap() {
        let mut bench = bench();
        bench.push(0..20);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        bench.jump(Jump::Splice { at: 4, to: 12 });
        assert_eq!(bench.pull(6), [0.0, 1.0, 2.0, 3.0, 12.0, 13.0]);
        assert_eq!(bench.line.shared.jumps_done.load(Ordering::Acquire), 2);
    }

    #[test]
    fn a_late_splice_lands_as_much_later() {
        let mut bench = bench();
        bench.push(0..400);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        bench.pull(6);
        bench.jump(Jump::Splice { at: 4, to: 12 });
        let heard = bench.pull(300);
        assert_eq!(heard[0], 5.0, "no step from what was heard");
        assert_eq!(heard[256..], (270..314).map(|number| number as f32).collect::<Vec<f32>>());
    }

    #[test]
    fn runs_tell_what_was_heard_when() {
        let mut bench = bench();
        bench.push(0..20);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        bench.jump(Jump::Splice { at: 3, to: 10 });
        let mut out = vec![[0.0; 2]; 6];
        bench.feed.fill(&mut out, 1_000_000);
        assert_eq!(bench.runs.pop().ok(), Some(Run { turn: 1, first: 0, count: 3, heard_at: 1_000_000 }));
        assert_eq!(bench.runs.pop().ok(), Some(Run { turn: 1, first: 10, count: 3, heard_at: 1_062_500 }));
    }

    #[test]
    fn an_empty_ring_is_silence_and_the_sound_goes_on_where_it_broke_off() {
        let mut bench = bench();
        bench.push(0..5);
        bench.jump(Jump::Start { turn: 1, to: 0 });
        assert_eq!(bench.pull(200)[5 + RELEASE as usize..], [0.0; 195 - RELEASE as usize]);
        bench.push(5..8);
        assert_eq!(bench.pull(3), [5.0, 6.0, 7.0]);
    }
}
