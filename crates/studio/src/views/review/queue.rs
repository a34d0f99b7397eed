//! The queue of a round: its cues, each with what was proposed, what lies on the cut, and what everybody said.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use model::review::{decide_cue, in_order, newest_of_each};
use model::{
    Asked, Cue, CueId, Cut, CutId, Frozen, Hearing, Placement, PlacementId, Proposal, ProposalId, ReviewerId,
    ReviewerRole, Round, RoundId, Verdict, alternate,
};
use store::{Rows, StoreError};

use super::super::rounds::{Reviewed, counted, state_in, state_when_closed};
use super::super::{AnswerView, QueueAlternate, QueueCue, QueueState, ReviewView, RoundView};
use super::differences;
use crate::standings::Standings;

/// A cut with all that was proposed and said on it, as the queue, the report and a cue's story read it.
pub(super) struct Reading {
    pub cut: Cut,
    pub reviewed: Reviewed,
    pub standings: Standings,
    pub cues: Vec<Cue>,
    pub own: HashMap<CueId, Vec<Placement>>,
    pub open_notes: HashMap<CueId, usize>,
    /// What was heard of each proposal, in time.
    pub hearings: HashMap<ProposalId, Vec<Hearing>>,
}

impl Reading {
    pub fn of(rows: &Rows, id: CutId) -> Result<Option<Self>, StoreError> {
        let Some(cut) = rows.cut(id)? else { return Ok(None) };
        let reviewed = Reviewed::read(rows, id)?;
        let mut own: HashMap<CueId, Vec<Placement>> = HashMap::new();
        for placement in rows.placements_of_cut(id)? {
            own.entry(placement.cue).or_default().push(placement);
        }
        let mut open_notes: HashMap<CueId, usize> = HashMap::new();
        for note in rows.notes(id)?.into_iter().filter(|note| !note.resolved && note.answers.is_none()) {
            if let Some(cue) = note.cue {
                *open_notes.entry(cue).or_default() += 1;
            }
        }
        let mut cues = rows.cues(id)?;
        let mut hearings: HashMap<ProposalId, Vec<Hearing>> = HashMap::new();
        if !reviewed.rounds.is_empty() {
            for hearing in rows.hearings_of_cut(id)? {
                hearings.entry(hearing.proposal).or_default().push(hearing);
            }
        }
        cues.sort_by_key(|cue| (start(cue, own.get(&cue.id).map_or(&[][..], Vec::as_slice)), cue.number));
        Ok(Some(Self { cut, standings: reviewed.standings(), reviewed, cues, own, open_notes, hearings }))
    }

    pub fn own(&self, cue: CueId) -> &[Placement] {
        self.own.get(&cue).map_or(&[], Vec::as_slice)
    }

    /// All rounds, the first first, each with how far it came.
    pub fn rounds(&self) -> Vec<RoundView> {
        counted(&self.reviewed, self.cues.iter(), |cue| self.own(cue))
    }

    /// The cues of a round in the order of the picture; what was proposed of cues that are gone comes last.
    pub fn queue(&self, round: Option<&Round>) -> Vec<QueueCue> {
        let mut queue: Vec<QueueCue> = self.cues.iter().map(|cue| self.queued(cue, round)).collect();
        let known: HashSet<CueId> = self.cues.iter().map(|cue| cue.id).collect();
        let mut gone: Vec<CueId> = Vec::new();
        for proposal in round.map(|round| self.reviewed.proposed_in(round.id)).unwrap_or_default() {
            if !known.contains(&proposal.cue) && !gone.contains(&proposal.cue) && !self.is_elsewhere(proposal) {
                gone.push(proposal.cue);
            }
        }
        queue.extend(gone.into_iter().filter_map(|cue| Some(self.gone(cue, round?))));
        queue
    }

    /// Whether what was proposed for a cue that is gone lies on the cut for another cue now.
    fn is_elsewhere(&self, proposal: &Proposal) -> bool {
        self.own.values().flatten().any(|placement| placement.id == proposal.placement)
    }

