//! Playlists of what sounds in a season: of all of it, of an episode, of a theme, of a character.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use deliver::{Playlist, PlaylistForm, PlaylistRow};
use model::{CueId, Cut, CutId, EpisodeName, TrackId};
use store::{Heard, Rows, StoreError};

use crate::error::StudioError;
use crate::files::write_file;
use crate::outputs::check_output;
use crate::session::Studio;

/// What a playlist is of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaylistAsked {
    /// Which season; the first that there is where none is named.
    pub season: Option<u32>,
    /// One episode only.
    pub episode: Option<EpisodeName>,
    /// Only cues that state the theme of this name.
    pub theme: Option<String>,
    /// Only cues that state a theme of the character of this name, or start in a scene with them.
    pub character: Option<String>,
}

impl PlaylistAsked {
    /// As a page asks; an episode that is no name is none.
    #[must_use]
    pub fn named(season: Option<u32>, episode: Option<&str>, theme: Option<String>, character: Option<String>) -> Self {
        Self { season, episode: episode.and_then(|name| name.parse().ok()), theme, character }
    }
}

impl Studio {
    /// A playlist: every recording once, where it is first heard, with all places where it is.
    ///
    /// # Errors
    /// If there is no such episode, theme or character, or the document cannot be read.
    pub fn playlist(&self, asked: &PlaylistAsked) -> Result<Playlist, StudioError> {
        let show = self.show()?;
        if let Some(name) = asked.episode
            && !show.episodes.iter().any(|episode| episode.name == name.to_string())
        {
            let known: Vec<&str> = show.episodes.iter().map(|episode| episode.name.as_str()).collect();
            return Err(StudioError::NoEpisode { name, known: model::words::listed(&known) });
        }
        self.read(|rows, _| read(rows, asked, &show.title))?.ok_or_else(|| StudioError::NoSuchName {
            name: asked.theme.clone().or_else(|| asked.character.clone()).unwrap_or_default(),
        })
    }

    /// Writes a playlist; neither sound nor paths go with it.
    ///
    /// # Errors
    /// As [`Studio::playlist`], or if the file cannot be written.
    pub fn export_playlist(
        &self,
        asked: &PlaylistAsked,
        form: PlaylistForm,
        path: &Path,
        replace: bool,
    ) -> Result<Playlist, StudioError> {
        check_output(self, path, replace)?;
        let playlist = self.playlist(asked)?;
        write_file(path, &playlist.render(form)?, replace)?;
        Ok(playlist)
    }
}

fn same(one: &str, other: &str) -> bool {
    model::name_key(one) == model::name_key(other)
}

/// Nothing where no theme or character has that name.
fn read(rows: &Rows, asked: &PlaylistAsked, show: &str) -> Result<Option<Playlist>, StoreError> {
    let episodes = rows.episodes()?;
    let first = episodes.iter().map(|episode| episode.season).min();
    let season = asked.episode.map(|name| name.season).or(asked.season).or(first).unwrap_or(1);
    let names: HashMap<_, EpisodeName> = episodes.iter().map(|episode| (episode.id, episode.name())).collect();
    let mut heard = rows.heard_in_season(season)?;
    heard.retain(|one| asked.episode.is_none_or(|name| names.get(&one.episode) == Some(&name)));
    if asked.theme.is_some() || asked.character.is_some() {
        let Some(cues) = cues_of(rows, asked, season, &heard)? else { return Ok(None) };
        heard.retain(|one| cues.contains(&one.cue));
    }
    let mut title = format!("{show}, season {season}");
    if let Some(name) = asked.episode {
        title = format!("{show}, {name}");
    }
    if let Some(of) = asked.theme.as_ref().or(asked.character.as_ref()) {
        title = format!("{title}: {of}");
    }
    let links = rows.track_links()?;
    let mut cuts: HashMap<CutId, Option<Cut>> = HashMap::new();
    let mut places: HashMap<TrackId, usize> = HashMap::new();
    let mut list: Vec<PlaylistRow> = Vec::new();
    for one in &heard {
        if let Entry::Vacant(unread) = cuts.entry(one.cut) {
            unread.insert(rows.cut(one.cut)?);
        }
        let at = one.spans.first().map(|span| span.start);
        let timecode =
            cuts.get(&one.cut).and_then(Option::as_ref).zip(at).map(|(cut, at)| cut.timecode(at).to_string());
        let name = names.get(&one.episode).map(ToString::to_string).unwrap_or_default();
        let place = format!("{name} {} at {}", one.number, timecode.unwrap_or_default());
        if let Some(row) = places.get(&one.track).and_then(|&at| list.get_mut(at)) {
            row.heard.push(place);
            continue;
        }
        let Some(track) = rows.track(one.track)? else { continue };
        places.insert(one.track, list.len());
        list.push(PlaylistRow {
            track: track.id,
            title: track.title,
            artist: track.artist,
            album: track.album,
            isrc: track.isrc,
            length: track.duration,
            link: links.get(&one.track).cloned().unwrap_or_default(),
            file: Path::new(&track.path).file_name().unwrap_or_default().to_string_lossy().into_owned(),
            heard: vec![place],
        });
    }
    Ok(Some(Playlist { title, rows: list }))
}

/// The cues that are of the theme or character that is asked for; nothing where none has that name.
fn cues_of(
    rows: &Rows,
    asked: &PlaylistAsked,
    season: u32,
    heard: &[Heard],
) -> Result<Option<BTreeSet<CueId>>, StoreError> {
    let characters = rows.characters()?;
    let character = asked.character.as_ref().map(|name| characters.iter().find(|one| same(&one.name, name)));
    if character == Some(None) {
        return Ok(None);
    }
    let character = character.flatten();
    let themes: Vec<_> = rows
        .themes()?
        .into_iter()
        .filter(|theme| {
            asked.theme.as_ref().is_some_and(|name| same(&theme.name, name))
                || character.is_some_and(|one| theme.character == Some(one.id))
        })
        .map(|theme| theme.id)
        .collect();
    if asked.theme.is_some() && themes.is_empty() {
        return Ok(None);
    }
    let stated = rows.stated_in_season(season)?;
    let mut cues: BTreeSet<CueId> =
        stated.iter().filter(|one| themes.contains(&one.statement.theme)).map(|one| one.cue).collect();
    if let Some(character) = character {
        for (_, scene) in rows.scenes_of_season(season)? {
            if !scene.characters.iter().any(|name| same(name, &character.name)) {
                continue;
            }
            let starts = |one: &&Heard| {
                one.cut == scene.cut && one.spans.first().is_some_and(|span| scene.span().contains(span.start))
            };
            cues.extend(heard.iter().filter(starts).map(|one| one.cue));
        }
    }
    Ok(Some(cues))
}
