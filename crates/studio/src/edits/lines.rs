//! What is asked of clearance lines by everything that changes them.

use model::{Clearance, ClearanceEvent, ClearanceEventId, ClearanceId, MOST_MINOR, Money, is_date};

use super::draft::Draft;
use super::{EditError, currency_code, licensors};

impl Draft<'_> {
    pub fn clearance(&self, id: ClearanceId) -> Result<Clearance, EditError> {
        self.rows.clearance(id)?.ok_or(EditError::NoSuch { what: "clearance", id: id.0 })
    }

    /// The day of the edit.
    pub const fn today(&self) -> &str {
        self.today
    }

    /// Writes into the history of a line, as of now. What is written within one second is kept in order by
    /// thousandths.
    pub fn wrote(&self, clearance: ClearanceId, body: &str) -> Result<(), EditError> {
        let second = self.now.trim_end_matches('Z');
        let written = self.rows.clearance_events(clearance)?;
        let nth = written.iter().filter(|event| event.at.starts_with(second)).count();
        let event = ClearanceEvent {
            id: ClearanceEventId(self.ids.next()),
            clearance,
            at: format!("{second}.{nth:03}Z"),
            body: body.to_owned(),
        };
        Ok(self.rows.insert_clearance_event(&event)?)
    }

    /// An amount of a line as people write it.
    pub fn money(&self, line: &Clearance, minor: i64) -> Result<String, EditError> {
        let own = self.rows.show()?.currency;
        Ok(Money::new(minor, if line.currency.is_empty() { &own } else { &line.currency }).to_string())
    }
}

/// `fee set to $8,000`; of one that was signed also what it was.
pub(super) fn fee_changed(
    draft: &Draft<'_>,
    before: &Clearance,
    line: &Clearance,
    fee: i64,
) -> Result<String, EditError> {
    let to = draft.money(line, fee)?;
    match before.fee.filter(|_| before.status.is_signed()) {
        Some(signed) => Ok(format!("signed fee changed from {} to {to}", draft.money(before, signed)?)),
        None => Ok(format!("fee set to {to}")),
    }
}

/// Another currency, while nothing was paid and no option is priced in the one it has.
pub(super) fn change_currency(draft: &Draft<'_>, line: &mut Clearance, text: &str) -> Result<(), EditError> {
    let currency = own_or_code(draft, text)?;
    if currency != line.currency {
        let priced = || -> Result<bool, EditError> {
            Ok(draft.rows.option_steps(line.id)?.iter().any(|step| step.fee.is_some()))
        };
        let what = if !draft.rows.payments(line.id)?.is_empty() {
            Some("payments")
        } else if priced()? {
            Some("priced options")
        } else {
            None
        };
        if let Some(what) = what {
            return Err(EditError::AmountsInCurrency { line: licensors::line_named(draft, line)?, what });
        }
    }
    line.currency = currency;
    Ok(())
}

/// Whether a line can be as far as it says.
pub(super) fn check(draft: &Draft<'_>, line: &Clearance) -> Result<(), EditError> {
    let status = line.status;
    if status.needs_licensor() && line.party.is_none() {
        return Err(EditError::NoLicensor { line: licensors::line_named(draft, line)?, status: status.word() });
    }
    if status.needs_fee() && line.fee.is_none() {
        return Err(EditError::NoFee { line: licensors::line_named(draft, line)?, status: status.word() });
    }
    Ok(())
}

/// The show's own currency is written as none.
pub(super) fn own_or_code(draft: &Draft<'_>, text: &str) -> Result<String, EditError> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let code = currency_code(text)?;
    Ok(if code == draft.rows.show()?.currency { String::new() } else { code })
}

/// An amount that sums can hold.
pub(super) fn checked(amount: i64) -> Result<i64, EditError> {
    match amount {
        0..=MOST_MINOR => Ok(amount),
        ..0 => Err(EditError::NegativeFee),
        _ => Err(EditError::OutOfReach { value: amount }),
    }
}

/// A date of the calendar, or nothing.
pub(super) fn date(text: &str) -> Result<String, EditError> {
    let text = text.trim();
    if text.is_empty() || is_date(text) { Ok(text.to_owned()) } else { Err(EditError::Date { text: text.to_owned() }) }
}
