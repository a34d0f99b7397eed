//! Profiles: how a society or broadcaster wants a cue sheet, as data.
//!
//! A profile says which columns there are, how uses and origins are coded, whose convention of shares holds, how times
//! are rounded, and which fields have to be there. It is a JSON document; a new one needs no programming. Those that come
//! with the program are files of the same kind (`profiles/*.json`).

mod built_in;
mod check;
mod codes;
mod fields;
mod workbook;

use std::collections::BTreeMap;

use model::{Origin, ShareRole, Usage, Voice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use built_in::{CUE_LIST, DEFAULT_PROFILE, built_in, cue_list};
pub use codes::UsageCode;
pub use fields::{Field, HeaderField};
pub(crate) use workbook::{ContributorColumn, CueColumn, HeaderHolds, WorkbookMap, maps};

use crate::problem::Severity;

/// The version of the form of profiles that this program writes and reads.
pub const PROFILE_VERSION: u32 = 1;

/// How somebody wants a cue sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Profile {
    /// [`PROFILE_VERSION`].
    pub version: u32,
    /// A short name for the command line: `rapidcue`.
    pub id: String,
    /// As people read it: `RapidCue (ASCAP / BMI)`.
    pub name: String,
    /// The heading of the sheet.
    pub heading: String,
    /// What stands at the foot of each page.
    #[serde(default)]
    pub footer: String,
    /// One line a cue, or one line a contributor.
    pub layout: Layout,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The block above the table.
    pub header: Vec<HeaderLine>,
    /// Codes of use; the first that fits a cue is its code.
    pub usage: Vec<UsageCode>,
    /// Codes of origin; what is not named stays empty.
    #[serde(default)]
    pub origins: BTreeMap<Origin, String>,
    /// How roles are written; those not named are written by their CWR code.
    #[serde(default)]
    pub roles: BTreeMap<ShareRole, String>,
    /// How societies are written where it differs from their own name.
    #[serde(default)]
    pub societies: BTreeMap<String, String>,
    /// Whose whole the shares are parts of.
    pub shares: ShareConvention,
    /// Decimals of a share in percent, 0 to 4.
    pub share_decimals: u8,
    /// How far a side may be from its whole, in millionths (CWR allows 600: ±0.06 %).
    #[serde(default = "tolerance")]
    pub share_tolerance: i64,
    /// How times are written.
    pub times: TimeFormat,
    /// How times are brought to whole seconds.
    pub rounding: Rounding,
    /// Where a row's title comes from.
    pub titles: TitleSource,
    /// Whether neighbouring edits of one recording are one row.
    #[serde(default = "yes")]
    pub merge_edits: bool,
    /// What has to be there.
    #[serde(default)]
    pub required: Vec<Requirement>,
    /// A single cue longer than this many minutes is asked about.
    #[serde(default = "long_cue")]
    pub long_cue_minutes: u32,
    /// The most lines that the form takes.
    #[serde(default)]
    pub most_lines: Option<u32>,
    /// Whether names outside ASCII are asked about.
    #[serde(default)]
    pub ascii_names: bool,
    /// Workbooks of the form's own that can be filled, by the names of their cell maps.
    #[serde(default)]
    pub workbooks: Vec<String>,
    /// The paper it is printed on.
    #[serde(default)]
    pub paper: PaperSize,
    /// The least whole seconds that a row shows where durations are rounded: a sting that rounds to nothing is listed as
    /// this. 0 means that none is given.
    #[serde(default = "one_second")]
    pub least_seconds: u32,
    /// What it is to the sheet that a licence does not hold, or does not cover the use.
    #[serde(default)]
    pub licences: LicenceWeight,
    /// Whether names that share a cell carry their capacity: `Low, T. (CA)`, `Harbour Music (administrator)`.
    #[serde(default)]
    pub capacities: bool,
    /// Whether the form takes a sheet that is not complete, if it says why.
    #[serde(default)]
    pub takes_incomplete: bool,
}

/// The paper that a sheet is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PaperSize {
    /// ISO A4.
    #[default]
    A4,
    /// US Letter, 8.5 by 11 inches.
    UsLetter,
}

/// What licences are to a sheet. A sheet says what was broadcast; licences are between licensor and licensee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LicenceWeight {
    /// Nothing is said of them.
    Ignore,
    /// They are named, and the sheet can be final.
    #[default]
    Warn,
    /// The sheet cannot be final while one is denied, over, or does not cover its use.
    Stop,
}

/// What one line of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Layout {
    /// A cue with all its parties.
    Cue,
    /// A contributor; title and times stand on a cue's first line only.
    Contributor,
}

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub field: Field,
    /// Its width beside the others: letters that should fit.
    pub width: u32,
}

/// A line of the block above the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeaderLine {
    /// What it is called.
    pub label: String,
    /// What stands in it.
    pub field: HeaderField,
}

/// Whose whole a printed share is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ShareConvention {
    /// Writers add up to 100 %, and publishers to another 100 %.
    PerSide,
    /// Writers and publishers together add up to 100 %.
    WholeWork,
}

