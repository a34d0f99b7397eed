//! Quotes, and the favoured-nations groups that rise with them.

use model::{
    Clearance, ClearanceId, ClearanceStatus, MOST_MINOR, MfnGroup, MfnGroupId, NoRate, Raise, Raised, Rates, Share,
    for_share, for_whole, level, raises,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{group_named, lines_named};
use super::licensors::line_named;
use super::{Created, EditError, QuotedFor, lines};

/// What can happen to quotes and favoured-nations groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum MfnEdit {
    /// Records a price: the line is quoted, if it was not further, and its favoured-nations group rises with it.
    /// Without `fee` the price is forgotten.
    SetQuote { clearance: ClearanceId, fee: Option<i64>, currency: Option<String>, quoted_for: Option<QuotedFor> },
    /// Puts clearances into a new favoured-nations group, by default called `MFN A` or the next free letter.
    AddMfnGroup { name: Option<String>, clearances: Vec<ClearanceId> },
    /// Changes a group. `fee` sets what 100 % costs in minor units of the show's currency for all its lines, up or
    /// down: the way back from a quote that was wrong.
    EditMfnGroup { group: MfnGroupId, name: Option<String>, fee: Option<i64> },
    /// Dissolves a group; its lines keep their fees.
    RemoveMfnGroup { group: MfnGroupId },
}

impl Family for MfnEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetQuote { clearance, fee, currency, quoted_for } => {
                quote(draft, *clearance, *fee, currency.as_deref(), quoted_for.unwrap_or_default())
            }
            Self::AddMfnGroup { name, clearances } => add(draft, name.as_deref(), clearances),
            Self::EditMfnGroup { group, name, fee } => edit(draft, *group, name.as_deref(), *fee),
            Self::RemoveMfnGroup { group } => remove(draft, *group),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetQuote { clearance, fee: None, .. } => {
                format!("Forget the quote for {}", lines_named(rows, &[*clearance])?)
            }
            Self::SetQuote { clearance, .. } => format!("Quote for {}", lines_named(rows, &[*clearance])?),
            Self::AddMfnGroup { clearances, .. } => format!("MFN for {}", lines_named(rows, clearances)?),
            Self::EditMfnGroup { group, .. } => format!("Edit {}", group_named(rows, *group)?),
            Self::RemoveMfnGroup { group } => format!("Dissolve {}", group_named(rows, *group)?),
        })
    }
}

pub(super) fn quote(
    draft: &mut Draft<'_>,
    id: ClearanceId,
    fee: Option<i64>,
    currency: Option<&str>,
    quoted_for: QuotedFor,
) -> Result<(), EditError> {
    let before = draft.clearance(id)?;
    let mut line = before.clone();
    if let Some(currency) = currency {
        lines::change_currency(draft, &mut line, currency)?;
    }
    // An amount keeps the currency that it was named in: what was estimated in another is no estimate of this one.
    let set_aside = if line.currency == before.currency { None } else { line.estimate.take() };
    line.fee = match (fee.map(lines::checked).transpose()?, quoted_for) {
        (Some(fee), QuotedFor::Whole) => Some(for_share(fee, line.share)),
        (fee, _) => fee,
    };
    if line.fee.is_some() && !line.status.is_committed() && line.status != ClearanceStatus::Quoted {
        line.status = ClearanceStatus::Quoted;
        draft.today().clone_into(&mut line.since);
    }
    if line.fee.is_none() && line.status.needs_fee() && !line.status.is_committed() {
        line.status = ClearanceStatus::Requested;
        draft.today().clone_into(&mut line.since);
    }
    lines::check(draft, &line)?;
    if line == before {
        return Ok(());
    }
    draft.rows.update_clearance(&line)?;
    if let Some(estimate) = set_aside {
        let estimate = draft.money(&before, estimate)?;
        draft.wrote(id, &format!("estimate of {estimate} set aside, the quote is in another currency"))?;
        draft
            .remarks
            .push(format!("The estimate of {estimate} was in another currency: it stands in the history now."));
    }
    let body = match line.fee {
        Some(fee) if before.status.is_signed() => lines::fee_changed(draft, &before, &line, fee)?,
        Some(fee) => quoted(draft, &line, fee)?,
        None => "quote cleared".to_owned(),
    };
    draft.wrote(id, &body)?;
    settle(draft, line.mfn_group)
}

/// `quoted $3,375 (75 % of $4,500)`
pub(super) fn quoted(draft: &Draft<'_>, line: &Clearance, fee: i64) -> Result<String, EditError> {
    let quoted = format!("quoted {}", draft.money(line, fee)?);
    if line.share == Share::WHOLE {
        return Ok(quoted);
    }
    let whole = draft.money(line, for_whole(fee, line.share))?;
    Ok(format!("{quoted} ({} of {whole})", line.share))
}

/// The show's currency and what others are worth in it.
/// Writes the status of a line into its history.
pub(super) fn write_status(draft: &Draft<'_>, line: &Clearance) -> Result<(), EditError> {
    let body = match line.fee.filter(|_| line.status.needs_fee()) {
        Some(fee) if line.status == ClearanceStatus::Quoted => quoted(draft, line, fee)?,
        Some(fee) => format!("{}, {}", line.status.word(), draft.money(line, fee)?),
        None => line.status.word().to_owned(),
    };
    draft.wrote(line.id, &body)
}

pub(super) fn rates(draft: &Draft<'_>) -> Result<Rates, EditError> {
    Ok(Rates::new(&draft.rows.show()?.currency, draft.rows.currency_rates()?))
}

