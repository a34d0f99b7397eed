//! Copying that says how far it is, and stops when it is asked to.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use playback::BounceError;

use crate::StudioError;
use crate::jobs::Job;

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How far a handover is, in bytes; the job shows thousandths.
pub(super) struct Meter<'j> {
    job: &'j Job,
    done: u64,
    total: u64,
    told: Option<Instant>,
}

impl<'j> Meter<'j> {
    pub fn of(job: &'j Job, total: u64) -> Self {
        job.update(|view| view.total = 1000);
        Self { job, done: 0, total: total.max(1), told: None }
    }

    /// What is written now.
    pub fn name(&self, what: &str) {
        self.job.update(|view| what.clone_into(&mut view.current));
    }

    pub fn add(&mut self, bytes: u64) {
        self.at(self.done.saturating_add(bytes));
    }

    /// Sets how far it is.
    pub fn at(&mut self, done: u64) {
        self.done = done;
        if self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            self.told = Some(Instant::now());
            let part = self.done.saturating_mul(1000) / self.total;
            self.job.update(|view| view.done = usize::try_from(part.min(999)).unwrap_or(0));
        }
    }

    pub fn done(&self) -> u64 {
        self.done
    }

    pub fn is_cancelled(&self) -> bool {
        self.job.is_cancelled()
    }

    /// That it was cancelled, if it was; else what is given.
    pub fn or_cancelled(&self, error: StudioError) -> StudioError {
        if self.is_cancelled() { StudioError::Bounce(BounceError::Cancelled) } else { error }
    }
}

/// Reads on until the job is cancelled, and counts.
pub(super) struct Watched<'m, 'j, R> {
    pub from: R,
    pub meter: &'m std::cell::RefCell<Meter<'j>>,
}

impl<R: Read> Read for Watched<'_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut meter = self.meter.borrow_mut();
        if meter.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        let count = self.from.read(into)?;
        meter.add(count as u64);
        Ok(count)
    }
}
