//! Characters and themes.

use model::{Character, CharacterId, Theme, ThemeId, TrackId};

use super::work::{Work, named};
use super::{Created, EditError};

pub(super) fn add_character(work: &mut Work<'_>, name: &str) -> Result<(), EditError> {
    let name = named(name, "character")?;
    if work.rows.characters()?.iter().any(|character| character.name == name) {
        return Err(EditError::Taken { what: "character", name });
    }
    let id = CharacterId(work.ids.next());
    work.rows.insert_character(&Character { id, name })?;
    work.created.push(Created::Character(id));
    Ok(())
}

pub(super) fn add(
    work: &mut Work<'_>,
    name: &str,
    character: Option<CharacterId>,
    tracks: &[TrackId],
) -> Result<(), EditError> {
    let name = named(name, "theme")?;
    if let Some(id) = character {
        work.rows.character(id)?.ok_or(EditError::NoSuch { what: "character", id: id.0 })?;
    }
    let id = ThemeId(work.ids.next());
    work.rows.insert_theme(&Theme { id, name, character, tracks: known(work, tracks)? })?;
    work.created.push(Created::Theme(id));
    Ok(())
}

pub(super) fn edit(
    work: &mut Work<'_>,
    id: ThemeId,
    name: Option<&str>,
    tracks: Option<&[TrackId]>,
) -> Result<(), EditError> {
    let mut theme = work.rows.theme(id)?.ok_or(EditError::NoSuch { what: "theme", id: id.0 })?;
    if let Some(name) = name {
        theme.name = named(name, "theme")?;
    }
    if let Some(tracks) = tracks {
        theme.tracks = known(work, tracks)?;
    }
    Ok(work.rows.update_theme(&theme)?)
}

pub(super) fn remove(work: &mut Work<'_>, id: ThemeId) -> Result<(), EditError> {
    work.rows.theme(id)?.ok_or(EditError::NoSuch { what: "theme", id: id.0 })?;
    for episode in work.rows.episodes()? {
        for cut in work.rows.cuts(episode.id)? {
            for mut cue in work.rows.cues(cut.id)? {
                if cue.themes.contains(&id) {
                    cue.themes.retain(|&stated| stated != id);
                    work.rows.update_cue(&cue)?;
                }
            }
        }
    }
    Ok(work.rows.delete_theme(id)?)
}

/// The tracks, each once, all there.
fn known(work: &Work<'_>, tracks: &[TrackId]) -> Result<Vec<TrackId>, EditError> {
    let mut kept = Vec::new();
    for &id in tracks {
        work.track(id)?;
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    Ok(kept)
}
