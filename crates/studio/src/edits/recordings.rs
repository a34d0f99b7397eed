//! What is known of recordings beyond their tags.

use model::{PartyId, Recording, TrackId, WorkId};

use super::work::Work;
use super::{EditError, RecordingPatch, licensors};

/// Writes what is known of a track, or nothing if nothing is.
pub(super) fn keep(work: &Work<'_>, recording: Recording) -> Result<(), EditError> {
    let unknown = Recording { track: recording.track, ..Recording::default() };
    if recording == unknown {
        Ok(work.rows.delete_recording(recording.track)?)
    } else {
        Ok(work.rows.set_recording(&recording)?)
    }
}

/// What is known of a track; it may be nothing.
pub(super) fn known(work: &Work<'_>, track: TrackId) -> Result<Recording, EditError> {
    work.track(track)?;
    Ok(work.rows.recording(track)?.unwrap_or(Recording { track, ..Recording::default() }))
}

pub(super) fn set_work(work: &mut Work<'_>, tracks: &[TrackId], id: Option<WorkId>) -> Result<(), EditError> {
    if let Some(id) = id {
        work.composition(id)?;
    }
    for &track in tracks {
        let recording = known(work, track)?;
        keep(work, Recording { work: id, ..recording })?;
    }
    Ok(())
}

pub(super) fn edit(work: &mut Work<'_>, tracks: &[TrackId], set: &RecordingPatch) -> Result<(), EditError> {
    let label = match (&set.label_name, set.label) {
        (Some(name), _) => Some(licensors::named(work, name)?),
        (None, Some(PartyId(0))) => Some(None),
        (None, Some(label)) => Some(Some(work.party(label)?.id)),
        (None, None) => None,
    };
    let composition = match set.work {
        Some(WorkId(0)) => Some(None),
        Some(id) => Some(Some(work.composition(id)?.id)),
        None => None,
    };
    for &track in tracks {
        let mut recording = known(work, track)?;
        recording.label = label.unwrap_or(recording.label);
        recording.work = composition.unwrap_or(recording.work);
        let texts = [
            (&set.catalogue_number, &mut recording.catalogue_number),
            (&set.cut_number, &mut recording.cut_number),
            (&set.library, &mut recording.library),
        ];
        for (new, field) in texts {
            if let Some(text) = new {
                text.trim().clone_into(field);
            }
        }
        keep(work, recording)?;
    }
    Ok(())
}
