//! The library and what comes into the show from files.

use std::path::{Path, PathBuf};

use model::{CutId, TrackId};
use studio::views::{JobView, LibraryPage, LibraryQuery, PictureView, TrackView};
use studio::{Desk, FoundRecording, RecordingMatch};
use tauri::State;
use timebase::Flicks;

use crate::refusal::Answer;

/// A stretch of the library.
#[tauri::command]
pub fn library(desk: State<'_, Desk>, query: LibraryQuery) -> Answer<LibraryPage> {
    Ok(desk.studio()?.library(&query))
}

/// A track with its rights and uses.
#[tauri::command]
pub fn track(desk: State<'_, Desk>, track: TrackId) -> Answer<TrackView> {
    Ok(desk.studio()?.track(track)?)
}

/// Starts to import files and folders; the number of the job.
#[tauri::command]
pub fn import_files(desk: State<'_, Desk>, paths: Vec<PathBuf>) -> Answer<u64> {
    Ok(desk.import(paths)?)
}

/// How long files are that may come into the library; nothing for what is no sound.
#[tauri::command]
pub fn sound_lengths(paths: Vec<PathBuf>) -> Vec<Option<Flicks>> {
    paths.iter().map(|path| studio::sound_length(path)).collect()
}

/// Imports the scenes of a file into a cut; how many they are.
#[tauri::command]
pub fn import_scenes(desk: State<'_, Desk>, cut: CutId, path: &str) -> Answer<usize> {
    Ok(studio::import_scenes(&desk.studio()?, cut, Path::new(path))?)
}

/// The jobs of this session.
#[tauri::command]
pub fn jobs(desk: State<'_, Desk>) -> Vec<JobView> {
    desk.jobs()
}

/// Asks a job to stop.
#[tauri::command]
pub fn cancel_job(desk: State<'_, Desk>, id: u64) {
    desk.cancel_job(id);
}

/// What a picture file says of itself, before it is taken.
#[tauri::command]
pub fn picture_of(path: &str) -> Answer<PictureView> {
    Ok(studio::picture_of(Path::new(path))?)
}

/// Whether a file is the recording of a track.
#[tauri::command]
pub fn match_recording(desk: State<'_, Desk>, track: TrackId, path: &str) -> Answer<RecordingMatch> {
    Ok(desk.studio()?.match_recording(track, Path::new(path))?)
}

/// Which of these tracks have no file where they say.
#[tauri::command]
pub fn which_missing(desk: State<'_, Desk>, tracks: Vec<TrackId>) -> Answer<Vec<TrackId>> {
    Ok(desk.studio()?.which_missing(&tracks)?)
}

/// Missing recordings that lie in a folder.
#[tauri::command]
pub fn find_missing(desk: State<'_, Desk>, folder: &str) -> Answer<Vec<FoundRecording>> {
    Ok(desk.studio()?.find_missing(Path::new(folder), &|| false)?)
}
