//! The transport.

use model::{CueId, CutId, LaneId, Millibels, ProductionSoundId, TrackId};
use studio::views::{CutSound, TransportRange, TransportView};
use studio::{Alternate, Desk, RowLevels, SpeechRule, Tried};
use tauri::State;
use timebase::{Flicks, Position, Span};

use crate::refusal::Answer;

/// Has the picks of a cut sound, with these alternates instead of theirs, and a track that is tried against the picture; all of it
/// louder by a level, where one is named.
#[tauri::command]
pub fn load_cut(
    desk: State<'_, Desk>,
    cut: CutId,
    alternates: Vec<Alternate>,
    matched: bool,
    tried: Option<Tried>,
    level: Option<Millibels>,
) -> Answer<()> {
    Ok(desk.load_cut(cut, alternates, matched, tried, level.unwrap_or_default())?)
}

/// Levels at which the music of cues is equally loud; what is not known is measured, and told when it is asked for again.
#[tauri::command]
pub fn row_levels(desk: State<'_, Desk>, cues: Vec<CueId>) -> Answer<RowLevels> {
    Ok(desk.row_levels(cues)?)
}

/// What sounds beside the music of a cut, and how the music stands to the drama.
#[tauri::command]
pub fn cut_sound(desk: State<'_, Desk>, cut: CutId) -> Answer<CutSound> {
    Ok(desk.cut_sound(cut)?)
}

/// The spans of a cut in which somebody speaks in one of its production sounds.
#[tauri::command]
pub fn find_speech(desk: State<'_, Desk>, sound: ProductionSoundId, rule: SpeechRule) -> Answer<Vec<Span>> {
    Ok(desk.studio()?.find_speech(sound, rule)?)
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

/// Plays from one point of what is loaded to another, once, and stands at a third afterwards.
#[tauri::command]
pub fn play_span(desk: State<'_, Desk>, span: TransportRange, then: Position) {
    desk.play_span(span, then);
}

/// Moves to the start of a span, and lets it sound while the position stands there.
#[tauri::command]
pub fn blip(desk: State<'_, Desk>, span: TransportRange) {
    desk.blip(span);
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

/// The sound devices of this computer, as the system calls them.
#[tauri::command]
pub fn sound_devices(desk: State<'_, Desk>) -> Vec<String> {
    desk.sound_devices()
}

/// Plays through another device, null for the system's default one, which should ask for so many frames at once.
#[tauri::command]
pub fn set_sound_device(desk: State<'_, Desk>, name: Option<String>, period: u32) {
    desk.set_sound_device(name, period);
}

/// What sounds now.
#[tauri::command]
pub fn transport(desk: State<'_, Desk>) -> TransportView {
    desk.transport()
}
