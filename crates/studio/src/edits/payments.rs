//! Payments of lines, top-ups that favoured nations ask for, and prices that are offered in answer.

use model::{Clearance, ClearanceId, ClearanceStatus, Payment, PaymentId, Settlement, for_share};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::lines_named;
use super::{Created, EditError, PaymentPatch, QuotedFor, licensors, lines, mfn};

/// What can happen to payments, top-ups and offers of lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum PaymentEdit {
    /// Answers a quote with another price: the line is countered, and expected to cost that.
    CounterQuote { clearance: ClearanceId, fee: i64, currency: Option<String>, quoted_for: Option<QuotedFor> },
    /// Records a payment for a clearance, or an invoice that is to be paid.
    AddPayment { clearance: ClearanceId, set: Option<PaymentPatch> },
    /// Changes a payment.
    EditPayment { payment: PaymentId, set: PaymentPatch },
    /// Removes payments.
    RemovePayments { payments: Vec<PaymentId> },
    /// Brings top-ups of favoured nations into fees that are signed: they are confirmed in writing now.
    ConfirmTopUps { clearances: Vec<ClearanceId> },
}

impl Family for PaymentEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::CounterQuote { clearance, fee, currency, quoted_for } => {
                counter(draft, *clearance, *fee, currency.as_deref(), quoted_for.unwrap_or_default())
            }
            Self::AddPayment { clearance, set } => {
                add(draft, *clearance, set.as_ref().unwrap_or(&PaymentPatch::default()))
            }
            Self::EditPayment { payment, set } => edit(draft, *payment, set),
            Self::RemovePayments { payments } => remove(draft, payments),
            Self::ConfirmTopUps { clearances } => confirm_top_ups(draft, clearances),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::CounterQuote { clearance, .. } => format!("Counter {}", lines_named(rows, &[*clearance])?),
            Self::AddPayment { clearance, .. } => format!("Payment for {}", lines_named(rows, &[*clearance])?),
            Self::EditPayment { .. } => "Edit a payment".into(),
            Self::RemovePayments { payments } if payments.len() == 1 => "Remove a payment".into(),
            Self::RemovePayments { payments } => format!("Remove {} payments", payments.len()),
            Self::ConfirmTopUps { clearances } => format!("Confirm the top-up of {}", lines_named(rows, clearances)?),
        })
    }
}

impl Draft<'_> {
    fn payment(&self, id: PaymentId) -> Result<Payment, EditError> {
        self.rows.payment(id)?.ok_or(EditError::NoSuch { what: "payment", id: id.0 })
    }

    fn settlement(&self, line: &Clearance) -> Result<Settlement, EditError> {
        Ok(Settlement::of(line, &self.rows.option_steps(line.id)?, &self.rows.payments(line.id)?))
    }
}

pub(super) fn add(draft: &mut Draft<'_>, id: ClearanceId, set: &PaymentPatch) -> Result<(), EditError> {
    let line = draft.clearance(id)?;
    let known = draft.settlement(&line)?;
    let mut payment = Payment {
        id: PaymentId(draft.ids.next()),
        clearance: id,
        amount: (known.owed - known.invoiced).max(0),
        ..Payment::default()
    };
    patch(draft, &mut payment, set)?;
    if payment.amount == 0 {
        return Err(EditError::NoPayment { line: licensors::line_named(draft, &line)? });
    }
    draft.rows.insert_payment(&payment)?;
    draft.created.push(Created::Payment(payment.id));
    wrote(draft, &line, &payment)
}

pub(super) fn edit(draft: &Draft<'_>, id: PaymentId, set: &PaymentPatch) -> Result<(), EditError> {
    let before = draft.payment(id)?;
    let mut payment = before.clone();
    patch(draft, &mut payment, set)?;
    if payment == before {
        return Ok(());
    }
    draft.rows.update_payment(&payment)?;
    if (payment.paid, payment.amount) == (before.paid, before.amount) {
        return Ok(());
    }
    let line = draft.clearance(payment.clearance)?;
    wrote(draft, &line, &payment)
}

pub(super) fn remove(draft: &Draft<'_>, payments: &[PaymentId]) -> Result<(), EditError> {
    for &id in payments {
        let payment = draft.payment(id)?;
        let line = draft.clearance(payment.clearance)?;
        draft.rows.delete_payment(id)?;
        draft.wrote(line.id, &format!("payment of {} removed", draft.money(&line, payment.amount)?))?;
    }
    Ok(())
}

