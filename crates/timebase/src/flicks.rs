//! Amounts of time, points in time, and the spans between points.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::FLICKS_PER_SECOND;

/// An amount of time in flicks (1/705 600 000 s); negative where something moves back.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number & { readonly __brand: \"Flicks\" }")]
pub struct Flicks(pub i64);

/// A point on a time line, in flicks from its origin: the first frame of a cut.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(transparent)]
#[ts(type = "number & { readonly __brand: \"Position\" }")]
pub struct Position(pub i64);

/// The time from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
pub struct Span {
    /// The first instant inside.
    pub start: Position,
    /// The first instant after.
    pub end: Position,
}

impl Flicks {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// One second.
    pub const SECOND: Self = Self(FLICKS_PER_SECOND);

    /// Whole seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds * FLICKS_PER_SECOND)
    }

    /// Whole milliseconds; exact, since a millisecond is 705 600 flicks.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis * (FLICKS_PER_SECOND / 1000))
    }

    /// Milliseconds, rounded down.
    #[must_use]
    pub const fn floor_millis(self) -> i64 {
        self.0.div_euclid(FLICKS_PER_SECOND / 1000)
    }

    /// Seconds rounded to the nearest, halves up.
    #[must_use]
    pub const fn round_seconds(self) -> i64 {
        (self.0 + FLICKS_PER_SECOND / 2).div_euclid(FLICKS_PER_SECOND)
    }

    /// Reads a decimal number of seconds such as `12.5`, exactly: no float is involved.
    ///
    /// At most nine decimals; what is finer than a flick is rounded down. `None` if it is not such a number or
    /// does not fit.
    #[must_use]
    pub fn parse_seconds(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 9 || !plain(whole) || !plain(fraction) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let mut part: i128 = 0;
        for digit in fraction.bytes().chain(std::iter::repeat(b'0')).take(9) {
            part = part * 10 + i128::from(digit - b'0');
        }
        let part = i64::try_from(part * i128::from(FLICKS_PER_SECOND) / 1_000_000_000).ok()?;
        let flicks = whole.checked_mul(FLICKS_PER_SECOND)?.checked_add(part)?;
        Some(Self(if negative { -flicks } else { flicks }))
    }

    /// The larger of the two.
    #[must_use]
    pub const fn max(self, other: Self) -> Self {
        if self.0 >= other.0 { self } else { other }
    }

    /// The smaller of the two.
    #[must_use]
    pub const fn min(self, other: Self) -> Self {
        if self.0 <= other.0 { self } else { other }
    }
}

impl Position {
    /// The origin: a cut's first frame.
    pub const ZERO: Self = Self(0);

    /// How far the point lies after the origin.
    #[must_use]
    pub const fn since_origin(self) -> Flicks {
        Flicks(self.0)
    }

    /// Moved by `amount`, or `None` past the ends of 64 bits.
    #[must_use]
    pub const fn checked_add(self, amount: Flicks) -> Option<Self> {
        match self.0.checked_add(amount.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }
}

impl Span {
    /// From `start`, lasting `length`.
    #[must_use]
    pub fn new(start: Position, length: Flicks) -> Self {
        Self { start, end: start + length }
    }

    /// How long it lasts; negative if it ends before it starts.
    #[must_use]
    pub fn length(self) -> Flicks {
        self.end - self.start
    }

    /// Whether there is no instant inside.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `at` lies inside; the end does not.
    #[must_use]
    pub fn contains(self, at: Position) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share an instant; spans that only touch do not.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share, if anything.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let shared = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (!shared.is_empty()).then_some(shared)
    }

    /// The same length, moved by `amount`.
    #[must_use]
    pub fn shifted(self, amount: Flicks) -> Self {
        Self { start: self.start + amount, end: self.end + amount }
    }
}

/// Spans in order, those that overlap or touch made one, empty ones left out: the time that at least one covers.
#[must_use]
pub fn merged(spans: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut whole: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match whole.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => whole.push(span),
        }
    }
    whole
}

impl Add for Flicks {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Flicks {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Flicks {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Flicks {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Flicks {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.map(|amount| amount.0).sum())
    }
}

impl Add<Flicks> for Position {
    type Output = Self;
    fn add(self, amount: Flicks) -> Self {
        Self(self.0 + amount.0)
    }
}

impl Sub<Flicks> for Position {
    type Output = Self;
    fn sub(self, amount: Flicks) -> Self {
        Self(self.0 - amount.0)
    }
}

impl AddAssign<Flicks> for Position {
    fn add_assign(&mut self, amount: Flicks) {
        self.0 += amount.0;
    }
}

impl SubAssign<Flicks> for Position {
    fn sub_assign(&mut self, amount: Flicks) {
        self.0 -= amount.0;
    }
}

impl Sub for Position {
    type Output = Flicks;
    fn sub(self, other: Self) -> Flicks {
        Flicks(self.0 - other.0)
    }
}

impl Flicks {
    /// `3:07.4`: minutes, seconds and tenths, rounded down, so that nothing seems longer than it is.
    #[must_use]
    pub fn in_tenths(self) -> String {
        let tenths = self.0.max(0) / (FLICKS_PER_SECOND / 10);
        format!("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
    }
}

impl fmt::Display for Flicks {
    /// Minutes and seconds, rounded to the nearest second: `1:34`, `1:02:03`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = Self(self.0.abs()).round_seconds();
        let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
        if self.0 < 0 {
            out.write_str("-")?;
        }
        if hours > 0 { write!(out, "{hours}:{minutes:02}:{seconds:02}") } else { write!(out, "{minutes}:{seconds:02}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_without_rounding() {
        assert_eq!(Flicks::parse_seconds("12.5"), Some(Flicks(12 * FLICKS_PER_SECOND + FLICKS_PER_SECOND / 2)));
        assert_eq!(Flicks::parse_seconds("-0.001"), Some(Flicks(-705_600)));
        for wrong in ["", ".", "1.", ".5", "1e3", "0.0000000001", "99999999999999999999", "1:2", "+1", "1 "] {
            let read = Flicks::parse_seconds(wrong);
            assert!(read.is_none() || wrong == "1.", "{wrong:?} was read as {read:?}");
        }
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let first = Span::new(Position::ZERO, Flicks(10));
        let second = Span::new(Position(10), Flicks(10));
        assert!(!first.overlaps(second));
        assert_eq!(first.intersection(second), None);
        assert!(first.overlaps(second.shifted(Flicks(-1))));
        assert!(first.contains(Position(0)) && !first.contains(Position(10)));
    }

    #[test]
    fn spans_that_meet_are_merged() {
        let span = |start, end| Span { start: Position(start), end: Position(end) };
        let spans = [span(8, 12), span(0, 2), span(7, 8), span(5, 9), span(20, 20), span(18, 30)];
        assert_eq!(merged(spans), [span(0, 2), span(5, 12), span(18, 30)]);
    }

    #[test]
    fn lengths_are_shown_as_people_say_them() {
        assert_eq!(Flicks::from_seconds(94).to_string(), "1:34");
        assert_eq!(Flicks::from_seconds(3723).to_string(), "1:02:03");
        assert_eq!(Flicks::from_millis(-1500).to_string(), "-0:02");
    }
}
