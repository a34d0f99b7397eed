//! Letters and lists, their wording, and the logo.

use std::path::PathBuf;

use deliver::letters::Drawn;
use model::{CutId, Issued, PartyId};
use studio::edits::Edited;
use studio::{Desk, Form, Paper, PaperExport, PaperSummary, PaperView, TemplateView};
use tauri::State;

use crate::refusal::Answer;

/// The letters and lists that there are for a cut.
#[tauri::command]
pub fn papers(desk: State<'_, Desk>, cut: CutId) -> Answer<Vec<PaperSummary>> {
    Ok(desk.studio()?.papers(cut)?)
}

/// A letter or list; `draft` is a wording that is being written and not kept yet.
#[tauri::command]
pub fn paper(
    desk: State<'_, Desk>,
    cut: CutId,
    paper: Paper,
    to: Option<PartyId>,
    draft: Option<&str>,
) -> Answer<PaperView> {
    Ok(desk.studio()?.paper(cut, paper, to, draft)?)
}

/// Writes a letter or list and records it in the ledger, once for each rights holder. The save dialog has asked already
/// whether a file may be replaced.
#[tauri::command]
pub fn export_paper(
    desk: State<'_, Desk>,
    cut: CutId,
    paper: Paper,
    format: Form,
    to: Option<PartyId>,
    path: PathBuf,
) -> Answer<Vec<Issued>> {
    let asked = PaperExport { paper, format, to, recipient: "", replace: true };
    Ok(desk.studio()?.export_paper(cut, &asked, &path)?)
}

/// Writes each letter into a file of its own in a folder; how many there are. Files of these names are replaced: they are
/// letters to the same rights holders.
#[tauri::command]
pub fn export_letters(desk: State<'_, Desk>, cut: CutId, paper: Paper, format: Form, folder: PathBuf) -> Answer<usize> {
    let asked = PaperExport { paper, format, to: None, recipient: "", replace: true };
    Ok(desk.studio()?.export_letters(cut, &asked, &folder)?.len())
}

/// A letter or list of the ledger, as it was.
#[tauri::command]
pub fn issued_paper(desk: State<'_, Desk>, id: i64) -> Answer<Drawn> {
    Ok(desk.studio()?.issued_paper(id)?)
}

/// The wording of a letter, ours or that of the show.
#[tauri::command]
pub fn template(desk: State<'_, Desk>, name: &str) -> Answer<TemplateView> {
    Ok(desk.studio()?.template(name)?)
}

/// Whether a text could be kept as the wording: refused with line and reason where not.
#[tauri::command]
pub fn try_template(desk: State<'_, Desk>, name: &str, text: &str) -> Answer<()> {
    Ok(desk.studio()?.try_template(name, text)?)
}

/// The logo as a `data:` address.
#[tauri::command]
pub fn logo(desk: State<'_, Desk>) -> Answer<Option<String>> {
    Ok(desk.studio()?.logo()?)
}

/// Takes a picture file as the logo; none takes the logo away.
#[tauri::command]
pub fn set_logo(desk: State<'_, Desk>, path: Option<PathBuf>) -> Answer<Edited> {
    Ok(desk.studio()?.set_logo(path.as_deref())?)
}
