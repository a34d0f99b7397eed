//! Writes the TypeScript twins of everything that crosses to the window.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use ts_rs::{Config, ExportError, TS};

use crate::{Alternate, RecentShow, edits, views};

/// Why the types were not written.
#[derive(Debug, thiserror::Error)]
pub enum CodegenError {
    /// A type cannot be told in TypeScript.
    #[error("cannot export a type: {0}")]
    Export(#[from] ExportError),
    /// The folder cannot be written.
    #[error("cannot write the types: {0}")]
    Io(#[from] io::Error),
}

/// Writes one file a type into `folder`, and `index.ts` that exports them all.
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
    views::HistoryStep::export_all(&config)?;
    views::JobView::export_all(&config)?;
    views::TransportView::export_all(&config)?;
    RecentShow::export_all(&config)?;
    Alternate::export_all(&config)?;
    deliver::Listing::export_all(&config)?;
    deliver::Format::export_all(&config)?;
    let names: BTreeSet<String> =
        fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned)).collect();
    let index: String = names.iter().map(|name| format!("export type {{ {name} }} from './{name}'\n")).collect();
    fs::write(folder.join("index.ts"), index)?;
    Ok(())
}
