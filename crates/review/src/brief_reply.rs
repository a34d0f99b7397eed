//! What a composer answers in the page of a brief. It comes back as the replies of reviews do, and is strangers' input as they are.

use model::{CueId, is_date};
use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::answer::{AnswerFault, check_said};
use crate::reply::{ReplyFault, Signed, check_keys};

/// What a composer answered, from the page whose secret signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BriefReply {
    /// The page, in hexadecimal.
    brief: String,
    /// When it was saved, by the clock of the page's computer.
    pub saved_at: String,
    /// What they say, in the order in which they said it.
    pub answers: Vec<ComposerAnswer>,
}

/// Something that a composer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ComposerAnswer {
    /// Whether they write it. The newest counts.
    State {
        /// Drawn by the page, at least 128 random bits: the same key is the same answer.
        key: String,
        /// When, RFC 3339 in UTC, by the clock of whoever said it.
        at: String,
        /// Yes or no.
        taken: bool,
        /// The day by which they propose to deliver, ISO 8601; empty for none.
        #[serde(default)]
        delivers_on: String,
        /// In their words.
        #[serde(default)]
        words: String,
    },
    /// Something that they want to know.
    Question {
        /// As of a state.
        key: String,
        /// As of a state.
        at: String,
        /// What.
        body: String,
    },
    /// A note on a scene, or on the demo in it.
    Note {
        /// As of a state.
        key: String,
        /// As of a state.
        at: String,
        /// The cue.
        cue: CueId,
        /// The version, if it is about one.
        #[serde(default)]
        version: Option<i64>,
        /// Its frame, from the first of the cut; none for the whole.
        #[serde(default)]
        from: Option<Position>,
        /// What.
        body: String,
    },
}

impl ComposerAnswer {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::State { key, .. } | Self::Question { key, .. } | Self::Note { key, .. } => key,
        }
    }

    /// When it was said.
    #[must_use]
    pub fn at(&self) -> &str {
        match self {
            Self::State { at, .. } | Self::Question { at, .. } | Self::Note { at, .. } => at,
        }
    }

    /// Puts it at another moment.
    pub fn set_at(&mut self, moment: String) {
        let (Self::State { at, .. } | Self::Question { at, .. } | Self::Note { at, .. }) = self;
        *at = moment;
    }

    /// Whether it keeps to the bounds of an answer.
    ///
    /// # Errors
    /// If it does not.
    pub fn check(&self) -> Result<(), AnswerFault> {
        let text = match self {
            Self::State { words, .. } => words,
            Self::Question { body, .. } | Self::Note { body, .. } => body,
        };
        check_said(self.key(), self.at(), text)?;
        match self {
            Self::State { delivers_on, .. } if !delivers_on.is_empty() && !is_date(delivers_on) => {
                Err(AnswerFault::Day)
            }
            Self::State { .. } => Ok(()),
            Self::Question { body, .. } | Self::Note { body, .. } if body.trim().is_empty() => Err(AnswerFault::Empty),
            Self::Note { from: Some(from), .. } if from.0 < 0 => Err(AnswerFault::Place),
            Self::Question { .. } | Self::Note { .. } => Ok(()),
        }
    }
}

impl Signed for BriefReply {
    fn check(&self) -> Result<(), ReplyFault> {
        // As of a review: each is looked at by itself where it is taken.
        check_keys(self.answers.iter().map(ComposerAnswer::key))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn fault(answer: Value) -> Option<AnswerFault> {
        serde_json::from_value::<ComposerAnswer>(answer).expect("an answer").check().err()
    }

    #[test]
    fn what_no_page_writes_is_refused() {
        let (key, at) = ("k".repeat(22), "2026-11-29T10:00:00.000Z");
        let state = |day: &str| json!({ "type": "state", "key": key, "at": at, "taken": true, "deliversOn": day });
        assert_eq!((fault(state("")), fault(state("2026-12-18"))), (None, None));
        assert_eq!(
            (fault(state("2026-02-30")), fault(state("soon"))),
            (Some(AnswerFault::Day), Some(AnswerFault::Day))
        );
        let question = |body: &str| json!({ "type": "question", "key": key, "at": at, "body": body });
        assert_eq!((fault(question("Strings?")), fault(question("  "))), (None, Some(AnswerFault::Empty)));
        assert_eq!(fault(question(&"x".repeat(4_001))), Some(AnswerFault::TooLong));
        let note = |from: i64| json!({ "type": "note", "key": key, "at": at, "cue": 3, "from": from, "body": "here" });
        assert_eq!((fault(note(0)), fault(note(-1))), (None, Some(AnswerFault::Place)));
        let more = json!({ "type": "question", "key": key, "at": at, "body": "x", "reviewer": 1 });
        assert!(serde_json::from_value::<ComposerAnswer>(more).is_err());
    }
}
