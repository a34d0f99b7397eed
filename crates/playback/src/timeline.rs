//! Which sample of the time line each frame of the ring is, and so what is heard now.
//!
//! The render thread writes down every stretch it renders, the callback every run it takes. Where the two meet lie
//! the position and the meters. The callback never sees this: its runs come through a ring.

use std::collections::VecDeque;

use rtrb::Consumer;

use crate::feed::Run;
use crate::meters::{Level, Meters, decibels};

const PEAK_WINDOW: u64 = 50_000_000;
const RMS_WINDOW: u64 = 300_000_000;
/// A callback may be as late as that before the meters take it for silence.
const LATE: u64 = 50_000_000;
/// How long runs are kept after they were heard, in nanoseconds; more than any meter looks back.
const KEPT: u64 = 1_000_000_000;

/// Frames in the ring that follow one another on the time line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// The first frame in the ring.
    pub(crate) first: u64,
    /// The sample of the time line it is.
    pub(crate) sample: i64,
    /// Samples of the time line to a frame: negative when playing backwards, not 1 in the shuttle or where the
    /// device has another rate.
    pub(crate) step: f64,
    pub(crate) level: Level,
}

/// What is in the ring, and what was taken from it when.
pub(crate) struct Timeline {
    stretches: VecDeque<Stretch>,
    runs: VecDeque<Run>,
    incoming: Consumer<Run>,
    /// Frames a second, in hertz.
    rate: u32,
}

impl Timeline {
    pub(crate) fn new(incoming: Consumer<Run>, rate: u32) -> Self {
        Self { stretches: VecDeque::new(), runs: VecDeque::new(), incoming, rate }
    }

    pub(crate) fn push(&mut self, stretch: Stretch) {
        self.stretches.push_back(stretch);
    }

    /// Forgets stretches from frame `frame` on, which were rendered but never put into the ring.
    pub(crate) fn forget_from(&mut self, frame: u64) {
        while self.stretches.back().is_some_and(|stretch| stretch.first >= frame) {
            self.stretches.pop_back();
        }
    }

    /// Takes in the callback's runs, and forgets what was heard long before `now`.
    pub(crate) fn catch_up(&mut self, now: u64) {
        while let Ok(run) = self.incoming.pop() {
            self.runs.push_back(run);
        }
        while self.runs.len() > 1 && self.runs[1].heard_at.saturating_add(KEPT) < now {
            self.runs.pop_front();
        }
        if let Some(oldest) = self.runs.front() {
            while self.stretches.len() > 1 && self.stretches[1].first <= oldest.first {
                self.stretches.pop_front();
            }
        }
    }

    /// The sample of the time line that frame `frame` of the ring is; past the last stretch, what it would become.
    pub(crate) fn sample_of(&self, frame: u64) -> Option<i64> {
        let stretch = &self.stretches[self.stretch_of(frame)?];
        Some(stretch.sample + ((frame - stretch.first) as f64 * stretch.step).floor() as i64)
    }

    /// The sample heard at `now`, if anything of `turn` has been.
    pub(crate) fn heard(&self, now: u64, turn: u64) -> Option<i64> {
        let run = self.run_at(now).filter(|run| run.turn == turn)?;
        self.sample_of(run.first + self.frames_between(run.heard_at, now).min(u64::from(run.count)))
    }

    /// The level of what is heard at `now`.
    pub(crate) fn meters(&self, now: u64) -> Meters {
        let mut meters = Meters::SILENT;
        let Some(current) = self.run_at(now) else { return meters };
        if now > current.heard_at + self.nanoseconds(u64::from(current.count)) + LATE {
            return meters;
        }
        let (mut peak, mut squares, mut frames) = ([0.0_f32; 2], [0.0_f64; 2], 0_u64);
        for run in self.runs.iter().rev().skip_while(|run| run.heard_at > now) {
            let run_end =
                (run.first + u64::from(run.count)).min(run.first + self.frames_between(run.heard_at, now) + 1);
            if run.heard_at + self.nanoseconds(u64::from(run.count)) + RMS_WINDOW < now {
                break;
            }
            let Some(from) = self.stretch_of(run.first) else { break };
            for stretch in self.stretches.range(from..).take_while(|stretch| stretch.first < run_end) {
                let begun = run.heard_at + self.nanoseconds(stretch.first.saturating_sub(run.first));
                let age = now.saturating_sub(begun);
                let share = |side: usize| stretch.level.square_sum[side];
                if age <= PEAK_WINDOW {
                    peak = [peak[0].max(stretch.level.peak[0]), peak[1].max(stretch.level.peak[1])];
                }
                // A stretch that reaches into two runs counts where it begins.
                if age <= RMS_WINDOW && (stretch.first >= run.first || frames == 0) {
                    squares = [squares[0] + share(0), squares[1] + share(1)];
                    frames += u64::from(stretch.level.frames);
                }
            }
        }
        let frame = current.first + self.frames_between(current.heard_at, now);
        if let Some(at) = self.stretch_of(frame) {
            let loud = self.stretches[at].level.loud;
            (meters.momentary_lufs, meters.short_term_lufs) = (loud.momentary, loud.short_term);
            meters.integrated_lufs = loud.integrated;
        }
        meters.peak_db = peak.map(|side| decibels(f64::from(side)));
        meters.rms_db = squares.map(|side| decibels((side / frames.max(1) as f64).sqrt()));
        meters
    }

    fn run_at(&self, now: u64) -> Option<&Run> {
        self.runs.iter().rev().find(|run| run.heard_at <= now)
    }

    fn stretch_of(&self, frame: u64) -> Option<usize> {
        self.stretches.partition_point(|stretch| stretch.first <= frame).checked_sub(1)
    }

    fn frames_between(&self, from: u64, to: u64) -> u64 {
        let product = u128::from(to.saturating_sub(from)) * u128::from(self.rate);
        u64::try_from((product + 500_000_000) / 1_000_000_000).unwrap_or(u64::MAX)
    }

    fn nanoseconds(&self, frames: u64) -> u64 {
        frames.saturating_mul(1_000_000_000) / u64::from(self.rate)
    }
}
