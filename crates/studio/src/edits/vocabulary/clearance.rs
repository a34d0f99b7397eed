//! What edits of clearances and money carry.

use model::{ClearanceStatus, CueId, EpisodeId, MfnGroupId, PartyId, PlacementId, Share, Side};
use serde::{Deserialize, Serialize};
use timebase::Flicks;
use ts_rs::TS;

/// What is to change of clearances; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the clearance's of the same name")]
pub struct ClearancePatch {
    pub side: Option<Side>,
    /// 0 means the whole show.
    pub episode: Option<EpisodeId>,
    /// 0 means that nobody knows.
    pub party: Option<PartyId>,
    /// Whoever has this name; a company of that name is made if nobody has it. Empty means that nobody knows.
    pub licensor: Option<String>,
    pub share: Option<Share>,
    pub status: Option<ClearanceStatus>,
    /// ISO 8601; by default a change of status is of today.
    pub since: Option<String>,
    /// -1 forgets it.
    pub estimate: Option<i64>,
    /// For the line's share; -1 forgets it.
    pub fee: Option<i64>,
    pub currency: Option<String>,
    pub media: Option<String>,
    pub territory: Option<String>,
    pub term: Option<String>,
    pub starts: Option<String>,
    pub ends: Option<String>,
    /// 0 means any.
    pub max_length: Option<Flicks>,
    /// The longest use as people write it: `1:30`, `90s`, `1:02:03`; empty means any.
    pub longest: Option<String>,
    /// 0 means any.
    pub max_uses: Option<i64>,
    /// 0 takes them out of their group.
    pub mfn_group: Option<MfnGroupId>,
    pub mfn_exempt: Option<bool>,
    pub next_action: Option<String>,
    pub next_on: Option<String>,
    pub reference: Option<String>,
    pub note: Option<String>,
}

/// What a quoted fee is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum QuotedFor {
    /// The line's share.
    #[default]
    Share,
    /// All of the right; the line's share of it is what it costs.
    Whole,
}

/// An option of a clearance.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the option's of the same name")]
pub struct OptionSpec {
    pub label: String,
    #[serde(default)]
    pub media: String,
    #[serde(default)]
    pub territory: String,
    #[serde(default)]
    pub term: String,
    #[serde(default)]
    pub fee: Option<i64>,
    #[serde(default)]
    pub exercise_by: String,
    #[serde(default)]
    pub exercised: bool,
    /// By default the day on which it is taken.
    #[serde(default)]
    pub exercised_on: String,
}

/// What is to change of a payment; what is left out stays. Texts may be emptied.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the payment's of the same name")]
pub struct PaymentPatch {
    /// By default what is owed and not invoiced yet.
    pub amount: Option<i64>,
    pub invoice: Option<String>,
    pub due_on: Option<String>,
    /// One that is paid was paid today, unless `paidOn` says otherwise.
    pub paid: Option<bool>,
    pub paid_on: Option<String>,
    pub note: Option<String>,
}

/// What a scenario picks for a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each field is the pick's of the same name")]
pub struct PickSpec {
    pub cue: CueId,
    pub placement: PlacementId,
}
