//! What stands between a sheet and a final one: each rule on facts that break it, and none on facts that do not.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod cues;
mod ownership;

use common::sheets::flawless;
use deliver::problem::Problem;
use deliver::problems;
use deliver::profile::{Profile, built_in};
use deliver::sheet::{SheetFacts, sheet};

fn by(id: &str) -> &'static Profile {
    built_in().iter().find(|profile| profile.id == id).unwrap()
}

fn found(facts: &SheetFacts, profile: &Profile) -> Vec<Problem> {
    problems(facts, &sheet(facts, profile), profile)
}

/// The problems that a change to flawless facts brings in RapidCue's profile.
fn after(change: impl FnOnce(&mut SheetFacts)) -> Vec<Problem> {
    let mut facts = flawless();
    change(&mut facts);
    found(&facts, by("rapidcue"))
}

fn rules(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.rule.as_str()).collect()
}

/// The one problem that a change brings.
fn only(change: impl FnOnce(&mut SheetFacts)) -> Problem {
    let problems = after(change);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.into_iter().next().unwrap()
}

fn holders(facts: &mut SheetFacts, cue: usize) -> &mut Vec<deliver::sheet::Holder> {
    &mut facts.cues[cue].track.as_mut().unwrap().work.as_mut().unwrap().holders
}

fn work(facts: &mut SheetFacts, cue: usize) -> &mut model::Work {
    &mut facts.cues[cue].track.as_mut().unwrap().work.as_mut().unwrap().work
}
