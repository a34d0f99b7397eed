//! Suggestions read from tags: taken into the show, or waved away.

use std::borrow::Cow;
use std::collections::BTreeSet;

use model::{
    Party, PartyId, PartyKind, Recording, ShareRole, Suggested, Suggestion, TrackId, Work, WorkId, WorkShare,
    WorkShareId, WorkSide, may_be_same, shares::divides, suggestions,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::tracks_named;
use super::shares::{Told, found_or_made};
use super::{EditError, licensors, recordings, works};

/// What can happen to suggestions read from tags.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum SuggestionEdit {
    /// Takes suggestions that were read from a track's tags.
    AcceptSuggestions { track: TrackId, keys: Vec<String> },
    /// Waves suggestions away; they are not shown again.
    DismissSuggestions { track: TrackId, keys: Vec<String> },
    /// Shows suggestions again that were taken or waved away.
    RecallSuggestions { track: TrackId },
}

impl Family for SuggestionEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AcceptSuggestions { track, keys } => accept(draft, *track, keys),
            Self::DismissSuggestions { track, keys } => dismiss(draft, *track, keys),
            Self::RecallSuggestions { track } => recall(draft, *track),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AcceptSuggestions { track, .. } => {
                format!("Accept suggestions from the tags of {}", tracks_named(rows, &[*track])?)
            }
            Self::DismissSuggestions { track, .. } => {
                format!("Dismiss suggestions for {}", tracks_named(rows, &[*track])?)
            }
            Self::RecallSuggestions { track } => format!("Recall suggestions for {}", tracks_named(rows, &[*track])?),
        })
    }
}

/// The suggestions of a track that nobody has looked at and that are not true already.
pub(crate) fn open_suggestions(rows: &Rows, id: TrackId) -> Result<Vec<Suggestion>, StoreError> {
    let Some(track) = rows.track(id)? else { return Ok(Vec::new()) };
    let seen: BTreeSet<String> = rows.suggestions_seen(id)?.into_iter().collect();
    let known = Known::of(rows, id)?;
    let mut open = suggestions(&track, &rows.raw_tags(id)?);
    open.retain(|suggestion| !seen.contains(&suggestion.key) && !known.holds(&suggestion.sets));
    Ok(open)
}

/// What is known of a track's rights.
struct Known {
    recording: Recording,
    label: Option<Party>,
    work: Option<Work>,
    shares: Vec<(WorkShare, Party)>,
}

impl Known {
    fn of(rows: &Rows, track: TrackId) -> Result<Self, StoreError> {
        let recording = rows.recording(track)?.unwrap_or_default();
        let work = recording.work.map(|id| rows.work(id)).transpose()?.flatten();
        let label = recording.label.map(|id| rows.party(id)).transpose()?.flatten();
        let mut shares = Vec::new();
        for share in work.as_ref().map(|work| rows.work_shares(work.id)).transpose()?.unwrap_or_default() {
            if let Some(party) = rows.party(share.party)? {
                shares.push((share, party));
            }
        }
        Ok(Self { recording, label, work, shares })
    }

    /// Whether a suggestion says nothing new.
    fn holds(&self, sets: &Suggested) -> bool {
        match sets {
            Suggested::Share { name, role, society, ipi, share, .. } => self.shares.iter().any(|(own, party)| {
                own.role.side() == role.side()
                    && is_meant(party, name, ipi)
                    && (society.is_empty() || *society == party.society)
                    && (ipi.is_empty() || *ipi == party.ipi)
                    && share.is_none_or(|share| share == own.share)
            }),
            Suggested::Iswc { iswc } => self.work.as_ref().is_some_and(|work| work.iswc == *iswc),
            Suggested::Label { name } => self.label.as_ref().is_some_and(|label| may_be_same(&label.full_name(), name)),
            Suggested::CatalogueNumber { number } => self.recording.catalogue_number == *number,
            Suggested::Email { email } => {
                let parties = self.shares.iter().map(|(_, party)| party).chain(&self.label);
                parties.into_iter().any(|party| party.email.eq_ignore_ascii_case(email))
            }
            Suggested::Note { note } => self.work.as_ref().is_some_and(|work| work.note.contains(note.as_str())),
        }
    }
}

