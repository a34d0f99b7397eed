//! The render thread: renders ahead into the ring, and says what the callback should take from it.

mod outputs;
mod returning;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use crate::Frame;
use crate::command::{Command, Until};
use crate::feed::{FeedLine, Jump, feed};
use crate::output::Output;
use crate::quiet::Quiet;
use crate::renderer::Renderer;
use crate::source::Sources;
use crate::standing::Standing;
use crate::take::{Player, Take};
use crate::timeline::Stretch;
use returning::Returning;

/// Frames rendered between two looks at the commands.
const BLOCK: usize = 512;
/// Frames kept ready ahead of the callback, at 48 kHz: 0.4 s.
const AHEAD: u64 = 19_200;
/// Frames ready before a start is announced to the callback, so that the first thing heard is not a gap.
const START_READY: u64 = 2048;
/// How far ahead of the callback a change is spliced in: 21 ms, as much as it takes at once. With the blend a switch is
/// heard within 30 ms; where the new sound is not ready by then, the callback lands later and mends the step.
const SPLICE_MARGIN: u64 = 1024;
/// Frames ready before a splice is announced.
const SPLICE_READY: u64 = 4096;
/// Frames over which old and new are blended at a splice: 5 ms.
const BLEND: usize = 240;

const WAIT_PLAYING: Duration = Duration::from_millis(4);
const WAIT_STOPPED: Duration = Duration::from_millis(40);

/// Frames rendered that the callback has not been told of yet.
struct Unannounced {
    /// `None` for a start, the frame to leave at for a splice.
    at: Option<u64>,
    to: u64,
}

/// A change of what is heard.
type Change = Box<dyn FnOnce(&mut Take) + Send>;

/// The render thread's own.
pub(crate) struct Engine {
    standing: Arc<Standing>,
    commands: Receiver<Command>,
    output: Box<dyn Output>,
    line: FeedLine,
    /// `None` only while it moves to another output.
    take: Option<Take>,
    /// The turn being played, if any.
    turn: Option<u64>,
    /// Where the turn comes to its end by itself, apart from the end of the program.
    until: Option<Until>,
    /// The ring's frame at which the take began.
    take_first: u64,
    /// Frames ever put into the ring.
    written: u64,
    /// The last of them, as many as the ring holds, for blending.
    recent: VecDeque<Frame>,
    /// What the first frames of the take replace.
    blend: VecDeque<Frame>,
    unannounced: Option<Unannounced>,
    /// The jump announced last and how many there were.
    announced: (u64, Option<Jump>),
    /// What is to change with the next take. The one that is being rendered stays as it is: in its midst it would be a step.
    changes: Vec<Change>,
    prepare: Option<i64>,
    quiet: Quiet,
    returning: Returning,
}

impl Engine {
    pub(crate) fn new(
        standing: Arc<Standing>,
        commands: Receiver<Command>,
        sources: Arc<dyn Sources>,
        output: Box<dyn Output>,
    ) -> Self {
        let (line, _, _) = feed(&standing.wanted, output.rate());
        let mut engine = Self {
            standing,
            commands,
            output,
            line,
            take: Some(Take::Plain(Box::new(Player::new(Renderer::new(Arc::default(), sources))))),
            turn: None,
            until: None,
            take_first: 0,
            written: 0,
            recent: VecDeque::new(),
            blend: VecDeque::new(),
            unannounced: None,
            announced: (0, None),
            changes: Vec::new(),
            prepare: None,
            quiet: Quiet::new(),
            returning: Returning::default(),
        };
        engine.connect();
        engine
    }

    /// Runs until told to quit.
    pub(crate) fn run(mut self) {
        loop {
            let wait = if self.work() {
                Duration::ZERO
            } else if self.turn.is_some() {
                WAIT_PLAYING
            } else {
                WAIT_STOPPED
            };
            let first = match wait {
                Duration::ZERO => self.commands.try_recv().map_err(|error| error == TryRecvError::Disconnected),
                wait => self.commands.recv_timeout(wait).map_err(|error| error == RecvTimeoutError::Disconnected),
            };
            let mut next = match first {
                Ok(command) => Some(command),
                Err(true) => return,
                Err(false) => None,
            };
            while let Some(command) = next {
                if !self.obey(command) {
                    return;
                }
                next = self.commands.try_recv().ok();
            }
        }
    }

