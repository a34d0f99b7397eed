//! What leaves the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use deliver::{Format, Listing};
use model::CutId;
use studio::Desk;
use tauri::State;

use crate::refusal::Answer;

#[tauri::command(async)]
pub fn cue_list(desk: State<'_, Desk>, cut: CutId) -> Answer<Listing> {
    Ok(desk.studio()?.cue_list(cut)?.written_out()?)
}

/// The save dialog has asked already whether a file may be replaced.
#[tauri::command(async)]
pub fn export_cue_list(desk: State<'_, Desk>, cut: CutId, format: Format, path: PathBuf) -> Answer<PathBuf> {
    studio::export_cue_list(&desk.studio()?, cut, format, &path, true)?;
    Ok(path)
}

#[tauri::command(async)]
pub fn export_mix(desk: State<'_, Desk>, cut: CutId, path: PathBuf) -> Answer<u64> {
    Ok(desk.export_mix(cut, path)?)
}

/// Shows a file in the system's file manager.
#[tauri::command(async)]
pub fn reveal(path: &str) -> Answer<()> {
    let path = Path::new(path);
    let folder = path.parent().unwrap_or(path);
    if cfg!(target_os = "macos") {
        Command::new("open").arg("-R").arg(path).spawn()?;
    } else if cfg!(target_os = "windows") {
        Command::new("explorer").arg(folder).spawn()?;
    } else {
        Command::new("xdg-open").arg(folder).spawn()?;
    }
    Ok(())
}
