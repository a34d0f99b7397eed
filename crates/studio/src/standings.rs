//! How the alternates of a cut stand with those who decide: what was decided of each, and whether it is still what was
//! decided on.

use std::collections::HashMap;

use model::review::{CueDecision, Heard, Judged, decide_cue, standing};
use model::{CueId, CutId, Duck, Frozen, Placement, PlacementId, Proposal, ProposalId, Round, Verdict};
use store::{Rows, StoreError};

/// What stands of the alternates of a cut, and what each decision was about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standings {
    judged: HashMap<PlacementId, Judged>,
    /// What was proposed, where it was kept.
    was: HashMap<PlacementId, Frozen>,
    ducks: HashMap<CueId, Duck>,
}

impl Standings {
    pub fn read(rows: &Rows, cut: CutId) -> Result<Self, StoreError> {
        let rounds = rows.rounds(cut)?;
        if rounds.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self::of(&rounds, &rows.proposals_of_cut(cut)?, &rows.verdicts_of_cut(cut)?, &rows.ducks(cut)?))
    }

    pub fn of(rounds: &[Round], proposals: &[Proposal], verdicts: &[Verdict], ducks: &[Duck]) -> Self {
        let judged = standing(rounds, proposals, verdicts);
        let by_id: HashMap<ProposalId, &Proposal> = proposals.iter().map(|one| (one.id, one)).collect();
        let frozen = |(placement, judged): (&PlacementId, &Judged)| {
            Some((*placement, by_id.get(&judged.proposal)?.was.clone()?))
        };
        let was = judged.iter().filter_map(frozen).collect();
        Self { judged, was, ducks: ducks.iter().map(|duck| (duck.cue, *duck)).collect() }
    }

    /// What was decided of an alternate last.
    pub fn judged(&self, head: PlacementId) -> Option<Judged> {
        self.judged.get(&head).copied()
    }

    /// Whether an alternate is otherwise than what was decided on; `pieces` may be of others as well.
    pub fn changed(&self, head: PlacementId, pieces: &[Placement]) -> bool {
        let own = || pieces.iter().filter(|piece| piece.alternate() == head);
        let duck = own().next().and_then(|piece| self.ducks.get(&piece.cue));
        self.was.get(&head).is_some_and(|was| was.differs_from(own(), duck))
    }

    /// Whether what is proposed sounds as what was decided on.
    pub fn is_same(&self, head: PlacementId, proposed: &Frozen) -> bool {
        self.was.get(&head).is_some_and(|was| was.sounds_as(proposed))
    }

    /// What a cue comes to; `placements` are all of its own.
    pub fn decide(&self, pick: Option<PlacementId>, placements: &[Placement]) -> CueDecision {
        let mut heads: Vec<&Placement> = placements.iter().filter(|one| one.piece_of.is_none()).collect();
        heads.sort_by_key(|head| (head.ordinal, head.id));
        let heard = |head: &&Placement| Heard {
            placement: head.id,
            decided: self.judged(head.id).map(|judged| judged.value),
            changed: self.changed(head.id, placements),
        };
        decide_cue(pick, &heads.iter().map(heard).collect::<Vec<_>>())
    }
}
