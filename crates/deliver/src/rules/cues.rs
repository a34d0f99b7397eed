//! The cues: music, titles, licences, what the profile requires of each.

use model::{CueStatus, Millibels};

use super::{Finding, Findings, cue, required, track, usage, work};
use crate::problem::{ClearanceField, CueField, Severity, Target, TrackField, WorkField};
use crate::profile::{LicenceWeight, Profile};
use crate::sheet::{Sheet, SheetCue, SheetFacts};

/// What is laid below this cannot be heard beside anything else: -60 dB.
const INAUDIBLE: Millibels = Millibels(-6_000);

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    for one in &facts.cues {
        music(list, one, facts.reviewed);
        if one.track.is_some() {
            usage::check(list, one, profile);
            audible(list, one);
            if profile.licences != LicenceWeight::Ignore {
                licence(list, one);
            }
            title(list, one);
        }
    }
    for row in &sheet.rows {
        required::check(list, facts, row, profile);
    }
}

fn music(list: &mut Findings, one: &SheetCue, reviewed: bool) {
    let number = &one.number;
    let mut add = |severity, rule, title: String, message: String, field: CueField| {
        list.add(Finding {
            severity,
            rule,
            cue: Some(number),
            title,
            message,
            why: "What is filed is what is broadcast.",
            target: cue(one.id, field),
            fixes: Vec::new(),
        });
    };
    if one.track.is_none() {
        add(
            Severity::Error,
            "music-missing",
            format!("{number} has no music"),
            format!("{number} has no music; place a track, or remove the cue."),
            CueField::Track,
        );
        return;
    }
    if one.span.is_none() {
        add(
            Severity::Warning,
            "muted",
            format!("{number} is muted"),
            format!("{number} is muted, and so it is not on the sheet; unmute it, or remove it."),
            CueField::Track,
        );
        return;
    }
    match one.status {
        // A sheet says what was broadcast, whatever was thought of it.
        CueStatus::Rejected => add(
            Severity::Warning,
            "pick-rejected",
            format!("The pick of {number} was rejected"),
            format!("The director rejected the pick of {number}; pick another alternate."),
            CueField::Verdict,
        ),
        CueStatus::Changes => add(
            Severity::Warning,
            "pick-to-change",
            format!("The director asked for changes to {number}"),
            format!("The director asked for changes to the pick of {number}."),
            CueField::Verdict,
        ),
        // Where no round was started nobody was asked.
        CueStatus::Waiting if !reviewed => {}
        CueStatus::Waiting => add(
            Severity::Warning,
            "verdict-missing",
            format!("{number} waits for a verdict"),
            format!("The pick of {number} waits for the director's verdict."),
            CueField::Verdict,
        ),
        CueStatus::Spotted | CueStatus::Approved => {}
    }
}

fn audible(list: &mut Findings, one: &SheetCue) {
    if one.gain > INAUDIBLE {
        return;
    }
    list.add(Finding {
        severity: Severity::Warning,
        rule: "inaudible",
        cue: Some(&one.number),
        title: format!("{} cannot be heard", one.number),
        message: format!("{} plays at {} dB; raise its level, or remove it.", one.number, one.gain.0 / 100),
        why: "What nobody hears is not music of the programme.",
        target: cue(one.id, CueField::Gain),
        fixes: Vec::new(),
    });
}

fn licence(list: &mut Findings, one: &SheetCue) {
    let Some(track) = one.track.as_ref().filter(|_| !one.licence.is_complete()) else { return };
    let (open, needed) = (one.licence.needed - one.licence.confirmed.min(one.licence.needed), one.licence.needed);
    let title = if needed == 0 {
        format!("{} · licence not requested", one.number)
    } else {
        format!("{} · licence not confirmed", one.number)
    };
    let message = if needed == 0 {
        format!("\"{}\" has no rights listed yet; prepare them on the Clear page.", track.title)
    } else {
        format!("{open} of {needed} rights of \"{}\" are not confirmed.", track.title)
    };
    list.add(Finding {
        severity: Severity::Warning,
        rule: "licence-unconfirmed",
        cue: Some(&one.number),
        title,
        message,
        why: "A request is not a licence: scenes are cut and songs swapped until the letter is there.",
        target: Target::Clearance { track: track.id, field: ClearanceField::Status },
        fixes: Vec::new(),
    });
}

fn title(list: &mut Findings, one: &SheetCue) {
    let Some(track_facts) = &one.track else { return };
    let title = &track_facts.title;
    let lower = title.to_lowercase();
    let shouts = title.chars().filter(|letter| letter.is_alphabetic()).count() > 4
        && *title == title.to_uppercase()
        && lower != *title;
    let features = lower.contains("feat.") || lower.contains(" ft. ") || lower.contains("(ft ");
    if shouts || features {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "title-form",
            cue: Some(&one.number),
            title: format!("\"{title}\" does not look like the title of a work"),
            message: if features {
                format!("Performers belong in the artist's field, not in the title of {}.", one.number)
            } else {
                format!("The title of {} is all capitals; write it as the work is registered.", one.number)
            },
            why: "Titles are matched to registered works.",
            target: track(track_facts.id, TrackField::Title),
            fixes: Vec::new(),
        });
    }
    let Some(facts) = &track_facts.work else { return };
    let plain = |text: &str| {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let known = std::iter::once(&facts.work.title).chain(&facts.work.other_titles);
    if !known.clone().any(|known| plain(title).contains(&plain(known))) {
        list.add(Finding {
            severity: Severity::Warning,
            rule: "title-differs",
            cue: Some(&one.number),
            title: format!("\"{title}\" is linked to the work \"{}\"", facts.work.title),
            message: "The two titles have nothing in common; check that it is the right work, or add the recording's title to its other titles.".into(),
            why: "A sheet with another work's writers pays the wrong people.",
            target: work(facts.work.id, WorkField::Title),
            fixes: Vec::new(),
        });
    }
}
