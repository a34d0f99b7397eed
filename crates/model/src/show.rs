//! The document as a whole.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A series, or a film (a show with one episode).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Show {
    /// As on screen.
    pub title: String,
    /// ISO 4217 code of the money it is made with.
    pub currency: String,
    /// Who made it, for the headers of documents.
    pub production_company: String,
}
