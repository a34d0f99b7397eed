//! No device: the sound is pulled by a clock and goes nowhere, so that picture and playhead still run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use timebase::SampleRate;

use super::{Clock, Output, OutputState};
use crate::Frame;
use crate::feed::Feed;

/// How often the clock pulls.
const PERIOD: Duration = Duration::from_millis(10);

/// Frames pulled at once at most; a longer lapse, as of a machine that slept, is not made up for.
const MOST: usize = 9_600;

/// Pulls in real time, and lets nothing be heard.
pub struct Silent {
    reason: String,
    clock: Clock,
    puller: Option<Puller>,
}

struct Puller {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Silent {
    /// Nothing can be heard because of `reason`, a sentence for the user.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), clock: Clock::real(), puller: None }
    }

    fn stop(&mut self) {
        if let Some(puller) = self.puller.take() {
            puller.stop.store(true, Ordering::Release);
            if puller.thread.join().is_err() {
                tracing::error!("the silent clock broke down");
            }
        }
    }
}

impl Output for Silent {
    fn rate(&self) -> u32 {
        SampleRate::MIX.hertz()
    }

    fn clock(&self) -> Clock {
        self.clock.clone()
    }

    fn state(&self) -> OutputState {
        OutputState::Silent { reason: self.reason.clone() }
    }

    fn lost(&self) -> Option<String> {
        None
    }

    fn pulls_by_itself(&self) -> bool {
        true
    }

    fn start(&mut self, feed: Feed) {
        self.stop();
        let stop = Arc::new(AtomicBool::new(false));
        let clock = self.clock.clone();
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("silent clock".into());
        match thread.spawn(move || pull(feed, &clock, &stopped)) {
            Ok(thread) => self.puller = Some(Puller { stop, thread }),
            Err(error) => tracing::error!(%error, "the silent clock cannot be started"),
        }
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        self.stop();
    }
}

fn pull(mut feed: Feed, clock: &Clock, stop: &AtomicBool) {
    let rate = u128::from(feed.rate());
    let frames_at = |now: u64| (u128::from(now) * rate / 1_000_000_000) as u64;
    let mut nowhere: Vec<Frame> = vec![[0.0; 2]; MOST];
    let mut pulled = frames_at(clock.now());
    while !stop.load(Ordering::Acquire) {
        std::thread::sleep(PERIOD);
        let now = clock.now();
        let due = frames_at(now).saturating_sub(pulled);
        pulled += due;
        let count = usize::try_from(due).unwrap_or(MOST).min(MOST);
        feed.fill(&mut nowhere[..count], now);
    }
}