    /// Returns whether to go on.
    fn obey(&mut self, command: Command) -> bool {
        match command {
            Command::Start { turn, at, until } => {
                self.returning.look_soon(self.output.as_ref());
                self.until = until;
                self.start(turn, at);
            }
            Command::Stop => self.stop(),
            Command::Prepare { at } => self.prepare = Some(at),
            Command::Load(program) => self.change(move |take| take.set_program(program)),
            Command::Range(range) => self.change(move |take| take.set_range(range)),
            Command::Rate(rate) => self.change(move |take| take.set_rate(rate)),
            Command::Monitor(monitor) => self.change(move |take| take.set_monitor(monitor)),
            Command::Open(opener) => self.open(opener),
            Command::Settle(done) => {
                while self.turn.is_some() && (!self.changes.is_empty() || self.unannounced.is_some()) {
                    let jumping = self.jumping();
                    if !self.work() || jumping && self.unannounced.is_none() {
                        break;
                    }
                }
                // Whoever asked may have gone away.
                let _ = done.send(());
            }
            Command::Quit => return false,
        }
        true
    }

    fn start(&mut self, turn: u64, at: i64) {
        self.turn = Some(turn);
        if let Some(take) = &mut self.take {
            take.measure_anew();
            take.set_end(self.until.map(|until| until.end));
        }
        self.begin(at);
        if self.until.is_some() {
            // What begins in the middle of sound for a moment must not click.
            self.blend = VecDeque::from([[0.0; 2]; BLEND]);
        }
        self.unannounced = Some(Unannounced { at: None, to: self.written });
        self.prepare = None;
    }

    fn stop(&mut self) {
        self.turn = None;
        self.unannounced = None;
        self.make_changes();
    }

    fn change(&mut self, change: impl FnOnce(&mut Take) + Send + 'static) {
        self.changes.push(Box::new(change));
        if self.turn.is_none() {
            self.make_changes();
            self.prepare = self.prepare.or_else(|| Some(self.standing.parked()));
        }
    }

    fn make_changes(&mut self) {
        if let Some(take) = &mut self.take {
            self.changes.drain(..).for_each(|change| change(take));
        }
    }

    /// Begins a take at `sample`, behind everything that is in the ring.
    fn begin(&mut self, sample: i64) {
        self.make_changes();
        if let Some(take) = &mut self.take {
            take.start(sample);
        }
        self.take_first = self.written;
        self.line.shared.fence.store(self.written, Ordering::Release);
        self.standing.hearing(|hearing| hearing.timeline.forget_from(self.written));
        self.blend.clear();
    }

    /// Does one piece of work; returns whether there may be more to do at once.
    fn work(&mut self) -> bool {
        self.watch_output();
        self.come_back();
        let Some(turn) = self.turn else {
            return self.prepare_next();
        };
        self.catch_up();
        if !self.changes.is_empty() && self.unannounced.is_none() && !self.jumping() {
            self.splice();
        }
        let rendered = self.render();
        if let Some(take) = &mut self.take
            && rendered
        {
            self.standing.set_faults(take.renderer().faults());
        }
        self.announce(turn);
        if self.has_ended() {
            let sample = self.take.as_mut().and_then(Take::ended).map_or(0, |(_, sample)| sample);
            self.standing.end(turn, self.until.map_or(sample, |until| until.then));
            self.stop();
            return false;
        }
        rendered || self.prepare_next()
    }

    fn prepare_next(&mut self) -> bool {
        let (turn, Some(take)) = (self.turn, &mut self.take) else { return false };
        if turn.is_some() {
            let cursor = take.cursor();
            return take.renderer().prepare(cursor);
        }
        let Some(at) = self.prepare else { return false };
        let more = take.renderer().prepare(at);
        if !more {
            self.prepare = None;
            self.standing.set_faults(take.renderer().faults());
        }
        more
    }

