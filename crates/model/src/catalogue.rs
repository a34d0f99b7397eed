//! How the columns of somebody's catalogue sheet are read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a catalogue sheet says of a recording or its work.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum CatalogueField {
    /// Title of the recording.
    Title,
    /// Who performs.
    Artist,
    /// The record it is from.
    Album,
    /// ISO 3901.
    Isrc,
    /// Name of the sound file, with or without its folder and ending.
    FileName,
    /// Who released it.
    Label,
    /// Catalogue number of the release.
    CatalogueNumber,
    /// Number of the track on the release.
    CutNumber,
    /// The production-music library it is from.
    Library,
    /// Year of release, or a date with it.
    Year,
    /// Beats a minute.
    Bpm,
    /// Musical key.
    Key,
    /// Moods.
    Mood,
    /// Genres.
    Genre,
    /// Language of the words.
    Language,
    /// Title of the work, where it differs from the recording's.
    WorkTitle,
    /// ISO 15707.
    Iswc,
    /// Who wrote music (and words); several with `/` or `;`, each with society, IPI and share.
    Writers,
    /// Who wrote the words alone.
    Lyricists,
    /// Societies of the writers, in their order.
    WriterSocieties,
    /// IPI name numbers of the writers, in their order.
    WriterIpis,
    /// Shares of the writers in percent, in their order.
    WriterShares,
    /// Who publishes.
    Publishers,
    /// Societies of the publishers, in their order.
    PublisherSocieties,
    /// IPI name numbers of the publishers, in their order.
    PublisherIpis,
    /// Shares of the publishers in percent, in their order.
    PublisherShares,
    /// First names of the writers, where last names have a column of their own.
    WriterFirstNames,
    /// Middle names of the writers.
    WriterMiddleNames,
    /// Last names of the writers.
    WriterLastNames,
    /// What the writers were, by code of CWR or in words: `C`, `Composer`, `Music & lyrics`. A publisher among them is
    /// one of the publishers.
    WriterRoles,
    /// Who arranged it.
    Arrangers,
    /// What the publishers are: `E`, `Original publisher`, `Administrator`.
    PublisherRoles,
    /// A society's own number of the work; the heading names the society.
    SocietyNumber,
}

impl CatalogueField {
    /// Every field.
    pub const ALL: [Self; 33] = [
        Self::Title,
        Self::Artist,
        Self::Album,
        Self::Isrc,
        Self::FileName,
        Self::Label,
        Self::CatalogueNumber,
        Self::CutNumber,
        Self::Library,
        Self::Year,
        Self::Bpm,
        Self::Key,
        Self::Mood,
        Self::Genre,
        Self::Language,
        Self::WorkTitle,
        Self::Iswc,
        Self::Writers,
        Self::Lyricists,
        Self::WriterSocieties,
        Self::WriterIpis,
        Self::WriterShares,
        Self::Publishers,
        Self::PublisherSocieties,
        Self::PublisherIpis,
        Self::PublisherShares,
        Self::WriterFirstNames,
        Self::WriterMiddleNames,
        Self::WriterLastNames,
        Self::WriterRoles,
        Self::Arrangers,
        Self::PublisherRoles,
        Self::SocietyNumber,
    ];
}

/// How the columns of a sheet were read the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ColumnMap {
    /// What it is kept under.
    pub name: String,
    /// The sheet's own headings, in order.
    pub headings: Vec<String>,
    /// What each column says; `None` for those that are passed over.
    pub columns: Vec<Option<CatalogueField>>,
}
