//! What sounds beside the music of a cut, how the music makes room for it, and how it stands to the drama.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use media::{ContentHash, Energy};
use model::{
    Cue, CueId, CueKind, Cut, CutId, Duck, Placement, PlacementId, ProductionSound, Scene, SceneId, Track, TrackId,
};
use serde::Serialize;
use store::{Rows, StoreError};
use timebase::{FLICKS_PER_SECOND, Flicks, Position, Span, merged};
use ts_rs::TS;

use super::loudness::Levels;
use crate::arc;
use crate::ducking::{self, DuckPoint};
use crate::production::{key_of, length_of};

/// Sound and drama of a cut.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CutSound {
    /// The cut.
    pub cut: CutId,
    /// What sounds beside the music, from the top.
    pub production: Vec<ProductionView>,
    /// The lines by which cues go down under what is said.
    pub ducks: Vec<DuckView>,
    /// Energy of the music that sounds, from 0 to 10, for each second from the cut's start; `None` where none sounds.
    pub energy: Vec<Option<f64>>,
    /// Scenes that have an intensity, beside the music in them.
    pub scenes: Vec<SceneArc>,
    /// Where music and drama part most, as a sentence.
    pub apart: Option<String>,
    /// Where somebody sings while somebody speaks.
    pub clashes: Vec<VocalClash>,
    /// Recordings whose energy is not known yet.
    pub pending: usize,
}

/// A sound beside the music.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductionView {
    /// The row.
    #[serde(flatten)]
    pub sound: ProductionSound,
    /// How long it is, where its file says so.
    pub length: Option<Flicks>,
    /// Names its outline on the loopback server; empty where its file is not there.
    pub hash: String,
    /// Whether its file is not where it was.
    pub missing: bool,
}

/// The duck of a cue, and the line it draws.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DuckView {
    /// The setting.
    #[serde(flatten)]
    pub duck: Duck,
    /// Where the line bends, as far as the cue reaches.
    pub line: Vec<DuckPoint>,
}

/// A scene beside the music in it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SceneArc {
    /// The scene.
    pub scene: SceneId,
    /// Its mean energy of music, where music fills at least a quarter of it.
    pub energy: Option<f64>,
    /// Both in words, as a sentence.
    pub words: String,
}

/// Somebody sings in a cue while somebody speaks.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VocalClash {
    /// The cue.
    pub cue: CueId,
    /// What sings.
    pub placement: PlacementId,
    /// An alternate of the cue in which nobody sings.
    pub instrumental: Option<PlacementId>,
    /// What is so, and what can be done, as a sentence.
    pub words: String,
}

/// Less of a scene filled with music says nothing about it.
const FILLED: f64 = 0.25;
/// Less singing under speech is no clash.
const CLASH: Flicks = Flicks(FLICKS_PER_SECOND);

/// Sound and drama of a cut; `None` if it is gone. `known` gives the energy of recordings as far as it is kept.
pub(crate) fn cut_sound(
    rows: &Rows,
    id: CutId,
    known: &dyn Fn(ContentHash) -> Option<Energy>,
) -> Result<Option<CutSound>, StoreError> {
    let Some(cut) = rows.cut(id)? else { return Ok(None) };
    let tracks: HashMap<TrackId, Track> = rows.tracks_of_cut(id)?.into_iter().map(|track| (track.id, track)).collect();
    let placements = rows.placements_of_cut(id)?;
    let cues = rows.cues(id)?;
    let lines = rows.dialogue(id)?;
    let picks = picks_of(&cues, &placements, |_| true);
    let energies = energies_of(&picks, &tracks, known);
    let levels = Levels::read(rows, id)?;
    let energy = arc::smoothed(&energy_in(&heard(&picks, &energies, &levels, seconds_of(&cut))));
    let scenes: Vec<SceneArc> = rows.scenes(id)?.iter().filter_map(|scene| beside_music(scene, &energy)).collect();
    let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
    let clashes = cues.iter().filter_map(|cue| {
        let own: Vec<&Placement> = placements.iter().filter(|one| one.cue == cue.id).collect();
        clash(cue.pick?, &cue.number.to_string(), &own, &tracks, &spans)
    });
    Ok(Some(CutSound {
        cut: id,
        production: rows.production_sounds(id)?.into_iter().map(shown).collect(),
        ducks: ducks(rows, id, &placements)?,
        apart: apart(rows, id, &scenes)?,
        clashes: clashes.collect(),
        pending: energies.values().filter(|energy| energy.is_none()).count(),
        energy,
        scenes,
    }))
}

/// The energy of a cut's music in each second, as far as that of its recordings is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CutEnergy {
    /// Of all that sounds, from 0 to 10; `None` where nothing does.
    pub all: Vec<Option<f64>>,
    /// Of what is heard in the scenes themselves.
    pub source: Vec<Option<f64>>,
    /// Of the rest.
    pub score: Vec<Option<f64>>,
    /// Recordings whose energy is not known yet.
    pub pending: usize,
    /// Recordings that cannot be read, and count as silence.
    pub unread: usize,
}

