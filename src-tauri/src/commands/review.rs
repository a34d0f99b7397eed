//! Review: the queue of a round, the report, the story of a cue.

use model::{CueId, CutId, RoundId};
use studio::Desk;
use studio::views::{CueStory, ReviewReport, ReviewView};
use tauri::State;

use crate::refusal::Answer;

/// A round of a cut as it is reviewed, by default its newest.
#[tauri::command]
pub fn review(desk: State<'_, Desk>, cut: CutId, round: Option<RoundId>) -> Answer<ReviewView> {
    Ok(desk.studio()?.review(cut, round)?)
}

/// What is approved, open and changed on a cut, and what to do next.
#[tauri::command]
pub fn review_report(desk: State<'_, Desk>, cut: CutId) -> Answer<ReviewReport> {
    Ok(desk.studio()?.review_report(cut)?)
}

/// What happened to a cue with those who decide.
#[tauri::command]
pub fn cue_story(desk: State<'_, Desk>, cue: CueId) -> Answer<CueStory> {
    Ok(desk.studio()?.cue_story(cue)?)
}
