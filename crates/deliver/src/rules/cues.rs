//! The cues: music, titles, licences, what the profile requires of each.

use model::{CueStatus, Origin};

use super::{Finding, Findings, cue, track, usage, work};
use crate::problem::{Severity, Target};
use crate::profile::{Field, OriginName, Profile};
use crate::sheet::{Sheet, SheetCue, SheetFacts, SheetRow};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    for one in &facts.cues {
        music(list, one);
        if one.track.is_some() {
            usage::check(list, one, profile);
            licence(list, one);
            title(list, one);
        }
    }
    for row in &sheet.rows {
        required(list, facts, row, profile);
    }
}

fn music(list: &mut Findings, one: &SheetCue) {
    let number = &one.number;
    let mut add = |severity, rule, title: String, message: String, field: &str| {
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
            "track",
        );
        return;
    }
    match one.status {
        CueStatus::Rejected => add(
            Severity::Error,
            "pick-rejected",
            format!("The pick of {number} was rejected"),
            format!("The director rejected the pick of {number}; pick another alternate."),
            "track",
        ),
        CueStatus::Changes => add(
            Severity::Warning,
            "pick-to-change",
            format!("The director wants changes to {number}"),
            format!("The director wants changes to the pick of {number}."),
            "track",
        ),
        CueStatus::Waiting => add(
            Severity::Warning,
            "verdict-missing",
            format!("{number} waits for a verdict"),
            format!("The pick of {number} waits for the director's verdict."),
            "track",
        ),
        CueStatus::Spotted | CueStatus::Approved => {}
    }
}

fn licence(list: &mut Findings, one: &SheetCue) {
    let Some(track) = one.track.as_ref().filter(|_| !one.licence.is_complete()) else { return };
    let (open, needed) = (one.licence.needed - one.licence.confirmed.min(one.licence.needed), one.licence.needed);
    let title = if needed == 0 {
        format!("{} · nobody has asked for a licence", one.number)
    } else {
        format!("{} · licence not confirmed", one.number)
    };
    let message = if needed == 0 {
        format!("{:?} has no line of clearance yet; prepare them on the Clear page.", track.title)
    } else {
        format!("{open} of {needed} rights of {:?} are not confirmed.", track.title)
    };
    list.add(Finding {
        severity: Severity::Warning,
        rule: "licence-unconfirmed",
        cue: Some(&one.number),
        title,
        message,
        why: "A request is not a licence: scenes are cut and songs swapped until the letter is there.",
        target: Target::Clearance { track: track.id, field: "status".into() },
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
            title: format!("{title:?} does not look like the title of a work"),
            message: if features {
                format!("Performers belong in the artist's field, not into the title of {}.", one.number)
            } else {
                format!("The title of {} is all capitals; write it as the work is registered.", one.number)
            },
            why: "Titles are matched to registered works.",
            target: track(track_facts.id, "title"),
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
            title: format!("{title:?} is linked to the work {:?}", facts.work.title),
            message: "The recording's title has nothing of the work's; see that it is the right work, or add the other title to it.".into(),
            why: "A sheet with another work's writers pays the wrong people.",
            target: work(facts.work.id, "title"),
            fixes: Vec::new(),
        });
    }
}

/// What the profile requires of each row; what belongs to contributors is looked for at the works.
fn required(list: &mut Findings, facts: &SheetFacts, row: &SheetRow, profile: &Profile) {
    let Some(one) = row.cues.first().and_then(|id| facts.cues.iter().find(|cue| cue.id == *id)) else { return };
    if row.title.trim().is_empty() {
        list.add(Finding {
            severity: Severity::Error,
            rule: "title-missing",
            cue: Some(&row.number),
            title: format!("{} has no title", row.number),
            message: format!("Give {} or its work a title.", row.number),
            why: "Works are found by their titles.",
            target: cue(one.id, "title"),
            fixes: Vec::new(),
        });
    }
    for asked in &profile.required {
        let Some(field) = asked.field.filter(|field| !field.is_of_contributor()) else { continue };
        let of_origin = |origin: Origin| asked.origins.contains(&OriginName::of(origin));
        if !asked.origins.is_empty() && !one.usage.origin.is_some_and(of_origin) {
            continue;
        }
        // Rules of their own look at the parties of a work.
        if matches!(field, Field::Writers | Field::Publishers | Field::WriterNames | Field::PublisherNames)
            || (field == Field::Usage && profile.lacks_voice(one.usage))
            || !is_missing(row, one, field)
        {
            continue;
        }
        let word = field.word();
        list.add(Finding {
            severity: asked.severity,
            rule: "field-missing",
            cue: Some(&row.number),
            title: format!("{} · {word} missing", row.number),
            message: format!("{} asks for the {word} of {}; fill it in.", profile.name, row.number),
            why: if asked.why.is_empty() { "The form asks for it." } else { &asked.why },
            target: target(row, one, field),
            fixes: Vec::new(),
        });
    }
}

fn is_missing(row: &SheetRow, one: &SheetCue, field: Field) -> bool {
    let text = match field {
        Field::Origin => return one.usage.origin.is_none(),
        Field::Usage => &row.usage_code,
        Field::Title => &row.title,
        Field::Scene => &row.scene,
        Field::Performer => &row.performer,
        Field::TrackTitle => &row.track_title,
        Field::Label => &row.label,
        Field::CatalogueNumber => &row.catalogue_number,
        Field::CutNumber => &row.cut_number,
        Field::Library => &row.library,
        Field::Isrc => &row.isrc,
        // A cue without a work is told so by a rule of its own.
        Field::Iswc => return row.work.is_some() && row.iswc.is_empty(),
        Field::WorkNumbers => return row.work.is_some() && row.work_numbers.is_empty(),
        Field::Sequence
        | Field::CueNumber
        | Field::ThemeRole
        | Field::Voice
        | Field::TimeIn
        | Field::TimeOut
        | Field::Duration
        | Field::Frames
        | Field::Writers
        | Field::Publishers
        | Field::WriterNames
        | Field::PublisherNames
        | Field::Role
        | Field::FirstName
        | Field::LastName
        | Field::PublisherName
        | Field::ContributorName
        | Field::Ipi
        | Field::Society
        | Field::Share
        | Field::Territory => return false,
    };
    text.trim().is_empty()
}

fn target(row: &SheetRow, one: &SheetCue, field: Field) -> Target {
    let of_track = |name: &str| row.track.map_or_else(|| cue(one.id, name), |id| track(id, name));
    let of_work = |name: &str| row.work.map_or_else(|| cue(one.id, name), |id| work(id, name));
    match field {
        Field::Performer => of_track("artist"),
        Field::TrackTitle => of_track("title"),
        Field::Label => of_track("label"),
        Field::CatalogueNumber => of_track("catalogueNumber"),
        Field::CutNumber => of_track("cutNumber"),
        Field::Library => of_track("library"),
        Field::Isrc => of_track("isrc"),
        Field::Iswc => of_work("iswc"),
        Field::WorkNumbers => of_work("societyNumbers"),
        Field::Origin => cue(one.id, "origin"),
        _ => cue(one.id, field.word()),
    }
}
