//! What is known of recordings beyond their tags.

use model::{PartyId, Recording, TrackId, WorkId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::Draft;
use super::family::Family;
use super::labels::tracks_named;
use super::{EditError, RecordingPatch, licensors};

/// What can happen to what is known of recordings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum RecordingEdit {
    /// Says which work tracks record; without `work` nobody knows.
    SetWork { tracks: Vec<TrackId>, work: Option<WorkId> },
    /// Changes what is known of recordings.
    EditRecordings { tracks: Vec<TrackId>, set: RecordingPatch },
}

impl Family for RecordingEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::SetWork { tracks, work } => set_work(draft, tracks, *work),
            Self::EditRecordings { tracks, set } => edit(draft, tracks, set),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::SetWork { tracks, .. } => format!("Work of {}", tracks_named(rows, tracks)?),
            Self::EditRecordings { tracks, .. } => format!("Recording of {}", tracks_named(rows, tracks)?),
        })
    }
}

/// Writes what is known of a track, or nothing if nothing is.
pub(super) fn keep(draft: &Draft<'_>, recording: Recording) -> Result<(), EditError> {
    let unknown = Recording { track: recording.track, ..Recording::default() };
    if recording == unknown {
        Ok(draft.rows.delete_recording(recording.track)?)
    } else {
        Ok(draft.rows.set_recording(&recording)?)
    }
}

/// What is known of a track; it may be nothing.
pub(super) fn known(draft: &Draft<'_>, track: TrackId) -> Result<Recording, EditError> {
    draft.track(track)?;
    Ok(draft.rows.recording(track)?.unwrap_or(Recording { track, ..Recording::default() }))
}

pub(super) fn set_work(draft: &mut Draft<'_>, tracks: &[TrackId], id: Option<WorkId>) -> Result<(), EditError> {
    if let Some(id) = id {
        draft.work(id)?;
    }
    for &track in tracks {
        let recording = known(draft, track)?;
        keep(draft, Recording { work: id, ..recording })?;
    }
    Ok(())
}

pub(super) fn edit(draft: &mut Draft<'_>, tracks: &[TrackId], set: &RecordingPatch) -> Result<(), EditError> {
    let label = match (&set.label_name, set.label) {
        (Some(name), _) => Some(licensors::named(draft, name)?),
        (None, Some(PartyId(0))) => Some(None),
        (None, Some(label)) => Some(Some(draft.party(label)?.id)),
        (None, None) => None,
    };
    let work = match set.work {
        Some(WorkId(0)) => Some(None),
        Some(id) => Some(Some(draft.work(id)?.id)),
        None => None,
    };
    for &track in tracks {
        let mut recording = known(draft, track)?;
        recording.label = label.unwrap_or(recording.label);
        recording.work = work.unwrap_or(recording.work);
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
        keep(draft, recording)?;
    }
    Ok(())
}
