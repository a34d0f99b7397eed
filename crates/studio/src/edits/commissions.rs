//! Commissions: what is asked for, of whom, by when, and for which cues.

use model::{
    AnswerSource, Commission, CommissionId, ComposerSaid, ComposerWord, CueId, DeliveredPart, PartyId, Reference,
    ShareRole, Theme, ThemeId, TrackId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::answers::{checked_key, moment};
use super::clearances::use_length;
use super::commission_error::CommissionError;
use super::commissioned;
use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{commission_named, cues_named};
use super::lines::date;
use super::shares::{Told as ToldParty, found_or_made, kind_of};
use super::{CommissionPatch, Created, EditError, Told};

/// What can happen to commissions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
#[allow(clippy::large_enum_variant, reason = "edits are few at a time and live as long as their transaction")]
pub enum CommissionEdit {
    /// Adds a commission, with the cues that it is to answer.
    AddCommission { title: String, cues: Option<Vec<CueId>>, set: Option<CommissionPatch> },
    /// Changes what a commission asks for.
    EditCommission { commission: CommissionId, set: CommissionPatch },
    /// Removes a commission; cues forget it, and what came stays in the library. Refused once money is behind it.
    RemoveCommission { commission: CommissionId },
    /// Has a commission answer cues too; one that another commission answered changes over. Versions that came are laid as
    /// alternates.
    CommissionCues { commission: CommissionId, cues: Vec<CueId> },
    /// Takes cues off the commission that answers them; what is laid stays.
    ReleaseCues { cues: Vec<CueId> },
    /// Says what is offered, in minor units: the estimate of the commission's line of clearance, which is made if there is
    /// none. Once it is agreed, the line is what changes.
    OfferFee { commission: CommissionId, fee: i64, currency: Option<String> },
    /// Notes when the brief went out, by default today; an empty day takes it back.
    SendCommission { commission: CommissionId, on: Option<String> },
    /// Takes a recording as the next version: an alternate of each cue of the newest cuts, where the version before it lies.
    AddCommissionVersion { commission: CommissionId, track: TrackId, on: Option<String> },
    /// Takes a version off a commission, with its alternates.
    RemoveCommissionVersion { commission: CommissionId, version: i64 },
    /// Says that a version is approved, or no longer. Cues of the newest cuts pick the newest that is.
    ApproveCommissionVersion { commission: CommissionId, version: i64, approved: bool, on: Option<String> },
    /// Takes recordings as delivered. A mix that is no version yet becomes the newest approved one.
    DeliverCommission { commission: CommissionId, tracks: Vec<TrackId>, part: DeliveredPart, on: Option<String> },
    /// Takes recordings off what was delivered.
    TakeBackDelivery { commission: CommissionId, tracks: Vec<TrackId> },
    /// Keeps what the composer said of a commission as a whole, in the page of its brief; the same key is the same word, and
    /// changes nothing. A day by which they propose to deliver sets no date.
    AddComposerWord {
        commission: CommissionId,
        key: String,
        kind: ComposerSaid,
        said_at: String,
        author: String,
        body: String,
        delivers_on: Option<String>,
    },
    /// Says that what the composer said is dealt with, or is not.
    ResolveComposerWord { commission: CommissionId, key: String, resolved: bool },
}

impl Family for CommissionEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCommission { title, cues, set } => {
                add(draft, title, cues.as_deref().unwrap_or_default(), set.as_ref())
            }
            Self::EditCommission { commission, set } => {
                let mut known = draft.commission(*commission)?;
                patch(draft, &mut known, set)?;
                commissioned::tell_line(draft, &known)?;
                Ok(draft.rows.update_commission(&known)?)
            }
            Self::RemoveCommission { commission } => commissioned::remove(draft, *commission),
            Self::CommissionCues { commission, cues } => commissioned::answer(draft, *commission, cues),
            Self::ReleaseCues { cues } => commissioned::release(draft, cues),
            Self::OfferFee { commission, fee, currency } => {
                commissioned::offer(draft, *commission, *fee, currency.as_deref())
            }
            Self::SendCommission { commission, on } => send(draft, *commission, on.as_deref()),
            Self::AddCommissionVersion { commission, track, on } => {
                commissioned::add_version(draft, *commission, *track, &day(draft, on.as_deref())?)
            }
            Self::RemoveCommissionVersion { commission, version } => {
                commissioned::remove_version(draft, *commission, *version)
            }
            Self::ApproveCommissionVersion { commission, version, approved, on } => {
                let on = if *approved { day(draft, on.as_deref())? } else { String::new() };
                commissioned::approve(draft, *commission, *version, &on)
            }
            Self::DeliverCommission { commission, tracks, part, on } => {
                commissioned::deliver(draft, *commission, tracks, *part, &day(draft, on.as_deref())?)
            }
            Self::TakeBackDelivery { commission, tracks } => {
                let mut known = draft.commission(*commission)?;
                known.files.retain(|file| !tracks.contains(&file.track));
                Ok(draft.rows.update_commission(&known)?)
            }
            Self::AddComposerWord { commission, key, kind, said_at, author, body, delivers_on } => {
                let mut known = draft.commission(*commission)?;
                if known.words.iter().any(|word| word.key == *key) {
                    return Ok(());
                }
                let key = checked_key(AnswerSource::File, Some(key))?.unwrap_or_default().to_owned();
                known.words.push(ComposerWord {
                    key,
                    kind: *kind,
                    said_at: moment(said_at)?,
                    author: author.trim().to_owned(),
                    body: body.trim().to_owned(),
                    delivers_on: delivers_on.as_deref().map_or_else(|| Ok(String::new()), date)?,
                    resolved: false,
                });
                Ok(draft.rows.update_commission(&known)?)
            }
            Self::ResolveComposerWord { commission, key, resolved } => {
                let mut known = draft.commission(*commission)?;
                let word = known.words.iter_mut().find(|word| word.key == *key);
                word.ok_or(CommissionError::NoSuchWord)?.resolved = *resolved;
                Ok(draft.rows.update_commission(&known)?)
            }
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCommission { title, .. } => format!("Commission {}", title.trim()),
            Self::EditCommission { commission, .. } => format!("Edit {}", commission_named(rows, *commission)?),
            Self::RemoveCommission { .. } => "Remove a commission".into(),
            Self::CommissionCues { commission, cues } => {
                format!("{} answers {}", commission_named(rows, *commission)?, cues_named(rows, cues)?)
            }
            Self::ReleaseCues { cues } => format!("{} without a commission", cues_named(rows, cues)?),
            Self::OfferFee { commission, .. } => format!("Fee of {}", commission_named(rows, *commission)?),
            Self::SendCommission { commission, on } if on.as_deref() == Some("") => {
                format!("{} is not sent", commission_named(rows, *commission)?)
            }
            Self::SendCommission { commission, .. } => format!("Send {}", commission_named(rows, *commission)?),
            Self::AddCommissionVersion { commission, .. } => {
                format!("New version of {}", commission_named(rows, *commission)?)
            }
            Self::RemoveCommissionVersion { commission, version } => {
                format!("Remove version {version} of {}", commission_named(rows, *commission)?)
            }
            Self::ApproveCommissionVersion { commission, version, approved: true, .. } => {
                format!("Approve version {version} of {}", commission_named(rows, *commission)?)
            }
            Self::ApproveCommissionVersion { commission, version, .. } => {
                format!("Take back the approval of version {version} of {}", commission_named(rows, *commission)?)
            }
            Self::DeliverCommission { commission, .. } => {
                format!("Delivery of {}", commission_named(rows, *commission)?)
            }
            Self::AddComposerWord { commission, .. } => {
                format!("Answer to the brief of {}", commission_named(rows, *commission)?)
            }
            Self::ResolveComposerWord { commission, resolved, .. } => {
                let verb = if *resolved { "Resolve" } else { "Reopen" };
                format!("{verb} a word of the composer on {}", commission_named(rows, *commission)?)
            }
            Self::TakeBackDelivery { commission, .. } => {
                format!("Take back the delivery of {}", commission_named(rows, *commission)?)
            }
        })
    }
}

