//! What the Review page and its documents show of rounds.

use model::{AnswerSource, CueId, Frozen, NoteId, PlacementId, ProposalId, Reviewer, ReviewerId, Round, VerdictValue};
use serde::Serialize;
use ts_rs::TS;

/// A round of review, with how far it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoundView {
    /// The round itself.
    #[serde(flatten)]
    pub round: Round,
    /// The names of who is asked: `Dana, Priya`.
    pub audience: String,
    /// Cues by what was decided of them in this round; a cue without music is not asked.
    pub progress: RoundProgress,
}

/// How many cues of a round are decided, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoundProgress {
    /// An alternate of it was approved in this round, and is as it was.
    pub approved: usize,
    /// Not decided in this round, but its pick was approved before and is as it was.
    pub standing: usize,
    /// It is to change.
    pub changes: usize,
    /// It was refused.
    pub rejected: usize,
    /// It waits for an answer, for the first time or again.
    pub waiting: usize,
}

/// A round as it is reviewed: the queue of cues, with what was proposed and what everybody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewView {
    /// The show's revision it was read at.
    pub revision: u64,
    /// The round that is shown; `None` while there is none.
    pub round: Option<RoundView>,
    /// All rounds of the cut, the first first.
    pub rounds: Vec<RoundView>,
    /// Everybody who can be asked, by name.
    pub reviewers: Vec<Reviewer>,
    /// The cues of the round in the order of the picture, those that are gone last. Without a round: those with music.
    pub queue: Vec<QueueCue>,
}

/// How a cue stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum QueueState {
    /// It has no music: nothing is asked.
    NoMusic,
    /// Nothing of it is proposed in this round.
    NotProposed,
    /// It waits for an answer.
    Waiting,
    /// An alternate is approved as it is, in this round or before.
    Approved,
    /// Its pick is to change.
    Changes,
    /// Its pick was refused.
    Rejected,
}

/// A cue of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueCue {
    /// Its row.
    pub cue: CueId,
    /// `4M07`; where it is gone, as it was.
    pub number: String,
    /// What people call it.
    pub title: String,
    /// Whether it is on the cut no more.
    pub gone: bool,
    /// How it stands in the round.
    pub state: QueueState,
    /// The number of the earlier round whose yes still stands, where this one has none.
    pub stands_from: Option<i64>,
    /// Whether its pick was approved and is otherwise now: it asks again.
    pub changed_since_approved: bool,
    /// Whether any of its alternates is otherwise than in the round before this one, or is new since.
    pub changed_since_last: bool,
    /// An alternate that is approved as it is while the pick is not.
    pub approved_alternate: Option<PlacementId>,
    /// Its pick.
    pub pick: Option<PlacementId>,
    /// Notes on it that are not dealt with.
    pub open_notes: usize,
    /// Those who decide in the round and have not said anything of what is proposed now.
    pub waits_for: Vec<ReviewerId>,
    /// Those who are asked in the round and have not said anything of what is proposed now.
    pub unanswered: Vec<ReviewerId>,
    /// Its alternates, A first; those that are gone last.
    pub alternates: Vec<QueueAlternate>,
}

/// An alternate of a cue of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueAlternate {
    /// The placement that stands for it.
    pub placement: PlacementId,
    /// `A`; where it is gone, as it was.
    pub letter: String,
    /// Whether it is the pick.
    pub pick: bool,
    /// Whether it is on the cut no more.
    pub gone: bool,
    /// What is proposed of it in the round: its newest version.
    pub proposal: Option<ProposalId>,
    /// Which version that is.
    pub version: Option<i64>,
    /// As it was when it was proposed; `None` where it is not proposed, or nobody kept it.
    pub was: Option<Frozen>,
    /// What is otherwise now than it was proposed, a few words each; empty where nothing is.
    pub changes: Vec<String>,
    /// What was decided of what is proposed in this round.
    pub decided: Option<VerdictValue>,
    /// What was decided of it last, in whichever round.
    pub stands: Option<VerdictValue>,
    /// The number of that round.
    pub stands_from: Option<i64>,
    /// Whether it is otherwise now than what was decided on last.
    pub changed_since_verdict: bool,
    /// Who heard what is proposed of it in this round, in the order in which they are asked.
    pub heard: Vec<ReviewerId>,
    /// What each reviewer says of it in this round, in the order in which they are asked.
    pub answers: Vec<AnswerView>,
    /// What each reviewer says in this round of versions of it that were proposed before; it counts for nothing newer.
    pub earlier: Vec<AnswerView>,
    /// All that was ever said of it, the newest first, over all rounds.
    pub history: Vec<AnswerView>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Who.
    pub reviewer: ReviewerId,
    /// Their name.
    pub name: String,
    /// Whether they decide in that round.
    pub decides: bool,
    /// The number of the round.
    pub round: i64,
    /// Which version of the proposal it is about.
    pub version: i64,
    /// What; `None` where they took back what they said.
    pub value: Option<VerdictValue>,
    /// In their words.
    pub words: String,
    /// When, RFC 3339 in UTC.
    pub given_at: String,
    /// Where it came from.
    pub source: AnswerSource,
    /// Whether it counts: it is the newest of theirs on the newest version of its round.
    pub counts: bool,
}

