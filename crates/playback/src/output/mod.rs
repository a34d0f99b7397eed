//! Where sound goes: a device, a clock in its stead, or a tape for tests.

mod capture;
mod device;
mod silent;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

pub use capture::{Capture, Tape};
pub use device::{Device, DeviceWish, OutputError, devices};
pub use silent::Silent;

use crate::feed::Feed;

/// Something that pulls sound from a [`Feed`] at an even pace. Dropping it stops it.
pub trait Output: Send {
    /// Frames a second that it pulls, in hertz.
    fn rate(&self) -> u32;
    /// The clock in which it says when a frame is heard.
    fn clock(&self) -> Clock;
    /// What to tell the user about it.
    fn state(&self) -> OutputState;
    /// Why it has stopped for good, if it has.
    fn lost(&self) -> Option<String>;
    /// Whether it pulls by itself, so that not being pulled for seconds means that it is lost.
    fn pulls_by_itself(&self) -> bool;
    /// Whether it is what was asked for, and no other one in its stead.
    fn is_wished(&self) -> bool {
        true
    }
    /// How long sound is on its way from here to the ear, in nanoseconds, as the output says itself; 0 while nothing is known.
    fn latency(&self) -> Arc<AtomicU64> {
        Arc::default()
    }
    /// Begins to pull from `feed`, in place of the one before.
    fn start(&mut self, feed: Feed);
}

/// Whether anything can be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutputState {
    /// Sound goes to a device.
    Device {
        /// As the system calls it.
        name: String,
    },
    /// Time passes, but nothing can be heard.
    Silent {
        /// Why, for the user.
        reason: String,
    },
}

/// The time in which an output says when its frames are heard.
#[derive(Debug, Clone)]
pub struct Clock(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Real(Instant),
    Hand(Arc<AtomicU64>),
}

impl Clock {
    /// A clock that runs by itself.
    #[must_use]
    pub fn real() -> Self {
        Self(Kind::Real(Instant::now()))
    }

    /// A clock that shows what `nanoseconds` holds.
    #[must_use]
    pub fn by_hand(nanoseconds: Arc<AtomicU64>) -> Self {
        Self(Kind::Hand(nanoseconds))
    }

    /// Nanoseconds since the clock was made.
    #[must_use]
    pub fn now(&self) -> u64 {
        match &self.0 {
            Kind::Real(start) => u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX),
            Kind::Hand(nanoseconds) => nanoseconds.load(Ordering::Acquire),
        }
    }
}