impl Draft<'_> {
    pub(super) fn commission(&self, id: CommissionId) -> Result<Commission, EditError> {
        self.rows.commission(id)?.ok_or(EditError::NoSuch { what: "commission", id: id.0 })
    }
}

/// The day that is told, or today.
fn day(draft: &Draft<'_>, on: Option<&str>) -> Result<String, EditError> {
    match on.map(str::trim).filter(|on| !on.is_empty()) {
        Some(on) => date(on),
        None => Ok(draft.today().to_owned()),
    }
}

fn add(draft: &mut Draft<'_>, title: &str, cues: &[CueId], set: Option<&CommissionPatch>) -> Result<(), EditError> {
    let taken = draft.rows.commissions()?.iter().map(|other| other.number).max().unwrap_or(0);
    let id = CommissionId(draft.ids.next());
    let mut commission = Commission::new(id, taken + 1, named(title, "commission")?);
    if let Some(set) = set {
        patch(draft, &mut commission, set)?;
    }
    draft.rows.insert_commission(&commission)?;
    commissioned::answer(draft, id, cues)?;
    draft.created.push(Created::Commission(id));
    Ok(())
}

fn patch(draft: &mut Draft<'_>, commission: &mut Commission, set: &CommissionPatch) -> Result<(), EditError> {
    if let Some(title) = &set.title {
        commission.title = named(title, "commission")?;
    }
    let texts =
        [(&set.brief, &mut commission.brief), (&set.moods, &mut commission.moods), (&set.terms, &mut commission.terms)];
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    for (new, field) in [(&set.demo_by, &mut commission.demo_by), (&set.due_on, &mut commission.due_on)] {
        if let Some(text) = new {
            *field = date(text)?;
        }
    }
    if let Some(theme) = set.theme {
        commission.theme = theme.into_fact().map(|id| known_theme(draft, id)).transpose()?;
    }
    if let Some(name) = &set.composer {
        commission.composer = composer(draft, name)?;
    }
    if let Some(length) = &set.length {
        commission.length = use_length(length)?;
    }
    if (set.demo_by.is_some() || set.due_on.is_some()) && commission.delivers_before_demo() {
        let Commission { demo_by, due_on, .. } = &commission;
        draft.remarks.push(format!(
            "{} is to be delivered by {due_on}, before its demo of {demo_by}; move one of the two days.",
            commission.code()
        ));
    }
    commission.master = set.master.map_or(commission.master, Told::into_fact);
    commission.publishing = set.publishing.map_or(commission.publishing, Told::into_fact);
    commission.wants_stems = set.wants_stems.unwrap_or(commission.wants_stems);
    commission.wants_time_reference = set.wants_time_reference.unwrap_or(commission.wants_time_reference);
    commission.wants_sheet_facts = set.wants_sheet_facts.unwrap_or(commission.wants_sheet_facts);
    if let Some(line) = set.clearance {
        commission.clearance = line.into_fact().map(|id| draft.clearance(id)).transpose()?.map(|line| line.id);
    }
    if let Some(references) = &set.references {
        commission.references = known_references(draft, references)?;
    }
    Ok(())
}

