//! What of a reply does not fit what the show has become, and what can be done with it. The safe choice stands first.

use model::{Round, Verdict};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is done with an answer that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Choice {
    /// It comes in.
    Take,
    /// It does not.
    LeaveOut,
}

/// Why an answer does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConflictKind {
    /// The same person said something else meanwhile.
    OtherAnswer,
    /// What was judged has changed, or was proposed again.
    Changed,
    /// What was judged, or written about, is not there any more.
    Gone,
    /// The round takes no answers.
    Closed,
    /// The round does not ask them any more.
    NotAsked,
    /// It is about nothing that is in the round.
    NotProposed,
    /// A rule says no.
    Refused,
}

/// An answer that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Why.
    pub kind: ConflictKind,
    /// The same, as a sentence.
    pub sentence: String,
    /// What can be done; the safe choice first.
    pub choices: Vec<WordedChoice>,
}

/// A choice in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WordedChoice {
    /// What is done.
    pub choice: Choice,
    /// The same, for a button.
    pub words: String,
}

const LEAVE_OUT: (Choice, &str) = (Choice::LeaveOut, "Leave it out");

impl Conflict {
    fn new(kind: ConflictKind, sentence: String, choices: &[(Choice, &str)]) -> Self {
        let worded = |(choice, words): &(Choice, &str)| WordedChoice { choice: *choice, words: (*words).to_owned() };
        Self { kind, sentence, choices: choices.iter().map(worded).collect() }
    }

    /// What stands in the way of all that is said in a round, and what does not fit besides: both are told, and the former is
    /// decided.
    pub(super) fn with(round: Option<Self>, besides: Option<Self>) -> Option<Self> {
        match (round, besides) {
            (Some(round), Some(besides)) => {
                Some(Self { sentence: format!("{}. {}", round.sentence, besides.sentence), ..round })
            }
            (round, besides) => round.or(besides),
        }
    }

    /// What is done: what was chosen, if it can be, else what is safe.
    pub(super) fn chosen(&self, wanted: Option<Choice>) -> Choice {
        let possible = |choice: &Choice| self.choices.iter().any(|one| one.choice == *choice);
        let safe = self.choices.first().map_or(Choice::LeaveOut, |one| one.choice);
        wanted.filter(possible).unwrap_or(safe)
    }

    pub(super) fn other_answer(name: &str, other: &Verdict, newer: &str) -> Self {
        let value = other.value.map_or("took it back", |value| value.word());
        let words = if other.words.is_empty() { String::new() } else { format!(", “{}”", other.words) };
        let sentence = format!(
            "{name} answered this meanwhile {}: {value}{words}. The newer answer counts, which is {newer}",
            other.source.word()
        );
        Self::new(ConflictKind::OtherAnswer, sentence, &[(Choice::Take, "Keep both; the newer counts"), LEAVE_OUT])
    }

    pub(super) fn changed() -> Self {
        let sentence = "The alternate was changed since. What they say is kept with what they heard".to_owned();
        Self::new(ConflictKind::Changed, sentence, &[(Choice::Take, "Keep it with what they heard"), LEAVE_OUT])
    }

    pub(super) fn proposed_again() -> Self {
        let sentence = "It was changed and proposed again since. What they say is kept with what they heard, and counts for nothing newer";
        let choices = [(Choice::Take, "Keep it with what they heard"), LEAVE_OUT];
        Self::new(ConflictKind::Changed, sentence.to_owned(), &choices)
    }

    pub(super) fn placement_gone() -> Self {
        let sentence = "The alternate is not on the cut any more. What they say is kept with the round".to_owned();
        Self::new(ConflictKind::Gone, sentence, &[(Choice::Take, "Keep it with the round"), LEAVE_OUT])
    }

    pub(super) fn cue_gone() -> Self {
        let sentence = "The cue is not on the cut any more. The note is kept at its frame of the cut".to_owned();
        Self::new(ConflictKind::Gone, sentence, &[(Choice::Take, "Keep it on the cut"), LEAVE_OUT])
    }

    pub(super) fn answered_gone() -> Self {
        let sentence = "The note that it answers is not there any more".to_owned();
        Self::new(ConflictKind::Gone, sentence, &[(Choice::Take, "Keep it as a note of its own"), LEAVE_OUT])
    }

    pub(super) fn closed(round: &Round) -> Self {
        let sentence = format!("{} is closed and takes no more answers", round.title());
        Self::new(
            ConflictKind::Closed,
            sentence,
            &[LEAVE_OUT, (Choice::Take, "Open the round for it, and close it again")],
        )
    }

    pub(super) fn not_asked(round: &Round, name: &str) -> Self {
        let sentence = format!("{name} is not asked in {} any more", round.title());
        Self::new(ConflictKind::NotAsked, sentence, &[LEAVE_OUT, (Choice::Take, "Ask them again, to advise")])
    }

    pub(super) fn not_proposed(round: &Round) -> Self {
        let sentence = format!("It is about nothing that is proposed in {}", round.title());
        Self::new(ConflictKind::NotProposed, sentence, &[LEAVE_OUT])
    }

    pub(super) fn kept_with_commission(kind: ConflictKind, why: &str) -> Self {
        let sentence = format!("{why}. The note is kept with the commission");
        Self::new(kind, sentence, &[(Choice::Take, "Keep it with the commission"), LEAVE_OUT])
    }

    pub(super) fn version_gone(number: i64) -> Self {
        let sentence = format!("v{number} does not lie in this cue any more. The note is kept on the cue");
        Self::new(ConflictKind::Gone, sentence, &[(Choice::Take, "Keep it on the cue"), LEAVE_OUT])
    }

    pub(super) fn refused(reason: String) -> Self {
        Self::new(ConflictKind::Refused, reason, &[LEAVE_OUT])
    }
}
