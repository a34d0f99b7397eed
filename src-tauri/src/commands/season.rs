//! The Season page: what only shows over all episodes.

use studio::Desk;
use studio::views::{SeasonArc, ThemeMap};
use tauri::State;

use crate::refusal::Answer;

/// The themes of a season, by default of the first that there is.
#[tauri::command]
pub fn theme_map(desk: State<'_, Desk>, season: Option<u32>) -> Answer<ThemeMap> {
    Ok(desk.studio()?.theme_map(season)?)
}

/// The arcs of a season, by default of the first that there is.
#[tauri::command]
pub fn season_arc(desk: State<'_, Desk>, season: Option<u32>) -> Answer<SeasonArc> {
    Ok(desk.season_arc(season)?)
}
