//! A sheet as it is printed.

use model::{CueId, CueStatus, PartyId, Publishing, Share, ShareRole, TrackId, Usage, WorkId};
use serde::{Deserialize, Serialize};
use timebase::{Flicks, FrameRate, Frames, Position};
use ts_rs::TS;

use crate::profile::{Field, HeaderField, Layout, PaperSize, TimeFormat};

/// A cue sheet as a profile wants it. Texts that are not known are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The profile's id.
    pub profile: String,
    /// The profile's name.
    pub profile_name: String,
    /// The heading.
    pub heading: String,
    /// What stands at the foot of each page.
    pub footer: String,
    /// The series' title.
    pub show: String,
    /// The episode as on air: `1x04`.
    pub episode: String,
    /// The episode's title.
    pub title: String,
    /// The cut's label.
    pub cut: String,
    /// The cut's frame rate.
    pub rate: FrameRate,
    /// The timecode of the cut's first frame, in frames.
    pub start: Frames,
    /// One line a cue, or one line a contributor.
    pub layout: Layout,
    /// How times are written.
    pub times: TimeFormat,
    /// The block above the table.
    pub header: Vec<HeaderFact>,
    /// The columns, from the left.
    pub columns: Vec<SheetColumn>,
    /// The cues, in the order they are heard.
    pub rows: Vec<SheetRow>,
    /// Length of the programme.
    pub length: Flicks,
    /// Sums.
    pub reconciliation: Reconciliation,
    /// Whether cues of the same ownership are put together.
    pub rolled_up: bool,
    /// What it is printed on.
    #[serde(default)]
    pub paper: PaperSize,
}

/// A fact of the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeaderFact {
    /// What it is called.
    pub label: String,
    /// Which it is.
    pub field: HeaderField,
    /// What it says; empty where nothing is known.
    pub value: String,
}

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetColumn {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub field: Field,
    /// Its width beside the others.
    pub width: u32,
    /// Whether it stands to the right.
    pub figure: bool,
}

/// One piece of music on the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetRow {
    /// Its number on the sheet, from 1.
    pub sequence: u32,
    /// The cues it stands for: several where edits of one recording are put together.
    pub cues: Vec<CueId>,
    /// Their numbers: `4M07`, `4M07 + 4M08`.
    pub number: String,
    /// The recording.
    pub track: Option<TrackId>,
    /// The composition.
    pub work: Option<WorkId>,
    /// The title it goes by.
    pub title: String,
    /// The number of its scene.
    pub scene: String,
    /// How it is used.
    pub usage: Usage,
    /// The profile's code for that.
    pub usage_code: String,
    /// The theme role in words; empty for none.
    pub theme_role: String,
    /// The profile's code of origin.
    pub origin_code: String,
    /// When it sounds: one span, or several where another cue is carved out of it.
    pub spans: Vec<RowSpan>,
    /// How long it sounds, exact.
    pub exact: Flicks,
    /// How long it sounds, in frames.
    pub frames: Frames,
    /// How long it sounds as the sheet counts it: whole seconds, or exact where the profile does not round.
    pub shown: Flicks,
    /// Those who wrote it.
    pub writers: Vec<SheetParty>,
    /// Those who publish it.
    pub publishers: Vec<SheetParty>,
    /// What stands in for publishers where there is none: `unpublished`, `copyright control`, `public domain`.
    pub publishing: String,
    /// Who performs.
    pub performer: String,
    /// The recording's title.
    pub track_title: String,
    /// Who released the recording.
    pub label: String,
    /// Catalogue number of the release.
    pub catalogue_number: String,
    /// Number of the track on the release.
    pub cut_number: String,
    /// The production-music library.
    pub library: String,
    /// ISRC.
    pub isrc: String,
    /// ISWC, written with its separators.
    pub iswc: String,
    /// The societies' own numbers of the work.
    pub work_numbers: String,
    /// What somebody wrote beside it.
    #[serde(default)]
    pub note: String,
    /// How far the cue has come with the director.
    pub status: CueStatus,
    /// What is printed: one line, or one a contributor.
    pub lines: Vec<Vec<Cell>>,
}

/// A span of a row, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowSpan {
    /// In-point, from the cut's first frame.
    pub in_flicks: Position,
    /// Out-point, from the cut's first frame.
    pub out_flicks: Position,
    /// In-point with its frame, as timecode of the cut.
    pub in_timecode: String,
    /// Out-point with its frame: the frame after the last.
    pub out_timecode: String,
    /// In-point as the profile writes it.
    #[serde(rename = "in")]
    pub in_text: String,
    /// Out-point as the profile writes it.
    #[serde(rename = "out")]
    pub out_text: String,
    /// In-point as the profile counts it, in seconds from the programme's first frame (rounded where it rounds).
    pub in_seconds: i64,
    /// Out-point likewise.
    pub out_seconds: i64,
}

/// Somebody with a share of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetParty {
    /// Who; `None` for a part that no publisher has.
    pub party: Option<PartyId>,
    /// As what.
    pub role: ShareRole,
    /// As the profile writes the role.
    pub role_text: String,
    /// First and middle names; empty for companies.
    pub first_name: String,
    /// Last name, or a company's name.
    pub last_name: String,
    /// Whether it is a person.
    pub is_person: bool,
    /// IPI name number.
    pub ipi: String,
    /// Society as the profile writes it.
    pub society: String,
    /// Share by the profile's convention, in millionths.
    pub share: Share,
    /// Share of its side, in millionths, as it is kept.
    pub side_share: Share,
    /// Share as it is written: `75`, `33.33`.
    pub share_text: String,
    /// Where it holds.
    pub territory: String,
    /// For a part that no publisher has: what it is.
    #[serde(default)]
    pub belongs_to_nobody: Option<Publishing>,
    /// Whether its own part of the work is out of copyright.
    #[serde(default)]
    pub non_copyright: bool,
}

/// What is printed in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum Cell {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A length of time; its text is as the profile writes lengths.
    Length {
        /// Flicks.
        flicks: Flicks,
        /// As written.
        text: String,
    },
    /// A share in millionths; its text is in percent without the sign.
    Share {
        /// Millionths.
        millionths: Share,
        /// As written.
        text: String,
    },
}

impl Cell {
    /// As it is printed.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Length { text, .. } | Self::Share { text, .. } => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// How the sum of what is shown stands to the exact sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reconciliation {
    /// Sum of exact durations.
    pub exact: Flicks,
    /// The same in frames.
    pub exact_frames: Frames,
    /// Sum of what the rows show.
    pub shown: Flicks,
    /// The difference and what became of it, as the line under the table.
    pub line: String,
    /// Rows that took more than their own length so that the sum stays right, by sequence number.
    pub carried_to: Vec<u32>,
    /// Rows that round to nothing and show the least that the profile gives, by sequence number.
    #[serde(default)]
    pub raised: Vec<u32>,
}
