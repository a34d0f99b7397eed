//! Rounds of review and what reviewers say in them.

use std::collections::HashSet;

use model::{
    AnswerSource, Asked, CueId, Cut, CutId, PlacementId, Proposal, ProposalId, ReviewerId, ReviewerRole, Round,
    RoundId, RoundRule, Verdict, VerdictId, VerdictValue,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::answers::{checked_key, moment, moment_after};
use super::draft::Draft;
use super::family::Family;
use super::labels::{cues_named, placements_named};
use super::{AskedSpec, Created, EditError, ReviewError, cues, proposing, reviewers};
use crate::standings::Standings;

/// What can happen to rounds and verdicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ReviewEdit {
    /// Opens the next round of a cut and freezes what is proposed in it: every alternate of `cues`, by default of all cues
    /// with music.
    OpenRound { cut: CutId, name: String, rule: RoundRule, reviewers: Vec<AskedSpec>, cues: Option<Vec<CueId>> },
    /// Changes a round that is open. Somebody who has answered stays.
    EditRound { round: RoundId, name: Option<String>, rule: Option<RoundRule>, reviewers: Option<Vec<AskedSpec>> },
    /// Closes a round: no more answers are taken. `reopen` opens it again.
    CloseRound { round: RoundId, reopen: Option<bool> },
    /// Proposes alternates as they are now, in a round that is open: one that was proposed before asks again.
    Propose { round: RoundId, placements: Vec<PlacementId> },
    /// Records what a reviewer says; without a value it takes back what they said. Without `proposal` it is about the
    /// alternate as it lies on the cut, which is proposed again first where it has changed. A verdict whose key is there
    /// already is the same, and changes nothing.
    GiveVerdict {
        round: RoundId,
        reviewer: ReviewerId,
        placement: PlacementId,
        value: Option<VerdictValue>,
        words: Option<String>,
        proposal: Option<ProposalId>,
        source: Option<AnswerSource>,
        key: Option<String>,
        given_at: Option<String>,
    },
    /// Makes the approved alternate the pick of its cue.
    PickApproved { cue: CueId },
    /// Starts the next round for an audience, which is closed to all rounds before: an older word for `openRound`.
    StartRound { cut: CutId, audience: String },
    /// Records what somebody of that name decided, in the cut's newest round (the first begins by itself); `None` takes it
    /// back: an older word for `giveVerdict`.
    SetVerdict { placement: PlacementId, value: Option<VerdictValue>, author: String },
}

impl Family for ReviewEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::OpenRound { cut, name, rule, reviewers, cues } => {
                open(draft, *cut, name, *rule, reviewers, cues.as_deref())
            }
            Self::EditRound { round, name, rule, reviewers } => {
                edit(draft, *round, name.as_deref(), *rule, reviewers.as_deref())
            }
            Self::CloseRound { round, reopen } => close(draft, *round, reopen.unwrap_or(false)),
            Self::Propose { round, placements } => propose(draft, *round, placements),
            Self::GiveVerdict { .. } => give(draft, self),
            Self::PickApproved { cue } => pick_approved(draft, *cue),
            Self::StartRound { cut, audience } => start(draft, *cut, audience),
            Self::SetVerdict { placement, value, author } => set_verdict(draft, *placement, *value, author),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        let titled = |round: &RoundId| -> Result<String, StoreError> {
            Ok(rows.round(*round)?.map_or_else(|| "a round".into(), |round| format!("round {}", round.number)))
        };
        Ok(match self {
            Self::OpenRound { .. } | Self::StartRound { .. } => "Open a round of review".into(),
            Self::EditRound { round, .. } => format!("Edit {}", titled(round)?),
            Self::CloseRound { round, reopen: Some(true) } => format!("Open {} again", titled(round)?),
            Self::CloseRound { round, .. } => format!("Close {}", titled(round)?),
            Self::Propose { placements, .. } => format!("Propose {} again", placements_named(rows, placements)?),
            Self::GiveVerdict { placement, value, .. } | Self::SetVerdict { placement, value, .. } => {
                let verb = match value {
                    Some(VerdictValue::Approved) => "Approve",
                    Some(VerdictValue::ApprovedBut) => "Approve with a remark",
                    Some(VerdictValue::Changes) => "Ask for changes to",
                    Some(VerdictValue::Rejected) => "Reject",
                    None => "Take back the verdict on",
                };
                format!("{verb} {}", placements_named(rows, &[*placement])?)
            }
            Self::PickApproved { cue } => format!("Pick what is approved for {}", cues_named(rows, &[*cue])?),
        })
    }
}

impl Draft<'_> {
    pub(super) fn round(&self, id: RoundId) -> Result<Round, EditError> {
        self.rows.round(id)?.ok_or(EditError::NoSuch { what: "round", id: id.0 })
    }

    fn open_round(&self, id: RoundId) -> Result<Round, EditError> {
        let round = self.round(id)?;
        if round.is_open() { Ok(round) } else { Err(ReviewError::Closed { round: round.title() }.into()) }
    }
}

