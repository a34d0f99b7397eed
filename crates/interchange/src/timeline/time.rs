//! Times as files write them: labels, counts of frames, and real time; one way to make positions of them.

use std::fmt;

use timebase::{FLICKS_PER_SECOND, Flicks, FrameRate, Frames, Position};

/// A frame's label as a file writes it, before anybody knows the rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Label {
    /// From 24 on where a list runs on past midnight.
    pub hours: u16,
    /// 0 to 59.
    pub minutes: u8,
    /// 0 to 59.
    pub seconds: u8,
    /// From 0.
    pub frames: u8,
    /// Hundredths of a frame, 0 to 99.
    pub hundredths: u8,
    /// Whether it is of a drop-frame count: by `;`, or by what the list says before it. `None` where nothing tells.
    pub drop: Option<bool>,
}

/// A point on a time line, or of a source, as a file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Time {
    /// A label: a rate makes a position of it.
    Label(Label),
    /// Frames after a label: an end that is written as a length.
    After(Label, i64),
    /// Frames from the first frame of the time line, in hundredths of a frame (Avid's marker lists): a rate is needed.
    Frames(i64),
    /// Real time from label zero: exact.
    Exact(Flicks),
    /// Real time from the first frame of the time line (a session in minutes and seconds, subtitles): exact, and it
    /// becomes a label where the start is known.
    Elapsed(Flicks),
}

/// How long something is, as a file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// In frames of the time line.
    Frames(i64),
    /// Exact.
    Exact(Flicks),
}

/// From a point up to, not including, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Its first instant.
    pub from: Time,
    /// The first instant after it.
    pub to: Time,
}

/// The clock of a time line, which makes positions of what a file wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// Its frame rate.
    pub rate: FrameRate,
    /// Its first frame, counted from label zero.
    pub start: Position,
}

impl Label {
    /// Reads `HH:MM:SS:FF`, with `;`, `.` or `,` before the frames for drop-frame, and `.hh` after them for hundredths of a
    /// frame. Eight digits without marks are taken as well. No label has 100 frames or 60 seconds.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let bytes = text.as_bytes();
        if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
            let two = |at: usize| text.get(at..at + 2)?.parse::<u8>().ok();
            return Self::of(u16::from(two(0)?), two(2)?, two(4)?, two(6)?, 0, None);
        }
        let mut parts = [0_u8; 5];
        let (mut part, mut digits, mut drop) = (0, 0, false);
        for &byte in bytes {
            match byte {
                b'0'..=b'9' if digits < 2 => {
                    parts[part] = parts[part] * 10 + (byte - b'0');
                    digits += 1;
                }
                b':' | b';' | b'.' | b',' if digits > 0 && part < 4 => {
                    if part == 3 && byte != b'.' {
                        return None;
                    }
                    drop |= part < 3 && byte != b':';
                    part += 1;
                    digits = 0;
                }
                _ => return None,
            }
        }
        if digits == 0 || part < 3 {
            return None;
        }
        // `.5` of a frame is fifty hundredths.
        let hundredths = if part == 4 && digits == 1 { parts[4] * 10 } else { parts[4] };
        Self::of(u16::from(parts[0]), parts[1], parts[2], parts[3], hundredths, drop.then_some(true))
    }

    fn of(hours: u16, minutes: u8, seconds: u8, frames: u8, hundredths: u8, drop: Option<bool>) -> Option<Self> {
        let fits = hours < 100 && minutes < 60 && seconds < 60 && frames < 100;
        fits.then_some(Self { hours, minutes, seconds, frames, hundredths, drop })
    }

    /// Whether the label exists at a rate: its frames are fewer than the labels of a second, and drop-frame does not skip it
    /// (SMPTE ST 12-1).
    #[must_use]
    pub fn exists_at(self, rate: FrameRate) -> bool {
        let skipped =
            !self.minutes.is_multiple_of(10) && self.seconds == 0 && i64::from(self.frames) < rate.dropped_per_minute();
        i64::from(self.frames) < rate.labels_per_second() && !skipped
    }

    /// Frames from label zero by a rate's count.
    #[must_use]
    pub fn frames_at(self, rate: FrameRate) -> Frames {
        let minutes = i64::from(self.hours) * 60 + i64::from(self.minutes);
        let label = (minutes * 60 + i64::from(self.seconds)) * rate.labels_per_second() + i64::from(self.frames);
        Frames(label - rate.dropped_per_minute() * (minutes - minutes / 10))
    }

    /// From label zero by a rate's count, hundredths of a frame included.
    #[must_use]
    pub fn position_at(self, rate: FrameRate) -> Position {
        Position(rate.position(self.frames_at(rate)).0 + i64::from(self.hundredths) * rate.frame().0 / 100)
    }

    /// The end of a range of some frames that begins here; nothing where it is a single frame.
    #[must_use]
    pub fn after(self, frames: i64) -> Option<Time> {
        (frames > 1).then_some(Time::After(self, frames))
    }

    /// The same label a number of days later, for lists that run on past midnight.
    #[must_use]
    pub fn days_later(self, days: u16) -> Self {
        Self { hours: self.hours.saturating_add(days.saturating_mul(24)), ..self }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.drop == Some(true) { ';' } else { ':' };
        write!(out, "{:02}:{:02}:{:02}{mark}{:02}", self.hours % 24, self.minutes, self.seconds, self.frames)?;
        if self.hundredths > 0 { write!(out, ".{:02}", self.hundredths) } else { Ok(()) }
    }
}

