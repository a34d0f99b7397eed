//! Options of clearances.

use model::{ClearanceId, OptionStep, OptionStepId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, clearance_id, label, media, territory, term, fee, exercise_by, exercised, ordinal, exercised_on"
    };
}

const INSERT: &str =
    concat!("INSERT INTO option_step (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
const UPDATE: &str = "UPDATE option_step SET clearance_id = ?2, label = ?3, media = ?4, territory = ?5, term = ?6, fee = ?7, exercise_by = ?8, \
     exercised = ?9, ordinal = ?10, exercised_on = ?11 WHERE id = ?1";
const DELETE: &str = "DELETE FROM option_step WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM option_step WHERE id = ?1");
const OF_CLEARANCE: &str =
    concat!("SELECT ", columns!(), " FROM option_step WHERE clearance_id = ?1 ORDER BY ordinal, id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM option_step ORDER BY clearance_id, ordinal, id");

impl Rows {
    /// Adds an option.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_option_step(&self, option_step: &OptionStep) -> Result<(), StoreError> {
        self.execute(INSERT, values(option_step)).map(drop)
    }

    /// Changes an option to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_option_step(&self, option_step: &OptionStep) -> Result<(), StoreError> {
        self.change("option", option_step.id.0, UPDATE, values(option_step))
    }

    /// Removes an option.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_option_step(&self, id: OptionStepId) -> Result<(), StoreError> {
        self.change("option", id.0, DELETE, [id.0])
    }

    /// An option by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn option_step(&self, id: OptionStepId) -> Result<Option<OptionStep>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The options of a clearance, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn option_steps(&self, clearance: ClearanceId) -> Result<Vec<OptionStep>, StoreError> {
        self.list(OF_CLEARANCE, [clearance.0], read)
    }

    /// All options, by clearance, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_option_steps(&self) -> Result<Vec<OptionStep>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(option_step: &OptionStep) -> impl Params {
    (
        option_step.id.0,
        option_step.clearance.0,
        &option_step.label,
        &option_step.media,
        &option_step.territory,
        &option_step.term,
        option_step.fee,
        &option_step.exercise_by,
        option_step.exercised,
        option_step.ordinal,
        &option_step.exercised_on,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<OptionStep> {
    let mut columns = Columns::of(row);
    Ok(OptionStep {
        id: OptionStepId(columns.value()?),
        clearance: ClearanceId(columns.value()?),
        label: columns.value()?,
        media: columns.value()?,
        territory: columns.value()?,
        term: columns.value()?,
        fee: columns.optional_money()?,
        exercise_by: columns.value()?,
        exercised: columns.value()?,
        ordinal: columns.value()?,
        exercised_on: columns.value()?,
    })
}
