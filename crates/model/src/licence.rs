//! Whether what is in the picture keeps to what was licensed, and what a calendar has to say.

use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

use crate::rights::ROUNDING;
use crate::{
    Clearance, ClearanceId, ClearanceStatus, CommissionId, CueId, EpisodeId, OptionStep, Payment, Share, Side,
};

/// A use of a track in the newest cut of an episode that a line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicensedUse {
    /// The cue.
    pub cue: CueId,
    /// Its episode.
    pub episode: EpisodeId,
    /// How long it sounds.
    pub length: Flicks,
    /// When the episode airs, ISO 8601; empty if nobody has said.
    pub air_date: String,
}

/// What a use breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LicenceFault {
    /// The right is refused.
    Denied,
    /// It was granted, and is over.
    Expired,
    /// The use is longer than was asked for or licensed.
    TooLong {
        /// What is allowed.
        allowed: Flicks,
    },
    /// It is one use more than was asked for or licensed.
    TooOften {
        /// What is allowed.
        allowed: i64,
        /// Which use it is, in the order of the season.
        nth: usize,
    },
    /// The episode airs before the licence starts.
    Before,
    /// The episode airs after the licence is over.
    After,
    /// It is agreed, and nobody has written down for where in the world.
    NoTerritory,
    /// It is agreed, and nobody has written down for which media.
    NoMedia,
    /// Another right of the same track is held for the whole world, this one is not.
    NotWorld,
    /// The lines of a side of the track come to more than all of it: somebody is asked, or paid, for what another has.
    TooMuch {
        /// What they come to.
        all: Share,
    },
}

/// A use that breaks what was licensed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceBreach {
    /// The line.
    pub clearance: ClearanceId,
    /// The use.
    pub cue: CueId,
    /// What it breaks.
    pub fault: LicenceFault,
}

/// What `uses`, in the order of the season, break of a line; `beside` are the other lines of the track.
#[must_use]
pub fn breaches(line: &Clearance, beside: &[&Clearance], uses: &[LicensedUse]) -> Vec<LicenceBreach> {
    let mut found = Vec::new();
    for (nth, used) in (1..).zip(uses) {
        let mut add = |fault| found.push(LicenceBreach { clearance: line.id, cue: used.cue, fault });
        match line.status {
            ClearanceStatus::Denied => add(LicenceFault::Denied),
            ClearanceStatus::Expired => add(LicenceFault::Expired),
            ClearanceStatus::Replaced | ClearanceStatus::NotNeeded => {}
            _ => of_use(line, beside, nth, used, &mut add),
        }
    }
    found
}

fn of_use(line: &Clearance, beside: &[&Clearance], nth: usize, used: &LicensedUse, add: &mut impl FnMut(LicenceFault)) {
    let beside: Vec<&Clearance> = beside.iter().copied().filter(|other| other.is_for(used.episode)).collect();
    if let Some(all) = too_much(line, &beside) {
        add(LicenceFault::TooMuch { all });
    }
    if let Some(allowed) = line.max_length.filter(|&allowed| used.length > allowed) {
        add(LicenceFault::TooLong { allowed });
    }
    if let Some(allowed) = line.max_uses.filter(|&allowed| i64::try_from(nth).is_ok_and(|nth| nth > allowed)) {
        add(LicenceFault::TooOften { allowed, nth });
    }
    let airs = used.air_date.as_str();
    if !airs.is_empty() && !line.starts.is_empty() && airs < line.starts.as_str() {
        add(LicenceFault::Before);
    }
    if !airs.is_empty() && !line.ends.is_empty() && airs > line.ends.as_str() {
        add(LicenceFault::After);
    }
    if !line.status.is_committed() {
        return;
    }
    if line.media.trim().is_empty() {
        add(LicenceFault::NoMedia);
    }
    if line.territory.trim().is_empty() {
        add(LicenceFault::NoTerritory);
    } else if !is_world(&line.territory) && beside.iter().any(|other| holds_world(other)) {
        add(LicenceFault::NotWorld);
    }
}

