//! Reading the themes of a season: each episode by itself, kept until something of it changes, and put together anew.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use model::{
    Character, CharacterId, CueId, Cut, CutId, Episode, EpisodeId, EpisodeOfTheme, Scene, SceneId, Theme, ThemeId,
    ThemeInEpisode, ThemeRemark, ThemeRemarkKind, TrackId, meet, theme_remarks,
};
use store::{Heard, Pick, Rows, StatedCue, StoreError};
use timebase::{Flicks, Position, Span, merged};

use super::kept::{EpisodeThemes, KeptSeason};
use super::named::{Named, TrackOf};
use super::shapes::{AskedOfTheme, MapEpisode, StatementView, StatingTrack, ThemeLine, ThemeOffer, ThemeRemarkView};
use crate::books::Books;

/// Episodes that are read one by one; where more are wanted, the season is.
const FEW: usize = 2;

/// A season with its themes.
pub(crate) struct SeasonThemes {
    pub seasons: Vec<u32>,
    pub season: u32,
    pub episodes: Vec<MapEpisode>,
    pub lines: Vec<(ThemeId, Arc<ThemeLine>)>,
    pub remarks: Vec<ThemeRemarkView>,
}

/// An episode with its newest cut and how its themes stand there, where it has one.
type EpisodeRead<'a> = (&'a Episode, Option<Cut>, Option<Arc<EpisodeThemes>>);

struct Read<'a> {
    episodes: Vec<EpisodeRead<'a>>,
    asked: Vec<ThemeInEpisode>,
    characters: HashMap<CharacterId, Character>,
    track_of: TrackOf<'a>,
}

/// The themes of a season; by default of the first that there is.
pub(crate) fn season_themes(
    rows: &Rows,
    revision: u64,
    season: Option<u32>,
    books: &Books,
    track_of: TrackOf<'_>,
    kept: &KeptSeason,
) -> Result<SeasonThemes, StoreError> {
    let seasons: BTreeSet<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    let season = season.or_else(|| seasons.first().copied()).unwrap_or(1);
    let mut episodes = Vec::new();
    for episode in books.episodes.iter().filter(|episode| episode.season == season) {
        let cut = rows.newest_cut(episode.id)?;
        let themes = cut.as_ref().and_then(|cut| kept.themes_of(cut.id));
        episodes.push((episode, cut, themes));
    }
    let missing: Vec<CutId> = episodes
        .iter()
        .filter(|(.., themes)| themes.is_none())
        .filter_map(|(_, cut, _)| Some(cut.as_ref()?.id))
        .collect();
    if !missing.is_empty() {
        let OfCuts { mut stated, mut scenes, mut heard } = OfCuts::read(rows, season, &missing)?;
        let mut picks: HashMap<CutId, Vec<&Pick>> = HashMap::new();
        for pick in books.picks.iter().filter(|pick| missing.contains(&pick.cut)) {
            picks.entry(pick.cut).or_default().push(pick);
        }
        for (_, cut, themes) in &mut episodes {
            let Some(cut) = cut.as_ref().filter(|cut| missing.contains(&cut.id)) else { continue };
            let stated = stated.remove(&cut.id).unwrap_or_default();
            let scenes = scenes.remove(&cut.id).unwrap_or_default();
            let picks = picks.remove(&cut.id).unwrap_or_default();
            let sounding = Sounding::of_cues(&picks, heard.remove(&cut.id).unwrap_or_default());
            let found = Arc::new(EpisodeThemes::of(cut, &stated, scenes, &sounding, track_of));
            kept.keep_themes(cut.id, revision, &found);
            *themes = Some(found);
        }
    }
    let read = Read {
        episodes,
        asked: rows.themes_in_episodes()?,
        characters: rows.characters()?.into_iter().map(|character| (character.id, character)).collect(),
        track_of,
    };
    let themes = rows.themes()?;
    Ok(SeasonThemes {
        seasons: seasons.into_iter().collect(),
        season,
        episodes: read.episodes.iter().map(|(episode, cut, _)| map_episode(episode, cut.as_ref())).collect(),
        lines: themes.iter().map(|theme| (theme.id, Arc::new(read.line(theme)))).collect(),
        remarks: themes.iter().flat_map(|theme| read.remarks(theme)).collect(),
    })
}

/// What themes follow from in some cuts.
#[derive(Default)]
struct OfCuts {
    stated: HashMap<CutId, Vec<StatedCue>>,
    scenes: HashMap<CutId, Vec<Scene>>,
    heard: HashMap<CutId, Vec<Heard>>,
}