/// What is approved, open and changed on a cut, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewReport {
    /// Each round, the newest first.
    pub rounds: Vec<RoundReport>,
    /// What there is to do, the most pressing first.
    pub next: Vec<NextStep>,
}

/// A round in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoundReport {
    /// The round, with how far it came.
    #[serde(flatten)]
    pub round: RoundView,
    /// Cues whose approved pick has changed since.
    pub changed: usize,
    /// What each of its reviewers said, in the order in which they are asked.
    pub counts: Vec<ReviewerCount>,
}

/// What a reviewer said in a round, counted in alternates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewerCount {
    /// Who.
    pub reviewer: ReviewerId,
    /// Their name.
    pub name: String,
    /// Whether they decide in the round.
    pub decides: bool,
    /// Cues of which they have said something.
    pub answered: usize,
    /// Cues of which they have not.
    pub open: usize,
    /// Cues that are among those, of which they have said something before what is proposed now.
    pub earlier: usize,
    /// Alternates they have heard: their page said so.
    pub heard: usize,
    /// Alternates they said a plain yes to.
    pub approved: usize,
    /// Alternates they like, but.
    pub approved_but: usize,
    /// Alternates they want changed.
    pub changes: usize,
    /// Alternates they refused.
    pub rejected: usize,
    /// When they last said something, RFC 3339 in UTC; empty where they have not.
    pub last_at: String,
}

/// What kind of thing there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NextStepKind {
    /// An approved alternate is not the pick.
    MakePick,
    /// What was approved has changed: ask again.
    AskAgain,
    /// A change was asked for.
    Change,
    /// It was refused: find something else.
    Replace,
    /// It is approved with a remark.
    Remark,
    /// Somebody has not answered.
    Wait,
    /// It has music and is in no open round.
    Propose,
    /// Everybody has answered: the round can be closed.
    Close,
    /// A note is open.
    Note,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    /// Of what kind.
    pub kind: NextStepKind,
    /// The cue it is about, if one.
    pub cue: Option<CueId>,
    /// Its number, or the title of the round.
    pub about: String,
    /// What, as a sentence.
    pub words: String,
}

/// Everything that happened to a cue with those who decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CueStory {
    /// The cue.
    pub cue: CueId,
    /// From the first on.
    pub events: Vec<StoryEvent>,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StoryKind {
    /// It was proposed.
    Proposed,
    /// It was otherwise than the time before.
    Changed,
    /// A reviewer heard it.
    Heard,
    /// A reviewer answered.
    Said,
    /// Somebody wrote a note.
    Noted,
}

/// Something that happened to a cue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoryEvent {
    /// When, RFC 3339 in UTC; empty where nobody wrote it down.
    pub at: String,
    /// Of what kind.
    pub kind: StoryKind,
    /// The number of its round, if in one.
    pub round: Option<i64>,
    /// The letter of the alternate it is about, if one.
    pub letter: Option<String>,
    /// Who, if somebody.
    pub who: Option<ReviewerName>,
    /// What was said of it.
    pub value: Option<VerdictValue>,
    /// In words.
    pub words: String,
    /// The note, if it is one.
    pub note: Option<NoteId>,
}

/// Somebody's name, and the reviewer if it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewerName {
    /// The reviewer; `None` for the desk.
    pub id: Option<ReviewerId>,
    /// As it was said.
    pub name: String,
}
