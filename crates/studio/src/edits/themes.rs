//! Characters and themes: what there are, how cues state them, and what episodes ask of them.

use model::{
    Character, CharacterId, CueId, CueKind, CueNumber, EpisodeId, Manner, SceneId, Statement, Theme, ThemeId,
    ThemeInEpisode, TrackId, name_key,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::cues::{self, Numbering};
use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{cues_named, theme_named};
use super::{Created, EditError, Told, commission_ties};

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
    AddTheme {
        name: String,
        character: Option<CharacterId>,
        tracks: Vec<TrackId>,
        about: Option<String>,
        brief: Option<String>,
    },
    /// Changes a theme.
    EditTheme {
        theme: ThemeId,
        name: Option<String>,
        tracks: Option<Vec<TrackId>>,
        character: Option<Told<CharacterId>>,
        about: Option<String>,
        brief: Option<String>,
    },
    /// Removes a theme; cues forget it.
    RemoveTheme { theme: ThemeId },
    /// Says how cues state a theme; one that did not state it does so from now on.
    StateTheme { theme: ThemeId, cues: Vec<CueId>, manner: Option<Told<Manner>>, changes: Option<String> },
    /// Says that cues do not state a theme.
    UnstateTheme { theme: ThemeId, cues: Vec<CueId> },
    /// Says what an episode asks of a theme: how it stands there with whom it answers to, and whether it is to be heard.
    AskTheme { theme: ThemeId, episode: EpisodeId, state: Option<String>, expected: Option<bool> },
    /// Asks for a statement of a theme at the start of a scene: a cue without music, with a brief, by default the theme's.
    SpotTheme { theme: ThemeId, scene: SceneId, number: Option<CueNumber>, brief: Option<String> },
}

impl Family for ThemeEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCharacter { name } => add_character(draft, name),
            Self::AddTheme { name, character, tracks, about, brief } => {
                let theme = Theme {
                    id: ThemeId(draft.ids.next()),
                    name: new_name(draft, name)?,
                    character: character.map(|id| known_character(draft, id)).transpose()?,
                    about: trimmed(about.as_deref().unwrap_or_default()),
                    brief: trimmed(brief.as_deref().unwrap_or_default()),
                    tracks: known(draft, tracks)?,
                };
                draft.rows.insert_theme(&theme)?;
                draft.created.push(Created::Theme(theme.id));
                Ok(())
            }
            Self::EditTheme { theme, name, tracks, character, about, brief } => {
                let mut theme = found(draft, *theme)?;
                if let Some(name) = name {
                    theme.name = free_name(draft, name, &theme)?;
                }
                if let Some(tracks) = tracks {
                    theme.tracks = known(draft, tracks)?;
                }
                if let Some(character) = character {
                    theme.character = character.into_fact().map(|id| known_character(draft, id)).transpose()?;
                }
                theme.about = about.as_deref().map_or(theme.about, trimmed);
                theme.brief = brief.as_deref().map_or(theme.brief, trimmed);
                Ok(draft.rows.update_theme(&theme)?)
            }
            Self::RemoveTheme { theme } => remove(draft, *theme),
            Self::StateTheme { theme, cues, manner, changes } => {
                found(draft, *theme)?;
                state(draft, *theme, cues, *manner, changes.as_deref())
            }
            Self::UnstateTheme { theme, cues } => {
                for &cue in cues {
                    let mut cue = draft.cue(cue)?;
                    cue.themes.retain(|stated| stated.theme != *theme);
                    draft.rows.update_cue(&cue)?;
                }
                Ok(())
            }
            Self::AskTheme { theme, episode, state, expected } => {
                ask(draft, *theme, *episode, state.as_deref(), *expected)
            }
            Self::SpotTheme { theme, scene, number, brief } => spot(draft, *theme, *scene, *number, brief.as_deref()),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCharacter { name } => format!("Add {name}"),
            Self::AddTheme { name, .. } => format!("Add theme {name}"),
            Self::EditTheme { theme, .. } => format!("Edit {}", theme_named(rows, *theme)?),
            Self::RemoveTheme { .. } => "Remove a theme".into(),
            Self::StateTheme { theme, cues, .. } => {
                format!("{} states {}", cues_named(rows, cues)?, theme_named(rows, *theme)?)
            }
            Self::UnstateTheme { theme, cues } => {
                format!("{} without {}", cues_named(rows, cues)?, theme_named(rows, *theme)?)
            }
            Self::AskTheme { theme, expected: Some(true), .. } => format!("Expect {}", theme_named(rows, *theme)?),
            Self::AskTheme { theme, expected: Some(false), .. } => {
                format!("No longer expect {}", theme_named(rows, *theme)?)
            }
            Self::AskTheme { theme, .. } => format!("State of {}", theme_named(rows, *theme)?),
            Self::SpotTheme { theme, .. } => format!("Ask for {}", theme_named(rows, *theme)?),
        })
    }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn found(draft: &Draft<'_>, id: ThemeId) -> Result<Theme, EditError> {
    draft.rows.theme(id)?.ok_or(EditError::NoSuch { what: "theme", id: id.0 })
}

