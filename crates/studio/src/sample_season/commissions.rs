//! The commissions of the sample season: what Mirela Anders writes for it, one in nearly every stage.
//!
//! Dates are told in days from the day on which the season is made, so that what is late is late whenever that is.

use model::{ClearanceStatus, CommissionId, CueId, DeliveredPart, Keeper, Reference, ThemeId};

use super::{Failure, perform, story::Cast};
use crate::edits::{CommissionEdit, CommissionPatch, Created, NoteEdit, PaymentEdit, PaymentPatch, Told};
use crate::{Studio, clock};

/// How far a commission has come.
enum Came {
    /// Its brief is being written.
    Nowhere,
    /// Its brief is out, sent so many days ago.
    Sent,
    /// A version is there.
    Demo,
    /// What somebody said of that version.
    Answered(&'static str),
    /// That version is approved.
    Approved,
    /// It is delivered too.
    Delivered,
    /// It is invoiced too: half of the fee is paid, the rest is due.
    Invoiced,
}

struct Wanted {
    title: &'static str,
    brief: &'static str,
    moods: &'static str,
    length: &'static str,
    /// Number of the episode, and titles of its cues.
    cues: &'static [(u32, &'static str)],
    /// What it may sound like, and what of that.
    reference: Option<(&'static str, &'static str)>,
    /// Days from today: sent, demo wanted, delivery wanted.
    days: (i64, Option<i64>, Option<i64>),
    came: Came,
}

const COMPOSER: &str = "Mirela Anders";
/// What she wrote.
const SONG: &str = "Heart's Compass";

const WANTED: [Wanted; 7] = [
    Wanted {
        title: "After the door",
        brief: "What she does not say, once he has gone.",
        moods: "tender, unsure",
        length: "0:40",
        cues: &[(4, "After the door")],
        reference: None,
        days: (-60, Some(-40), Some(-9)),
        came: Came::Invoiced,
    },
    Wanted {
        title: "Dunes",
        brief: "Solo piano. Room for the wind.",
        moods: "reflective",
        length: "1:10",
        cues: &[(3, "Dunes")],
        reference: None,
        days: (-45, Some(-30), Some(5)),
        came: Came::Delivered,
    },
    Wanted {
        title: "End title, first episode",
        brief: "The first phrase of Mara’s theme, unfinished.",
        moods: "hopeful",
        length: "0:36",
        cues: &[(1, "End title")],
        reference: Some(("First Spark", "the handclaps, far away")),
        days: (-30, Some(-14), Some(6)),
        came: Came::Approved,
    },
    Wanted {
        title: "Mara’s flat",
        brief: "The theme, and nothing under it.",
        moods: "lonely",
        length: "0:30",
        cues: &[(4, "Mara’s flat")],
        reference: Some(("Silent Echoes", "the left hand of the second verse")),
        days: (-18, Some(-6), Some(12)),
        came: Came::Answered("The cello comes in too early: let her put the keys down first."),
    },
    Wanted {
        title: "She runs",
        brief: "All forward motion; her theme in his rhythm.",
        moods: "urgent, hopeful",
        length: "0:25",
        cues: &[(4, "She runs")],
        reference: Some(("Rising Tide", "the drums from the bridge on")),
        days: (-12, Some(2), Some(14)),
        came: Came::Demo,
    },
    Wanted {
        title: "Platform, at night",
        brief: "Nothing, until the doors close. Then one long note that turns into her theme.",
        moods: "sad, waiting",
        length: "0:50",
        cues: &[(2, "Platform")],
        reference: Some(("Silent Echoes", "the last bars")),
        days: (-16, Some(-3), Some(18)),
        came: Came::Sent,
    },
    Wanted {
        title: "The two of them",
        brief: "Both themes at once, for the last episode.",
        moods: "warm",
        length: "1:20",
        cues: &[],
        reference: None,
        days: (0, None, Some(30)),
        came: Came::Nowhere,
    },
];

/// Tells what is commissioned.
pub(super) fn tell(studio: &Studio, cast: &Cast) -> Result<(), Failure> {
    let today = studio.moment().day;
    let day = |days: i64| clock::days_after(&today, days);
    let mara = cast.themes.first().map(|&(_, theme)| theme);
    WANTED.iter().try_for_each(|wanted| one(studio, cast, wanted, mara, &day))
}

