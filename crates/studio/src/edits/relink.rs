//! Saying where a recording is now: the same one elsewhere, or, when that is asked for, another in its place.

use std::path::Path;

use model::{Track, TrackId};
use timebase::Flicks;

use super::EditError;
use super::draft::Draft;
use super::recording_error::RecordingError;
use crate::likeness::{self, Likeness};
use crate::{Cache, folders};

pub(super) fn relink(draft: &mut Draft<'_>, id: TrackId, path: &str, replace: bool) -> Result<(), EditError> {
    let mut track = draft.track(id)?;
    let file = Path::new(path);
    let unreadable =
        |error: media::MediaError| RecordingError::NotSound { path: path.to_owned(), reason: error.to_string() };
    let likeness = likeness::compare(&track, file, &|| false).map_err(unreadable)?;
    match likeness {
        Likeness::SameFile => {}
        Likeness::SameSound => {
            let heard = likeness::listen(file, &|| false).map_err(unreadable)?;
            track.hash = free_hash(draft, id, &heard.scanned.hash.to_string())?;
            track.size = i64::try_from(heard.scanned.size).unwrap_or(i64::MAX);
        }
        Likeness::Other(how) if !replace => {
            return Err(RecordingError::OtherRecording { title: track.title, path: path.to_owned(), how }.into());
        }
        Likeness::Other(_) | Likeness::First => {
            let heard = likeness::listen(file, &|| false).map_err(unreadable)?;
            let hash = free_hash(draft, id, &heard.scanned.hash.to_string())?;
            let cache = Cache::new(folders::cache());
            cache.keep(heard.scanned.hash, &heard.scanned.peaks, heard.scanned.artwork.as_ref());
            cache.keep_sound(heard.scanned.hash, &heard.scanned.sound.to_string());
            take_sound(&mut track, hash, &heard.scanned);
            fit_placements(draft, &track)?;
        }
    }
    path.clone_into(&mut track.path);
    Ok(draft.rows.update_track(&track)?)
}

/// The content of a file, which may not be that of another track: each recording is in the library once.
fn free_hash(draft: &Draft<'_>, id: TrackId, hash: &str) -> Result<String, EditError> {
    match draft.rows.track_by_hash(hash)? {
        Some(other) if other.id != id => Err(RecordingError::RecordingKnown { title: other.title }.into()),
        _ => Ok(hash.to_owned()),
    }
}

/// What is heard is the file's; what people said of the track stays.
fn take_sound(track: &mut Track, hash: String, scanned: &media::Scanned) {
    let hundredths = |value: Option<f64>| value.map(|value| (value * 100.0).round() as i64);
    track.hash = hash;
    track.size = i64::try_from(scanned.size).unwrap_or(i64::MAX);
    track.duration = scanned.probe.sample_rate.flicks(scanned.probe.frames);
    track.sample_rate = scanned.probe.sample_rate;
    track.channels = i64::from(scanned.probe.channels);
    scanned.probe.format.clone_into(&mut track.format);
    track.loudness = hundredths(scanned.loudness.integrated_lufs);
    track.loudness_range = hundredths(scanned.loudness.range_lu);
}

/// Placements end where the new recording does.
fn fit_placements(draft: &mut Draft<'_>, track: &Track) -> Result<(), EditError> {
    for placement in draft.rows.placements_of_track(track.id)? {
        let (mut placement, cue, cut) = draft.laid(placement.id)?;
        let left = cut.rate.flicks(cut.rate.frames_floor(track.duration - placement.track_start));
        if left <= Flicks::ZERO {
            return Err(RecordingError::RecordingTooShort { title: track.title.clone(), cue: cue.number }.into());
        }
        if placement.in_point + left < placement.out_point {
            placement.out_point = placement.in_point + left;
            draft.rows.update_placement(&placement.with_fitting_fades())?;
        }
    }
    Ok(())
}