fn open(
    draft: &mut Draft<'_>,
    cut: CutId,
    name: &str,
    rule: RoundRule,
    asked: &[AskedSpec],
    only: Option<&[CueId]>,
) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let reviewers = settled(draft, rule, asked)?;
    let round = begin(draft, &cut, name, rule, reviewers)?;
    let all = proposing::cues_with_music(draft, &cut)?;
    let proposed = proposing::propose_cues(draft, &round, only.unwrap_or(&all))?;
    if proposed == 0 { Err(ReviewError::NothingToPropose.into()) } else { Ok(()) }
}

fn begin(
    draft: &mut Draft<'_>,
    cut: &Cut,
    name: &str,
    rule: RoundRule,
    reviewers: Vec<Asked>,
) -> Result<Round, EditError> {
    let number = draft.rows.rounds(cut.id)?.iter().map(|round| round.number).max().map_or(1, |last| last + 1);
    let id = RoundId(draft.ids.next());
    let (name, opened_at) = (name.trim().to_owned(), draft.now.to_owned());
    let round = Round { name, rule, opened_at, reviewers, ..Round::new(id, cut.id, number) };
    draft.rows.insert_round(&round)?;
    draft.created.push(Created::Round(id));
    Ok(round)
}

/// Who is asked, each in the role given or else their own, held against the rule.
fn settled(draft: &Draft<'_>, rule: RoundRule, asked: &[AskedSpec]) -> Result<Vec<Asked>, EditError> {
    let mut settled: Vec<Asked> = Vec::with_capacity(asked.len());
    for spec in asked {
        let reviewer = draft.reviewer(spec.reviewer)?;
        if settled.iter().any(|known| known.reviewer == reviewer.id) {
            return Err(ReviewError::NamedTwice { name: reviewer.name }.into());
        }
        settled.push(Asked { reviewer: reviewer.id, role: spec.role.unwrap_or(reviewer.role) });
    }
    let count = settled.iter().filter(|asked| asked.role == ReviewerRole::Decides).count();
    match (rule, count) {
        (RoundRule::One, 1) => Ok(settled),
        (RoundRule::One, count) => Err(ReviewError::OneDecider { count }.into()),
        (RoundRule::All | RoundRule::Any, 0) => Err(ReviewError::NoDecider.into()),
        (RoundRule::All | RoundRule::Any, _) => Ok(settled),
    }
}

fn edit(
    draft: &Draft<'_>,
    id: RoundId,
    name: Option<&str>,
    rule: Option<RoundRule>,
    asked: Option<&[AskedSpec]>,
) -> Result<(), EditError> {
    let mut round = draft.open_round(id)?;
    if let Some(name) = name {
        name.trim().clone_into(&mut round.name);
    }
    round.rule = rule.unwrap_or(round.rule);
    let now: Vec<AskedSpec> =
        round.reviewers.iter().map(|asked| AskedSpec { reviewer: asked.reviewer, role: Some(asked.role) }).collect();
    let reviewers = settled(draft, round.rule, asked.unwrap_or(&now))?;
    let staying: HashSet<ReviewerId> = reviewers.iter().map(|asked| asked.reviewer).collect();
    let said = draft.rows.verdicts_of_round(id)?;
    if let Some(verdict) = said.iter().find(|verdict| !staying.contains(&verdict.reviewer)) {
        let name = draft.reviewer(verdict.reviewer)?.name;
        return Err(ReviewError::HasAnswered { name, round: round.title() }.into());
    }
    round.reviewers = reviewers;
    Ok(draft.rows.update_round(&round)?)
}

fn close(draft: &Draft<'_>, id: RoundId, reopen: bool) -> Result<(), EditError> {
    let mut round = draft.round(id)?;
    if reopen {
        round.closed_at = None;
    } else if round.is_open() {
        round.closed_at = Some(draft.now.to_owned());
    }
    Ok(draft.rows.update_round(&round)?)
}

fn propose(draft: &Draft<'_>, id: RoundId, placements: &[PlacementId]) -> Result<(), EditError> {
    let round = draft.open_round(id)?;
    placements.iter().try_for_each(|&placement| proposing::propose(draft, &round, placement).map(drop))
}

fn give(draft: &mut Draft<'_>, said: &ReviewEdit) -> Result<(), EditError> {
    let ReviewEdit::GiveVerdict { round, reviewer, placement, value, words, proposal, source, key, given_at } = said
    else {
        return Ok(());
    };
    let source = source.unwrap_or(AnswerSource::Desk);
    let key = checked_key(source, key.as_deref())?;
    if let Some(key) = key
        && draft.rows.verdict_keyed(key)?.is_some()
    {
        return Ok(());
    }
    let round = draft.open_round(*round)?;
    let person = draft.reviewer(*reviewer)?;
    if !round.asks(person.id) {
        return Err(ReviewError::NotAsked { name: person.name, round: round.title() }.into());
    }
    let words = words.as_deref().unwrap_or_default().trim().to_owned();
    if words.is_empty() && value.is_some_and(VerdictValue::wants_words) {
        return Err(ReviewError::NeedsWords.into());
    }
    let about = match *proposal {
        Some(id) => proposed(draft, &round, id, *placement)?,
        None => proposing::as_it_is(draft, &round, *placement)?,
    };
    let given_at = given_at.as_deref().map_or_else(|| entered_at(draft, &about, person.id), moment)?;
    record(draft, &about, person.id, Answer { value: *value, words, given_at, source, key: key.map(str::to_owned) })
}