/// The energy of a cut's music.
pub(crate) fn cut_energy(
    rows: &Rows,
    cut: &Cut,
    known: &dyn Fn(ContentHash) -> Option<Energy>,
) -> Result<CutEnergy, StoreError> {
    let tracks = rows.tracks_of_cut(cut.id)?.into_iter().map(|track| (track.id, track)).collect();
    let placements = rows.placements_of_cut(cut.id)?;
    let cues = rows.cues(cut.id)?;
    let energies = energies_of(&picks_of(&cues, &placements, |_| true), &tracks, known);
    let levels = Levels::read(rows, cut.id)?;
    let heard =
        |takes: fn(&Cue) -> bool| heard(&picks_of(&cues, &placements, takes), &energies, &levels, seconds_of(cut));
    let source = heard(|cue| cue.number.kind == CueKind::Source);
    let score = heard(|cue| cue.number.kind != CueKind::Source);
    let all: Vec<(f64, f64)> =
        source.iter().zip(&score).map(|(one, other)| (one.0 + other.0, one.1 + other.1)).collect();
    let line = |heard: &[(f64, f64)]| arc::smoothed(&energy_in(heard));
    Ok(CutEnergy {
        all: line(&all),
        source: line(&source),
        score: line(&score),
        pending: energies.values().filter(|energy| energy.is_none()).count(),
        unread: energies.values().flatten().filter(|energy| energy.0.is_empty()).count(),
    })
}

/// What sounds of the picks of some cues.
fn picks_of<'a>(cues: &[Cue], placements: &'a [Placement], takes: impl Fn(&Cue) -> bool) -> Vec<&'a Placement> {
    let picks: HashSet<PlacementId> = cues.iter().filter(|cue| takes(cue)).filter_map(|cue| cue.pick).collect();
    placements.iter().filter(|one| picks.contains(&one.alternate()) && !one.muted).collect()
}

/// Of each recording; `None` where it is not known.
fn energies_of(
    picks: &[&Placement],
    tracks: &HashMap<TrackId, Track>,
    known: &dyn Fn(ContentHash) -> Option<Energy>,
) -> HashMap<TrackId, Option<Energy>> {
    let mut energies: HashMap<TrackId, Option<Energy>> = HashMap::new();
    for pick in picks {
        energies.entry(pick.track).or_insert_with(|| {
            let hash = tracks.get(&pick.track).and_then(|track| ContentHash::from_hex(&track.hash));
            hash.and_then(known)
        });
    }
    energies
}

fn seconds_of(cut: &Cut) -> usize {
    usize::try_from(cut.length.0.div_euclid(FLICKS_PER_SECOND) + 1).unwrap_or(0)
}

fn shown(sound: ProductionSound) -> ProductionView {
    let missing = !Path::new(&sound.path).is_file();
    let hash = if missing { None } else { key_of(&sound) };
    let length = if missing { None } else { length_of(&sound) };
    ProductionView { length, hash: hash.unwrap_or_default(), missing, sound }
}

/// The ducks of a cut, each with its line as far as its cue reaches.
fn ducks(rows: &Rows, cut: CutId, placements: &[Placement]) -> Result<Vec<DuckView>, StoreError> {
    let said: Vec<Span> = rows.dialogue(cut)?.into_iter().map(|line| line.span).collect();
    let ducks = rows.ducks(cut)?.into_iter();
    Ok(ducks.map(|duck| DuckView { line: line_under(&duck, placements, &said), duck }).collect())
}

/// The line of a duck under what is said while its cue may sound.
fn line_under(duck: &Duck, placements: &[Placement], said: &[Span]) -> Vec<DuckPoint> {
    let own = placements.iter().filter(|one| one.cue == duck.cue);
    let (start, end) = own.fold((Position(i64::MAX), Position(i64::MIN)), |(start, end), one| {
        (start.min(one.in_point), end.max(one.out_point))
    });
    let reaches = |span: &&Span| start < end && span.start < end + duck.attack && span.end > start - duck.release;
    ducking::line(duck, said.iter().filter(reaches).copied())
}

