//! Rendering ahead on all cores: a span in stretches, each by whoever is free, given out in their order.
//!
//! A renderer gives the same samples wherever it is asked to begin, so that the stretches of several of them join to what
//! one would have given.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::thread::JoinHandle;

use parking_lot::{Condvar, Mutex};

use crate::Frame;
use crate::convert::Frames;
use crate::program::Program;
use crate::renderer::Renderer;
use crate::source::{Fault, Sources};

/// Samples of a stretch: 20 s, beside which the seek at its start costs little.
const STRETCH: i64 = 20 * 48_000;
/// Stretches that are ready or being rendered beyond one for each worker.
const SPARE: usize = 1;
/// More workers than that would wait for the one who writes.
const MOST_WORKERS: usize = 16;

/// A stretch as it was rendered.
struct Stretch {
    frames: Vec<Frame>,
    faults: Vec<Fault>,
}

struct Work {
    program: Arc<Program>,
    sources: Arc<dyn Sources>,
    span: Range<i64>,
    desk: Mutex<Desk>,
    moved: Condvar,
}

/// What workers and reader agree on.
#[derive(Default)]
struct Desk {
    /// The next stretch that nobody has begun, and the one that is read.
    next: usize,
    reading: usize,
    ready: BTreeMap<usize, Stretch>,
    /// Nobody reads any more, or a worker fell.
    over: bool,
    fallen: bool,
}

impl Work {
    fn stretches(&self) -> usize {
        usize::try_from((self.span.end - self.span.start + STRETCH - 1) / STRETCH).unwrap_or(0)
    }

    fn samples(&self, stretch: usize) -> Range<i64> {
        let start = self.span.start.saturating_add((stretch as i64).saturating_mul(STRETCH));
        start..start.saturating_add(STRETCH).min(self.span.end)
    }

    fn render(&self, renderer: &mut Renderer, stretch: usize) -> Stretch {
        let samples = self.samples(stretch);
        let told = renderer.faults().len();
        let mut frames = vec![[0.0; 2]; usize::try_from(samples.end - samples.start).unwrap_or(0)];
        // In blocks that stay in the processor's cache while clips are added to them.
        let mut first = samples.start;
        for block in frames.chunks_mut(BLOCK) {
            renderer.render(first, block);
            first += block.len() as i64;
        }
        Stretch { frames, faults: renderer.faults()[told..].to_vec() }
    }
}

/// Frames rendered at once.
const BLOCK: usize = 8192;

/// Says that a worker is gone, whatever way it went.
struct Gone<'a>(&'a Work, bool);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        if !self.1 {
            let mut desk = self.0.desk.lock();
            (desk.over, desk.fallen) = (true, true);
            self.0.moved.notify_all();
        }
    }
}

fn work(work: &Work, ahead: usize) {
    let mut gone = Gone(work, false);
    let mut renderer = Renderer::new(Arc::clone(&work.program), Arc::clone(&work.sources));
    loop {
        let mut desk = work.desk.lock();
        while !desk.over && desk.next < work.stretches() && desk.next > desk.reading + ahead {
            work.moved.wait(&mut desk);
        }
        if desk.over || desk.next >= work.stretches() {
            break;
        }
        let stretch = desk.next;
        desk.next += 1;
        drop(desk);
        let rendered = work.render(&mut renderer, stretch);
        work.desk.lock().ready.insert(stretch, rendered);
        work.moved.notify_all();
    }
    gone.1 = true;
}

/// A span of a program, to be read from its start to its end, rendered ahead.
pub(crate) struct Ahead {
    work: Arc<Work>,
    workers: Vec<JoinHandle<()>>,
    /// The stretch that was taken last.
    current: Option<(usize, Vec<Frame>)>,
    /// Renders what no worker does.
    renderer: Renderer,
    faults: Vec<Fault>,
}

impl Ahead {
    /// Begins at once; a span of one stretch is rendered by whoever reads it.
    pub(crate) fn new(program: &Arc<Program>, sources: &Arc<dyn Sources>, span: Range<i64>) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::on(cores.min(MOST_WORKERS), program, sources, span)
    }

    /// With nobody working ahead: for what must not take the processor from what is heard.
    pub(crate) fn alone(program: &Arc<Program>, sources: &Arc<dyn Sources>, span: Range<i64>) -> Self {
        Self::on(0, program, sources, span)
    }

    fn on(cores: usize, program: &Arc<Program>, sources: &Arc<dyn Sources>, span: Range<i64>) -> Self {
        let renderer = Renderer::new(Arc::clone(program), Arc::clone(sources));
        let (program, sources) = (Arc::clone(program), Arc::clone(sources));
        let work = Arc::new(Work { program, sources, span, desk: Mutex::default(), moved: Condvar::new() });
        let wanted = if work.stretches() > 1 { cores.min(work.stretches()) } else { 0 };
        let mut workers = Vec::new();
        for _ in 0..wanted {
            let shared = Arc::clone(&work);
            let thread = std::thread::Builder::new().name("mixing".into());
            match thread.spawn(move || self::work(&shared, wanted + SPARE)) {
                Ok(worker) => workers.push(worker),
                Err(error) => tracing::warn!(%error, "mixed on fewer cores"),
            }
        }
        Self { work, workers, current: None, renderer, faults: Vec::new() }
    }

    /// The clips met so far that are silent because their recordings cannot be read, each once.
    pub(crate) fn faults(&self) -> &[Fault] {
        &self.faults
    }

    fn take(&mut self, stretch: usize) -> Vec<Frame> {
        let rendered = self.wait_for(stretch).unwrap_or_else(|| self.work.render(&mut self.renderer, stretch));
        for fault in rendered.faults {
            if !self.faults.iter().any(|known| known.clip == fault.clip) {
                self.faults.push(fault);
            }
        }
        rendered.frames
    }

    /// What a worker rendered; `None` where none does.
    fn wait_for(&self, stretch: usize) -> Option<Stretch> {
        if self.workers.is_empty() {
            return None;
        }
        let mut desk = self.work.desk.lock();
        desk.reading = stretch;
        self.work.moved.notify_all();
        loop {
            if let Some(rendered) = desk.ready.remove(&stretch) {
                return Some(rendered);
            }
            // Asked for out of order, or whoever had it fell.
            if desk.fallen || desk.over {
                return None;
            }
            self.work.moved.wait(&mut desk);
        }
    }
}

impl Frames for Ahead {
    /// Frames are read in their order, from 0 on; what was read before is gone.
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        let length = self.work.span.end - self.work.span.start;
        let mut done = 0;
        while done < out.len() {
            let at = first + done as i64;
            if !(0..length).contains(&at) {
                out[done..].fill([0.0; 2]);
                return;
            }
            let stretch = usize::try_from(at / STRETCH).unwrap_or(0);
            if self.current.as_ref().is_none_or(|(held, _)| *held != stretch) {
                self.current = Some((stretch, self.take(stretch)));
            }
            let Some((_, frames)) = &self.current else { return };
            let from = usize::try_from(at % STRETCH).unwrap_or(0);
            let count = (frames.len() - from).min(out.len() - done);
            out[done..done + count].copy_from_slice(&frames[from..from + count]);
            done += count;
        }
    }

    fn end(&self) -> Option<i64> {
        Some(self.work.span.end - self.work.span.start)
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.work.desk.lock().over = true;
        self.work.moved.notify_all();
        for worker in self.workers.drain(..) {
            if worker.join().is_err() {
                tracing::warn!("one who mixed fell");
            }
        }
    }
}
