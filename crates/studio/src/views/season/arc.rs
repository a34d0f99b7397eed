//! Reading the arcs of a season.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{Cut, CutId, Episode, EpisodeId, Feeling, Mood, Reel, Scene, TrackId, feeling, mood_words};
use store::{Heard, Rows, StoreError};
use timebase::{Flicks, Position, Span, merged};

use super::arc_shapes::{ActDensity, Apart, ApartKind, ArcStep, CutArc, EpisodeArc, Silence};
use super::kept::{EpisodeDrama, KeptSeason};
use super::named::TrackOf;
use crate::arc;
use crate::books::Books;
use crate::views::sound::{CutEnergy, mean_energy};

/// Steps that an episode is shown in.
const STEPS: i64 = 96;
/// From this intensity on a scene without music is worth a word.
const INTENSE: i64 = 7;
/// What silence counts as where it is held against the intensity of a scene: it is a choice more often than a fault.
const SILENCE: f64 = 4.0;
/// Silence that is worth a word.
const LONG_SILENCE: Flicks = Flicks::from_seconds(5 * 60);

/// How the energy of a cut's music is had.
pub(crate) type EnergyOf<'a> = &'a dyn Fn(&Cut) -> Result<CutEnergy, StoreError>;

/// A season with its arcs.
pub(crate) struct SeasonDrama {
    pub seasons: Vec<u32>,
    pub season: u32,
    pub arcs: Vec<(EpisodeId, Arc<EpisodeArc>)>,
    pub apart: Vec<Apart>,
    pub pending: usize,
    pub unread: usize,
}

/// The arcs of a season; by default of the first that there is.
pub(crate) fn season_arc(
    rows: &Rows,
    revision: u64,
    season: Option<u32>,
    books: &Books,
    energy_of: EnergyOf<'_>,
    track_of: TrackOf<'_>,
    kept: &KeptSeason,
) -> Result<SeasonDrama, StoreError> {
    let seasons: BTreeSet<u32> = books.episodes.iter().map(|episode| episode.season).collect();
    let season = season.or_else(|| seasons.first().copied()).unwrap_or(1);
    let (mut arcs, mut apart, mut pending, mut unread) = (Vec::new(), Vec::new(), 0, 0);
    for episode in books.episodes.iter().filter(|episode| episode.season == season) {
        let Some(cut) = rows.newest_cut(episode.id)? else {
            arcs.push((episode.id, Arc::new(without_cut(episode))));
            continue;
        };
        let drama = match kept.arc_of(cut.id) {
            Some(drama) => drama,
            None => {
                let drama = Arc::new(drama(rows, episode, &cut, &energy_of(&cut)?, track_of)?);
                kept.keep_arc(cut.id, revision, &drama);
                drama
            }
        };
        pending += drama.pending;
        unread += drama.unread;
        apart.extend(drama.apart.iter().cloned());
        arcs.push((episode.id, Arc::clone(&drama.arc)));
    }
    apart.sort_by(|a, b| gap(b).total_cmp(&gap(a)));
    Ok(SeasonDrama { seasons: seasons.into_iter().collect(), season, arcs, apart, pending, unread })
}

fn drama(
    rows: &Rows,
    episode: &Episode,
    cut: &Cut,
    energy: &CutEnergy,
    track_of: TrackOf<'_>,
) -> Result<EpisodeDrama, StoreError> {
    let (scenes, heard) = (rows.scenes(cut.id)?, rows.heard_in_cut(cut.id)?);
    let feelings = Feelings::of(&scenes, sounding(&heard), &rows.moods()?, track_of);
    let mut arc = episode_arc(episode, cut, &scenes, &heard, energy, &rows.reels(cut.id)?, &feelings);
    let mut apart: Vec<Apart> = scenes.iter().filter_map(|scene| parts(episode, cut.id, scene, energy)).collect();
    apart.sort_by(|a, b| gap(b).total_cmp(&gap(a)));
    arc.remarks.extend(apart.first().map(|one| one.words.clone()));
    let silence = arc.silence.filter(|silence| silence.length >= LONG_SILENCE);
    arc.remarks.extend(silence.map(|silence| format!("No music for {}.", silence.length)));
    Ok(EpisodeDrama { arc: Arc::new(arc), apart, pending: energy.pending, unread: energy.unread })
}

/// The arc of one cut, whichever of its episode; nothing if it is gone.
pub(crate) fn cut_arc(
    rows: &Rows,
    id: CutId,
    energy_of: EnergyOf<'_>,
    track_of: TrackOf<'_>,
) -> Result<Option<CutArc>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let Some(episode) = rows.episode(cut.episode)? else { return Ok(None) };
    let (scenes, heard) = (rows.scenes(id)?, rows.heard_in_cut(id)?);
    let feelings = Feelings::of(&scenes, sounding(&heard), &rows.moods()?, track_of);
    let energy = energy_of(&cut)?;
    Ok(Some(CutArc {
        cut: id,
        name: format!("{} {}", episode.name(), cut.label),
        length: cut.length,
        steps: steps(&cut, &scenes, &energy, &feelings),
        pending: energy.pending,
    }))
}

