//! SMPTE timecode: labels for frames. Never stored, never calculated with.

use std::fmt;

use crate::{FrameRate, Frames};

/// The label of one frame, `HH:MM:SS:FF`, from a 24-hour clock; drop-frame labels have `;` before the frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timecode {
    hours: u8,
    minutes: u8,
    seconds: u8,
    frames: u8,
    rate: FrameRate,
}

/// Why a text is not a timecode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimecodeError {
    /// It has not the form of a timecode.
    #[error("\"{text}\" is not a timecode; write it as 01:00:10:00{}", if *.drop { " (01:00:10;00 in drop-frame)" } else { "" })]
    Form {
        /// What was written.
        text: String,
        /// Whether the rate is drop-frame.
        drop: bool,
    },
    /// A part is too large.
    #[error("\"{text}\" is not a timecode at {rate}: its {part} go up to {most}")]
    Range {
        /// What was written.
        text: String,
        /// The rate it was read at.
        rate: FrameRate,
        /// Which part.
        part: &'static str,
        /// The largest value of that part.
        most: i64,
    },
    /// Drop-frame skips this label.
    #[error("\"{text}\" does not exist in drop-frame timecode: minute {minute} starts at ;{first:02}")]
    Dropped {
        /// What was written.
        text: String,
        /// Its minute.
        minute: u8,
        /// The first frame label of that minute.
        first: i64,
    },
    /// `;` was used at a rate that does not drop.
    #[error("\"{text}\" is written as drop-frame, but {rate} is not; write : before the frames")]
    NotDrop {
        /// What was written.
        text: String,
        /// The rate it was read at.
        rate: FrameRate,
    },
}

impl Timecode {
    /// The label of the frame `count` frames after `00:00:00:00`; a day wraps round.
    #[must_use]
    pub fn from_frames(count: Frames, rate: FrameRate) -> Self {
        let labels = rate.labels_per_second();
        let label = rate.label(Frames(count.0.rem_euclid(rate.frames_per_day())));
        let part = |value: i64| u8::try_from(value).unwrap_or(u8::MAX);
        Self {
            hours: part(label / (3600 * labels)),
            minutes: part(label / (60 * labels) % 60),
            seconds: part(label / labels % 60),
            frames: part(label % labels),
            rate,
        }
    }

    /// Reads `HH:MM:SS:FF`. Drop-frame rates take `;`, `:` or `.` before the frames, other rates `:` only.
    ///
    /// # Errors
    /// If it has another form, a part is out of range, or drop-frame skips the label.
    pub fn parse(text: &str, rate: FrameRate) -> Result<Self, TimecodeError> {
        let form = || TimecodeError::Form { text: text.to_owned(), drop: rate.is_drop() };
        let mark = text.rfind([':', ';', '.']).ok_or_else(form)?;
        let (clock, frames) = (&text[..mark], &text[mark + 1..]);
        if !text[mark..].starts_with(':') && !rate.is_drop() {
            return Err(TimecodeError::NotDrop { text: text.to_owned(), rate });
        }
        let two = |part: &str| -> Option<u8> {
            let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().ok() } else { None }
        };
        let mut parts = clock.split([':', ';']);
        let mut next = || parts.next().and_then(two).ok_or_else(form);
        let (hours, minutes, seconds) = (next()?, next()?, next()?);
        if parts.next().is_some() {
            return Err(form());
        }
        let frames = two(frames).ok_or_else(form)?;
        for (part, value, most) in [
            ("hours", hours, 23),
            ("minutes", minutes, 59),
            ("seconds", seconds, 59),
            ("frames", frames, rate.labels_per_second() - 1),
        ] {
            if i64::from(value) > most {
                return Err(TimecodeError::Range { text: text.to_owned(), rate, part, most });
            }
        }
        let first = rate.dropped_per_minute();
        if minutes % 10 != 0 && seconds == 0 && i64::from(frames) < first {
            return Err(TimecodeError::Dropped { text: text.to_owned(), minute: minutes, first });
        }
        Ok(Self { hours, minutes, seconds, frames, rate })
    }

    /// Frames from `00:00:00:00` to this label.
    #[must_use]
    pub fn to_frames(self) -> Frames {
        let labels = self.rate.labels_per_second();
        let minutes = i64::from(self.hours) * 60 + i64::from(self.minutes);
        let label = (minutes * 60 + i64::from(self.seconds)) * labels + i64::from(self.frames);
        Frames(label - self.rate.dropped_per_minute() * (minutes - minutes / 10))
    }

    /// The label without its frames, `HH:MM:SS`.
    #[must_use]
    pub fn clock(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hours, self.minutes, self.seconds)
    }

    /// The label of the nearest second without its frames, `HH:MM:SS`: the next one from half a second of labels on.
    #[must_use]
    pub fn nearest_clock(self) -> String {
        self.nearest_second().clock()
    }

    /// Seconds since midnight of the nearest second of labels, as [`nearest_clock`](Self::nearest_clock) writes it.
    #[must_use]
    pub fn nearest_clock_seconds(self) -> i64 {
        let nearest = self.nearest_second();
        (i64::from(nearest.hours) * 60 + i64::from(nearest.minutes)) * 60 + i64::from(nearest.seconds)
    }

    fn nearest_second(self) -> Self {
        let beyond = i64::from(self.frames);
        let labels = self.rate.labels_per_second();
        if beyond * 2 < labels {
            return self;
        }
        Self::from_frames(Frames(self.to_frames().0 + labels - beyond), self.rate)
    }

    /// The rate by which it counts.
    #[must_use]
    pub fn rate(self) -> FrameRate {
        self.rate
    }
}

