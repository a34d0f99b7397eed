//! What a reviewer really heard.

use crate::{AnswerSource, ProposalId, ReviewerId};

/// A reviewer heard a proposal: at least [`Hearing::LEAST_SECONDS`] of it, or half of one that is shorter, as their page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// What was heard.
    pub proposal: ProposalId,
    /// By whom.
    pub reviewer: ReviewerId,
    /// When, RFC 3339 in UTC.
    pub heard_at: String,
    /// Where it came from.
    pub source: AnswerSource,
    /// What makes the same hearing known when it comes twice.
    pub key: String,
}

impl Hearing {
    /// Seconds of a proposal that must have sounded before it counts as heard.
    pub const LEAST_SECONDS: i64 = 5;
    /// Minutes within which the same reviewer's hearings of the same proposal are one.
    pub const APART_MINUTES: i64 = 10;
}
