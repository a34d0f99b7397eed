//! Cues.

use model::{Cue, CueId, CueKind, CueNumber, CutId, Placement, PlacementId, Statement, ThemeId, UsageFact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Position;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{cues_named, placements_named};
use super::{Created, CuePatch, EditError, NumberedCue, Told, album_ties, notes, renumber};

/// What can happen to cues.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum CueEdit {
    /// Spots a cue without music; `number` is by default the next free one of its reel.
    AddCue {
        cut: CutId,
        at: Position,
        kind: Option<CueKind>,
        number: Option<CueNumber>,
        title: String,
        brief: Option<String>,
    },
    /// Changes cues.
    EditCues { cues: Vec<CueId>, set: CuePatch },
    /// Gives a cue another number; refused if it is taken.
    NumberCue { cue: CueId, number: CueNumber },
    /// Numbers the cues of a cut, or of one of its reels, anew: those given, or else from 1 in each reel in the order in
    /// which they start. Numbers on cue sheets that have been issued stay, unless `issued` says that they may change.
    RenumberCues { cut: CutId, reel: Option<u32>, numbers: Option<Vec<NumberedCue>>, issued: Option<bool> },
    /// Waves advice on the use of cues away; it is not given again.
    DismissUsage { cues: Vec<CueId>, fact: UsageFact },
    /// Gives advice again that was waved away.
    RecallUsage { cues: Vec<CueId> },
    /// Removes cues with their placements and notes. What was proposed and said of them in rounds stays readable there.
    RemoveCues { cues: Vec<CueId> },
    /// Makes a placement the pick of its cue.
    SetPick { placement: PlacementId },
}

impl Family for CueEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCue { cut, at, kind, number, title, brief } => {
                let brief = brief.as_deref().unwrap_or_default();
                add(draft, *cut, *at, Numbering { kind: *kind, number: *number }, title, brief)
            }
            Self::EditCues { cues, set } => edit(draft, cues, set),
            Self::NumberCue { cue, number: to } => number(draft, *cue, *to),
            Self::RenumberCues { cut, reel, numbers, issued } => {
                renumber::renumber(draft, *cut, *reel, numbers.as_deref(), issued.unwrap_or(false))
            }
            Self::DismissUsage { cues, fact } => dismiss_usage(draft, cues, *fact),
            Self::RecallUsage { cues } => recall_usage(draft, cues),
            Self::RemoveCues { cues } => remove(draft, cues),
            Self::SetPick { placement } => set_pick(draft, *placement),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCue { title, .. } if title.is_empty() => "Spot a cue".into(),
            Self::AddCue { title, .. } => format!("Spot {title}"),
            Self::EditCues { cues, .. } => format!("Edit {}", cues_named(rows, cues)?),
            Self::NumberCue { cue, number } => format!("Number {} {number}", cues_named(rows, &[*cue])?),
            Self::RenumberCues { reel: Some(reel), .. } => format!("Renumber the cues of reel {reel}"),
            Self::RenumberCues { reel: None, .. } => "Renumber the cues".into(),
            Self::DismissUsage { cues, .. } => format!("Dismiss advice on the use of {}", cues_named(rows, cues)?),
            Self::RecallUsage { cues } => format!("Recall advice on the use of {}", cues_named(rows, cues)?),
            Self::RemoveCues { cues } => format!("Remove {}", cues_named(rows, &removed(rows, cues)?)?),
            Self::SetPick { placement } => format!("Pick for {}", placements_named(rows, &[*placement])?),
        })
    }
}

/// How a new cue gets its number: as given, or the next free one of its kind.
pub(super) struct Numbering {
    pub kind: Option<CueKind>,
    pub number: Option<CueNumber>,
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    cut: CutId,
    at: Position,
    numbering: Numbering,
    title: &str,
    brief: &str,
) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let at = draft.frame_of(&cut, at)?;
    let number = match numbering.number {
        Some(number) => free(draft, cut.id, number, None)?,
        None => draft.free_number(&cut, numbering.kind.unwrap_or(CueKind::Music), at)?,
    };
    let cue = Cue {
        title: title.trim().to_owned(),
        brief: brief.trim().to_owned(),
        at,
        ..Cue::new(CueId(draft.ids.next()), cut.id, number)
    };
    draft.rows.insert_cue(&cue)?;
    draft.created.push(Created::Cue(cue.id));
    Ok(())
}

pub(super) fn edit(draft: &mut Draft<'_>, cues: &[CueId], set: &CuePatch) -> Result<(), EditError> {
    for &id in cues {
        let mut cue = draft.cue(id)?;
        if let Some(title) = &set.title {
            cue.title = named(title, "cue")?;
        }
        if let Some(brief) = &set.brief {
            brief.trim().clone_into(&mut cue.brief);
        }
        if let Some(scene) = set.scene {
            cue.scene = if scene.0 == 0 {
                None
            } else if draft.scene(scene)?.cut == cue.cut {
                Some(scene)
            } else {
                return Err(EditError::NoSuch { what: "scene", id: scene.0 });
            };
        }
        if let Some(at) = set.at {
            if cue.pick.is_some() {
                return Err(EditError::CueHasMusic { cue: cue.number });
            }
            cue.at = draft.frame_of(&draft.cut(cue.cut)?, at)?;
        }
        if let Some(note) = &set.sheet_note {
            note.trim().clone_into(&mut cue.sheet_note);
        }
        cue.usage.perception = set.perception.unwrap_or(cue.usage.perception);
        cue.usage.voice = set.voice.map_or(cue.usage.voice, Told::into_fact);
        cue.usage.theme_role = set.theme_role.unwrap_or(cue.usage.theme_role);
        cue.usage.origin = set.origin.map_or(cue.usage.origin, Told::into_fact);
        if let Some(themes) = &set.themes {
            for theme in themes {
                draft.rows.theme(*theme)?.ok_or(EditError::NoSuch { what: "theme", id: theme.0 })?;
            }
            cue.themes = stated(&cue, themes);
        }
        draft.rows.update_cue(&cue)?;
    }
    Ok(())
}

