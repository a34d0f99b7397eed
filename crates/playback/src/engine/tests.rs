//! The render thread and the callback, one step of either at a time, in any order: the machine is as slow as a test says.

use std::f64::consts::TAU;
use std::path::Path;
use std::sync::mpsc;

use proptest::prelude::*;
use timebase::{Flicks, SampleRate};

use super::*;
use crate::fade::Fade;
use crate::output::{Capture, OutputState, Tape};
use crate::program::{Clip, Program};
use crate::source::{Source, SourceError};
use crate::standing::{Hearing, State, Status};
use crate::timeline::Timeline;

/// Sound that is known by its place: a level, or a tone of 100 Hz.
#[derive(Clone, Copy)]
struct Sound {
    level: Option<f32>,
    next: i64,
}

impl Sound {
    fn at(self, frame: i64) -> f32 {
        self.level.unwrap_or_else(|| (0.5 * (TAU * (frame % 480) as f64 / 480.0).sin()) as f32)
    }
}

struct Sounds;

impl Sources for Sounds {
    fn open(&self, path: &Path) -> Result<Box<dyn Source>, SourceError> {
        let level = path.to_str().and_then(|name| name.parse().ok());
        Ok(Box::new(Sound { level, next: 0 }))
    }
}

impl Source for Sound {
    fn sample_rate(&self) -> u32 {
        48_000
    }
    fn channels(&self) -> usize {
        2
    }
    fn frames(&self) -> Option<i64> {
        None
    }
    fn seek(&mut self, frame: i64) -> Result<(), SourceError> {
        self.next = frame;
        Ok(())
    }
    fn read(&mut self, samples: &mut Vec<f32>, most_frames: usize) -> Result<usize, SourceError> {
        samples.clear();
        samples.extend((self.next..).take(most_frames).flat_map(|frame| [self.at(frame); 2]));
        self.next += most_frames as i64;
        Ok(most_frames)
    }
}

fn program(id: i64, name: &str) -> Arc<Program> {
    Arc::new(Program::new(vec![Clip {
        id,
        lane: 1,
        path: name.into(),
        start: 0,
        length: 480_000_000,
        source_start: Flicks::ZERO,
        gain_millibel: 0,
        fade_in: Fade::default(),
        fade_out: Fade::default(),
        volume: Vec::new(),
        tail: 0,
    }]))
}

/// A render thread that works when it is told to, and a device that takes when it is told to.
struct Slow {
    engine: Engine,
    tape: Tape,
    standing: Arc<Standing>,
    heard: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The render thread gets so many turns.
    Work(usize),
    /// The device takes so many frames.
    Pull(usize),
    /// The other program is to be heard.
    Change,
}

impl Slow {
    fn playing(program: Arc<Program>) -> Self {
        let (capture, tape) = Capture::new(SampleRate::MIX.hertz());
        let wanted = Arc::default();
        let (_, _, runs) = feed(&wanted, capture.rate());
        let status = Status {
            state: State::Playing,
            turn: 0,
            parked: 0,
            rate: 1.0,
            output: OutputState::Silent { reason: String::new() },
            faults: Vec::new(),
        };
        let timeline = Timeline::new(runs, capture.rate());
        let hearing = Hearing { timeline, clock: capture.clock(), latency: capture.latency() };
        let standing = Arc::new(Standing::new(wanted, status, hearing));
        let (_, commands) = mpsc::channel();
        let mut engine = Engine::new(Arc::clone(&standing), commands, Arc::new(Sounds), Box::new(capture));
        engine.obey(Command::Load(program));
        let turn = {
            let mut status = standing.status();
            standing.raise(&mut status);
            status.turn
        };
        engine.obey(Command::Start { turn, at: 0, until: None });
        Self { engine, tape, standing, heard: Vec::new() }
    }

    fn work(&mut self, turns: usize) {
        for _ in 0..turns {
            self.engine.work();
        }
    }

