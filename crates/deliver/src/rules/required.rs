//! What the profile requires of each row; what belongs to contributors is looked for at the works.

use model::{Confidence, Origin, UsageAdvice, UsageFact, usage_advice};

use super::{Finding, Findings, cue, track, usage, work};
use crate::problem::{CueField, Fix, Severity, Target, TrackField, WorkField};
use crate::profile::{Field, Profile};
use crate::sheet::{SheetCue, SheetFacts, SheetRow, TrackFacts};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, row: &SheetRow, profile: &Profile) {
    let Some(one) = row.cues.first().and_then(|id| facts.cues.iter().find(|cue| cue.id == *id)) else { return };
    if row.title.trim().is_empty() {
        list.add(Finding {
            severity: Severity::Error,
            rule: "title-missing",
            cue: Some(&row.number),
            title: format!("{} has no title", row.number),
            message: format!("Give {} or its work a title.", row.number),
            why: "Works are found by their titles.",
            target: cue(one.id, CueField::Title),
            fixes: Vec::new(),
        });
    }
    for asked in &profile.required {
        let Some(field) = asked.field.filter(|field| !field.is_of_contributor()) else { continue };
        let of_origin = |origin: Origin| asked.origins.contains(&origin);
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
            message: format!(
                "\u{201c}{}\u{201d} asks for the {word} of {}; fill it in.{}",
                profile.name,
                row.number,
                ground(one, field)
            ),
            why: if asked.why.is_empty() { "The profile requires it." } else { &asked.why },
            target: target(row, one, field),
            fixes: fixes(one, field),
        });
    }
    without_code(list, row, one, profile);
}

/// An origin that the form has no word for would be left blank.
fn without_code(list: &mut Findings, row: &SheetRow, one: &SheetCue, profile: &Profile) {
    let printed = profile.columns.iter().any(|column| column.field == Field::Origin);
    if !printed || one.usage.origin.is_none() || !row.origin_code.is_empty() {
        return;
    }
    list.add(Finding {
        severity: Severity::Warning,
        rule: "origin-without-code",
        cue: Some(&row.number),
        title: format!("{} · the form has no word for its origin", row.number),
        message: format!(
            "\u{201c}{}\u{201d} leaves the origin of {} blank; say it in the notes if it matters.",
            profile.name, row.number
        ),
        why: "A word that a form does not know may be taken for another.",
        target: cue(one.id, CueField::Origin),
        fixes: Vec::new(),
    });
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
        Field::Note => &row.note,
        // A cue without a work is told so by a rule of its own; what is out of copyright is found by its title.
        Field::Iswc => return row.work.is_some() && row.iswc.is_empty() && !is_free(one),
        Field::WorkNumbers => return row.work.is_some() && row.work_numbers.is_empty() && !is_free(one),
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

fn is_free(one: &SheetCue) -> bool {
    one.track.as_ref().and_then(|track| track.work.as_ref()).is_some_and(|work| work.work.public_domain)
}

/// The origin that what is known of the recording speaks for.
fn advised_origin(one: &SheetCue, track: &TrackFacts) -> Option<(Origin, UsageAdvice)> {
    usage_advice(&usage::ground(one, track)).into_iter().find_map(|advice| match advice.sets {
        UsageFact::Origin(origin) => Some((origin, advice)),
        UsageFact::Perception(_) | UsageFact::Voice(_) | UsageFact::ThemeRole(_) => None,
    })
}

/// What is known that fills a field, as a sentence behind others; nothing where nothing is sure.
fn ground(one: &SheetCue, field: Field) -> String {
    let Some(track) = one.track.as_ref().filter(|_| field == Field::Origin) else { return String::new() };
    let sure = advised_origin(one, track).filter(|(_, advice)| advice.confidence == Confidence::Sure);
    sure.map_or(String::new(), |(_, advice)| format!(" {}", advice.reason))
}

/// What fills a field at once: an origin by what is known of the recording, then by the three there mostly are; no label
/// by saying so.
fn fixes(one: &SheetCue, field: Field) -> Vec<Fix> {
    let Some(track) = &one.track else { return Vec::new() };
    if field == Field::Label && one.usage.origin == Some(Origin::Commercial) {
        let label = "it is self-released: unsigned".into();
        return vec![Fix::SetLabel { track: track.id, name: "Unsigned".into(), label }];
    }
    if field != Field::Origin {
        return Vec::new();
    }
    let advised = advised_origin(one, track).map(|(origin, advice)| (origin, advice.confidence == Confidence::Sure));
    let usual = [Origin::Commercial, Origin::Library, Origin::Commissioned];
    let others = usual.into_iter().filter(|origin| advised.is_none_or(|(known, _)| known != *origin));
    let all = advised.into_iter().chain(others.map(|origin| (origin, false)));
    all.map(|(origin, sure)| Fix::SetUsage {
        cue: one.id,
        usage: one.usage.with(UsageFact::Origin(origin)),
        sure,
        label: format!("call it {}", usage::word(origin)),
    })
    .collect()
}

fn target(row: &SheetRow, one: &SheetCue, field: Field) -> Target {
    let of_track = |field: TrackField| row.track.map_or_else(|| cue(one.id, CueField::Track), |id| track(id, field));
    let of_work = |field: WorkField| row.work.map_or_else(|| of_track(TrackField::Work), |id| work(id, field));
    match field {
        Field::Performer => of_track(TrackField::Artist),
        Field::TrackTitle => of_track(TrackField::Title),
        Field::Label => of_track(TrackField::Label),
        Field::CatalogueNumber => of_track(TrackField::CatalogueNumber),
        Field::CutNumber => of_track(TrackField::CutNumber),
        Field::Library => of_track(TrackField::Library),
        Field::Isrc => of_track(TrackField::Isrc),
        Field::Iswc => of_work(WorkField::Iswc),
        Field::WorkNumbers => of_work(WorkField::SocietyNumbers),
        Field::Writers
        | Field::WriterNames
        | Field::Role
        | Field::FirstName
        | Field::LastName
        | Field::ContributorName
        | Field::Ipi
        | Field::Society
        | Field::Share
        | Field::Territory => of_work(WorkField::Writers),
        Field::Publishers | Field::PublisherNames | Field::PublisherName => of_work(WorkField::Publishers),
        Field::Sequence | Field::CueNumber => cue(one.id, CueField::Number),
        Field::Title => cue(one.id, CueField::Title),
        Field::Scene => cue(one.id, CueField::Scene),
        Field::Usage => cue(one.id, CueField::Perception),
        Field::ThemeRole => cue(one.id, CueField::ThemeRole),
        Field::Origin => cue(one.id, CueField::Origin),
        Field::Voice => cue(one.id, CueField::Voice),
        Field::TimeIn | Field::TimeOut | Field::Duration | Field::Frames => cue(one.id, CueField::Span),
        Field::Note => cue(one.id, CueField::Note),
    }
}
