//! A newer cut: what it would do, two cuts beside each other, and what goes out about it.

use std::path::PathBuf;

use model::CutId;
use studio::edits::{Edit, EditRequest};
use studio::views::{ComparedCuts, ReconformView};
use studio::{Desk, Form, ReconformAsked};
use tauri::State;
use timebase::Position;

use crate::refusal::Answer;

/// What a new cut would do: nothing is changed.
#[tauri::command]
pub fn reconform_plan(desk: State<'_, Desk>, cut: CutId, asked: ReconformAsked) -> Answer<ReconformView> {
    Ok(desk.studio()?.reconform_plan(cut, &asked)?)
}

/// Has the cut sound that edits would make of `from`, from a point on. Nothing is changed.
#[tauri::command]
pub fn load_rehearsal(desk: State<'_, Desk>, from: CutId, edits: Vec<Edit>, position: Position) -> Answer<()> {
    let request = EditRequest { edits, label: None, merge_key: None };
    Ok(desk.load_rehearsal(from, &request, position)?)
}

/// Two cuts beside each other.
#[tauri::command]
pub fn compare_cuts(desk: State<'_, Desk>, old: CutId, new: CutId) -> Answer<ComparedCuts> {
    Ok(desk.studio()?.compare_cuts(old, new)?)
}

/// A cut as it was when a step of history was the newest, or before the first, beside the same cut as it is.
#[tauri::command]
pub fn compare_with_step(desk: State<'_, Desk>, cut: CutId, step: Option<i64>) -> Answer<ComparedCuts> {
    Ok(desk.studio()?.compare_with_step(cut, step)?)
}

/// Writes the music change list between two cuts. The save dialog has asked already whether a file may be replaced.
#[tauri::command]
pub fn export_music_changes(
    desk: State<'_, Desk>,
    old: CutId,
    new: CutId,
    format: Form,
    path: PathBuf,
) -> Answer<PathBuf> {
    desk.studio()?.export_music_changes((old, new), format, &path, true)?;
    Ok(path)
}
