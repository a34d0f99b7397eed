//! Freezing: alternates as they are, kept as what was proposed.

use model::{
    CueId, Cut, Frozen, FrozenDuck, FrozenPiece, Placement, PlacementId, Proposal, ProposalId, Round, alternate,
};

use super::draft::Draft;
use super::{EditError, ReviewError};

/// Proposes every alternate of these cues as it is.
pub(super) fn propose_cues(draft: &Draft<'_>, round: &Round, cues: &[CueId]) -> Result<usize, EditError> {
    let mut proposed = 0;
    for &cue in cues {
        if draft.cue(cue)?.cut != round.cut {
            return Err(EditError::OtherCut);
        }
        for head in heads(&draft.rows.placements_of_cue(cue)?) {
            propose(draft, round, head.id)?;
            proposed += 1;
        }
    }
    Ok(proposed)
}

/// Proposes an alternate as it is: the next version where it was proposed in this round before.
pub(super) fn propose(draft: &Draft<'_>, round: &Round, placement: PlacementId) -> Result<Proposal, EditError> {
    let (placed, _, cut) = draft.laid(placement)?;
    if cut.id != round.cut {
        return Err(EditError::OtherCut);
    }
    let head = placed.alternate();
    let before = newest(draft, round, head)?;
    let proposal = Proposal {
        id: ProposalId(draft.ids.next()),
        round: round.id,
        cue: placed.cue,
        placement: head,
        version: before.map_or(1, |before| before.version + 1),
        proposed_at: draft.now.to_owned(),
        was: Some(freeze(draft, &cut, head)?),
    };
    draft.rows.insert_proposal(&proposal)?;
    Ok(proposal)
}

/// What is proposed of an alternate in a round: its newest version.
pub(super) fn newest(draft: &Draft<'_>, round: &Round, head: PlacementId) -> Result<Option<Proposal>, EditError> {
    let own = draft.rows.proposals(round.id)?.into_iter().filter(|proposal| proposal.placement == head);
    Ok(own.max_by_key(|proposal| proposal.version))
}

/// What is proposed of an alternate as it lies on the cut: the newest version where that is the same, else a new one.
pub(super) fn as_it_is(draft: &Draft<'_>, round: &Round, placement: PlacementId) -> Result<Proposal, EditError> {
    let head = draft.placement(placement)?.alternate();
    let pieces = draft.rows.pieces(head)?;
    let duck = draft.rows.duck(draft.placement(head)?.cue)?;
    match newest(draft, round, head)? {
        // What an older document proposed is not known: then what is judged now is kept.
        Some(known) if known.was.as_ref().is_some_and(|was| !was.differs_from(&pieces, duck.as_ref())) => Ok(known),
        _ => propose(draft, round, head),
    }
}

/// The cues of a cut that have music.
pub(super) fn cues_with_music(draft: &Draft<'_>, cut: &Cut) -> Result<Vec<CueId>, EditError> {
    let mut cues: Vec<CueId> = draft.rows.placements_of_cut(cut.id)?.iter().map(|placement| placement.cue).collect();
    cues.sort_unstable();
    cues.dedup();
    if cues.is_empty() { Err(ReviewError::NothingToPropose.into()) } else { Ok(cues) }
}

fn freeze(draft: &Draft<'_>, cut: &Cut, head: PlacementId) -> Result<Frozen, EditError> {
    let placed = draft.placement(head)?;
    let cue = draft.cue(placed.cue)?;
    debug_assert_eq!(cue.cut, cut.id);
    let track = draft.track(placed.track)?;
    let letters = alternate::letters(&draft.rows.placements_of_cue(cue.id)?);
    Ok(Frozen {
        number: cue.number,
        title: cue.title,
        brief: cue.brief,
        letter: letters.get(&head).cloned().unwrap_or_default(),
        pick: cue.pick == Some(head),
        track: track.title,
        artist: track.artist,
        pieces: draft.rows.pieces(head)?.iter().map(FrozenPiece::of).collect(),
        duck: Some(FrozenDuck::of(draft.rows.duck(cue.id)?.as_ref())),
    })
}

fn heads(placements: &[Placement]) -> impl Iterator<Item = &Placement> {
    placements.iter().filter(|placement| placement.piece_of.is_none())
}
