//! Replies of offline packages and of briefs: looked at, with what does not fit put before the user, and taken as one step of undo.
//!
//! Nothing is overwritten: what a reply says is added to what was said, and the newest of a reviewer counts, whatever came in
//! first. So replies in any order, and as often as they come, end the same.

use std::collections::HashMap;
use std::path::PathBuf;

use model::{CommissionId, PackageId, ReviewerId, Round, RoundId, TakenReply};
use review::{BriefReply, Claimed, Reply, SealedReply};
use serde::{Deserialize, Serialize};
use store::StoreError;
use ts_rs::TS;

use super::answers::Asked;
use super::brief_replies::OpenedBrief;
use super::conflict::{Choice, ConflictKind};
use super::links::seconds_until;
use super::page::{Shared, as_link};
use super::reply_plan::{Opened, Planned, ReplyLine};
use crate::edits::{Edit, EditRequest, ReviewEdit};
use crate::files::read_file;
use crate::{Studio, StudioError, sentence};

/// Where a reply comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum ReplySource {
    /// A file that its page saved.
    File {
        /// Where.
        path: PathBuf,
    },
    /// What was copied as text.
    Text {
        /// With whatever stands around it.
        text: String,
    },
}

/// A reply, looked at before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyView {
    /// The reviewer who says it; none of a composer.
    pub reviewer: Option<ReviewerId>,
    /// Their name.
    pub name: String,
    /// Which round it answers, if it answers one.
    pub round: Option<RoundId>,
    /// Which commission's brief it answers, if it answers one.
    pub commission: Option<CommissionId>,
    /// `Round 2, Producers`, or `C3 The letter`.
    pub title: String,
    /// `1x04 Rising Tide`; empty of a brief.
    pub episode: String,
    /// When it was saved, by the clock of their computer.
    pub saved_at: String,
    /// What the package was called.
    pub package: String,
    /// How far their clock is ahead, in seconds, where it is: what they say is set back by as much.
    pub ahead: i64,
    /// What they say, in the order in which they said it.
    pub lines: Vec<ReplyLine>,
}

/// What became of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyTaken {
    /// Who said it.
    pub name: String,
    /// `Round 2, Producers`.
    pub title: String,
    /// How many answers came in.
    pub taken: usize,
    /// How many were in the show already.
    pub known: usize,
    /// What was left out, and why, a sentence each.
    pub left_out: Vec<String>,
}

/// How far a clock may be ahead of ours, in seconds, before it is set back.
const AHEAD: i64 = 60;

/// A reply whose signature is right.
enum Came {
    /// To a package of a review.
    Review(Box<Opened>),
    /// To a brief.
    Brief(Box<OpenedBrief>),
}

impl Studio {
    /// What a reply says, and what does not fit.
    ///
    /// # Errors
    /// If it cannot be read, is no reply to a package or a brief of this show, or was changed on its way.
    pub fn read_reply(&self, source: &ReplySource) -> Result<ReplyView, StudioError> {
        let now = self.moment().at;
        match self.open_reply(source)? {
            Came::Review(opened) => {
                let lines = self.read(|rows, _| opened.plan(rows, &now))?;
                Ok(ReplyView {
                    reviewer: Some(opened.person.id),
                    name: opened.person.name,
                    round: Some(opened.round.id),
                    commission: None,
                    title: opened.round.title(),
                    episode: opened.episode,
                    saved_at: opened.reply.saved_at,
                    package: opened.package.file,
                    ahead: opened.ahead,
                    lines: lines.into_iter().map(|planned| planned.line).collect(),
                })
            }
            Came::Brief(opened) => {
                let lines = self.read(|rows, _| opened.plan(rows))?;
                Ok(ReplyView {
                    reviewer: None,
                    name: opened.author().to_owned(),
                    round: None,
                    commission: Some(opened.commission.id),
                    title: opened.title(),
                    episode: String::new(),
                    saved_at: opened.reply.saved_at,
                    package: opened.page.file,
                    ahead: opened.ahead,
                    lines: lines.into_iter().map(|planned| planned.line).collect(),
                })
            }
        }
    }

