//! The ledger: what left the house.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A document that was issued, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Issued {
    /// Its number in the ledger.
    pub id: i64,
    /// The episode as it was called: `1x04`.
    pub episode: String,
    /// The cut's label.
    pub cut: String,
    /// What it was: `cue-sheet`.
    pub kind: String,
    /// The profile it followed; empty where there is none.
    pub profile: String,
    /// `pdf`, `xlsx` …
    pub format: String,
    /// The name of its file.
    pub file_name: String,
    /// To whom it went; empty where nobody said.
    pub recipient: String,
    /// When, RFC 3339 in UTC.
    pub issued_at: String,
    /// BLAKE3 of its bytes, 64 hex digits.
    pub hash: String,
    /// Its bytes.
    pub size: i64,
    /// Whether it was final.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// How many final ones of its kind, episode and profile went before it.
    pub revision: u32,
    /// What it said, as JSON.
    #[serde(skip)]
    #[ts(skip)]
    pub content: String,
}
