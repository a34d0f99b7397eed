//! Parties and works as pages show them.

use model::{ClearanceId, Party, PartyId, Publishing, Share, ShareRole, TrackId, Work, WorkId, WorkShare, WorkSide};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A question to the directory of parties or to the works.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct DirectoryQuery {
    /// Words; a row matches if each is found in its names, identifiers or societies.
    pub text: String,
    /// Rows to pass over.
    pub offset: usize,
    /// Rows wanted, at most 1000.
    pub limit: usize,
}

/// A window on the directory of parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartiesPage {
    /// Parties of the show.
    pub total: usize,
    /// Parties that match.
    pub matched: usize,
    /// The rows of the window, by name.
    pub rows: Vec<PartyRow>,
}

/// A party in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyRow {
    /// The party itself.
    #[serde(flatten)]
    pub party: Party,
    /// As people read it.
    pub full_name: String,
    /// Works it has shares of.
    pub works: usize,
    /// Tracks it has released.
    pub recordings: usize,
    /// Rights it licenses.
    pub clearances: usize,
    /// Parties that are probably the same: of the same IPI, or of the same name without another IPI.
    pub twins: Vec<PartyId>,
    /// What is wrong with what is said of it.
    pub findings: Vec<RightsFinding>,
}

/// All that is known of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyView {
    /// As the directory has it.
    #[serde(flatten)]
    pub row: PartyRow,
    /// What it has of works, by title.
    pub shares: Vec<PartyShare>,
    /// Tracks it has released.
    pub tracks: Vec<RecordedTrack>,
    /// Rights it licenses.
    pub lines: Vec<PartyLine>,
    /// Probably the same, with their names.
    pub twin_names: Vec<String>,
}

/// What a party has of a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyShare {
    /// The work.
    pub work: WorkId,
    /// Its title.
    pub title: String,
    /// As what.
    pub role: ShareRole,
    /// Of its side.
    pub share: Share,
}

/// A right that a party licenses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PartyLine {
    /// The right.
    pub clearance: ClearanceId,
    /// The track.
    pub track: TrackId,
    /// The track's title, side and status: `Silent Echoes, master, requested`.
    pub line: String,
}

/// A track that records a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is the track's of the same name")]
pub struct RecordedTrack {
    pub id: TrackId,
    pub title: String,
    pub artist: String,
}

/// A window on the works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorksPage {
    /// Works of the show.
    pub total: usize,
    /// Works that match.
    pub matched: usize,
    /// The rows of the window, by title.
    pub rows: Vec<WorkRow>,
}

/// A work in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkRow {
    /// Its row.
    pub id: WorkId,
    /// Its title.
    pub title: String,
    /// As ISO 15707 prints it; empty where it is not known.
    pub iswc: String,
    /// `Ines Vold (TONO) 75 %, J. Vold 25 %`.
    pub writers: String,
    /// `Fjord Songs (TONO) 100 %`.
    pub publishers: String,
    /// Tracks that record it.
    pub tracks: usize,
    /// What is wrong with it.
    pub findings: Vec<RightsFinding>,
    /// Works that are probably the same: of the same ISWC, or of the same title and writers without another ISWC.
    pub twins: Vec<WorkId>,
}

/// A part of the publishers' side that no publisher has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenShare {
    /// What it is.
    pub kind: Publishing,
    /// As sheets print it: `Copyright Control`.
    pub name: String,
    /// How much of the publishers' side.
    pub share: Share,
}

/// All that is known of a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkView {
    /// The work itself.
    #[serde(flatten)]
    pub work: Work,
    /// As ISO 15707 prints it.
    pub iswc_shown: String,
    /// Who has which share, in order.
    pub shares: Vec<ShareView>,
    /// What the writers have together.
    pub writers_sum: Share,
    /// What the publishers have together.
    pub publishers_sum: Share,
    /// Whether the writers' shares add up to their side, as far as shares can.
    pub writers_whole: bool,
    /// Whether the publishers' do, with what of their side no publisher has.
    pub publishers_whole: bool,
    /// What of the publishers' side no publisher has, each part by its name.
    pub open_shares: Vec<OpenShare>,
    /// What of the publishers' side nobody has said anything of.
    pub publishers_left: Share,
    /// Tracks that record it.
    pub tracks: Vec<RecordedTrack>,
    /// What is wrong with it.
    pub findings: Vec<RightsFinding>,
}

/// A share with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    /// The share itself.
    #[serde(flatten)]
    pub share: WorkShare,
    /// Whose it is.
    pub who: Party,
    /// As people read it.
    pub name: String,
    /// Its side.
    pub side: WorkSide,
    /// The CWR code of its role.
    pub code: String,
    /// Of the whole work, where both sides together are 100 %.
    pub of_whole: Share,
    /// The place in the list of the share it acts for.
    pub acts_for_place: Option<usize>,
    /// What of the side nobody has yet, where this owner has nothing of it: it may be theirs.
    pub offered: Share,
}

/// How much something that was found matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FindingWeight {
    /// A sheet cannot be final with it.
    Wrong,
    /// Somebody should look at it.
    Missing,
}

/// Something wrong with a work or a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RightsFinding {
    /// How much it matters.
    pub weight: FindingWeight,
    /// The field to mend: `iswc`, `writers`, `publishers`, `society`, `ipi`.
    pub field: String,
    /// The party it is about, if it is one.
    pub party: Option<PartyId>,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
}
