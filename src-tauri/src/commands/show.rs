//! The show: opening, reading, editing.

use std::path::{Path, PathBuf};

use model::{CutId, USAGE_GUIDE, UsageGuide};
use studio::edits::{EditRequest, Edited};
use studio::views::{CutView, HistoryStep, ShowView};
use studio::{Desk, RecentShow};
use tauri::State;

use crate::refusal::Answer;

#[tauri::command(async)]
pub fn show(desk: State<'_, Desk>) -> Answer<Option<ShowView>> {
    match desk.studio() {
        Ok(studio) => Ok(Some(studio.show()?)),
        Err(_) => Ok(None),
    }
}

#[tauri::command(async)]
pub fn new_show(desk: State<'_, Desk>, path: &str, title: &str, currency: &str) -> Answer<ShowView> {
    desk.create(Path::new(path), title, currency)?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command(async)]
pub fn open_show(desk: State<'_, Desk>, path: &str) -> Answer<ShowView> {
    desk.open(Path::new(path))?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command(async)]
pub fn open_sample(desk: State<'_, Desk>) -> Answer<ShowView> {
    desk.open_sample()?;
    Ok(desk.studio()?.show()?)
}

#[tauri::command(async)]
pub fn close_show(desk: State<'_, Desk>) -> Answer<()> {
    Ok(desk.close()?)
}

#[tauri::command(async)]
pub fn recent(desk: State<'_, Desk>) -> Vec<RecentShow> {
    desk.recent()
}

#[tauri::command(async)]
pub fn cut(desk: State<'_, Desk>, cut: CutId) -> Answer<CutView> {
    Ok(desk.studio()?.cut(cut)?)
}

#[tauri::command(async)]
pub fn snapshot_folder(desk: State<'_, Desk>) -> Answer<PathBuf> {
    Ok(desk.studio()?.snapshot_folder())
}

#[tauri::command(async)]
pub fn usage_guide() -> UsageGuide {
    USAGE_GUIDE
}

#[tauri::command(async)]
pub fn history(desk: State<'_, Desk>, limit: usize) -> Answer<Vec<HistoryStep>> {
    Ok(desk.studio()?.history(limit)?)
}

#[tauri::command(async)]
pub fn edit(desk: State<'_, Desk>, request: EditRequest) -> Answer<Edited> {
    Ok(desk.edit(&request)?)
}

#[tauri::command(async)]
pub fn undo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.undo()?)
}

#[tauri::command(async)]
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
