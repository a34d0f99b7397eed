//! The show: opening, reading, editing.

use std::path::{Path, PathBuf};

use model::{CutId, PlacementId, USAGE_GUIDE, UsageGuide};
use studio::edits::{Clip, EditRequest, Edited};
use studio::views::{CutView, HistoryStep, RenumberingView, ShowView};
use studio::{Desk, RecentShow};
use tauri::State;

use crate::refusal::Answer;

#[tauri::command]
pub fn show(desk: State<'_, Desk>) -> Answer<Option<ShowView>> {
    match desk.studio() {
        Ok(studio) => Ok(Some(studio.show()?)),
        Err(_) => Ok(None),
    }
}

#[tauri::command]
pub fn new_show(desk: State<'_, Desk>, path: &str, title: &str, currency: &str) -> Answer<ShowView> {
    desk.create(Path::new(path), title, currency)?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command]
pub fn open_show(desk: State<'_, Desk>, path: &str) -> Answer<ShowView> {
    desk.open(Path::new(path))?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command]
pub fn open_sample(desk: State<'_, Desk>) -> Answer<ShowView> {
    desk.open_sample()?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command]
pub fn close_show(desk: State<'_, Desk>) -> Answer<()> {
    Ok(desk.close()?)
}

/// Saves a copy of the show and goes on in it, as is wanted when its own file was moved or removed.
#[tauri::command]
pub fn go_on_in_copy(desk: State<'_, Desk>, path: &str) -> Answer<ShowView> {
    desk.go_on_in_copy(Path::new(path))?;
    Ok(desk.studio()?.show()?)
}

/// Where the show's file was, if it is not there any more.
#[tauri::command]
pub fn displaced(desk: State<'_, Desk>) -> Option<PathBuf> {
    desk.studio().ok()?.displaced()
}

#[tauri::command]
pub fn recent(desk: State<'_, Desk>) -> Vec<RecentShow> {
    desk.recent()
}

#[tauri::command]
pub fn cut(desk: State<'_, Desk>, cut: CutId) -> Answer<CutView> {
    Ok(desk.studio()?.cut(cut)?)
}

#[tauri::command]
pub fn snapshot_folder(desk: State<'_, Desk>) -> Answer<PathBuf> {
    Ok(desk.studio()?.snapshot_folder())
}

#[tauri::command]
pub fn usage_guide() -> UsageGuide {
    USAGE_GUIDE
}

#[tauri::command]
pub fn history(desk: State<'_, Desk>, limit: usize) -> Answer<Vec<HistoryStep>> {
    Ok(desk.studio()?.history(limit)?)
}

#[tauri::command]
pub fn edit(desk: State<'_, Desk>, request: EditRequest) -> Answer<Edited> {
    Ok(desk.edit(&request)?)
}

#[tauri::command]
pub fn copied(desk: State<'_, Desk>, placements: Vec<PlacementId>) -> Answer<Clip> {
    Ok(desk.studio()?.copied(&placements)?)
}

#[tauri::command]
pub fn renumbering(desk: State<'_, Desk>, cut: CutId, reel: Option<u32>, issued: bool) -> Answer<RenumberingView> {
    Ok(desk.studio()?.renumbering(cut, reel, issued)?)
}

#[tauri::command]
pub fn undo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.undo()?)
}

#[tauri::command]
pub fn redo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.redo()?)
}

/// Where pictures and waveforms are served.
#[derive(serde::Serialize)]
pub struct Server {
    base: String,
}

#[tauri::command]
pub fn server(desk: State<'_, Desk>) -> Server {
    Server { base: desk.server_base() }
}
