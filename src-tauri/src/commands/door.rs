//! Sharing a review: the switch, and links.

use model::{CutId, LinkId, RoundId};
use studio::Desk;
use studio::door::{LinkSpec, MixQuality, SharedRound};
use tauri::State;

use crate::refusal::Answer;

/// How a round is shared.
#[tauri::command]
pub fn share(desk: State<'_, Desk>, cut: CutId, round: RoundId) -> Answer<SharedRound> {
    Ok(desk.share(cut, round)?)
}

/// Starts to share, with the local network or on this computer alone.
#[tauri::command]
pub fn start_share(desk: State<'_, Desk>, round: RoundId, lan: bool, quality: MixQuality) -> Answer<()> {
    Ok(desk.start_share(round, lan, quality)?)
}

/// Stops sharing.
#[tauri::command]
pub fn stop_share(desk: State<'_, Desk>) {
    desk.stop_share();
}

/// Makes a link for a reviewer.
#[tauri::command]
pub fn make_link(desk: State<'_, Desk>, spec: LinkSpec) -> Answer<LinkId> {
    Ok(desk.make_link(&spec)?)
}

/// Takes a link back.
#[tauri::command]
pub fn revoke_link(desk: State<'_, Desk>, link: LinkId) -> Answer<()> {
    Ok(desk.revoke_link(link)?)
}