impl Time {
    /// The position from label zero, once the clock is known. At most 2^62 flicks.
    #[must_use]
    pub fn position(self, counting: Counting) -> Position {
        let bounded = |flicks: i64| Position(flicks.clamp(-(1 << 62), 1 << 62));
        match self {
            Self::Label(label) => label.position_at(counting.rate),
            Self::After(label, frames) => {
                let length = i128::from(frames) * i128::from(counting.rate.frame().0);
                let length = i64::try_from(length).unwrap_or(i64::MAX);
                bounded(label.position_at(counting.rate).0.saturating_add(length))
            }
            Self::Frames(hundredths) => {
                let whole = i128::from(hundredths) * i128::from(counting.rate.frame().0) / 100;
                bounded(counting.start.0.saturating_add(i64::try_from(whole).unwrap_or(i64::MAX)))
            }
            Self::Exact(flicks) => bounded(flicks.0),
            Self::Elapsed(flicks) => bounded(counting.start.0.saturating_add(flicks.0)),
        }
    }

    /// The point that is `frames` after the first frame of the time line.
    #[must_use]
    pub const fn frames(frames: i64) -> Self {
        Self::Frames(frames.saturating_mul(100))
    }

    /// The label, if it is one.
    #[must_use]
    pub const fn label(self) -> Option<Label> {
        match self {
            Self::Label(label) => Some(label),
            Self::After(..) | Self::Frames(_) | Self::Exact(_) | Self::Elapsed(_) => None,
        }
    }
}

impl Length {
    /// How long it is, once the rate is known.
    #[must_use]
    pub fn flicks(self, rate: FrameRate) -> Flicks {
        match self {
            Self::Frames(frames) => Flicks(frames.saturating_mul(rate.frame().0)),
            Self::Exact(flicks) => flicks,
        }
    }
}

/// A fraction of a second as flicks, rounded to the nearest; `None` if it does not fit or there is no such fraction.
#[must_use]
pub fn fraction(numerator: i64, denominator: i64) -> Option<Flicks> {
    if denominator == 0 {
        return None;
    }
    let (over, under) = (i128::from(numerator) * i128::from(FLICKS_PER_SECOND), i128::from(denominator));
    let (over, under) = if under < 0 { (-over, -under) } else { (over, under) };
    let nearest = (over + under / 2).div_euclid(under);
    i64::try_from(nearest).ok().filter(|flicks| flicks.abs() <= 1 << 62).map(Flicks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_every_writing() {
        let read = |text: &str| Label::parse(text).map(|label| (label.to_string(), label.drop));
        assert_eq!(read("01:00:10:00"), Some(("01:00:10:00".to_owned(), None)));
        assert_eq!(read("01:00:10;02"), Some(("01:00:10;02".to_owned(), Some(true))));
        assert_eq!(read("01:00:10.02"), Some(("01:00:10;02".to_owned(), Some(true))));
        assert_eq!(read("1:0:1:2"), Some(("01:00:01:02".to_owned(), None)));
        assert_eq!(read("01:00:10:00.50"), Some(("01:00:10:00.50".to_owned(), None)));
        assert_eq!(read("01001002"), Some(("01:00:10:02".to_owned(), None)));
        for wrong in ["", "01:00:10", "01:00:60:00", "1:2:3:4:5", "a:b:c:d", "001:00:00:00", "01:00:00:", "01-00-00-00"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn drop_frame_labels_count_as_the_standard_has_it() {
        let frames = |text: &str| Label::parse(text).expect("a label").frames_at(FrameRate::F29_97Drop).0;
        assert_eq!(frames("00:01:00;02"), 1800);
        assert_eq!(frames("00:10:00;00"), 17_982);
        assert_eq!(frames("01:00:00;00"), 107_892);
        assert!(!Label::parse("00:01:00;01").expect("a label").exists_at(FrameRate::F29_97Drop));
        assert!(Label::parse("00:10:00;01").expect("a label").exists_at(FrameRate::F29_97Drop));
    }

    #[test]
    fn every_time_becomes_a_position_from_label_zero() {
        let counting = Counting { rate: FrameRate::F25, start: Position(3600 * FLICKS_PER_SECOND) };
        let second = 3601 * FLICKS_PER_SECOND;
        let label = Label::parse("01:00:01:00").expect("a label");
        for time in [Time::Label(label), Time::frames(25), Time::Exact(Flicks(second)), Time::Elapsed(Flicks::SECOND)] {
            assert_eq!(time.position(counting), Position(second), "{time:?}");
        }
        assert_eq!(Time::Label(label.days_later(1)).position(counting), Position(second + 86_400 * FLICKS_PER_SECOND));
    }

    #[test]
    fn fractions_of_seconds_are_exact() {
        assert_eq!(fraction(1001, 30_000), Some(FrameRate::F29_97.frame()));
        assert_eq!(fraction(1, 0), None);
        assert_eq!(fraction(i64::MAX, 1), None);
        assert_eq!(fraction(-1, -2), Some(Flicks(FLICKS_PER_SECOND / 2)));
    }
}
