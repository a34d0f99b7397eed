//! What edits of commissions carry.

use model::{ClearanceId, Keeper, Reference, ThemeId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Told;

/// What is to change of a commission; what is left out stays. Texts and dates may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the commission's of the same name")]
pub struct CommissionPatch {
    pub title: Option<String>,
    pub brief: Option<String>,
    pub theme: Option<Told<ThemeId>>,
    /// Who composes, by name; somebody of it is made if nobody has it.
    pub composer: Option<String>,
    /// As people write it: `1:30`, `90s`.
    pub length: Option<String>,
    pub moods: Option<String>,
    pub demo_by: Option<String>,
    pub due_on: Option<String>,
    pub master: Option<Told<Keeper>>,
    pub publishing: Option<Told<Keeper>>,
    pub terms: Option<String>,
    pub wants_stems: Option<bool>,
    pub wants_time_reference: Option<bool>,
    pub wants_sheet_facts: Option<bool>,
    /// The line of clearance that its money stands on, where there is one already.
    pub clearance: Option<Told<ClearanceId>>,
    /// In the place of all that it has.
    pub references: Option<Vec<Reference>>,
}
