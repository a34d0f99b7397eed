//! What answers from anywhere have in common: when they were given, and what makes one known when it comes twice.

use jiff::{Span, Timestamp};
use model::AnswerSource;

use super::{EditError, ReviewError};

/// Letters of a key: 128 random bits take 22 in base64.
const KEY: std::ops::RangeInclusive<usize> = 22..=200;

/// The key of an answer. One from elsewhere has one, since it may come twice.
pub(super) fn checked_key(source: AnswerSource, key: Option<&str>) -> Result<Option<&str>, EditError> {
    let key = key.map(str::trim).filter(|key| !key.is_empty());
    match (source, key) {
        (AnswerSource::Desk | AnswerSource::Before, None) => Ok(None),
        (_, Some(key)) if KEY.contains(&key.chars().count()) => Ok(Some(key)),
        _ => Err(ReviewError::Key.into()),
    }
}

/// A moment as it is kept: in UTC to the millisecond, so that moments are in order as texts.
pub(crate) fn moment(text: &str) -> Result<String, EditError> {
    let read = text.trim().parse::<Timestamp>().ok();
    let within = read.filter(|at| (0..=253_402_300_799).contains(&at.as_second()));
    let at = within.ok_or_else(|| ReviewError::Moment { text: text.chars().take(40).collect() })?;
    Ok(format!("{at:.3}"))
}

/// A moment for what is entered here: now, or just after what the same person said before, whatever the clock says.
pub(super) fn moment_after(now: &str, before: Option<&str>) -> Result<String, EditError> {
    let (now, before) = (moment(now)?, before.map(moment).transpose()?);
    let Some(before) = before.filter(|before| *before >= now) else { return Ok(now) };
    let next = before.parse::<Timestamp>().ok().and_then(|at| at.checked_add(Span::new().milliseconds(1)).ok());
    Ok(next.map_or(now, |at| format!("{at:.3}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_kept_so_that_they_are_in_order_as_texts() {
        let kept = |text| moment(text).ok();
        assert_eq!(kept("2026-11-23T10:00:00Z").as_deref(), Some("2026-11-23T10:00:00.000Z"));
        assert_eq!(kept(" 2026-11-23T11:00:00.7504+01:00 ").as_deref(), Some("2026-11-23T10:00:00.750Z"));
        assert!(kept("2026-11-23T10:00:00Z") < kept("2026-11-23T10:00:00.001Z"));
        assert_eq!((kept("yesterday"), kept("-009999-01-01T00:00:00Z"), kept("2026-11-23")), (None, None, None));
    }

    #[test]
    fn what_is_entered_later_is_later() {
        let after = |now, before| moment_after(now, before).ok();
        let ten = "2026-11-23T10:00:00Z";
        assert_eq!(after(ten, None).as_deref(), Some("2026-11-23T10:00:00.000Z"));
        assert_eq!(after(ten, Some("2026-11-23T09:59:59.999Z")).as_deref(), Some("2026-11-23T10:00:00.000Z"));
        assert_eq!(after(ten, Some("2026-11-23T10:00:00.000Z")).as_deref(), Some("2026-11-23T10:00:00.001Z"));
        assert_eq!(after(ten, Some("2027-01-01T00:00:00Z")).as_deref(), Some("2027-01-01T00:00:00.001Z"));
    }

    #[test]
    fn an_answer_from_elsewhere_has_a_key() {
        let long = "k".repeat(22);
        assert!(checked_key(AnswerSource::Link, None).is_err());
        assert!(checked_key(AnswerSource::File, Some("short")).is_err());
        assert!(checked_key(AnswerSource::File, Some(&"k".repeat(201))).is_err());
        assert_eq!(checked_key(AnswerSource::File, Some(&long)).ok(), Some(Some(long.as_str())));
        assert_eq!(checked_key(AnswerSource::Desk, None).ok(), Some(None));
    }
}
