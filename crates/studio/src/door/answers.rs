//! Answers of reviewers become edits: the same words that the window and the command line use.

use std::collections::HashMap;

use model::{AnswerSource, Hearing, Proposal, ProposalId};
use review::{Answer, Guest, Outcome, Received};
use store::{Rows, StoreError};

use super::links::seconds_until;
use super::page::Shared;
use crate::edits::{Edit, EditError, EditRequest, NoteEdit, ReviewEdit, moment};
use crate::{Studio, StudioError, sentence};

/// What an answer is checked against.
pub(super) struct Asked {
    pub shared: Shared,
    pub proposals: HashMap<ProposalId, Proposal>,
}

/// What an answer comes to before anything is written.
pub(super) enum Prepared {
    /// It is there already.
    Known,
    /// It is not taken, and why.
    Refused(String),
    /// It is this edit.
    Edit(Box<Edit>),
    /// It is a line of the log of what was heard.
    Heard(Hearing),
}

/// How far the clock of whoever answers may be ahead of ours, in seconds, before ours is believed.
const AHEAD: i64 = 60;

/// How much one reviewer says in one round by links: more than anybody has to say. So many letters, or so much of a drawing, count
/// as one more.
const MOST_SAID: i64 = 5_000;
const LETTERS: i64 = 4_096;

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
    let now = studio.moment().at;
    let prepared = studio.read(|rows, _| -> Result<Vec<Prepared>, StoreError> {
        let asked = asked(rows, guest)?;
        answers.iter().map(|answer| prepare(rows, asked.as_ref(), answer, source, &now)).collect()
    })?;
    let mut received = Vec::with_capacity(answers.len());
    for (answer, prepared) in answers.iter().zip(prepared) {
        let (outcome, reason) = match write(studio, prepared)? {
            Ok(outcome) => (outcome, String::new()),
            Err(reason) => (Outcome::Refused, reason),
        };
        received.push(Received { key: answer.key().to_owned(), outcome, reason });
    }
    Ok(received)
}

/// What is asked of a guest, or why nothing of what they say is taken.
fn asked(rows: &Rows, guest: &Guest) -> Result<Result<Asked, &'static str>, StoreError> {
    let gone = Ok(Err("this round is not there any more"));
    let Some(link) = rows.link(guest.link)? else { return gone };
    let Some(shared) = Shared::read(rows, &link)? else { return gone };
    let (many, letters) = rows.said_by(guest.reviewer, guest.round)?;
    if many + letters / LETTERS >= MOST_SAID {
        return Ok(Err("this round takes no more from one person; tell the music supervisor"));
    }
    let proposals = rows.proposals(guest.round)?.into_iter().map(|proposal| (proposal.id, proposal)).collect();
    Ok(Ok(Asked { shared, proposals }))
}

fn prepare(
    rows: &Rows,
    asked: Result<&Asked, &&'static str>,
    answer: &Answer,
    source: AnswerSource,
    now: &str,
) -> Result<Prepared, StoreError> {
    let key = answer.key();
    if rows.verdict_keyed(key)?.is_some() || rows.note_keyed(key)?.is_some() || rows.hearing_keyed(key)?.is_some() {
        return Ok(Prepared::Known);
    }
    match asked {
        Ok(asked) => asked.prepare(rows, answer, source, now),
        Err(reason) => Ok(Prepared::Refused((*reason).to_owned())),
    }
}

/// What became of it, or why it is refused for good.
fn write(studio: &Studio, prepared: Prepared) -> Result<Result<Outcome, String>, StudioError> {
    let edit = match prepared {
        Prepared::Known => return Ok(Ok(Outcome::Known)),
        Prepared::Refused(reason) => return Ok(Err(reason)),
        Prepared::Heard(hearing) => {
            let taken = studio.log_hearing(&hearing)?;
            return Ok(Ok(if taken { Outcome::Taken } else { Outcome::Known }));
        }
        Prepared::Edit(edit) => *edit,
    };
    match studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None }) {
        Ok(_) => Ok(Ok(Outcome::Taken)),
        // What the disk refuses may be taken later; what the rules refuse never is.
        Err(StudioError::Edit(EditError::Store(error)) | StudioError::Store(error)) => Err(error.into()),
        Err(error) => Ok(Err(sentence(&error))),
    }
}

impl Asked {
    /// What an answer is, or why it is none.
    pub fn prepare(
        &self,
        rows: &Rows,
        answer: &Answer,
        source: AnswerSource,
        now: &str,
    ) -> Result<Prepared, StoreError> {
        let Shared { round, you, .. } = &self.shared;
        let refused = |reason: &str| Ok(Prepared::Refused(reason.to_owned()));
        if !round.is_open() {
            return refused(&format!("{} is closed", round.title()));
        }
        let ahead = seconds_until(answer.at(), now).is_none_or(|seconds| seconds > AHEAD);
        let at = if ahead { now.to_owned() } else { answer.at().to_owned() };
        let of_round = |id: &ProposalId| self.proposals.get(id).ok_or("that is not proposed in this round");
        match answer {
            Answer::Verdict { key, proposal, value, words, .. } => match of_round(proposal) {
                Err(reason) => refused(reason),
                Ok(proposed) => Ok(Prepared::edit(ReviewEdit::GiveVerdict {
                    round: round.id,
                    reviewer: you.id,
                    placement: proposed.placement,
                    value: *value,
                    words: Some(words.clone()),
                    proposal: Some(*proposal),
                    source: Some(source),
                    key: Some(key.clone()),
                    given_at: Some(at),
                })),
            },
            Answer::Note { key, cue, proposal, from, until, body, drawing, answers, .. } => {
                if !self.proposals.values().any(|proposed| proposed.cue == *cue) {
                    return refused("that cue is not part of this round");
                }
                let proposed = match proposal.as_ref().map(of_round).transpose() {
                    Ok(proposed) => proposed.filter(|proposed| proposed.cue == *cue),
                    Err(reason) => return refused(reason),
                };
                if let Some(answered) = answers
                    && !self.shared.said(rows)?.notes.iter().any(|note| note.id == *answered)
                {
                    return refused("the note that is answered is not there");
                }
                // What it was about may have gone meanwhile; the note is still of the cue, or of the frame.
                let placement = match proposed {
                    Some(proposed) => rows.placement(proposed.placement)?.map(|placed| placed.alternate()),
                    None => None,
                };
                let cue = rows.cue(*cue)?.map(|cue| cue.id);
                Ok(Prepared::edit(NoteEdit::AddNote {
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
            Answer::Heard { key, proposal, .. } => {
                if let Err(reason) = of_round(proposal) {
                    return refused(reason);
                }
                let near = |one: &Hearing| {
                    let apart = seconds_until(&at, &one.heard_at).unwrap_or(i64::MAX);
                    apart.abs() < Hearing::APART_MINUTES * 60
                };
                if rows.hearings(*proposal, you.id)?.iter().any(near) {
                    return Ok(Prepared::Known);
                }
                let (proposal, reviewer, key) = (*proposal, you.id, key.clone());
                match moment(&at) {
                    Ok(heard_at) => Ok(Prepared::Heard(Hearing { proposal, reviewer, heard_at, source, key })),
                    Err(error) => refused(&sentence(&error)),
                }
            }
        }
    }
}

impl Prepared {
    fn edit(edit: impl Into<Edit>) -> Self {
        Self::Edit(Box::new(edit.into()))
    }
}