/// A name for a new theme, which no theme of the show has, however it is written.
fn new_name(draft: &mut Draft<'_>, name: &str) -> Result<String, EditError> {
    let name = named(name, "theme")?;
    // A list of many themes reads those that there are once.
    let mut names = match draft.theme_names.take() {
        Some(names) => names,
        None => draft.rows.themes()?.into_iter().map(|theme| (name_key(&theme.name), theme.name)).collect(),
    };
    if let Some(name) = names.get(&name_key(&name)) {
        return Err(EditError::Taken { what: "theme", name: name.clone() });
    }
    names.insert(name_key(&name), name.clone());
    draft.theme_names = Some(names);
    Ok(name)
}

/// A name that no other theme of the show has; one of before that has a namesake may stay as it is.
fn free_name(draft: &Draft<'_>, name: &str, own: &Theme) -> Result<String, EditError> {
    let name = named(name, "theme")?;
    let key = name_key(&name);
    let stays = name_key(&own.name) == key;
    match draft.rows.themes()?.into_iter().find(|other| name_key(&other.name) == key) {
        Some(other) if !stays => Err(EditError::Taken { what: "theme", name: other.name }),
        _ => Ok(name),
    }
}

fn known_character(draft: &Draft<'_>, id: CharacterId) -> Result<CharacterId, EditError> {
    Ok(draft.rows.character(id)?.ok_or(EditError::NoSuch { what: "character", id: id.0 })?.id)
}

fn add_character(draft: &mut Draft<'_>, name: &str) -> Result<(), EditError> {
    let name = named(name, "character")?;
    if draft.rows.character_named(&name)?.is_some() {
        return Err(EditError::Taken { what: "character", name });
    }
    let id = CharacterId(draft.ids.next());
    draft.rows.insert_character(&Character { id, name })?;
    draft.created.push(Created::Character(id));
    Ok(())
}

fn remove(draft: &mut Draft<'_>, id: ThemeId) -> Result<(), EditError> {
    found(draft, id)?;
    for cue in draft.rows.cues_stating(id)? {
        let mut cue = draft.cue(cue)?;
        cue.themes.retain(|stated| stated.theme != id);
        draft.rows.update_cue(&cue)?;
    }
    commission_ties::forget_theme(draft, id)?;
    Ok(draft.rows.delete_theme(id)?)
}

fn state(
    draft: &mut Draft<'_>,
    theme: ThemeId,
    cues: &[CueId],
    manner: Option<Told<Manner>>,
    changes: Option<&str>,
) -> Result<(), EditError> {
    for &cue in cues {
        let mut cue = draft.cue(cue)?;
        let had = cue.themes.iter().find(|stated| stated.theme == theme).cloned();
        let mut stated = had.unwrap_or_else(|| Statement::of(theme));
        stated.manner = manner.map_or(stated.manner, Told::into_fact);
        stated.changes = changes.map_or(stated.changes, trimmed);
        match cue.themes.iter_mut().find(|other| other.theme == theme) {
            Some(other) => *other = stated,
            None => cue.themes.push(stated),
        }
        draft.rows.update_cue(&cue)?;
    }
    Ok(())
}

fn ask(
    draft: &mut Draft<'_>,
    theme: ThemeId,
    episode: EpisodeId,
    state: Option<&str>,
    expected: Option<bool>,
) -> Result<(), EditError> {
    found(draft, theme)?;
    draft.episode(episode)?;
    let all = draft.rows.themes_in_episodes()?;
    let had = all.into_iter().find(|asked| asked.theme == theme && asked.episode == episode);
    let mut asked = had.unwrap_or(ThemeInEpisode { theme, episode, state: String::new(), expected: false });
    asked.state = state.map_or(asked.state, trimmed);
    asked.expected = expected.unwrap_or(asked.expected);
    Ok(draft.rows.set_theme_in_episode(&asked)?)
}

fn spot(
    draft: &mut Draft<'_>,
    theme: ThemeId,
    scene: SceneId,
    number: Option<CueNumber>,
    brief: Option<&str>,
) -> Result<(), EditError> {
    let theme = found(draft, theme)?;
    let scene = draft.scene(scene)?;
    let brief = brief.unwrap_or(&theme.brief);
    let numbering = Numbering { kind: Some(CueKind::Music), number };
    cues::add(draft, scene.cut, scene.in_point, numbering, &theme.name, brief)?;
    let Some(&Created::Cue(id)) = draft.created.last() else { return Ok(()) };
    let mut cue = draft.cue(id)?;
    cue.scene = Some(scene.id);
    cue.themes.push(Statement::of(theme.id));
    Ok(draft.rows.update_cue(&cue)?)
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
