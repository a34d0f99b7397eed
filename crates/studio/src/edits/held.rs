//! Edits over several placements of which some are locked: those stay as they are, the others are done, and it is said. An edit
//! of which nothing is left is refused.

use model::PlacementId;
use store::{Rows, StoreError};

use super::draft::Draft;
use super::labels::unlocked;
use super::rolls::rolls;
use super::{EditError, PlacementEdit};

impl PlacementEdit {
    /// The edit without what is locked; nothing where none of it is.
    pub(super) fn of_free(&self, draft: &mut Draft<'_>) -> Result<Option<Self>, EditError> {
        let all = self.changed();
        let mut free = draft.free(&all)?;
        if free.len() == all.len() {
            return Ok(None);
        }
        if let Self::TrimPlacements { trims, .. } = self {
            // Half a roll would tear a hole, or lay one side over the other.
            for (left, right) in rolls(draft.rows, trims)? {
                let Some(locked) = [left, right].into_iter().find(|one| one.locked) else { continue };
                free.retain(|id| ![left.id, right.id].contains(id));
                draft.leave(&[draft.cue(locked.cue)?.number], free.is_empty())?;
            }
        }
        Ok(Some(self.of(&free)))
    }

    /// The edit as it is done, for words about it: without what is locked; nothing where all of it is done, or none.
    pub(super) fn as_done(&self, rows: &Rows) -> Result<Option<Self>, StoreError> {
        let all = self.changed();
        let mut free = unlocked(rows, &all)?;
        if free.len() == all.len() {
            return Ok(None);
        }
        if let Self::TrimPlacements { trims, .. } = self {
            for (left, right) in rolls(rows, trims)? {
                if left.locked || right.locked {
                    free.retain(|id| ![left.id, right.id].contains(id));
                }
            }
        }
        Ok((!free.is_empty()).then(|| self.of(&free)))
    }

    /// The placements that it changes where they are, which may not be locked.
    fn changed(&self) -> Vec<PlacementId> {
        match self {
            Self::Place { .. }
            | Self::DuplicatePlacements { .. }
            | Self::CopyPlacements { .. }
            | Self::PasteClip { .. }
            | Self::MarkTemp { .. }
            | Self::MergeCues { .. } => Vec::new(),
            Self::MovePlacements { moves, .. } => moves.iter().map(|step| step.placement).collect(),
            Self::TrimPlacements { trims, .. } => trims.iter().map(|one| one.placement).collect(),
            Self::SlipPlacements { slips } => slips.iter().map(|one| one.placement).collect(),
            Self::TrimPlacement { placement, .. }
            | Self::SlipPlacement { placement, .. }
            | Self::JoinCue { placement, .. } => vec![*placement],
            Self::ShapePlacements { placements, .. }
            | Self::BladePlacements { placements, .. }
            | Self::NewCueFrom { placements, .. }
            | Self::HealPlacements { placements }
            | Self::MutePlacements { placements, .. }
            | Self::RemovePlacements { placements, .. } => placements.clone(),
        }
    }

    /// The same for some of its placements alone.
    fn of(&self, free: &[PlacementId]) -> Self {
        let mut edit = self.clone();
        match &mut edit {
            Self::MovePlacements { moves, .. } => moves.retain(|step| free.contains(&step.placement)),
            Self::TrimPlacements { trims, .. } => trims.retain(|one| free.contains(&one.placement)),
            Self::SlipPlacements { slips } => slips.retain(|one| free.contains(&one.placement)),
            Self::ShapePlacements { placements, .. }
            | Self::BladePlacements { placements, .. }
            | Self::NewCueFrom { placements, .. }
            | Self::HealPlacements { placements }
            | Self::MutePlacements { placements, .. }
            | Self::RemovePlacements { placements, .. } => placements.retain(|id| free.contains(id)),
            // These are about one placement, which is free or refused, or change none.
            Self::TrimPlacement { .. }
            | Self::SlipPlacement { .. }
            | Self::JoinCue { .. }
            | Self::Place { .. }
            | Self::DuplicatePlacements { .. }
            | Self::CopyPlacements { .. }
            | Self::PasteClip { .. }
            | Self::MarkTemp { .. }
            | Self::MergeCues { .. } => {}
        }
        edit
    }
}
