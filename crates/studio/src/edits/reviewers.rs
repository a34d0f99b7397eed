//! Reviewers: people who are asked in rounds.

use model::{Reviewer, ReviewerId, ReviewerRole, Sees};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::{Created, EditError, ReviewError, ReviewerPatch};

/// What can happen to reviewers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ReviewerEdit {
    /// Adds somebody who can be asked. They decide unless `role` says otherwise, have the next free colour, and see nothing
    /// but picture and music.
    AddReviewer { name: String, role: Option<ReviewerRole>, colour: Option<i64>, sees: Option<Sees> },
    /// Changes a reviewer. Rounds that are open keep the role they were asked in.
    EditReviewer { reviewer: ReviewerId, set: ReviewerPatch },
    /// Removes a reviewer who was never asked and wrote nothing.
    RemoveReviewer { reviewer: ReviewerId },
}

impl Family for ReviewerEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddReviewer { name, role, colour, sees } => {
                let name = free_name(draft, name, None)?;
                let colour = colour.map_or_else(|| next_colour(draft), checked_colour)?;
                let (role, sees) = (role.unwrap_or_default(), sees.unwrap_or_default());
                add(draft, &Reviewer { colour, role, sees, ..Reviewer::new(ReviewerId(draft.ids.next()), name) })
            }
            Self::EditReviewer { reviewer, set } => edit(draft, *reviewer, set),
            Self::RemoveReviewer { reviewer } => remove(draft, *reviewer),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        let name = |id: &ReviewerId| -> Result<String, StoreError> {
            Ok(rows.reviewer(*id)?.map_or_else(|| "a reviewer".into(), |reviewer| reviewer.name))
        };
        Ok(match self {
            Self::AddReviewer { name, .. } => format!("Add {} as a reviewer", name.trim()),
            Self::EditReviewer { reviewer, .. } => format!("Edit {}", name(reviewer)?),
            Self::RemoveReviewer { reviewer } => format!("Remove {}", name(reviewer)?),
        })
    }
}

impl Draft<'_> {
    pub(super) fn reviewer(&self, id: ReviewerId) -> Result<Reviewer, EditError> {
        self.rows.reviewer(id)?.ok_or(EditError::NoSuch { what: "reviewer", id: id.0 })
    }
}

fn add(draft: &mut Draft<'_>, reviewer: &Reviewer) -> Result<(), EditError> {
    draft.rows.insert_reviewer(reviewer)?;
    draft.created.push(Created::Reviewer(reviewer.id));
    Ok(())
}

fn edit(draft: &Draft<'_>, id: ReviewerId, set: &ReviewerPatch) -> Result<(), EditError> {
    let mut reviewer = draft.reviewer(id)?;
    if let Some(name) = &set.name {
        reviewer.name = free_name(draft, name, Some(id))?;
    }
    if let Some(colour) = set.colour {
        reviewer.colour = checked_colour(colour)?;
    }
    reviewer.role = set.role.unwrap_or(reviewer.role);
    reviewer.sees = set.sees.unwrap_or(reviewer.sees);
    Ok(draft.rows.update_reviewer(&reviewer)?)
}

fn remove(draft: &Draft<'_>, id: ReviewerId) -> Result<(), EditError> {
    let reviewer = draft.reviewer(id)?;
    if draft.rows.is_asked(id)? {
        return Err(ReviewError::WasAsked { name: reviewer.name }.into());
    }
    Ok(draft.rows.delete_reviewer(id)?)
}

/// The reviewer of a name as it was said; made where there is none, and then they decide.
pub(super) fn as_said(draft: &mut Draft<'_>, name: &str) -> Result<Reviewer, EditError> {
    let name = if name.trim().is_empty() { "Not named" } else { name.trim() };
    if let Some(known) = draft.rows.reviewers()?.into_iter().find(|reviewer| reviewer.name == name) {
        return Ok(known);
    }
    let id = ReviewerId(draft.ids.next());
    let reviewer = Reviewer { colour: next_colour(draft)?, ..Reviewer::new(id, name) };
    draft.rows.insert_reviewer(&reviewer)?;
    Ok(reviewer)
}

/// A name that no other reviewer has; two of one name could not be told apart in any list.
fn free_name(draft: &Draft<'_>, name: &str, own: Option<ReviewerId>) -> Result<String, EditError> {
    let name = named(name, "reviewer")?;
    let is_taken = |other: &Reviewer| Some(other.id) != own && other.name.to_lowercase() == name.to_lowercase();
    if draft.rows.reviewers()?.iter().any(is_taken) {
        return Err(EditError::Taken { what: "reviewer", name });
    }
    Ok(name)
}

fn checked_colour(colour: i64) -> Result<i64, EditError> {
    if (0..Reviewer::COLOURS).contains(&colour) {
        Ok(colour)
    } else {
        Err(ReviewError::Colour { most: Reviewer::COLOURS - 1 }.into())
    }
}

/// The colour that the fewest reviewers have, the first of those.
fn next_colour(draft: &Draft<'_>) -> Result<i64, EditError> {
    let people = draft.rows.reviewers()?;
    let having = |colour: &i64| people.iter().filter(|reviewer| reviewer.colour == *colour).count();
    Ok((0..Reviewer::COLOURS).min_by_key(having).unwrap_or(0))
}
