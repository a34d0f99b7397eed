//! Answers of reviewers become edits: the same words that the window and the command line use.

use std::collections::HashMap;

use model::{AnswerSource, Proposal, ProposalId};
use review::{Answer, Guest, Outcome, Received};
use store::{Rows, StoreError};

use super::links::seconds_until;
use super::page::Shared;
use crate::edits::{Edit, EditError, EditRequest, NoteEdit, ReviewEdit};
use crate::{Studio, StudioError, sentence};

/// What an answer is checked against.
pub(super) struct Asked {
    pub shared: Shared,
    pub proposals: HashMap<ProposalId, Proposal>,
}

/// How far the clock of whoever answers may be ahead of ours, in seconds, before ours is believed.
const AHEAD: i64 = 60;

/// Takes answers one by one: each is durable by itself, and one that is refused stops no other.
///
/// # Errors
/// If the document cannot be read or written: what came before is taken then, and is known when it comes again.
pub(super) fn take(
    studio: &Studio,
    guest: &Guest,
    answers: &[Answer],
    source: AnswerSource,
) -> Result<Vec<Received>, StudioError> {
    let mut received = Vec::with_capacity(answers.len());
    for answer in answers {
        let key = answer.key().to_owned();
        let (outcome, reason) = match take_one(studio, guest, answer, source)? {
            Ok(outcome) => (outcome, String::new()),
            Err(reason) => (Outcome::Refused, reason),
        };
        received.push(Received { key, outcome, reason });
    }
    Ok(received)
}

/// What became of an answer, or why it is refused for good.
fn take_one(
    studio: &Studio,
    guest: &Guest,
    answer: &Answer,
    source: AnswerSource,
) -> Result<Result<Outcome, String>, StudioError> {
    if is_known(studio, answer.key())? {
        return Ok(Ok(Outcome::Known));
    }
    let Some(asked) = asked(studio, guest)? else { return Ok(Err("this round is not there any more".to_owned())) };
    let now = studio.moment().at;
    let edit = match studio.read(|rows, _| asked.edit(rows, answer, source, &now))? {
        Ok(edit) => edit,
        Err(reason) => return Ok(Err(reason)),
    };
    match studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None }) {
        Ok(_) => Ok(Ok(Outcome::Taken)),
        // What the disk refuses may be taken later; what the rules refuse never is.
        Err(StudioError::Edit(EditError::Store(error)) | StudioError::Store(error)) => Err(error.into()),
        Err(error) => Ok(Err(sentence(&error))),
    }
}

impl Asked {
    /// The edit that an answer is, or why it is none.
    pub fn edit(
        &self,
        rows: &Rows,
        answer: &Answer,
        source: AnswerSource,
        now: &str,
    ) -> Result<Result<Edit, String>, StoreError> {
        let Shared { round, you, .. } = &self.shared;
        if !round.is_open() {
            return Ok(Err(format!("{} is closed", round.title())));
        }
        let ahead = seconds_until(answer.at(), now).is_none_or(|seconds| seconds > AHEAD);
        let at = if ahead { now.to_owned() } else { answer.at().to_owned() };
        let of_round = |id: &ProposalId| self.proposals.get(id).ok_or("that is not proposed in this round".to_owned());
        Ok(match answer {
            Answer::Verdict { key, proposal, value, words, .. } => of_round(proposal).map(|proposed| {
                Edit::Review(ReviewEdit::GiveVerdict {
                    round: round.id,
                    reviewer: you.id,
                    placement: proposed.placement,
                    value: *value,
                    words: Some(words.clone()),
                    proposal: Some(*proposal),
                    source: Some(source),
                    key: Some(key.clone()),
                    given_at: Some(at),
                })
            }),
            Answer::Note { key, cue, proposal, from, until, body, drawing, answers, .. } => {
                if !self.proposals.values().any(|proposed| proposed.cue == *cue) {
                    return Ok(Err("that cue is not part of this round".to_owned()));
                }
                let proposed = match proposal.as_ref().map(of_round).transpose() {
                    Ok(proposed) => proposed.filter(|proposed| proposed.cue == *cue),
                    Err(reason) => return Ok(Err(reason)),
                };
                if let Some(answered) = answers
                    && !self.shared.said(rows)?.notes.iter().any(|note| note.id == *answered)
                {
                    return Ok(Err("the note that is answered is not there".to_owned()));
                }
                // What it was about may have gone meanwhile; the note is still of the cue, or of the frame.
                let placement = match proposed {
                    Some(proposed) => rows.placement(proposed.placement)?.map(|placed| placed.alternate()),
                    None => None,
                };
                let cue = rows.cue(*cue)?.map(|cue| cue.id);
                Ok(Edit::Note(NoteEdit::AddNote {
                    cut: round.cut,
                    cue,
                    placement,
                    at: *from,
                    until: *until,
                    author: None,
                    body: body.clone(),
                    answers: *answers,
                    reviewer: Some(you.id),
                    round: Some(round.id),
                    private: None,
                    drawing: Some(drawing.clone()),
                    source: Some(source),
                    key: Some(key.clone()),
                    written_at: Some(at),
                }))
            }
        })
    }
}

fn asked(studio: &Studio, guest: &Guest) -> Result<Option<Asked>, StudioError> {
    Ok(studio.read(|rows, _| -> Result<_, StoreError> {
        let Some(link) = rows.link(guest.link)? else { return Ok(None) };
        let Some(shared) = Shared::read(rows, &link)? else { return Ok(None) };
        let proposals = rows.proposals(guest.round)?.into_iter().map(|proposal| (proposal.id, proposal)).collect();
        Ok(Some(Asked { shared, proposals }))
    })?)
}

fn is_known(studio: &Studio, key: &str) -> Result<bool, StudioError> {
    Ok(studio.read(|rows, _| -> Result<_, StoreError> {
        Ok(rows.verdict_keyed(key)?.is_some() || rows.note_keyed(key)?.is_some())
    })?)
}
