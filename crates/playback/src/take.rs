//! One take: the sound from a start on, with its loops, speed and end, in the order in which it will be heard.

use std::ops::Range;
use std::sync::Arc;

use timebase::SampleRate;

use crate::Frame;
use crate::convert::{ConversionError, Converter, Frames};
use crate::meters::{Level, LevelMeter};
use crate::program::Program;
use crate::renderer::{Monitor, Renderer};
use crate::shuttle::Shuttle;

/// The longest stretch with one level: 10.7 ms, finer than a screen shows.
const STRETCH: usize = 512;

/// Frames of a block of conversion to the device's rate; short, since it delays every start.
const DEVICE_BLOCK: usize = 1024;

/// Frames of a take that follow one another on the time line. Counted at 48 kHz from the start of the take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rendered {
    pub(crate) first: i64,
    pub(crate) sample: i64,
    pub(crate) level: Level,
}

/// Plays a program from sample to sample. Its frames can be read in order only.
pub(crate) struct Player {
    renderer: Renderer,
    shuttle: Shuttle,
    meter: LevelMeter,
    range: Option<Range<i64>>,
    /// Where it ends before the program does, whatever range is repeated.
    end: Option<i64>,
    rate: f64,
    /// The sample that comes next; whole at the rate 1.
    cursor: f64,
    /// Frames given since the start of the take.
    given: i64,
    /// The frame after the last one, where the take ends by itself, and the sample it ends on.
    ended: Option<(i64, i64)>,
    rendered: Vec<Rendered>,
}

impl Player {
    pub(crate) fn new(renderer: Renderer) -> Self {
        Self {
            renderer,
            shuttle: Shuttle::default(),
            meter: LevelMeter::new(SampleRate::MIX.hertz()),
            range: None,
            end: None,
            rate: 1.0,
            cursor: 0.0,
            given: 0,
            ended: None,
            rendered: Vec::new(),
        }
    }

    /// Begins a take at `sample`.
    fn start(&mut self, sample: i64) {
        self.cursor = sample as f64;
        self.given = 0;
        self.ended = None;
        self.rendered.clear();
        self.shuttle.clear();
    }

    /// Measures anew from here on.
    fn measure_anew(&mut self) {
        self.meter.reset();
    }

    /// Frames that can be given before something happens, at least one; `None` when the take is at its end.
    fn stretch(&self, most: usize) -> Option<usize> {
        let distance = match self.boundary()? {
            Some(boundary) => (boundary as f64 - self.cursor) / self.rate,
            None => return Some(most),
        };
        // Backwards the boundary itself still sounds.
        let frames = if self.rate > 0.0 { distance.ceil() } else { distance.floor() + 1.0 };
        Some(most.min(frames.max(1.0) as usize))
    }

    /// The sample at which the take turns back or ends, if there is one ahead; the outer `None` when it is at its end.
    fn boundary(&self) -> Option<Option<i64>> {
        let range = self.repeated();
        if self.rate > 0.0 {
            let turn = range.map(|range| range.end).filter(|end| self.cursor < *end as f64);
            let stop = self.renderer.program().stops_at().into_iter().chain(self.end).min();
            if stop.is_some_and(|stop| self.cursor >= stop as f64) {
                return None;
            }
            return Some(turn.into_iter().chain(stop).min());
        }
        let turn = range.map(|range| range.start).filter(|start| self.cursor >= *start as f64);
        if self.cursor < 0.0 {
            return None;
        }
        Some(Some(turn.unwrap_or(0).max(0)))
    }

    fn repeated(&self) -> Option<&Range<i64>> {
        self.range.as_ref().filter(|_| self.end.is_none())
    }

    /// Moves on by `frames`, and back to the other end of the range when one was reached.
    fn advance(&mut self, frames: usize) {
        let before = self.cursor;
        self.cursor += frames as f64 * self.rate;
        let Some(range) = self.repeated() else { return };
        let (start, end) = (range.start as f64, range.end as f64);
        if self.rate > 0.0 && before < end && self.cursor >= end {
            self.cursor = (start + self.cursor - end).min(end - 1.0);
        } else if self.rate < 0.0 && before >= start && self.cursor < start {
            self.cursor = (end - (start - self.cursor)).max(start);
        }
    }
}

