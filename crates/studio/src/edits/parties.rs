//! Parties: who they are, and everything that refers to one.

use model::{
    Clearance, Commission, Identifier, Party, PartyId, PartyKind, Recording, Share, WorkShare, WorkShareId, societies,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::parties_named;
use super::{Created, EditError, PartyPatch, licensors};

/// What can happen to parties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum PartyEdit {
    /// Adds a writer, publisher, label or other party.
    AddParty { set: PartyPatch },
    /// Changes parties.
    EditParties { parties: Vec<PartyId>, set: PartyPatch },
    /// Makes one party of several: all that refers to `from` refers to `into`, which takes what it does not know itself.
    MergeParties { into: PartyId, from: Vec<PartyId> },
    /// Removes parties; refused while something refers to them.
    RemoveParties { parties: Vec<PartyId> },
}

impl Family for PartyEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddParty { set } => add(draft, set),
            Self::EditParties { parties, set } => edit(draft, parties, set),
            Self::MergeParties { into, from } => merge(draft, *into, from),
            Self::RemoveParties { parties } => remove(draft, parties),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddParty { set } => format!("Add {}", set.name.as_deref().unwrap_or("a party").trim()),
            Self::EditParties { parties, .. } => format!("Edit {}", parties_named(rows, parties)?),
            Self::MergeParties { into, from } => {
                format!("Merge {} into {}", parties_named(rows, from)?, parties_named(rows, &[*into])?)
            }
            Self::RemoveParties { parties } => format!("Remove {}", parties_named(rows, parties)?),
        })
    }
}

/// Everything that refers to a party: the one place that knows.
#[derive(Debug)]
pub(crate) struct Mentions {
    /// What it has of works.
    pub shares: Vec<WorkShare>,
    /// What it has released.
    pub recordings: Vec<Recording>,
    /// What it licenses.
    pub clearances: Vec<Clearance>,
    /// What it composes.
    pub commissions: Vec<Commission>,
}

impl Mentions {
    pub fn of(rows: &Rows, party: PartyId) -> Result<Self, store::StoreError> {
        Ok(Self {
            shares: rows.work_shares_of_party(party)?,
            recordings: rows.recordings_of_label(party)?,
            clearances: rows.clearances_of_party(party)?,
            commissions: rows.commissions()?.into_iter().filter(|one| one.composer == Some(party)).collect(),
        })
    }

    fn is_empty(&self) -> bool {
        self.shares.is_empty()
            && self.recordings.is_empty()
            && self.clearances.is_empty()
            && self.commissions.is_empty()
    }
}

impl Draft<'_> {
    pub fn party(&self, id: PartyId) -> Result<Party, EditError> {
        self.rows.party(id)?.ok_or(EditError::NoSuch { what: "party", id: id.0 })
    }
}

pub(super) fn add(draft: &mut Draft<'_>, set: &PartyPatch) -> Result<(), EditError> {
    let mut party = Party { id: PartyId(draft.ids.next()), ..Party::default() };
    patch(&mut party, set)?;
    party.name = named(&party.name, "party")?;
    draft.rows.insert_party(&party)?;
    draft.created.push(Created::Party(party.id));
    Ok(())
}

pub(super) fn edit(draft: &mut Draft<'_>, parties: &[PartyId], set: &PartyPatch) -> Result<(), EditError> {
    for &id in parties {
        let mut party = draft.party(id)?;
        patch(&mut party, set)?;
        draft.rows.update_party(&party)?;
    }
    Ok(())
}

fn patch(party: &mut Party, set: &PartyPatch) -> Result<(), EditError> {
    party.kind = set.kind.unwrap_or(party.kind);
    if let Some(name) = &set.name {
        party.name = named(name, "party")?;
    }
    if let Some(ipi) = &set.ipi {
        party.ipi = Identifier::IpiName.parse(ipi)?;
    }
    if let Some(society) = &set.society {
        party.society = society_named(society);
    }
    let texts = [
        (&set.first_name, &mut party.first_name),
        (&set.contact, &mut party.contact),
        (&set.email, &mut party.email),
        (&set.phone, &mut party.phone),
        (&set.address, &mut party.address),
        (&set.note, &mut party.note),
    ];
    for (new, field) in texts {
        if let Some(text) = new {
            text.trim().clone_into(field);
        }
    }
    if party.kind == PartyKind::Company && !party.first_name.is_empty() {
        // A company has one name.
        party.name = party.full_name();
        party.first_name.clear();
    }
    Ok(())
}

/// As sheets write it, or of the number in three digits by which sheets call it (`010` for ASCAP); one that is not known in
/// capitals, as it was typed.
pub(super) fn society_named(text: &str) -> String {
    let numbered = || societies::by_number(text).filter(|_| text.trim().len() == 3);
    societies::canonical(text).or_else(numbered).map_or_else(|| text.trim().to_uppercase(), str::to_owned)
}

