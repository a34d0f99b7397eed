//! The transport: play, stop, seek, loop and shuttle, from any thread.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};

use crate::command::{Command, OPENING, Until};
use crate::engine::Engine;
use crate::feed::feed;
use crate::meters::Meters;
use crate::output::{Device, DeviceWish, Output, OutputState, Silent};
use crate::program::{LATEST, Program};
use crate::renderer::Monitor;
use crate::source::{Fault, Sources};
use crate::standing::{Hearing, Standing, State, Status};
use crate::timeline::Timeline;

/// The slowest and fastest of the shuttle, to either side.
const RATES: (f64, f64) = (0.125, 8.0);

/// Plays a [`Program`]. All methods return at once; the work is done on a thread of its own.
///
/// Positions are samples of 48 kHz on the time line. What was asked for is never followed by sound from before:
/// from the moment [`Transport::seek`] or [`Transport::stop`] returns, no older sound goes to the device.
pub struct Transport {
    standing: Arc<Standing>,
    commands: Sender<Command>,
}

impl Transport {
    /// Plays recordings of `sources` through the system's default device, or silently in real time where there is
    /// none. The device is opened in the background; [`Transport::output`] says what came of it.
    #[must_use]
    pub fn open(sources: Arc<dyn Sources>) -> Self {
        let transport = Self::with_output(sources, Box::new(Silent::new(OPENING)));
        transport.set_device(DeviceWish::default());
        transport
    }

    /// Plays recordings of `sources` through `output`.
    #[must_use]
    pub fn with_output(sources: Arc<dyn Sources>, output: Box<dyn Output>) -> Self {
        let wanted = Arc::new(AtomicU64::new(0));
        let (_, _, runs) = feed(&wanted, output.rate());
        let status =
            Status { state: State::Stopped, turn: 0, parked: 0, rate: 1.0, output: output.state(), faults: Vec::new() };
        let timeline = Timeline::new(runs, output.rate());
        let hearing = Hearing { timeline, clock: output.clock(), latency: output.latency() };
        let standing = Arc::new(Standing::new(wanted, status, hearing));
        let (commands, received) = mpsc::channel();
        let shared = Arc::clone(&standing);
        let thread = std::thread::Builder::new().name("sound".into());
        let started = thread.spawn(move || Engine::new(shared, received, sources, output).run());
        if let Err(error) = started {
            tracing::error!(%error, "nothing can be played");
            standing.status().output = OutputState::Silent { reason: error.to_string() };
        }
        Self { standing, commands }
    }

    /// Plays through another device, or through the same one with other periods; plays on meanwhile. Where it is not there
    /// the system's default device plays, and where there is none time passes in silence; it is looked for again when
    /// playing starts, and after it was lost every few seconds.
    pub fn set_device(&self, wish: DeviceWish) {
        self.send(Command::Open(Arc::new(move || {
            Device::open(&wish).map(|device| Box::new(device) as Box<dyn Output>)
        })));
    }

    /// How long sound is on its way to the ear as the device says, in nanoseconds; 0 while nothing is known. Positions are
    /// those that are heard: it is taken off already.
    #[must_use]
    pub fn latency(&self) -> u64 {
        self.standing.hearing(|hearing| hearing.latency.load(Ordering::Relaxed))
    }

    /// Changes what is played. While playing, the new program takes over within a few hundredths of a second,
    /// without a gap; what did not change is not interrupted.
    pub fn load(&self, program: Arc<Program>) {
        self.send(Command::Load(program));
    }

    /// Plays from the position on. Nothing happens if it plays already.
    pub fn play(&self) {
        let mut status = self.standing.status();
        if status.state != State::Playing {
            status.state = State::Playing;
            self.start(&mut status);
        }
    }

    /// Plays `range` as recorded, once, past whatever range is repeated, and stands at `then` afterwards; whatever is asked
    /// meanwhile is done as always.
    pub fn play_span(&self, range: Range<i64>, then: i64) {
        self.sound(State::Playing, range, then);
    }

    /// Lets `range` sound while the position stands at its start: a blip, as tape gives one that is moved by hand. It takes
    /// the place of one that sounds still. Nothing happens while it plays.
    pub fn blip(&self, range: Range<i64>) {
        if self.standing.status().state != State::Playing {
            let then = range.start;
            self.sound(State::Blip, range, then);
        }
    }