    /// Takes a reply, as one step of undo: what fits, and of the rest what `choices` say by its key; else what is safe.
    ///
    /// # Errors
    /// As [`Studio::read_reply`]; or if the document cannot be written. Nothing of it is taken then.
    pub fn take_reply(
        &self,
        source: &ReplySource,
        choices: &HashMap<String, Choice>,
    ) -> Result<ReplyTaken, StudioError> {
        match self.open_reply(source)? {
            Came::Review(opened) => self.take_review(&opened, choices),
            Came::Brief(opened) => {
                let planned = self.read(|rows, _| opened.plan(rows))?;
                let (mut taken, edits) = sorted(opened.author(), opened.title(), planned, choices);
                taken.taken = self.take_edits(opened.author(), edits, &[], &[], &mut taken.left_out)?;
                Ok(taken)
            }
        }
    }

    fn take_review(&self, opened: &Opened, choices: &HashMap<String, Choice>) -> Result<ReplyTaken, StudioError> {
        let now = self.moment().at;
        let planned = self.read(|rows, _| opened.plan(rows, &now))?;
        let (mut taken, edits) = sorted(&opened.person.name, opened.round.title(), planned, choices);
        let not_asked =
            |line: &ReplyLine| line.conflict.as_ref().is_some_and(|conflict| conflict.kind == ConflictKind::NotAsked);
        let asks = edits.iter().any(|(line, _)| not_asked(line) || !opened.round.asks(opened.person.id));
        let close = |reopen: Option<bool>| Edit::from(ReviewEdit::CloseRound { round: opened.round.id, reopen });
        let (mut before, mut after) = (Vec::new(), Vec::new());
        if !opened.round.is_open() {
            before.push(close(Some(true)));
            after.push(close(None));
        }
        if asks {
            before.push(opened.asking());
        }
        taken.taken = self.take_edits(&opened.person.name, edits, &before, &after, &mut taken.left_out)?;
        // What was heard is no answer: it is written down beside them, and asks nobody.
        for hearing in opened.heard() {
            self.log_hearing(&hearing)?;
        }
        if taken.taken > 0 {
            self.document().log_reply(&TakenReply {
                package: opened.package.id,
                reviewer: opened.person.id,
                at: now,
                answers: i64::try_from(taken.taken).unwrap_or(i64::MAX),
                left_out: i64::try_from(taken.left_out.len()).unwrap_or(i64::MAX),
            })?;
        }
        Ok(taken)
    }

    /// Does the edits in one step between those before and after, without those that the rules refuse; how many were done.
    fn take_edits(
        &self,
        name: &str,
        mut edits: Vec<(ReplyLine, Edit)>,
        before: &[Edit],
        after: &[Edit],
        left_out: &mut Vec<String>,
    ) -> Result<usize, StudioError> {
        let label = format!("Import the reply of {name}");
        while !edits.is_empty() {
            let own = edits.iter().map(|(_, edit)| edit);
            let all: Vec<Edit> = before.iter().chain(own).chain(after).cloned().collect();
            // Lines count from 1; what belongs to no answer has none.
            let lines: Vec<usize> = (0..all.len())
                .map(|at| at.checked_sub(before.len()).filter(|at| *at < edits.len()).map_or(0, |at| at + 1))
                .collect();
            let request = EditRequest { edits: all, label: Some(label.clone()), merge_key: None };
            match self.edit_lines(&request, &lines) {
                Ok(_) => return Ok(edits.len()),
                Err(StudioError::Line { line: line @ 1.., source }) if line <= edits.len() => {
                    let (refused, _) = edits.remove(line - 1);
                    left_out.push(format!("{}: {}", refused.about, sentence(&source)));
                }
                Err(StudioError::Line { source, .. }) => return Err(source.into()),
                Err(other) => return Err(other),
            }
        }
        Ok(0)
    }

    fn open_reply(&self, source: &ReplySource) -> Result<Came, StudioError> {
        let bytes = match source {
            ReplySource::File { path } => read_file(path, SealedReply::MOST_BYTES as u64)?,
            ReplySource::Text { text } => text.as_bytes().to_vec(),
        };
        let sealed = SealedReply::read(&bytes).map_err(|fault| refuse(&fault.to_string()))?;
        match sealed.claim {
            Claimed::Review { package, reviewer } => {
                self.open_review(&sealed, package, reviewer).map(|opened| Came::Review(Box::new(opened)))
            }
            Claimed::Brief { page } => self.open_brief(&sealed, page).map(|opened| Came::Brief(Box::new(opened))),
        }
    }

