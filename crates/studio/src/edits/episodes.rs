//! Episodes.

use model::{Episode, EpisodeId, EpisodeName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::{Created, CutSpec, EditError, clearances, cuts, money};

/// What can happen to episodes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum EpisodeEdit {
    /// Adds an episode with its first cut.
    AddEpisode { season: u32, number: u32, title: String, cut: CutSpec },
    /// Changes an episode's name.
    EditEpisode { episode: EpisodeId, season: Option<u32>, number: Option<u32>, title: Option<String> },
    /// Removes an episode and all that is on its cuts.
    RemoveEpisode { episode: EpisodeId },
}

impl Family for EpisodeEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddEpisode { season, number, title, cut } => add(draft, *season, *number, title, cut),
            Self::EditEpisode { episode, season, number, title } => {
                edit(draft, *episode, *season, *number, title.as_deref())
            }
            Self::RemoveEpisode { episode } => remove(draft, *episode),
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddEpisode { title, .. } => format!("Add episode {title}"),
            Self::EditEpisode { .. } => "Edit the episode".into(),
            Self::RemoveEpisode { .. } => "Remove the episode".into(),
        })
    }
}

pub(super) fn add(
    draft: &mut Draft<'_>,
    season: u32,
    number: u32,
    title: &str,
    cut: &CutSpec,
) -> Result<(), EditError> {
    let name = EpisodeName { season, number };
    if draft.rows.episode_named(name)?.is_some() {
        return Err(EditError::EpisodeTaken { name });
    }
    let id = EpisodeId(draft.ids.next());
    draft.rows.insert_episode(&Episode { id, season, number, title: named(title, "episode")? })?;
    draft.created.push(Created::Episode(id));
    cuts::add(draft, id, cut, None)
}

pub(super) fn edit(
    draft: &mut Draft<'_>,
    id: EpisodeId,
    season: Option<u32>,
    number: Option<u32>,
    title: Option<&str>,
) -> Result<(), EditError> {
    let mut episode = draft.episode(id)?;
    episode.season = season.unwrap_or(episode.season);
    episode.number = number.unwrap_or(episode.number);
    if let Some(title) = title {
        episode.title = named(title, "episode")?;
    }
    if draft.rows.episode_named(episode.name())?.is_some_and(|other| other.id != id) {
        return Err(EditError::EpisodeTaken { name: episode.name() });
    }
    Ok(draft.rows.update_episode(&episode)?)
}

pub(super) fn remove(draft: &mut Draft<'_>, id: EpisodeId) -> Result<(), EditError> {
    draft.episode(id)?;
    for cut in draft.rows.cuts(id)? {
        cuts::remove_with_all(draft, &cut)?;
    }
    for clearance in draft.rows.clearances_of_episode(id)? {
        clearances::remove_with_all(draft, clearance.id)?;
    }
    money::remove_budgets_of(draft, id)?;
    draft.rows.delete_episode_facts(id)?;
    draft.rows.delete_themes_in_episode(id)?;
    Ok(draft.rows.delete_episode(id)?)
}
