//! Episodes.

use model::{Episode, EpisodeId, EpisodeName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use ts_rs::TS;

use super::family::Family;
use super::work::{Work, named};
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
    fn apply(&self, work: &mut Work<'_>) -> Result<(), EditError> {
        match self {
            Self::AddEpisode { season, number, title, cut } => add(work, *season, *number, title, cut),
            Self::EditEpisode { episode, season, number, title } => {
                edit(work, *episode, *season, *number, title.as_deref())
            }
            Self::RemoveEpisode { episode } => remove(work, *episode),
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

pub(super) fn add(work: &mut Work<'_>, season: u32, number: u32, title: &str, cut: &CutSpec) -> Result<(), EditError> {
    let name = EpisodeName { season, number };
    if work.rows.episode_named(name)?.is_some() {
        return Err(EditError::EpisodeTaken { name });
    }
    let id = EpisodeId(work.ids.next());
    work.rows.insert_episode(&Episode { id, season, number, title: named(title, "episode")? })?;
    work.created.push(Created::Episode(id));
    cuts::add(work, id, cut, None)
}

pub(super) fn edit(
    work: &mut Work<'_>,
    id: EpisodeId,
    season: Option<u32>,
    number: Option<u32>,
    title: Option<&str>,
) -> Result<(), EditError> {
    let mut episode = work.episode(id)?;
    episode.season = season.unwrap_or(episode.season);
    episode.number = number.unwrap_or(episode.number);
    if let Some(title) = title {
        episode.title = named(title, "episode")?;
    }
    if work.rows.episode_named(episode.name())?.is_some_and(|other| other.id != id) {
        return Err(EditError::EpisodeTaken { name: episode.name() });
    }
    Ok(work.rows.update_episode(&episode)?)
}

pub(super) fn remove(work: &mut Work<'_>, id: EpisodeId) -> Result<(), EditError> {
    work.episode(id)?;
    for cut in work.rows.cuts(id)? {
        cuts::remove_with_all(work, &cut)?;
    }
    for clearance in work.rows.clearances_of_episode(id)? {
        clearances::remove_with_all(work, clearance.id)?;
    }
    money::remove_budgets_of(work, id)?;
    work.rows.delete_episode_facts(id)?;
    Ok(work.rows.delete_episode(id)?)
}
