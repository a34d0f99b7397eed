//! Times: overlaps that nobody has decided about, sums beyond the programme, rounding, cues that are too long to be
//! true.

use model::CueId;
use timebase::{FLICKS_PER_SECOND, Flicks, Timecode};

use super::{Finding, Findings, cue, episode};
use crate::problem::{Fix, Severity};
use crate::profile::{Profile, Rounding};
use crate::sheet::{CarveMethod, Proposal, Sheet, SheetFacts, minutes, proposals};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    for proposal in proposals(facts) {
        overlap(list, facts, &proposal);
    }
    sums(list, facts, sheet, profile);
    for row in &sheet.rows {
        let Some(&id) = row.cues.first() else { continue };
        if row.exact == Flicks::ZERO {
            list.add(Finding {
                severity: Severity::Error,
                rule: "duration-zero",
                cue: Some(&row.number),
                title: format!("{} has no time of its own", row.number),
                message: format!(
                    "All of {} is counted for another cue; decide the overlap otherwise, or trim one of them.",
                    row.number
                ),
                why: "A cue without time is paid nothing, and forms refuse it.",
                target: cue(id, "span"),
                fixes: Vec::new(),
            });
        } else if row.shown == Flicks::ZERO {
            list.add(Finding {
                severity: Severity::Error,
                rule: "duration-zero",
                cue: Some(&row.number),
                title: format!("{} rounds to nothing", row.number),
                message: format!("{} sounds for {} frames, which this profile rounds to no second; let it sound longer, or choose another rounding.", row.number, row.frames.0),
                why: "Forms refuse a duration of zero.",
                target: cue(id, "span"),
                fixes: Vec::new(),
            });
        }
        let most = i64::from(profile.long_cue_minutes) * 60;
        if most > 0 && row.exact.0 > most * FLICKS_PER_SECOND {
            list.add(Finding {
                severity: Severity::Warning,
                rule: "cue-long",
                cue: Some(&row.number),
                title: format!("{} is {} long", row.number, minutes(row.exact.round_seconds())),
                message: format!(
                    "{} is longer than {} minutes; see that its out-point is where the music ends.",
                    row.number, profile.long_cue_minutes
                ),
                why: "One cue that holds most of the music is usually a slip, and societies ask about it.",
                target: cue(id, "span"),
                fixes: Vec::new(),
            });
        }
    }
    outside(list, facts);
}

fn overlap(list: &mut Findings, facts: &SheetFacts, proposal: &Proposal) {
    let number = |id: CueId| facts.cues.iter().find(|cue| cue.id == id).map_or("", |cue| cue.number.as_str());
    let (first, second) = (number(proposal.first), number(proposal.second));
    let tenths = ((proposal.end - proposal.start).0 * 10 + FLICKS_PER_SECOND / 2).div_euclid(FLICKS_PER_SECOND);
    let timecode = |at| Timecode::from_frames(facts.start + facts.rate.frame_at(at), facts.rate).to_string();
    let proposed = match (proposal.method, proposal.at) {
        (CarveMethod::Centre, Some(at)) => format!("cut at the middle of the crossfade, {}", timecode(at)),
        (CarveMethod::Centre, None) => "cut at the middle of the crossfade".into(),
        (CarveMethod::First, _) => format!("count it for {first}"),
        (CarveMethod::Second, _) => format!("count it for {second}"),
    };
    let carve = |method, label: String| Fix::CarveOut { first: proposal.first, second: proposal.second, method, label };
    let mut fixes = vec![carve(proposal.method, "Accept carve-out".into())];
    for (method, label) in [
        (CarveMethod::Centre, "cut in the middle".to_owned()),
        (CarveMethod::First, format!("give it all to {first}")),
        (CarveMethod::Second, format!("give it all to {second}")),
    ] {
        if method != proposal.method {
            fixes.push(carve(method, label));
        }
    }
    list.add(Finding {
        severity: Severity::Error,
        rule: "overlap-undecided",
        cue: Some(second),
        title: format!("{first} and {second} overlap by {}.{} s", tenths / 10, tenths % 10),
        message: format!("Proposed: {proposed}, since {}.", proposal.reason),
        why: "The total of cues may not exceed the programme; time that is listed twice is paid twice, and the sheet comes back.",
        target: cue(proposal.second, "span"),
        fixes,
    });
}

fn sums(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    let sum = &sheet.reconciliation;
    if sum.exact > facts.length || sum.shown > facts.length {
        list.add(Finding {
            severity: Severity::Error,
            rule: "sum-exceeds-programme",
            cue: None,
            title: format!("{} of music in {}", minutes(sum.shown.round_seconds()), minutes(facts.length.round_seconds())),
            message: "All cues together are longer than the programme; decide the overlaps, or look for an out-point that is wrong.".into(),
            why: "Societies hold the sum of durations against the programme's length.",
            target: episode(facts.episode, "cut"),
            fixes: Vec::new(),
        });
    }
    let off = (sum.shown - sum.exact).0.abs();
    if profile.rounding != Rounding::Frames && off >= FLICKS_PER_SECOND {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "rounding-sum",
            cue: None,
            title: format!("Rounding moves the total by {} s", off / FLICKS_PER_SECOND),
            message: format!("{}. The profile can carry the rounding, so that the total stays right.", sum.line),
            why: "The total is compared with the programme; a profile that carries what it rounds keeps it true.",
            target: crate::problem::Target::Profile,
            fixes: Vec::new(),
        });
    }
}

fn outside(list: &mut Findings, facts: &SheetFacts) {
    for one in &facts.cues {
        let Some(span) = one.span else { continue };
        let inside = span.intersection(facts.programme());
        if span.end <= span.start {
            list.add(Finding {
                severity: Severity::Error,
                rule: "out-before-in",
                cue: Some(&one.number),
                title: format!("{} ends before it starts", one.number),
                message: format!("Correct the in- or out-point of {}.", one.number),
                why: "A cue must end after it starts.",
                target: cue(one.id, "span"),
                fixes: Vec::new(),
            });
        } else if inside != Some(span) {
            list.add(Finding {
                severity: Severity::Error,
                rule: "outside-programme",
                cue: Some(&one.number),
                title: format!("{} goes beyond the programme", one.number),
                message: format!(
                    "{} lies outside {} in part or whole; trim it, move it, or remove it.",
                    one.number, facts.cut
                ),
                why: "What is not broadcast is not paid.",
                target: cue(one.id, "span"),
                fixes: Vec::new(),
            });
        }
    }
}
