//! Times as people type them: whole timecode, its last digits, seconds, frames, and steps from where one is.
//!
//! | typed         | means                                                                        |
//! |---------------|------------------------------------------------------------------------------|
//! | `01:00:10:00` | that label; `;` or `.` before the frames too where the rate is drop-frame    |
//! | `01001000`    | the same without its marks                                                   |
//! | `1000`, `4:00`| read from the right, as editing systems do: 10 seconds, 4 seconds            |
//! | `12`, `300f`  | frames                                                                       |
//! | `12.5s`       | seconds                                                                      |
//! | `+12`, `-1:00`| from the present value on, or back                                           |
//!
//! On a cut, what names no hour is that label where the cut has it, and else counts from the cut's first frame.

use crate::{Flicks, FrameRate, Frames, Position, Span, Timecode, TimecodeError};

/// Where a cut lies: what its labels count from, and how far they go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeScale<'a> {
    /// What the cut is called.
    pub cut: &'a str,
    /// How it counts.
    pub rate: FrameRate,
    /// Timecode of its first frame, as frames from `00:00:00:00`.
    pub start: Frames,
    /// How long it is.
    pub length: Flicks,
}

/// Why a text is not a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It has not the form of a time, or is a label that is not there.
    #[error(transparent)]
    Timecode(#[from] TimecodeError),
    /// It ends like seconds or frames and is no such number.
    #[error("\"{text}\" is not a number of {unit}; write it as {example}")]
    Number {
        /// What was written.
        text: String,
        /// `seconds` or `frames`.
        unit: &'static str,
        /// One that is.
        example: &'static str,
    },
    /// It is a step, and nothing is there to step from.
    #[error("{text} steps from the current value, and there is none here; type the time itself")]
    NothingToStepFrom {
        /// What was written.
        text: String,
    },
    /// It is a point without picture.
    #[error("{text} lies outside {cut}, which goes from {first} to {last}")]
    Outside {
        /// What was written.
        text: String,
        /// The cut's label.
        cut: String,
        /// Timecode of the cut's first frame.
        first: Timecode,
        /// Timecode of its last frame.
        last: Timecode,
    },
    /// A length below zero.
    #[error("{text} comes to less than zero; a length cannot be negative")]
    Negative {
        /// What was written.
        text: String,
    },
}

impl TimeScale<'_> {
    /// Reads a frame of the cut. `now` is the present value, from which a step counts.
    ///
    /// # Errors
    /// If it cannot be read, is a label that drop-frame skips, or lies outside the cut.
    pub fn point(&self, text: &str, now: Option<Position>) -> Result<Position, TimeError> {
        let at = self.read(text, now, self.span().end - Flicks(1))?;
        // What is within the second half of the last frame is nearest to the end, where there is no frame.
        Ok(self.rate.snap(at).min(self.span().end - self.rate.frame()).max(Position::ZERO))
    }

    /// As [`TimeScale::point`], for the end of a range: the end of the cut is one as well.
    ///
    /// # Errors
    /// As [`TimeScale::point`].
    pub fn end(&self, text: &str, now: Option<Position>) -> Result<Position, TimeError> {
        Ok(self.rate.snap(self.read(text, now, self.span().end)?))
    }

    fn read(&self, text: &str, now: Option<Position>, last: Position) -> Result<Position, TimeError> {
        let Typed { way, amount } = Typed::read(text, self.rate)?;
        let within = |at: Position| (Position::ZERO..=last).contains(&at);
        let at = match (way, amount) {
            (Way::To, Amount::Clock(clock)) => {
                let label = clock.label(text, self.rate).map(|label| self.position(label));
                if clock.is_whole() {
                    label?
                } else {
                    // Most cuts start at hour 1: who types no hour means this one.
                    label.ok().filter(|at| within(*at)).unwrap_or(Position::ZERO + clock.length(self.rate))
                }
            }
            (Way::To, amount) => Position::ZERO + amount.length(self.rate),
            (way, amount) => {
                let now = now.ok_or_else(|| TimeError::NothingToStepFrom { text: text.trim().to_owned() })?;
                now + way.times(amount.length(self.rate))
            }
        };
        if within(at) { Ok(at) } else { Err(self.outside(text)) }
    }

    fn span(&self) -> Span {
        Span::new(Position::ZERO, self.length)
    }

    /// Where the frame with this label begins; before the first frame it is a position of the next day.
    fn position(&self, label: Timecode) -> Position {
        let frames = (label.to_frames() - self.start).0.rem_euclid(self.rate.frames_per_day());
        self.rate.position(Frames(frames))
    }

    fn outside(&self, text: &str) -> TimeError {
        let last = self.rate.frame_at(self.span().end - self.rate.frame());
        TimeError::Outside {
            text: text.trim().to_owned(),
            cut: self.cut.to_owned(),
            first: Timecode::from_frames(self.start, self.rate),
            last: Timecode::from_frames(self.start + last, self.rate),
        }
    }
}

