//! Payments: what was invoiced for a line and what was paid of it. They are facts of their own: no change of a fee, of a
//! status or of a favoured-nations group touches them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Clearance, ClearanceId, OptionStep, PaymentId};

/// An instalment of a line's fee. Texts are empty where nothing is known; dates are ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// Its row.
    pub id: PaymentId,
    /// The line it is for.
    pub clearance: ClearanceId,
    /// In minor units of the line's currency.
    pub amount: i64,
    /// The number of the licensor's invoice.
    pub invoice: String,
    /// By when it is to be paid.
    pub due_on: String,
    /// Whether it is paid.
    pub paid: bool,
    /// When it was paid.
    pub paid_on: String,
    /// Free text.
    pub note: String,
}

/// What of a line is agreed, paid and owed, in minor units of the line's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settlement {
    /// What the licensor is to get: fee, top-up and options that were taken, once the price is accepted; nothing before.
    pub agreed: i64,
    /// What the licensor has got.
    pub paid: i64,
    /// What is agreed and not paid.
    pub owed: i64,
    /// What is invoiced and not paid.
    pub invoiced: i64,
    /// What was paid beyond what is agreed; nothing before a price is accepted, when a deposit may be paid.
    pub beyond: i64,
}

impl Settlement {
    /// That of a line, from its own options and payments.
    #[must_use]
    pub fn of(line: &Clearance, options: &[OptionStep], payments: &[Payment]) -> Self {
        let taken: i64 = options.iter().filter(|step| step.exercised).filter_map(|step| step.fee).sum();
        let agreed =
            if line.status.is_committed() { line.fee.unwrap_or(0) + line.top_up.unwrap_or(0) + taken } else { 0 };
        let sum = |paid: bool| payments.iter().filter(|one| one.paid == paid).map(|one| one.amount).sum::<i64>();
        let paid = sum(true);
        let beyond = if line.status.is_committed() { (paid - agreed).max(0) } else { 0 };
        Self { agreed, paid, owed: (agreed - paid).max(0), invoiced: sum(false), beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClearanceStatus, Side, TrackId};

    fn payment(amount: i64, paid: bool) -> Payment {
        Payment { amount, paid, ..Payment::default() }
    }

    #[test]
    fn what_is_owed_is_what_is_agreed_less_what_is_paid() {
        let mut line = Clearance {
            status: ClearanceStatus::Paid,
            fee: Some(600_000),
            ..Clearance::new(ClearanceId(1), TrackId(1), Side::Master)
        };
        let all = [payment(600_000, true)];
        assert_eq!(Settlement::of(&line, &[], &all).owed, 0);
        line.top_up = Some(200_000);
        let raised = Settlement::of(&line, &[], &all);
        assert_eq!((raised.agreed, raised.paid, raised.owed), (800_000, 600_000, 200_000));
        let part = Settlement::of(&line, &[], &[payment(300_000, true), payment(300_000, false)]);
        assert_eq!((part.paid, part.owed, part.invoiced), (300_000, 500_000, 300_000));
        let double = Settlement::of(&line, &[], &[payment(600_000, true), payment(600_000, true)]);
        assert_eq!((double.agreed, double.paid, double.owed, double.beyond), (800_000, 1_200_000, 0, 400_000));
        line.status = ClearanceStatus::Quoted;
        let deposit = Settlement::of(&line, &[], &[payment(300_000, true)]);
        assert_eq!((deposit.agreed, deposit.paid, deposit.owed, deposit.beyond), (0, 300_000, 0, 0));
    }
}
