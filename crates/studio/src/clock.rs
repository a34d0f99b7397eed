//! The time of day, as documents record it.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now in UTC to the second: `2026-11-23T10:00:00Z`.
#[must_use]
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let whole = now.replace_nanosecond(0).unwrap_or(now);
    whole.format(&Rfc3339).unwrap_or_default()
}