impl OfCuts {
    fn read(rows: &Rows, season: u32, cuts: &[CutId]) -> Result<Self, StoreError> {
        let mut found = Self::default();
        if cuts.len() > FEW {
            for cue in rows.stated_in_season(season)? {
                found.stated.entry(cue.cut).or_default().push(cue);
            }
            for (_, scene) in rows.scenes_of_season(season)? {
                found.scenes.entry(scene.cut).or_default().push(scene);
            }
            for heard in rows.heard_in_season(season)? {
                found.heard.entry(heard.cut).or_default().push(heard);
            }
        } else {
            for &cut in cuts {
                found.stated.insert(cut, rows.stated_in_cut(cut)?);
                found.scenes.insert(cut, rows.scenes(cut)?);
                found.heard.insert(cut, rows.heard_in_cut(cut)?);
            }
        }
        Ok(found)
    }
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

/// What sounds of a cue's pick.
struct Sounding {
    /// From where it is heard first to where it is heard last; only where it lies, as long as it is muted through and through.
    span: Span,
    /// How long it is heard: the time that its pieces cover which are not muted.
    length: Flicks,
    /// Its recording; of several the pick's own, where that is heard. `None` where nothing is.
    track: Option<TrackId>,
}

impl Sounding {
    /// Of each cue that has music, from its picks and from what of them is heard.
    fn of_cues(picks: &[&Pick], heard: Vec<Heard>) -> HashMap<CueId, Self> {
        let mut of_cue: HashMap<CueId, Vec<Heard>> = HashMap::new();
        for one in heard {
            of_cue.entry(one.cue).or_default().push(one);
        }
        let mut found: HashMap<CueId, Self> = HashMap::new();
        // The first of a cue is of the recording of the placement that is picked.
        for pick in picks {
            found.entry(pick.cue).or_insert_with(|| {
                let own = of_cue.get(&pick.cue).map_or(&[][..], Vec::as_slice);
                let pieces = merged(own.iter().flat_map(|one| one.spans.iter().copied()));
                let lies = Span { start: pick.span.start, end: pick.span.start };
                let span = pieces.first().zip(pieces.last());
                Self {
                    span: span.map_or(lies, |(first, last)| Span { start: first.start, end: last.end }),
                    length: pieces.iter().map(|piece| piece.length()).sum(),
                    track: own.iter().map(|one| one.track).min_by_key(|track| *track != pick.track),
                }
            });
        }
        found
    }
}

/// Somebody's name as scenes are looked up by it.
fn key(name: &str) -> String {
    name.trim().to_ascii_lowercase()
}

impl EpisodeThemes {
    fn of(
        cut: &Cut,
        stated: &[StatedCue],
        scenes: Vec<Scene>,
        of_cue: &HashMap<CueId, Sounding>,
        track_of: TrackOf<'_>,
    ) -> Self {
        // Where a cue that states a theme sounds, or from where it is wanted.
        let spans: Vec<Span> = stated
            .iter()
            .map(|cue| of_cue.get(&cue.cue).map_or(Span { start: cue.at, end: cue.at }, |found| found.span))
            .collect();
        let statement = |(cue, &span): (&StatedCue, &Span)| {
            let others = stated.iter().zip(&spans);
            let meets: BTreeSet<ThemeId> = others
                .filter(|(other, of)| other.statement.theme != cue.statement.theme && meet(span, **of))
                .map(|(other, _)| other.statement.theme)
                .collect();
            let found = of_cue.get(&cue.cue);
            let track = found.and_then(|found| track_of(found.track?));
            (
                cue.statement.theme,
                statement(cut, cue, span, found, track.unwrap_or_default(), meets.into_iter().collect()),
            )
        };
        let mut statements: Vec<_> = stated.iter().zip(&spans).map(statement).collect();
        statements.sort_by_key(|(_, one)| (one.at, one.cue));
        let reach = |(cue, span): (&StatedCue, &Span)| {
            // A frame's worth at least where music is wanted yet.
            let from = Span { start: span.start, end: span.end.max(Position(span.start.0 + 1)) };
            let within = scenes.iter().filter(|scene| cue.scene == Some(scene.id) || meet(scene.span(), from));
            (cue.statement.theme, within.map(|scene| scene.id).collect())
        };
        let reaches = stated.iter().zip(&spans).map(reach).collect();
        let mut with: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, scene) in scenes.iter().enumerate() {
            for name in scene.characters.iter().map(|name| key(name)).collect::<BTreeSet<_>>() {
                with.entry(name).or_default().push(at);
            }
        }
        Self { has_music: of_cue.values().any(|found| found.track.is_some()), statements, reaches, scenes, with }
    }

    /// The scenes in which somebody is, by name as the script has it.
    fn scenes_with(&self, name: &str) -> impl Iterator<Item = &Scene> {
        let found = Some(key(name)).filter(|name| !name.is_empty()).and_then(|name| self.with.get(&name));
        found.into_iter().flatten().filter_map(|&at| self.scenes.get(at))
    }

