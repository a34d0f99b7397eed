//! Reading the themes of a season.

use std::collections::{BTreeSet, HashMap, HashSet};

use model::{
    Character, CharacterId, Cut, Episode, EpisodeId, EpisodeOfTheme, Scene, Theme, ThemeId, ThemeInEpisode,
    ThemeRemark, ThemeRemarkKind, Track, TrackId, meet, theme_remarks,
};
use store::{Pick, Rows, StatedCue, StoreError};
use timebase::{Position, Span};

use super::shapes::{
    AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeMap, ThemeOffer, ThemeRemarkView,
};
use crate::books::Books;

/// A season as it was read.
struct Season {
    episodes: Vec<(Episode, Option<Cut>)>,
    scenes: Vec<(EpisodeId, Scene)>,
    stated: Vec<StatedCue>,
    asked: Vec<ThemeInEpisode>,
    characters: HashMap<CharacterId, Character>,
    tracks: HashMap<TrackId, Track>,
    picks: HashMap<model::CueId, Pick>,
    with_music: HashSet<EpisodeId>,
}

/// The themes of a season; by default of the first that there is.
pub(crate) fn theme_map(
    rows: &Rows,
    revision: u64,
    season: Option<u32>,
    books: &Books,
) -> Result<ThemeMap, StoreError> {
    let seasons: BTreeSet<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    let season = season.or_else(|| seasons.first().copied()).unwrap_or(1);
    let themes = rows.themes()?;
    let read = Season::read(rows, season, &themes, books)?;
    let lines: Vec<ThemeLine> = themes.iter().map(|theme| read.line(theme)).collect();
    let remarks = themes.iter().flat_map(|theme| read.remarks(theme)).collect();
    let offers = themes.iter().flat_map(|theme| read.offers(theme)).collect();
    let episodes = read.episodes.iter().map(|(episode, cut)| map_episode(episode, cut.as_ref())).collect();
    Ok(ThemeMap { revision, season, seasons: seasons.into_iter().collect(), episodes, themes: lines, remarks, offers })
}

fn map_episode(episode: &Episode, cut: Option<&Cut>) -> MapEpisode {
    MapEpisode {
        id: episode.id,
        name: episode.name().to_string(),
        title: episode.title.clone(),
        cut: cut.map(|cut| cut.id),
        length: cut.map(|cut| cut.length).unwrap_or_default(),
        start: cut.map(|cut| cut.timecode(Position::ZERO).to_string()).unwrap_or_default(),
    }
}

impl Season {
    fn read(rows: &Rows, season: u32, themes: &[Theme], books: &Books) -> Result<Self, StoreError> {
        let mut episodes = Vec::new();
        for episode in books.episodes.iter().filter(|episode| episode.season == season) {
            episodes.push((episode.clone(), rows.newest_cut(episode.id)?));
        }
        let stated = rows.stated_in_season(season)?;
        let picks: HashMap<_, _> = books.picks.iter().map(|pick| (pick.cue, *pick)).collect();
        let wanted: BTreeSet<TrackId> = themes
            .iter()
            .flat_map(|theme| theme.tracks.iter().copied())
            .chain(stated.iter().filter_map(|cue| picks.get(&cue.cue)).map(|pick| pick.track))
            .collect();
        let mut tracks = HashMap::new();
        for id in wanted {
            tracks.extend(rows.track(id)?.map(|track| (id, track)));
        }
        Ok(Self {
            episodes,
            scenes: rows.scenes_of_season(season)?,
            stated,
            asked: rows.themes_in_episodes()?,
            characters: rows.characters()?.into_iter().map(|character| (character.id, character)).collect(),
            tracks,
            picks,
            with_music: books.picks.iter().map(|pick| pick.episode).collect(),
        })
    }

    fn owner(&self, theme: &Theme) -> &str {
        let character = theme.character.and_then(|id| self.characters.get(&id));
        character.map(|character| character.name.as_str()).unwrap_or_default()
    }

    /// Where a cue that states a theme sounds, or from where it is wanted.
    fn span(&self, cue: &StatedCue) -> Span {
        self.picks.get(&cue.cue).map_or(Span { start: cue.at, end: cue.at }, |pick| pick.span)
    }

    fn statements(&self, theme: ThemeId) -> impl Iterator<Item = &StatedCue> {
        self.stated.iter().filter(move |cue| cue.statement.theme == theme)
    }

    fn line(&self, theme: &Theme) -> ThemeLine {
        let order: HashMap<EpisodeId, usize> =
            self.episodes.iter().enumerate().map(|(at, (episode, _))| (episode.id, at)).collect();
        let mut statements: Vec<StatementView> = self.statements(theme.id).map(|cue| self.statement(cue)).collect();
        statements.sort_by_key(|one| (order.get(&one.episode).copied(), one.at, one.cue));
        let asked = self.asked.iter().filter(|asked| asked.theme == theme.id && order.contains_key(&asked.episode));
        let heard = |episode| statements.iter().any(|one| one.episode == episode && one.pick.is_some());
        let mut asked: Vec<AskedOfTheme> = asked
            .map(|asked| AskedOfTheme {
                episode: asked.episode,
                state: asked.state.clone(),
                expected: asked.expected,
                heard: heard(asked.episode),
            })
            .collect();
        asked.sort_by_key(|asked| order.get(&asked.episode).copied());
        let title = |id: &TrackId| {
            let track = self.tracks.get(id)?;
            Some(StatingTrack { id: *id, title: track.title.clone() })
        };
        ThemeLine {
            owner: self.owner(theme).to_owned(),
            stated_by: theme.tracks.iter().filter_map(title).collect(),
            total: statements.iter().map(|one| one.length).sum(),
            theme: theme.clone(),
            statements,
            asked,
        }
    }

