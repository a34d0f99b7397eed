//! Files of cutting rooms: what they would become, and bringing them in.

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
