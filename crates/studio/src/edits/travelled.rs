//! What was said of a cut's cues, taken along to a newer cut.
//!
//! Rounds come along closed, as what was said. Where the picture under a cue is as it was, its verdicts hold; where it
//! changed, each of its alternates is proposed again as it lies now, and so asks again.

use std::collections::HashMap;

use model::{CueId, Cut, Frozen, FrozenPiece, PlacementId, Proposal, ProposalId, Round, RoundId, Verdict, VerdictId};
use timebase::Flicks;

use super::draft::Draft;
use super::{ConformedCue, EditError, proposing};

/// Which rows of the old cut are which of the new one, and how the cues went.
pub(super) struct Twins<'a> {
    pub cues: &'a HashMap<CueId, CueId>,
    pub placements: &'a HashMap<PlacementId, PlacementId>,
    pub asked: &'a [ConformedCue],
}

/// Rounds of the old cut with what was proposed and said of the cues that went.
pub(super) fn take_along(draft: &Draft<'_>, rounds: &[Round], to: &Cut, twins: &Twins<'_>) -> Result<(), EditError> {
    let asked: HashMap<CueId, &ConformedCue> = twins.asked.iter().map(|cue| (cue.cue, cue)).collect();
    for old in rounds {
        let proposals = draft.rows.proposals(old.id)?;
        let verdicts = draft.rows.verdicts_of_round(old.id)?;
        let closed_at = Some(old.closed_at.clone().unwrap_or_else(|| draft.now.to_owned()));
        let round = Round { id: RoundId(draft.ids.next()), cut: to.id, closed_at, ..old.clone() };
        draft.rows.insert_round(&round)?;
        let mut again: Vec<PlacementId> = Vec::new();
        for proposal in &proposals {
            let twin = twins.placements.get(&proposal.placement).zip(twins.cues.get(&proposal.cue));
            let (Some((&placement, &cue)), Some(went)) = (twin, asked.get(&proposal.cue)) else { continue };
            let id = ProposalId(draft.ids.next());
            let was = proposal.was.as_ref().map(|was| later(was, went.shift));
            draft.rows.insert_proposal(&Proposal { id, round: round.id, cue, placement, was, ..proposal.clone() })?;
            for verdict in verdicts.iter().filter(|verdict| verdict.proposal == proposal.id) {
                let own = VerdictId(draft.ids.next());
                // A key is of one answer alone.
                draft.rows.insert_verdict(&Verdict {
                    id: own,
                    proposal: id,
                    key: own.to_string(),
                    ..verdict.clone()
                })?;
            }
            if !went.same_picture && !again.contains(&placement) {
                again.push(placement);
            }
        }
        for placement in again {
            proposing::propose(draft, &round, placement)?;
        }
    }
    Ok(())
}

/// What was proposed, as it would have been had the picture stood there: so that music that went with its picture is no
/// change of it.
fn later(was: &Frozen, shift: Flicks) -> Frozen {
    let piece = |piece: &FrozenPiece| FrozenPiece {
        in_point: piece.in_point + shift,
        out_point: piece.out_point + shift,
        ..*piece
    };
    Frozen { pieces: was.pieces.iter().map(piece).collect(), ..was.clone() }
}
