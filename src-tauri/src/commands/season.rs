//! The Season page: what only shows over all episodes.

use std::path::PathBuf;

use model::{AlbumId, CommissionId, CutId, EpisodeId, TrackId};
use studio::album::AlbumForm;
use studio::views::{
    AlbumsView, CommissionsView, CutArc, EpisodeHealth, MoodList, SeasonArc, TempList, ThemeMap, TrackMemory,
};
use studio::{Briefed, Desk, Form, Playlist, PlaylistAsked, PlaylistForm, SeasonReport, SeasonReportAsked};
use tauri::State;

use crate::refusal::Answer;

/// The themes of a season, by default of the first that there is: those that changed since a version, or all.
#[tauri::command]
pub fn theme_map(desk: State<'_, Desk>, season: Option<u32>, since: Option<u64>) -> Answer<ThemeMap> {
    Ok(desk.studio()?.theme_map(season, since)?)
}

/// The arcs of a season, by default of the first that there is: of the episodes that changed since a version, or of all.
#[tauri::command]
pub fn season_arc(desk: State<'_, Desk>, season: Option<u32>, since: Option<u64>) -> Answer<SeasonArc> {
    Ok(desk.season_arc(season, since)?)
}

/// The temp music of a season, by default of the first that there is, the oldest first.
#[tauri::command]
pub fn temp_list(desk: State<'_, Desk>, season: Option<u32>) -> Answer<TempList> {
    Ok(desk.studio()?.temp_list(season)?)
}

/// The report of a season, by default of the first that there is; held against the newest season of another show's file where one
/// is named.
#[tauri::command]
pub fn season_report(
    desk: State<'_, Desk>,
    season: Option<u32>,
    with_own: bool,
    against: Option<PathBuf>,
) -> Answer<SeasonReport> {
    let asked = SeasonReportAsked { season, only: None, with_own, against: against.as_deref() };
    Ok(desk.studio()?.season_report(&asked)?)
}

/// Writes the report of a season. The save dialog has asked already whether a file may be replaced.
#[tauri::command]
pub fn export_season_report(
    desk: State<'_, Desk>,
    season: Option<u32>,
    with_own: bool,
    against: Option<PathBuf>,
    form: Form,
    path: PathBuf,
) -> Answer<()> {
    let asked = SeasonReportAsked { season, only: None, with_own, against: against.as_deref() };
    Ok(desk.studio()?.export_season_report(&asked, form, &path, true)?)
}

/// How an episode is, by one of its cuts.
#[tauri::command]
pub fn episode_health(desk: State<'_, Desk>, cut: CutId) -> Answer<EpisodeHealth> {
    Ok(desk.studio()?.episode_health(cut)?)
}

/// What became of a song before; what could be asked for again is proposed for an episode, where one is named.
#[tauri::command]
pub fn track_memory(desk: State<'_, Desk>, track: TrackId, episode: Option<EpisodeId>) -> Answer<TrackMemory> {
    Ok(desk.studio()?.track_memory(track, episode)?)
}

/// A playlist of a season, by default of the first that there is; of one theme or character, where one is named.
#[tauri::command]
pub fn playlist(
    desk: State<'_, Desk>,
    season: Option<u32>,
    episode: Option<String>,
    theme: Option<String>,
    character: Option<String>,
) -> Answer<Playlist> {
    Ok(desk.studio()?.playlist(&PlaylistAsked::named(season, episode.as_deref(), theme, character))?)
}

/// Writes a playlist by the ending of its file. The save dialog has asked already whether a file may be replaced.
#[tauri::command]
pub fn export_playlist(
    desk: State<'_, Desk>,
    season: Option<u32>,
    episode: Option<String>,
    theme: Option<String>,
    character: Option<String>,
    form: PlaylistForm,
    path: PathBuf,
) -> Answer<()> {
    let asked = PlaylistAsked::named(season, episode.as_deref(), theme, character);
    desk.studio()?.export_playlist(&asked, form, &path, true)?;
    Ok(())
}

/// The moods of the show as a season uses them, by default the first that there is.
#[tauri::command]
pub fn mood_list(desk: State<'_, Desk>, season: Option<u32>) -> Answer<MoodList> {
    Ok(desk.studio()?.mood_list(season)?)
}

/// The arc of one cut, to be laid over another's.
#[tauri::command]
pub fn cut_arc(desk: State<'_, Desk>, cut: CutId) -> Answer<CutArc> {
    Ok(desk.cut_arc(cut)?)
}

/// The commissions of the show, as they are today.
#[tauri::command]
pub fn commissions(desk: State<'_, Desk>) -> Answer<CommissionsView> {
    Ok(desk.studio()?.commissions()?)
}

/// Writes the brief of a commission. The save dialog has asked already whether a file may be replaced.
#[tauri::command]
pub fn export_brief(desk: State<'_, Desk>, commission: CommissionId, format: Form, path: PathBuf) -> Answer<usize> {
    Ok(desk.studio()?.export_briefs(Briefed::One(commission), format, &path, true)?)
}

/// Starts to put a commission's brief into a page for its composer; the number of the job.
#[tauri::command]
pub fn make_brief(desk: State<'_, Desk>, commission: CommissionId, path: PathBuf) -> Answer<u64> {
    Ok(desk.make_brief(commission, path)?)
}

/// The albums of the show.
#[tauri::command]
pub fn albums(desk: State<'_, Desk>) -> Answer<AlbumsView> {
    Ok(desk.studio()?.albums()?)
}

/// Starts to write an album into a folder; the number of the job.
#[tauri::command]
pub fn make_album(desk: State<'_, Desk>, album: AlbumId, form: AlbumForm, folder: PathBuf) -> Answer<u64> {
    Ok(desk.make_album(album, form, folder)?)
}