fn known_theme(draft: &Draft<'_>, id: ThemeId) -> Result<ThemeId, EditError> {
    let found: Option<Theme> = draft.rows.theme(id)?;
    Ok(found.ok_or(EditError::NoSuch { what: "theme", id: id.0 })?.id)
}

/// Whoever has this name, made if nobody has; nobody for an empty one.
fn composer(draft: &mut Draft<'_>, name: &str) -> Result<Option<PartyId>, EditError> {
    if name.trim().is_empty() {
        return Ok(None);
    }
    let told = ToldParty { name, kind: kind_of(name, ShareRole::Composer), ipi: "", society: "" };
    let found = found_or_made(draft, &told)?;
    draft.named = None;
    Ok(Some(found))
}

/// The references, each once, all there.
fn known_references(draft: &Draft<'_>, references: &[Reference]) -> Result<Vec<Reference>, EditError> {
    let mut kept: Vec<Reference> = Vec::new();
    for Reference { track, note } in references {
        draft.track(*track)?;
        if kept.iter().all(|other| other.track != *track) {
            kept.push(Reference { track: *track, note: note.trim().to_owned() });
        }
    }
    Ok(kept)
}

fn send(draft: &mut Draft<'_>, id: CommissionId, on: Option<&str>) -> Result<(), EditError> {
    let mut commission = draft.commission(id)?;
    let taken_back = on.is_some_and(|on| on.trim().is_empty());
    if !taken_back && commission.composer.is_none() {
        return Err(CommissionError::NoComposer { title: commission.title }.into());
    }
    commission.sent_on = if taken_back { String::new() } else { day(draft, on)? };
    draft.rows.update_commission(&commission)?;
    commissioned::tell_line(draft, &commission)
}
