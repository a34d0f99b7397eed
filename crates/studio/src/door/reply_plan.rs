//! What becomes of each answer of a reply: whether it is known, whether it fits what the show has become, and which edit it is.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use model::{
    AnswerSource, Cut, Hearing, NoteId, Package, Proposal, ProposalId, Reviewer, ReviewerRole, Round, Verdict,
};
use review::{Answer, Reply};
use serde::Serialize;
use store::{Rows, StoreError};
use ts_rs::TS;

use super::answers::{Asked, Prepared};
use super::conflict::Conflict;
use crate::edits::{AskedSpec, Edit, ReviewEdit, moment};

/// One answer of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyLine {
    /// What makes it known.
    pub key: String,
    /// `4M07, A`.
    pub about: String,
    /// What they say.
    pub words: String,
    /// When, as it is kept.
    pub at: String,
    /// Whether it is in the show already.
    pub known: bool,
    /// What is to be decided first.
    pub conflict: Option<Conflict>,
}

/// Letters of a note that a line shows.
const SHOWN: usize = 240;

/// As much of a text as a line shows, its paragraphs in one.
pub(super) fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// A reply whose signature is right, with what it is held against.
pub(super) struct Opened {
    pub reply: Reply,
    pub package: Package,
    pub person: Reviewer,
    /// As it is in the show.
    pub round: Round,
    pub cut: Cut,
    pub episode: String,
    /// Seconds by which what they say is set back.
    pub ahead: i64,
    /// The round as if it were open and asked them: whether it may be is a choice of the user's.
    pub asked: Asked,
}

/// An answer, what is to be decided of it, and the edit that it is.
pub(super) struct Planned {
    pub line: ReplyLine,
    pub edit: Option<Edit>,
}

impl ReplyLine {
    /// Why it does not come in.
    pub(super) fn left_out(&self) -> String {
        let reason = self.conflict.as_ref().map_or("left out", |conflict| conflict.sentence.as_str());
        format!("{}, {}: {reason}", self.about, self.words)
    }
}

impl Opened {
    /// Asks whoever says it in the round after all, to be heard.
    pub fn asking(&self) -> Edit {
        let known = self.round.reviewers.iter().map(|one| AskedSpec { reviewer: one.reviewer, role: Some(one.role) });
        let new = AskedSpec { reviewer: self.person.id, role: Some(ReviewerRole::Advises) };
        let reviewers: Vec<AskedSpec> = known.filter(|one| one.reviewer != self.person.id).chain([new]).collect();
        ReviewEdit::EditRound { round: self.round.id, name: None, rule: None, reviewers: Some(reviewers) }.into()
    }

    /// What was heard of the round. Each is kept by itself, whatever else was heard near it: so any order ends the same.
    pub fn heard(&self) -> Vec<Hearing> {
        let heard = self.reply.answers.iter().filter_map(|answer| {
            let mut answer = answer.clone();
            set_back(&mut answer, self.ahead);
            answer.check().ok()?;
            let Answer::Heard { key, at, proposal } = answer else { return None };
            let (reviewer, source) = (self.person.id, AnswerSource::File);
            let heard_at = moment(&at).ok().filter(|_| self.asked.proposals.contains_key(&proposal))?;
            Some(Hearing { proposal, reviewer, heard_at, source, key })
        });
        heard.collect()
    }

    /// What becomes of each answer.
    pub fn plan(&self, rows: &Rows, now: &str) -> Result<Vec<Planned>, StoreError> {
        let own: HashSet<&str> = self.reply.answers.iter().map(Answer::key).collect();
        let said = rows.verdicts_of_round(self.round.id)?;
        let readable: HashSet<NoteId> = self.asked.shared.said(rows)?.notes.iter().map(|note| note.id).collect();
        let said_of = |answer: &&Answer| !matches!(answer, Answer::Heard { .. });
        let answers = self.reply.answers.iter().filter(said_of);
        answers.map(|answer| self.plan_one(rows, answer, now, (&own, &said, &readable))).collect()
    }

    fn plan_one(
        &self,
        rows: &Rows,
        answer: &Answer,
        now: &str,
        (own, said, readable): (&HashSet<&str>, &[Verdict], &HashSet<NoteId>),
    ) -> Result<Planned, StoreError> {
        let mut answer = answer.clone();
        set_back(&mut answer, self.ahead);
        let mut line = ReplyLine {
            key: answer.key().to_owned(),
            about: self.about(&answer),
            words: words_of(&answer),
            at: moment(answer.at()).unwrap_or_else(|_| answer.at().to_owned()),
            known: rows.verdict_keyed(answer.key())?.is_some() || rows.note_keyed(answer.key())?.is_some(),
            conflict: None,
        };
        if line.known {
            return Ok(Planned { line, edit: None });
        }
        if let Err(fault) = answer.check() {
            line.conflict = Some(Conflict::refused(fault.to_string()));
            return Ok(Planned { line, edit: None });
        }
        line.conflict = match &mut answer {
            Answer::Verdict { proposal, .. } => match self.asked.proposals.get(proposal) {
                Some(proposed) => Conflict::with(self.of_round(), self.of_verdict(rows, proposed, &line, (own, said))?),
                None => Some(Conflict::not_proposed(&self.round)),
            },
            Answer::Note { cue, answers, .. } => {
                if !self.asked.proposals.values().any(|proposed| proposed.cue == *cue) {
                    Some(Conflict::not_proposed(&self.round))
                } else if rows.cue(*cue)?.is_none() {
                    Conflict::with(self.of_round(), Some(Conflict::cue_gone()))
                } else if answers.is_some_and(|answered| !readable.contains(&answered)) {
                    Conflict::with(self.of_round(), Some(Conflict::answered_gone()))
                } else {
                    self.of_round()
                }
            }
            Answer::Heard { .. } => None,
        };
        if let Answer::Note { answers, .. } = &mut answer
            && answers.is_some_and(|answered| !readable.contains(&answered))
        {
            *answers = None;
        }
        let edit = match self.asked.prepare(rows, &answer, AnswerSource::File, now)? {
            Prepared::Edit(edit) => Some(*edit),
            Prepared::Refused(reason) => {
                line.conflict = line.conflict.or(Some(Conflict::refused(reason)));
                None
            }
            Prepared::Known | Prepared::Heard(_) => None,
        };
        Ok(Planned { line, edit })
    }

