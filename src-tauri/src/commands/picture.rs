//! Pictures as browsers show them, and proxies.

use model::CutId;
use studio::proxies::ProxySpec;
use studio::{Desk, PictureForReview};
use tauri::{AppHandle, State};

use crate::refusal::{Answer, Refusal};
use crate::start;

/// The picture of a cut as the window and browsers get it.
#[tauri::command]
pub fn picture_for_review(desk: State<'_, Desk>, cut: CutId) -> Answer<PictureForReview> {
    Ok(desk.picture_for_review(cut)?)
}

/// Finds out what a proxy would come to, and tells it later; the job's number.
#[tauri::command]
pub fn plan_proxy(desk: State<'_, Desk>, cut: CutId, spec: ProxySpec) -> Answer<u64> {
    Ok(desk.plan_proxy(cut, spec)?)
}

/// Starts to make a proxy; the job's number.
#[tauri::command]
pub fn make_proxy(desk: State<'_, Desk>, cut: CutId, spec: ProxySpec) -> Answer<u64> {
    Ok(desk.make_proxy(cut, spec)?)
}

/// Opens the window that has the picture alone, for a second screen, or brings it to the front.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "commands own what they are asked")]
pub fn show_picture_window(app: AppHandle) -> Answer<()> {
    start::show_picture(&app).map_err(|error| Refusal::said(format!("The picture got no window of its own: {error}")))
}
