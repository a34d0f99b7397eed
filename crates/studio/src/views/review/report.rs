//! The report: what is approved, open and changed by round and reviewer, and what to do next.

use std::collections::HashSet;

use model::{Asked, CueId, CutId, Round, VerdictValue};
use store::{Rows, StoreError};

use super::super::{
    NextStep, NextStepKind, QueueAlternate, QueueCue, QueueState, ReviewReport, ReviewerCount, RoundReport,
};
use super::queue::Reading;

/// The report on a cut; `None` if it is gone.
pub(crate) fn report(rows: &Rows, id: CutId) -> Result<Option<ReviewReport>, StoreError> {
    let Some(reading) = Reading::of(rows, id)? else { return Ok(None) };
    let views = reading.rounds();
    let mut rounds = Vec::with_capacity(views.len());
    for view in views.into_iter().rev() {
        let queue = reading.queue(Some(&view.round));
        rounds.push(RoundReport {
            changed: queue.iter().filter(|cue| cue.changed_since_approved).count(),
            counts: view.round.reviewers.iter().map(|asked| count(&reading, &queue, asked)).collect(),
            round: view,
        });
    }
    Ok(Some(ReviewReport { next: next(&reading), rounds }))
}

fn count(reading: &Reading, queue: &[QueueCue], asked: &Asked) -> ReviewerCount {
    let alternates = || queue.iter().flat_map(|cue| &cue.alternates);
    let answers = || alternates().flat_map(|one| &one.answers);
    let own = || answers().filter(|answer| answer.reviewer == asked.reviewer);
    let of = |value: VerdictValue| own().filter(|answer| answer.value == Some(value)).count();
    let is_asked = |cue: &&QueueCue| !matches!(cue.state, QueueState::NoMusic | QueueState::NotProposed);
    let unanswered = || queue.iter().filter(is_asked).filter(|cue| cue.unanswered.contains(&asked.reviewer));
    let open = unanswered().count();
    let of_earlier = |cue: &&QueueCue| {
        cue.alternates.iter().flat_map(|one| &one.earlier).any(|answer| answer.reviewer == asked.reviewer)
    };
    ReviewerCount {
        reviewer: asked.reviewer,
        name: reading.reviewed.name(asked.reviewer),
        decides: asked.role == model::ReviewerRole::Decides,
        answered: queue.iter().filter(is_asked).count() - open,
        open,
        earlier: unanswered().filter(of_earlier).count(),
        heard: alternates().filter(|one| one.heard.contains(&asked.reviewer)).count(),
        approved: of(VerdictValue::Approved),
        approved_but: of(VerdictValue::ApprovedBut),
        changes: of(VerdictValue::Changes),
        rejected: of(VerdictValue::Rejected),
        last_at: own().map(|answer| answer.given_at.clone()).max().unwrap_or_default(),
    }
}

/// What there is to do, the most pressing first: what is one key away, what was changed, what is asked of the desk, whom one
/// waits for.
fn next(reading: &Reading) -> Vec<NextStep> {
    let open: Vec<&Round> = reading.reviewed.rounds.iter().filter(|round| round.is_open()).collect();
    let newest = reading.reviewed.rounds.last();
    let queue = reading.queue(newest);
    let mut steps: Vec<NextStep> = queue.iter().filter(|cue| !cue.gone).flat_map(|cue| of_cue(cue, newest)).collect();
    let asked: HashSet<CueId> =
        open.iter().flat_map(|round| reading.reviewed.proposed_in(round.id)).map(|one| one.cue).collect();
    for cue in queue.iter().filter(|cue| !cue.gone && !asked.contains(&cue.cue)) {
        let is_settled = matches!(cue.state, QueueState::Approved) && !cue.changed_since_approved;
        if cue.state != QueueState::NoMusic && !is_settled && !cue.changed_since_approved {
            steps.push(step(NextStepKind::Propose, cue, "has music and is in no open round: propose it"));
        }
    }
    for round in open {
        steps.extend(of_round(reading, round));
    }
    steps.sort_by_key(|step| rank(step.kind));
    steps
}

