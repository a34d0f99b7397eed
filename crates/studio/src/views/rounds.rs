//! Reading rounds of review: what was said last, and how far each round came.

use std::collections::{HashMap, HashSet};

use model::{CueId, CueStatus, CutId, PlacementId, VerdictValue};
use store::{Rows, StoreError};

use super::{CueView, PlacementView, RoundProgress, RoundView};

/// The last that was said of a placement, and in which round.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub value: VerdictValue,
    pub round: i64,
}

/// The rounds of a cut in their order, not yet counted.
pub(super) fn rounds_of(rows: &Rows, cut: CutId) -> Result<Vec<RoundView>, StoreError> {
    let mut rounds = rows.rounds(cut)?;
    rounds.sort_by_key(|round| round.number);
    let read = rounds.into_iter().map(|round| {
        let verdicts = rows.verdicts_of_round(round.id)?;
        Ok(RoundView { round, verdicts, progress: RoundProgress::default() })
    });
    read.collect()
}

pub(super) fn newest(rounds: &[RoundView]) -> HashMap<PlacementId, Said> {
    let said = rounds.iter().flat_map(|one| {
        let number = one.round.number;
        one.verdicts.iter().map(move |verdict| (verdict.placement, Said { value: verdict.value, round: number }))
    });
    said.collect()
}

/// Counts the cues of each round by what was decided of them in it: a yes to any alternate is a yes to the cue, else
/// what was said of its pick counts, and a cue of which only other alternates were judged still waits.
pub(super) fn count_rounds(rounds: &mut [RoundView], cues: &[CueView], placements: &[PlacementView]) {
    let cue_of: HashMap<PlacementId, CueId> =
        placements.iter().map(|view| (view.placement.id, view.placement.cue)).collect();
    for one in rounds {
        let said: HashMap<PlacementId, VerdictValue> =
            one.verdicts.iter().map(|verdict| (verdict.placement, verdict.value)).collect();
        let yes: HashSet<CueId> = said
            .iter()
            .filter(|&(_, &value)| value == VerdictValue::Approved)
            .filter_map(|(placement, _)| cue_of.get(placement).copied())
            .collect();
        for cue in cues.iter().filter(|cue| cue.status != CueStatus::Spotted) {
            let pick = cue.cue.pick.and_then(|pick| said.get(&pick).copied());
            let progress = &mut one.progress;
            match if yes.contains(&cue.cue.id) { Some(VerdictValue::Approved) } else { pick } {
                Some(VerdictValue::Approved) => progress.approved += 1,
                Some(VerdictValue::Changes) => progress.changes += 1,
                Some(VerdictValue::Rejected) => progress.rejected += 1,
                None => progress.waiting += 1,
            }
        }
    }
}
