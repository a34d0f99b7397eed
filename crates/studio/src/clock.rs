//! The time of day, as documents record it, and the day of the user's calendar.
//!
//! A moment is recorded in UTC; what is due, expired or prepared *today* goes by the calendar on the wall.

use std::fmt;
use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// A moment, and the day that it is where the user is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// In UTC to the millisecond, so that moments are in order as texts: `2026-11-23T10:00:00.000Z`.
    pub at: String,
    /// By the local calendar: `2026-11-23`.
    pub day: String,
}

impl Moment {
    /// A moment in a time zone.
    #[must_use]
    pub fn of(zoned: &Zoned) -> Self {
        Self { at: format!("{:.3}", zoned.timestamp()), day: zoned.date().to_string() }
    }
}

/// Where the time comes from.
pub trait Clock: fmt::Debug + Send + Sync {
    /// What time it is.
    fn now(&self) -> Moment;
}

/// The clock and the calendar of the system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "here is where the time comes from")]
    fn now(&self) -> Moment {
        Moment::of(&recorded(SystemTime::now()).to_zoned(TimeZone::system()))
    }
}

/// The moment that is recorded for what a clock says: the nearest that a date can be written for.
fn recorded(clock: SystemTime) -> Timestamp {
    let nearest = if clock < SystemTime::UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
    let said = Timestamp::try_from(clock).unwrap_or(nearest);
    said.clamp(Timestamp::UNIX_EPOCH, Timestamp::MAX)
}

/// What is wrong with the system's clock, as a sentence; nothing while it says a year from 1970 to 9999.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "it is the system's own clock that is held against the calendar")]
pub fn wrong() -> Option<String> {
    wrong_at(SystemTime::now())
}

fn wrong_at(clock: SystemTime) -> Option<String> {
    let when = match Timestamp::try_from(clock) {
        Ok(said) if said >= Timestamp::UNIX_EPOCH => return None,
        Ok(_) => "before 1970",
        Err(_) if clock < SystemTime::UNIX_EPOCH => "before 1970",
        Err(_) => "after the year 9999",
    };
    Some(format!(
        "The clock of this computer is set to a time {when}: dates are recorded wrongly until it is set right"
    ))
}

/// The day `days` after another, both ISO 8601; the same where it is none.
#[must_use]
pub fn days_after(day: &str, days: i64) -> String {
    let moved = day.parse::<Date>().ok().and_then(|date| date.checked_add(days.days()).ok());
    moved.map_or_else(|| day.to_owned(), |date| date.to_string())
}

/// How many days after another a day is, both ISO 8601; nothing where either is none.
#[must_use]
pub fn days_between(from: &str, to: &str) -> Option<i64> {
    let (from, to) = (from.parse::<Date>().ok()?, to.parse::<Date>().ok()?);
    from.until(to).ok().map(|span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_wrong_is_told_of_and_stops_nothing() {
        let day = Duration::from_hours(24);
        let epoch = SystemTime::UNIX_EPOCH;
        let far = |days: u32| epoch.checked_add(day * days).expect("a time");
        for (clock, at, wrong) in [
            (epoch - day, "1970-01-01T00:00:00.000Z", Some("before 1970")),
            (epoch - day * 5_000_000, "1970-01-01T00:00:00.000Z", Some("before 1970")),
            (far(20_780), "2026-11-23T00:00:00.000Z", None),
            (far(4_000_000), "9999-12-30T22:00:00.999Z", Some("after the year 9999")),
        ] {
            let moment = Moment::of(&recorded(clock).to_zoned(TimeZone::fixed(jiff::tz::offset(13))));
            assert_eq!(moment.at, at);
            let told = wrong_at(clock);
            assert_eq!(told.is_some(), wrong.is_some());
            assert!(told.is_none_or(|told| wrong.is_some_and(|wrong| told.contains(wrong))));
        }
    }

    #[test]
    fn days_are_counted_over_the_ends_of_months() {
        assert_eq!(days_after("2026-11-25", 6), "2026-12-01");
        assert_eq!(days_after("2028-02-28", 1), "2028-02-29");
        assert_eq!(days_after("soon", 1), "soon");
    }

    #[test]
    fn today_goes_by_the_calendar_on_the_wall() {
        let at: Timestamp = "2026-11-26T01:30:00.75Z".parse().expect("a moment");
        let in_zone = |offset: i8| Moment::of(&at.to_zoned(TimeZone::fixed(jiff::tz::offset(offset))));
        assert_eq!(in_zone(-8), Moment { at: "2026-11-26T01:30:00.750Z".into(), day: "2026-11-25".into() });
        assert_eq!(in_zone(0).day, "2026-11-26");
        assert_eq!(in_zone(13).day, "2026-11-26");
    }
}
