//! What a reviewer said yes to in an earlier round, where the very same is proposed again.

use std::collections::HashMap;

use model::review::in_order;
use model::{CutId, PlacementId, Proposal, ProposalId, ReviewerId, Round, RoundId, Verdict, VerdictValue};
use review::EarlierYes;
use store::{Rows, StoreError};

/// The last word of one reviewer on each alternate of a cut, in the rounds before one.
pub(super) struct Earlier(HashMap<PlacementId, (Proposal, Verdict, i64)>);

impl Earlier {
    pub fn read(rows: &Rows, cut: CutId, before: &Round, who: ReviewerId) -> Result<Self, StoreError> {
        let rounds: HashMap<RoundId, i64> = rows
            .rounds(cut)?
            .iter()
            .filter(|round| round.number < before.number)
            .map(|round| (round.id, round.number))
            .collect();
        if rounds.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let proposals: HashMap<ProposalId, Proposal> =
            rows.proposals_of_cut(cut)?.into_iter().map(|one| (one.id, one)).collect();
        let mut last: HashMap<PlacementId, (Proposal, Verdict, i64)> = HashMap::new();
        for verdict in rows.verdicts_of_cut(cut)?.into_iter().filter(|verdict| verdict.reviewer == who) {
            let Some(proposal) = proposals.get(&verdict.proposal) else { continue };
            let Some(&round) = rounds.get(&proposal.round) else { continue };
            let age = |proposal: &Proposal, verdict: &Verdict, round: i64| {
                (round, proposal.version, in_order(&verdict.given_at).to_owned(), verdict.key.clone())
            };
            let newer = last
                .get(&proposal.placement)
                .is_none_or(|(known, said, of)| age(known, said, *of) < age(proposal, &verdict, round));
            if newer {
                last.insert(proposal.placement, (proposal.clone(), verdict, round));
            }
        }
        Ok(Self(last))
    }

    /// The yes to what sounds as this proposal does.
    pub fn yes(&self, proposal: &Proposal) -> Option<EarlierYes> {
        let (before, verdict, round) = self.0.get(&proposal.placement)?;
        let value = verdict.value.filter(|value| VerdictValue::is_yes(*value))?;
        let is_same = before.was.as_ref()?.sounds_as(proposal.was.as_ref()?);
        is_same.then(|| EarlierYes { value, words: verdict.words.clone(), round: *round })
    }
}