    /// Renders a block if one is wanted and has room; returns whether it did.
    fn render(&mut self) -> bool {
        let Some(take) = &mut self.take else { return false };
        let ended = take.ended().is_some();
        if ended && self.unannounced.is_none() {
            return false;
        }
        let wanted = AHEAD * u64::from(self.output.rate()) / 48_000;
        if self.ready() >= wanted.max(SPLICE_READY) || self.line.frames.slots() < BLOCK {
            return false;
        }
        let Some(take) = &mut self.take else { return false };
        let mut block = [[0.0; 2]; BLOCK];
        take.fill(&mut block);
        for frame in &mut block {
            let Some(old) = self.blend.pop_front() else { break };
            let part = (self.blend.len() as f32 + 1.0) / (BLEND as f32 + 1.0);
            // Where nothing changed, nothing is changed: the difference is exactly 0.
            *frame = [0, 1].map(|side| frame[side] + (old[side] - frame[side]) * part);
        }
        let step = take.step();
        let rendered = take.take_rendered();
        let stretches = rendered.into_iter().map(|rendered| Stretch {
            first: self.take_first + take.output_frame(rendered.first) as u64,
            sample: rendered.sample,
            step,
            level: rendered.level,
        });
        self.standing.hearing(|hearing| stretches.for_each(|stretch| hearing.timeline.push(stretch)));
        if let Ok(chunk) = self.line.frames.write_chunk_uninit(BLOCK) {
            chunk.fill_from_iter(block);
        }
        self.written += BLOCK as u64;
        let overfull = (self.recent.len() + BLOCK).saturating_sub(self.line.frames.buffer().capacity());
        self.recent.drain(..overfull);
        self.recent.extend(block);
        true
    }

    /// Frames that the callback can still take.
    fn ready(&self) -> u64 {
        let head = self.line.shared.head.load(Ordering::Acquire);
        let leaving = match (&self.unannounced, self.announced.1) {
            (Some(Unannounced { at, to }), _) => Some((at.unwrap_or(head), *to)),
            (None, Some(Jump::Start { to, .. })) if self.jumping() => Some((head, to)),
            (None, Some(Jump::Splice { at, to })) if self.jumping() => Some((at, to)),
            (None, _) => None,
        };
        match leaving {
            // What is late by then leaves out as much of the new.
            Some((at, to)) => (self.written + at).saturating_sub(to + head),
            None => self.written.saturating_sub(head),
        }
    }

    /// Whether a jump is announced that the callback has not made.
    fn jumping(&self) -> bool {
        self.line.shared.jumps_done.load(Ordering::Acquire) < self.announced.0
    }

    /// Begins a take that replaces what is in the ring, from a little ahead of the callback on.
    fn splice(&mut self) {
        let head = self.line.shared.head.load(Ordering::Acquire);
        let ended = self.end_in_ring().unwrap_or(u64::MAX);
        let at = (head + SPLICE_MARGIN).min(self.written).min(ended);
        let Some(sample) = self.standing.hearing(|hearing| hearing.timeline.sample_of(at)) else {
            self.make_changes();
            return;
        };
        let missing = self.written - self.recent.len() as u64;
        let skipped = at.checked_sub(missing).map_or(usize::MAX, |skipped| skipped as usize);
        let mut old: VecDeque<Frame> = self.recent.iter().skip(skipped).take(BLEND).copied().collect();
        // On a starved machine there may be fewer, or none: then the last is held as long, lest there be a step.
        if let Some(last) = self.recent.back() {
            old.resize(BLEND, *last);
        }
        self.begin(sample);
        self.blend = old;
        self.unannounced = Some(Unannounced { at: Some(at), to: self.written });
    }

    /// Tells the callback of a new take once enough of it is ready.
    fn announce(&mut self, turn: u64) {
        let Some(Unannounced { at, to }) = self.unannounced else { return };
        let head = self.line.shared.head.load(Ordering::Acquire);
        let enough = at.map_or(START_READY, |at| SPLICE_READY + head.saturating_sub(at));
        let ended = self.take.as_mut().is_some_and(|take| take.ended().is_some());
        if self.written - to < enough && !ended {
            return;
        }
        let jump = at.map_or(Jump::Start { turn, to }, |at| Jump::Splice { at, to });
        if self.line.jumps.push(jump).is_ok() {
            self.announced = (self.announced.0 + 1, Some(jump));
            self.unannounced = None;
        }
    }

    fn end_in_ring(&mut self) -> Option<u64> {
        let (frame, _) = self.take.as_mut()?.ended()?;
        Some(self.take_first + frame as u64)
    }

    fn has_ended(&mut self) -> bool {
        self.unannounced.is_none()
            && !self.jumping()
            && self.end_in_ring().is_some_and(|end| self.line.shared.head.load(Ordering::Acquire) >= end)
    }

    fn catch_up(&mut self) {
        self.standing.hearing(|hearing| {
            let now = hearing.clock.now();
            hearing.timeline.catch_up(now);
        });
    }
}

#[cfg(test)]
mod tests;
