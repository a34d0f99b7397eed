//! Episodes.

use model::{Episode, EpisodeId, EpisodeName};

use super::work::{Work, named};
use super::{Created, CutSpec, EditError, clearances, cuts, money};

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
