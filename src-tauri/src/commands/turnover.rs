//! Files of cutting rooms: what they would become, and bringing them in.

use std::path::PathBuf;

use studio::views::{TimelineImported, TimelinePreview};
use studio::{Desk, TimelineAsked};
use tauri::State;

use crate::refusal::Answer;

/// What a cutting room's file would become: nothing is changed.
#[tauri::command]
pub fn preview_timeline(desk: State<'_, Desk>, asked: TimelineAsked) -> Answer<TimelinePreview> {
    Ok(desk.preview_timeline(&asked)?)
}

/// Brings a cutting room's file in, as one step of undo.
#[tauri::command]
pub fn import_timeline(desk: State<'_, Desk>, asked: TimelineAsked) -> Answer<TimelineImported> {
    Ok(desk.studio()?.import_timeline(&asked)?)
}

/// Whether a file is a cutting room's, by what is in it.
#[tauri::command]
pub fn is_timeline(path: PathBuf) -> bool {
    studio::is_timeline(&path)
}