/// Where which recording sounds.
fn sounding(heard: &[Heard]) -> impl Iterator<Item = (Span, TrackId)> {
    heard.iter().flat_map(|one| one.spans.iter().map(|span| (*span, one.track)))
}

fn without_cut(episode: &Episode) -> EpisodeArc {
    EpisodeArc {
        id: episode.id,
        name: episode.name().to_string(),
        title: episode.title.clone(),
        cut: None,
        length: Flicks::ZERO,
        steps: Vec::new(),
        music: Flicks::ZERO,
        source: Flicks::ZERO,
        silence: None,
        acts: Vec::new(),
        remarks: Vec::new(),
    }
}

fn episode_arc(
    episode: &Episode,
    cut: &Cut,
    scenes: &[Scene],
    heard: &[Heard],
    energy: &CutEnergy,
    reels: &[Reel],
    feelings: &Feelings,
) -> EpisodeArc {
    let spans = |takes: fn(&Heard) -> bool| -> Vec<Span> {
        let own = heard.iter().filter(|one| takes(one)).flat_map(|one| &one.spans);
        merged(own.filter_map(|span| span.intersection(cut.span())))
    };
    let music = spans(|_| true);
    let long = |spans: &[Span]| spans.iter().map(|span| span.length()).sum();
    EpisodeArc {
        cut: Some(cut.id),
        length: cut.length,
        steps: steps(cut, scenes, energy, feelings),
        music: long(&music),
        source: long(&spans(|one| one.number.kind == model::CueKind::Source)),
        silence: longest_silence(cut, &music),
        acts: acts(cut, reels, &music),
        ..without_cut(episode)
    }
}

fn steps(cut: &Cut, scenes: &[Scene], energy: &CutEnergy, feelings: &Feelings) -> Vec<ArcStep> {
    let edge = |step: i64| {
        let at = i128::from(cut.length.0) * i128::from(step) / i128::from(STEPS);
        Position(i64::try_from(at).unwrap_or(i64::MAX))
    };
    let step = |at: i64| {
        let span = Span { start: edge(at), end: edge(at + 1) };
        ArcStep {
            at: span.start,
            intensity: intensity(scenes, span).map(shown),
            energy: mean_energy(&energy.all, span).map(shown),
            source: mean_energy(&energy.source, span).map(shown),
            score: mean_energy(&energy.score, span).map(shown),
            asked: mean_feeling(&feelings.asked, span),
            heard: mean_feeling(&feelings.heard, span),
        }
    };
    (0..STEPS).map(step).collect()
}

/// What scenes ask for and what recordings say, by their moods.
struct Feelings {
    asked: Vec<(Span, Feeling)>,
    heard: Vec<(Span, Feeling)>,
}

impl Feelings {
    fn of(
        scenes: &[Scene],
        sounding: impl Iterator<Item = (Span, TrackId)>,
        moods: &BTreeMap<String, Mood>,
        track_of: TrackOf<'_>,
    ) -> Self {
        let of = |text: &str| feeling(mood_words(text).iter().map(String::as_str), moods);
        let asked = scenes.iter().filter_map(|scene| Some((scene.span(), of(&scene.moods.join(";"))?)));
        let heard = sounding.filter_map(|(span, track)| Some((span, of(&track_of(track)?.mood)?)));
        Self { asked: asked.collect(), heard: heard.collect() }
    }
}

/// The feeling over a span: that of what reaches into it, as long as each does.
fn mean_feeling(of: &[(Span, Feeling)], span: Span) -> Option<Feeling> {
    let (mut valence, mut arousal, mut whole) = (0.0, 0.0, 0.0);
    for (own, feeling) in of {
        let Some(part) = own.intersection(span) else { continue };
        let share = part.length().0 as f64;
        valence += share * feeling.valence as f64;
        arousal += share * feeling.arousal as f64;
        whole += share;
    }
    let mean = |sum: f64| (sum / whole).round() as i64;
    (whole > 0.0).then(|| Feeling { valence: mean(valence), arousal: mean(arousal) })
}