/// Reads a length, exactly: seconds need not be whole frames. `now` is the present length, from which a step counts.
///
/// A length in drop-frame is a length, not a label: `00:22:00:00` fills 22 minutes of timecode, though no frame is
/// called so.
///
/// # Errors
/// If it cannot be read, or comes to less than nothing.
pub fn read_length(text: &str, rate: FrameRate, now: Option<Flicks>) -> Result<Flicks, TimeError> {
    let Typed { way, amount } = Typed::read(text, rate)?;
    let amount = amount.length(rate);
    let length = match way {
        Way::To => amount,
        Way::On | Way::Back => {
            // Without a length to take it from, a negative one is only wrong.
            let now = match (way, now) {
                (Way::Back, None) => Flicks::ZERO,
                _ => now.ok_or_else(|| TimeError::NothingToStepFrom { text: text.trim().to_owned() })?,
            };
            now + way.times(amount)
        }
    };
    if length < Flicks::ZERO { Err(TimeError::Negative { text: text.trim().to_owned() }) } else { Ok(length) }
}

/// Reads the timecode of a first frame: any label of the day. `now` is the present one, from which a step counts.
///
/// # Errors
/// If it cannot be read, or drop-frame skips the label.
pub fn read_start(text: &str, rate: FrameRate, now: Option<Frames>) -> Result<Frames, TimeError> {
    let Typed { way, amount } = Typed::read(text, rate)?;
    let frames = |amount: Amount| rate.frame_nearest(Position::ZERO + amount.length(rate));
    let label = match (way, amount) {
        (Way::To, Amount::Clock(clock)) => clock.label(text, rate)?.to_frames(),
        (Way::To, amount) => frames(amount),
        (way, amount) => {
            let now = now.ok_or_else(|| TimeError::NothingToStepFrom { text: text.trim().to_owned() })?;
            if way == Way::On { now + frames(amount) } else { now - frames(amount) }
        }
    };
    Ok(Frames(label.0.rem_euclid(rate.frames_per_day())))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    To,
    On,
    Back,
}

impl Way {
    fn times(self, amount: Flicks) -> Flicks {
        if self == Self::Back { -amount } else { amount }
    }
}

#[derive(Debug, Clone, Copy)]
struct Typed {
    way: Way,
    amount: Amount,
}

#[derive(Debug, Clone, Copy)]
enum Amount {
    Time(Flicks),
    Frames(Frames),
    Clock(Clock),
}

/// Hours, minutes, seconds and frames as written; the first that was written may go beyond its limit.
#[derive(Debug, Clone, Copy)]
struct Clock {
    parts: [i64; 4],
    written: usize,
}

/// At most a hundred days, so that nothing added to it can overflow.
const MOST_SECONDS: i64 = 100 * 86_400;

impl Typed {
    fn read(text: &str, rate: FrameRate) -> Result<Self, TimeError> {
        let text = text.trim();
        let (way, rest) = match text.chars().next() {
            Some('+') => (Way::On, &text[1..]),
            Some('-') => (Way::Back, &text[1..]),
            // The minus that the window shows.
            Some('\u{2212}') => (Way::Back, &text['\u{2212}'.len_utf8()..]),
            _ => (Way::To, text),
        };
        let rest = rest.trim_start();
        let amount = if let Some(number) = rest.strip_suffix(['s', 'S']) {
            Amount::Time(seconds(text, number.trim_end())?)
        } else if let Some(number) = rest.strip_suffix(['f', 'F']) {
            Amount::Frames(frames(text, number.trim_end(), rate)?)
        } else {
            match Clock::read(text, rest, rate)? {
                // Frames alone are counted, whatever labels are skipped.
                Clock { parts, written: 1 } => Amount::Frames(Frames(parts[3])),
                clock => Amount::Clock(clock),
            }
        };
        Ok(Self { way, amount })
    }
}

impl Amount {
    fn length(self, rate: FrameRate) -> Flicks {
        match self {
            Self::Time(length) => length,
            Self::Frames(frames) => rate.flicks(frames),
            Self::Clock(clock) => clock.length(rate),
        }
    }
}