fn one(
    studio: &Studio,
    cast: &Cast,
    wanted: &Wanted,
    theme: Option<ThemeId>,
    day: &dyn Fn(i64) -> String,
) -> Result<(), Failure> {
    let written = matches!(wanted.came, Came::Nowhere);
    let bare = matches!(wanted.came, Came::Delivered | Came::Invoiced);
    let (sent, demo_by, due_on) = wanted.days;
    let reference = wanted.reference.and_then(|(song, note)| Some((cast.track(song)?, note)));
    let set = CommissionPatch {
        brief: Some(wanted.brief.into()),
        theme: theme.map(Told::Is),
        composer: (!written).then(|| COMPOSER.into()),
        length: Some(wanted.length.into()),
        moods: Some(wanted.moods.into()),
        demo_by: demo_by.map(day),
        due_on: due_on.map(day),
        master: Some(Told::Is(Keeper::Production)),
        publishing: Some(Told::Is(Keeper::Composer)),
        // The songs come as plain files.
        wants_stems: Some(!bare),
        wants_time_reference: Some(!bare),
        references: Some(reference.into_iter().map(|(track, note)| Reference { track, note: note.into() }).collect()),
        ..CommissionPatch::default()
    };
    let mut cues = Vec::new();
    for &(number, title) in wanted.cues {
        cues.extend(cue(studio, number, title)?);
    }
    let add = CommissionEdit::AddCommission { title: wanted.title.into(), cues: Some(cues), set: Some(set) };
    let made = perform(studio, vec![add.into()])?;
    let id = made.iter().find_map(|row| if let Created::Commission(id) = row { Some(*id) } else { None });
    let commission = id.ok_or("the commission was not made")?;
    if written {
        return Ok(());
    }
    perform(studio, vec![CommissionEdit::SendCommission { commission, on: Some(day(sent)) }.into()])?;
    came(studio, cast, wanted, commission, day)
}

/// What came of it, as the library has it.
fn came(
    studio: &Studio,
    cast: &Cast,
    wanted: &Wanted,
    commission: CommissionId,
    day: &dyn Fn(i64) -> String,
) -> Result<(), Failure> {
    if matches!(wanted.came, Came::Nowhere | Came::Sent) {
        return Ok(());
    }
    let track = cast.track(SONG).ok_or_else(|| format!("{SONG} is not in the library"))?;
    let came_on = day(wanted.days.1.unwrap_or(-1).min(0) - 1);
    perform(
        studio,
        vec![CommissionEdit::AddCommissionVersion { commission, track, on: Some(came_on.clone()) }.into()],
    )?;
    if let Came::Answered(body) = wanted.came {
        return answer(studio, commission, body);
    }
    if !matches!(wanted.came, Came::Approved | Came::Delivered | Came::Invoiced) {
        return Ok(());
    }
    let (version, approved, on) = (1, true, Some(came_on.clone()));
    perform(studio, vec![CommissionEdit::ApproveCommissionVersion { commission, version, approved, on }.into()])?;
    if matches!(wanted.came, Came::Approved) {
        return Ok(());
    }
    let (tracks, part, on) = (vec![track], DeliveredPart::Mix, Some(day(-8)));
    perform(studio, vec![CommissionEdit::DeliverCommission { commission, tracks, part, on }.into()])?;
    if matches!(wanted.came, Came::Invoiced) {
        let lines = studio.document().rows().clearances(track)?;
        let signed = lines.into_iter().find(|line| line.status == ClearanceStatus::Licensed);
        let line = signed.ok_or("the commission has no licence")?;
        let half = line.fee.unwrap_or_default() / 2;
        let set = CommissionPatch { clearance: Some(Told::Is(line.id)), ..CommissionPatch::default() };
        let payment = |invoice: &str, due: i64, paid: Option<i64>| {
            let set = PaymentPatch {
                amount: Some(half),
                invoice: Some(invoice.into()),
                due_on: Some(day(due)),
                paid_on: paid.map(day),
                ..PaymentPatch::default()
            };
            PaymentEdit::AddPayment { clearance: line.id, set: Some(set) }.into()
        };
        let link = CommissionEdit::EditCommission { commission, set }.into();
        perform(studio, vec![link, payment("MA-031", -40, Some(-42)), payment("MA-038", 9, None)])?;
    }
    Ok(())
}

/// A note on the version, at the moment that it is about.
fn answer(studio: &Studio, commission: CommissionId, body: &str) -> Result<(), Failure> {
    let all = studio.commissions()?.commissions;
    let view = all.iter().find(|one| one.commission.id == commission).ok_or("the commission is gone")?;
    let (Some(cue), Some(version)) = (view.cues.first(), view.version_views.first()) else { return Ok(()) };
    let mut note = NoteEdit::of_desk(cue.cut, "Ruth", body);
    if let NoteEdit::AddNote { cue: of, placement, at, .. } = &mut note {
        *of = Some(cue.cue);
        *placement = version.placements.first().copied();
        *at = Some(cue.at + timebase::Flicks::from_seconds(6));
    }
    perform(studio, vec![note.into()])?;
    Ok(())
}

/// The cue of an episode's newest cut that has this title.
fn cue(studio: &Studio, number: u32, title: &str) -> Result<Option<CueId>, Failure> {
    let show = studio.show()?;
    let episode = show.episodes.iter().find(|episode| episode.number == number);
    let Some(cut) = episode.and_then(|episode| episode.cuts.last()) else { return Ok(None) };
    let found = studio.cut(cut.id)?.cues.into_iter().find(|view| view.cue.title == title);
    Ok(found.map(|view| view.cue.id))
}
