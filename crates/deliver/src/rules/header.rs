//! The header: what the profile requires of the series and the episode, and what the form holds.

use model::{Identifier, is_date};

use super::{Finding, Findings, episode, show};
use crate::problem::{EpisodeField, Severity, ShowField, Target};
use crate::profile::{HeaderField, Layout, Profile};
use crate::sheet::{Sheet, SheetFacts, header_value};

pub(super) fn check(list: &mut Findings, facts: &SheetFacts, sheet: &Sheet, profile: &Profile) {
    for asked in &profile.required {
        let Some(field) = asked.header else { continue };
        if header_value(facts, field, sheet.reconciliation.shown).trim().is_empty() {
            let word = field.word();
            list.add(Finding {
                severity: asked.severity,
                rule: "header-missing",
                cue: None,
                title: format!("The {word} is missing"),
                message: format!("\u{201c}{}\u{201d} asks for the {word}; fill it in.", profile.name),
                why: if asked.why.is_empty() { "The profile requires it." } else { &asked.why },
                target: target(facts, field),
                fixes: Vec::new(),
            });
        }
    }
    if !facts.episode_facts.air_date.is_empty() && !is_date(&facts.episode_facts.air_date) {
        list.add(Finding {
            severity: Severity::Error,
            rule: "air-date-malformed",
            cue: None,
            title: format!("{} is not a date", facts.episode_facts.air_date),
            message: "Write the air date as year, month and day: 2027-01-14.".into(),
            why: "Performances are matched to sheets by the air date.",
            target: target(facts, HeaderField::AirDate),
            fixes: Vec::new(),
        });
    }
    for (kind, text, field) in [
        (Identifier::Isan, &facts.episode_facts.isan, HeaderField::Isan),
        (Identifier::Eidr, &facts.episode_facts.eidr, HeaderField::Eidr),
    ] {
        if let Err(error) = kind.parse(text) {
            list.add(Finding {
                severity: Severity::Warning,
                rule: "programme-number-malformed",
                cue: None,
                title: format!("{text} is not {kind}"),
                message: model::words::sentence(&error.to_string()),
                why: "A wrong number names another programme.",
                target: target(facts, field),
                fixes: Vec::new(),
            });
        }
    }
    let lines: usize = match profile.layout {
        Layout::Cue if profile.most_lines.is_some() => {
            sheet.rows.iter().map(|row| (row.writers.len() + row.publishers.len()).max(1)).sum()
        }
        Layout::Cue | Layout::Contributor => sheet.rows.iter().map(|row| row.lines.len()).sum(),
    };
    if let Some(most) = profile.most_lines.filter(|most| lines > *most as usize) {
        list.add(Finding {
            severity: Severity::Error,
            rule: "too-many-lines",
            cue: None,
            title: format!("{lines} lines, {most} at most"),
            message: format!(
                "\u{201c}{}\u{201d} takes {most} contributors; divide the sheet, or roll up commissioned cues.",
                profile.name
            ),
            why: "The form has no more lines, and its totals leave out what is below them.",
            target: Target::Profile,
            fixes: Vec::new(),
        });
    }
}

/// Where a field of the header is filled in.
fn target(facts: &SheetFacts, field: HeaderField) -> Target {
    match field {
        HeaderField::Series => show(ShowField::Title),
        HeaderField::Company => show(ShowField::ProductionCompany),
        HeaderField::SeriesOtherTitle => show(ShowField::OtherTitle),
        HeaderField::Address => show(ShowField::Address),
        HeaderField::PreparedBy => show(ShowField::PreparedBy),
        HeaderField::Email => show(ShowField::Email),
        HeaderField::Category => show(ShowField::Category),
        HeaderField::Network => show(ShowField::Network),
        HeaderField::Country => show(ShowField::Country),
        HeaderField::Director => show(ShowField::Director),
        HeaderField::Cast => show(ShowField::Cast),
        HeaderField::Language => show(ShowField::Language),
        HeaderField::EpisodeTitle | HeaderField::Episode => episode(facts.episode, EpisodeField::Title),
        HeaderField::EpisodeOtherTitle => episode(facts.episode, EpisodeField::OtherTitle),
        HeaderField::EpisodeNumber | HeaderField::Season | HeaderField::NumberInSeason => {
            episode(facts.episode, EpisodeField::Number)
        }
        HeaderField::Incomplete => episode(facts.episode, EpisodeField::Incomplete),
        HeaderField::ProductionNumber => episode(facts.episode, EpisodeField::ProductionNumber),
        HeaderField::AirDate => episode(facts.episode, EpisodeField::AirDate),
        HeaderField::Version => episode(facts.episode, EpisodeField::Version),
        HeaderField::Year => episode(facts.episode, EpisodeField::Year),
        HeaderField::Isan => episode(facts.episode, EpisodeField::Isan),
        HeaderField::Eidr => episode(facts.episode, EpisodeField::Eidr),
        HeaderField::DatePrepared | HeaderField::ShowLength | HeaderField::MusicLength | HeaderField::Cut => {
            episode(facts.episode, EpisodeField::Cut)
        }
    }
}
