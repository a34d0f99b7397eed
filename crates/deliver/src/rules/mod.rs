//! The rules that a cue sheet has to keep before it may be final. Each names its ground in our words.

mod cues;
mod header;
mod parties;
mod required;
mod shares;
mod times;
mod usage;
mod works;

use model::{CueId, EpisodeId, PartyId, TrackId, WorkId};

use crate::problem::{
    CueField, EpisodeField, Fix, PartyField, Problem, Severity, ShowField, Target, TrackField, WorkField,
};
use crate::profile::Profile;
use crate::sheet::{Sheet, SheetFacts};

/// Rules about what is not known yet: a form that takes a sheet with a reason why it is not complete lets them pass.
const OF_COMPLETENESS: [&str; 9] = [
    "music-missing",
    "work-missing",
    "title-missing",
    "writer-shares",
    "publisher-shares",
    "publisher-missing",
    "writer-society-missing",
    "field-missing",
    "header-missing",
];

/// What stands between this sheet and a final one: first what concerns it as a whole, then cue by cue.
#[must_use]
pub fn problems(facts: &SheetFacts, sheet: &Sheet, profile: &Profile) -> Vec<Problem> {
    let mut list = Findings { found: Vec::new() };
    header::check(&mut list, facts, sheet, profile);
    times::check(&mut list, facts, sheet, profile);
    cues::check(&mut list, facts, sheet, profile);
    works::check(&mut list, facts, profile);
    if profile.takes_incomplete && !facts.episode_facts.incomplete.trim().is_empty() {
        for problem in list.found.iter_mut().filter(|problem| OF_COMPLETENESS.contains(&problem.rule.as_str())) {
            problem.severity = Severity::Warning;
        }
    }
    list.found.sort_by_key(|problem| problem.severity);
    list.found
}

/// Problems as they are found.
struct Findings {
    found: Vec<Problem>,
}

/// A problem in the making: what rules say of it, piece by piece.
struct Finding<'a> {
    severity: Severity,
    rule: &'a str,
    cue: Option<&'a str>,
    title: String,
    message: String,
    why: &'a str,
    target: Target,
    fixes: Vec<Fix>,
}

impl Findings {
    fn add(&mut self, finding: Finding<'_>) {
        self.found.push(Problem {
            severity: finding.severity,
            rule: finding.rule.to_owned(),
            cue: finding.cue.map(str::to_owned),
            title: finding.title,
            message: finding.message,
            why: finding.why.to_owned(),
            target: finding.target,
            proposed: finding.fixes.first().is_some_and(Fix::is_safe),
            fixes: finding.fixes,
        });
    }
}

const fn cue(id: CueId, field: CueField) -> Target {
    Target::Cue { id, field }
}

const fn track(id: TrackId, field: TrackField) -> Target {
    Target::Track { id, field }
}

const fn work(id: WorkId, field: WorkField) -> Target {
    Target::Work { id, field }
}

const fn party(id: PartyId, field: PartyField) -> Target {
    Target::Party { id, field }
}

const fn episode(id: EpisodeId, field: EpisodeField) -> Target {
    Target::Episode { id, field }
}

const fn show(field: ShowField) -> Target {
    Target::Show { field }
}
