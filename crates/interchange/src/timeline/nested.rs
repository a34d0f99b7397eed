//! What a nest does to the sound inside it.

use super::{Event, Timeline, TrackKind};

/// Adds the level of a nest to what sounds inside it, from event `first` on, where `is_meant`; whether it could: a level that
/// changes on the way is not followed.
pub(super) fn add_level(
    timeline: &mut Timeline,
    first: usize,
    nest: &Event,
    is_meant: impl Fn(&Event) -> bool,
) -> bool {
    let level = nest.gain_millibel.unwrap_or(0);
    for event in sounding(timeline, first).filter(|event| is_meant(event)) {
        if event.gain_points.is_empty() {
            event.gain_millibel = match (event.gain_millibel, level) {
                (None, 0) => None,
                (own, level) => Some(own.unwrap_or(0).saturating_add(level)),
            };
        }
        event.gain_points.iter_mut().for_each(|point| point.millibel = point.millibel.saturating_add(level));
    }
    nest.gain_points.is_empty()
}

/// What sounds, from event `first` on.
pub(super) fn sounding(timeline: &mut Timeline, first: usize) -> impl Iterator<Item = &mut Event> {
    let Timeline { events, tracks, .. } = timeline;
    let events = events.get_mut(first..).unwrap_or_default();
    events.iter_mut().filter(|event| tracks.get(event.track).is_some_and(|track| track.kind == TrackKind::Sound))
}
