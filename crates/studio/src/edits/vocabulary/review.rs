//! What edits say of reviewers and of who is asked.

use model::{ReviewerId, ReviewerRole, Sees};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to change of a reviewer; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the reviewer's of the same name")]
pub struct ReviewerPatch {
    pub name: Option<String>,
    pub colour: Option<i64>,
    pub role: Option<ReviewerRole>,
    pub sees: Option<Sees>,
}

/// Somebody who is to be asked in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AskedSpec {
    /// Who.
    pub reviewer: ReviewerId,
    /// Whether they decide in this round; by default as they usually do.
    #[serde(default)]
    pub role: Option<ReviewerRole>,
}
