//! Sets of picks that are kept beside the one on the timeline.

use std::collections::HashMap;

use model::{CueId, Cut, CutId, PlacementId, Scenario, ScenarioId, ScenarioPick};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::family::Family;
use super::labels::scenario_named;
use super::work::{Work, named};
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
    fn apply(&self, work: &mut Work<'_>) -> Result<(), EditError> {
        match self {
            Self::SaveScenario { cut, name, picks } => save(work, *cut, name, picks.as_deref()),
            Self::EditScenario { scenario, name, picks } => edit(work, *scenario, name.as_deref(), picks.as_deref()),
            Self::ApplyScenario { scenario } => apply(work, *scenario),
            Self::RemoveScenario { scenario } => remove(work, *scenario),
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

impl Work<'_> {
    fn scenario(&self, id: ScenarioId) -> Result<Scenario, EditError> {
        self.rows.scenario(id)?.ok_or(EditError::NoSuch { what: "scenario", id: id.0 })
    }
}

pub(super) fn save(work: &mut Work<'_>, cut: CutId, name: &str, picks: Option<&[PickSpec]>) -> Result<(), EditError> {
    let cut = work.cut(cut)?;
    let name = named(name, "scenario")?;
    let picks = match picks {
        Some(picks) => checked(work, cut.id, picks)?,
        None => current(work, &cut)?,
    };
    if let Some(known) = work.rows.scenarios(cut.id)?.into_iter().find(|known| known.name == name) {
        return Ok(work.rows.update_scenario(&Scenario { picks, ..known })?);
    }
    let scenario = Scenario { id: ScenarioId(work.ids.next()), cut: cut.id, name, picks };
    work.rows.insert_scenario(&scenario)?;
    work.created.push(Created::Scenario(scenario.id));
    Ok(())
}

fn current(work: &Work<'_>, cut: &Cut) -> Result<Vec<ScenarioPick>, EditError> {
    let cues = work.rows.cues(cut.id)?;
    Ok(cues.iter().filter_map(|cue| Some(ScenarioPick { cue: cue.id, placement: cue.pick? })).collect())
}

/// One pick a cue, each an alternate of its cue in this cut.
fn checked(work: &Work<'_>, cut: CutId, picks: &[PickSpec]) -> Result<Vec<ScenarioPick>, EditError> {
    let mut by_cue: HashMap<CueId, PlacementId> = HashMap::new();
    for pick in picks {
        let cue = work.cue(pick.cue)?;
        let placement = work.placement(pick.placement)?;
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
    work: &Work<'_>,
    id: ScenarioId,
    name: Option<&str>,
    picks: Option<&[PickSpec]>,
) -> Result<(), EditError> {
    let mut scenario = work.scenario(id)?;
    if let Some(name) = name {
        let name = named(name, "scenario")?;
        if work.rows.scenarios(scenario.cut)?.iter().any(|other| other.name == name && other.id != id) {
            return Err(EditError::Taken { what: "scenario", name });
        }
        scenario.name = name;
    }
    if let Some(picks) = picks {
        scenario.picks = checked(work, scenario.cut, picks)?;
    }
    Ok(work.rows.update_scenario(&scenario)?)
}

pub(super) fn apply(work: &mut Work<'_>, id: ScenarioId) -> Result<(), EditError> {
    for pick in work.scenario(id)?.picks {
        if work.cue(pick.cue)?.pick != Some(pick.placement) {
            cues::set_pick(work, pick.placement)?;
        }
    }
    Ok(())
}

pub(super) fn remove(work: &Work<'_>, id: ScenarioId) -> Result<(), EditError> {
    work.scenario(id)?;
    Ok(work.rows.delete_scenario(id)?)
}