fn patch(draft: &Draft<'_>, payment: &mut Payment, set: &PaymentPatch) -> Result<(), EditError> {
    if let Some(amount) = set.amount {
        payment.amount = lines::checked(amount)?;
    }
    for (new, field) in [(&set.invoice, &mut payment.invoice), (&set.note, &mut payment.note)] {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    if let Some(due_on) = &set.due_on {
        payment.due_on = lines::date(due_on)?;
    }
    if let Some(paid_on) = &set.paid_on {
        payment.paid_on = lines::date(paid_on)?;
        payment.paid |= !payment.paid_on.is_empty();
    }
    if let Some(paid) = set.paid {
        payment.paid = paid;
        if !paid {
            payment.paid_on.clear();
        } else if payment.paid_on.is_empty() {
            draft.today().clone_into(&mut payment.paid_on);
        }
    }
    Ok(())
}

/// `paid $3,000 (invoice 4711)`, `invoice 4711: $3,000 due 2026-12-01`, `to be paid: $3,000`
fn wrote(draft: &Draft<'_>, line: &Clearance, payment: &Payment) -> Result<(), EditError> {
    let amount = draft.money(line, payment.amount)?;
    let invoice = payment.invoice.as_str();
    let body = if payment.paid {
        if invoice.is_empty() { format!("paid {amount}") } else { format!("paid {amount} (invoice {invoice})") }
    } else {
        let named = if invoice.is_empty() { "to be paid".to_owned() } else { format!("invoice {invoice}") };
        let due = if payment.due_on.is_empty() { String::new() } else { format!(" due {}", payment.due_on) };
        format!("{named}: {amount}{due}")
    };
    draft.wrote(line.id, &body)
}

/// Records that all of a signed fee and its options is paid, as of the day since when the line is called so: what is
/// invoiced first. A top-up that nobody has confirmed stays due.
pub(super) fn pay_rest(draft: &Draft<'_>, line: &Clearance) -> Result<(), EditError> {
    let on = &line.since;
    for payment in draft.rows.payments(line.id)?.into_iter().filter(|payment| !payment.paid) {
        draft.rows.update_payment(&Payment { paid: true, paid_on: on.clone(), ..payment })?;
    }
    let known = draft.settlement(line)?;
    let amount = known.agreed - line.top_up.unwrap_or(0) - known.paid;
    if amount > 0 {
        let id = PaymentId(draft.ids.next());
        let (clearance, paid_on) = (line.id, on.clone());
        draft.rows.insert_payment(&Payment { id, clearance, amount, paid: true, paid_on, ..Payment::default() })?;
    }
    Ok(())
}

/// Takes back what [`pay_rest`] recorded, when a line that was called paid turns out not to be. Payments that somebody
/// entered, with an invoice or a note or of another day, stay; and all stay where more is owed than was paid, as after a
/// top-up: what was paid was paid.
pub(super) fn take_back(draft: &Draft<'_>, before: &Clearance) -> Result<(), EditError> {
    if draft.settlement(before)?.owed > 0 {
        return Ok(());
    }
    for payment in draft.rows.payments(before.id)? {
        if payment.paid && payment.paid_on == before.since && payment.invoice.is_empty() && payment.note.is_empty() {
            draft.rows.delete_payment(payment.id)?;
        }
    }
    Ok(())
}

/// Brings top-ups into the fees that are signed: they are confirmed in writing now.
pub(super) fn confirm_top_ups(draft: &Draft<'_>, lines: &[ClearanceId]) -> Result<(), EditError> {
    for &id in lines {
        let mut line = draft.clearance(id)?;
        let (Some(fee), Some(more)) = (line.fee, line.top_up) else {
            return Err(EditError::NoTopUp { line: licensors::line_named(draft, &line)? });
        };
        line.fee = Some(lines::checked(fee + more)?);
        line.top_up = None;
        draft.rows.update_clearance(&line)?;
        let (more, fee) = (draft.money(&line, more)?, draft.money(&line, fee + more)?);
        draft.wrote(id, &format!("top-up of {more} confirmed: the fee is {fee}"))?;
    }
    Ok(())
}

/// Answers a quote with another price: the line is expected to cost that from now on.
pub(super) fn counter(
    draft: &Draft<'_>,
    id: ClearanceId,
    fee: i64,
    currency: Option<&str>,
    quoted_for: QuotedFor,
) -> Result<(), EditError> {
    let mut line = draft.clearance(id)?;
    let fee = lines::checked(fee)?;
    if line.status.is_signed() {
        return Err(EditError::Signed { line: licensors::line_named(draft, &line)? });
    }
    if let Some(currency) = currency
        && lines::own_or_code(draft, currency)? != line.currency
    {
        let own = if line.currency.is_empty() { draft.rows.show()?.currency } else { line.currency };
        return Err(EditError::OtherCurrency { own });
    }
    line.estimate = Some(match quoted_for {
        QuotedFor::Share => fee,
        QuotedFor::Whole => for_share(fee, line.share),
    });
    let again = line.status == ClearanceStatus::Countered;
    line.status = ClearanceStatus::Countered;
    draft.today().clone_into(&mut line.since);
    lines::check(draft, &line)?;
    draft.rows.update_clearance(&line)?;
    if !again {
        mfn::write_status(draft, &line)?;
    }
    let whole = if quoted_for == QuotedFor::Whole { " for 100 %" } else { "" };
    draft.wrote(id, &format!("offered {}{whole}", draft.money(&line, fee)?))?;
    mfn::settle(draft, line.mfn_group)
}
