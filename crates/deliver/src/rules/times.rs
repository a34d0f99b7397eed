//! Times: overlaps that nobody has decided about, sums beyond the programme, rounding, cues that are too long to be
//! true.

use model::{CueId, ThemeRole};
use timebase::{FLICKS_PER_SECOND, Flicks, Timecode};

use super::{Finding, Findings, cue, episode};
use crate::problem::{CueField, EpisodeField, Fix, Severity};
use crate::profile::{Profile, Rounding};
use crate::sheet::{CarveMethod, Proposal, Sheet, SheetFacts, SheetRow, minutes, proposals};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    for proposal in proposals(facts) {
        overlap(list, facts, sheet, &proposal);
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
                target: cue(id, CueField::Span),
                fixes: Vec::new(),
            });
        } else if row.shown == Flicks::ZERO {
            list.add(Finding {
                severity: Severity::Error,
                rule: "duration-zero",
                cue: Some(&row.number),
                title: format!("{} rounds to nothing", row.number),
                message: format!("{} sounds for {}, which rounds to no second; let it sound longer, or let the profile list 0:01 as the least.", row.number, frames(row)),
                why: "Forms refuse a duration of zero.",
                target: crate::problem::Target::Profile,
                fixes: Vec::new(),
            });
        }
        if sheet.reconciliation.raised.contains(&row.sequence) {
            list.add(Finding {
                severity: Severity::Warning,
                rule: "duration-least",
                cue: Some(&row.number),
                title: format!("{} is listed as {}", row.number, minutes(row.shown.round_seconds())),
                message: format!(
                    "{} sounds for {}, which rounds to no second; the least that the form takes is listed.",
                    row.number,
                    frames(row)
                ),
                why: "Forms refuse a duration of zero.",
                target: cue(id, CueField::Span),
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
                    "{} is longer than {} minutes; check that its out-point is where the music ends.",
                    row.number, profile.long_cue_minutes
                ),
                why: "One cue that holds most of the music is usually a slip, and societies ask about it.",
                target: cue(id, CueField::Span),
                fixes: Vec::new(),
            });
        }
    }
    titles(list, facts, sheet);
    outside(list, facts);
}

/// `1 frame`, `11 frames`.
fn frames(row: &SheetRow) -> String {
    if row.frames.0 == 1 { "1 frame".to_owned() } else { format!("{} frames", row.frames.0) }
}

/// Titles open and close a programme, once each. Cold opens before a main title run to about five minutes.
fn titles(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet) {
    const FROM_EITHER_END: Flicks = Flicks::from_seconds(300);
    for role in [ThemeRole::MainTitle, ThemeRole::EndTitle] {
        let rows: Vec<&SheetRow> = sheet.rows.iter().filter(|row| row.usage.theme_role == role).collect();
        let word = role.word();
        for (index, row) in rows.iter().enumerate() {
            let Some(&id) = row.cues.first() else { continue };
            let mut add = |rule, title: String, message: String| {
                list.add(Finding {
                    severity: Severity::Warning,
                    rule,
                    cue: Some(&row.number),
                    title,
                    message,
                    why: "Titles are paid apart from background, and as a rule above it.",
                    target: cue(id, CueField::ThemeRole),
                    fixes: Vec::new(),
                });
            };
            if index > 0 {
                add(
                    "title-twice",
                    format!("{} is a second {word}", row.number),
                    format!("{} is the {word} already; correct the theme role of one of them.", rows[0].number),
                );
            }
            let (Some(first), Some(last)) = (row.spans.first(), row.spans.last()) else { continue };
            let late = role == ThemeRole::MainTitle && first.in_flicks.since_origin() > FROM_EITHER_END;
            let early = role == ThemeRole::EndTitle && facts.length - last.out_flicks.since_origin() > FROM_EITHER_END;
            if late || early {
                let away =
                    if late { first.in_flicks.since_origin() } else { facts.length - last.out_flicks.since_origin() };
                let end = if late { "after the programme starts" } else { "before the programme ends" };
                add(
                    "title-misplaced",
                    format!("{} is the {word}, {} {end}", row.number, minutes(away.round_seconds())),
                    format!(
                        "Check that {} is the {word}; a theme that plays within an episode has the role theme.",
                        row.number
                    ),
                );
            }
        }
    }
}

fn overlap(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, proposal: &Proposal) {
    let number = |id: CueId| facts.cues.iter().find(|cue| cue.id == id).map_or("", |cue| cue.number.as_str());
    let (first, second) = (number(proposal.first), number(proposal.second));
    let tenths = ((proposal.end - proposal.start).0 * 10 + FLICKS_PER_SECOND / 2).div_euclid(FLICKS_PER_SECOND);
    let timecode = |at| Timecode::from_frames(facts.start + facts.rate.frame_at(at), facts.rate).to_string();
    let proposed = match (proposal.method, proposal.at) {
        (CarveMethod::Centre, Some(at)) => format!("cut at the middle of the crossfade, {}", timecode(at)),
        (CarveMethod::Centre, None) => "cut at the middle of the crossfade".into(),
        (CarveMethod::First, _) => format!("count it for {first}"),
        (CarveMethod::Second, _) => format!("count it for {second}"),
        (CarveMethod::Both, _) => "count it for both".into(),
    };
    let carve = |method, label: String| Fix::CarveOut { first: proposal.first, second: proposal.second, method, label };
    let accept = if proposal.method == CarveMethod::Both { "count both" } else { "Accept carve-out" };
    let mut fixes = vec![carve(proposal.method, accept.into())];
    for (method, label) in [
        (CarveMethod::Centre, "cut in the middle".to_owned()),
        (CarveMethod::First, format!("give it all to {first}")),
        (CarveMethod::Second, format!("give it all to {second}")),
        (CarveMethod::Both, "count both".to_owned()),
    ] {
        if method != proposal.method {
            fixes.push(carve(method, label));
        }
    }
    // Time that is listed twice is allowed as long as there is not more music than programme.
    let beyond = sheet.reconciliation.exact > facts.length;
    list.add(Finding {
        severity: if beyond { Severity::Error } else { Severity::Warning },
        rule: "overlap-undecided",
        cue: Some(second),
        title: format!("{first} and {second} overlap by {}.{} s", tenths / 10, tenths % 10),
        message: format!("Proposed: {proposed}, since {}.", proposal.reason),
        why: "Until it is decided the time is counted for both, and the total of all cues may not exceed the programme.",
        target: cue(proposal.second, CueField::Span),
        fixes,
    });
}

fn sums(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    let sum = &sheet.reconciliation;
    // Whole seconds are held against the length as the header prints it.
    if sum.exact > facts.length || sum.shown.round_seconds() > facts.length.round_seconds() {
        list.add(Finding {
            severity: Severity::Error,
            rule: "sum-exceeds-programme",
            cue: None,
            title: format!("{} of music in {}", minutes(sum.shown.round_seconds()), minutes(facts.length.round_seconds())),
            message: "All cues together are longer than the programme; decide the overlaps, or look for an out-point that is wrong.".into(),
            why: "Societies hold the sum of durations against the programme's length.",
            target: episode(facts.episode, EpisodeField::Cut),
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
                target: cue(one.id, CueField::Span),
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
                target: cue(one.id, CueField::Span),
                fixes: Vec::new(),
            });
        }
    }
}
