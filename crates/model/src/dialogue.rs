//! What is said in a cut, and when.

use serde::{Deserialize, Serialize};
use timebase::Span;
use ts_rs::TS;

use crate::{CutId, DialogueSpanId};

/// A line that is spoken in a cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DialogueSpan {
    /// Its row.
    pub id: DialogueSpanId,
    /// The cut it is spoken in.
    pub cut: CutId,
    /// From its first frame to the first after it. Lines may overlap, where two people speak at once.
    pub span: Span,
    /// What is said; lines of one subtitle by `\n`.
    pub text: String,
    /// Who says it, where the file tells.
    pub speaker: Option<String>,
    /// Where it came from: the name of the file.
    pub source: String,
}
