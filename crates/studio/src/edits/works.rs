//! Works: what they are called and numbered, and which tracks record them.

use model::{Identifier, Recording, Share, SocietyNumber, TrackId, Work, WorkId, WorkShare};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::works_named;
use super::{Created, EditError, WorkPatch, parties, recordings};

/// What can happen to works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum WorkEdit {
    /// Adds a work, recorded by these tracks.
    AddWork { title: String, tracks: Option<Vec<TrackId>>, set: Option<WorkPatch> },
    /// Changes works.
    EditWorks { works: Vec<WorkId>, set: WorkPatch },
    /// Makes one work of several: tracks of `from` record `into`, whose shares stay as they are unless it has none.
    MergeWorks { into: WorkId, from: Vec<WorkId> },
    /// Removes works with their shares; tracks forget them.
    RemoveWorks { works: Vec<WorkId> },
}

impl Family for WorkEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddWork { title, tracks, set } => {
                add(draft, title, tracks.as_deref().unwrap_or_default(), set.as_ref())
            }
            Self::EditWorks { works, set } => edit(draft, works, set),
            Self::MergeWorks { into, from } => merge(draft, *into, from),
            Self::RemoveWorks { works } => remove(draft, works),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddWork { title, .. } => format!("Add work {}", title.trim()),
            Self::EditWorks { works, .. } => format!("Edit work {}", works_named(rows, works)?),
            Self::MergeWorks { into, from } => {
                format!("Merge {} into {}", works_named(rows, from)?, works_named(rows, &[*into])?)
            }
            Self::RemoveWorks { works } => format!("Remove work {}", works_named(rows, works)?),
        })
    }
}

impl Draft<'_> {
    pub fn work(&self, id: WorkId) -> Result<Work, EditError> {
        self.rows.work(id)?.ok_or(EditError::NoSuch { what: "work", id: id.0 })
    }
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    title: &str,
    tracks: &[TrackId],
    set: Option<&WorkPatch>,
) -> Result<(), EditError> {
    let mut work = Work::new(WorkId(draft.ids.next()), named(title, "work")?);
    if let Some(set) = set {
        patch(&mut work, set)?;
    }
    draft.rows.insert_work(&work)?;
    draft.created.push(Created::Work(work.id));
    recordings::set_work(draft, tracks, Some(work.id))
}

pub(super) fn edit(draft: &mut Draft<'_>, works: &[WorkId], set: &WorkPatch) -> Result<(), EditError> {
    for &id in works {
        let mut work = draft.work(id)?;
        patch(&mut work, set)?;
        draft.rows.update_work(&work)?;
    }
    Ok(())
}

fn patch(work: &mut Work, set: &WorkPatch) -> Result<(), EditError> {
    if let Some(title) = &set.title {
        work.title = named(title, "work")?;
    }
    if let Some(titles) = &set.other_titles {
        let told = titles.iter().map(|title| title.trim()).filter(|title| !title.is_empty());
        work.other_titles = told.map(str::to_owned).collect();
    }
    if let Some(iswc) = &set.iswc {
        work.iswc = Identifier::Iswc.parse(iswc)?;
    }
    for (told, share) in [
        (set.writers_part, &mut work.writers_part),
        (set.unpublished, &mut work.unpublished),
        (set.copyright_control, &mut work.copyright_control),
    ] {
        let Some(told) = told else { continue };
        if !(0..=Share::WHOLE.0).contains(&told.0) {
            return Err(EditError::WorkShareRange { percent: told.to_string() });
        }
        *share = told;
    }
    work.publishing = set.publishing.unwrap_or(work.publishing);
    work.public_domain = set.public_domain.unwrap_or(work.public_domain);
    if let Some(numbers) = &set.society_numbers {
        let told = numbers.iter().filter(|one| !one.number.trim().is_empty());
        let clean = |one: &SocietyNumber| SocietyNumber {
            society: parties::society_named(&one.society),
            number: one.number.trim().to_owned(),
        };
        work.society_numbers = told.map(clean).collect();
    }
    if let Some(note) = &set.note {
        note.trim().clone_into(&mut work.note);
    }
    Ok(())
}

pub(super) fn merge(draft: &mut Draft<'_>, into: WorkId, from: &[WorkId]) -> Result<(), EditError> {
    let mut kept = draft.work(into)?;
    for &id in from {
        if id == into {
            return Err(EditError::IntoItself { name: kept.title });
        }
        let gone = draft.work(id)?;
        for recording in draft.rows.recordings_of_work(id)? {
            draft.rows.set_recording(&Recording { work: Some(into), ..recording })?;
        }
        let shares = draft.rows.work_shares(id)?;
        if draft.rows.work_shares(into)?.is_empty() {
            for share in shares {
                draft.rows.update_work_share(&WorkShare { work: into, ..share })?;
            }
            (kept.writers_part, kept.publishing) = (gone.writers_part, gone.publishing);
            (kept.unpublished, kept.copyright_control) = (gone.unpublished, gone.copyright_control);
        } else {
            for share in shares {
                draft.rows.delete_work_share(share.id)?;
            }
        }
        take_unknown(&mut kept, gone);
        draft.rows.delete_work(id)?;
    }
    Ok(draft.rows.update_work(&kept)?)
}

fn take_unknown(kept: &mut Work, gone: Work) {
    if kept.iswc.is_empty() {
        kept.iswc = gone.iswc;
    }
    if kept.note.is_empty() {
        kept.note = gone.note;
    }
    for title in std::iter::once(gone.title).chain(gone.other_titles) {
        let same = |other: &String| other.eq_ignore_ascii_case(&title);
        if !same(&kept.title) && !kept.other_titles.iter().any(same) {
            kept.other_titles.push(title);
        }
    }
    for number in gone.society_numbers {
        if !kept.society_numbers.contains(&number) {
            kept.society_numbers.push(number);
        }
    }
}

pub(super) fn remove(draft: &mut Draft<'_>, works: &[WorkId]) -> Result<(), EditError> {
    for &id in works {
        draft.work(id)?;
        for recording in draft.rows.recordings_of_work(id)? {
            recordings::keep(draft, Recording { work: None, ..recording })?;
        }
        for share in draft.rows.work_shares(id)? {
            draft.rows.delete_work_share(share.id)?;
        }
        draft.rows.delete_work(id)?;
    }
    Ok(())
}
