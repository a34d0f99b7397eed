//! Rounds, verdicts and notes.

use model::{CueId, Cut, CutId, Note, NoteId, PlacementId, Round, RoundId, Verdict, VerdictId, VerdictValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Position;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::{counted, placements_named};
use super::{Created, EditError};

/// What can happen to rounds, verdicts and notes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ReviewEdit {
    /// Starts the next round of review.
    StartRound { cut: CutId, audience: String },
    /// Records the director's decision in the cut's newest round (the first begins by itself); `None` takes it back.
    SetVerdict { placement: PlacementId, value: Option<VerdictValue>, author: String },
    /// Adds a note at a frame, over a range or on a whole cue.
    AddNote {
        cut: CutId,
        cue: Option<CueId>,
        placement: Option<PlacementId>,
        at: Option<Position>,
        until: Option<Position>,
        author: String,
        body: String,
        answers: Option<NoteId>,
    },
    /// Changes a note.
    EditNote { note: NoteId, body: Option<String>, resolved: Option<bool>, at: Option<Position> },
    /// Removes notes with their answers.
    RemoveNotes { notes: Vec<NoteId> },
}

impl Family for ReviewEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::StartRound { cut, audience } => start_round(draft, *cut, audience),
            Self::SetVerdict { placement, value, author } => set_verdict(draft, *placement, *value, author),
            Self::AddNote { cut, cue, placement, at, until, author, body, answers } => {
                let note = NewNote {
                    cut: *cut,
                    cue: *cue,
                    placement: *placement,
                    at: *at,
                    until: *until,
                    author,
                    body,
                    answers: *answers,
                };
                add_note(draft, &note)
            }
            Self::EditNote { note, body, resolved, at } => edit_note(draft, *note, body.as_deref(), *resolved, *at),
            Self::RemoveNotes { notes } => remove_notes(draft, notes),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::StartRound { .. } => "Start a round of review".into(),
            Self::SetVerdict { placement, value, .. } => {
                let verb = match value {
                    Some(VerdictValue::Approved) => "Approve",
                    Some(VerdictValue::Changes) => "Ask for changes to",
                    Some(VerdictValue::Rejected) => "Reject",
                    None => "Take back the verdict on",
                };
                format!("{verb} {}", placements_named(rows, &[*placement])?)
            }
            Self::AddNote { .. } => "Add a note".into(),
            Self::EditNote { resolved: Some(true), .. } => "Resolve a note".into(),
            Self::EditNote { .. } => "Edit a note".into(),
            Self::RemoveNotes { notes } => counted("Remove", notes.len(), "note"),
        })
    }
}

pub(super) fn start_round(draft: &mut Draft<'_>, cut: CutId, audience: &str) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    begin(draft, &cut, audience).map(|_| ())
}

fn begin(draft: &mut Draft<'_>, cut: &Cut, audience: &str) -> Result<Round, EditError> {
    let number = draft.rows.rounds(cut.id)?.iter().map(|round| round.number).max().map_or(1, |last| last + 1);
    let round = Round { id: RoundId(draft.ids.next()), cut: cut.id, number, audience: audience.trim().to_owned() };
    draft.rows.insert_round(&round)?;
    Ok(round)
}

pub(super) fn set_verdict(
    draft: &mut Draft<'_>,
    placement: PlacementId,
    value: Option<VerdictValue>,
    author: &str,
) -> Result<(), EditError> {
    let (placed, _, cut) = draft.laid(placement)?;
    let placement = placed.alternate();
    let newest = draft.rows.rounds(cut.id)?.into_iter().max_by_key(|round| round.number);
    let round = match newest {
        Some(round) => round,
        None => begin(draft, &cut, author)?,
    };
    let given = draft.rows.verdicts_of_round(round.id)?.into_iter().find(|verdict| verdict.placement == placement);
    match (given, value) {
        (Some(given), Some(value)) => {
            let author = author.trim().to_owned();
            draft.rows.update_verdict(&Verdict { value, author, given_at: draft.now.to_owned(), ..given })?;
        }
        (Some(given), None) => draft.rows.delete_verdict(given.id)?,
        (None, Some(value)) => draft.rows.insert_verdict(&Verdict {
            id: VerdictId(draft.ids.next()),
            round: round.id,
            placement,
            value,
            author: author.trim().to_owned(),
            given_at: draft.now.to_owned(),
        })?,
        (None, None) => {}
    }
    Ok(())
}

/// A note to be added, as the edit says it.
pub(super) struct NewNote<'a> {
    pub cut: CutId,
    pub cue: Option<CueId>,
    pub placement: Option<PlacementId>,
    pub at: Option<Position>,
    pub until: Option<Position>,
    pub author: &'a str,
    pub body: &'a str,
    pub answers: Option<NoteId>,
}

pub(super) fn add_note(draft: &mut Draft<'_>, new: &NewNote<'_>) -> Result<(), EditError> {
    let cut = draft.cut(new.cut)?;
    let (mut cue, mut alternate) = (new.cue, None);
    if let Some(placement) = new.placement {
        let (placed, its_cue, its_cut) = draft.laid(placement)?;
        if its_cut.id != cut.id {
            return Err(EditError::OtherCut);
        }
        (cue, alternate) = (Some(its_cue.id), Some(placed.alternate()));
    }
    if let Some(id) = cue
        && draft.cue(id)?.cut != cut.id
    {
        return Err(EditError::OtherCut);
    }
    if let Some(id) = new.answers {
        draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
    }
    let at = new.at.map(|at| draft.frame_of(&cut, at)).transpose()?;
    let until = new.until.map(|until| cut.rate.snap(until)).filter(|&until| at.is_some_and(|at| until > at));
    let id = NoteId(draft.ids.next());
    draft.rows.insert_note(&Note {
        id,
        cut: cut.id,
        cue,
        placement: alternate,
        at,
        until,
        author: new.author.trim().to_owned(),
        body: body_of(new.body)?,
        resolved: false,
        answers: new.answers,
        written_at: draft.now.to_owned(),
    })?;
    draft.created.push(Created::Note(id));
    Ok(())
}

pub(super) fn edit_note(
    draft: &mut Draft<'_>,
    id: NoteId,
    body: Option<&str>,
    resolved: Option<bool>,
    at: Option<Position>,
) -> Result<(), EditError> {
    let mut note = draft.rows.note(id)?.ok_or(EditError::NoSuch { what: "note", id: id.0 })?;
    if let Some(body) = body {
        note.body = body_of(body)?;
    }
    note.resolved = resolved.unwrap_or(note.resolved);
    if let Some(at) = at {
        let at = draft.frame_of(&draft.cut(note.cut)?, at)?;
        let length = note.at.zip(note.until).map(|(start, until)| until - start);
        note.until = length.map(|length| at + length);
        note.at = Some(at);
    }
    Ok(draft.rows.update_note(&note)?)
}

/// Removes notes, their answers, and the answers to those.
pub(super) fn remove_notes(draft: &mut Draft<'_>, notes: &[NoteId]) -> Result<(), EditError> {
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
pub(super) fn remove_with_subject(draft: &mut Draft<'_>, note: &Note) -> Result<(), EditError> {
    for mut answer in draft.rows.notes(note.cut)? {
        if answer.answers == Some(note.id) {
            answer.answers = None;
            draft.rows.update_note(&answer)?;
        }
    }
    Ok(draft.rows.delete_note(note.id)?)
}

fn body_of(text: &str) -> Result<String, EditError> {
    let text = text.trim();
    if text.is_empty() { Err(EditError::EmptyNote) } else { Ok(text.to_owned()) }
}