    fn queued(&self, cue: &Cue, round: Option<&Round>) -> QueueCue {
        let own = self.own(cue.id);
        let alternates = self.alternates(cue, own, round);
        let decided = self.standings.decide(cue.pick, own);
        let (state, stands) = match round {
            Some(round) => state_in(&self.reviewed, round, cue, own),
            None if cue.pick.is_none() => (QueueState::NoMusic, None),
            None => (QueueState::Waiting, None),
        };
        let said: HashSet<ReviewerId> = alternates
            .iter()
            .flat_map(|one| &one.answers)
            .filter(|answer| answer.value.is_some())
            .map(|answer| answer.reviewer)
            .collect();
        let silent = |role: Option<ReviewerRole>| -> Vec<ReviewerId> {
            let is_asked = state != QueueState::NoMusic && state != QueueState::NotProposed;
            let of_role = |asked: &&Asked| role.is_none_or(|role| asked.role == role);
            let asked = round.map_or(&[][..], |round| round.reviewers.as_slice()).iter().filter(|_| is_asked);
            asked.filter(of_role).map(|one| one.reviewer).filter(|id| !said.contains(id)).collect()
        };
        // Reviewers see what the round proposes: where they said yes to that, what became of it since has to be asked first.
        let pick = alternates.iter().find(|one| Some(one.placement) == cue.pick);
        let is_unasked = decided.changed && pick.is_some_and(|one| one.proposal.is_some() && !one.changes.is_empty());
        let waits = matches!(state, QueueState::Waiting) && !is_unasked;
        QueueCue {
            cue: cue.id,
            number: cue.number.to_string(),
            title: cue.title.clone(),
            gone: false,
            state,
            stands_from: stands.map(|judged| judged.number),
            changed_since_approved: decided.changed,
            changed_since_last: round.is_some_and(|round| self.changed_since_last(round, own)),
            approved_alternate: decided.approved,
            pick: cue.pick,
            open_notes: self.open_notes.get(&cue.id).copied().unwrap_or(0),
            waits_for: if waits { silent(Some(ReviewerRole::Decides)) } else { Vec::new() },
            unanswered: silent(None),
            alternates,
        }
    }

    /// Whether an alternate is otherwise than in the round before, or was not in it.
    fn changed_since_last(&self, round: &Round, own: &[Placement]) -> bool {
        let earlier = self.reviewed.rounds.iter().filter(|one| one.number < round.number);
        let Some(last) = earlier.max_by_key(|one| one.number) else { return false };
        own.iter().filter(|one| one.piece_of.is_none()).any(|head| {
            let pieces = own.iter().filter(|one| one.alternate() == head.id);
            match self.reviewed.proposed(last.id, head.id) {
                Some(proposal) => {
                    proposal.was.as_ref().is_some_and(|was| was.differs_from(pieces, self.reviewed.duck(head.cue)))
                }
                None => true,
            }
        })
    }

    fn alternates(&self, cue: &Cue, own: &[Placement], round: Option<&Round>) -> Vec<QueueAlternate> {
        let mut heads: Vec<&Placement> = own.iter().filter(|one| one.piece_of.is_none()).collect();
        heads.sort_by_key(|head| (head.ordinal, head.id));
        let letters = alternate::letters(own);
        let mut found: Vec<QueueAlternate> = Vec::with_capacity(heads.len());
        for head in &heads {
            let judged = self.standings.judged(head.id);
            found.push(QueueAlternate {
                letter: letters.get(&head.id).cloned().unwrap_or_default(),
                pick: cue.pick == Some(head.id),
                gone: false,
                stands: judged.map(|judged| judged.value),
                stands_from: judged.map(|judged| judged.number),
                changed_since_verdict: self.standings.changed(head.id, own),
                ..self.proposed(head.id, round, own)
            });
        }
        let there: HashSet<PlacementId> = heads.iter().map(|head| head.id).collect();
        let proposed = round.map(|round| self.reviewed.proposed_in(round.id)).unwrap_or_default();
        let gone = proposed.into_iter().filter(|one| one.cue == cue.id && !there.contains(&one.placement));
        found.extend(gone.filter(|one| !self.is_elsewhere(one)).map(|one| self.proposed(one.placement, round, &[])));
        found
    }

