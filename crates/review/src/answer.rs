//! Answers as pages send them and reply files hold them. They are strangers' input: what does not keep to these bounds is
//! refused before anything is done with it.

use std::collections::BTreeSet;

use model::review::{DrawingFault, check_drawing};
use model::{CueId, NoteId, ProposalId, Stroke, VerdictValue};
use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

/// Something that a reviewer says, or does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Answer {
    /// A verdict on a proposal; without a value it takes back what was said before.
    Verdict {
        /// Drawn by the page, at least 128 random bits: the same key is the same answer.
        key: String,
        /// When, RFC 3339 in UTC, by the clock of whoever said it.
        at: String,
        /// What it is about.
        proposal: ProposalId,
        /// Yes or no.
        value: Option<VerdictValue>,
        /// In their words.
        #[serde(default)]
        words: String,
    },
    /// A note on a cue or one of its alternates.
    Note {
        /// As of a verdict.
        key: String,
        /// As of a verdict.
        at: String,
        /// The cue.
        cue: CueId,
        /// The alternate, if it is about one.
        #[serde(default)]
        proposal: Option<ProposalId>,
        /// Its frame; none for the whole cue.
        #[serde(default)]
        from: Option<Position>,
        /// Where its range ends, if it is one.
        #[serde(default)]
        until: Option<Position>,
        /// What.
        body: String,
        /// What is drawn over the picture.
        #[serde(default)]
        drawing: Vec<Stroke>,
        /// The note that it answers.
        #[serde(default)]
        answers: Option<NoteId>,
    },
    /// A proposal was really heard: [`model::review::Hearing`] says how long at least. It says nothing of what they think.
    Heard {
        /// As of a verdict.
        key: String,
        /// As of a verdict.
        at: String,
        /// What.
        proposal: ProposalId,
    },
}

/// Why an answer cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// More than a page ever sends.
    #[error("more than {most} answers at once", most = Answer::MOST)]
    TooMany,
    /// Two answers have one key.
    #[error("two answers have the same key")]
    Twice,
    /// Not what pages draw.
    #[error("an answer has no key of 22 to 64 letters and digits")]
    Key,
    /// Not a moment.
    #[error("an answer does not say when it was given")]
    Moment,
    /// A page out of a book.
    #[error("an answer is longer than {most} letters", most = Answer::MOST_LETTERS)]
    TooLong,
    /// Nothing was said.
    #[error("a note or a question has no words")]
    Empty,
    /// A range that ends before it starts, or stands before the cut.
    #[error("a note stands at no frame")]
    Place,
    /// A day that is none.
    #[error("an answer names a day that is none")]
    Day,
    /// A drawing that nobody drew.
    #[error(transparent)]
    Drawing(#[from] DrawingFault),
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It is in the document now.
    Taken,
    /// It was there already.
    Known,
    /// It is not taken, and would not be when it is sent again.
    Refused,
}

/// What became of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// Its key.
    pub key: String,
    /// Whether it is in the document.
    pub outcome: Outcome,
    /// Why not, as a sentence; empty otherwise.
    pub reason: String,
}

impl Received {
    /// An answer by this key that is not taken, and why, as a clause.
    #[must_use]
    pub fn refused(key: &str, reason: &str) -> Self {
        Self { key: key.to_owned(), outcome: Outcome::Refused, reason: reason.to_owned() }
    }
}

impl Answer {
    /// Most answers that are sent at once.
    pub const MOST: usize = 64;
    /// Most letters of a note, or of the words of a verdict.
    pub const MOST_LETTERS: usize = 4_000;

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Verdict { key, .. } | Self::Note { key, .. } | Self::Heard { key, .. } => key,
        }
    }

    /// When it was given, by the clock of whoever gave it.
    #[must_use]
    pub fn at(&self) -> &str {
        match self {
            Self::Verdict { at, .. } | Self::Note { at, .. } | Self::Heard { at, .. } => at,
        }
    }

    /// Whether it keeps to the bounds of an answer; whether it fits a round is for the show to say.
    ///
    /// # Errors
    /// If it does not.
    pub fn check(&self) -> Result<(), AnswerFault> {
        let text = match self {
            Self::Verdict { words, .. } => words,
            Self::Note { body, .. } => body,
            Self::Heard { .. } => "",
        };
        check_said(self.key(), self.at(), text)?;
        let Self::Note { from, until, body, drawing, .. } = self else { return Ok(()) };
        if body.trim().is_empty() && drawing.is_empty() {
            return Err(AnswerFault::Empty);
        }
        let before = |at: &Position| at.0 < 0;
        let wrong = match (from, until) {
            (None, Some(_)) => true,
            (Some(from), Some(until)) => before(from) || until <= from,
            (Some(from), None) => before(from),
            (None, None) => false,
        };
        if wrong {
            return Err(AnswerFault::Place);
        }
        Ok(check_drawing(drawing)?)
    }

    /// Whether answers that came together can be told apart; whether each is one, [`Answer::check`] says.
    ///
    /// # Errors
    /// If there are too many, two have one key, or one has none.
    pub fn check_together(answers: &[Self]) -> Result<(), AnswerFault> {
        if answers.len() > Self::MOST {
            return Err(AnswerFault::TooMany);
        }
        let keys: BTreeSet<&str> = answers.iter().map(Self::key).collect();
        if keys.len() != answers.len() {
            return Err(AnswerFault::Twice);
        }
        answers.iter().try_for_each(|answer| check_key(answer.key()))
    }
}