    fn sound(&self, state: State, range: Range<i64>, then: i64) {
        let within = |sample: i64| sample.clamp(-LATEST, LATEST);
        self.set_rate(1.0);
        let mut status = self.standing.status();
        status.parked = within(if state == State::Blip { then } else { range.start });
        status.state = state;
        let until = Until { end: within(range.end), then: within(then) };
        self.standing.raise(&mut status);
        self.send(Command::Start { turn: status.turn, at: within(range.start), until: Some(until) });
    }

    /// Stops where the sound is.
    pub fn stop(&self) {
        let mut status = self.standing.status();
        if status.state != State::Stopped {
            status.parked = self.standing.position_of(&status);
            status.state = State::Stopped;
            self.standing.raise(&mut status);
            self.send(Command::Stop);
            self.send(Command::Prepare { at: status.parked });
        }
    }

    /// Moves to `sample`; plays on from there if it plays.
    pub fn seek(&self, sample: i64) {
        let mut status = self.standing.status();
        let sample = sample.clamp(-LATEST, LATEST);
        status.parked = sample;
        match status.state {
            State::Playing => self.start(&mut status),
            State::Blip => {
                status.state = State::Stopped;
                self.standing.raise(&mut status);
                self.send(Command::Stop);
                self.send(Command::Prepare { at: sample });
            }
            State::Stopped => self.send(Command::Prepare { at: sample }),
        }
    }

    /// Repeats a range of the time line, without a gap, once the position lies before its end; `None`, or a range
    /// without a sample, plays on.
    pub fn set_range(&self, range: Option<Range<i64>>) {
        let range = range.map(|range| range.start.clamp(-LATEST, LATEST)..range.end.clamp(-LATEST, LATEST));
        self.send(Command::Range(range.filter(|range| range.start < range.end)));
    }

    /// Sets the speed: 1 as recorded, 2 twice as fast, −1 backwards. It stays until it is set again. Speeds beyond
    /// ⅛ to 8 are brought to the nearest; 0 and what is no number change nothing.
    pub fn set_rate(&self, rate: f64) {
        if rate == 0.0 || !rate.is_finite() {
            return;
        }
        let rate = rate.abs().clamp(RATES.0, RATES.1).copysign(rate);
        let mut status = self.standing.status();
        if status.rate != rate {
            status.rate = rate;
            self.send(Command::Rate(rate));
        }
    }

    /// Chooses which lanes are heard.
    pub fn set_monitor(&self, monitor: Monitor) {
        self.send(Command::Monitor(monitor));
    }

    /// The sample heard now, the way through the device taken into account; while stopped, where it will start.
    #[must_use]
    pub fn position(&self) -> i64 {
        self.standing.position()
    }

    /// Whether it plays.
    #[must_use]
    pub fn state(&self) -> State {
        self.standing.status().state
    }

    /// The speed that was set.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.standing.status().rate
    }

    /// The level of what is heard now.
    #[must_use]
    pub fn meters(&self) -> Meters {
        if self.state() != State::Playing {
            return Meters::SILENT;
        }
        self.standing.hearing(|hearing| {
            let now = hearing.clock.now();
            hearing.timeline.catch_up(now);
            hearing.timeline.meters(now)
        })
    }

    /// Where the sound goes.
    #[must_use]
    pub fn output(&self) -> OutputState {
        self.standing.status().output.clone()
    }

    /// The clips of the program met so far that are silent because their recordings cannot be read.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.standing.status().faults.clone()
    }

    /// Waits until the render thread has taken up everything asked of it before: what it sends to the device next
    /// reflects it, unless that has not yet taken up a change before. For tests and for work that must be in step with the sound; the window need not wait.
    pub fn settle(&self) {
        let (done, settled) = mpsc::channel();
        self.send(Command::Settle(done));
        // Fails only if the render thread is gone, when there is nothing to wait for.
        let _ = settled.recv();
    }

    fn start(&self, status: &mut Status) {
        self.standing.raise(status);
        self.send(Command::Start { turn: status.turn, at: status.parked, until: None });
    }

    fn send(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::error!("the render thread is gone");
        }
    }
}

impl Drop for Transport {
    fn drop(&mut self) {
        // The thread is not waited for: it may be reading a file over a network that does not answer.
        self.standing.raise(&mut self.standing.status());
        let _ = self.commands.send(Command::Quit);
    }
}
