//! What else of the show commissions refer to, and what becomes of them when that goes.

use model::{ClearanceId, Commission, ThemeId, TrackId};

use super::EditError;
use super::draft::Draft;

/// The commission that a recording came for, as a version or a file.
pub(super) fn used_by(draft: &Draft<'_>, track: TrackId) -> Result<Option<Commission>, EditError> {
    let is_of = |commission: &Commission| {
        commission.versions.iter().any(|version| version.track == track)
            || commission.files.iter().any(|file| file.track == track)
    };
    Ok(draft.rows.commissions()?.into_iter().find(is_of))
}

/// A recording that is removed is no reference any more.
pub(super) fn forget_track(draft: &Draft<'_>, track: TrackId) -> Result<(), EditError> {
    let named = |known: &Commission| known.references.iter().any(|reference| reference.track == track);
    change_all(draft, named, |known| known.references.retain(|reference| reference.track != track))
}

/// What stood for music that is to come goes with the last line of clearance on it.
pub(super) fn forget_to_come(draft: &Draft<'_>, track: TrackId) -> Result<(), EditError> {
    let is_to_come = draft.rows.track(track)?.is_some_and(|track| track.is_to_come());
    let stays = !is_to_come
        || !draft.rows.clearances(track)?.is_empty()
        || !draft.rows.placements_of_track(track)?.is_empty()
        || !draft.rows.themes_of_track(track)?.is_empty()
        || used_by(draft, track)?.is_some();
    if stays {
        return Ok(());
    }
    forget_track(draft, track)?;
    draft.delete_track(track)
}

/// A line that is removed is no commission's any more.
pub(super) fn forget_line(draft: &Draft<'_>, line: ClearanceId) -> Result<(), EditError> {
    change_all(draft, |known| known.clearance == Some(line), |known| known.clearance = None)
}

/// A theme that is removed is no commission's any more.
pub(super) fn forget_theme(draft: &Draft<'_>, theme: ThemeId) -> Result<(), EditError> {
    change_all(draft, |known| known.theme == Some(theme), |known| known.theme = None)
}

fn change_all(
    draft: &Draft<'_>,
    which: impl Fn(&Commission) -> bool,
    change: impl Fn(&mut Commission),
) -> Result<(), EditError> {
    for mut commission in draft.rows.commissions()?.into_iter().filter(which) {
        change(&mut commission);
        draft.rows.update_commission(&commission)?;
    }
    Ok(())
}
