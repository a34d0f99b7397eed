//! Moving placements and their edges, one by one: nothing else follows.

use model::{Edge, Placement, PlacementId};
use timebase::Position;

use super::draft::Draft;
use super::{EditError, PlacementMove};

pub(super) fn shift(draft: &mut Draft<'_>, moves: &[PlacementMove]) -> Result<(), EditError> {
    for step in moves {
        let (placement, cue, cut) = draft.laid(step.placement)?;
        draft.lane(step.lane)?;
        let moved = placement.moved(step.in_point, cut.span(), cut.rate).map_err(EditError::of_placement(&cue))?;
        draft.rows.update_placement(&Placement { lane: step.lane, ..moved })?;
    }
    Ok(())
}

pub(super) fn trim(draft: &mut Draft<'_>, id: PlacementId, edge: Edge, to: Position) -> Result<(), EditError> {
    let (placement, cue, cut) = draft.laid(id)?;
    let track = draft.track(placement.track)?;
    let trimmed =
        placement.trimmed(edge, to, track.duration, cut.span(), cut.rate).map_err(EditError::of_placement(&cue))?;
    Ok(draft.rows.update_placement(&trimmed)?)
}