fn is_meant(party: &Party, name: &str, ipi: &str) -> bool {
    (!ipi.is_empty() && party.ipi == ipi) || may_be_same(&party.full_name(), name)
}

pub(super) fn accept(draft: &mut Draft<'_>, id: TrackId, keys: &[String]) -> Result<(), EditError> {
    let track = draft.track(id)?;
    let all = suggestions(&track, &draft.rows.raw_tags(id)?);
    let mut unsaid = BTreeSet::new();
    // Addresses last: they belong to whoever the others name.
    let mut wanted = Vec::with_capacity(keys.len());
    for key in keys {
        let found = all.iter().find(|suggestion| suggestion.key == *key);
        wanted.push(found.ok_or_else(|| EditError::NoSuggestion { title: track.title.clone() })?);
    }
    for (at, one) in wanted.iter().enumerate() {
        if let Some(text) = wanted.iter().skip(at + 1).find(|other| one.excludes(other)).and(one.sources.first()) {
            return Err(EditError::BothReadings(text.text.clone()));
        }
    }
    // With one reading of a text the other is out of the question.
    let others = all.iter().filter(|other| wanted.iter().any(|one| one.excludes(other)));
    let others: Vec<String> = others.map(|other| other.key.clone()).collect();
    wanted.sort_by_key(|suggestion| matches!(suggestion.sets, Suggested::Email { .. }));
    for suggestion in wanted {
        take(draft, id, &suggestion.sets, &mut unsaid)?;
        draft.rows.see_suggestion(id, &suggestion.key, draft.ids)?;
    }
    for key in &others {
        draft.rows.see_suggestion(id, key, draft.ids)?;
    }
    let Some(of) = recordings::known(draft, id)?.work.filter(|_| !unsaid.is_empty()) else { return Ok(()) };
    let work = draft.work(of)?;
    for side in unsaid {
        // Who is alone has all of a side. What several have of it is somebody's to say.
        let shares = draft.rows.work_shares(of)?;
        if shares.iter().filter(|own| own.role.side() == side && divides(&work, own)).count() == 1 {
            super::shares::even_out(draft, of, side)?;
        }
    }
    Ok(())
}

fn take(
    draft: &mut Draft<'_>,
    id: TrackId,
    sets: &Suggested,
    unsaid: &mut BTreeSet<WorkSide>,
) -> Result<(), EditError> {
    match sets {
        Suggested::Share { .. } => take_share(draft, id, sets, unsaid),
        Suggested::Iswc { iswc } => {
            let mut work = its_work(draft, id)?;
            work.iswc.clone_from(iswc);
            Ok(draft.rows.update_work(&work)?)
        }
        Suggested::Label { name } => {
            let label = licensors::named(draft, name)?;
            let recording = recordings::known(draft, id)?;
            recordings::keep(draft, Recording { label, ..recording })
        }
        Suggested::CatalogueNumber { number } => {
            let recording = recordings::known(draft, id)?;
            recordings::keep(draft, Recording { catalogue_number: number.clone(), ..recording })
        }
        Suggested::Note { note } => {
            let mut work = its_work(draft, id)?;
            let lines = if work.note.is_empty() { "" } else { "\n" };
            work.note.push_str(&format!("{lines}{note}"));
            Ok(draft.rows.update_work(&work)?)
        }
        Suggested::Email { email } => take_email(draft, id, email),
    }
}

/// The work of a track; one of the track's title is made if it has none.
fn its_work(draft: &mut Draft<'_>, id: TrackId) -> Result<Work, EditError> {
    if let Some(known) = recordings::known(draft, id)?.work {
        return draft.work(known);
    }
    let title = draft.track(id)?.title;
    works::add(draft, &title, &[id], None)?;
    let made = recordings::known(draft, id)?.work.unwrap_or(WorkId(0));
    draft.work(made)
}