impl Clock {
    /// `whole` is what was typed, `text` the part of it behind a sign.
    fn read(whole: &str, text: &str, rate: FrameRate) -> Result<Self, TimeError> {
        let form = || TimecodeError::Form { text: whole.to_owned(), drop: rate.is_drop() };
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut pieces: Vec<&str> = Vec::new();
        if is_digits(text) && text.len() <= 8 {
            // In pairs, from the right.
            let odd = text.len() % 2;
            pieces.extend((odd > 0).then_some(&text[..odd]));
            pieces.extend((odd..text.len()).step_by(2).map(|at| &text[at..at + 2]));
        } else {
            let mark = text.rfind([':', ';', '.']).ok_or_else(form)?;
            if !text[mark..].starts_with(':') && !rate.is_drop() {
                return Err(TimecodeError::NotDrop { text: whole.to_owned(), rate }.into());
            }
            pieces.extend(text[..mark].split([':', ';']));
            pieces.push(&text[mark + 1..]);
        }
        let widest = |index: usize| if index == 0 && pieces.len() < 4 { 4 } else { 2 };
        let fits = pieces.iter().enumerate().all(|(index, piece)| is_digits(piece) && piece.len() <= widest(index));
        if pieces.len() > 4 || !fits {
            return Err(form().into());
        }
        let mut parts = [0; 4];
        let first = 4 - pieces.len();
        for (part, piece) in parts[first..].iter_mut().zip(&pieces) {
            *part = piece.parse().map_err(|_| form())?;
        }
        let limits = [("hours", 23), ("minutes", 59), ("seconds", 59), ("frames", rate.labels_per_second() - 1)];
        for (index, (part, most)) in limits.into_iter().enumerate() {
            let limited = index > first || first == 0;
            if limited && parts[index] > most {
                return Err(TimecodeError::Range { text: whole.to_owned(), rate, part, most }.into());
            }
        }
        Ok(Self { parts, written: pieces.len() })
    }

    /// Whether the hour was written too.
    fn is_whole(&self) -> bool {
        self.written == 4
    }

    /// The label that it is.
    fn label(&self, text: &str, rate: FrameRate) -> Result<Timecode, TimecodeError> {
        let (count, skipped) = self.count(rate);
        if let Some(minute) = skipped {
            let minute = u8::try_from(minute % 60).unwrap_or(u8::MAX);
            let first = rate.dropped_per_minute();
            return Err(TimecodeError::Dropped { text: text.trim().to_owned(), minute, first });
        }
        if count.0 >= rate.frames_per_day() {
            return Err(TimecodeError::Range { text: text.trim().to_owned(), rate, part: "hours", most: 23 });
        }
        Ok(Timecode::from_frames(count, rate))
    }

    fn length(&self, rate: FrameRate) -> Flicks {
        rate.flicks(self.count(rate).0)
    }

    /// Frames from `00:00:00:00` to this label, or to the next where drop-frame skips it; then also its minute.
    fn count(&self, rate: FrameRate) -> (Frames, Option<i64>) {
        let [hours, minutes, seconds, frames] = self.parts;
        let (labels, dropped) = (rate.labels_per_second(), rate.dropped_per_minute());
        let label = ((hours * 60 + minutes) * 60 + seconds) * labels + frames;
        let (minute, within) = (label / (60 * labels), label % (60 * labels));
        // SMPTE ST 12-1: labels are skipped at the start of each minute but every tenth.
        let is_skipped = minute % 10 != 0 && within < dropped;
        let label = if is_skipped { label + dropped - within } else { label };
        (Frames(label - dropped * (minute - minute / 10)), is_skipped.then_some(minute))
    }
}

fn seconds(text: &str, number: &str) -> Result<Flicks, TimeError> {
    let wrong = || TimeError::Number { text: text.to_owned(), unit: "seconds", example: "12.5s" };
    let most = Flicks::from_seconds(MOST_SECONDS);
    // A sign was read before; some write the decimals behind a comma.
    Flicks::parse_seconds(&number.replace(',', "."))
        .filter(|length| (0..=most.0).contains(&length.0))
        .filter(|_| number.bytes().next().is_some_and(|byte| byte.is_ascii_digit()))
        .ok_or_else(wrong)
}

fn frames(text: &str, number: &str, rate: FrameRate) -> Result<Frames, TimeError> {
    let wrong = || TimeError::Number { text: text.to_owned(), unit: "frames", example: "300f" };
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let count: i64 = number.parse().ok().filter(|_| plain).ok_or_else(wrong)?;
    if count > MOST_SECONDS * rate.labels_per_second() { Err(wrong()) } else { Ok(Frames(count)) }
}

#[cfg(test)]
mod tests;