/// Raises what is below the highest of its group.
pub(super) fn settle(draft: &Draft<'_>, group: Option<MfnGroupId>) -> Result<(), EditError> {
    let Some(group) = group else { return Ok(()) };
    let lines = draft.rows.clearances_of_mfn_group(group)?;
    let raises = raises(&lines, &rates(draft)?, draft.today()).map_err(|missing| no_rate(draft, missing))?;
    take(draft, group, &lines, &raises)
}

fn take(draft: &Draft<'_>, group: MfnGroupId, lines: &[Clearance], raises: &[Raise]) -> Result<(), EditError> {
    let name = self::group(draft, group)?.name;
    for raise in raises {
        let Some(line) = lines.iter().find(|line| line.id == raise.clearance) else { continue };
        if raise.to > MOST_MINOR {
            return Err(EditError::OutOfReach { value: raise.to });
        }
        let mut line = line.clone();
        raise.take(&mut line);
        draft.rows.update_clearance(&line)?;
        let to = draft.money(&line, raise.to)?;
        let from = raise.from.map(|from| draft.money(&line, from)).transpose()?;
        let body = match (raise.what, from) {
            (Raised::Estimate, _) => continue,
            (Raised::TopUp, _) => match line.top_up {
                Some(more) => format!("top-up of {} due by {name}, to {to}", draft.money(&line, more)?),
                None => format!("top-up by {name} no longer due"),
            },
            (Raised::Fee, Some(from)) if raise.from < Some(raise.to) => format!("raised from {from} to {to} by {name}"),
            (Raised::Fee, Some(from)) => format!("set from {from} to {to} by {name}"),
            (Raised::Fee, None) => format!("set to {to} by {name}"),
        };
        draft.wrote(line.id, &body)?;
    }
    Ok(())
}

fn no_rate(draft: &Draft<'_>, missing: NoRate) -> EditError {
    let own = draft.rows.show().map(|show| show.currency).unwrap_or_default();
    EditError::NoRate { currency: missing.currency, own }
}

pub(super) fn group(draft: &Draft<'_>, id: MfnGroupId) -> Result<MfnGroup, EditError> {
    draft.rows.mfn_group(id)?.ok_or(EditError::NoSuch { what: "MFN group", id: id.0 })
}

pub(super) fn add(draft: &mut Draft<'_>, name: Option<&str>, lines: &[ClearanceId]) -> Result<(), EditError> {
    let name = match name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => free_name(draft, name, None)?,
        None => next_name(draft)?,
    };
    let group = MfnGroup { id: MfnGroupId(draft.ids.next()), name };
    draft.rows.insert_mfn_group(&group)?;
    for &id in lines {
        let mut line = draft.clearance(id)?;
        line.mfn_group = Some(group.id);
        draft.rows.update_clearance(&line)?;
    }
    draft.created.push(Created::MfnGroup(group.id));
    settle_and_tell(draft, group.id)
}

/// As [`settle`], and says whose price rises by it: nobody sees that before, where lines are put into a group.
pub(super) fn settle_and_tell(draft: &mut Draft<'_>, group: MfnGroupId) -> Result<(), EditError> {
    let before = draft.rows.clearances_of_mfn_group(group)?;
    settle(draft, Some(group))?;
    let mut rises = Vec::new();
    for line in draft.rows.clearances_of_mfn_group(group)? {
        let Some(was) = before.iter().find(|was| was.id == line.id) else { continue };
        let name = || line_named(draft, &line);
        if let (Some(from), Some(to)) = (was.fee, line.fee.filter(|fee| was.fee != Some(*fee))) {
            let (from, to) = (draft.money(&line, from)?, draft.money(&line, to)?);
            rises.push(format!("{} rises from {from} to {to}.", name()?));
        } else if let Some(more) = line.top_up.filter(|_| line.top_up != was.top_up) {
            rises.push(format!("A top-up of {} is due for {}.", draft.money(&line, more)?, name()?));
        }
    }
    draft.remarks.append(&mut rises);
    Ok(())
}

pub(super) fn edit(draft: &Draft<'_>, id: MfnGroupId, name: Option<&str>, fee: Option<i64>) -> Result<(), EditError> {
    let mut known = group(draft, id)?;
    if let Some(name) = name {
        known.name = free_name(draft, &named(name, "MFN group")?, Some(id))?;
        draft.rows.update_mfn_group(&known)?;
    }
    let Some(fee) = fee else { return Ok(()) };
    let fee = lines::checked(fee)?;
    let lines = draft.rows.clearances_of_mfn_group(id)?;
    let set = level(&lines, fee, &rates(draft)?, draft.today()).map_err(|missing| no_rate(draft, missing))?;
    take(draft, id, &lines, &set)
}

pub(super) fn remove(draft: &Draft<'_>, id: MfnGroupId) -> Result<(), EditError> {
    group(draft, id)?;
    for mut line in draft.rows.clearances_of_mfn_group(id)? {
        line.mfn_group = None;
        line.top_up = None;
        draft.rows.update_clearance(&line)?;
    }
    Ok(draft.rows.delete_mfn_group(id)?)
}

fn free_name(draft: &Draft<'_>, name: &str, own: Option<MfnGroupId>) -> Result<String, EditError> {
    let taken = draft.rows.mfn_groups()?.iter().any(|group| group.name == name && Some(group.id) != own);
    let name = name.to_owned();
    if taken { Err(EditError::Taken { what: "MFN group", name }) } else { Ok(name) }
}

/// `MFN A` to `MFN Z`, then by number.
fn next_name(draft: &Draft<'_>) -> Result<String, EditError> {
    let taken: Vec<String> = draft.rows.mfn_groups()?.into_iter().map(|group| group.name).collect();
    let letters = ('A'..='Z').map(|letter| format!("MFN {letter}"));
    let numbers = (27..).map(|number| format!("MFN {number}"));
    Ok(letters.chain(numbers).find(|name| !taken.contains(name)).unwrap_or_default())
}
