//! A review as a file: what it will hold, making it, what left so, and the replies that come back.

use std::collections::HashMap;
use std::path::PathBuf;

use model::RoundId;
use studio::Desk;
use studio::door::{Choice, PackagePlan, PackageSpec, PackageView, ReplySource, ReplyTaken, ReplyView};
use tauri::State;

use crate::refusal::Answer;

/// What a package will hold, and about how large it will be.
#[tauri::command]
pub fn plan_package(desk: State<'_, Desk>, spec: PackageSpec) -> Answer<PackagePlan> {
    Ok(desk.studio()?.plan_package(&spec)?)
}

/// Starts to make a package; the number of the job.
#[tauri::command]
pub fn make_package(desk: State<'_, Desk>, spec: PackageSpec, path: PathBuf) -> Answer<u64> {
    Ok(desk.make_package(spec, path)?)
}

/// What left as files of a round.
#[tauri::command]
pub fn packages(desk: State<'_, Desk>, round: RoundId) -> Answer<Vec<PackageView>> {
    Ok(desk.studio()?.packages(round)?)
}

/// What a reply says, and what does not fit.
#[tauri::command]
pub fn read_reply(desk: State<'_, Desk>, source: ReplySource) -> Answer<ReplyView> {
    Ok(desk.studio()?.read_reply(&source)?)
}

/// Takes a reply, with what was chosen for what does not fit.
#[tauri::command]
pub fn take_reply(desk: State<'_, Desk>, source: ReplySource, choices: HashMap<String, Choice>) -> Answer<ReplyTaken> {
    Ok(desk.studio()?.take_reply(&source, &choices)?)
}
