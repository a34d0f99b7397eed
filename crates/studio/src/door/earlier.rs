//! What a reviewer said before: yes in an earlier round, where the very same is proposed again, and anything of an earlier version in
//! the same round.

use std::collections::HashMap;

use model::review::in_order;
use model::{CutId, PlacementId, Proposal, ProposalId, ReviewerId, Round, RoundId, Verdict, VerdictValue};
use review::{EarlierVersion, EarlierYes};
use store::{Rows, StoreError};

/// The last word of one reviewer on each alternate of a cut, in the rounds before one, and on each version in that round.
pub(super) struct Earlier {
    before: HashMap<PlacementId, (Proposal, Verdict, i64)>,
    within: HashMap<(PlacementId, i64), Verdict>,
}

impl Earlier {
    pub fn read(rows: &Rows, cut: CutId, before: &Round, who: ReviewerId) -> Result<Self, StoreError> {
        let rounds: HashMap<RoundId, i64> = rows
            .rounds(cut)?
            .iter()
            .filter(|round| round.number < before.number)
            .map(|round| (round.id, round.number))
            .collect();
        let proposals: HashMap<ProposalId, Proposal> =
            rows.proposals_of_cut(cut)?.into_iter().map(|one| (one.id, one)).collect();
        let mut last: HashMap<PlacementId, (Proposal, Verdict, i64)> = HashMap::new();
        let mut within: HashMap<(PlacementId, i64), Verdict> = HashMap::new();
        for verdict in rows.verdicts_of_cut(cut)?.into_iter().filter(|verdict| verdict.reviewer == who) {
            let Some(proposal) = proposals.get(&verdict.proposal) else { continue };
            if proposal.round == before.id {
                let said = |one: &Verdict| (in_order(&one.given_at).to_owned(), one.key.clone());
                let version = (proposal.placement, proposal.version);
                if within.get(&version).is_none_or(|known| said(known) < said(&verdict)) {
                    within.insert(version, verdict);
                }
                continue;
            }
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
        Ok(Self { before: last, within })
    }

    /// The yes to what sounds as this proposal does.
    pub fn yes(&self, proposal: &Proposal) -> Option<EarlierYes> {
        let (before, verdict, round) = self.before.get(&proposal.placement)?;
        let value = verdict.value.filter(|value| VerdictValue::is_yes(*value))?;
        let is_same = before.was.as_ref()?.sounds_as(proposal.was.as_ref()?);
        is_same.then(|| EarlierYes { value, words: verdict.words.clone(), round: *round })
    }

    /// What was said of the newest version before this one of which anything was.
    pub fn version(&self, proposal: &Proposal) -> Option<EarlierVersion> {
        let older = self
            .within
            .iter()
            .filter(|((placement, version), _)| *placement == proposal.placement && *version < proposal.version);
        let (_, verdict) = older.max_by_key(|((_, version), _)| *version)?;
        verdict.value.map(|value| EarlierVersion { value, words: verdict.words.clone() })
    }
}
