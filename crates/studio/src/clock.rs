//! The time of day, as documents record it.

use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, OffsetDateTime};

/// Now in UTC to the second: `2026-11-23T10:00:00Z`.
#[must_use]
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let whole = now.replace_nanosecond(0).unwrap_or(now);
    whole.format(&Rfc3339).unwrap_or_default()
}

/// The day of [`now`]: `2026-11-23`.
#[must_use]
pub fn today() -> String {
    now().get(..10).unwrap_or_default().to_owned()
}

/// The day `days` after another, both ISO 8601; the same where it is none.
#[must_use]
pub fn days_after(day: &str, days: i64) -> String {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    let moved = Date::parse(day, format).ok().and_then(|date| date.checked_add(Duration::days(days)));
    moved.and_then(|date| date.format(format).ok()).unwrap_or_else(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_the_ends_of_months() {
        assert_eq!(days_after("2026-11-25", 6), "2026-12-01");
        assert_eq!(days_after("2028-02-28", 1), "2028-02-29");
        assert_eq!(days_after("soon", 1), "soon");
    }
}
