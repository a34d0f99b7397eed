//! Writes the TypeScript twins of everything that crosses to the window.

mod shapes;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use timebase::{FrameRate, Frames, Timecode};
use ts_rs::{Config, ExportError, TS};

use crate::typed_vectors::typed_vectors;
use crate::{Alternate, Changed, RecentShow, edits, views};

/// Why the types were not written.
#[derive(Debug, thiserror::Error)]
pub enum CodegenError {
    /// A type cannot be told in TypeScript.
    #[error("cannot export a type: {0}")]
    Export(#[from] ExportError),
    /// A schema is no JSON.
    #[error("cannot write the schema of edits: {0}")]
    Schema(#[from] serde_json::Error),
    /// The folder cannot be written.
    #[error("cannot write the types: {0}")]
    Io(#[from] io::Error),
}

/// Writes one file a type into `folder`, `index.ts` that exports them all, and vectors to which the window's own reckoning
/// is held: `time-vectors.json` for labels and flicks of frames, `typed-vectors.json` for times as people type them,
/// `shape-vectors.json` for trims, slips and fades; and `formats.json`: what files of others are read.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_types(folder: &Path) -> Result<(), CodegenError> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ts") {
            fs::remove_file(path)?;
        }
    }
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    edits::EditRequest::export_all(&config)?;
    edits::Edited::export_all(&config)?;
    views::ShowView::export_all(&config)?;
    views::CutView::export_all(&config)?;
    views::LibraryQuery::export_all(&config)?;
    views::LibraryPage::export_all(&config)?;
    views::TrackView::export_all(&config)?;
    views::ClearView::export_all(&config)?;
    views::ClearanceDetail::export_all(&config)?;
    views::MfnPreview::export_all(&config)?;
    views::DirectoryQuery::export_all(&config)?;
    views::PartiesPage::export_all(&config)?;
    views::PartyView::export_all(&config)?;
    views::WorksPage::export_all(&config)?;
    views::WorkView::export_all(&config)?;
    views::CatalogueAsked::export_all(&config)?;
    views::CataloguePreview::export_all(&config)?;
    views::CatalogueImport::export_all(&config)?;
    views::HistoryStep::export_all(&config)?;
    views::RenumberingView::export_all(&config)?;
    views::JobView::export_all(&config)?;
    views::TransportView::export_all(&config)?;
    Changed::export_all(&config)?;
    RecentShow::export_all(&config)?;
    crate::FoundRecording::export_all(&config)?;
    crate::RecordingMatch::export_all(&config)?;
    Alternate::export_all(&config)?;
    deliver::Listing::export_all(&config)?;
    crate::SheetView::export_all(&config)?;
    crate::SheetCounts::export_all(&config)?;
    crate::Exported::export_all(&config)?;
    crate::ProfileSummary::export_all(&config)?;
    deliver::profile::Profile::export_all(&config)?;
    model::UsageGuide::export_all(&config)?;
    model::SeriesFacts::export_all(&config)?;
    model::EpisodeFacts::export_all(&config)?;
    deliver::Format::export_all(&config)?;
    crate::PaperSummary::export_all(&config)?;
    crate::PaperView::export_all(&config)?;
    crate::TemplateView::export_all(&config)?;
    let paths = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let names: BTreeSet<String> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "ts"))
        .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
        .collect();
    let index: String = names.iter().map(|name| format!("export type {{ {name} }} from './{name}'\n")).collect();
    fs::write(folder.join("index.ts"), index)?;
    fs::write(folder.join("time-vectors.json"), time_vectors())?;
    fs::write(folder.join("typed-vectors.json"), typed_vectors().map_err(io::Error::other)?)?;
    fs::write(folder.join("formats.json"), formats())?;
    fs::write(folder.join("shape-vectors.json"), shapes::vectors())?;
    Ok(())
}

/// Writes `edits.schema.json` into `folder`: the JSON Schema (draft 2020-12) of one edit, as the command line's `edit` and
/// others read it. It is a published format: words may come, none changes its meaning.
///
/// # Errors
/// If the folder cannot be written.
pub fn write_schema(folder: &Path) -> Result<(), CodegenError> {
    fs::create_dir_all(folder)?;
    let mut schema = serde_json::to_value(schemars::schema_for!(edits::Edit))?;
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("$comment".into(), format!("version {}", edits::VOCABULARY).into());
    }
    let text = serde_json::to_string_pretty(&schema)?;
    fs::write(folder.join("edits.schema.json"), text + "\n")?;
    Ok(())
}

/// What files of others are read: endings for dialogs, and the encodings that may be chosen.
fn formats() -> String {
    let scenes: Vec<_> = interchange::scenes::READERS
        .iter()
        .map(|reader| serde_json::json!({ "name": reader.name, "endings": reader.endings }))
        .collect();
    let encodings: Vec<_> = interchange::table::ENCODINGS
        .iter()
        .map(|(name, word)| serde_json::json!({ "name": name, "word": word }))
        .collect();
    let formats =
        serde_json::json!({ "catalogue": interchange::catalogue::ENDINGS, "encodings": encodings, "scenes": scenes });
    format!("{formats:#}\n")
}

/// Frames worth a look at every rate: the first ones, the edges of minutes, and some from all over the day.
fn time_vectors() -> String {
    let mut lines = Vec::new();
    for rate in FrameRate::ALL {
        let (labels, day) = (rate.labels_per_second(), rate.frames_per_day());
        let edges =
            [1, 2, 9, 10, 11, 60, 599, 600].map(|minute| minute * 60 * labels - minute * rate.dropped_per_minute());
        let around = edges.iter().flat_map(|edge| [-2, -1, 0, 1, 2, 3, 4, 5].map(|offset| edge + offset));
        let spread = (0..40).map(|step| step * (day / 41) + step);
        let frames: BTreeSet<i64> =
            (0..6).chain(around).chain(spread).chain([day - 1]).filter(|frame| (0..day).contains(frame)).collect();
        for frame in frames {
            let timecode = Timecode::from_frames(Frames(frame), rate);
            let flicks = rate.flicks(Frames(frame)).0;
            lines.push(format!(
                "  {{ \"rate\": \"{rate}\", \"frame\": {frame}, \"flicks\": {flicks}, \"timecode\": \"{timecode}\" }}"
            ));
        }
    }
    format!("[\n{}\n]\n", lines.join(",\n"))
}
