//! Who has which share of a work.

use model::credits::{first_and_last, is_company};
use model::{
    Identifier, Party, PartyId, PartyKind, Publishing, Share, ShareRole, Work, WorkId, WorkShare, WorkShareId,
    WorkSide,
    shares::{divides, evened_out_of, made_up_to, to_divide},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::works_named;
use super::named_parties::NamedParties;
use super::{Created, EditError, ShareSpec, parties};

/// What can happen to the shares of a work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ShareEdit {
    /// Puts these shares in the place of all that a work has. They need not add up yet.
    SetShares { work: WorkId, shares: Vec<ShareSpec> },
    /// Gives every owner of a side the same share; what rounding leaves over goes to the first.
    EvenOut { work: WorkId, side: WorkSide },
    /// Makes the shares of a side add up in the proportions they have; what is left over goes to the first.
    MakeWhole { work: WorkId, side: WorkSide },
}

impl Family for ShareEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetShares { work, shares } => set(draft, *work, shares),
            Self::EvenOut { work, side } => even_out(draft, *work, *side),
            Self::MakeWhole { work, side } => make_whole(draft, *work, *side),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetShares { work, .. } | Self::MakeWhole { work, .. } => {
                format!("Shares of {}", works_named(rows, &[*work])?)
            }
            Self::EvenOut { work, side: WorkSide::Writers } => {
                format!("Even out the writers of {}", works_named(rows, &[*work])?)
            }
            Self::EvenOut { work, side: WorkSide::Publishers } => {
                format!("Even out the publishers of {}", works_named(rows, &[*work])?)
            }
        })
    }
}

pub(super) fn set(draft: &mut Draft<'_>, id: WorkId, specs: &[ShareSpec]) -> Result<(), EditError> {
    let work = draft.work(id)?;
    let before = draft.rows.work_shares(id)?;
    // Rows are used again in their order, so that history holds what changed and no more.
    let mut known = before.iter().map(|share| share.id);
    let ids: Vec<Option<WorkShareId>> = specs
        .iter()
        .map(|spec| open(spec).is_none().then(|| known.next().unwrap_or_else(|| WorkShareId(draft.ids.next()))))
        .collect();
    let mut wanted = Vec::with_capacity(specs.len());
    for (spec, row) in specs.iter().zip(&ids) {
        if !(0..=Share::WHOLE.0).contains(&spec.share.0) {
            return Err(EditError::WorkShareRange { percent: spec.share.to_string() });
        }
        let Some(row) = *row else { continue };
        let party = who(draft, spec)?;
        let acts_for = acts_for(draft, specs, &ids, spec, party)?;
        let territory = spec.territory.as_deref().map_or("", str::trim);
        wanted.push(WorkShare {
            id: row,
            work: id,
            party,
            role: spec.role,
            share: spec.share,
            territory: if territory.is_empty() { "World".to_owned() } else { territory.to_owned() },
            acts_for,
            ordinal: i64::try_from(wanted.len()).unwrap_or(i64::MAX),
        });
    }
    keep_open(draft, work, specs)?;
    for gone in before.iter().skip(wanted.len()) {
        draft.rows.delete_work_share(gone.id)?;
    }
    for (at, share) in wanted.iter().enumerate() {
        if before.get(at).is_some() {
            draft.rows.update_work_share(share)?;
        } else {
            draft.rows.insert_work_share(share)?;
        }
    }
    Ok(())
}

/// What a share is that is named after no party: `Copyright Control` publishes nothing, and is no company.
fn open(spec: &ShareSpec) -> Option<Publishing> {
    let name = spec.name.as_deref().filter(|_| spec.party.is_none() && spec.role == ShareRole::OriginalPublisher)?;
    Publishing::named(name)
}

/// Keeps what of the publishers' side the shares say no publisher has; what they say nothing of stays.
fn keep_open(draft: &Draft<'_>, mut work: Work, specs: &[ShareSpec]) -> Result<(), EditError> {
    let told = |kind| {
        let of_kind: Vec<i64> = specs.iter().filter(|spec| open(spec) == Some(kind)).map(|spec| spec.share.0).collect();
        (!of_kind.is_empty()).then(|| Share(of_kind.iter().sum()))
    };
    let (unpublished, controlled) = (told(Publishing::Unpublished), told(Publishing::CopyrightControl));
    if let Some(beyond) = [unpublished, controlled].into_iter().flatten().find(|share| share.0 > Share::WHOLE.0) {
        return Err(EditError::WorkShareRange { percent: beyond.to_string() });
    }
    if unpublished.is_none() && controlled.is_none() {
        return Ok(());
    }
    work.publishing = Publishing::Published;
    work.unpublished = unpublished.unwrap_or(work.unpublished);
    work.copyright_control = controlled.unwrap_or(work.copyright_control);
    Ok(draft.rows.update_work(&work)?)
}

fn acts_for(
    draft: &Draft<'_>,
    specs: &[ShareSpec],
    ids: &[Option<WorkShareId>],
    spec: &ShareSpec,
    party: PartyId,
) -> Result<Option<WorkShareId>, EditError> {
    let Some(at) = spec.acts_for else { return Ok(None) };
    // A publisher publishes a writer's share; an administrator acts for one who owns.
    let fits = |other: &ShareSpec| other.role.owns() && !std::ptr::eq(other, spec);
    if let Some(row) = ids.get(at).copied().flatten().filter(|_| specs.get(at).is_some_and(fits)) {
        return Ok(Some(row));
    }
    Err(EditError::ActsForNobody { name: draft.party(party)?.full_name() })
}

