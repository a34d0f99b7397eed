//! What leaves the program.

use std::path::PathBuf;

use deliver::problem::Fix;
use deliver::profile::Profile;
use deliver::sheet::Sheet;
use deliver::{Form, Listing};
use model::{CutId, EpisodeFacts, EpisodeId, Issued, SeriesFacts};
use studio::edits::Edited;
use studio::{
    Desk, Exported, HandoverAsked, HandoverView, MixSpec, ProfileSummary, ReceiverView, SheetCounts, SheetExport,
    SheetView,
};
use tauri::State;

use crate::refusal::Answer;

/// The cue list of a cut, as it is exported.
#[tauri::command]
pub fn cue_list(desk: State<'_, Desk>, cut: CutId) -> Answer<Listing> {
    Ok(desk.studio()?.cue_list(cut)?.written_out()?)
}

/// Writes the cue list. The save dialog has asked already whether a file may be replaced.
#[tauri::command]
pub fn export_cue_list(desk: State<'_, Desk>, cut: CutId, format: Form, path: PathBuf) -> Answer<PathBuf> {
    studio::export_cue_list(&desk.studio()?, cut, format, &path, true)?;
    Ok(path)
}

/// The profiles of cue sheets, ours and those of the show.
#[tauri::command]
pub fn profiles(desk: State<'_, Desk>) -> Answer<Vec<ProfileSummary>> {
    Ok(desk.studio()?.profiles()?)
}

/// A profile whole.
#[tauri::command]
pub fn profile(desk: State<'_, Desk>, id: &str) -> Answer<Profile> {
    Ok(desk.studio()?.profile(id)?)
}

/// Takes the profile of a file into the show; its id.
#[tauri::command]
pub fn import_profile(desk: State<'_, Desk>, path: PathBuf) -> Answer<String> {
    Ok(desk.studio()?.import_profile(&path)?)
}

/// Writes a profile into a file. The save dialog has asked already whether it may be replaced.
#[tauri::command]
pub fn export_profile(desk: State<'_, Desk>, id: &str, path: PathBuf) -> Answer<()> {
    Ok(desk.studio()?.export_profile(id, &path, true)?)
}

/// The cue sheet of a cut by a profile, with what stands in its way.
#[tauri::command]
pub fn sheet(desk: State<'_, Desk>, cut: CutId, profile: &str, roll_up: bool) -> Answer<SheetView> {
    Ok(desk.studio()?.sheet(cut, profile, roll_up)?)
}

/// How far the sheet is, by that profile or the first.
#[tauri::command]
pub fn sheet_counts(desk: State<'_, Desk>, cut: CutId, profile: Option<&str>) -> Answer<SheetCounts> {
    Ok(desk.studio()?.sheet_counts(cut, profile)?)
}

/// Corrects a problem by one of its fixes, as one step of undo.
#[tauri::command]
pub fn mend(desk: State<'_, Desk>, fix: Fix) -> Answer<Edited> {
    Ok(desk.studio()?.mend(&fix)?)
}

/// What left the house, newest first.
#[tauri::command]
pub fn ledger(desk: State<'_, Desk>) -> Answer<Vec<Issued>> {
    Ok(desk.studio()?.ledger()?)
}

/// The rows of a sheet that left the house, as they were.
#[tauri::command]
pub fn issued_sheet(desk: State<'_, Desk>, id: i64) -> Answer<Sheet> {
    Ok(desk.studio()?.issued_sheet(id)?)
}

/// What heads the sheets of the series and of an episode.
#[tauri::command]
pub fn sheet_facts(desk: State<'_, Desk>, episode: EpisodeId) -> Answer<(SeriesFacts, EpisodeFacts)> {
    Ok(desk.studio()?.header_facts(episode)?)
}

/// What the window asks of an export of a sheet.
#[derive(serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
pub struct AskedSheet {
    profile: String,
    format: Form,
    is_final: bool,
    recipient: String,
    /// The workbook to fill, instead of making one.
    template: Option<PathBuf>,
    /// Whether commissioned cues of the same ownership are put together.
    roll_up: bool,
}

impl AskedSheet {
    fn export(&self) -> SheetExport<'_> {
        let Self { profile, format, is_final, recipient, template, roll_up } = self;
        let (template, roll_up) = (template.as_deref(), *roll_up);
        SheetExport { profile, format: *format, is_final: *is_final, recipient, replace: true, template, roll_up }
    }
}

/// Writes a sheet and records it in the ledger; a final one is refused while there are errors. The save dialog has asked
/// already whether a file may be replaced.
#[tauri::command]
pub fn export_sheet(desk: State<'_, Desk>, cut: CutId, asked: AskedSheet, path: PathBuf) -> Answer<Exported> {
    Ok(desk.studio()?.export_sheet(cut, &asked.export(), &path)?)
}

/// Writes what changed since the sheet was filed; refused when nothing was filed, or nothing changed.
#[tauri::command]
pub fn export_changes(desk: State<'_, Desk>, cut: CutId, asked: AskedSheet, path: PathBuf) -> Answer<Issued> {
    Ok(desk.studio()?.export_changes(cut, &asked.export(), &path)?)
}

/// Starts to write the mix; the number of the job.
#[tauri::command]
pub fn export_mix(desk: State<'_, Desk>, cut: CutId, spec: MixSpec, path: PathBuf) -> Answer<u64> {
    Ok(desk.export_mix(cut, spec, path)?)
}

/// The programs that music is handed to.
#[tauri::command]
pub fn receivers() -> Vec<ReceiverView> {
    studio::receivers()
}

/// What a program would get of the music of a cut, and what gets lost; nothing is written.
#[tauri::command]
pub fn handover_plan(desk: State<'_, Desk>, cut: CutId, asked: HandoverAsked) -> Answer<HandoverView> {
    Ok(desk.studio()?.handover_plan(cut, &asked)?)
}

/// Starts to write what a program gets of the music of a cut; the number of the job.
#[tauri::command]
pub fn hand_over(desk: State<'_, Desk>, cut: CutId, asked: HandoverAsked, path: PathBuf) -> Answer<u64> {
    Ok(desk.hand_over(cut, asked, path)?)
}

/// Shows a file in the system's file manager.
#[tauri::command]
pub fn reveal(path: &str) -> Answer<()> {
    Ok(studio::reveal(path)?)
}