/// The themes of a cue, each once. What was said of a statement that stays is kept.
fn stated(cue: &Cue, themes: &[ThemeId]) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(themes.len());
    for &theme in themes {
        if kept.iter().all(|other| other.theme != theme) {
            let said = cue.themes.iter().find(|stated| stated.theme == theme);
            kept.push(said.cloned().unwrap_or_else(|| Statement::of(theme)));
        }
    }
    kept
}

/// Advice on a cue's use that is not given again.
pub(super) fn dismiss_usage(draft: &mut Draft<'_>, cues: &[CueId], fact: UsageFact) -> Result<(), EditError> {
    for &id in cues {
        let cue = draft.cue(id)?;
        draft.rows.dismiss_usage(cue.id, fact, draft.ids)?;
    }
    Ok(())
}

pub(super) fn recall_usage(draft: &mut Draft<'_>, cues: &[CueId]) -> Result<(), EditError> {
    for &id in cues {
        let cue = draft.cue(id)?;
        draft.rows.delete_usage_dismissed(cue.id)?;
    }
    Ok(())
}

pub(super) fn number(draft: &mut Draft<'_>, id: CueId, number: CueNumber) -> Result<(), EditError> {
    let mut cue = draft.cue(id)?;
    cue.number = free(draft, cue.cut, number, Some(id))?;
    Ok(draft.rows.update_cue(&cue)?)
}

fn free(draft: &Draft<'_>, cut: CutId, number: CueNumber, own: Option<CueId>) -> Result<CueNumber, EditError> {
    match draft.rows.cue_numbered(cut, number)? {
        Some(other) if Some(other.id) != own => Err(EditError::NumberTaken { number }),
        _ => Ok(number),
    }
}

/// Whether a placement of a cue is locked, which keeps all of it.
fn is_held(rows: &Rows, cue: CueId) -> Result<bool, StoreError> {
    Ok(rows.placements_of_cue(cue)?.iter().any(|one| one.locked))
}

/// Those of these cues that nothing keeps.
fn removed(rows: &Rows, cues: &[CueId]) -> Result<Vec<CueId>, StoreError> {
    let mut removed = Vec::with_capacity(cues.len());
    for &cue in cues {
        if !is_held(rows, cue)? {
            removed.push(cue);
        }
    }
    Ok(removed)
}

pub(super) fn remove(draft: &mut Draft<'_>, cues: &[CueId]) -> Result<(), EditError> {
    let (mut free, mut locked) = (Vec::new(), Vec::new());
    for &id in cues {
        let cue = draft.cue(id)?;
        if is_held(draft.rows, id)? { locked.push(cue.number) } else { free.push(cue) }
    }
    draft.leave(&locked, free.is_empty())?;
    free.iter().try_for_each(|cue| remove_with_all(draft, cue))
}

/// Removes a cue, and all that is about it.
pub(super) fn remove_with_all(draft: &mut Draft<'_>, cue: &Cue) -> Result<(), EditError> {
    for note in draft.rows.notes_of_cue(cue.id)? {
        notes::remove_with_subject(draft, &note)?;
    }
    for placement in draft.rows.placements_of_cue(cue.id)? {
        remove_placement(draft, &placement)?;
    }
    draft.rows.delete_scenario_picks_of_cue(cue.id)?;
    draft.rows.delete_carve_outs_of(cue.id)?;
    draft.rows.delete_duck(cue.id)?;
    draft.rows.delete_usage_dismissed(cue.id)?;
    Ok(draft.rows.delete_cue(cue.id)?)
}

/// Removes a placement, and all that is about it but what was proposed and said of it in rounds. The caller sees to its cue's pick.
pub(super) fn remove_placement(draft: &mut Draft<'_>, placement: &Placement) -> Result<(), EditError> {
    for note in draft.rows.notes_of_placement(placement.id)? {
        notes::remove_with_subject(draft, &note)?;
    }
    draft.rows.delete_scenario_picks_of_placement(placement.id)?;
    album_ties::forget_placement(draft, placement.id)?;
    Ok(draft.rows.delete_placement(placement.id)?)
}

pub(super) fn set_pick(draft: &mut Draft<'_>, id: PlacementId) -> Result<(), EditError> {
    let placement = draft.placement(id)?;
    let mut cue = draft.cue(placement.cue)?;
    cue.pick = Some(placement.alternate());
    Ok(draft.rows.update_cue(&cue)?)
}

/// After placements went or came: the pick is one of those there are, the first if it was none of them.
pub(super) fn mend_pick(draft: &mut Draft<'_>, id: CueId) -> Result<Vec<Placement>, EditError> {
    let mut cue = draft.cue(id)?;
    let left = draft.rows.placements_of_cue(id)?;
    let kept = cue.pick.filter(|pick| left.iter().any(|placement| placement.id == *pick));
    let pick = kept.or_else(|| left.first().map(|placement| placement.id));
    if pick != cue.pick {
        cue.pick = pick;
        draft.rows.update_cue(&cue)?;
    }
    Ok(left)
}