/// What is heard in each second: the powers, which add up, and each times its brightness, so that what is louder decides how
/// bright they are together.
fn heard(
    picks: &[&Placement],
    energies: &HashMap<TrackId, Option<Energy>>,
    levels: &Levels,
    seconds: usize,
) -> Vec<(f64, f64)> {
    let mut heard: Vec<(f64, f64)> = vec![(0.0, 0.0); seconds];
    for pick in picks {
        let (Some(Some(energy)), Some(level)) = (energies.get(&pick.track), levels.of(pick)) else { continue };
        let first = pick.in_point.0.div_euclid(FLICKS_PER_SECOND);
        let last = (pick.out_point.0 - 1).div_euclid(FLICKS_PER_SECOND);
        for second in first.max(0)..=last {
            // The middle of what of it sounds in that second.
            let from = pick.in_point.0.max(second * FLICKS_PER_SECOND);
            let to = pick.out_point.0.min((second + 1) * FLICKS_PER_SECOND);
            let middle = Position((from + to) / 2);
            let within = pick.track_start.0 + middle.0 - pick.in_point.0;
            let at = usize::try_from(within.div_euclid(FLICKS_PER_SECOND)).unwrap_or(0);
            let moment = usize::try_from(second).ok().and_then(|second| heard.get_mut(second));
            let (Some(moment), Some(played)) = (moment, energy.0.get(at)) else { continue };
            let power = 10_f64.powf(f64::from(played.loudness) / 10.0) * level.power(middle);
            moment.0 += power;
            moment.1 += power * f64::from(played.brightness);
        }
    }
    heard
}

fn energy_in(heard: &[(f64, f64)]) -> Vec<Option<f64>> {
    let told = |(power, bright): &(f64, f64)| (*power > 0.0).then(|| arc::energy(10.0 * power.log10(), bright / power));
    heard.iter().map(told).collect()
}

/// The mean energy over a span, where music fills at least a quarter of it.
pub(super) fn mean_energy(energy: &[Option<f64>], span: Span) -> Option<f64> {
    let second = |at: Position| usize::try_from(at.0.div_euclid(FLICKS_PER_SECOND)).unwrap_or(0);
    let (from, to) = (second(span.start), second(span.end).min(energy.len()));
    let own = energy.get(from..to.max(from + 1).min(energy.len()))?;
    let sounding: Vec<f64> = own.iter().flatten().copied().collect();
    let filled = sounding.len() as f64 >= FILLED * own.len() as f64 && !sounding.is_empty();
    filled.then(|| sounding.iter().sum::<f64>() / sounding.len() as f64)
}

fn beside_music(scene: &Scene, energy: &[Option<f64>]) -> Option<SceneArc> {
    let intensity = scene.intensity?;
    let mean = mean_energy(energy, scene.span());
    let words = match mean {
        Some(mean) => format!("Scene {}: {}.", scene.number, arc::compared(intensity, mean)),
        None => format!("Scene {}: the scene asks for {intensity}, and little or no music sounds in it.", scene.number),
    };
    Some(SceneArc { scene: scene.id, energy: mean, words })
}

/// The scene in which music and drama part most, if they do.
fn apart(rows: &Rows, cut: CutId, scenes: &[SceneArc]) -> Result<Option<String>, StoreError> {
    let all = rows.scenes(cut)?;
    let gaps = scenes.iter().filter_map(|arc| {
        let scene = all.iter().find(|scene| scene.id == arc.scene)?;
        let gap = (arc.energy? - scene.intensity? as f64).abs();
        (gap >= arc::WORTH_SAYING).then_some((gap, scene, arc.energy?))
    });
    let most = gaps.max_by(|a, b| a.0.total_cmp(&b.0));
    Ok(most.map(|(_, scene, energy)| {
        let compared = arc::compared(scene.intensity.unwrap_or(0), energy);
        format!("Music and drama part most in scene {}: {compared}.", scene.number)
    }))
}

/// Whether the pick of a cue sings while somebody speaks.
fn clash(
    pick: PlacementId,
    number: &str,
    own: &[&Placement],
    tracks: &HashMap<TrackId, Track>,
    said: &[Span],
) -> Option<VocalClash> {
    let sings = |one: &Placement| tracks.get(&one.track).and_then(|track| track.vocal);
    let pieces = own.iter().filter(|one| one.alternate() == pick && !one.muted && sings(one) == Some(true));
    let under = pieces.flat_map(|piece| said.iter().filter_map(|line| line.intersection(piece.span())));
    let together: Flicks = merged(under).into_iter().map(Span::length).sum();
    if together < CLASH {
        return None;
    }
    let head = own.iter().find(|one| one.id == pick)?;
    let title = tracks.get(&head.track).map_or("", |track| &track.title);
    let instrumental = own.iter().find(|one| one.piece_of.is_none() && one.id != pick && sings(one) == Some(false));
    let seconds = together.0.div_euclid(FLICKS_PER_SECOND);
    let mut words = format!("{number}: \"{title}\" sings under {seconds} s of dialogue");
    match instrumental.and_then(|one| tracks.get(&one.track)) {
        Some(track) => words.push_str(&format!("; its alternate \"{}\" does not sing.", track.title)),
        None => words.push_str("; an instrumental version would leave room."),
    }
    Some(VocalClash { cue: head.cue, placement: pick, instrumental: instrumental.map(|one| one.id), words })
}