/// Whether what makes an answer known is what pages draw.
pub(crate) fn check_key(key: &str) -> Result<(), AnswerFault> {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (22..=64).contains(&key.len()) && key.bytes().all(letter) { Ok(()) } else { Err(AnswerFault::Key) }
}

/// Whether something that was said has a key, a moment, and no more letters than anybody writes.
pub(crate) fn check_said(key: &str, at: &str, text: &str) -> Result<(), AnswerFault> {
    check_key(key)?;
    if !is_moment(at) {
        return Err(AnswerFault::Moment);
    }
    if text.chars().count() > Answer::MOST_LETTERS { Err(AnswerFault::TooLong) } else { Ok(()) }
}

/// `2026-11-29T07:45:12.345Z`, as browsers write moments; fractions may be missing.
fn is_moment(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is = |at: usize, sign: u8| bytes.get(at) == Some(&sign);
    let date = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18].into_iter().all(digit);
    let signs = is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':');
    let rest = bytes.get(19..).unwrap_or_default();
    let fraction = match rest {
        [b'Z'] => true,
        [b'.', digits @ .., b'Z'] => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    date && signs && fraction
}

#[cfg(test)]
mod tests {
    use model::StrokeShape;

    use super::*;

    fn note(body: &str) -> Answer {
        Answer::Note {
            key: "k".repeat(22),
            at: "2026-11-29T07:45:12.345Z".into(),
            cue: CueId(1),
            proposal: None,
            from: Some(Position(10)),
            until: Some(Position(20)),
            body: body.into(),
            drawing: Vec::new(),
            answers: None,
        }
    }

    fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Result<(), AnswerFault> {
        let mut json = serde_json::to_value(note("Later")).expect("JSON");
        change(&mut json);
        serde_json::from_value::<Answer>(json).expect("still an answer").check()
    }

    #[test]
    fn what_a_page_sends_is_an_answer_and_what_it_never_sends_is_none() {
        assert_eq!(changed(|_| {}), Ok(()));
        assert_eq!(changed(|json| json["key"] = "../../x".into()), Err(AnswerFault::Key));
        assert_eq!(changed(|json| json["at"] = "yesterday".into()), Err(AnswerFault::Moment));
        assert_eq!(changed(|json| json["at"] = "2026-11-29T07:45:12+01:00".into()), Err(AnswerFault::Moment));
        assert_eq!(changed(|json| json["body"] = "  ".into()), Err(AnswerFault::Empty));
        assert_eq!(changed(|json| json["body"] = "ä".repeat(4_000).into()), Ok(()));
        assert_eq!(changed(|json| json["body"] = "ä".repeat(4_001).into()), Err(AnswerFault::TooLong));
        assert_eq!(changed(|json| json["until"] = 10.into()), Err(AnswerFault::Place));
        assert_eq!(changed(|json| json["from"] = (-1).into()), Err(AnswerFault::Place));
        assert_eq!(changed(|json| json["from"] = serde_json::Value::Null), Err(AnswerFault::Place));
        let outside = Stroke { shape: StrokeShape::Line, points: vec![(0, 0), (10_001, 0)] };
        let drawn = changed(|json| json["drawing"] = serde_json::to_value([outside]).expect("JSON"));
        assert!(matches!(drawn, Err(AnswerFault::Drawing(_))));
    }

    #[test]
    fn the_largest_answer_fits_into_what_is_brought_at_once() {
        let stroke = Stroke { shape: StrokeShape::Free, points: vec![(10_000, 10_000); 512] };
        let mut largest = note(&"\u{1f3ba}".repeat(Answer::MOST_LETTERS));
        if let Answer::Note { drawing, .. } = &mut largest {
            *drawing = vec![stroke; 64];
        }
        assert_eq!(largest.check(), Ok(()));
        let bytes = serde_json::to_vec(&largest).expect("JSON").len();
        assert!(bytes + 1_024 < crate::server::routes::MOST_BROUGHT, "{bytes}");
    }

    #[test]
    fn a_field_that_is_not_known_is_refused() {
        let mut json = serde_json::to_value(note("Later")).expect("JSON");
        json["reviewer"] = 7.into();
        assert!(serde_json::from_value::<Answer>(json).is_err());
    }

    #[test]
    fn answers_that_came_together_have_keys_of_their_own() {
        assert_eq!(Answer::check_together(&[note("a"), note("b")]), Err(AnswerFault::Twice));
        let many: Vec<Answer> = (0..65).map(|_| note("a")).collect();
        assert_eq!(Answer::check_together(&many), Err(AnswerFault::TooMany));
        // One that is too long is a matter of that one.
        assert_eq!(Answer::check_together(&[note(&"x".repeat(4_001))]), Ok(()));
    }
}