fn of_cue(cue: &QueueCue, newest: Option<&Round>) -> Vec<NextStep> {
    let mut steps = Vec::new();
    let find = |id| cue.alternates.iter().find(|one| Some(one.placement) == id);
    let pick = find(cue.pick);
    if let Some(approved) = find(cue.approved_alternate) {
        let words = format!("{} is approved and is not the pick: make it the pick", approved.letter);
        steps.push(step(NextStepKind::MakePick, cue, &words));
    }
    // What was asked for may be done, and be asked about already.
    let is_asked = newest.is_some_and(Round::is_open)
        && cue.state == QueueState::Waiting
        && pick.is_some_and(|pick| pick.proposal.is_some() && pick.changes.is_empty());
    if cue.changed_since_approved && !is_asked {
        let changes = pick.map_or_else(String::new, |pick| pick.changes.join(", "));
        let what = if changes.is_empty() { String::new() } else { format!(" ({changes})") };
        steps.push(step(NextStepKind::AskAgain, cue, &format!("changed since it was approved{what}: ask again")));
    }
    let Some(pick) = pick else { return steps };
    let said = |value: VerdictValue| quoted(pick, value);
    if cue.approved_alternate.is_none() && !is_asked {
        match pick.stands {
            Some(VerdictValue::Changes) => {
                let done = if pick.changed_since_verdict { "; it has changed since: ask again" } else { "" };
                let words = format!("changes are asked for{}{done}", said(VerdictValue::Changes));
                steps.push(step(NextStepKind::Change, cue, &words));
            }
            Some(VerdictValue::Rejected) => {
                let words = format!("{} was refused{}: find something else", pick.letter, said(VerdictValue::Rejected));
                steps.push(step(NextStepKind::Replace, cue, &words));
            }
            Some(VerdictValue::ApprovedBut) if !cue.changed_since_approved => {
                steps.push(step(
                    NextStepKind::Remark,
                    cue,
                    &format!("approved with a note{}", said(VerdictValue::ApprovedBut)),
                ));
            }
            Some(VerdictValue::Approved | VerdictValue::ApprovedBut) | None => {}
        }
    }
    if cue.open_notes > 0 {
        let s = if cue.open_notes == 1 { "note is" } else { "notes are" };
        steps.push(step(NextStepKind::Note, cue, &format!("{} {s} open", cue.open_notes)));
    }
    steps
}

/// What was said with a verdict, in quotation marks, by whom: ` by Dana: “less piano”`.
fn quoted(pick: &QueueAlternate, value: VerdictValue) -> String {
    let mut said = pick.history.iter().filter(|answer| answer.counts && answer.decides && answer.value == Some(value));
    match said.next() {
        Some(answer) if answer.words.is_empty() => format!(" by {}", answer.name),
        Some(answer) => format!(" by {}: “{}”", answer.name, answer.words),
        None => String::new(),
    }
}

fn of_round(reading: &Reading, round: &Round) -> Vec<NextStep> {
    let queue = reading.queue(Some(round));
    let mut steps = Vec::new();
    let about = |kind, words: String| NextStep { kind, cue: None, about: round.title(), words };
    let waiting = |asked: &Asked| queue.iter().filter(|cue| cue.waits_for.contains(&asked.reviewer)).count();
    for asked in &round.reviewers {
        let count = waiting(asked);
        if count > 0 {
            let cues = if count == 1 { "1 cue waits".to_owned() } else { format!("{count} cues wait") };
            steps.push(about(NextStepKind::Wait, format!("{cues} for {}", reading.reviewed.name(asked.reviewer))));
        }
    }
    let is_waiting = queue.iter().any(|cue| cue.state == QueueState::Waiting);
    if !is_waiting {
        steps.push(about(NextStepKind::Close, "everything in it is decided: close it".to_owned()));
    }
    steps
}

fn step(kind: NextStepKind, cue: &QueueCue, words: &str) -> NextStep {
    NextStep { kind, cue: Some(cue.cue), about: cue.number.clone(), words: words.to_owned() }
}

fn rank(kind: NextStepKind) -> u8 {
    match kind {
        NextStepKind::MakePick => 0,
        NextStepKind::AskAgain => 1,
        NextStepKind::Change => 2,
        NextStepKind::Replace => 3,
        NextStepKind::Remark => 4,
        NextStepKind::Note => 5,
        NextStepKind::Propose => 6,
        NextStepKind::Wait => 7,
        NextStepKind::Close => 8,
    }
}
