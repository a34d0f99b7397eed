//! Parties and works.

use model::{PartyId, WorkId};
use studio::Desk;
use studio::views::{DirectoryQuery, PartiesPage, PartyView, WorkView, WorksPage};
use tauri::State;

use crate::refusal::Answer;

#[tauri::command(async)]
pub fn parties(desk: State<'_, Desk>, query: DirectoryQuery) -> Answer<PartiesPage> {
    Ok(desk.studio()?.parties(&query)?)
}

#[tauri::command(async)]
pub fn party(desk: State<'_, Desk>, party: PartyId) -> Answer<PartyView> {
    Ok(desk.studio()?.party(party)?)
}

#[tauri::command(async)]
pub fn works(desk: State<'_, Desk>, query: DirectoryQuery) -> Answer<WorksPage> {
    Ok(desk.studio()?.works(&query)?)
}

#[tauri::command(async)]
pub fn work(desk: State<'_, Desk>, work: WorkId) -> Answer<WorkView> {
    Ok(desk.studio()?.work(work)?)
}
