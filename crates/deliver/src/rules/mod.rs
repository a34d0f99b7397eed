//! The rules that a cue sheet has to keep before it may be final. Each names its ground in our words.

mod cues;
mod header;
mod parties;
mod times;
mod usage;
mod works;

pub use header::is_date;

use model::{CueId, EpisodeId, PartyId, TrackId, WorkId};

use crate::problem::{Fix, Problem, Severity, Target};
use crate::profile::Profile;
use crate::sheet::{Sheet, SheetFacts};

/// What stands between this sheet and a final one: first what concerns it as a whole, then cue by cue.
#[must_use]
pub fn problems(facts: &SheetFacts, sheet: &Sheet, profile: &Profile) -> Vec<Problem> {
    let mut list = Findings { found: Vec::new() };
    header::check(&mut list, facts, sheet, profile);
    times::check(&mut list, facts, sheet, profile);
    cues::check(&mut list, facts, sheet, profile);
    works::check(&mut list, facts, profile);
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
            fixes: finding.fixes,
        });
    }
}

fn cue(id: CueId, field: &str) -> Target {
    Target::Cue { id, field: field.to_owned() }
}

fn track(id: TrackId, field: &str) -> Target {
    Target::Track { id, field: field.to_owned() }
}

fn work(id: WorkId, field: &str) -> Target {
    Target::Work { id, field: field.to_owned() }
}

fn party(id: PartyId, field: &str) -> Target {
    Target::Party { id, field: field.to_owned() }
}

fn episode(id: EpisodeId, field: &str) -> Target {
    Target::Episode { id, field: field.to_owned() }
}

fn show(field: &str) -> Target {
    Target::Show { field: field.to_owned() }
}