/// To hundredths: more is neither seen nor meant.
fn shown(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The intensity over a span: that of the scenes in it, as long as each is.
fn intensity(scenes: &[Scene], span: Span) -> Option<f64> {
    let (mut sum, mut whole) = (0.0, 0.0);
    for scene in scenes {
        let Some((intensity, own)) = scene.intensity.zip(scene.span().intersection(span)) else { continue };
        let share = own.length().0 as f64;
        sum += share * intensity as f64;
        whole += share;
    }
    (whole > 0.0).then(|| sum / whole)
}

pub(super) fn longest_silence(cut: &Cut, music: &[Span]) -> Option<Silence> {
    let starts = std::iter::once(cut.span().start).chain(music.iter().map(|span| span.end));
    let ends = music.iter().map(|span| span.start).chain([cut.span().end]);
    let gaps = starts.zip(ends).filter(|(start, end)| start < end);
    let longest = gaps.max_by_key(|(start, end)| (*end - *start, std::cmp::Reverse(*start)));
    longest.map(|(at, end)| Silence { at, length: end - at })
}

pub(super) fn acts(cut: &Cut, reels: &[Reel], music: &[Span]) -> Vec<ActDensity> {
    let mut starts: Vec<(u32, Position)> = reels.iter().map(|reel| (reel.number, reel.start)).collect();
    if starts.is_empty() {
        starts.push((1, Position::ZERO));
    }
    starts.sort_by_key(|(_, start)| *start);
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([cut.span().end]).collect::<Vec<_>>();
    let act = |(&(number, start), end): (&(u32, Position), Position)| {
        let span = Span { start, end };
        let sounding = music.iter().filter_map(|one| one.intersection(span)).map(Span::length).sum();
        ActDensity { number, length: span.length(), music: sounding }
    };
    starts.iter().zip(ends).map(act).collect()
}

/// A scene in which music and drama part so far that it is worth a word.
fn parts(episode: &Episode, cut: CutId, scene: &Scene, energy: &CutEnergy) -> Option<Apart> {
    let intensity = scene.intensity?;
    let mean = mean_energy(&energy.all, scene.span());
    let kind = match mean {
        Some(mean) if mean - intensity as f64 >= arc::WORTH_SAYING => ApartKind::Pushes,
        Some(mean) if intensity as f64 - mean >= arc::WORTH_SAYING => ApartKind::HoldsBack,
        Some(_) => return None,
        // What is not known is no silence.
        None if intensity >= INTENSE && energy.pending + energy.unread == 0 => ApartKind::Silent,
        None => return None,
    };
    let place = format!("{} scene {}", episode.name(), scene.number);
    let words = match mean {
        Some(mean) => format!("{place}: {}.", arc::compared(intensity, mean)),
        None => format!("{place}: the scene asks for {intensity}, and little or no music sounds in it."),
    };
    Some(Apart {
        kind,
        episode: episode.id,
        cut,
        scene: scene.id,
        at: scene.in_point,
        until: scene.out_point,
        place,
        slugline: scene.slugline.clone(),
        intensity,
        energy: mean,
        words,
    })
}

fn gap(apart: &Apart) -> f64 {
    (apart.energy.unwrap_or(SILENCE) - apart.intensity as f64).abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use timebase::{FLICKS_PER_SECOND, FrameRate};

    fn span(start: i64, end: i64) -> Span {
        Span { start: Position(start * FLICKS_PER_SECOND), end: Position(end * FLICKS_PER_SECOND) }
    }

    #[test]
    fn the_longest_silence_may_be_at_either_end() {
        let cut = Cut::new(CutId(1), EpisodeId(1), FrameRate::F24, Flicks::from_seconds(100));
        let silence = |music: &[Span]| {
            longest_silence(&cut, music)
                .map(|silence| (silence.at.0 / FLICKS_PER_SECOND, silence.length.0 / FLICKS_PER_SECOND))
        };
        assert_eq!(silence(&[]), Some((0, 100)));
        assert_eq!(silence(&[span(0, 100)]), None);
        assert_eq!(silence(&[span(50, 60)]), Some((0, 50)));
        assert_eq!(silence(&[span(10, 20), span(90, 100)]), Some((20, 70)));
        assert_eq!(silence(&[span(10, 20), span(30, 40)]), Some((40, 60)));
    }

    #[test]
    fn acts_are_counted_each_by_itself() {
        let cut = Cut::new(CutId(1), EpisodeId(1), FrameRate::F24, Flicks::from_seconds(100));
        let reel = |number, start: i64| Reel {
            id: model::ReelId(i64::from(number)),
            cut: cut.id,
            number,
            start: Position(start * FLICKS_PER_SECOND),
        };
        let told: Vec<(u32, i64, i64)> = acts(&cut, &[reel(1, 0), reel(2, 40)], &[span(30, 60)])
            .into_iter()
            .map(|act| (act.number, act.length.0 / FLICKS_PER_SECOND, act.music.0 / FLICKS_PER_SECOND))
            .collect();
        assert_eq!(told, [(1, 40, 10), (2, 60, 20)]);
        assert_eq!(acts(&cut, &[], &[span(30, 60)])[0].music, Flicks::from_seconds(30));
    }
}
