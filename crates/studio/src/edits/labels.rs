//! What history calls the things that edits are about. What is gone has fewer words.

use model::{
    ClearanceId, CommissionId, CueId, MfnGroupId, PartyId, PlacementId, ScenarioId, ThemeId, TrackId, WorkId, words,
};
use store::{Rows, StoreError};

pub(super) fn counted(verb: &str, count: usize, noun: &str) -> String {
    if count == 1 { format!("{verb} a {noun}") } else { format!("{verb} {count} {noun}s") }
}

pub(super) fn tracks_named(rows: &Rows, tracks: &[TrackId]) -> Result<String, StoreError> {
    match tracks {
        [id] => Ok(rows.track(*id)?.map_or_else(|| "a track".into(), |track| track.title)),
        _ => Ok(format!("{} tracks", tracks.len())),
    }
}

pub(super) fn parties_named(rows: &Rows, parties: &[PartyId]) -> Result<String, StoreError> {
    match parties {
        [id] => Ok(rows.party(*id)?.map_or_else(|| "a party".into(), |party| party.full_name())),
        _ => Ok(format!("{} parties", parties.len())),
    }
}

pub(super) fn works_named(rows: &Rows, works: &[WorkId]) -> Result<String, StoreError> {
    match works {
        [id] => Ok(rows.work(*id)?.map_or_else(|| "a work".into(), |work| work.title)),
        _ => Ok(format!("{} works", works.len())),
    }
}

pub(super) fn cues_named(rows: &Rows, cues: &[CueId]) -> Result<String, StoreError> {
    match cues {
        [id] => Ok(rows.cue(*id)?.map_or_else(|| "a cue".into(), |cue| cue.number.to_string())),
        _ => Ok(format!("{} cues", cues.len())),
    }
}

pub(super) fn theme_named(rows: &Rows, theme: ThemeId) -> Result<String, StoreError> {
    Ok(rows.theme(theme)?.map_or_else(|| "a theme".into(), |theme| theme.name))
}

pub(super) fn commission_named(rows: &Rows, commission: CommissionId) -> Result<String, StoreError> {
    let found = rows.commission(commission)?;
    Ok(found.map_or_else(|| "a commission".into(), |known| format!("{} {}", known.code(), known.title)))
}

pub(super) fn placements_named(rows: &Rows, placements: &[PlacementId]) -> Result<String, StoreError> {
    match placements {
        [id] => match rows.placement(*id)? {
            Some(placement) => cues_named(rows, &[placement.cue]),
            None => Ok("a placement".into()),
        },
        _ => Ok(format!("{} placements", placements.len())),
    }
}

/// Those of these placements that are not locked. One alone is not looked up: an edit of it is done or refused.
pub(super) fn unlocked(rows: &Rows, placements: &[PlacementId]) -> Result<Vec<PlacementId>, StoreError> {
    if placements.len() < 2 {
        return Ok(placements.to_vec());
    }
    let mut free = Vec::with_capacity(placements.len());
    for &id in placements {
        if !rows.placement(id)?.is_some_and(|one| one.locked) {
            free.push(id);
        }
    }
    Ok(free)
}

/// As [`placements_named`], of an edit that leaves what is locked as it is.
pub(super) fn free_named(rows: &Rows, placements: &[PlacementId]) -> Result<String, StoreError> {
    placements_named(rows, &unlocked(rows, placements)?)
}

pub(super) fn lines_named(rows: &Rows, lines: &[ClearanceId]) -> Result<String, StoreError> {
    let [id] = lines else { return Ok(format!("{} rights", lines.len())) };
    match rows.clearance(*id)? {
        Some(line) => Ok(format!("{}, {}", tracks_named(rows, &[line.track])?, line.side.word())),
        None => Ok("a right".into()),
    }
}

pub(super) fn group_named(rows: &Rows, group: MfnGroupId) -> Result<String, StoreError> {
    Ok(rows.mfn_group(group)?.map_or_else(|| "a group".into(), |group| group.name))
}

pub(super) fn scenario_named(rows: &Rows, scenario: ScenarioId) -> Result<String, StoreError> {
    Ok(rows.scenario(scenario)?.map_or_else(|| "a scenario".into(), |scenario| scenario.name))
}

/// That something is locked and was left, as a sentence; nothing where nothing was.
pub(super) fn stayed(what: &[String]) -> Option<String> {
    match what {
        [] => None,
        [one] => Some(format!("{one} is locked and stayed.")),
        several => Some(format!("{} are locked and stayed.", words::listed(several))),
    }
}
