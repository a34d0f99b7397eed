//! Suggestions read from tags: taken into the show, or waved away.

use model::TrackId;

use super::EditError;
use super::work::Work;

pub(super) fn accept(work: &mut Work<'_>, id: TrackId, keys: &[String]) -> Result<(), EditError> {
    dismiss(work, id, keys)
}

pub(super) fn dismiss(work: &mut Work<'_>, id: TrackId, keys: &[String]) -> Result<(), EditError> {
    work.track(id)?;
    for key in keys {
        work.rows.see_suggestion(id, key, work.ids)?;
    }
    Ok(())
}

pub(super) fn recall(work: &mut Work<'_>, id: TrackId) -> Result<(), EditError> {
    work.track(id)?;
    Ok(work.rows.delete_suggestions_seen(id)?)
}