fn take_share(
    draft: &mut Draft<'_>,
    id: TrackId,
    sets: &Suggested,
    unsaid: &mut BTreeSet<WorkSide>,
) -> Result<(), EditError> {
    let Suggested::Share { name, last_name, role, society, ipi, share } = sets else { return Ok(()) };
    let work = its_work(draft, id)?;
    let known = Known::of(draft.rows, id)?;
    // Somebody who has a share of the work already is told what was not known.
    let own = known.shares.iter().find(|(own, party)| own.role.side() == role.side() && is_meant(party, name, ipi));
    if let Some((own, party)) = own {
        let mut party = party.clone();
        for (mine, theirs) in [(&mut party.society, society), (&mut party.ipi, ipi)] {
            if !theirs.is_empty() {
                theirs.clone_into(mine);
            }
        }
        draft.rows.update_party(&party)?;
        if let Some(share) = *share {
            draft.rows.update_work_share(&WorkShare { share, ..own.clone() })?;
        }
        return Ok(());
    }
    if share.is_none() && role.owns() {
        unsaid.insert(role.side());
    }
    let party = its_party(draft, &divided(name, last_name), ipi, society, *role)?;
    let ordinal = known.shares.iter().map(|(own, _)| own.ordinal + 1).max().unwrap_or(0);
    let territory = "World".to_owned();
    let row = WorkShareId(draft.ids.next());
    Ok(draft.rows.insert_work_share(&WorkShare {
        id: row,
        work: work.id,
        party,
        role: *role,
        share: share.unwrap_or_default(),
        territory,
        acts_for: None,
        ordinal,
    })?)
}

/// The name with its last name first where that is known apart: nobody has to guess then where it begins.
fn divided<'a>(name: &'a str, last_name: &str) -> Cow<'a, str> {
    match name.strip_suffix(last_name).map(str::trim_end) {
        Some(first) if !first.is_empty() && !last_name.is_empty() => Cow::Owned(format!("{last_name}, {first}")),
        _ => Cow::Borrowed(name),
    }
}

fn its_party(
    draft: &mut Draft<'_>,
    name: &str,
    ipi: &str,
    society: &str,
    role: ShareRole,
) -> Result<PartyId, EditError> {
    let is_writer = role.side() == WorkSide::Writers && !model::credits::is_company(name);
    let kind = if is_writer { PartyKind::Person } else { PartyKind::Company };
    found_or_made(draft, &Told { name, ipi, society, kind })
}

/// An address belongs to the one whose name or domain it has, or else to the only publisher or label there is; it is a note
/// on the work where there are several.
fn take_email(draft: &mut Draft<'_>, id: TrackId, email: &str) -> Result<(), EditError> {
    let known = Known::of(draft.rows, id)?;
    let publishers = known.shares.iter().filter(|(own, _)| own.role.side() == WorkSide::Publishers);
    let candidates: Vec<&Party> = publishers.map(|(_, party)| party).chain(&known.label).collect();
    let lower = email.to_lowercase();
    let names_it = |party: &&&Party| {
        let full = party.full_name().to_lowercase();
        full.split_whitespace().any(|word| word.chars().count() > 3 && lower.contains(word))
    };
    let named = candidates.iter().find(names_it);
    // Of several without an address nobody knows whose it is.
    let mut without = candidates.iter().filter(|party| party.email.is_empty());
    let alone = without.next().filter(|_| without.next().is_none() && candidates.len() == 1);
    match named.or(alone) {
        Some(party) => Ok(draft.rows.update_party(&Party { email: email.to_owned(), ..(**party).clone() })?),
        None => {
            let mut work = its_work(draft, id)?;
            let lines = if work.note.is_empty() { "" } else { "\n" };
            work.note.push_str(&format!("{lines}Contact: {email}"));
            Ok(draft.rows.update_work(&work)?)
        }
    }
}

pub(super) fn dismiss(draft: &mut Draft<'_>, id: TrackId, keys: &[String]) -> Result<(), EditError> {
    draft.track(id)?;
    for key in keys {
        draft.rows.see_suggestion(id, key, draft.ids)?;
    }
    Ok(())
}

pub(super) fn recall(draft: &mut Draft<'_>, id: TrackId) -> Result<(), EditError> {
    draft.track(id)?;
    Ok(draft.rows.delete_suggestions_seen(id)?)
}