/// A proposal of a round that somebody saw, and which placement it is of.
fn proposed(draft: &Draft<'_>, round: &Round, id: ProposalId, placement: PlacementId) -> Result<Proposal, EditError> {
    let known = draft.rows.proposal(id)?.filter(|known| known.round == round.id && known.placement == placement);
    known.ok_or_else(|| {
        let placed = draft.rows.placement(placement).ok().flatten();
        let cue = placed.and_then(|placed| draft.rows.cue(placed.cue).ok().flatten());
        let what = cue.map_or_else(|| "that alternate".to_owned(), |cue| cue.number.to_string());
        ReviewError::NotProposed { what, round: round.title() }.into()
    })
}

/// An answer, without what it is about and who gave it.
struct Answer {
    value: Option<VerdictValue>,
    words: String,
    given_at: String,
    source: AnswerSource,
    key: Option<String>,
}

/// When an answer is entered here: after all that the same person said of it before.
fn entered_at(draft: &Draft<'_>, about: &Proposal, reviewer: ReviewerId) -> Result<String, EditError> {
    let said = draft.rows.verdicts_of_proposal(about.id)?;
    let own = said.iter().filter(|verdict| verdict.reviewer == reviewer);
    moment_after(draft.now, own.map(|verdict| verdict.given_at.as_str()).max())
}

fn record(draft: &Draft<'_>, about: &Proposal, reviewer: ReviewerId, answer: Answer) -> Result<(), EditError> {
    let id = VerdictId(draft.ids.next());
    let key = answer.key.unwrap_or_else(|| format!("desk-{}", id.0));
    let Answer { value, words, given_at, source, key: _ } = answer;
    let verdict = Verdict { id, proposal: about.id, reviewer, value, words, given_at, source, key };
    Ok(draft.rows.insert_verdict(&verdict)?)
}

fn pick_approved(draft: &mut Draft<'_>, id: CueId) -> Result<(), EditError> {
    let cue = draft.cue(id)?;
    let placements = draft.rows.placements_of_cue(id)?;
    let approved = Standings::read(draft.rows, cue.cut)?.decide(cue.pick, &placements).approved;
    let placement = approved.ok_or(ReviewError::NothingApproved { cue: cue.number })?;
    cues::set_pick(draft, placement)
}

fn start(draft: &mut Draft<'_>, cut: CutId, audience: &str) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    for round in draft.rows.rounds(cut.id)?.into_iter().filter(Round::is_open) {
        close(draft, round.id, false)?;
    }
    begin_as_said(draft, &cut, audience).map(drop)
}

/// A round for somebody by name, about all that lies on the cut.
fn begin_as_said(draft: &mut Draft<'_>, cut: &Cut, audience: &str) -> Result<Round, EditError> {
    let person = reviewers::as_said(draft, audience)?;
    let asked = vec![Asked { reviewer: person.id, role: ReviewerRole::Decides }];
    let round = begin(draft, cut, "", RoundRule::One, asked)?;
    match proposing::cues_with_music(draft, cut) {
        Ok(cues) => proposing::propose_cues(draft, &round, &cues).map(|_| round),
        // The older word began rounds about nothing as well.
        Err(EditError::Review(ReviewError::NothingToPropose)) => Ok(round),
        Err(other) => Err(other),
    }
}

fn set_verdict(
    draft: &mut Draft<'_>,
    placement: PlacementId,
    value: Option<VerdictValue>,
    author: &str,
) -> Result<(), EditError> {
    let (_, _, cut) = draft.laid(placement)?;
    let newest = draft.rows.rounds(cut.id)?.into_iter().filter(Round::is_open).max_by_key(|round| round.number);
    let mut round = match newest {
        Some(round) => round,
        None => begin_as_said(draft, &cut, author)?,
    };
    let person = match author.trim() {
        // It was not said by whom: whoever decides in the round.
        "" => match round.deciders().next() {
            Some(decider) => draft.reviewer(decider)?,
            None => reviewers::as_said(draft, author)?,
        },
        name => reviewers::as_said(draft, name)?,
    };
    if !round.asks(person.id) {
        round.reviewers.push(Asked { reviewer: person.id, role: ReviewerRole::Decides });
        if round.deciders().count() > 1 {
            round.rule = RoundRule::Any;
        }
        draft.rows.update_round(&round)?;
    }
    let about = proposing::as_it_is(draft, &round, placement)?;
    let given_at = entered_at(draft, &about, person.id)?;
    let answer = Answer { value, words: String::new(), given_at, source: AnswerSource::Desk, key: None };
    record(draft, &about, person.id, answer)
}
