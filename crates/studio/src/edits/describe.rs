//! What undo calls an edit.

use model::{
    ClearanceId, CueId, MfnGroupId, PartyId, PlacementId, ScenarioId, TrackId, VerdictValue, WorkId, WorkSide,
};
use store::{Rows, StoreError};

use super::Edit;

/// A few words for history: `Place First Spark`, `Trim 4M07`. What an edit is about may be gone; then fewer words.
pub(super) fn describe(rows: &Rows, edit: &Edit) -> Result<String, StoreError> {
    Ok(match edit {
        Edit::SetShow { .. } => "Change the show".into(),
        Edit::EditTracks { tracks, .. } => format!("Edit {}", tracks_named(rows, tracks)?),
        Edit::RemoveTracks { tracks } => format!("Remove {}", tracks_named(rows, tracks)?),
        Edit::RelinkTrack { track, .. } => format!("Relink {}", tracks_named(rows, &[*track])?),
        Edit::AddCharacter { name } => format!("Add {name}"),
        Edit::AddTheme { name, .. } => format!("Add theme {name}"),
        Edit::EditTheme { .. } => "Edit a theme".into(),
        Edit::RemoveTheme { .. } => "Remove a theme".into(),
        Edit::AddEpisode { title, .. } => format!("Add episode {title}"),
        Edit::EditEpisode { .. } => "Edit the episode".into(),
        Edit::RemoveEpisode { .. } => "Remove the episode".into(),
        Edit::AddCut { cut, .. } => format!("Add {}", cut.label),
        Edit::EditCut { .. } => "Edit the cut".into(),
        Edit::RemoveCut { .. } => "Remove the cut".into(),
        Edit::SetReels { .. } => "Divide into reels".into(),
        Edit::AddScene { scene, .. } => format!("Add scene {}", scene.number),
        Edit::EditScene { scene, .. } => match rows.scene(*scene)? {
            Some(scene) => format!("Edit scene {}", scene.number),
            None => "Edit a scene".into(),
        },
        Edit::RemoveScenes { scenes } => counted("Remove", scenes.len(), "scene"),
        Edit::ReplaceScenes { scenes, .. } => counted("Bring in", scenes.len(), "scene"),
        Edit::AddHit { label, .. } if label.is_empty() => "Mark a hit".into(),
        Edit::AddHit { label, .. } => format!("Mark {label}"),
        Edit::EditHit { .. } => "Edit a hit".into(),
        Edit::RemoveHits { hits } => counted("Remove", hits.len(), "hit"),
        Edit::AddLane { name, .. } => format!("Add lane {name}"),
        Edit::EditLane { .. } => "Edit a lane".into(),
        Edit::RemoveLane { .. } => "Remove a lane".into(),
        Edit::AddCue { title, .. } if title.is_empty() => "Spot a cue".into(),
        Edit::AddCue { title, .. } => format!("Spot {title}"),
        Edit::EditCues { cues, .. } => format!("Edit {}", cues_named(rows, cues)?),
        Edit::NumberCue { cue, number } => format!("Number {} {number}", cues_named(rows, &[*cue])?),
        Edit::DismissUsage { cues, .. } => format!("Dismiss advice on the use of {}", cues_named(rows, cues)?),
        Edit::RecallUsage { cues } => format!("Recall advice on the use of {}", cues_named(rows, cues)?),
        Edit::RemoveCues { cues } => format!("Remove {}", cues_named(rows, cues)?),
        Edit::SetPick { placement } => format!("Pick for {}", placements_named(rows, &[*placement])?),
        Edit::Place { track, cue: None, .. } => format!("Place {}", tracks_named(rows, &[*track])?),
        Edit::Place { track, cue: Some(cue), .. } => {
            format!("Add {} to {}", tracks_named(rows, &[*track])?, cues_named(rows, &[*cue])?)
        }
        Edit::MovePlacements { moves } => {
            let moved: Vec<PlacementId> = moves.iter().map(|step| step.placement).collect();
            format!("Move {}", placements_named(rows, &moved)?)
        }
        Edit::TrimPlacement { placement, .. } => format!("Trim {}", placements_named(rows, &[*placement])?),
        Edit::SlipPlacement { placement, .. } => format!("Slip {}", placements_named(rows, &[*placement])?),
        Edit::ShapePlacements { placements, gain, fade_in, fade_out } => {
            let what = match (gain, fade_in.is_some() || fade_out.is_some()) {
                (Some(_), false) => "Gain",
                (None, true) => "Fade",
                _ => "Shape",
            };
            format!("{what} of {}", placements_named(rows, placements)?)
        }
        Edit::BladePlacements { placements, .. } => format!("Blade {}", placements_named(rows, placements)?),
        Edit::DuplicatePlacements { placements, .. } => format!("Duplicate {}", placements_named(rows, placements)?),
        Edit::JoinCue { placement, cue } => {
            format!("Make {} an alternate of {}", placements_named(rows, &[*placement])?, cues_named(rows, &[*cue])?)
        }
        Edit::RemovePlacements { placements, .. } => format!("Remove {}", placements_named(rows, placements)?),
        Edit::SetSeriesFacts { .. } => "Change the header of cue sheets".into(),
        Edit::SetEpisodeFacts { .. } => "Change the header of the cue sheet".into(),
        Edit::SetCarveOut { first, second, method: Some(_) } => {
            format!("Divide {} and {}", cues_named(rows, &[*first])?, cues_named(rows, &[*second])?)
        }
        Edit::SetCarveOut { first, second, method: None } => {
            format!("Leave {} and {} undivided", cues_named(rows, &[*first])?, cues_named(rows, &[*second])?)
        }
        Edit::SaveProfile { .. } => "Keep a profile".into(),
        Edit::RemoveProfile { id } => format!("Remove the profile {id}"),
        Edit::SetTemplate { name, text: Some(_) } => format!("Change the wording of {name}"),
        Edit::SetTemplate { name, text: None } => format!("Our wording of {name} again"),
        Edit::SetLogo { logo: Some(_) } => "Set the logo".into(),
        Edit::SetLogo { logo: None } => "Remove the logo".into(),
        Edit::StartRound { .. } => "Start a round of review".into(),
        Edit::SetVerdict { placement, value, .. } => {
            let verb = match value {
                Some(VerdictValue::Approved) => "Approve",
                Some(VerdictValue::Changes) => "Ask for changes to",
                Some(VerdictValue::Rejected) => "Reject",
                None => "Take back the verdict on",
            };
            format!("{verb} {}", placements_named(rows, &[*placement])?)
        }
        Edit::AddNote { .. } => "Add a note".into(),
        Edit::EditNote { resolved: Some(true), .. } => "Resolve a note".into(),
        Edit::EditNote { .. } => "Edit a note".into(),
        Edit::RemoveNotes { notes } => counted("Remove", notes.len(), "note"),
        Edit::AddParty { set } => format!("Add {}", set.name.as_deref().unwrap_or("a party").trim()),
        Edit::EditParties { parties, .. } => format!("Edit {}", parties_named(rows, parties)?),
        Edit::MergeParties { into, from } => {
            format!("Merge {} into {}", parties_named(rows, from)?, parties_named(rows, &[*into])?)
        }
        Edit::RemoveParties { parties } => format!("Remove {}", parties_named(rows, parties)?),
        Edit::AddWork { title, .. } => format!("Add work {}", title.trim()),
        Edit::EditWorks { works, .. } => format!("Edit work {}", works_named(rows, works)?),
        Edit::SetShares { work, .. } | Edit::MakeWhole { work, .. } => {
            format!("Shares of {}", works_named(rows, &[*work])?)
        }
        Edit::EvenOut { work, side: WorkSide::Writers } => {
            format!("Even out the writers of {}", works_named(rows, &[*work])?)
        }
        Edit::EvenOut { work, side: WorkSide::Publishers } => {
            format!("Even out the publishers of {}", works_named(rows, &[*work])?)
        }
        Edit::SetWork { tracks, .. } => format!("Work of {}", tracks_named(rows, tracks)?),
        Edit::EditRecordings { tracks, .. } => format!("Recording of {}", tracks_named(rows, tracks)?),
        Edit::MergeWorks { into, from } => {
            format!("Merge {} into {}", works_named(rows, from)?, works_named(rows, &[*into])?)
        }
        Edit::RemoveWorks { works } => format!("Remove work {}", works_named(rows, works)?),
        Edit::AcceptSuggestions { track, .. } => format!("Take from tags of {}", tracks_named(rows, &[*track])?),
        Edit::DismissSuggestions { track, .. } => {
            format!("Dismiss suggestions for {}", tracks_named(rows, &[*track])?)
        }
        Edit::RecallSuggestions { track } => format!("Recall suggestions for {}", tracks_named(rows, &[*track])?),
        Edit::PrepareClearances { tracks, .. } => format!("Prepare the rights of {}", tracks_named(rows, tracks)?),
        Edit::AddClearance { track, .. } => format!("Add a right of {}", tracks_named(rows, &[*track])?),
        Edit::EditClearances { clearances, set } => match set.status {
            Some(status) => format!("Mark {} {}", lines_named(rows, clearances)?, status.word()),
            None => format!("Edit {}", lines_named(rows, clearances)?),
        },
        Edit::SetQuote { clearance, fee: None, .. } => {
            format!("Forget the quote for {}", lines_named(rows, &[*clearance])?)
        }
        Edit::SetQuote { clearance, .. } => format!("Quote for {}", lines_named(rows, &[*clearance])?),
        Edit::RemoveClearances { clearances } => format!("Remove {}", lines_named(rows, clearances)?),
        Edit::LogClearances { clearances, .. } => format!("Note on {}", lines_named(rows, clearances)?),
        Edit::RemoveClearanceEvents { .. } => "Remove from the history of a right".into(),
        Edit::SetOptions { clearance, .. } => format!("Options of {}", lines_named(rows, &[*clearance])?),
        Edit::AddAttachment { clearance, .. } => format!("Attach to {}", lines_named(rows, &[*clearance])?),
        Edit::RemoveAttachments { .. } => "Remove an attachment".into(),
        Edit::AddMfnGroup { clearances, .. } => format!("MFN for {}", lines_named(rows, clearances)?),
        Edit::EditMfnGroup { group, .. } => format!("Edit {}", group_named(rows, *group)?),
        Edit::RemoveMfnGroup { group } => format!("Dissolve {}", group_named(rows, *group)?),
        Edit::SetRate { currency, .. } => format!("Rate of {}", currency.trim().to_uppercase()),
        Edit::RemoveRate { .. } => "Remove a rate".into(),
        Edit::SetBudget { .. } => "Set the budget".into(),
        Edit::SaveScenario { name, .. } => format!("Keep scenario {}", name.trim()),
        Edit::EditScenario { .. } => "Edit a scenario".into(),
        Edit::ApplyScenario { scenario } => format!("Take {}", scenario_named(rows, *scenario)?),
        Edit::RemoveScenario { scenario } => format!("Remove {}", scenario_named(rows, *scenario)?),
    })
}

