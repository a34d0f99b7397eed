//! What edits of parties, works and recordings carry.

use model::{PartyId, PartyKind, Publishing, Share, ShareRole, SocietyNumber, WorkId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to change of parties; what is left out stays. Texts may be emptied. An identifier is refused if it has not
/// the form or its check digits do not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the party's of the same name")]
pub struct PartyPatch {
    pub kind: Option<PartyKind>,
    /// A company's name or a person's last name.
    pub name: Option<String>,
    pub first_name: Option<String>,
    pub ipi: Option<String>,
    /// Under any of its names; one that is not known is kept in capitals.
    pub society: Option<String>,
    pub contact: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub note: Option<String>,
}

/// What is to change of works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "each field is the work's of the same name")]
pub struct WorkPatch {
    pub title: Option<String>,
    pub other_titles: Option<Vec<String>>,
    pub iswc: Option<String>,
    pub writers_part: Option<Share>,
    pub publishing: Option<Publishing>,
    /// What of the publishers' side is unpublished, where others publish the rest.
    pub unpublished: Option<Share>,
    /// What of the publishers' side is under copyright control, where others publish the rest.
    pub copyright_control: Option<Share>,
    pub public_domain: Option<bool>,
    pub society_numbers: Option<Vec<SocietyNumber>>,
    pub note: Option<String>,
}

/// What is to change of what is known of recordings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the recording's of the same name")]
pub struct RecordingPatch {
    /// 0 means that nobody knows.
    pub work: Option<WorkId>,
    /// 0 means that nobody knows.
    pub label: Option<PartyId>,
    /// The label of this name; a company of that name is made if nobody has it. Empty means that nobody knows.
    pub label_name: Option<String>,
    pub catalogue_number: Option<String>,
    pub cut_number: Option<String>,
    pub library: Option<String>,
}

/// A party's share of a work. Who it is, is said by `party`, or else by `name`: somebody of that name is made if nobody
/// has it, with what else is said of them here; of a known party only what is not known yet is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ShareSpec {
    /// Who.
    pub party: Option<PartyId>,
    /// Who, as people write it: `Ines Vold`, `Vold, Ines`, `Fjord Songs`.
    pub name: Option<String>,
    /// IPI name number of a party that is made.
    pub ipi: Option<String>,
    /// Society of a party that is made.
    pub society: Option<String>,
    /// As what.
    pub role: ShareRole,
    /// Of its side; for administrators and sub-publishers what they collect of it.
    pub share: Share,
    /// Where it holds; by default the world.
    pub territory: Option<String>,
    /// The share it publishes or acts for: its place in the list, from 0.
    pub acts_for: Option<usize>,
}