/// How times are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TimeFormat {
    /// Timecode of the cut: `01:17:21:14`.
    Timecode,
    /// Timecode of the cut without frames: `01:17:21`.
    Clock,
    /// From the programme's first frame: `0:17:21`.
    Programme,
}

/// How times are brought to whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Rounding {
    /// Not at all: durations are written to the frame.
    Frames,
    /// In and out to the nearest second, the duration is what lies between: rows that meet go on meeting.
    Points,
    /// Each duration to the nearest second.
    Nearest,
    /// Each duration up to the next second.
    Up,
    /// Each duration down to the last second.
    Down,
    /// Durations such that their sum is the exact sum to the nearest second: what is lost in one is carried to those
    /// that lost most.
    Carried,
}

/// Where a row's title comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TitleSource {
    /// Music written for the programme goes by the cue's title, all other by the work's.
    ByOrigin,
    /// The cue's title.
    Cue,
    /// The work's title, or the recording's.
    Work,
}

/// A field that has to be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Requirement {
    /// A field of the header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<HeaderField>,
    /// A field of each cue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Only for music of these origins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Origin>>")]
    pub origins: Vec<Origin>,
    /// What it is to the sheet when it is not there.
    pub severity: Severity,
    /// Why it is asked for, as a sentence.
    #[serde(default)]
    pub why: String,
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// It is not JSON, or not of the form.
    #[error("this is not a profile of cue sheets: {reason}")]
    Form {
        /// What is wrong, and where.
        reason: String,
    },
    /// It is of a form that this program does not know.
    #[error("this profile has version {found} of the form; this program reads version {PROFILE_VERSION}")]
    Version {
        /// Its version.
        found: u32,
    },
    /// It says something that cannot be.
    #[error("the profile {name}: {reason}")]
    Sense {
        /// Which profile.
        name: String,
        /// What cannot be, and what to do.
        reason: String,
    },
}

const fn tolerance() -> i64 {
    600
}

const fn yes() -> bool {
    true
}

const fn one_second() -> u32 {
    1
}

const fn long_cue() -> u32 {
    10
}

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// If it is not one, has another version, or says what cannot be; the sentence says where.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| ProfileError::Form { reason: error.to_string() })?;
        let version = value.get("version").and_then(serde_json::Value::as_u64);
        if let Some(found) =
            version.and_then(|found| u32::try_from(found).ok()).filter(|found| *found != PROFILE_VERSION)
        {
            return Err(ProfileError::Version { found });
        }
        let profile: Self =
            serde_json::from_str(text).map_err(|error| ProfileError::Form { reason: error.to_string() })?;
        profile.check()?;
        Ok(profile)
    }

    /// The profile as text, the same for the same profile.
    ///
    /// # Errors
    /// If it cannot be written, which no profile causes.
    pub fn write(&self) -> Result<String, ProfileError> {
        let text =
            serde_json::to_string_pretty(self).map_err(|error| ProfileError::Form { reason: error.to_string() })?;
        Ok(text + "\n")
    }

    /// The code of a use; empty where it hangs on whether words are sung and nobody has said.
    #[must_use]
    pub fn usage_code(&self, usage: Usage) -> &str {
        match (usage.voice, self.codes_by_voice(usage)) {
            (Some(Voice::Instrumental), [code, _]) | (Some(Voice::Vocal), [_, code]) => code,
            (None, [wordless, sung]) => {
                if wordless == sung {
                    wordless
                } else {
                    ""
                }
            }
        }
    }

    /// Whether a row of this use cannot be written before somebody says whether words are sung.
    #[must_use]
    pub fn lacks_voice(&self, usage: Usage) -> bool {
        let [wordless, sung] = self.codes_by_voice(usage);
        let tells_apart = wordless != sung || self.columns.iter().any(|column| column.field == Field::Voice);
        usage.voice.is_none() && tells_apart
    }

    /// The codes of a use if no words are sung in it, and if some are.
    fn codes_by_voice(&self, usage: Usage) -> [&str; 2] {
        [Voice::Instrumental, Voice::Vocal].map(|voice| {
            let usage = Usage { voice: Some(voice), ..usage };
            self.usage.iter().find(|code| code.fits(usage)).map_or("", |code| code.code.as_str())
        })
    }

    /// The code of an origin; empty where it has none.
    #[must_use]
    pub fn origin_code(&self, origin: Option<Origin>) -> &str {
        origin.and_then(|origin| self.origins.get(&origin)).map_or("", String::as_str)
    }

    /// How a role is written.
    #[must_use]
    pub fn role(&self, role: ShareRole) -> &str {
        self.roles.get(&role).map_or(role.code(), String::as_str)
    }

    /// How a society is written.
    #[must_use]
    pub fn society<'a>(&'a self, name: &'a str) -> &'a str {
        self.societies.get(name).map_or(name, String::as_str)
    }
}
