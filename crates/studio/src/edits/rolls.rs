//! Rolls: trims that move the edit between two placements.

use model::{Edge, Placement, PlacementId};
use store::{Rows, StoreError};

use super::PlacementTrim;
use super::labels::{cues_named, placements_named};

/// The pairs among these trims that touch and whose edge goes to the same frame: the edit between them is rolled.
pub(super) fn rolls(rows: &Rows, trims: &[PlacementTrim]) -> Result<Vec<(Placement, Placement)>, StoreError> {
    let mut rolls = Vec::new();
    for out in trims.iter().filter(|one| one.edge == Edge::Out) {
        let Some(left) = rows.placement(out.placement)? else { continue };
        for other in trims.iter().filter(|one| one.edge == Edge::In && one.to == out.to) {
            let right = rows.placement(other.placement)?;
            rolls.extend(right.filter(|right| right.in_point == left.out_point).map(|right| (left, right)));
        }
    }
    Ok(rolls)
}

/// What history calls trims: a roll where that is all they are.
pub(super) fn trims_named(rows: &Rows, trims: &[PlacementTrim]) -> Result<String, StoreError> {
    let rolls = rolls(rows, trims)?;
    Ok(match &rolls[..] {
        [(left, right)] if trims.len() == 2 && left.cue == right.cue => {
            format!("Roll an edit in {}", cues_named(rows, &[left.cue])?)
        }
        [(left, right)] if trims.len() == 2 => {
            format!("Roll the edit between {} and {}", cues_named(rows, &[left.cue])?, cues_named(rows, &[right.cue])?)
        }
        rolls if !rolls.is_empty() && rolls.len() * 2 == trims.len() => format!("Roll {} edits", rolls.len()),
        _ => {
            let trimmed: Vec<PlacementId> = trims.iter().map(|one| one.placement).collect();
            format!("Trim {}", placements_named(rows, &trimmed)?)
        }
    })
}