/// What the lines of a side that `line` has come to, if that is more than all of it. It is told of the last of them.
fn too_much(line: &Clearance, beside: &[&Clearance]) -> Option<Share> {
    use ClearanceStatus::{Denied, Expired, Replaced};
    let all_of = |has: fn(Side) -> bool| {
        let counted = |other: &&&Clearance| has(other.side) && !matches!(other.status, Denied | Expired | Replaced);
        let others: Vec<&Clearance> = beside.iter().filter(counted).copied().collect();
        let last = has(line.side) && others.iter().all(|other| other.id < line.id);
        last.then(|| line.share.0 + others.iter().map(|other| other.share.0).sum::<i64>())
    };
    let most = [all_of(Side::has_master), all_of(Side::has_publishing)].into_iter().flatten().max()?;
    (most > Share::WHOLE.0 + ROUNDING).then_some(Share(most))
}

fn holds_world(line: &Clearance) -> bool {
    line.status.is_committed() && is_world(&line.territory)
}

/// Whether words for a territory mean all of the world.
fn is_world(territory: &str) -> bool {
    matches!(territory.trim().to_lowercase().as_str(), "world" | "worldwide" | "the world" | "universe" | "ww" | "2136")
}

/// Why a date matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ReminderKind {
    /// Something is to be done.
    Next,
    /// The last day for an option.
    Option,
    /// The last day of a licence.
    End,
    /// The day by which something is to be paid.
    Payment,
    /// The day by which a demo of a commission is wanted.
    Demo,
    /// The day by which a commission is to be delivered.
    Delivery,
}

/// A date that somebody should not forget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// ISO 8601.
    pub on: String,
    /// Why.
    pub kind: ReminderKind,
    /// The line; `None` where it is of a commission.
    pub clearance: Option<ClearanceId>,
    /// The commission; `None` where it is of a line.
    pub commission: Option<CommissionId>,
    /// What is to be done, what the option is called, or the number of the invoice.
    pub what: String,
    /// Whether it is past.
    pub overdue: bool,
}

/// The dates of lines, their options and what is to be paid for them, soonest first.
#[must_use]
pub fn reminders(lines: &[Clearance], options: &[OptionStep], payments: &[Payment], today: &str) -> Vec<Reminder> {
    let mut found = Vec::new();
    let mut add = |on: &str, kind, clearance, what: &str| {
        if !on.is_empty() {
            let clearance = Some(clearance);
            found.push(Reminder {
                on: on.into(),
                kind,
                clearance,
                commission: None,
                what: what.into(),
                overdue: on < today,
            });
        }
    };
    for line in lines.iter().filter(|line| line.status != ClearanceStatus::Replaced) {
        add(&line.next_on, ReminderKind::Next, line.id, &line.next_action);
        if line.status.is_committed() {
            add(&line.ends, ReminderKind::End, line.id, "");
        }
        for option in options.iter().filter(|option| option.clearance == line.id && !option.exercised) {
            add(&option.exercise_by, ReminderKind::Option, line.id, &option.label);
        }
        for payment in payments.iter().filter(|payment| payment.clearance == line.id && !payment.paid) {
            add(&payment.due_on, ReminderKind::Payment, line.id, &payment.invoice);
        }
    }
    found.sort_by(|a, b| (&a.on, a.kind, a.clearance).cmp(&(&b.on, b.kind, b.clearance)));
    found
}

