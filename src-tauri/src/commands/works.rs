//! Parties and works.

use std::path::Path;

use model::{PartyId, WorkId};
use studio::Desk;
use studio::views::{
    CatalogueAsked, CatalogueImport, CataloguePreview, DirectoryQuery, PartiesPage, PartyView, WorkView, WorksPage,
};
use tauri::State;

use crate::refusal::Answer;

/// A stretch of the parties.
#[tauri::command]
pub fn parties(desk: State<'_, Desk>, query: DirectoryQuery) -> Answer<PartiesPage> {
    Ok(desk.studio()?.parties(&query)?)
}

/// A party with what it is named in.
#[tauri::command]
pub fn party(desk: State<'_, Desk>, party: PartyId) -> Answer<PartyView> {
    Ok(desk.studio()?.party(party)?)
}

/// A stretch of the works.
#[tauri::command]
pub fn works(desk: State<'_, Desk>, query: DirectoryQuery) -> Answer<WorksPage> {
    Ok(desk.studio()?.works(&query)?)
}

/// A work with its shares and recordings.
#[tauri::command]
pub fn work(desk: State<'_, Desk>, work: WorkId) -> Answer<WorkView> {
    Ok(desk.studio()?.work(work)?)
}

/// What a catalogue sheet would change; what is not asked for is found out.
#[tauri::command]
pub fn preview_catalogue(desk: State<'_, Desk>, path: &str, asked: CatalogueAsked) -> Answer<CataloguePreview> {
    Ok(desk.studio()?.preview_catalogue(Path::new(path), &asked)?)
}

/// Imports a catalogue sheet.
#[tauri::command]
pub fn import_catalogue(desk: State<'_, Desk>, path: &str, asked: CatalogueAsked) -> Answer<CatalogueImport> {
    Ok(desk.studio()?.import_catalogue(Path::new(path), &asked)?)
}
