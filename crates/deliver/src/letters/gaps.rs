//! What a letter or list should say and nobody knows: left blank on paper, and told here.

use model::Publishing;
use serde::Serialize;
use ts_rs::TS;

use super::Paper;
use super::credits::{self, Names};
use super::facts::PaperFacts;
use super::letter::is_about;
use super::words::ends_for_ever;
use crate::problem::{ClearanceField, PartyField, ShowField, Target, TrackField, WorkField};
use model::words::listed;

/// Something unknown that a paper would say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// What is not known, as a sentence.
    pub message: String,
    /// What to open to say it.
    pub target: Target,
}

/// What is not known and should be, in the order of the paper.
#[must_use]
pub fn gaps(facts: &PaperFacts, paper: Paper) -> Vec<Gap> {
    let mut found = Vec::new();
    match paper {
        Paper::QuoteRequest | Paper::Confirmation => {
            production(facts, paper, &mut found);
            letters(facts, paper, &mut found);
        }
        Paper::EndCredits => names(facts, &mut found, false),
        Paper::Soundtrack => names(facts, &mut found, true),
        Paper::ClearanceLog => unlicensed(facts, &mut found, "the log has no licensor for it"),
        Paper::Budget | Paper::SpottingNotes => {}
    }
    found
}

fn gap(message: String, target: Target) -> Gap {
    Gap { message, target }
}

fn production(facts: &PaperFacts, paper: Paper, found: &mut Vec<Gap>) {
    let series = &facts.sheet.series;
    for (text, what, field) in [
        (&facts.sheet.company, "The production company", ShowField::ProductionCompany),
        (&series.prepared_by, "Who writes", ShowField::PreparedBy),
        (&series.email, "The e-mail address for answers", ShowField::Email),
        (&series.synopsis, "What the series is about", ShowField::Synopsis),
    ] {
        // Only who is asked wants to know what it is about.
        let wanted = field != ShowField::Synopsis || paper == Paper::QuoteRequest;
        if wanted && text.trim().is_empty() {
            found.push(gap(format!("{what} is not known; letters leave it blank"), Target::Show { field }));
        }
    }
}

fn letters(facts: &PaperFacts, paper: Paper, found: &mut Vec<Gap>) {
    if paper == Paper::QuoteRequest {
        unlicensed(facts, found, "nobody can be asked");
    }
    let mut seen = Vec::new();
    for right in facts.rights.iter().filter(|right| is_about(paper, right.line.status)) {
        let Some(party) = &right.party else { continue };
        if !seen.contains(&party.id) {
            seen.push(party.id);
            if party.email.trim().is_empty() && party.address.trim().is_empty() {
                found.push(gap(
                    format!("{} has neither e-mail nor postal address", party.full_name()),
                    Target::Party { id: party.id, field: PartyField::Email },
                ));
            }
        }
        let line = &right.line;
        if paper == Paper::Confirmation {
            for option in right.options.iter().filter(|option| option.fee.is_none()) {
                found.push(gap(
                    format!(
                        "{}, {}: the option {} has no fee; the letter says that it is to be agreed",
                        title(facts, line.track),
                        line.side.word(),
                        option.label
                    ),
                    Target::Clearance { track: line.track, field: ClearanceField::Options },
                ));
            }
        }
        if ends_for_ever(line) {
            found.push(gap(
                format!(
                    "{}, {}: the term is {}, and the licence ends on {}; the letter says the dates alone",
                    title(facts, line.track),
                    line.side.word(),
                    line.term,
                    line.ends
                ),
                Target::Clearance { track: line.track, field: ClearanceField::Term },
            ));
        }
        let missing: Vec<(&str, ClearanceField)> = [
            (&line.media, "media", ClearanceField::Media),
            (&line.territory, "territory", ClearanceField::Territory),
            // Where the last day is said, the term is.
            (if line.term.trim().is_empty() { &line.ends } else { &line.term }, "term", ClearanceField::Term),
        ]
        .into_iter()
        .filter_map(|(text, what, field)| text.trim().is_empty().then_some((what, field)))
        .collect();
        if let Some((_, field)) = missing.first() {
            let words: Vec<&str> = missing.iter().map(|(what, _)| *what).collect();
            found.push(gap(
                format!("{}, {}: {} not set", title(facts, line.track), line.side.word(), listed(&words)),
                Target::Clearance { track: line.track, field: *field },
            ));
        }
    }
}

fn unlicensed(facts: &PaperFacts, found: &mut Vec<Gap>, so: &str) {
    for right in facts.rights.iter().filter(|right| right.party.is_none() && !right.line.status.is_done()) {
        let line = &right.line;
        found.push(gap(
            format!("{}, {}: no licensor is known, so {so}", title(facts, line.track), line.side.word()),
            Target::Clearance { track: line.track, field: ClearanceField::Licensor },
        ));
    }
}

fn names(facts: &PaperFacts, found: &mut Vec<Gap>, album: bool) {
    for (track, cues) in credits::heard(facts) {
        let names = Names::of(track);
        let score = credits::is_score(facts, track, &cues);
        let on_track = |field: TrackField| Target::Track { id: track.id, field };
        let on_work = || {
            track.work.as_ref().map_or_else(
                || on_track(TrackField::Work),
                |work| Target::Work { id: work.work.id, field: WorkField::Writers },
            )
        };
        let traditional = track.work.as_ref().is_some_and(|work| work.work.public_domain);
        let unpublished = track.work.as_ref().is_some_and(|work| work.work.publishing != Publishing::Published);
        let mut tell = |known: bool, what: &str, target: Target| {
            if !known {
                found.push(gap(format!("{}: {what} not known", track.title), target));
            }
        };
        tell(!names.writers.is_empty() || !names.arrangers.is_empty() || traditional, "the writers are", on_work());
        tell(!track.artist.trim().is_empty() || score, "the performer is", on_track(TrackField::Artist));
        let label = !track.label.trim().is_empty() || !track.library.trim().is_empty();
        tell(label || score, "the label is", on_track(TrackField::Label));
        if album {
            tell(!names.publishers.is_empty() || traditional || unpublished, "the publishers are", on_work());
            tell(!track.isrc.trim().is_empty(), "the ISRC is", on_track(TrackField::Isrc));
        }
    }
}

fn title(facts: &PaperFacts, id: model::TrackId) -> String {
    let tracks = facts.sheet.cues.iter().filter_map(|cue| cue.track.as_ref());
    tracks.clone().find(|track| track.id == id).map(|track| track.title.clone()).unwrap_or_default()
}
