//! What the director says: who is asked, what was proposed to them, and what they answered.
//!
//! The rules stand in `docs/review.md`.

mod drawing;
mod frozen;
mod hearing;
mod rules;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use timebase::Position;
use ts_rs::TS;

use crate::{CueId, CutId, NoteId, PlacementId, ProposalId, ReviewerId, RoundId, VerdictId};

pub use drawing::{DrawingFault, Stroke, StrokeShape, check_drawing};
pub use frozen::{Frozen, FrozenDuck, FrozenPiece};
pub use hearing::Hearing;
pub use rules::{CueDecision, Heard, Judged, Opinion, decide_cue, decision, in_order, newest_of_each, standing};

/// Yes, no, or not like this.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum VerdictValue {
    /// Yes.
    Approved,
    /// Yes, with a remark: "like it, but …".
    ApprovedBut,
    /// Yes, if it is changed.
    Changes,
    /// No.
    Rejected,
}

/// Whether what somebody says decides.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum ReviewerRole {
    /// It does.
    #[default]
    Decides,
    /// It is heard.
    Advises,
}

/// What a reviewer may see beyond picture and music. Nothing of it unless it is switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Sees {
    /// What music costs.
    pub money: bool,
    /// How its rights stand.
    pub clearance: bool,
    /// Who grants them.
    pub contacts: bool,
    /// Notes that are marked private.
    pub private_notes: bool,
}

/// Somebody who is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Reviewer {
    /// Their row.
    pub id: ReviewerId,
    /// As everybody calls them; no other reviewer has it.
    pub name: String,
    /// Which of the colours of people, from 0 to [`Reviewer::COLOURS`].
    pub colour: i64,
    /// Whether they decide, where a round does not say otherwise.
    pub role: ReviewerRole,
    /// What they may see.
    pub sees: Sees,
}

/// How the verdicts of those who decide become a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum RoundRule {
    /// One person decides.
    One,
    /// All who decide must say yes.
    All,
    /// The yes of any who decides is enough.
    Any,
}

/// Somebody who is asked in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether they decide in this round.
    pub role: ReviewerRole,
}

/// What is proposed to named reviewers of a cut, from when it is opened until it is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// Its row.
    pub id: RoundId,
    /// The cut under review.
    pub cut: CutId,
    /// From 1.
    pub number: i64,
    /// What it is called; may be empty.
    pub name: String,
    /// How verdicts become a decision.
    pub rule: RoundRule,
    /// When it was opened, RFC 3339 in UTC; empty where nobody wrote it down.
    pub opened_at: String,
    /// When it was closed, as `opened_at`; `None` while it is open.
    pub closed_at: Option<String>,
    /// Who is asked.
    pub reviewers: Vec<Asked>,
}

/// An alternate as it was when it was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Its row.
    pub id: ProposalId,
    /// The round it is proposed in.
    pub round: RoundId,
    /// The cue it was for; it may be gone.
    pub cue: CueId,
    /// The placement that stood for the alternate; it may be gone.
    pub placement: PlacementId,
    /// From 1; it rises where the same is proposed again in one round.
    pub version: i64,
    /// When, RFC 3339 in UTC; empty where nobody wrote it down.
    pub proposed_at: String,
    /// What was proposed; `None` in rounds of older documents, which froze nothing.
    pub was: Option<Frozen>,
}

/// Where an answer came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum AnswerSource {
    /// Entered in the program, on behalf of whoever it is of.
    Desk,
    /// Through a link.
    Link,
    /// From a reply of an offline package.
    File,
    /// It stood in a document of a version that did not keep where answers came from.
    Before,
}

/// What a reviewer said of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Its row.
    pub id: VerdictId,
    /// What it is about.
    pub proposal: ProposalId,
    /// By whom.
    pub reviewer: ReviewerId,
    /// What was said; `None` takes back what was said before.
    pub value: Option<VerdictValue>,
    /// In their words; empty where a yes or no was all.
    pub words: String,
    /// When, RFC 3339 in UTC.
    pub given_at: String,
    /// Where it came from.
    pub source: AnswerSource,
    /// What makes the same answer known when it comes twice: drawn at random by whoever made it.
    pub key: String,
}

