//! Placements held together or held still, and their volume lines.

use std::collections::{BTreeSet, HashMap};

use model::{GroupId, Placement, PlacementId, VolumeId, VolumePoint};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::{free_named, placements_named};
use super::{EditError, HoldError};

/// Locks, groups and volume lines of placements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum HoldEdit {
    /// Holds placements where they are and as they are, or lets them go. What is locked is not moved, trimmed, shaped,
    /// split, muted or removed, and does not follow when others close up; of several the others are. A cue whose pick is locked
    /// is not ducked either, and its other alternates stay where a range is lifted or a gap closed. A copy is not locked.
    LockPlacements { placements: Vec<PlacementId>, locked: bool },
    /// Makes placements one group, which is selected together. Groups that they were in lose them.
    GroupPlacements { placements: Vec<PlacementId> },
    /// Dissolves the groups of these placements.
    UngroupPlacements { placements: Vec<PlacementId> },
    /// Gives placements a volume line: points in the recording with gains on top of the placement's own. Between two points
    /// decibels go in a straight line. No points take the line away.
    SetVolume { placements: Vec<PlacementId>, points: Vec<VolumePoint> },
}

impl Family for HoldEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::LockPlacements { placements, locked } => {
                each(draft, placements, |one| Placement { locked: *locked, ..one })
            }
            Self::GroupPlacements { placements } => group(draft, placements),
            Self::UngroupPlacements { placements } => ungroup(draft, placements),
            Self::SetVolume { placements, points } => set_volume(draft, placements, points),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::LockPlacements { placements, locked } => {
                format!("{} {}", if *locked { "Lock" } else { "Unlock" }, placements_named(rows, placements)?)
            }
            Self::GroupPlacements { placements } => format!("Group {}", placements_named(rows, placements)?),
            Self::UngroupPlacements { placements } => format!("Ungroup {}", placements_named(rows, placements)?),
            Self::SetVolume { placements, points } if points.is_empty() => {
                format!("Remove the volume line of {}", free_named(rows, placements)?)
            }
            Self::SetVolume { placements, .. } => format!("Volume line of {}", free_named(rows, placements)?),
        })
    }
}

fn each(
    draft: &Draft<'_>,
    placements: &[PlacementId],
    change: impl Fn(Placement) -> Placement,
) -> Result<(), EditError> {
    for &id in placements {
        draft.rows.update_placement(&change(draft.placement(id)?))?;
    }
    Ok(())
}

fn group(draft: &mut Draft<'_>, placements: &[PlacementId]) -> Result<(), EditError> {
    let asked: BTreeSet<PlacementId> = placements.iter().copied().collect();
    if asked.len() < 2 {
        return Err(HoldError::OneIsNoGroup.into());
    }
    let mut cut = None;
    for &id in &asked {
        let (_, cue, _) = draft.laid(id)?;
        if *cut.get_or_insert(cue.cut) != cue.cut {
            return Err(HoldError::GroupOfCuts.into());
        }
    }
    let group = Some(GroupId(draft.ids.next()));
    each(draft, placements, |one| Placement { group, ..one })
}

fn ungroup(draft: &mut Draft<'_>, placements: &[PlacementId]) -> Result<(), EditError> {
    for &id in placements {
        let (placement, cue, _) = draft.laid(id)?;
        if placement.group.is_none() {
            continue;
        }
        for one in draft.rows.placements_of_cut(cue.cut)? {
            if one.group == placement.group {
                draft.rows.update_placement(&Placement { group: None, ..one })?;
            }
        }
    }
    Ok(())
}

/// The most points of one line: a line has some tens.
const MOST_POINTS: usize = 10_000;

fn set_volume(draft: &mut Draft<'_>, placements: &[PlacementId], points: &[VolumePoint]) -> Result<(), EditError> {
    let placements = draft.free(placements)?;
    let volume = new_volume(draft, points)?;
    for id in placements {
        let placement = draft.placement(id)?;
        draft.rows.update_placement(&Placement { volume, ..placement })?;
    }
    Ok(())
}

/// A line of its own with these points; none for no points.
pub(super) fn new_volume(draft: &Draft<'_>, points: &[VolumePoint]) -> Result<Option<VolumeId>, EditError> {
    if points.len() > MOST_POINTS {
        return Err(HoldError::ManyPoints { most: MOST_POINTS }.into());
    }
    let points = model::tidy_volume(points);
    if points.is_empty() {
        return Ok(None);
    }
    let id = VolumeId(draft.ids.next());
    draft.rows.insert_volume(id, &points)?;
    Ok(Some(id))
}

/// Gives what is copied together groups of its own.
pub(super) struct Regrouped<'a, 'b> {
    draft: &'a Draft<'b>,
    groups: HashMap<GroupId, GroupId>,
}

impl<'a, 'b> Regrouped<'a, 'b> {
    pub fn of(draft: &'a Draft<'b>) -> Self {
        Self { draft, groups: HashMap::new() }
    }

    pub fn group(&mut self, group: Option<GroupId>) -> Option<GroupId> {
        let ids = self.draft.ids;
        group.map(|known| *self.groups.entry(known).or_insert_with(|| GroupId(ids.next())))
    }
}
