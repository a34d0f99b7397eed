//! What may be spent.

use model::{Budget, BudgetId, EpisodeId};
use rusqlite::{Params, Row};

use super::columns::{Columns, Word};
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, season, episode_id, category, amount"
    };
}

const INSERT: &str = concat!("INSERT INTO budget (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5)");
const UPDATE: &str = "UPDATE budget SET season = ?2, episode_id = ?3, category = ?4, amount = ?5 WHERE id = ?1";
const DELETE: &str = "DELETE FROM budget WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM budget WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM budget ORDER BY season, episode_id, category, id");

impl Rows {
    /// Adds a budget.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_budget(&self, budget: &Budget) -> Result<(), StoreError> {
        self.execute(INSERT, values(budget)).map(drop)
    }

    /// Changes a budget to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_budget(&self, budget: &Budget) -> Result<(), StoreError> {
        self.change("budget", budget.id.0, UPDATE, values(budget))
    }

    /// Removes a budget.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_budget(&self, id: BudgetId) -> Result<(), StoreError> {
        self.change("budget", id.0, DELETE, [id.0])
    }

    /// A budget by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn budget(&self, id: BudgetId) -> Result<Option<Budget>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All budgets, those of episodes first.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn budgets(&self) -> Result<Vec<Budget>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(budget: &Budget) -> impl Params {
    (budget.id.0, budget.season, budget.episode.map(|id| id.0), Word(&budget.category), budget.amount)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Budget> {
    let mut columns = Columns::of(row);
    Ok(Budget {
        id: BudgetId(columns.value()?),
        season: columns.value()?,
        episode: columns.value::<Option<_>>()?.map(EpisodeId),
        category: columns.word()?,
        amount: columns.money()?,
    })
}