impl fmt::Display for Timecode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.rate.is_drop() { ';' } else { ':' };
        write!(out, "{:02}:{:02}:{:02}{mark}{:02}", self.hours, self.minutes, self.seconds, self.frames)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_of_a_day_has_its_own_label_and_comes_back() {
        for rate in FrameRate::ALL {
            let mut last = None;
            for index in 0..rate.frames_per_day() {
                let label = Timecode::from_frames(Frames(index), rate);
                assert_eq!(label.to_frames(), Frames(index), "{label} at {rate}");
                let order = (label.hours, label.minutes, label.seconds, label.frames);
                assert!(last < Some(order), "{label} at {rate} does not come after the label before it");
                last = Some(order);
            }
            assert_eq!(
                Timecode::from_frames(Frames(rate.frames_per_day()), rate),
                Timecode::from_frames(Frames(0), rate)
            );
        }
    }

    #[test]
    fn a_clock_shows_the_second_of_a_label_or_the_nearest() {
        for (rate, label, clock, nearest) in [
            ("24", "01:00:09:11", "01:00:09", "01:00:09"),
            ("24", "01:00:09:12", "01:00:09", "01:00:10"),
            ("25", "09:59:59:13", "09:59:59", "10:00:00"),
            ("29.97df", "00:00:59;20", "00:00:59", "00:01:00"),
            ("29.97df", "00:01:00;02", "00:01:00", "00:01:00"),
            ("23.976", "23:59:59:23", "23:59:59", "00:00:00"),
        ] {
            let rate = rate.parse().expect("a rate");
            let label = Timecode::parse(label, rate).expect("a label");
            assert_eq!((label.clock(), label.nearest_clock()), (clock.to_owned(), nearest.to_owned()), "{label}");
        }
    }

    #[test]
    fn labels_are_read_as_they_are_written() {
        for rate in FrameRate::ALL {
            for index in (0..rate.frames_per_day()).step_by(997) {
                let label = Timecode::from_frames(Frames(index), rate);
                assert_eq!(Timecode::parse(&label.to_string(), rate), Ok(label));
            }
        }
    }

    #[test]
    fn drop_frame_skips_labels_not_frames() {
        let rate = FrameRate::F29_97Drop;
        assert_eq!(Timecode::from_frames(Frames(1799), rate).to_string(), "00:00:59;29");
        assert_eq!(Timecode::from_frames(Frames(1800), rate).to_string(), "00:01:00;02");
        assert_eq!(Timecode::from_frames(Frames(17_982), rate).to_string(), "00:10:00;00");
        let rate = FrameRate::F59_94Drop;
        assert_eq!(Timecode::from_frames(Frames(3600), rate).to_string(), "00:01:00;04");
    }

    #[test]
    fn wrong_labels_are_refused_with_their_reason() {
        let refuse = |text: &str, rate| Timecode::parse(text, rate).expect_err(text).to_string();
        assert!(refuse("00:01:00;00", FrameRate::F29_97Drop).contains("minute 1 starts at ;02"));
        assert!(refuse("00:01:00;03", FrameRate::F59_94Drop).contains("minute 1 starts at ;04"));
        assert!(refuse("00:00:00;00", FrameRate::F25).contains("25 is not"));
        assert!(refuse("00:00:00:25", FrameRate::F25).contains("frames go up to 24"));
        assert!(refuse("24:00:00:00", FrameRate::F25).contains("hours go up to 23"));
        for text in ["", "1", "::::", "00:00:00", "0:0:0:0:0", "00:00:-1:00", "٠١:00:00:00", "00:00:00:001"] {
            assert!(Timecode::parse(text, FrameRate::F24).is_err(), "{text:?}");
        }
    }
}
