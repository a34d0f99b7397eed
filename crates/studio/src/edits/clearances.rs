//! Clearance lines: what is known of each, how far it has come, and what was written about it.

use std::collections::BTreeSet;
use std::path::Path;

use model::{
    Attachment, AttachmentId, Clearance, ClearanceEvent, ClearanceEventId, ClearanceId, ClearanceStatus, MfnGroupId,
    Share, Side, TrackId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Flicks;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{lines_named, tracks_named};
use super::lines::{change_currency, check, checked, date, fee_changed};
use super::{ClearancePatch, Created, EditError, OptionSpec, commission_ties, licensors, mfn, options, payments};

/// What can happen to clearance lines, their history, options and attachments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ClearanceEdit {
    /// Adds a clearance of a track.
    AddClearance { track: TrackId, side: Side, set: Option<ClearancePatch> },
    /// Changes clearances. A new status is dated and written into their history; favoured-nations groups rise.
    EditClearances { clearances: Vec<ClearanceId>, set: ClearancePatch },
    /// Removes clearances with their history, options and attachments.
    RemoveClearances { clearances: Vec<ClearanceId> },
    /// Writes a line into the history of clearances; `at` is a date, by default now.
    LogClearances { clearances: Vec<ClearanceId>, body: String, at: Option<String> },
    /// Removes lines from the history of clearances.
    RemoveClearanceEvents { events: Vec<ClearanceEventId> },
    /// Puts these options in the place of all that a clearance has.
    SetOptions { clearance: ClearanceId, options: Vec<OptionSpec> },
    /// Notes where a paper lies; its label is by default the name of the file.
    AddAttachment { clearance: ClearanceId, path: String, label: Option<String> },
    /// Forgets where papers lie; the files stay.
    RemoveAttachments { attachments: Vec<AttachmentId> },
}

impl Family for ClearanceEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddClearance { track, side, set } => {
                add(draft, *track, *side, set.as_ref().unwrap_or(&ClearancePatch::default()))
            }
            Self::EditClearances { clearances, set } => edit(draft, clearances, set),
            Self::RemoveClearances { clearances } => remove(draft, clearances),
            Self::LogClearances { clearances, body, at } => log(draft, clearances, body, at.as_deref()),
            Self::RemoveClearanceEvents { events } => remove_events(draft, events),
            Self::SetOptions { clearance, options } => options::set_options(draft, *clearance, options),
            Self::AddAttachment { clearance, path, label } => attach(draft, *clearance, path, label.as_deref()),
            Self::RemoveAttachments { attachments } => detach(draft, attachments),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddClearance { track, .. } => format!("Add a right of {}", tracks_named(rows, &[*track])?),
            Self::EditClearances { clearances, set } => match set.status {
                Some(status) => format!("Mark {} {}", lines_named(rows, clearances)?, status.word()),
                None => format!("Edit {}", lines_named(rows, clearances)?),
            },
            Self::RemoveClearances { clearances } => format!("Remove {}", lines_named(rows, clearances)?),
            Self::LogClearances { clearances, .. } => format!("Note on {}", lines_named(rows, clearances)?),
            Self::RemoveClearanceEvents { .. } => "Remove from the history of a right".into(),
            Self::SetOptions { clearance, .. } => format!("Options of {}", lines_named(rows, &[*clearance])?),
            Self::AddAttachment { clearance, .. } => format!("Attach to {}", lines_named(rows, &[*clearance])?),
            Self::RemoveAttachments { .. } => "Remove an attachment".into(),
        })
    }
}

pub(super) fn add(draft: &mut Draft<'_>, track: TrackId, side: Side, set: &ClearancePatch) -> Result<(), EditError> {
    draft.track(track)?;
    let mut line = Clearance::new(ClearanceId(draft.ids.next()), track, side);
    draft.today().clone_into(&mut line.since);
    patch(draft, &mut line, set)?;
    draft.rows.insert_clearance(&line)?;
    if line.status != ClearanceStatus::ToRequest {
        became(draft, &line)?;
    }
    draft.created.push(Created::Clearance(line.id));
    mfn::settle(draft, line.mfn_group)
}

