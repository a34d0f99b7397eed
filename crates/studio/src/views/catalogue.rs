//! What a catalogue sheet would change, as the import dialog shows it.

use model::credits::Commas;
use model::{CatalogueField, TrackId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a catalogue sheet is to be read; what is not said is found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct CatalogueAsked {
    /// What its columns say, in order; by default as the last time, or as their headings say.
    pub columns: Option<Vec<Option<CatalogueField>>>,
    /// The sheet of a workbook; by default the first to be seen whose headings are known.
    pub sheet: Option<String>,
    /// The encoding of a text file; by default the one in which its letters make sense.
    pub encoding: Option<String>,
    /// How it writes names where a comma could stand within one or between two and no cell tells.
    pub commas: Commas,
}

/// A sheet before it is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CataloguePreview {
    /// Its columns, in order.
    pub columns: Vec<CatalogueColumn>,
    /// Whether the columns are read as the last time a sheet had these headings.
    pub remembered: bool,
    /// Why no row can be taken while the columns are read like this.
    pub refusal: Option<String>,
    /// The sheet of the workbook that is read; `None` of a text file.
    pub sheet: Option<String>,
    /// All sheets of the workbook.
    pub sheets: Vec<String>,
    /// In which encoding a text file is read; `None` of a workbook.
    pub encoding: Option<String>,
    /// Headings of columns that have texts and are not used.
    pub unused: Vec<String>,
    /// Rows whose writers may be one or several, as commas leave it open: none was taken of them.
    pub unclear_names: usize,
    /// What is to be known of the sheet as a whole, as sentences.
    pub remarks: Vec<String>,
    /// Rows below the headings.
    pub total: usize,
    /// Tracks of which nothing was known.
    pub new: usize,
    /// Tracks of which something would change.
    pub changed: usize,
    /// Tracks that say the same already.
    pub same: usize,
    /// Rows that are about no track of the library.
    pub unmatched: usize,
    /// Works to be made.
    pub works: usize,
    /// Parties to be made.
    pub parties: usize,
    /// Rows, at most 1000 of each fate.
    pub rows: Vec<CatalogueRow>,
    /// What cannot be taken, at most 1000, in the order of rows.
    pub problems: Vec<CatalogueProblem>,
    /// How many problems there are.
    pub problem_count: usize,
}

/// A column of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueColumn {
    /// Its heading in the sheet.
    pub heading: String,
    /// What it is read as; `None` where it is passed over.
    pub field: Option<CatalogueField>,
    /// Its first texts.
    pub sample: Vec<String>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RowFate {
    /// Its track gets a work or a label for the first time.
    New,
    /// It changes what is known of its track.
    Changed,
    /// It says what is known.
    Same,
    /// It is about no track of the library and is left out.
    Unmatched,
}

/// A row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueRow {
    /// In the file, from 1.
    pub row: u64,
    /// The track's title, or the sheet's.
    pub title: String,
    /// The track's artist, or the sheet's.
    pub artist: String,
    /// The track it is about.
    pub track: Option<TrackId>,
    /// What becomes of it.
    pub fate: RowFate,
    /// What it changes.
    pub changes: Vec<CatalogueChange>,
}

/// Something that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueChange {
    /// `title`, `iswc`, `writers`, `work` …
    pub field: String,
    /// As it is; empty where nothing is known.
    pub from: String,
    /// As it would be.
    pub to: String,
}

/// Something of a row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueProblem {
    /// In the file, from 1.
    pub row: u64,
    /// What is wrong, as a sentence.
    pub message: String,
    /// Whether all of the row is left out, not only a part of it.
    pub left_out: bool,
}

/// What taking in a sheet did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CatalogueImport {
    /// Tracks of which something changed.
    pub changed: usize,
    /// Tracks that said the same already.
    pub same: usize,
    /// Works made.
    pub works: usize,
    /// Parties made.
    pub parties: usize,
    /// What could not be taken, in the order of rows.
    pub problems: Vec<CatalogueProblem>,
    /// Headings of columns that have texts and were not used.
    pub unused: Vec<String>,
    /// What is to be known of the sheet as a whole, as sentences.
    pub remarks: Vec<String>,
}
