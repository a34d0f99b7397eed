//! What currencies are worth.

use model::{CurrencyRate, CurrencyRateId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, currency, rate, on_date"
    };
}

const INSERT: &str = concat!("INSERT INTO currency_rate (", columns!(), ") VALUES (?1, ?2, ?3, ?4)");
const UPDATE: &str = "UPDATE currency_rate SET currency = ?2, rate = ?3, on_date = ?4 WHERE id = ?1";
const DELETE: &str = "DELETE FROM currency_rate WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM currency_rate WHERE id = ?1");
const ALL: &str = concat!("SELECT ", columns!(), " FROM currency_rate ORDER BY currency, on_date, id");

impl Rows {
    /// Adds a rate.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_currency_rate(&self, currency_rate: &CurrencyRate) -> Result<(), StoreError> {
        self.execute(INSERT, values(currency_rate)).map(drop)
    }

    /// Changes a rate to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_currency_rate(&self, currency_rate: &CurrencyRate) -> Result<(), StoreError> {
        self.change("rate", currency_rate.id.0, UPDATE, values(currency_rate))
    }

    /// Removes a rate.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_currency_rate(&self, id: CurrencyRateId) -> Result<(), StoreError> {
        self.change("rate", id.0, DELETE, [id.0])
    }

    /// A rate by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn currency_rate(&self, id: CurrencyRateId) -> Result<Option<CurrencyRate>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// All rates, by currency and day.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn currency_rates(&self) -> Result<Vec<CurrencyRate>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(currency_rate: &CurrencyRate) -> impl Params {
    (currency_rate.id.0, &currency_rate.currency, currency_rate.rate, &currency_rate.on_date)
}

fn read(row: &Row<'_>) -> rusqlite::Result<CurrencyRate> {
    let mut columns = Columns::of(row);
    Ok(CurrencyRate {
        id: CurrencyRateId(columns.value()?),
        currency: columns.value()?,
        rate: columns.rate()?,
        on_date: columns.value()?,
    })
}