    fn open_brief(&self, sealed: &SealedReply, page: PackageId) -> Result<OpenedBrief, StudioError> {
        let page = self.read(|rows, _| rows.sent_brief(page))?;
        let page = page.ok_or_else(|| refuse("it answers a brief that this show did not send"))?;
        let reply: BriefReply = sealed.open(&page.secret).map_err(|fault| refuse(&fault.to_string()))?;
        let commission = self.read(|rows, _| rows.commission(page.commission))?;
        let commission =
            commission.ok_or_else(|| refuse("the commission that it answers is not in this show any more"))?;
        let ahead = self.ahead(&reply.saved_at)?;
        Ok(OpenedBrief { reply, page, commission, ahead })
    }

    /// By how many seconds the clock is to be set back that said when a reply was saved.
    fn ahead(&self, saved_at: &str) -> Result<i64, StudioError> {
        let ahead = seconds_until(saved_at, &self.moment().at);
        let ahead = ahead.ok_or_else(|| refuse("it does not say when it was saved"))?;
        Ok(if ahead > AHEAD { ahead } else { 0 })
    }

    fn open_review(
        &self,
        sealed: &SealedReply,
        package: PackageId,
        reviewer: ReviewerId,
    ) -> Result<Opened, StudioError> {
        let package = self.read(|rows, _| rows.package(package))?;
        let package = package.ok_or_else(|| refuse("it answers a package that this show did not make"))?;
        let secret = package.people.iter().find(|one| one.reviewer == reviewer).map(|one| one.secret);
        let secret = secret.ok_or_else(|| refuse("the package it answers was made for somebody else"))?;
        let reply: Reply = sealed.open(&secret).map_err(|fault| refuse(&fault.to_string()))?;
        let found = self.read(|rows, _| -> Result<_, StoreError> {
            let Some(round) = rows.round(package.round)? else { return Ok(None) };
            let Some(person) = rows.reviewer(reviewer)? else { return Ok(None) };
            let Some(cut) = rows.cut(round.cut)? else { return Ok(None) };
            let episode = rows
                .episode(cut.episode)?
                .map_or_else(String::new, |episode| format!("{} {}", episode.name(), episode.title).trim().to_owned());
            let proposals = rows.proposals(round.id)?.into_iter().map(|one| (one.id, one)).collect();
            Ok(Some((round, person, cut, episode, proposals)))
        })?;
        let (round, person, cut, episode, proposals) =
            found.ok_or_else(|| refuse("the round that it answers is not in this show any more"))?;
        let ahead = self.ahead(&reply.saved_at)?;
        let as_if_open = Round { closed_at: None, ..round.clone() };
        let shared = Shared { round: as_if_open, link: as_link(round.id, person.id), you: person.clone() };
        Ok(Opened { reply, package, person, round, cut, episode, ahead, asked: Asked { shared, proposals } })
    }
}

fn refuse(reason: &str) -> StudioError {
    StudioError::Reply { reason: reason.to_owned() }
}

/// The edits of those answers that are to come in, and what is said of the rest.
fn sorted(
    name: &str,
    title: String,
    planned: Vec<Planned>,
    choices: &HashMap<String, Choice>,
) -> (ReplyTaken, Vec<(ReplyLine, Edit)>) {
    let mut taken = ReplyTaken { name: name.to_owned(), title, taken: 0, known: 0, left_out: Vec::new() };
    let mut edits = Vec::new();
    for Planned { line, edit } in planned {
        if line.known {
            taken.known += 1;
            continue;
        }
        let choice = match &line.conflict {
            None => Choice::Take,
            Some(conflict) => conflict.chosen(choices.get(&line.key).copied()),
        };
        match (choice, edit) {
            (Choice::Take, Some(edit)) => edits.push((line, edit)),
            (Choice::Take | Choice::LeaveOut, _) => taken.left_out.push(line.left_out()),
        }
    }
    (taken, edits)
}
