//! The transport.

use model::{CutId, LaneId, Millibels, TrackId};
use studio::views::{CutSound, TransportRange, TransportView};
use studio::{Alternate, Desk};
use tauri::State;
use timebase::{Flicks, Position};

use crate::refusal::Answer;

/// Has the picks of a cut sound, with these alternates instead of theirs.
#[tauri::command]
pub fn load_cut(desk: State<'_, Desk>, cut: CutId, alternates: Vec<Alternate>, matched: bool) -> Answer<()> {
    Ok(desk.load_cut(cut, alternates, matched)?)
}

/// What sounds beside the music of a cut, and how the music stands to the drama.
#[tauri::command]
pub fn cut_sound(desk: State<'_, Desk>, cut: CutId) -> Answer<CutSound> {
    Ok(desk.cut_sound(cut)?)
}

/// Plays a track from a point of it, at the listener's gain.
#[tauri::command]
pub fn audition(desk: State<'_, Desk>, track: TrackId, from: Flicks, gain: Millibels) -> Answer<()> {
    Ok(desk.audition(track, from, gain)?)
}

/// Plays on.
#[tauri::command]
pub fn play(desk: State<'_, Desk>) {
    desk.play();
}

/// Stops where the sound is.
#[tauri::command]
pub fn stop(desk: State<'_, Desk>) {
    desk.stop();
}

/// Moves to a point of what is loaded.
#[tauri::command]
pub fn seek(desk: State<'_, Desk>, position: Position) {
    desk.seek(position);
}

/// Sets the speed: 1 is normal, negative is backwards.
#[tauri::command]
pub fn set_rate(desk: State<'_, Desk>, rate: f64) {
    desk.set_rate(rate);
}

/// Repeats a range, or plays on.
#[tauri::command]
pub fn set_range(desk: State<'_, Desk>, range: Option<TransportRange>) {
    desk.set_range(range);
}

/// Chooses the lanes that are heard; mixes have them all.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "commands own what they are asked")]
pub fn set_monitor(desk: State<'_, Desk>, muted: Vec<LaneId>, soloed: Vec<LaneId>) {
    desk.set_monitor(&muted, &soloed);
}

/// What sounds now.
#[tauri::command]
pub fn transport(desk: State<'_, Desk>) -> TransportView {
    desk.transport()
}
