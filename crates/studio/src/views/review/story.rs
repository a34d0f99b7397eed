//! A cue's whole story: what was proposed of it, how it changed, who heard it, what was said, what was noted.

use std::collections::HashMap;

use model::review::in_order;
use model::{CueId, Note, Proposal, ReviewerId, Round, RoundId};
use store::{Rows, StoreError};

use super::super::{CueStory, ReviewerName, StoryEvent, StoryKind};
use super::differences;
use super::queue::Reading;

/// What happened to a cue with those who decide, the first first; `None` if it is gone.
pub(crate) fn story(rows: &Rows, id: CueId) -> Result<Option<CueStory>, StoreError> {
    let Some(cue) = rows.cue(id)? else { return Ok(None) };
    let Some(reading) = Reading::of(rows, cue.cut)? else { return Ok(None) };
    let rounds: HashMap<RoundId, &Round> = reading.reviewed.rounds.iter().map(|round| (round.id, round)).collect();
    let placed: Vec<_> = reading.own(id).iter().map(|placement| placement.alternate()).collect();
    let mut mine: Vec<&Proposal> =
        reading.reviewed.proposals.iter().filter(|one| one.cue == id || placed.contains(&one.placement)).collect();
    let number = |proposal: &&Proposal| rounds.get(&proposal.round).map_or(0, |round| round.number);
    mine.sort_by_key(|proposal| (number(proposal), proposal.version, proposal.placement));
    let mut events = Vec::new();
    let mut last: HashMap<_, &Proposal> = HashMap::new();
    for proposal in mine {
        let round = rounds.get(&proposal.round).map(|round| round.number);
        let letter = proposal.was.as_ref().map(|was| was.letter.clone());
        let event = |at: &str, kind, words| StoryEvent {
            at: at.to_owned(),
            kind,
            round,
            letter: letter.clone(),
            who: None,
            value: None,
            words,
            note: None,
        };
        let before = last.insert(proposal.placement, proposal).and_then(|one| one.was.as_ref());
        if let (Some(before), Some(now)) = (before, &proposal.was) {
            let words = differences::between(before, now, &reading.cut);
            if !words.is_empty() {
                events.push(event(&proposal.proposed_at, StoryKind::Changed, words.join(", ")));
            }
        }
        let what = proposal.was.as_ref().map_or_else(String::new, |was| was.track.clone());
        events.push(event(&proposal.proposed_at, StoryKind::Proposed, what));
        for hearing in reading.hearings.get(&proposal.id).map_or(&[][..], Vec::as_slice) {
            let name = reading.reviewed.name(hearing.reviewer);
            events.push(StoryEvent {
                who: Some(ReviewerName { id: Some(hearing.reviewer), name }),
                ..event(&hearing.heard_at, StoryKind::Heard, String::new())
            });
        }
        for verdict in reading.reviewed.said(proposal.id) {
            let name = reading.reviewed.name(verdict.reviewer);
            events.push(StoryEvent {
                who: Some(ReviewerName { id: Some(verdict.reviewer), name }),
                value: verdict.value,
                ..event(&verdict.given_at, StoryKind::Said, verdict.words.clone())
            });
        }
    }
    for (head, proposal) in last {
        let Some(was) = &proposal.was else { continue };
        let words = differences::since(was, &reading.cut, head, reading.own(id), reading.reviewed.duck(id));
        if !words.is_empty() {
            events.push(StoryEvent {
                at: String::from("9999"),
                kind: StoryKind::Changed,
                round: None,
                letter: Some(was.letter.clone()),
                who: None,
                value: None,
                words: words.join(", "),
                note: None,
            });
        }
    }
    events.extend(rows.notes_of_cue(id)?.iter().map(|note| noted(note, &rounds, &reading)));
    // Stable: within a second they stay as rounds, versions and answers follow each other.
    events.sort_by(|a, b| in_order(&a.at).cmp(in_order(&b.at)));
    // What is otherwise now was not written down when it became so.
    for event in events.iter_mut().filter(|event| event.at == "9999") {
        event.at.clear();
    }
    Ok(Some(CueStory { cue: id, events }))
}

fn noted(note: &Note, rounds: &HashMap<RoundId, &Round>, reading: &Reading) -> StoryEvent {
    let known = |id: ReviewerId| reading.reviewed.name(id);
    let name = note.reviewer.map(known).filter(|name| !name.is_empty()).unwrap_or_else(|| note.author.clone());
    StoryEvent {
        at: note.written_at.clone(),
        kind: StoryKind::Noted,
        round: note.round.and_then(|round| rounds.get(&round)).map(|round| round.number),
        letter: None,
        who: Some(ReviewerName { id: note.reviewer, name }),
        value: None,
        words: note.body.clone(),
        note: Some(note.id),
    }
}
