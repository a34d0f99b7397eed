//! The Clear page: rights, money, and what a quote would change.

use model::{ClearanceId, CutId};
use studio::Desk;
use studio::edits::QuotedFor;
use studio::views::{ClearView, ClearanceDetail, MfnPreview};
use tauri::State;

use crate::refusal::Answer;

/// What is to be cleared for a cut, with its budget.
#[tauri::command]
pub fn clear(desk: State<'_, Desk>, cut: CutId) -> Answer<ClearView> {
    Ok(desk.studio()?.clear(cut)?)
}

/// A right with its offers, payments and documents.
#[tauri::command]
pub fn clearance(desk: State<'_, Desk>, clearance: ClearanceId) -> Answer<ClearanceDetail> {
    Ok(desk.studio()?.clearance(clearance)?)
}

/// What a quote would change, before it is taken.
#[tauri::command]
pub fn preview_quote(
    desk: State<'_, Desk>,
    clearance: ClearanceId,
    fee: i64,
    currency: Option<&str>,
    quoted_for: QuotedFor,
) -> Answer<MfnPreview> {
    Ok(desk.studio()?.preview_quote(clearance, fee, currency, quoted_for)?)
}
