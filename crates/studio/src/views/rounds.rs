//! Reading rounds of review: all that was proposed and said on a cut, and how far each round came.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::review::{Judged, decision};
use model::{
    Cue, CueId, CutId, Duck, Placement, PlacementId, Proposal, ProposalId, Reviewer, ReviewerId, Round, RoundId,
    Verdict, VerdictValue,
};
use store::{Rows, StoreError};

use super::{QueueState, RoundProgress, RoundView};
use crate::standings::Standings;

/// All that was proposed and said on a cut.
#[derive(Debug)]
pub(super) struct Reviewed {
    pub rounds: Vec<Round>,
    pub proposals: Vec<Proposal>,
    pub verdicts: Vec<Verdict>,
    ducks: Vec<Duck>,
    pub reviewers: BTreeMap<ReviewerId, Reviewer>,
    of_proposal: HashMap<ProposalId, Vec<usize>>,
    newest: HashMap<(RoundId, PlacementId), usize>,
    /// The newest versions of the alternates of a cue in a round.
    of_cue: HashMap<(RoundId, CueId), Vec<usize>>,
    /// How the alternates stood before each round.
    before: HashMap<RoundId, Standings>,
}

impl Reviewed {
    pub fn read(rows: &Rows, cut: CutId) -> Result<Self, StoreError> {
        let rounds = rows.rounds(cut)?;
        let (proposals, verdicts) = if rounds.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            (rows.proposals_of_cut(cut)?, rows.verdicts_of_cut(cut)?)
        };
        let reviewers = rows.reviewers()?.into_iter().map(|one| (one.id, one)).collect();
        let mut of_proposal: HashMap<ProposalId, Vec<usize>> = HashMap::new();
        for (index, verdict) in verdicts.iter().enumerate() {
            of_proposal.entry(verdict.proposal).or_default().push(index);
        }
        let mut newest: HashMap<(RoundId, PlacementId), usize> = HashMap::new();
        for (index, proposal) in proposals.iter().enumerate() {
            let known = newest.entry((proposal.round, proposal.placement)).or_insert(index);
            if proposals[*known].version < proposal.version {
                *known = index;
            }
        }
        let mut of_cue: HashMap<(RoundId, CueId), Vec<usize>> = HashMap::new();
        for &index in newest.values() {
            let proposal = &proposals[index];
            of_cue.entry((proposal.round, proposal.cue)).or_default().push(index);
        }
        let ducks = rows.ducks(cut)?;
        let earlier = |round: &Round| {
            let before: Vec<Round> = rounds.iter().filter(|one| one.number < round.number).cloned().collect();
            (round.id, Standings::of(&before, &proposals, &verdicts, &ducks))
        };
        let before = rounds.iter().map(earlier).collect();
        Ok(Self { rounds, proposals, verdicts, ducks, reviewers, of_proposal, newest, of_cue, before })
    }

    /// How a cue makes room for what is said.
    pub fn duck(&self, cue: CueId) -> Option<&Duck> {
        self.ducks.iter().find(|duck| duck.cue == cue)
    }

    pub fn standings(&self) -> Standings {
        Standings::of(&self.rounds, &self.proposals, &self.verdicts, &self.ducks)
    }

    /// How the alternates stood before a round.
    pub fn standings_before(&self, round: RoundId) -> Option<&Standings> {
        self.before.get(&round)
    }

    /// The newest version of an alternate in a round.
    pub fn proposed(&self, round: RoundId, head: PlacementId) -> Option<&Proposal> {
        self.newest.get(&(round, head)).map(|&index| &self.proposals[index])
    }

    /// The newest versions of all alternates in a round, by placement.
    pub fn proposed_in(&self, round: RoundId) -> Vec<&Proposal> {
        let own = self.newest.iter().filter(|((of, _), _)| *of == round);
        let mut found: Vec<&Proposal> = own.map(|(_, &index)| &self.proposals[index]).collect();
        found.sort_by_key(|proposal| proposal.placement);
        found
    }

    /// The newest versions of the alternates of a cue in a round, by placement.
    pub fn proposed_for(&self, round: RoundId, cue: CueId) -> Vec<&Proposal> {
        let own = self.of_cue.get(&(round, cue)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<&Proposal> = own.iter().map(|&index| &self.proposals[index]).collect();
        found.sort_by_key(|proposal| proposal.placement);
        found
    }

    /// What was said of a proposal, in the order in which it was.
    pub fn said(&self, proposal: ProposalId) -> impl Iterator<Item = &Verdict> {
        let own = self.of_proposal.get(&proposal).map_or(&[][..], Vec::as_slice);
        own.iter().map(|&index| &self.verdicts[index])
    }

    /// What was decided of an alternate in a round.
    pub fn decided(&self, round: &Round, head: PlacementId) -> Option<VerdictValue> {
        decision(round, self.said(self.proposed(round.id, head)?.id))
    }

    pub fn name(&self, reviewer: ReviewerId) -> String {
        self.reviewers.get(&reviewer).map_or_else(String::new, |one| one.name.clone())
    }

    fn audience(&self, round: &Round) -> String {
        let names: Vec<String> = round.reviewers.iter().map(|asked| self.name(asked.reviewer)).collect();
        names.join(", ")
    }
}