    fn since(&self, was: &Frozen, head: PlacementId, own: &[Placement]) -> Vec<String> {
        let duck = own.first().and_then(|piece| self.reviewed.duck(piece.cue));
        differences::since(was, &self.cut, head, own, duck)
    }

    /// What was proposed of an alternate, and said of it; as if it were gone.
    fn proposed(&self, head: PlacementId, round: Option<&Round>, own: &[Placement]) -> QueueAlternate {
        let proposal = round.and_then(|round| self.reviewed.proposed(round.id, head));
        let was = proposal.and_then(|proposal| proposal.was.clone());
        QueueAlternate {
            placement: head,
            letter: was.as_ref().map_or_else(String::new, |was| was.letter.clone()),
            pick: false,
            gone: true,
            proposal: proposal.map(|proposal| proposal.id),
            version: proposal.map(|proposal| proposal.version),
            changes: was.as_ref().map_or_else(Vec::new, |was| self.since(was, head, own)),
            was,
            decided: round.and_then(|round| self.reviewed.decided(round, head)),
            stands: None,
            stands_from: None,
            changed_since_verdict: false,
            heard: round.zip(proposal).map_or_else(Vec::new, |(round, proposal)| self.heard(round, proposal.id)),
            answers: round.map_or_else(Vec::new, |round| self.answers(round, head)),
            earlier: round.map_or_else(Vec::new, |round| self.earlier(round, head)),
            history: self.history(head),
        }
    }

    /// Who of a round heard a proposal, in the order in which they are asked.
    fn heard(&self, round: &Round, proposal: ProposalId) -> Vec<ReviewerId> {
        let Some(hearings) = self.hearings.get(&proposal) else { return Vec::new() };
        let asked = round.reviewers.iter().map(|asked| asked.reviewer);
        asked.filter(|id| hearings.iter().any(|hearing| hearing.reviewer == *id)).collect()
    }

    /// What each reviewer says of the newest version in a round, in the order in which they are asked.
    pub fn answers(&self, round: &Round, head: PlacementId) -> Vec<AnswerView> {
        let Some(proposal) = self.reviewed.proposed(round.id, head) else { return Vec::new() };
        let said = newest_of_each(self.reviewed.said(proposal.id));
        let of = |asked: &Asked| {
            let opinion = said.get(&asked.reviewer)?;
            Some(self.answer(opinion.verdict, round, proposal, true))
        };
        round.reviewers.iter().filter_map(of).collect()
    }

    /// What each reviewer says in a round of versions that are not the newest any more, the newest of these first.
    fn earlier(&self, round: &Round, head: PlacementId) -> Vec<AnswerView> {
        let Some(newest) = self.reviewed.proposed(round.id, head).filter(|newest| newest.version > 1) else {
            return Vec::new();
        };
        let is_earlier =
            |one: &&Proposal| one.round == round.id && one.placement == head && one.version < newest.version;
        let mut older: Vec<&Proposal> = self.reviewed.proposals.iter().filter(is_earlier).collect();
        older.sort_by_key(|one| Reverse(one.version));
        let of_version = |proposal: &&Proposal| {
            let said = newest_of_each(self.reviewed.said(proposal.id));
            let opinions = round.reviewers.iter().filter_map(|asked| said.get(&asked.reviewer));
            // What was taken back says nothing.
            let verdicts = opinions.map(|opinion| opinion.verdict).filter(|verdict| verdict.value.is_some());
            verdicts.map(|verdict| self.answer(verdict, round, proposal, false)).collect::<Vec<_>>()
        };
        older.iter().flat_map(of_version).collect()
    }

