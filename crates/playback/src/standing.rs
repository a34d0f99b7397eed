//! How the transport stands: what is asked for, what is heard, and what went wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::{Mutex, MutexGuard};

use crate::output::{Clock, OutputState};
use crate::source::Fault;
use crate::timeline::Timeline;

/// Whether the transport runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Time stands still.
    Stopped,
    /// Time passes.
    Playing,
    /// Time stands still, and a moment from there on sounds once.
    Blip,
}

/// What the transport and the render thread share. The audio callback sees of it `wanted` alone.
pub(crate) struct Standing {
    /// The turn that may sound: odd while playing, raised with every start and stop.
    pub(crate) wanted: Arc<AtomicU64>,
    status: Mutex<Status>,
    // Locked after `status`, where both are.
    hearing: Mutex<Hearing>,
}

pub(crate) struct Status {
    pub(crate) state: State,
    pub(crate) turn: u64,
    /// The position while stopped, and until the first sample of a turn is heard.
    pub(crate) parked: i64,
    pub(crate) rate: f64,
    pub(crate) output: OutputState,
    pub(crate) faults: Vec<Fault>,
}

/// What can be known of the sound of one output.
pub(crate) struct Hearing {
    pub(crate) timeline: Timeline,
    pub(crate) clock: Clock,
    /// How long sound is on its way through the output, in nanoseconds.
    pub(crate) latency: Arc<AtomicU64>,
}

impl Standing {
    pub(crate) fn new(wanted: Arc<AtomicU64>, status: Status, hearing: Hearing) -> Self {
        Self { wanted, status: Mutex::new(status), hearing: Mutex::new(hearing) }
    }

    pub(crate) fn status(&self) -> MutexGuard<'_, Status> {
        self.status.lock()
    }

    pub(crate) fn hearing<T>(&self, look: impl FnOnce(&mut Hearing) -> T) -> T {
        look(&mut self.hearing.lock())
    }

    /// Silences what plays: a new turn, odd if one is to be played.
    pub(crate) fn raise(&self, status: &mut Status) {
        let playing = u64::from(status.state != State::Stopped);
        status.turn = (status.turn / 2 + 1) * 2 + playing;
        self.wanted.store(status.turn, Ordering::Release);
    }

    pub(crate) fn position(&self) -> i64 {
        self.position_of(&self.status())
    }

    pub(crate) fn position_of(&self, status: &Status) -> i64 {
        if status.state != State::Playing {
            return status.parked;
        }
        self.hearing(|hearing| {
            let now = hearing.clock.now();
            hearing.timeline.catch_up(now);
            hearing.timeline.heard(now, status.turn).unwrap_or(status.parked)
        })
    }

    pub(crate) fn parked(&self) -> i64 {
        self.status().parked
    }

    /// Makes `sample` the position of `turn` until something of it is heard.
    pub(crate) fn park(&self, turn: u64, sample: i64) {
        let mut status = self.status();
        if status.turn == turn {
            status.parked = sample;
        }
    }

    /// Stops at `sample`, where `turn` came to its end, unless something else was asked for meanwhile.
    pub(crate) fn end(&self, turn: u64, sample: i64) {
        let mut status = self.status();
        if status.turn == turn {
            status.parked = sample;
            status.state = State::Stopped;
            self.raise(&mut status);
        }
    }

    pub(crate) fn set_faults(&self, faults: &[Fault]) {
        let mut status = self.status();
        if status.faults.len() != faults.len()
            || faults.iter().zip(&status.faults).any(|(new, old)| new.clip != old.clip)
        {
            status.faults = faults.to_vec();
        }
    }

    /// From now on `hearing` tells what is heard.
    pub(crate) fn listen(&self, hearing: Hearing, output: OutputState) {
        let mut status = self.status();
        status.output = output;
        self.hearing(|current| *current = hearing);
    }
}
