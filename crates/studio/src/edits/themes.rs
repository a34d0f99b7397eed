//! Characters and themes.

use model::{Character, CharacterId, Theme, ThemeId, TrackId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::{Created, EditError};

/// What can happen to characters and themes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ThemeEdit {
    /// Adds somebody of the show.
    AddCharacter { name: String },
    /// Adds a theme with the tracks that state it.
    AddTheme { name: String, character: Option<CharacterId>, tracks: Vec<TrackId> },
    /// Changes a theme.
    EditTheme { theme: ThemeId, name: Option<String>, tracks: Option<Vec<TrackId>> },
    /// Removes a theme; cues forget it.
    RemoveTheme { theme: ThemeId },
}

impl Family for ThemeEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCharacter { name } => add_character(draft, name),
            Self::AddTheme { name, character, tracks } => add(draft, name, *character, tracks),
            Self::EditTheme { theme, name, tracks } => edit(draft, *theme, name.as_deref(), tracks.as_deref()),
            Self::RemoveTheme { theme } => remove(draft, *theme),
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCharacter { name } => format!("Add {name}"),
            Self::AddTheme { name, .. } => format!("Add theme {name}"),
            Self::EditTheme { .. } => "Edit a theme".into(),
            Self::RemoveTheme { .. } => "Remove a theme".into(),
        })
    }
}

pub(super) fn add_character(draft: &mut Draft<'_>, name: &str) -> Result<(), EditError> {
    let name = named(name, "character")?;
    if draft.rows.character_named(&name)?.is_some() {
        return Err(EditError::Taken { what: "character", name });
    }
    let id = CharacterId(draft.ids.next());
    draft.rows.insert_character(&Character { id, name })?;
    draft.created.push(Created::Character(id));
    Ok(())
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    name: &str,
    character: Option<CharacterId>,
    tracks: &[TrackId],
) -> Result<(), EditError> {
    let name = named(name, "theme")?;
    if let Some(id) = character {
        draft.rows.character(id)?.ok_or(EditError::NoSuch { what: "character", id: id.0 })?;
    }
    let id = ThemeId(draft.ids.next());
    draft.rows.insert_theme(&Theme { id, name, character, tracks: known(draft, tracks)? })?;
    draft.created.push(Created::Theme(id));
    Ok(())
}

pub(super) fn edit(
    draft: &mut Draft<'_>,
    id: ThemeId,
    name: Option<&str>,
    tracks: Option<&[TrackId]>,
) -> Result<(), EditError> {
    let mut theme = draft.rows.theme(id)?.ok_or(EditError::NoSuch { what: "theme", id: id.0 })?;
    if let Some(name) = name {
        theme.name = named(name, "theme")?;
    }
    if let Some(tracks) = tracks {
        theme.tracks = known(draft, tracks)?;
    }
    Ok(draft.rows.update_theme(&theme)?)
}

pub(super) fn remove(draft: &mut Draft<'_>, id: ThemeId) -> Result<(), EditError> {
    draft.rows.theme(id)?.ok_or(EditError::NoSuch { what: "theme", id: id.0 })?;
    for episode in draft.rows.episodes()? {
        for cut in draft.rows.cuts(episode.id)? {
            for mut cue in draft.rows.cues(cut.id)? {
                if cue.themes.contains(&id) {
                    cue.themes.retain(|&stated| stated != id);
                    draft.rows.update_cue(&cue)?;
                }
            }
        }
    }
    Ok(draft.rows.delete_theme(id)?)
}

/// The tracks, each once, all there.
fn known(draft: &Draft<'_>, tracks: &[TrackId]) -> Result<Vec<TrackId>, EditError> {
    let mut kept = Vec::new();
    for &id in tracks {
        draft.track(id)?;
        if !kept.contains(&id) {
            kept.push(id);
        }
    }
    Ok(kept)
}