impl Frames for Player {
    fn fill(&mut self, first: i64, out: &mut [Frame]) {
        debug_assert_eq!(first, self.given, "a take is read in order");
        let mut done = 0;
        while done < out.len() && self.ended.is_none() {
            let Some(count) = self.stretch(STRETCH.min(out.len() - done)) else {
                let sample = self.cursor.max(0.0).floor() as i64;
                self.ended = Some((self.given + done as i64, sample));
                break;
            };
            let stretch = &mut out[done..done + count];
            if self.rate == 1.0 {
                self.renderer.render(self.cursor as i64, stretch);
            } else {
                self.shuttle.fill(&mut self.renderer, self.cursor, self.rate, stretch);
            }
            let level = self.meter.measure(stretch);
            let sample = self.cursor.floor() as i64;
            self.rendered.push(Rendered { first: self.given + done as i64, sample, level });
            self.advance(count);
            done += count;
        }
        out[done..].fill([0.0; 2]);
        self.given += out.len() as i64;
    }

    fn end(&self) -> Option<i64> {
        None
    }
}

/// A take at the output's rate.
pub(crate) enum Take {
    Plain(Box<Player>),
    Converted { converter: Box<Converter<Box<Player>>>, rate: u32, next: i64 },
}

impl Take {
    /// A take of `player`, for an output at `rate` hertz.
    ///
    /// # Errors
    /// When there is no way to that rate; the player comes back.
    pub(crate) fn new(player: Box<Player>, rate: u32) -> Result<Self, (Box<Player>, ConversionError)> {
        let mix = SampleRate::MIX.hertz();
        if rate == mix {
            return Ok(Self::Plain(player));
        }
        let converter = Converter::new_keeping(player, mix, rate, DEVICE_BLOCK)?;
        Ok(Self::Converted { converter: Box::new(converter), rate, next: 0 })
    }

    fn player(&mut self) -> &mut Player {
        match self {
            Self::Plain(player) => player,
            Self::Converted { converter, .. } => converter.input_mut(),
        }
    }

    /// The player, to play it into another output.
    pub(crate) fn into_player(self) -> Box<Player> {
        match self {
            Self::Plain(player) => player,
            Self::Converted { converter, .. } => converter.into_input(),
        }
    }

    pub(crate) fn start(&mut self, sample: i64) {
        self.player().start(sample);
        if let Self::Converted { converter, next, .. } = self {
            converter.restart();
            *next = 0;
        }
    }

    /// Measures anew from here on.
    pub(crate) fn measure_anew(&mut self) {
        self.player().measure_anew();
    }

    /// Fills `out` with the next frames at the output's rate.
    pub(crate) fn fill(&mut self, out: &mut [Frame]) {
        match self {
            Self::Plain(player) => player.fill(player.given, out),
            Self::Converted { converter, next, .. } => {
                converter.fill(*next, out);
                *next += out.len() as i64;
            }
        }
    }

    /// What was rendered since this was last asked.
    pub(crate) fn take_rendered(&mut self) -> Vec<Rendered> {
        std::mem::take(&mut self.player().rendered)
    }

    /// Where the take ended by itself: the frame, counted at the output's rate, and the sample of the time line.
    pub(crate) fn ended(&mut self) -> Option<(i64, i64)> {
        let (frame, sample) = self.player().ended?;
        Some((self.output_frame(frame), sample))
    }

    /// `frame` of 48 kHz, counted at the output's rate.
    pub(crate) fn output_frame(&self, frame: i64) -> i64 {
        match self {
            Self::Plain(_) => frame,
            Self::Converted { rate, .. } => frame * i64::from(*rate) / i64::from(SampleRate::MIX.hertz()),
        }
    }

    /// Samples of the time line to a frame of the output.
    pub(crate) fn step(&mut self) -> f64 {
        let rate = self.player().rate;
        match self {
            Self::Plain(_) => rate,
            Self::Converted { rate: output, .. } => rate * f64::from(SampleRate::MIX.hertz()) / f64::from(*output),
        }
    }

    pub(crate) fn renderer(&mut self) -> &mut Renderer {
        &mut self.player().renderer
    }

    /// The sample that will be rendered next.
    pub(crate) fn cursor(&mut self) -> i64 {
        self.player().cursor as i64
    }

    pub(crate) fn set_program(&mut self, program: Arc<Program>) {
        self.player().renderer.set_program(program);
    }

    pub(crate) fn set_monitor(&mut self, monitor: Monitor) {
        self.player().renderer.set_monitor(monitor);
    }

    pub(crate) fn set_range(&mut self, range: Option<Range<i64>>) {
        self.player().range = range;
    }

    pub(crate) fn set_end(&mut self, end: Option<i64>) {
        self.player().end = end;
    }

    pub(crate) fn set_rate(&mut self, rate: f64) {
        self.player().rate = rate;
    }
}