fn counted(verb: &str, count: usize, noun: &str) -> String {
    if count == 1 { format!("{verb} a {noun}") } else { format!("{verb} {count} {noun}s") }
}

fn tracks_named(rows: &Rows, tracks: &[TrackId]) -> Result<String, StoreError> {
    match tracks {
        [id] => Ok(rows.track(*id)?.map_or_else(|| "a track".into(), |track| track.title)),
        _ => Ok(format!("{} tracks", tracks.len())),
    }
}

fn parties_named(rows: &Rows, parties: &[PartyId]) -> Result<String, StoreError> {
    match parties {
        [id] => Ok(rows.party(*id)?.map_or_else(|| "a party".into(), |party| party.full_name())),
        _ => Ok(format!("{} parties", parties.len())),
    }
}

fn works_named(rows: &Rows, works: &[WorkId]) -> Result<String, StoreError> {
    match works {
        [id] => Ok(rows.work(*id)?.map_or_else(|| "a work".into(), |work| work.title)),
        _ => Ok(format!("{} works", works.len())),
    }
}

fn cues_named(rows: &Rows, cues: &[CueId]) -> Result<String, StoreError> {
    match cues {
        [id] => Ok(rows.cue(*id)?.map_or_else(|| "a cue".into(), |cue| cue.number.to_string())),
        _ => Ok(format!("{} cues", cues.len())),
    }
}

fn placements_named(rows: &Rows, placements: &[PlacementId]) -> Result<String, StoreError> {
    match placements {
        [id] => match rows.placement(*id)? {
            Some(placement) => cues_named(rows, &[placement.cue]),
            None => Ok("a placement".into()),
        },
        _ => Ok(format!("{} placements", placements.len())),
    }
}

fn lines_named(rows: &Rows, lines: &[ClearanceId]) -> Result<String, StoreError> {
    let [id] = lines else { return Ok(format!("{} rights", lines.len())) };
    match rows.clearance(*id)? {
        Some(line) => Ok(format!("{}, {}", tracks_named(rows, &[line.track])?, line.side.word())),
        None => Ok("a right".into()),
    }
}

fn group_named(rows: &Rows, group: MfnGroupId) -> Result<String, StoreError> {
    Ok(rows.mfn_group(group)?.map_or_else(|| "a group".into(), |group| group.name))
}

fn scenario_named(rows: &Rows, scenario: ScenarioId) -> Result<String, StoreError> {
    Ok(rows.scenario(scenario)?.map_or_else(|| "a scenario".into(), |scenario| scenario.name))
}