/// How a cue stands in a round, and the earlier decision that stands where this round has none.
pub(super) fn state_in(
    reviewed: &Reviewed,
    round: &Round,
    cue: &Cue,
    own: &[Placement],
) -> (QueueState, Option<Judged>) {
    if !round.is_open() {
        return state_when_closed(reviewed, round, cue.id);
    }
    let heads = || own.iter().filter(|one| one.piece_of.is_none());
    if cue.pick.is_none() || heads().next().is_none() {
        return (QueueState::NoMusic, None);
    }
    let is_as_it_was = |head: &&Placement| {
        let proposal = reviewed.proposed(round.id, head.id);
        let pieces = || own.iter().filter(|one| one.alternate() == head.id);
        !proposal.and_then(|one| one.was.as_ref()).is_some_and(|was| was.differs_from(pieces(), reviewed.duck(cue.id)))
    };
    let decided = |head: &Placement| reviewed.decided(round, head.id);
    let yes = |head: &&Placement| decided(head).is_some_and(VerdictValue::is_yes) && is_as_it_was(head);
    if heads().any(|head| yes(&head)) {
        return (QueueState::Approved, None);
    }
    // An alternate was approved and has changed: the cue waits again, whatever was said of the pick.
    if heads().any(|head| decided(head).is_some_and(VerdictValue::is_yes)) {
        return (QueueState::Waiting, None);
    }
    let pick = heads().find(|head| Some(head.id) == cue.pick);
    match pick.and_then(decided) {
        Some(VerdictValue::Changes) => return (QueueState::Changes, None),
        Some(VerdictValue::Rejected) => return (QueueState::Rejected, None),
        Some(VerdictValue::Approved | VerdictValue::ApprovedBut) | None => {}
    }
    // That of the pick goes before that of another alternate, which stands as well.
    let standing = reviewed.standings_before(round.id).and_then(|before| {
        let stands = |head: &Placement| {
            let judged = before.judged(head.id).filter(|judged| judged.value.is_yes())?;
            (!before.changed(head.id, own)).then_some(judged)
        };
        pick.and_then(stands).or_else(|| heads().find_map(stands))
    });
    match standing {
        Some(judged) => (QueueState::Approved, Some(judged)),
        None if heads().any(|head| reviewed.proposed(round.id, head.id).is_some()) => (QueueState::Waiting, None),
        None => (QueueState::NotProposed, None),
    }
}

/// How a cue stood in a round that is closed, whatever became of it since.
pub(super) fn state_when_closed(reviewed: &Reviewed, round: &Round, cue: CueId) -> (QueueState, Option<Judged>) {
    let own = reviewed.proposed_for(round.id, cue);
    let decided = |one: &&Proposal| reviewed.decided(round, one.placement);
    if own.iter().any(|one| decided(one).is_some_and(VerdictValue::is_yes)) {
        return (QueueState::Approved, None);
    }
    let pick = own.iter().find(|one| one.was.as_ref().is_some_and(|was| was.pick));
    match pick.and_then(decided) {
        Some(VerdictValue::Changes) => return (QueueState::Changes, None),
        Some(VerdictValue::Rejected) => return (QueueState::Rejected, None),
        Some(VerdictValue::Approved | VerdictValue::ApprovedBut) | None => {}
    }
    let standing = reviewed.standings_before(round.id).and_then(|before| {
        let stands = |one: &&Proposal| {
            let judged = before.judged(one.placement).filter(|judged| judged.value.is_yes())?;
            one.was.as_ref().is_some_and(|was| before.is_same(one.placement, was)).then_some(judged)
        };
        pick.and_then(stands).or_else(|| own.iter().find_map(stands))
    });
    match standing {
        Some(judged) => (QueueState::Approved, Some(judged)),
        None if own.is_empty() => (QueueState::NotProposed, None),
        None => (QueueState::Waiting, None),
    }
}

/// Counts the cues of each round, the first first; `own` are the placements of a cue.
pub(super) fn counted<'a>(
    reviewed: &Reviewed,
    cues: impl Iterator<Item = &'a Cue> + Clone,
    own: impl Fn(CueId) -> &'a [Placement],
) -> Vec<RoundView> {
    let count = |round: &Round| {
        let asked: HashSet<CueId> = reviewed.proposed_in(round.id).into_iter().map(|one| one.cue).collect();
        let mut progress = RoundProgress::default();
        let states: Vec<(QueueState, Option<Judged>)> = if round.is_open() {
            cues.clone().map(|cue| state_in(reviewed, round, cue, own(cue.id))).collect()
        } else {
            asked.iter().map(|cue| state_when_closed(reviewed, round, *cue)).collect()
        };
        for (state, stands) in states {
            match (state, stands) {
                (QueueState::Approved, Some(_)) => progress.standing += 1,
                (QueueState::NoMusic | QueueState::NotProposed, _) => {}
                (QueueState::Approved, None) => progress.approved += 1,
                (QueueState::Changes, _) => progress.changes += 1,
                (QueueState::Rejected, _) => progress.rejected += 1,
                (QueueState::Waiting, _) => progress.waiting += 1,
            }
        }
        RoundView { round: round.clone(), audience: reviewed.audience(round), progress }
    };
    reviewed.rounds.iter().map(count).collect()
}