pub(super) fn edit(draft: &mut Draft<'_>, lines: &[ClearanceId], set: &ClearancePatch) -> Result<(), EditError> {
    let (mut groups, mut joined): (BTreeSet<MfnGroupId>, BTreeSet<MfnGroupId>) = Default::default();
    for &id in lines {
        let before = draft.clearance(id)?;
        let mut line = before.clone();
        patch(draft, &mut line, set)?;
        if line == before {
            continue;
        }
        draft.rows.update_clearance(&line)?;
        if line.status != before.status {
            if before.status == ClearanceStatus::Paid && line.status < ClearanceStatus::Paid {
                payments::take_back(draft, &before)?;
            }
            became(draft, &line)?;
        } else if line.fee != before.fee {
            let body = match line.fee {
                Some(fee) => fee_changed(draft, &before, &line, fee)?,
                None => "fee cleared".to_owned(),
            };
            draft.wrote(id, &body)?;
        }
        groups.extend(before.mfn_group);
        groups.extend(line.mfn_group);
        joined.extend(line.mfn_group.filter(|_| line.mfn_group != before.mfn_group));
    }
    for group in groups {
        if joined.contains(&group) {
            mfn::settle_and_tell(draft, group)?;
        } else {
            mfn::settle(draft, Some(group))?;
        }
    }
    Ok(())
}

/// Writes down a new status, and what follows from it.
fn became(draft: &Draft<'_>, line: &Clearance) -> Result<(), EditError> {
    mfn::write_status(draft, line)?;
    if line.status == ClearanceStatus::Paid { payments::pay_rest(draft, line) } else { Ok(()) }
}

fn patch(draft: &Draft<'_>, line: &mut Clearance, set: &ClearancePatch) -> Result<(), EditError> {
    line.side = set.side.unwrap_or(line.side);
    if let Some(episode) = set.episode {
        line.episode = if episode.0 == 0 { None } else { Some(draft.episode(episode)?.id) };
    }
    if let Some(party) = set.party {
        line.party = if party.0 == 0 { None } else { Some(party) };
        if let Some(party) = line.party {
            draft.rows.party(party)?.ok_or(EditError::NoSuch { what: "party", id: party.0 })?;
        }
    }
    if let Some(name) = &set.licensor {
        line.party = licensors::named(draft, name)?;
    }
    if let Some(share) = set.share {
        if !(1..=Share::WHOLE.0).contains(&share.0) {
            return Err(EditError::ShareRange);
        }
        line.share = share;
    }
    line.estimate = amount(set.estimate, line.estimate)?;
    line.fee = amount(set.fee, line.fee)?;
    if let Some(currency) = &set.currency {
        let before = line.currency.clone();
        change_currency(draft, line, currency)?;
        // One amount with its currency says nothing of the other, which was named in its own.
        let other = match (set.estimate.is_some(), set.fee.is_some()) {
            (true, false) => line.fee,
            (false, true) => line.estimate,
            _ => None,
        };
        if line.currency != before && other.is_some() {
            let own = if before.is_empty() { draft.rows.show()?.currency } else { before };
            return Err(EditError::OtherCurrency { own });
        }
    }
    patch_terms(line, set)?;
    if let Some(group) = set.mfn_group {
        line.mfn_group = if group.0 == 0 { None } else { Some(mfn::group(draft, group)?.id) };
    }
    line.mfn_exempt = set.mfn_exempt.unwrap_or(line.mfn_exempt);
    if let Some(status) = set.status.filter(|&status| status != line.status) {
        line.status = status;
        draft.today().clone_into(&mut line.since);
    }
    if let Some(since) = &set.since {
        line.since = date(since)?;
    }
    if !line.status.is_signed() || line.mfn_group.is_none() {
        line.top_up = None;
    }
    check(draft, line)
}

fn patch_terms(line: &mut Clearance, set: &ClearancePatch) -> Result<(), EditError> {
    let texts = [
        (&set.media, &mut line.media),
        (&set.territory, &mut line.territory),
        (&set.term, &mut line.term),
        (&set.next_action, &mut line.next_action),
        (&set.reference, &mut line.reference),
        (&set.note, &mut line.note),
    ];
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    let dates = [(&set.starts, &mut line.starts), (&set.ends, &mut line.ends), (&set.next_on, &mut line.next_on)];
    for (new, field) in dates {
        if let Some(text) = new {
            *field = date(text)?;
        }
    }
    if let Some(length) = set.max_length {
        if length.0 < 0 {
            return Err(EditError::NotPositive { what: "the longest use" });
        }
        line.max_length = Some(length).filter(|length| length.0 > 0);
    }
    if let Some(text) = &set.longest {
        line.max_length = use_length(text)?;
    }
    if let Some(uses) = set.max_uses {
        if uses < 0 {
            return Err(EditError::NotPositive { what: "the count of uses" });
        }
        line.max_uses = Some(uses).filter(|&uses| uses > 0);
    }
    if !line.starts.is_empty() && !line.ends.is_empty() && line.ends < line.starts {
        return Err(EditError::TermBackwards);
    }
    Ok(())
}

