//! Notes.

use model::review::check_drawing;
use model::{AnswerSource, CueId, CutId, Note, NoteId, PlacementId, ReviewerId, RoundId, Stroke};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Position;
use ts_rs::TS;

use super::answers::{checked_key, moment};
use super::draft::Draft;
use super::family::Family;
use super::labels::counted;
use super::{Created, EditError, ReviewError};

/// What can happen to notes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum NoteEdit {
    /// Adds a note at a frame, over a range or on a whole cue: of `reviewer`, or else of the desk under the name `author`.
    /// One whose key is there already is the same note, and changes nothing.
    AddNote {
        cut: CutId,
        cue: Option<CueId>,
        placement: Option<PlacementId>,
        at: Option<Position>,
        until: Option<Position>,
        author: Option<String>,
        body: String,
        answers: Option<NoteId>,
        reviewer: Option<ReviewerId>,
        round: Option<RoundId>,
        private: Option<bool>,
        drawing: Option<Vec<Stroke>>,
        source: Option<AnswerSource>,
        key: Option<String>,
        written_at: Option<String>,
    },
    /// Changes a note. `until` is where its range ends; the same as its frame takes the range away.
    EditNote {
        note: NoteId,
        body: Option<String>,
        resolved: Option<bool>,
        at: Option<Position>,
        until: Option<Position>,
        private: Option<bool>,
        drawing: Option<Vec<Stroke>>,
    },
    /// Removes notes with their answers.
    RemoveNotes { notes: Vec<NoteId> },
}

impl NoteEdit {
    /// A note of the desk on a cut, of which nothing else is said.
    #[must_use]
    pub fn of_desk(cut: CutId, author: impl Into<String>, body: impl Into<String>) -> Self {
        Self::AddNote {
            cut,
            cue: None,
            placement: None,
            at: None,
            until: None,
            author: Some(author.into()),
            body: body.into(),
            answers: None,
            reviewer: None,
            round: None,
            private: None,
            drawing: None,
            source: None,
            key: None,
            written_at: None,
        }
    }
}

impl Family for NoteEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddNote { .. } => add(draft, self),
            Self::EditNote { note, .. } => edit(draft, *note, self),
            Self::RemoveNotes { notes } => remove(draft, notes),
        }
    }

    fn describe(&self, _rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddNote { .. } => "Add a note".into(),
            Self::EditNote { resolved: Some(true), .. } => "Resolve a note".into(),
            Self::EditNote { .. } => "Edit a note".into(),
            Self::RemoveNotes { notes } => counted("Remove", notes.len(), "note"),
        })
    }
}

fn add(draft: &mut Draft<'_>, new: &NoteEdit) -> Result<(), EditError> {
    let NoteEdit::AddNote {
        cut,
        cue,
        placement,
        at,
        until,
        author,
        body,
        answers,
        reviewer,
        round,
        private,
        drawing,
        source,
        key,
        written_at,
    } = new
    else {
        return Ok(());
    };
    let source = source.unwrap_or(AnswerSource::Desk);
    let key = checked_key(source, key.as_deref())?;
    if let Some(key) = key
        && draft.rows.note_keyed(key)?.is_some()
    {
        return Ok(());
    }
    let cut = draft.cut(*cut)?;
    let (mut about, mut alternate) = (*cue, None);
    if let Some(placement) = *placement {
        let (placed, its_cue, its_cut) = draft.laid(placement)?;
        if its_cut.id != cut.id {
            return Err(EditError::OtherCut);
        }
        (about, alternate) = (Some(its_cue.id), Some(placed.alternate()));
    }
    if let Some(id) = about
        && draft.cue(id)?.cut != cut.id
    {
        return Err(EditError::OtherCut);
    }
    if let Some(id) = *answers {
        draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
    }
    if let Some(id) = *round
        && draft.round(id)?.cut != cut.id
    {
        return Err(EditError::OtherCut);
    }
    let author = match *reviewer {
        Some(id) => draft.reviewer(id)?.name,
        None => author.as_deref().unwrap_or_default().trim().to_owned(),
    };
    let drawing = drawing.clone().unwrap_or_default();
    check_drawing(&drawing).map_err(ReviewError::from)?;
    let at = at.map(|at| draft.frame_of(&cut, at)).transpose()?;
    let until = until.map(|until| cut.rate.snap(until)).filter(|&until| at.is_some_and(|at| until > at));
    let id = NoteId(draft.ids.next());
    draft.rows.insert_note(&Note {
        cue: about,
        placement: alternate,
        at,
        until,
        answers: *answers,
        written_at: written_at.as_deref().map_or_else(|| Ok(draft.now.to_owned()), moment)?,
        reviewer: *reviewer,
        round: *round,
        private: private.unwrap_or(false),
        body: body_of(body, &drawing)?,
        drawing,
        source,
        key: key.map(str::to_owned),
        ..Note::new(id, cut.id, author, "")
    })?;
    draft.created.push(Created::Note(id));
    Ok(())
}

fn edit(draft: &Draft<'_>, id: NoteId, change: &NoteEdit) -> Result<(), EditError> {
    let NoteEdit::EditNote { note: _, body, resolved, at, until, private, drawing } = change else { return Ok(()) };
    let mut note = draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
    if let Some(drawing) = drawing {
        check_drawing(drawing).map_err(ReviewError::from)?;
        note.drawing.clone_from(drawing);
    }
    if let Some(body) = body {
        note.body = body_of(body, &note.drawing)?;
    }
    note.resolved = resolved.unwrap_or(note.resolved);
    note.private = private.unwrap_or(note.private);
    let cut = draft.cut(note.cut)?;
    if let Some(at) = *at {
        let at = draft.frame_of(&cut, at)?;
        let length = note.at.zip(note.until).map(|(start, until)| until - start);
        note.until = length.map(|length| at + length);
        note.at = Some(at);
    }
    if let Some(until) = *until {
        note.until = Some(cut.rate.snap(until)).filter(|&until| note.at.is_some_and(|at| until > at));
    }
    Ok(draft.rows.update_note(&note)?)
}

/// Removes notes, their answers, and the answers to those.
fn remove(draft: &Draft<'_>, notes: &[NoteId]) -> Result<(), EditError> {
    let mut going: Vec<Note> = Vec::new();
    for &id in notes {
        let note = draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
        let thread = draft.rows.notes(note.cut)?;
        let first = going.len();
        going.push(note);
        let mut next = first;
        while let Some(asked) = going.get(next).map(|note| note.id) {
            going.extend(thread.iter().filter(|note| note.answers == Some(asked)).cloned());
            next += 1;
        }
    }
    going.sort_by_key(|note| note.id);
    going.dedup_by_key(|note| note.id);
    for note in going {
        draft.rows.delete_note(note.id)?;
    }
    Ok(())
}

/// Removes a note whose subject goes; answers that were written elsewhere stay, as notes of their own.
pub(super) fn remove_with_subject(draft: &Draft<'_>, note: &Note) -> Result<(), EditError> {
    for mut answer in draft.rows.notes(note.cut)? {
        if answer.answers == Some(note.id) {
            answer.answers = None;
            draft.rows.update_note(&answer)?;
        }
    }
    Ok(draft.rows.delete_note(note.id)?)
}

/// What is drawn may say it all.
fn body_of(text: &str, drawing: &[Stroke]) -> Result<String, EditError> {
    let text = text.trim();
    if text.is_empty() && drawing.is_empty() { Err(EditError::EmptyNote) } else { Ok(text.to_owned()) }
}