    fn of_theme(&self, theme: ThemeId) -> impl Iterator<Item = &StatementView> {
        self.statements.iter().filter(move |(of, _)| *of == theme).map(|(_, statement)| statement)
    }
}

fn statement(
    cut: &Cut,
    cue: &StatedCue,
    span: Span,
    found: Option<&Sounding>,
    track: Named,
    meets: Vec<ThemeId>,
) -> StatementView {
    StatementView {
        cue: cue.cue,
        number: cue.number,
        title: cue.title.clone(),
        brief: cue.brief.clone(),
        episode: cue.episode,
        cut: cue.cut,
        at: span.start,
        timecode: cut.timecode(span.start).to_string(),
        length: found.map(|found| found.length).unwrap_or_default(),
        manner: cue.statement.manner,
        changes: cue.statement.changes.clone(),
        pick: cue.pick.filter(|_| found.is_some_and(|found| found.track.is_some())),
        muted: found.is_some_and(|found| found.track.is_none()),
        track: track.title,
        key: track.key,
        bpm_milli: track.bpm_milli,
        mood: track.mood,
        meets,
    }
}

impl Read<'_> {
    fn owner(&self, theme: &Theme) -> &str {
        let character = theme.character.and_then(|id| self.characters.get(&id));
        character.map(|character| character.name.as_str()).unwrap_or_default()
    }

    fn line(&self, theme: &Theme) -> ThemeLine {
        let parts = || self.episodes.iter().filter_map(|(episode, _, part)| Some((episode.id, part.as_ref()?)));
        let statements: Vec<StatementView> = parts().flat_map(|(_, part)| part.of_theme(theme.id)).cloned().collect();
        let order = |of: EpisodeId| self.episodes.iter().position(|(episode, ..)| episode.id == of);
        let asked = self.asked.iter().filter(|asked| asked.theme == theme.id && order(asked.episode).is_some());
        let heard = |episode| statements.iter().any(|one| one.episode == episode && one.pick.is_some());
        let mut asked: Vec<AskedOfTheme> = asked
            .map(|asked| AskedOfTheme {
                episode: asked.episode,
                state: asked.state.clone(),
                expected: asked.expected,
                heard: heard(asked.episode),
            })
            .collect();
        asked.sort_by_key(|asked| order(asked.episode));
        let title = |id: &TrackId| Some(StatingTrack { id: *id, title: (self.track_of)(*id)?.title });
        ThemeLine {
            owner: self.owner(theme).to_owned(),
            stated_by: theme.tracks.iter().filter_map(title).collect(),
            total: statements.iter().map(|one| one.length).sum(),
            theme: theme.clone(),
            statements,
            asked,
            offers: parts().flat_map(|(episode, part)| self.offers(theme, episode, part)).collect(),
        }
    }

    fn remarks(&self, theme: &Theme) -> Vec<ThemeRemarkView> {
        let owner = self.owner(theme);
        let facts = |(episode, _, part): &(&Episode, Option<Cut>, Option<Arc<EpisodeThemes>>)| {
            let asked = |asked: &ThemeInEpisode| asked.theme == theme.id && asked.episode == episode.id;
            EpisodeOfTheme {
                has_music: part.as_ref().is_some_and(|part| part.has_music),
                stated: part.as_ref().is_some_and(|part| part.of_theme(theme.id).any(|one| one.pick.is_some())),
                expected: self.asked.iter().any(|one| asked(one) && one.expected),
                scenes: part.as_ref().map(|part| part.scenes_with(owner).count()).unwrap_or_default(),
            }
        };
        let episodes: Vec<EpisodeOfTheme> = self.episodes.iter().map(facts).collect();
        let told = |remark: ThemeRemark| {
            let (first, ..) = self.episodes.get(remark.first)?;
            let (last, ..) = self.episodes.get(remark.last)?;
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

    /// Scenes of an episode with whom a theme belongs to where no cue states it.
    fn offers(&self, theme: &Theme, episode: EpisodeId, part: &EpisodeThemes) -> Vec<ThemeOffer> {
        let Some(character) = theme.character else { return Vec::new() };
        let stated: BTreeSet<SceneId> =
            part.reaches.iter().filter(|(of, _)| *of == theme.id).flat_map(|(_, scenes)| scenes).copied().collect();
        let free = part.scenes_with(self.owner(theme)).filter(|scene| !stated.contains(&scene.id));
        free.map(|scene| ThemeOffer {
            theme: theme.id,
            character,
            scene: scene.id,
            episode,
            number: scene.number.clone(),
            slugline: scene.slugline.clone(),
            at: scene.in_point,
        })
        .collect()
    }
}