    /// All that was ever said of an alternate, the newest first.
    pub fn history(&self, head: PlacementId) -> Vec<AnswerView> {
        let rounds: HashMap<RoundId, &Round> = self.reviewed.rounds.iter().map(|round| (round.id, round)).collect();
        let mut all: Vec<(&Verdict, AnswerView)> = Vec::new();
        for proposal in self.reviewed.proposals.iter().filter(|one| one.placement == head) {
            let Some(round) = rounds.get(&proposal.round) else { continue };
            let newest = newest_of_each(self.reviewed.said(proposal.id));
            let is_newest = self.reviewed.proposed(round.id, head).is_some_and(|known| known.id == proposal.id);
            for verdict in self.reviewed.said(proposal.id) {
                let counts = is_newest && newest.get(&verdict.reviewer).is_some_and(|one| one.verdict.id == verdict.id);
                all.push((verdict, self.answer(verdict, round, proposal, counts)));
            }
        }
        all.sort_by_key(|(verdict, answer)| Reverse((answer.round, in_order(&verdict.given_at), &verdict.key)));
        all.into_iter().map(|(_, answer)| answer).collect()
    }

    fn answer(&self, verdict: &Verdict, round: &Round, proposal: &Proposal, counts: bool) -> AnswerView {
        AnswerView {
            reviewer: verdict.reviewer,
            name: self.reviewed.name(verdict.reviewer),
            decides: round.is_decider(verdict.reviewer),
            round: round.number,
            version: proposal.version,
            value: verdict.value,
            words: verdict.words.clone(),
            given_at: verdict.given_at.clone(),
            source: verdict.source,
            counts,
        }
    }

    /// A cue that is on the cut no more, as it was proposed.
    fn gone(&self, cue: CueId, round: &Round) -> QueueCue {
        let proposals = self.reviewed.proposed_in(round.id);
        let own = || proposals.iter().filter(|one| one.cue == cue);
        let was = own().find_map(|one| one.was.as_ref());
        let alternates: Vec<QueueAlternate> = own().map(|one| self.proposed(one.placement, Some(round), &[])).collect();
        let (state, stands) = match round.is_open() {
            true => (QueueState::NotProposed, None),
            false => state_when_closed(&self.reviewed, round, cue),
        };
        let said: HashSet<ReviewerId> = (alternates.iter().flat_map(|one| &one.answers))
            .filter(|answer| answer.value.is_some())
            .map(|answer| answer.reviewer)
            .collect();
        let asked = round.reviewers.iter().filter(|_| state != QueueState::NotProposed);
        let unanswered = asked.map(|one| one.reviewer).filter(|id| !said.contains(id)).collect();
        let heard: Vec<_> = alternates
            .iter()
            .map(|one| model::review::Heard { placement: one.placement, decided: one.decided, changed: true })
            .collect();
        QueueCue {
            cue,
            number: was.map_or_else(String::new, |was| was.number.to_string()),
            title: was.map_or_else(String::new, |was| was.title.clone()),
            gone: true,
            state,
            stands_from: stands.map(|judged| judged.number),
            changed_since_approved: false,
            changed_since_last: true,
            approved_alternate: decide_cue(None, &heard).approved,
            pick: None,
            open_notes: 0,
            waits_for: Vec::new(),
            unanswered,
            alternates,
        }
    }
}

fn start(cue: &Cue, own: &[Placement]) -> timebase::Position {
    let pieces = own.iter().filter(|one| Some(one.alternate()) == cue.pick);
    alternate::extent(pieces).map_or(cue.at, |span| span.start)
}

/// A round of a cut as it is reviewed, by default its newest; `None` if the cut is gone.
pub(crate) fn review(
    rows: &Rows,
    revision: u64,
    id: CutId,
    asked: Option<RoundId>,
) -> Result<Option<ReviewView>, StoreError> {
    let Some(reading) = Reading::of(rows, id)? else { return Ok(None) };
    let rounds = reading.rounds();
    let shown = asked.and_then(|asked| rounds.iter().find(|one| one.round.id == asked)).or(rounds.last()).cloned();
    Ok(Some(ReviewView {
        revision,
        queue: reading.queue(shown.as_ref().map(|one| &one.round)),
        reviewers: rows.reviewers()?,
        round: shown,
        rounds,
    }))
}
