//! A tape in place of a device: pulled by hand, it keeps exactly what would be heard.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::{Clock, Output, OutputState};
use crate::Frame;
use crate::feed::Feed;

/// Frames pulled at once, as a device would.
const PERIOD: usize = 1024;

/// How long [`Tape::pull`] waits for the renderer before it takes silence instead.
const PATIENCE: Duration = Duration::from_secs(20);

/// The output side of a [`Tape`].
pub struct Capture {
    rate: u32,
    feed: Arc<Mutex<Option<Feed>>>,
    time: Arc<AtomicU64>,
}

/// Pulls sound by hand; its clock moves by what was pulled, and stands still in between.
pub struct Tape {
    rate: u32,
    feed: Arc<Mutex<Option<Feed>>>,
    time: Arc<AtomicU64>,
    pulled: u64,
}

impl Capture {
    /// An output at `rate` hertz, and the tape that pulls from it.
    #[must_use]
    pub fn new(rate: u32) -> (Self, Tape) {
        let rate = rate.max(1);
        let (feed, time) = (Arc::default(), Arc::default());
        (Self { rate, feed: Arc::clone(&feed), time: Arc::clone(&time) }, Tape { rate, feed, time, pulled: 0 })
    }
}

impl Output for Capture {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn clock(&self) -> Clock {
        Clock::by_hand(Arc::clone(&self.time))
    }

    fn state(&self) -> OutputState {
        OutputState::Device { name: "tape".into() }
    }

    fn lost(&self) -> Option<String> {
        None
    }

    fn pulls_by_itself(&self) -> bool {
        false
    }

    fn start(&mut self, feed: Feed) {
        *self.feed.lock() = Some(feed);
    }
}

impl Tape {
    /// The next `count` frames that would be heard, once the render thread has them ready: the same on a slow
    /// machine as on a quick one. After 20 s without them, silence stands in, as on a device.
    pub fn pull(&mut self, count: usize) -> Vec<Frame> {
        let mut out = Vec::with_capacity(count);
        while out.len() < count {
            let period = PERIOD.min(count - out.len());
            let patience = Instant::now() + PATIENCE;
            while self.ready() < period && Instant::now() < patience {
                std::thread::sleep(Duration::from_millis(1));
            }
            out.extend(self.pull_now(period));
        }
        out
    }

    /// The next `count` frames as a device would get them this moment, ready or not.
    pub fn pull_now(&mut self, count: usize) -> Vec<Frame> {
        let mut out = vec![[0.0; 2]; count];
        for period in out.chunks_mut(PERIOD) {
            if let Some(feed) = &mut *self.feed.lock() {
                feed.fill(period, self.time.load(Ordering::Acquire));
            }
            self.pulled += period.len() as u64;
            let nanoseconds = u128::from(self.pulled) * 1_000_000_000 / u128::from(self.rate);
            self.time.store(nanoseconds as u64, Ordering::Release);
        }
        out
    }

    /// Frames that the render thread has ready and nobody has pulled.
    #[must_use]
    pub fn ready(&self) -> usize {
        self.feed.lock().as_mut().map_or(0, Feed::ready)
    }
}