/// A length as people write it: `1:30`, `1:02:03.5`, `90s`, `90`; nothing where none is written.
pub(super) fn use_length(text: &str) -> Result<Option<Flicks>, EditError> {
    let plain = text.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    let wrong = || EditError::UseLength { text: plain.to_owned() };
    let parts: Vec<&str> = plain.strip_suffix('s').unwrap_or(plain).trim().split(':').collect();
    let [before @ .., seconds] = parts.as_slice() else { return Err(wrong()) };
    if before.len() > 2 {
        return Err(wrong());
    }
    let mut whole = 0_i64;
    for part in before {
        let number = part.parse::<u16>().map_err(|_| wrong())?;
        whole = whole * 60 + i64::from(number);
    }
    let seconds = Flicks::parse_seconds(seconds).filter(|length| (0..=DAY.0).contains(&length.0)).ok_or_else(wrong)?;
    let length = Flicks::from_seconds(whole * 60) + seconds;
    if length > Flicks::ZERO && length <= DAY { Ok(Some(length)) } else { Err(wrong()) }
}

/// No use is longer.
const DAY: Flicks = Flicks::from_seconds(86_400);

fn amount(set: Option<i64>, known: Option<i64>) -> Result<Option<i64>, EditError> {
    match set {
        None => Ok(known),
        Some(-1) => Ok(None),
        Some(amount) => checked(amount).map(Some),
    }
}

pub(super) fn remove(draft: &mut Draft<'_>, lines: &[ClearanceId]) -> Result<(), EditError> {
    lines.iter().try_for_each(|&id| {
        let track = draft.clearance(id)?.track;
        remove_with_all(draft, id)?;
        commission_ties::forget_to_come(draft, track)
    })
}

/// Removes a line with its history, options, payments and attachments.
pub(super) fn remove_with_all(draft: &Draft<'_>, id: ClearanceId) -> Result<(), EditError> {
    for event in draft.rows.clearance_events(id)? {
        draft.rows.delete_clearance_event(event.id)?;
    }
    for option in draft.rows.option_steps(id)? {
        draft.rows.delete_option_step(option.id)?;
    }
    for payment in draft.rows.payments(id)? {
        draft.rows.delete_payment(payment.id)?;
    }
    for attachment in draft.rows.attachments(id)? {
        draft.rows.delete_attachment(attachment.id)?;
    }
    commission_ties::forget_line(draft, id)?;
    Ok(draft.rows.delete_clearance(id)?)
}

pub(super) fn log(draft: &Draft<'_>, lines: &[ClearanceId], body: &str, at: Option<&str>) -> Result<(), EditError> {
    let body = body.trim();
    if body.is_empty() {
        return Err(EditError::EmptyNote);
    }
    let at = at.map_or_else(|| Ok(String::new()), date)?;
    for &id in lines {
        let clearance = draft.clearance(id)?.id;
        if at.is_empty() {
            draft.wrote(clearance, body)?;
            continue;
        }
        let id = ClearanceEventId(draft.ids.next());
        draft.rows.insert_clearance_event(&ClearanceEvent { id, clearance, at: at.clone(), body: body.to_owned() })?;
    }
    Ok(())
}

pub(super) fn remove_events(draft: &Draft<'_>, events: &[ClearanceEventId]) -> Result<(), EditError> {
    for &id in events {
        draft.rows.clearance_event(id)?.ok_or(EditError::NoSuch { what: "line of history", id: id.0 })?;
        draft.rows.delete_clearance_event(id)?;
    }
    Ok(())
}

pub(super) fn attach(draft: &mut Draft<'_>, id: ClearanceId, path: &str, label: Option<&str>) -> Result<(), EditError> {
    draft.clearance(id)?;
    let path = named(path, "attachment")?;
    let file = || Path::new(&path).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let label = label.map(str::trim).filter(|label| !label.is_empty()).map_or_else(file, str::to_owned);
    let attachment = Attachment { id: AttachmentId(draft.ids.next()), clearance: id, label, path };
    draft.rows.insert_attachment(&attachment)?;
    draft.created.push(Created::Attachment(attachment.id));
    Ok(())
}

pub(super) fn detach(draft: &Draft<'_>, attachments: &[AttachmentId]) -> Result<(), EditError> {
    for &id in attachments {
        draft.rows.attachment(id)?.ok_or(EditError::NoSuch { what: "attachment", id: id.0 })?;
        draft.rows.delete_attachment(id)?;
    }
    Ok(())
}
