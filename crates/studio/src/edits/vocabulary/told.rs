//! Facts that may be unknown: what an edit says of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What becomes of a fact that may be unknown: a value, or the word `notSaid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Told<Value> {
    /// Nobody says any more.
    Unknown(NotSaid),
    /// It is this.
    Is(Value),
}

/// The word for a fact that nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum NotSaid {
    /// Nobody has said.
    NotSaid,
}

impl<Value> Told<Value> {
    /// The fact as the show keeps it.
    pub fn into_fact(self) -> Option<Value> {
        match self {
            Self::Unknown(NotSaid::NotSaid) => None,
            Self::Is(value) => Some(value),
        }
    }
}

impl<Value> From<Option<Value>> for Told<Value> {
    fn from(fact: Option<Value>) -> Self {
        fact.map_or(Self::Unknown(NotSaid::NotSaid), Self::Is)
    }
}