/// The party that a share names; it is made if nobody has the name.
fn who(draft: &mut Draft<'_>, spec: &ShareSpec) -> Result<PartyId, EditError> {
    if let Some(id) = spec.party {
        return Ok(draft.party(id)?.id);
    }
    let kind = kind_of(spec.name.as_deref().unwrap_or_default(), spec.role);
    let told = Told {
        name: spec.name.as_deref().unwrap_or_default(),
        ipi: &Identifier::IpiName.parse(spec.ipi.as_deref().unwrap_or_default())?,
        society: &parties::society_named(spec.society.as_deref().unwrap_or_default()),
        kind,
    };
    found_or_made(draft, &told)
}

/// What somebody of this name is who has such a role. A company that had a work made is its writer and no person.
pub(super) fn kind_of(name: &str, role: ShareRole) -> PartyKind {
    match role.side() {
        WorkSide::Writers if !is_company(name) => PartyKind::Person,
        WorkSide::Writers | WorkSide::Publishers => PartyKind::Company,
    }
}

/// What is said of a party that may be known.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub name: &'a str,
    /// Eleven digits, or nothing.
    pub ipi: &'a str,
    pub society: &'a str,
    pub kind: PartyKind,
}

/// Whoever has the IPI, or else the name without contradicting IPI and society; made if there is nobody. What was not
/// known of them is taken.
pub(super) fn found_or_made(draft: &mut Draft<'_>, told: &Told<'_>) -> Result<PartyId, EditError> {
    let wanted = party_named(&named(told.name, "party")?, told.kind);
    let mut parties = match draft.named.take() {
        Some(parties) => parties,
        None => NamedParties::of(draft.rows)?,
    };
    let known = parties.find(draft.rows, &wanted.full_name(), told.ipi, told.society)?;
    let id = if let Some(known) = known {
        let mut party = known.clone();
        for (mine, theirs) in [(&mut party.ipi, told.ipi), (&mut party.society, told.society)] {
            if mine.is_empty() {
                theirs.clone_into(mine);
            }
        }
        if party != known {
            draft.rows.update_party(&party)?;
            parties.add_ipi(&party);
        }
        party.id
    } else {
        let (ipi, society) = (told.ipi.to_owned(), told.society.to_owned());
        let party = Party { id: PartyId(draft.ids.next()), ipi, society, ..wanted };
        draft.rows.insert_party(&party)?;
        draft.created.push(Created::Party(party.id));
        parties.add(&party);
        party.id
    };
    draft.named = Some(parties);
    Ok(id)
}

/// A name as people write it, divided: `Ines Vold` and `Vold, Ines` are a first and a last name, a company has one.
pub(crate) fn party_named(text: &str, kind: PartyKind) -> Party {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if kind == PartyKind::Company {
        return Party { kind, name: text, ..Party::default() };
    }
    let (first_name, name) = first_and_last(&text);
    Party { kind, name, first_name, ..Party::default() }
}

pub(super) fn even_out(draft: &mut Draft<'_>, id: WorkId, side: WorkSide) -> Result<(), EditError> {
    redistribute(draft, id, side, |whole, before| evened_out_of(whole, before.len()))
}

pub(super) fn make_whole(draft: &mut Draft<'_>, id: WorkId, side: WorkSide) -> Result<(), EditError> {
    redistribute(draft, id, side, made_up_to)
}

fn redistribute(
    draft: &mut Draft<'_>,
    id: WorkId,
    side: WorkSide,
    by: impl Fn(Share, &[Share]) -> Vec<Share>,
) -> Result<(), EditError> {
    let work = draft.work(id)?;
    let mut owners = draft.rows.work_shares(id)?;
    owners.retain(|share| share.role.side() == side && divides(&work, share));
    let before: Vec<Share> = owners.iter().map(|share| share.share).collect();
    for (owner, share) in owners.into_iter().zip(by(to_divide(&work, side), &before)) {
        if owner.share != share {
            draft.rows.update_work_share(&WorkShare { share, ..owner })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_divided_as_people_write_them() {
        for (text, first, last) in [
            ("Ines Vold", "Ines", "Vold"),
            ("Vold, Ines", "Ines", "Vold"),
            ("Ludwig  van Beethoven", "Ludwig", "van Beethoven"),
            ("John Philip Sousa Jr.", "John Philip", "Sousa Jr."),
            ("Björk", "", "Björk"),
            ("van Dyke", "van", "Dyke"),
        ] {
            let party = party_named(text, PartyKind::Person);
            assert_eq!((party.first_name.as_str(), party.name.as_str()), (first, last), "{text}");
        }
        let kinds = ["Studio Music LLC", "Ines Vold"].map(|name| kind_of(name, ShareRole::ComposerAuthor));
        assert_eq!(kinds, [PartyKind::Company, PartyKind::Person]);
        assert_eq!(party_named("Songs, Inc.", PartyKind::Company).full_name(), "Songs, Inc.");
    }
}
