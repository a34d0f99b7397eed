//! What else of the show albums refer to, and what becomes of them when that goes.

use model::{PlacementId, TrackId};

use super::EditError;
use super::draft::Draft;

/// The title of an album that a recording is on.
pub(super) fn album_with(draft: &Draft<'_>, track: TrackId) -> Result<Option<String>, EditError> {
    let albums = draft.rows.albums()?;
    let on_it = albums.into_iter().find(|album| album.entries.iter().any(|entry| entry.track == track));
    Ok(on_it.map(|album| album.title))
}

/// An alternate that is removed leaves the recording, whole, on albums that had its edit.
pub(super) fn forget_placement(draft: &Draft<'_>, placement: PlacementId) -> Result<(), EditError> {
    for mut album in draft.rows.albums()? {
        let mut changed = false;
        for entry in album.entries.iter_mut().filter(|entry| entry.placement == Some(placement)) {
            (entry.placement, changed) = (None, true);
        }
        if changed {
            draft.rows.update_album(&album)?;
        }
    }
    Ok(())
}