/// Whether a text is a day of the calendar in ISO 8601: `2026-11-25`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse::<u32>().ok())
    };
    let dashes = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    dashes && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TrackId;

    fn faults(line: &Clearance, air_dates: &[&str]) -> Vec<LicenceFault> {
        let one = |(cue, air_date): (i64, &&str)| LicensedUse {
            cue: CueId(cue),
            episode: EpisodeId(1),
            length: Flicks(100),
            air_date: (*air_date).to_owned(),
        };
        let uses: Vec<LicensedUse> = (1..).zip(air_dates).map(one).collect();
        breaches(line, &[], &uses).into_iter().map(|breach| breach.fault).collect()
    }

    fn line() -> Clearance {
        Clearance {
            status: ClearanceStatus::Licensed,
            media: "All media".into(),
            territory: "World".into(),
            starts: "2026-06-01".into(),
            ends: "2031-05-31".into(),
            max_length: Some(Flicks(100)),
            max_uses: Some(2),
            ..Clearance::new(ClearanceId(1), TrackId(1), Side::Master)
        }
    }

    #[test]
    fn an_episode_must_air_within_the_term() {
        assert_eq!(faults(&line(), &["2026-06-01", "2031-05-31"]), []);
        assert_eq!(faults(&line(), &["2026-05-31", "2031-06-01"]), [LicenceFault::Before, LicenceFault::After]);
        assert_eq!(faults(&line(), &["", ""]), [], "nobody has said when it airs");
        assert_eq!(faults(&Clearance { ends: String::new(), ..line() }, &["2999-01-01"]), []);
    }

    #[test]
    fn every_use_beyond_the_count_is_one_too_many() {
        let broken = faults(&line(), &["", "", "", ""]);
        let over = |nth| LicenceFault::TooOften { allowed: 2, nth };
        assert_eq!(broken, [over(3), over(4)]);
    }

    #[test]
    fn a_use_may_be_as_long_as_was_asked_for_and_not_longer() {
        let shorter = Clearance { max_length: Some(Flicks(99)), ..line() };
        assert_eq!(faults(&shorter, &[""]), [LicenceFault::TooLong { allowed: Flicks(99) }]);
        let asked = Clearance { status: ClearanceStatus::Requested, territory: String::new(), ..shorter };
        assert_eq!(faults(&asked, &[""]), [LicenceFault::TooLong { allowed: Flicks(99) }]);
        assert_eq!(faults(&Clearance { status: ClearanceStatus::Replaced, ..asked }, &[""]), []);
    }

    #[test]
    fn lines_of_a_side_that_come_to_more_than_all_of_it_are_told_once() {
        let of = |id: i64, side: Side, share: i64| Clearance {
            id: ClearanceId(id),
            share: Share(share),
            ..Clearance { side, max_uses: None, ..line() }
        };
        let used = LicensedUse { cue: CueId(1), episode: EpisodeId(1), length: Flicks(1), air_date: String::new() };
        let told = |lines: &[Clearance]| {
            let each = lines.iter().flat_map(|line| {
                let beside: Vec<&Clearance> = lines.iter().filter(|other| other.id != line.id).collect();
                breaches(line, &beside, std::slice::from_ref(&used))
            });
            each.map(|breach| (breach.clearance.0, breach.fault)).collect::<Vec<_>>()
        };
        let publishing = |id: i64, share: i64| of(id, Side::Publishing, share);
        let over = |id: i64, all: i64| [(id, LicenceFault::TooMuch { all: Share(all) })];
        assert_eq!(told(&[publishing(1, 750_000), publishing(2, 750_000)]), over(2, 1_500_000));
        assert_eq!(told(&[of(1, Side::OneStop, 1_000_000), of(2, Side::Master, 500_000)]), over(2, 1_500_000));
        assert_eq!(told(&[publishing(1, 333_400), publishing(2, 333_400), publishing(3, 333_400)]), []);
        assert_eq!(told(&[of(1, Side::Master, 1_000_000), publishing(2, 1_000_000)]), []);
        let other = Clearance { episode: Some(EpisodeId(2)), ..publishing(1, 1_000_000) };
        assert_eq!(told(&[other, publishing(2, 1_000_000)]), []);
        let replaced = Clearance { status: ClearanceStatus::Replaced, ..publishing(1, 750_000) };
        assert_eq!(told(&[replaced, publishing(2, 750_000)]), []);
    }

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        for day in ["2026-11-25", "2024-02-29", "2000-02-29"] {
            assert!(is_date(day), "{day}");
        }
        for none in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-11-25",
            "2026-11-2",
            "2026/11/25",
            "+026-11-25",
            "",
        ] {
            assert!(!is_date(none), "{none}");
        }
    }
}
