//! Work that takes long: it runs beside the window, shows how far it is, and can be cancelled.

mod awaited;
mod files;
mod found;
mod import;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use parking_lot::Mutex;

pub use files::find_audio;
use files::together;
pub use import::{LongOnes, import};
pub use playback::SampleFormat;

use crate::views::{JobKind, JobView};

/// The jobs of this session.
#[derive(Clone, Default)]
pub struct Jobs(Arc<Board>);

#[derive(Default)]
struct Board {
    next: AtomicU64,
    jobs: Mutex<BTreeMap<u64, Job>>,
}

/// One job: what the worker writes to and the window reads.
#[derive(Clone)]
pub struct Job(Arc<State>);

struct State {
    view: Mutex<JobView>,
    cancelled: AtomicBool,
    started: Instant,
    tell: Box<dyn Fn(&JobView) + Send + Sync>,
}

impl Jobs {
    /// A new job that reports to `tell`.
    pub fn start(&self, kind: JobKind, title: &str, tell: impl Fn(&JobView) + Send + Sync + 'static) -> Job {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed) + 1;
        let job = Job::new(id, kind, title, tell);
        self.0.jobs.lock().insert(id, job.clone());
        job
    }

    /// Asks a job to stop; it does so within a second.
    pub fn cancel(&self, id: u64) {
        if let Some(job) = self.0.jobs.lock().get(&id) {
            job.0.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Asks all to stop.
    pub fn cancel_all(&self) {
        for job in self.0.jobs.lock().values() {
            job.0.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// All jobs, the newest last.
    #[must_use]
    pub fn list(&self) -> Vec<JobView> {
        self.0.jobs.lock().values().map(Job::view).collect()
    }
}

impl Job {
    /// A job by itself, as the command line runs it.
    pub fn new(id: u64, kind: JobKind, title: &str, tell: impl Fn(&JobView) + Send + Sync + 'static) -> Self {
        let view = JobView {
            id,
            kind,
            title: title.to_owned(),
            done: 0,
            total: 0,
            current: String::new(),
            sound_millis: 0,
            elapsed_millis: 0,
            finished: false,
            cancelled: false,
            imported: Vec::new(),
            known: Vec::new(),
            failed: Vec::new(),
            remarks: Vec::new(),
        };
        Self(Arc::new(State {
            view: Mutex::new(view),
            cancelled: AtomicBool::new(false),
            started: Instant::now(),
            tell: Box::new(tell),
        }))
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.0.view.lock().id
    }

    /// Asks it to stop; it does so within a second.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Tells how far it is and with what, and answers whether to go on.
    pub fn step(&self, done: usize, total: usize, what: &str) -> ControlFlow<()> {
        self.update(|view| (view.done, view.total, view.current) = (done, total, what.to_owned()));
        self.go_on()
    }

    fn go_on(&self) -> ControlFlow<()> {
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Who tells it how far its work is, and answers whether to go on.
    pub fn telling(&self) -> impl Fn(usize, usize) -> ControlFlow<()> {
        let job = self.clone();
        move |done, total| {
            job.update(|view| (view.done, view.total) = (done, total));
            job.go_on()
        }
    }

    /// How it stands.
    #[must_use]
    pub fn view(&self) -> JobView {
        let mut view = self.0.view.lock().clone();
        if !view.finished {
            view.elapsed_millis = self.elapsed();
        }
        view
    }

    fn elapsed(&self) -> u64 {
        u64::try_from(self.0.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Changes how it stands, and tells.
    pub(crate) fn update(&self, change: impl FnOnce(&mut JobView)) {
        let view = {
            let mut view = self.0.view.lock();
            change(&mut view);
            view.elapsed_millis = self.elapsed();
            view.clone()
        };
        (self.0.tell)(&view);
    }

    /// Says that it is over when what is returned goes out of scope: whatever happens, nobody waits for a job for ever.
    pub(crate) fn finish_at_last(&self) -> Finish {
        Finish(self.clone())
    }

    /// Says that it is over.
    pub(crate) fn finish(&self) -> JobView {
        let cancelled = self.is_cancelled();
        self.update(|view| {
            view.finished = true;
            view.cancelled = cancelled && view.done < view.total;
            view.current.clear();
        });
        self.view()
    }
}

/// A job that is over when this goes.
pub(crate) struct Finish(Job);

impl Drop for Finish {
    fn drop(&mut self) {
        if !self.0.view().finished {
            self.0.finish();
        }
    }
}