    /// What is to be decided of anything that is said in a round that takes nothing, or by somebody whom it does not ask.
    fn of_round(&self) -> Option<Conflict> {
        let closed = (!self.round.is_open()).then(|| Conflict::closed(&self.round));
        let is_asked = self.round.asks(self.person.id);
        let not_asked = (!is_asked).then(|| Conflict::not_asked(&self.round, &self.person.name));
        Conflict::with(closed, not_asked)
    }

    fn of_verdict(
        &self,
        rows: &Rows,
        proposed: &Proposal,
        line: &ReplyLine,
        (own, said): (&HashSet<&str>, &[Verdict]),
    ) -> Result<Option<Conflict>, StoreError> {
        if rows.placement(proposed.placement)?.is_none() {
            return Ok(Some(Conflict::placement_gone()));
        }
        // What they said elsewhere after the package was made, and not in it. Moments are compared as they are kept.
        let made = moment(&self.package.made_at).unwrap_or_default();
        let other = said
            .iter()
            .filter(|one| one.proposal == proposed.id && one.reviewer == self.person.id)
            .filter(|one| !own.contains(one.key.as_str()) && one.given_at >= made)
            .max_by(|one, two| (&one.given_at, &one.key).cmp(&(&two.given_at, &two.key)));
        if let Some(other) = other {
            let newer = if other.given_at.as_str() < line.at.as_str() { "this one" } else { "the other" };
            return Ok(Some(Conflict::other_answer(&self.person.name, other, newer)));
        }
        let again = |one: &Proposal| one.placement == proposed.placement && one.version > proposed.version;
        if self.asked.proposals.values().any(again) {
            return Ok(Some(Conflict::proposed_again()));
        }
        let Some(was) = &proposed.was else { return Ok(None) };
        let pieces = rows.placements_of_cue(proposed.cue)?;
        let now = pieces.iter().filter(|piece| piece.alternate() == proposed.placement);
        let duck = rows.duck(proposed.cue)?;
        Ok(was.differs_from(now, duck.as_ref()).then(Conflict::changed))
    }

    /// `4M07, A`.
    fn about(&self, answer: &Answer) -> String {
        let frozen = |id: &ProposalId| self.asked.proposals.get(id).and_then(|proposed| proposed.was.as_ref());
        let (was, letter) = match answer {
            Answer::Verdict { proposal, .. } => (frozen(proposal), true),
            Answer::Note { cue, proposal, .. } => {
                let any = || self.asked.proposals.values().find(|one| one.cue == *cue).and_then(|one| one.was.as_ref());
                let own = proposal.as_ref().and_then(frozen);
                (own.or_else(any), own.is_some())
            }
            Answer::Heard { proposal, .. } => (frozen(proposal), true),
        };
        match was {
            Some(was) if letter => format!("{}, {}", was.number, was.letter),
            Some(was) => was.number.to_string(),
            None => format!("something that is not in {}", self.cut.label),
        }
    }
}

fn words_of(answer: &Answer) -> String {
    match answer {
        Answer::Verdict { value: None, .. } => "takes back what was said".to_owned(),
        Answer::Verdict { value: Some(value), words, .. } if words.trim().is_empty() => value.word().to_owned(),
        Answer::Verdict { value: Some(value), words, .. } => format!("{}: “{}”", value.word(), shortened(words.trim())),
        Answer::Note { body, drawing, .. } if body.trim().is_empty() => {
            format!("a drawing of {} strokes", drawing.len())
        }
        Answer::Note { body, .. } => format!("“{}”", shortened(body.trim())),
        Answer::Heard { .. } => "was heard".to_owned(),
    }
}

/// Sets a moment back: a clock that is ahead would win every argument until its time has come.
fn set_back(answer: &mut Answer, seconds: i64) {
    let (Answer::Verdict { at, .. } | Answer::Note { at, .. } | Answer::Heard { at, .. }) = answer;
    *at = earlier(at, seconds);
}

/// A moment so many seconds before; itself where it is none.
pub(super) fn earlier(at: &str, seconds: i64) -> String {
    let then = at.parse::<Timestamp>().ok().filter(|_| seconds > 0);
    let then = then.and_then(|then| then.checked_sub(SignedDuration::from_secs(seconds)).ok());
    then.map_or_else(|| at.to_owned(), |then| format!("{then:.3}"))
}