/// A remark at a frame, over a range, or on a whole cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Its row.
    pub id: NoteId,
    /// The cut it is on.
    pub cut: CutId,
    /// The cue it is about, if one.
    pub cue: Option<CueId>,
    /// The placement it is about, if one.
    pub placement: Option<PlacementId>,
    /// Its frame; `None` for the whole cue.
    pub at: Option<Position>,
    /// Where its range ends, if it is one.
    pub until: Option<Position>,
    /// Who says it, by name: the reviewer's when it was written, or whoever worked at the desk.
    pub author: String,
    /// What.
    pub body: String,
    /// Whether it is dealt with.
    pub resolved: bool,
    /// The note it answers.
    pub answers: Option<NoteId>,
    /// When, RFC 3339 in UTC.
    pub written_at: String,
    /// The reviewer who says it; `None` for the desk.
    pub reviewer: Option<ReviewerId>,
    /// The round in which it was said, if in one.
    pub round: Option<RoundId>,
    /// Whether it is for the desk alone, and for reviewers who may see private notes.
    pub private: bool,
    /// What is drawn over the picture; empty for nothing.
    pub drawing: Vec<Stroke>,
    /// Where it came from.
    pub source: AnswerSource,
    /// What makes the same note known when it comes twice; `None` for notes written here.
    pub key: Option<String>,
}

impl VerdictValue {
    /// Every value, a plain yes first.
    pub const ALL: [Self; 4] = [Self::Approved, Self::ApprovedBut, Self::Changes, Self::Rejected];

    /// Whether it is a yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Approved | Self::ApprovedBut)
    }

    /// Whether it says nothing without words.
    #[must_use]
    pub const fn wants_words(self) -> bool {
        matches!(self, Self::ApprovedBut | Self::Changes)
    }

    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedBut => "approved with a note",
            Self::Changes => "changes",
            Self::Rejected => "rejected",
        }
    }
}

impl Reviewer {
    /// How many colours of people there are.
    pub const COLOURS: i64 = 8;

    /// Somebody who decides and sees nothing but picture and music.
    #[must_use]
    pub fn new(id: ReviewerId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), colour: 0, role: ReviewerRole::Decides, sees: Sees::default() }
    }
}

impl ReviewerRole {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Advises => "advises",
        }
    }
}

impl RoundRule {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::One => "one person decides",
            Self::All => "everybody who decides must say yes",
            Self::Any => "any yes is enough",
        }
    }
}

impl AnswerSource {
    /// As documents say it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Desk => "at the desk",
            Self::Link => "by link",
            Self::File => "from a file",
            Self::Before => "from before",
        }
    }
}

impl Round {
    /// An open round without reviewers, in which the yes of any is enough.
    #[must_use]
    pub fn new(id: RoundId, cut: CutId, number: i64) -> Self {
        Self {
            id,
            cut,
            number,
            name: String::new(),
            rule: RoundRule::Any,
            opened_at: String::new(),
            closed_at: None,
            reviewers: Vec::new(),
        }
    }

    /// Whether answers are still taken.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Whether a reviewer decides in it.
    #[must_use]
    pub fn is_decider(&self, reviewer: ReviewerId) -> bool {
        self.deciders().any(|decider| decider == reviewer)
    }

    /// Who decides in it.
    pub fn deciders(&self) -> impl Iterator<Item = ReviewerId> {
        self.reviewers.iter().filter(|asked| asked.role == ReviewerRole::Decides).map(|asked| asked.reviewer)
    }

    /// Whether somebody is asked in it.
    #[must_use]
    pub fn asks(&self, reviewer: ReviewerId) -> bool {
        self.reviewers.iter().any(|asked| asked.reviewer == reviewer)
    }

    /// `Round 2`, and its name where it has one: `Round 2, Producers`.
    #[must_use]
    pub fn title(&self) -> String {
        if self.name.is_empty() {
            format!("Round {}", self.number)
        } else {
            format!("Round {}, {}", self.number, self.name)
        }
    }
}

impl Note {
    /// A note of the desk on a whole cut, of which nothing else is said.
    #[must_use]
    pub fn new(id: NoteId, cut: CutId, author: impl Into<String>, body: impl Into<String>) -> Self {
        Self {
            id,
            cut,
            cue: None,
            placement: None,
            at: None,
            until: None,
            author: author.into(),
            body: body.into(),
            resolved: false,
            answers: None,
            written_at: String::new(),
            reviewer: None,
            round: None,
            private: false,
            drawing: Vec::new(),
            source: AnswerSource::Desk,
            key: None,
        }
    }
}
