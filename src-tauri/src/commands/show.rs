//! The show: opening, reading, editing.

use std::path::{Path, PathBuf};

use model::{CutId, PlacementId, USAGE_GUIDE, UsageGuide};
use studio::edits::{Clip, EditRequest, Edited};
use studio::views::{CutNews, CutView, HistoryStep, RenumberingView, ShowView};
use studio::{Desk, RecentShow};
use tauri::{AppHandle, Manager, State};

use crate::refusal::Answer;
use crate::start::NotOpened;

/// The open show, or none.
#[tauri::command]
pub fn show(desk: State<'_, Desk>) -> Answer<Option<ShowView>> {
    match desk.studio() {
        Ok(studio) => Ok(Some(studio.show()?)),
        Err(_) => Ok(None),
    }
}

/// Makes a show and opens it.
#[tauri::command]
pub fn new_show(desk: State<'_, Desk>, path: &str, title: &str, currency: &str) -> Answer<ShowView> {
    desk.create(Path::new(path), title, currency)?;
    Ok(desk.studio()?.show()?)
}

/// Whether something lies at a path: for a name that the system's dialog did not see.
#[tauri::command]
pub fn is_there(path: &str) -> bool {
    Path::new(path).symlink_metadata().is_ok()
}

/// Opens a show instead of the one that is open.
#[tauri::command]
pub fn open_show(desk: State<'_, Desk>, path: &str) -> Answer<ShowView> {
    desk.open(Path::new(path))?;
    Ok(desk.studio()?.show()?)
}

/// Opens the sample season, made first where it is not there yet.
#[tauri::command]
pub fn open_sample(desk: State<'_, Desk>) -> Answer<ShowView> {
    desk.open_sample()?;
    Ok(desk.studio()?.show()?)
}

/// Why the show that the program was started with is not open, if it was refused.
#[tauri::command]
pub fn not_opened(app: AppHandle) -> Option<String> {
    app.state::<NotOpened>().reason()
}

/// Closes the show.
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

/// Shows that were open before, newest first.
#[tauri::command]
pub fn recent(desk: State<'_, Desk>) -> Vec<RecentShow> {
    desk.recent()
}

/// A cut with everything on its time line.
#[tauri::command]
pub fn cut(desk: State<'_, Desk>, cut: CutId) -> Answer<CutView> {
    Ok(desk.studio()?.cut(cut)?)
}

/// What became of a cut that was read at the show's revision `since`.
#[tauri::command]
pub fn cut_news(desk: State<'_, Desk>, cut: CutId, since: u64) -> Answer<CutNews> {
    Ok(desk.studio()?.cut_news(cut, since)?)
}

/// Where copies of the show lie that were taken while it was worked on.
#[tauri::command]
pub fn snapshot_folder(desk: State<'_, Desk>) -> Answer<PathBuf> {
    Ok(desk.studio()?.snapshot_folder())
}

/// What the codes of usage mean.
#[tauri::command]
pub fn usage_guide() -> UsageGuide {
    USAGE_GUIDE
}

/// The newest steps of history.
#[tauri::command]
pub fn history(desk: State<'_, Desk>, limit: usize) -> Answer<Vec<HistoryStep>> {
    Ok(desk.studio()?.history(limit)?)
}

/// Makes edits, as one step of undo.
#[tauri::command]
pub fn edit(desk: State<'_, Desk>, request: EditRequest) -> Answer<Edited> {
    Ok(desk.edit(&request)?)
}

/// What pasting needs of these placements.
#[tauri::command]
pub fn copied(desk: State<'_, Desk>, placements: Vec<PlacementId>) -> Answer<Clip> {
    Ok(desk.studio()?.copied(&placements)?)
}

/// What numbering the cues of a cut anew would do, or those of one reel.
#[tauri::command]
pub fn renumbering(desk: State<'_, Desk>, cut: CutId, reel: Option<u32>, issued: bool) -> Answer<RenumberingView> {
    Ok(desk.studio()?.renumbering(cut, reel, issued)?)
}

/// Takes the newest step back; what it was, or none.
#[tauri::command]
pub fn undo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.undo()?)
}

/// Does again what was taken back last; what it was, or none.
#[tauri::command]
pub fn redo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.redo()?)
}

/// Goes back or forth in history until a step is the newest that stands, or to before the first; all the way, or nowhere.
#[tauri::command]
pub fn travel_to(desk: State<'_, Desk>, step: Option<i64>) -> Answer<Option<String>> {
    Ok(desk.studio()?.travel_to(step)?)
}

/// What the addresses of pictures and waveforms begin with.
#[tauri::command]
pub fn server(desk: State<'_, Desk>) -> String {
    desk.server_base()
}
