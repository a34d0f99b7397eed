//! The time formats of a session: timecode, minutes and seconds, samples, feet and frames, bars and beats.

use timebase::{Flicks, FrameRate};

use super::super::clock::rate_named;
use super::super::{Label, Time, fraction};

/// A time that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Time(Time),
    /// Ticks of 1/960 of a beat from the first bar, four beats a bar.
    Bars(i64),
}

/// What is known of the session's time.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// Samples a second in thousandths.
    pub samples: Option<i64>,
    pub whole_seconds: bool,
    pub feet: bool,
    /// Places are written in bars and beats without ticks: they may be nearly a beat later.
    pub whole_beats: bool,
    anchors: Vec<(i64, Flicks)>,
}

/// Ticks and the time they take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tempo {
    ticks: i64,
    time: Flicks,
}

const TICKS: i64 = 960;
/// Beats a minute that a session may have (Pro Tools).
const SLOWEST: i64 = 5;
const FASTEST: i64 = 500;

impl Clock {
    pub(super) fn read(&mut self, text: &str) -> Option<When> {
        let text = text.trim();
        if let Some((bar, rest)) = text.split_once('|') {
            self.whole_beats |= !rest.contains('|');
            return Some(When::Bars(bars(bar, rest)?));
        }
        if let Some((feet, frames)) = text.split_once('+') {
            self.feet = true;
            return Some(When::Time(of_feet(feet, frames)?));
        }
        if let Some(label) = Label::parse(text).filter(|_| text.len() > 8 || text.contains([':', ';'])) {
            return Some(When::Time(Time::Label(label)));
        }
        if let Some((minutes, seconds)) = text.split_once(':') {
            self.whole_seconds |= !seconds.contains('.');
            return Some(When::Time(of_minutes(minutes, seconds)?));
        }
        self.of_samples(text).map(When::Time)
    }

    /// From the session's start.
    pub(super) fn of_samples(&self, text: &str) -> Option<Time> {
        let samples: i64 = text.trim().parse().ok()?;
        fraction(samples.checked_mul(1000)?, self.samples?).map(Time::Elapsed)
    }

    /// A place that is known in bars and in time.
    pub(super) fn anchor(&mut self, ticks: i64, time: Flicks) {
        if ticks > 0 && time > Flicks::ZERO && self.anchors.len() < 4_096 {
            self.anchors.push((ticks, time));
        }
    }

    /// The tempo, if it is one from the first bar to the last anchor.
    pub(super) fn tempo(&self) -> Option<Tempo> {
        let (ticks, time) = *self.anchors.iter().max()?;
        if self.whole_beats {
            return self.tempo_of_beats();
        }
        let tempo = Tempo { ticks, time };
        let agrees = |(ticks, time): &(i64, Flicks)| {
            // Names of places are rounded to a tick.
            let off = i128::from(tempo.flicks(*ticks)) - i128::from(time.0);
            off.abs() <= i128::from(time.0) / i128::from(*ticks) + 1
        };
        self.anchors.iter().all(agrees).then_some(tempo)
    }
}

impl Clock {
    /// The tempo where each place lies within the beat that is written: a whole number of beats a minute, if there is just one
    /// that fits all.
    fn tempo_of_beats(&self) -> Option<Tempo> {
        let minute = Flicks::from_seconds(60);
        let fits = |beats: i64| {
            let tempo = Tempo { ticks: beats * TICKS, time: minute };
            self.anchors.iter().all(|(ticks, time)| {
                let early = tempo.flicks(*ticks);
                early <= time.0 && time.0 < tempo.flicks(ticks + TICKS)
            })
        };
        let mut whole = (SLOWEST..=FASTEST).filter(|beats| fits(*beats));
        match (whole.next(), whole.next()) {
            (Some(beats), None) => Some(Tempo { ticks: beats * TICKS, time: minute }),
            _ => None,
        }
    }
}

impl Tempo {
    fn flicks(self, ticks: i64) -> i64 {
        let all = i128::from(ticks) * i128::from(self.time.0);
        i64::try_from((all + i128::from(self.ticks) / 2).div_euclid(i128::from(self.ticks))).unwrap_or(i64::MAX)
    }

    pub(super) fn at(self, ticks: i64) -> Time {
        Time::Elapsed(Flicks(self.flicks(ticks)))
    }

    /// `120.0 beats a minute`.
    pub(super) fn told(self) -> String {
        let over = i128::from(self.ticks) * 600 * i128::from(timebase::FLICKS_PER_SECOND);
        let tenths = over / (i128::from(TICKS) * i128::from(self.time.0).max(1));
        format!("{}.{} beats a minute", tenths / 10, tenths % 10)
    }
}

/// `13|3| 048`.
fn bars(bar: &str, rest: &str) -> Option<i64> {
    let (beat, ticks) = rest.split_once('|').unwrap_or((rest, "0"));
    let (bar, beat, ticks): (i64, i64, i64) =
        (bar.trim().parse().ok()?, beat.trim().parse().ok()?, ticks.trim().parse().ok()?);
    let fits = bar.abs() < 1_000_000 && (1..=64).contains(&beat) && (0..TICKS).contains(&ticks);
    fits.then(|| ((bar - 1) * 4 + beat - 1) * TICKS + ticks)
}

/// `37+08.60`: sixteen frames of 35 mm film a foot, 24 frames a second.
fn of_feet(feet: &str, frames: &str) -> Option<Time> {
    let feet: i64 = feet.trim().parse().ok().filter(|feet: &i64| feet.abs() < 10_000_000)?;
    let frames = super::super::text::thousandths(frames)?;
    fraction(feet * 16_000 + frames, 24_000).map(Time::Elapsed)
}

/// `75:25.025`.
fn of_minutes(minutes: &str, seconds: &str) -> Option<Time> {
    let minutes: i64 = minutes.trim().parse().ok().filter(|minutes: &i64| minutes.abs() < 1_000_000)?;
    let seconds = super::super::text::thousandths(seconds).filter(|seconds| (0..60_000).contains(seconds))?;
    fraction(minutes * 60_000 + seconds, 1000).map(Time::Elapsed)
}

/// `29.97 Drop Frame`.
pub(super) fn rate(format: &str) -> Option<FrameRate> {
    let words = format.to_ascii_lowercase();
    let number = words.split_whitespace().next()?;
    rate_named(number, words.contains("drop") && !words.contains("non"))
}
