//! A device that has gone without saying so.

use std::time::{Duration, Instant};

/// A device that has asked for nothing for so long is taken for lost.
const QUIET: Duration = Duration::from_secs(3);
/// And after at least so many looks, lest a machine that slept be taken for a device that does.
const QUIET_LOOKS: u32 = 50;

/// Notices an output that pulls no more.
pub(crate) struct Quiet {
    calls: u64,
    since: Instant,
    looks: u32,
}

impl Quiet {
    pub(crate) fn new() -> Self {
        Self { calls: 0, since: Instant::now(), looks: 0 }
    }

    /// Whether the output is lost, now that it has called `calls` times.
    pub(crate) fn look(&mut self, calls: u64) -> bool {
        if calls != self.calls {
            *self = Self { calls, ..Self::new() };
        }
        self.looks = self.looks.saturating_add(1);
        self.looks > QUIET_LOOKS && self.since.elapsed() > QUIET
    }
}
