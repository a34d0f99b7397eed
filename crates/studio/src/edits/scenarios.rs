//! Sets of picks that are kept beside the one on the timeline.

use std::collections::HashMap;

use model::{CueId, Cut, CutId, PlacementId, Scenario, ScenarioId, ScenarioPick};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::scenario_named;
use super::{Created, EditError, PickSpec, cues};

/// What can happen to scenarios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ScenarioEdit {
    /// Keeps a set of picks by name: those given, or else those of the timeline as it is. One of the same name is
    /// replaced.
    SaveScenario { cut: CutId, name: String, picks: Option<Vec<PickSpec>> },
    /// Changes a scenario.
    EditScenario { scenario: ScenarioId, name: Option<String>, picks: Option<Vec<PickSpec>> },
    /// Makes a scenario's picks those of the timeline.
    ApplyScenario { scenario: ScenarioId },
    /// Removes a scenario; the timeline stays as it is.
    RemoveScenario { scenario: ScenarioId },
}

impl Family for ScenarioEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SaveScenario { cut, name, picks } => save(draft, *cut, name, picks.as_deref()),
            Self::EditScenario { scenario, name, picks } => edit(draft, *scenario, name.as_deref(), picks.as_deref()),
            Self::ApplyScenario { scenario } => apply(draft, *scenario),
            Self::RemoveScenario { scenario } => remove(draft, *scenario),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SaveScenario { name, .. } => format!("Keep scenario {}", name.trim()),
            Self::EditScenario { .. } => "Edit a scenario".into(),
            Self::ApplyScenario { scenario } => format!("Take {}", scenario_named(rows, *scenario)?),
            Self::RemoveScenario { scenario } => format!("Remove {}", scenario_named(rows, *scenario)?),
        })
    }
}

impl Draft<'_> {
    fn scenario(&self, id: ScenarioId) -> Result<Scenario, EditError> {
        self.rows.scenario(id)?.ok_or(EditError::NoSuch { what: "scenario", id: id.0 })
    }
}

pub(super) fn save(draft: &mut Draft<'_>, cut: CutId, name: &str, picks: Option<&[PickSpec]>) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let name = named(name, "scenario")?;
    let picks = match picks {
        Some(picks) => checked(draft, cut.id, picks)?,
        None => current(draft, &cut)?,
    };
    if let Some(known) = draft.rows.scenarios(cut.id)?.into_iter().find(|known| known.name == name) {
        return Ok(draft.rows.update_scenario(&Scenario { picks, ..known })?);
    }
    let scenario = Scenario { id: ScenarioId(draft.ids.next()), cut: cut.id, name, picks };
    draft.rows.insert_scenario(&scenario)?;
    draft.created.push(Created::Scenario(scenario.id));
    Ok(())
}

fn current(draft: &Draft<'_>, cut: &Cut) -> Result<Vec<ScenarioPick>, EditError> {
    let cues = draft.rows.cues(cut.id)?;
    Ok(cues.iter().filter_map(|cue| Some(ScenarioPick { cue: cue.id, placement: cue.pick? })).collect())
}

/// One pick a cue, each an alternate of its cue in this cut.
fn checked(draft: &Draft<'_>, cut: CutId, picks: &[PickSpec]) -> Result<Vec<ScenarioPick>, EditError> {
    let mut by_cue: HashMap<CueId, PlacementId> = HashMap::new();
    for pick in picks {
        let cue = draft.cue(pick.cue)?;
        let placement = draft.placement(pick.placement)?;
        if cue.cut != cut || placement.cue != cue.id {
            return Err(EditError::OtherCue { cue: cue.number });
        }
        by_cue.insert(pick.cue, placement.alternate());
    }
    let mut picks: Vec<_> = by_cue.into_iter().map(|(cue, placement)| ScenarioPick { cue, placement }).collect();
    picks.sort_unstable();
    Ok(picks)
}

pub(super) fn edit(
    draft: &Draft<'_>,
    id: ScenarioId,
    name: Option<&str>,
    picks: Option<&[PickSpec]>,
) -> Result<(), EditError> {
    let mut scenario = draft.scenario(id)?;
    if let Some(name) = name {
        let name = named(name, "scenario")?;
        if draft.rows.scenarios(scenario.cut)?.iter().any(|other| other.name == name && other.id != id) {
            return Err(EditError::Taken { what: "scenario", name });
        }
        scenario.name = name;
    }
    if let Some(picks) = picks {
        scenario.picks = checked(draft, scenario.cut, picks)?;
    }
    Ok(draft.rows.update_scenario(&scenario)?)
}

pub(super) fn apply(draft: &mut Draft<'_>, id: ScenarioId) -> Result<(), EditError> {
    for pick in draft.scenario(id)?.picks {
        if draft.cue(pick.cue)?.pick != Some(pick.placement) {
            cues::set_pick(draft, pick.placement)?;
        }
    }
    Ok(())
}

pub(super) fn remove(draft: &Draft<'_>, id: ScenarioId) -> Result<(), EditError> {
    draft.scenario(id)?;
    Ok(draft.rows.delete_scenario(id)?)
}
