//! Reading a track.

use std::path::Path;

use model::{Recording, Track, TrackId};
use store::{Rows, StoreError};

use super::TrackView;
use super::lines::lines;

/// All that is known of a track, or `None` if it is gone.
pub(crate) fn track(rows: &Rows, id: TrackId) -> Result<Option<TrackView>, StoreError> {
    let Some(track) = rows.track(id)? else { return Ok(None) };
    let uses = rows.track_uses()?.remove(&id).unwrap_or_default();
    let recording = rows.recording(id)?.unwrap_or(Recording { track: id, ..Recording::default() });
    let label = recording.label.map(|id| rows.party(id)).transpose()?.flatten();
    let work = recording.work.map(|id| super::work(rows, id)).transpose()?.flatten();
    Ok(Some(TrackView {
        recording,
        label_name: label.map(|label| label.full_name()).unwrap_or_default(),
        work,
        suggestions: crate::edits::open_suggestions(rows, id)?,
        raw_tags: rows.raw_tags(id)?,
        clearances: lines(rows, &track)?,
        uses: uses.iter().map(|(episode, cue)| format!("{episode} {cue}")).collect(),
        missing: is_missing(&track),
        track,
    }))
}

/// Whether its sound is not where it was.
pub(super) fn is_missing(track: &Track) -> bool {
    track.is_offline() || !Path::new(&track.path).is_file()
}
