//! Payments for clearances.

use model::{ClearanceId, Payment, PaymentId};
use rusqlite::{Params, Row};

use super::columns::Columns;
use crate::{Rows, StoreError};

macro_rules! columns {
    () => {
        "id, clearance_id, amount, invoice, due_on, paid, paid_on, note"
    };
}

const INSERT: &str = concat!("INSERT INTO payment (", columns!(), ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
const UPDATE: &str = "UPDATE payment SET clearance_id = ?2, amount = ?3, invoice = ?4, due_on = ?5, paid = ?6, paid_on = ?7, \
     note = ?8 WHERE id = ?1";
const DELETE: &str = "DELETE FROM payment WHERE id = ?1";
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM payment WHERE id = ?1");
const OF_CLEARANCE: &str =
    concat!("SELECT ", columns!(), " FROM payment WHERE clearance_id = ?1 ORDER BY due_on, paid_on, id");
const ALL: &str = concat!("SELECT ", columns!(), " FROM payment ORDER BY clearance_id, due_on, paid_on, id");

impl Rows {
    /// Adds a payment.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn insert_payment(&self, payment: &Payment) -> Result<(), StoreError> {
        self.execute(INSERT, values(payment)).map(drop)
    }

    /// Changes a payment to what is given.
    ///
    /// # Errors
    /// If it is not there, or cannot be written.
    pub fn update_payment(&self, payment: &Payment) -> Result<(), StoreError> {
        self.change("payment", payment.id.0, UPDATE, values(payment))
    }

    /// Removes a payment.
    ///
    /// # Errors
    /// If it is not there.
    pub fn delete_payment(&self, id: PaymentId) -> Result<(), StoreError> {
        self.change("payment", id.0, DELETE, [id.0])
    }

    /// A payment by its id.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn payment(&self, id: PaymentId) -> Result<Option<Payment>, StoreError> {
        self.one(BY_ID, [id.0], read)
    }

    /// The payments of a clearance, in the order in which they are due.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn payments(&self, clearance: ClearanceId) -> Result<Vec<Payment>, StoreError> {
        self.list(OF_CLEARANCE, [clearance.0], read)
    }

    /// All payments, by clearance, in the order in which they are due.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn all_payments(&self) -> Result<Vec<Payment>, StoreError> {
        self.list(ALL, [], read)
    }
}

fn values(payment: &Payment) -> impl Params {
    (
        payment.id.0,
        payment.clearance.0,
        payment.amount,
        &payment.invoice,
        &payment.due_on,
        payment.paid,
        &payment.paid_on,
        &payment.note,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Payment> {
    let mut columns = Columns::of(row);
    Ok(Payment {
        id: PaymentId(columns.value()?),
        clearance: ClearanceId(columns.value()?),
        amount: columns.money()?,
        invoice: columns.value()?,
        due_on: columns.value()?,
        paid: columns.value()?,
        paid_on: columns.value()?,
        note: columns.value()?,
    })
}
