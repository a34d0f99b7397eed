//! How verdicts become a decision on an alternate, and what that says of its cue.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Proposal, Round, RoundRule, Verdict, VerdictValue};
use crate::{PlacementId, ProposalId, ReviewerId, RoundId};

/// What a reviewer says of a proposal now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opinion<'a> {
    /// The newest verdict of theirs.
    pub verdict: &'a Verdict,
    /// How many they gave before.
    pub earlier: usize,
}

/// A moment as a text that is in order with others, whether it is kept to the second, as older documents do, or finer:
/// `…10:00:00Z` is before `…10:00:00.250Z`.
#[must_use]
pub fn in_order(moment: &str) -> &str {
    moment.strip_suffix('Z').unwrap_or(moment)
}

/// The newest verdict of each reviewer on one proposal, by when it was given and then by its key: the order in which they
/// come in makes no difference.
#[must_use]
pub fn newest_of_each<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> BTreeMap<ReviewerId, Opinion<'a>> {
    let mut said: BTreeMap<ReviewerId, Opinion<'a>> = BTreeMap::new();
    let age = |verdict: &'a Verdict| (in_order(&verdict.given_at), &verdict.key);
    for verdict in verdicts {
        let opinion = said.entry(verdict.reviewer).or_insert(Opinion { verdict, earlier: 0 });
        if opinion.verdict.key == verdict.key {
            continue;
        }
        opinion.earlier += 1;
        if age(opinion.verdict) < age(verdict) {
            opinion.verdict = verdict;
        }
    }
    said
}

/// What the verdicts on one proposal come to by the round's rule; `None` while it is not decided.
#[must_use]
pub fn decision<'a>(round: &Round, verdicts: impl IntoIterator<Item = &'a Verdict>) -> Option<VerdictValue> {
    let said = newest_of_each(verdicts);
    let values: Vec<Option<VerdictValue>> =
        round.deciders().map(|decider| said.get(&decider).and_then(|opinion| opinion.verdict.value)).collect();
    let any = |is: fn(VerdictValue) -> bool| values.iter().flatten().copied().filter(|value| is(*value)).max();
    // The stronger of two yeses is the one with a remark: the remark is not to be lost.
    let yes = any(VerdictValue::is_yes);
    let no = any(|value| value == VerdictValue::Rejected);
    let changes = any(|value| value == VerdictValue::Changes);
    match round.rule {
        RoundRule::One => values.first().copied().flatten(),
        RoundRule::Any => yes.or(changes).or(no),
        RoundRule::All => no.or(changes).or(yes.filter(|_| values.iter().all(Option::is_some))),
    }
}

/// The decision that stands of an alternate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// What was decided.
    pub value: VerdictValue,
    /// In which round.
    pub round: RoundId,
    /// The number of that round.
    pub number: i64,
    /// On what.
    pub proposal: ProposalId,
}

/// What stands of each alternate: the decision of the newest round that came to one, in each round on the newest version.
/// Proposing a version again voids what an earlier one was refused for, not a yes to the very same.
#[must_use]
pub fn standing(rounds: &[Round], proposals: &[Proposal], verdicts: &[Verdict]) -> HashMap<PlacementId, Judged> {
    let mut of_proposal: HashMap<ProposalId, Vec<&Verdict>> = HashMap::new();
    for verdict in verdicts {
        of_proposal.entry(verdict.proposal).or_default().push(verdict);
    }
    let mut newest: HashMap<(RoundId, PlacementId), &Proposal> = HashMap::new();
    for proposal in proposals {
        let known = newest.entry((proposal.round, proposal.placement)).or_insert(proposal);
        if known.version < proposal.version {
            *known = proposal;
        }
    }
    let mut ordered: Vec<(&Round, &Proposal)> = Vec::with_capacity(newest.len());
    let by_id: HashMap<RoundId, &Round> = rounds.iter().map(|round| (round.id, round)).collect();
    ordered.extend(newest.into_values().filter_map(|one| Some((*by_id.get(&one.round)?, one))));
    ordered.sort_by_key(|(round, proposal)| (round.number, proposal.placement));
    let mut standing: HashMap<PlacementId, Judged> = HashMap::new();
    for (round, proposal) in ordered {
        let given = of_proposal.get(&proposal.id).map_or(&[][..], Vec::as_slice);
        match decision(round, given.iter().copied()) {
            Some(value) => {
                let judged = Judged { value, round: round.id, number: round.number, proposal: proposal.id };
                standing.insert(proposal.placement, judged);
            }
            None if proposal.version > 1 && is_refused(standing.get(&proposal.placement)) => {
                standing.remove(&proposal.placement);
            }
            None => {}
        }
    }
    standing
}

fn is_refused(judged: Option<&Judged>) -> bool {
    judged.is_some_and(|judged| !judged.value.is_yes())
}

/// An alternate of a cue as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The placement that stands for it.
    pub placement: PlacementId,
    /// What was decided of it.
    pub decided: Option<VerdictValue>,
    /// Whether it is otherwise than what was decided on.
    pub changed: bool,
}

/// What a cue comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueDecision {
    /// What was decided of its pick, as far as it stands: a yes to what has changed since does not.
    pub value: Option<VerdictValue>,
    /// Whether its pick was approved and has changed since.
    pub changed: bool,
    /// The first alternate that is approved as it is, where the pick is not.
    pub approved: Option<PlacementId>,
}

/// What the alternates of a cue, in the order of their letters, say of it.
#[must_use]
pub fn decide_cue(pick: Option<PlacementId>, alternates: &[Heard]) -> CueDecision {
    let stands = |one: &Heard| one.decided.filter(|value| !(value.is_yes() && one.changed));
    let own = alternates.iter().find(|one| Some(one.placement) == pick);
    let value = own.and_then(stands);
    let is_approved = |one: &&Heard| stands(one).is_some_and(VerdictValue::is_yes);
    let mut others: Vec<&Heard> = alternates.iter().filter(is_approved).collect();
    // A plain yes goes before one with a remark.
    others.sort_by_key(|one| Reverse(one.decided == Some(VerdictValue::Approved)));
    CueDecision {
        value,
        changed: own.is_some_and(|one| one.changed && one.decided.is_some_and(VerdictValue::is_yes)),
        approved: others.first().map(|one| one.placement).filter(|_| !value.is_some_and(VerdictValue::is_yes)),
    }
}
