//! Where a society's workbook has its cells, and by what it is recognised: data (`profiles/*-workbook.json`), so that a
//! later version of a template is another file of the same kind.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::ShareRole;
use serde::Deserialize;

use crate::profile::{HeaderField, UsageCode};

const FILES: [&str; 1] = [include_str!("../../profiles/rapidcue-2016-workbook.json")];

// A file that does not parse would be missing here; a test holds that none is.
static MAPS: LazyLock<Vec<WorkbookMap>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect());

/// A template's cells.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct WorkbookMap {
    /// By which profiles name it.
    pub(crate) id: String,
    /// As people know it.
    pub(crate) name: String,
    /// The sheet that is filled.
    pub(crate) sheet: String,
    /// The hidden sheet of look-up lists that comes with it.
    pub(crate) hidden_sheet: String,
    /// The table's name.
    pub(crate) table: String,
    /// Where the table lies.
    pub(crate) table_range: String,
    /// How many rows of headings the table has of its own.
    pub(crate) table_headings: u32,
    /// The first row of cues, from 1.
    pub(crate) first_row: u32,
    /// The last row that the table has.
    pub(crate) last_row: u32,
    /// Columns that the template works out.
    pub(crate) formula_columns: Vec<String>,
    /// Single cells that the template works out.
    pub(crate) formula_cells: Vec<String>,
    /// The block above the table.
    pub(crate) header: Vec<HeaderCell>,
    /// What stands in a cue's first row only.
    pub(crate) cue_columns: BTreeMap<String, CueColumn>,
    /// What stands in every contributor's row.
    pub(crate) contributor_columns: BTreeMap<String, ContributorColumn>,
    /// The template's words of use; the first that fits is taken.
    pub(crate) usage: Vec<UsageCode>,
    /// The template's words of roles.
    pub(crate) roles: BTreeMap<ShareRole, String>,
    /// The word for a sheet filed for the first time.
    pub(crate) original: String,
    /// The word for one that takes the place of another.
    pub(crate) revision: String,
}

/// A cell of the block above the table.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct HeaderCell {
    pub(crate) cell: String,
    #[serde(flatten)]
    pub(crate) holds: HeaderHolds,
}

/// What a cell of the header holds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(tag = "holds", rename_all = "camelCase")]
pub(crate) enum HeaderHolds {
    Text {
        field: HeaderField,
    },
    /// A day as the spreadsheet's number, in the format that the cell has.
    Date {
        field: HeaderField,
    },
    /// Whole minutes of the programme's length.
    ShowMinutes,
    /// The seconds beyond them.
    ShowSeconds,
    /// First filing, or a later one.
    Classification,
}

/// What stands in a cue's first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum CueColumn {
    Title,
    Usage,
    InHours,
    InMinutes,
    InSeconds,
    OutHours,
    OutMinutes,
    OutSeconds,
}

/// What stands in a contributor's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ContributorColumn {
    Role,
    FirstName,
    LastName,
    PublisherName,
    /// There is no column for the IPI of a writer.
    PublisherIpi,
    Society,
    Share,
}

impl WorkbookMap {
    /// Rows for contributors.
    pub(crate) const fn room(&self) -> usize {
        (self.last_row - self.first_row + 1) as usize
    }
}

/// The maps of these ids that the program has, in the order asked for.
pub(crate) fn maps<'a>(ids: &'a [String]) -> impl Iterator<Item = &'static WorkbookMap> + 'a {
    ids.iter().filter_map(|id| MAPS.iter().find(|map| map.id == *id))
}

/// Whether the program has a map of this id.
pub(crate) fn is_known(id: &str) -> bool {
    MAPS.iter().any(|map| map.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::built_in;

    #[test]
    fn the_maps_can_be_read_and_profiles_name_only_those_there_are() {
        for text in FILES {
            serde_json::from_str::<WorkbookMap>(text).expect("a map of ours");
        }
        let named = built_in().iter().flat_map(|profile| &profile.workbooks);
        assert!(named.clone().count() > 0 && named.into_iter().all(|id| is_known(id)));
    }
}