    fn pull(&mut self, count: usize) {
        self.heard.extend(self.tape.pull_now(count).iter().map(|frame| frame[0]));
    }

    fn take(&mut self, steps: &[Step], other: &[Arc<Program>; 2]) {
        let mut next = 1;
        self.work(60);
        self.pull(1_000);
        for step in steps {
            match *step {
                Step::Work(turns) => self.work(turns),
                Step::Pull(count) => self.pull(count),
                Step::Change => {
                    self.engine.obey(Command::Load(Arc::clone(&other[next])));
                    next = 1 - next;
                }
            }
        }
        // In the end all is quiet, and what was asked for last is heard.
        for _ in 0..20 {
            self.work(60);
            self.pull(1_000);
        }
    }

    fn steepest(&self) -> f32 {
        self.heard.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max)
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1..4_usize).prop_map(Step::Work),
        1 => (4..60_usize).prop_map(Step::Work),
        4 => (1..3_000_usize).prop_map(Step::Pull),
        1 => (3_000..30_000_usize).prop_map(Step::Pull),
        2 => Just(Step::Change),
    ];
    proptest::collection::vec(step, 1..60)
}

/// From 0.25 to −0.5 and back, blended or evened out: what a step never is.
const GENTLE: f32 = 0.02;

#[test]
fn a_change_while_nothing_is_left_to_play_makes_no_step() {
    let levels = ["0.25", "-0.5"].map(|level| program(1, level));
    for left in [0, 1, 100, 239, 240, 241, 1_023, 1_024, 1_025, 5_000] {
        let mut slow = Slow::playing(Arc::clone(&levels[0]));
        slow.work(60);
        slow.pull(slow.tape.ready() - left);
        slow.take_change(&levels[1]);
        assert!(slow.steepest() < GENTLE, "{left} left: a step of {}", slow.steepest());
        assert_eq!(slow.heard.last(), Some(&-0.5));
    }
}

impl Slow {
    /// The change is made at once, and heard only after the device has taken all there was.
    fn take_change(&mut self, to: &Arc<Program>) {
        self.engine.obey(Command::Load(Arc::clone(to)));
        self.work(1);
        self.pull(self.tape.ready() + 50);
        self.work(60);
        self.pull(5_000);
    }
}

#[test]
fn a_change_on_the_heels_of_another_makes_no_step() {
    let levels = ["0.25", "-0.5"].map(|level| program(1, level));
    let mut slow = Slow::playing(Arc::clone(&levels[0]));
    // The second comes while some of what the first asked for is rendered, and is not told to the device yet.
    slow.take(&[Step::Work(1), Step::Change, Step::Work(1), Step::Change, Step::Work(1)], &levels);
    assert!(slow.steepest() < GENTLE, "a step of {}", slow.steepest());
    assert_eq!(slow.heard.last(), Some(&0.25));
}

proptest! {
    #[test]
    fn no_order_of_the_two_threads_makes_a_step(steps in steps()) {
        let levels = ["0.25", "-0.5"].map(|level| program(1, level));
        let mut slow = Slow::playing(Arc::clone(&levels[0]));
        slow.take(&steps, &levels);
        prop_assert!(slow.steepest() < GENTLE, "a step of {}", slow.steepest());
        let changes = steps.iter().filter(|step| matches!(step, Step::Change)).count();
        prop_assert_eq!(slow.heard.last(), Some(&[0.25, -0.5][changes % 2]));
    }

    #[test]
    fn whatever_the_order_the_position_is_the_sample_heard(steps in steps()) {
        let tones = [1, 2].map(|id| program(id, "tone"));
        let mut slow = Slow::playing(Arc::clone(&tones[0]));
        slow.take(&steps, &tones);
        // The tone itself climbs by 0.0066 a frame.
        prop_assert!(slow.steepest() < GENTLE, "a step of {}", slow.steepest());
        let tone = Sound { level: None, next: 0 };
        prop_assert_eq!(slow.heard.last(), Some(&tone.at(slow.standing.position() - 1)));
    }
}
