//! Scenarios, each with its picks (`scenario_pick`).

use std::collections::HashMap;

use model::{CueId, CutId, PlacementId, Scenario, ScenarioId, ScenarioPick};
use rusqlite::Row;

use crate::{Rows, StoreError};

const INSERT: &str = "INSERT INTO scenario (id, cut_id, name) VALUES (?1, ?2, ?3)";
const UPDATE: &str = "UPDATE scenario SET cut_id = ?2, name = ?3 WHERE id = ?1";
const DELETE: &str = "DELETE FROM scenario WHERE id = ?1";
const BY_ID: &str = "SELECT id, cut_id, name FROM scenario WHERE id = ?1";
const OF_CUT: &str = "SELECT id, cut_id, name FROM scenario WHERE cut_id = ?1 ORDER BY name, id";

const INSERT_PICK: &str = "INSERT INTO scenario_pick (scenario_id, cue_id, placement_id) VALUES (?1, ?2, ?3)";
const DELETE_PICKS: &str = "DELETE FROM scenario_pick WHERE scenario_id = ?1";
const DELETE_PICKS_OF_CUE: &str = "DELETE FROM scenario_pick WHERE cue_id = ?1";
const DELETE_PICKS_OF_PLACEMENT: &str = "DELETE FROM scenario_pick WHERE placement_id = ?1";
const PICKS: &str = "SELECT cue_id, placement_id FROM scenario_pick WHERE scenario_id = ?1 ORDER BY cue_id";
const PICKS_OF_CUT: &str = "SELECT scenario_pick.scenario_id, scenario_pick.cue_id, scenario_pick.placement_id \
     FROM scenario_pick JOIN scenario ON scenario.id = scenario_pick.scenario_id WHERE scenario.cut_id = ?1 \
     ORDER BY scenario_pick.scenario_id, scenario_pick.cue_id";

impl Rows {
    /// Adds a scenario with its picks.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_scenario(&self, scenario: &Scenario) -> Result<(), StoreError> {
        self.execute(INSERT, (scenario.id.0, scenario.cut.0, &scenario.name))?;
        self.insert_scenario_picks(scenario)
    }

    /// Changes a scenario and its picks to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_scenario(&self, scenario: &Scenario) -> Result<(), StoreError> {
        self.change("scenario", scenario.id.0, UPDATE, (scenario.id.0, scenario.cut.0, &scenario.name))?;
        self.execute(DELETE_PICKS, [scenario.id.0])?;
        self.insert_scenario_picks(scenario)
    }

    /// Removes a scenario with its picks.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_scenario(&self, id: ScenarioId) -> Result<(), StoreError> {
        self.execute(DELETE_PICKS, [id.0])?;
        self.change("scenario", id.0, DELETE, [id.0])
    }

    /// Lets every scenario forget what it picks for a cue.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_scenario_picks_of_cue(&self, cue: CueId) -> Result<(), StoreError> {
        self.execute(DELETE_PICKS_OF_CUE, [cue.0]).map(drop)
    }

    /// Lets every scenario forget that it picks a placement.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn delete_scenario_picks_of_placement(&self, placement: PlacementId) -> Result<(), StoreError> {
        self.execute(DELETE_PICKS_OF_PLACEMENT, [placement.0]).map(drop)
    }

    /// A scenario by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn scenario(&self, id: ScenarioId) -> Result<Option<Scenario>, StoreError> {
        let Some(mut scenario) = self.one(BY_ID, [id.0], read)? else { return Ok(None) };
        scenario.picks = self.list(PICKS, [id.0], |row| {
            Ok(ScenarioPick { cue: CueId(row.get(0)?), placement: PlacementId(row.get(1)?) })
        })?;
        Ok(Some(scenario))
    }

    /// The scenarios of a cut, by name.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn scenarios(&self, cut: CutId) -> Result<Vec<Scenario>, StoreError> {
        let mut picks: HashMap<i64, Vec<ScenarioPick>> = HashMap::new();
        let found = self.list(PICKS_OF_CUT, [cut.0], |row| {
            Ok((row.get(0)?, ScenarioPick { cue: CueId(row.get(1)?), placement: PlacementId(row.get(2)?) }))
        })?;
        for (scenario, pick) in found {
            picks.entry(scenario).or_default().push(pick);
        }
        let mut scenarios = self.list(OF_CUT, [cut.0], read)?;
        for scenario in &mut scenarios {
            scenario.picks = picks.remove(&scenario.id.0).unwrap_or_default();
        }
        Ok(scenarios)
    }

    fn insert_scenario_picks(&self, scenario: &Scenario) -> Result<(), StoreError> {
        for pick in &scenario.picks {
            self.execute(INSERT_PICK, (scenario.id.0, pick.cue.0, pick.placement.0))?;
        }
        Ok(())
    }
}

/// All but its picks.
fn read(row: &Row<'_>) -> rusqlite::Result<Scenario> {
    Ok(Scenario { id: ScenarioId(row.get(0)?), cut: CutId(row.get(1)?), name: row.get(2)?, picks: Vec::new() })
}
