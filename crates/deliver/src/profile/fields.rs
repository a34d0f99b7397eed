//! What a column or a line of the header may hold.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// The row's number on the sheet, from 1.
    Sequence,
    /// The cue's number: `4M07`.
    CueNumber,
    /// The row's title.
    Title,
    /// The number of the scene.
    Scene,
    /// The code of use.
    Usage,
    /// The theme role in words.
    ThemeRole,
    /// The code of origin.
    Origin,
    /// `I` or `V`: instrumental or vocal.
    Voice,
    /// Where it starts.
    TimeIn,
    /// Where it ends.
    TimeOut,
    /// How long it sounds.
    Duration,
    /// How long it sounds, in frames.
    Frames,
    /// All writers with society and share, in one cell.
    Writers,
    /// All publishers with society and share, in one cell.
    Publishers,
    /// Writers by name alone.
    WriterNames,
    /// Publishers by name alone.
    PublisherNames,
    /// The role of the line's contributor.
    Role,
    /// The contributor's first and middle names; empty for publishers.
    FirstName,
    /// The contributor's last name; empty for publishers.
    LastName,
    /// The publisher's name; empty for writers.
    PublisherName,
    /// The contributor's name, as `Last, First` or a company's name.
    ContributorName,
    /// The contributor's IPI name number.
    Ipi,
    /// The contributor's society.
    Society,
    /// The contributor's share.
    Share,
    /// Where the contributor's share holds.
    Territory,
    /// Who performs.
    Performer,
    /// The recording's title.
    TrackTitle,
    /// Who released the recording.
    Label,
    /// Catalogue number of the release.
    CatalogueNumber,
    /// Number of the track on the release.
    CutNumber,
    /// The production-music library.
    Library,
    /// ISRC of the recording.
    Isrc,
    /// ISWC of the work.
    Iswc,
    /// The societies' own numbers of the work.
    WorkNumbers,
    /// What somebody wrote beside the cue.
    Note,
}

/// What stands in a line of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HeaderField {
    /// The series' title.
    Series,
    /// Another title of the series.
    SeriesOtherTitle,
    /// The episode's title.
    EpisodeTitle,
    /// Another title of the episode.
    EpisodeOtherTitle,
    /// `104`: season and number, as networks number episodes.
    EpisodeNumber,
    /// `1x04 “Rising Tide”`.
    Episode,
    /// The season's number.
    Season,
    /// `4`: the episode's number within its season, for forms that have the season on a line of its own.
    NumberInSeason,
    /// The production's own number.
    ProductionNumber,
    /// The production company.
    Company,
    /// Its address.
    Address,
    /// Who drew up the sheet.
    PreparedBy,
    /// Where questions go.
    Email,
    /// The day the sheet was drawn up.
    DatePrepared,
    /// First transmission.
    AirDate,
    /// Kind of production.
    Category,
    /// `Original`, `Edited for TV` …
    Version,
    /// Network, channel or service.
    Network,
    /// Length of the programme.
    ShowLength,
    /// Length of all music.
    MusicLength,
    /// Country of origin.
    Country,
    /// Year of production.
    Year,
    /// Director.
    Director,
    /// Principal cast.
    Cast,
    /// Original language.
    Language,
    /// ISAN.
    Isan,
    /// EIDR.
    Eidr,
    /// The cut and its frame rate.
    Cut,
    /// Why the sheet is not complete; empty where it is.
    Incomplete,
}

impl Field {
    /// Whether it belongs to a contributor rather than to the cue.
    #[must_use]
    pub const fn is_of_contributor(self) -> bool {
        matches!(
            self,
            Self::Role
                | Self::FirstName
                | Self::LastName
                | Self::PublisherName
                | Self::ContributorName
                | Self::Ipi
                | Self::Society
                | Self::Share
                | Self::Territory
        )
    }

    /// Whether it is a figure, which stands to the right.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Sequence | Self::Duration | Self::Frames | Self::Share)
    }

    /// As sentences name it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sequence => "sequence number",
            Self::CueNumber => "cue number",
            Self::Title => "title",
            Self::Scene => "scene",
            Self::Usage => "usage",
            Self::ThemeRole => "theme role",
            Self::Origin => "origin",
            Self::Voice => "voice",
            Self::TimeIn => "time in",
            Self::TimeOut => "time out",
            Self::Duration => "duration",
            Self::Frames => "frames",
            Self::Writers | Self::WriterNames => "writers",
            Self::Publishers | Self::PublisherNames => "publishers",
            Self::Role => "role",
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::PublisherName => "publisher's name",
            Self::ContributorName => "name",
            Self::Ipi => "IPI number",
            Self::Society => "society",
            Self::Share => "share",
            Self::Territory => "territory",
            Self::Performer => "performer",
            Self::TrackTitle => "title of the recording",
            Self::Label => "label",
            Self::CatalogueNumber => "catalogue number",
            Self::CutNumber => "track number",
            Self::Library => "library",
            Self::Isrc => "ISRC",
            Self::Iswc => "ISWC",
            Self::WorkNumbers => "society's work number",
            Self::Note => "note",
        }
    }
}

impl HeaderField {
    /// As sentences name it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Series => "series title",
            Self::SeriesOtherTitle => "other title of the series",
            Self::EpisodeTitle => "episode title",
            Self::EpisodeOtherTitle => "other title of the episode",
            Self::EpisodeNumber | Self::Episode | Self::NumberInSeason => "episode number",
            Self::Season => "season",
            Self::ProductionNumber => "production number",
            Self::Company => "production company",
            Self::Address => "address of the production company",
            Self::PreparedBy => "name of who prepares the sheet",
            Self::Email => "e-mail address for questions",
            Self::DatePrepared => "date of preparation",
            Self::AirDate => "air date",
            Self::Category => "category",
            Self::Version => "version",
            Self::Network => "network",
            Self::ShowLength => "show length",
            Self::MusicLength => "music length",
            Self::Country => "country of origin",
            Self::Year => "year of production",
            Self::Director => "director",
            Self::Cast => "principal cast",
            Self::Language => "language",
            Self::Isan => "ISAN",
            Self::Eidr => "EIDR",
            Self::Cut => "cut",
            Self::Incomplete => "reason why it is not complete",
        }
    }
}