pub(super) fn merge(draft: &mut Draft<'_>, into: PartyId, from: &[PartyId]) -> Result<(), EditError> {
    let mut kept = draft.party(into)?;
    for &id in from {
        if id == into {
            return Err(EditError::IntoItself { name: kept.full_name() });
        }
        let gone = draft.party(id)?;
        let mentions = Mentions::of(draft.rows, id)?;
        for share in mentions.shares {
            draft.rows.update_work_share(&WorkShare { party: into, ..share.clone() })?;
            join_shares(draft, &WorkShare { party: into, ..share })?;
        }
        for recording in mentions.recordings {
            draft.rows.set_recording(&Recording { label: Some(into), ..recording })?;
        }
        for line in mentions.clearances {
            draft.rows.update_clearance(&Clearance { party: Some(into), ..line })?;
        }
        for commission in mentions.commissions {
            draft.rows.update_commission(&Commission { composer: Some(into), ..commission })?;
        }
        take_unknown(&mut kept, &gone);
        draft.rows.delete_party(id)?;
    }
    Ok(draft.rows.update_party(&kept)?)
}

/// Two shares of one party in the same role and place become one.
fn join_shares(draft: &Draft<'_>, moved: &WorkShare) -> Result<(), EditError> {
    let all = draft.rows.work_shares(moved.work)?;
    let is_twin = |other: &&WorkShare| {
        other.id != moved.id
            && (other.party, other.role, other.acts_for) == (moved.party, moved.role, moved.acts_for)
            && other.territory == moved.territory
    };
    let Some(twin) = all.iter().find(is_twin) else { return Ok(()) };
    let (first, second) = if twin.ordinal < moved.ordinal { (twin, moved) } else { (moved, twin) };
    let share = Share((first.share.0 + second.share.0).min(Share::WHOLE.0));
    draft.rows.update_work_share(&WorkShare { share, ..first.clone() })?;
    forward(draft, &all, second.id, first.id)?;
    Ok(draft.rows.delete_work_share(second.id)?)
}

/// Whoever acted for one share acts for another.
fn forward(draft: &Draft<'_>, all: &[WorkShare], from: WorkShareId, to: WorkShareId) -> Result<(), EditError> {
    for share in all.iter().filter(|share| share.acts_for == Some(from)) {
        draft.rows.update_work_share(&WorkShare { acts_for: Some(to), ..share.clone() })?;
    }
    Ok(())
}

fn take_unknown(kept: &mut Party, gone: &Party) {
    let texts = [
        (&mut kept.first_name, &gone.first_name),
        (&mut kept.ipi, &gone.ipi),
        (&mut kept.society, &gone.society),
        (&mut kept.contact, &gone.contact),
        (&mut kept.email, &gone.email),
        (&mut kept.phone, &gone.phone),
        (&mut kept.address, &gone.address),
        (&mut kept.note, &gone.note),
    ];
    let person = kept.kind == PartyKind::Person && kept.name == gone.name;
    for (at, (mine, theirs)) in texts.into_iter().enumerate() {
        if mine.is_empty() && (at > 0 || person) {
            theirs.clone_into(mine);
        }
    }
}

pub(super) fn remove(draft: &mut Draft<'_>, parties: &[PartyId]) -> Result<(), EditError> {
    for &id in parties {
        let party = draft.party(id)?;
        let mentions = Mentions::of(draft.rows, id)?;
        if !mentions.is_empty() {
            let uses = uses(draft, &mentions)?;
            return Err(EditError::PartyUsed { name: party.full_name(), uses });
        }
        draft.rows.delete_party(id)?;
    }
    Ok(())
}

/// Where a party is named, in words.
fn uses(draft: &Draft<'_>, mentions: &Mentions) -> Result<String, EditError> {
    let mut uses = Vec::new();
    for share in &mentions.shares {
        if let Some(work) = draft.rows.work(share.work)? {
            uses.push(format!("the work {}", work.title));
        }
    }
    for recording in &mentions.recordings {
        uses.push(format!("the label of {}", draft.track(recording.track)?.title));
    }
    for line in &mentions.clearances {
        uses.push(format!("the right {}", licensors::line_named(draft, line)?));
    }
    for commission in &mentions.commissions {
        uses.push(format!("the commission {} {}", commission.code(), commission.title));
    }
    uses.dedup();
    let more = uses.len().saturating_sub(3);
    uses.truncate(3);
    if more > 0 {
        uses.push(format!("{more} more"));
    }
    Ok(uses.join(", "))
}