    fn statement(&self, cue: &StatedCue) -> StatementView {
        let pick = self.picks.get(&cue.cue);
        let track = pick.and_then(|pick| self.tracks.get(&pick.track));
        let span = self.span(cue);
        let cut = self.episodes.iter().find_map(|(_, cut)| cut.as_ref().filter(|cut_of| cut_of.id == cue.cut));
        let timecode = cut.map(|cut| cut.timecode(span.start).to_string()).unwrap_or_default();
        let others = self.stated.iter().filter(|other| other.episode == cue.episode);
        let mut meets: Vec<ThemeId> = others
            .filter(|other| other.statement.theme != cue.statement.theme)
            .filter(|other| meet(span, self.span(other)))
            .map(|other| other.statement.theme)
            .collect();
        meets.sort_unstable();
        meets.dedup();
        StatementView {
            cue: cue.cue,
            number: cue.number,
            title: cue.title.clone(),
            brief: cue.brief.clone(),
            episode: cue.episode,
            cut: cue.cut,
            at: span.start,
            timecode,
            length: pick.map(|pick| pick.length).unwrap_or_default(),
            manner: cue.statement.manner,
            changes: cue.statement.changes.clone(),
            pick: cue.pick,
            track: track.map(|track| track.title.clone()).unwrap_or_default(),
            key: track.map(|track| track.key.clone()).unwrap_or_default(),
            bpm_milli: track.and_then(|track| track.bpm_milli),
            mood: track.map(|track| track.mood.clone()).unwrap_or_default(),
            meets,
        }
    }

    /// Whether somebody is in a scene, by name as the script has it.
    fn is_in(scene: &Scene, name: &str) -> bool {
        !name.is_empty() && scene.characters.iter().any(|character| character.trim().eq_ignore_ascii_case(name.trim()))
    }

    fn remarks(&self, theme: &Theme) -> Vec<ThemeRemarkView> {
        let owner = self.owner(theme);
        let facts = |(episode, _): &(Episode, Option<Cut>)| EpisodeOfTheme {
            has_music: self.with_music.contains(&episode.id),
            stated: self.statements(theme.id).any(|cue| cue.episode == episode.id && cue.pick.is_some()),
            expected: self
                .asked
                .iter()
                .any(|asked| asked.theme == theme.id && asked.episode == episode.id && asked.expected),
            scenes: self.scenes.iter().filter(|(of, scene)| *of == episode.id && Self::is_in(scene, owner)).count(),
        };
        let episodes: Vec<EpisodeOfTheme> = self.episodes.iter().map(facts).collect();
        let told = |remark: ThemeRemark| {
            let (first, _) = self.episodes.get(remark.first)?;
            let (last, _) = self.episodes.get(remark.last)?;
            let words = self.words(theme, remark, &first.name().to_string(), &last.name().to_string());
            Some(ThemeRemarkView { theme: theme.id, kind: remark.kind, episode: first.id, words })
        };
        theme_remarks(&episodes).into_iter().filter_map(told).collect()
    }

    fn words(&self, theme: &Theme, remark: ThemeRemark, first: &str, last: &str) -> String {
        let (name, owner) = (&theme.name, self.owner(theme));
        let scenes = match remark.scenes {
            _ if owner.is_empty() => String::new(),
            0 => format!(" {owner} is in no scene there."),
            1 => format!(" {owner} is in one scene there."),
            count => format!(" {owner} is in {count} scenes there."),
        };
        match remark.kind {
            ThemeRemarkKind::Away => format!("{name} is not heard from {first} to {last}.{scenes}"),
            ThemeRemarkKind::Late => format!("{name} is not heard before the end of {last}.{scenes}"),
            ThemeRemarkKind::Missed => format!("{name} is expected in {first} and not heard.{scenes}"),
        }
    }

    /// Scenes with whom a theme belongs to where no cue states it.
    fn offers(&self, theme: &Theme) -> Vec<ThemeOffer> {
        let Some(character) = theme.character else { return Vec::new() };
        let owner = self.owner(theme);
        let stated = |episode: EpisodeId, scene: &Scene| {
            let in_it = |cue: &&StatedCue| cue.scene == Some(scene.id) || meet(scene.span(), self.from(cue));
            self.statements(theme.id).filter(|cue| cue.episode == episode).any(|cue| in_it(&cue))
        };
        let free = self.scenes.iter().filter(|(episode, scene)| Self::is_in(scene, owner) && !stated(*episode, scene));
        free.map(|(episode, scene)| ThemeOffer {
            theme: theme.id,
            character,
            scene: scene.id,
            episode: *episode,
            number: scene.number.clone(),
            slugline: scene.slugline.clone(),
            at: scene.in_point,
        })
        .collect()
    }

    /// What a statement takes of the cut: a frame's worth at least where music is wanted yet.
    fn from(&self, cue: &StatedCue) -> Span {
        let span = self.span(cue);
        Span { start: span.start, end: span.end.max(Position(span.start.0 + 1)) }
    }
}
