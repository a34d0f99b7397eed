//! What sounds beside the music of a cut, and how the music makes room for what is said.

use std::path::Path;

use media::AudioReader;
use model::{CueId, Cut, CutId, Duck, Millibels, Placement, ProductionSound, ProductionSoundId, ReelPicture};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{FLICKS_PER_SECOND, Flicks, Position};
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::{counted, cues_named};
use super::recording_error::RecordingError;
use super::{DuckSpec, EditError, ProductionPatch, ProductionSpec};
use crate::pictures;

/// What can happen to the sound beside the music.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum ProductionEdit {
    /// Adds a file as production sound: a sound file, or a picture whose sound it is.
    AddProductionSound { cut: CutId, sound: ProductionSpec },
    /// Changes a production sound.
    EditProductionSound { sound: ProductionSoundId, set: ProductionPatch },
    /// Removes production sounds; their files stay.
    RemoveProductionSounds { sounds: Vec<ProductionSoundId> },
    /// Lets the music of cues go down under what is said; nothing lets it be as it is.
    DuckCues { cues: Vec<CueId>, duck: Option<DuckSpec> },
}

/// From silence to four times as loud, in hundredths of a decibel.
pub(crate) const GAINS: (i64, i64) = (-9_600, 1_200);
/// How far music goes down at most and at least.
pub(crate) const DEPTHS: (i64, i64) = (-9_600, -50);
/// Longer ramps are no ducking, in flicks.
const LONGEST_RAMP: Flicks = Flicks(30 * FLICKS_PER_SECOND);
/// Sound that begins further away belongs to something else, in flicks.
const FARTHEST: i64 = 24 * 3600 * FLICKS_PER_SECOND;

impl Family for ProductionEdit {
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddProductionSound { cut, sound } => add(draft, *cut, sound),
            Self::EditProductionSound { sound, set } => edit(draft, *sound, set),
            Self::RemoveProductionSounds { sounds } => remove(draft, sounds),
            Self::DuckCues { cues, duck } => set_ducks(draft, cues, duck.as_ref()),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddProductionSound { .. } => "Add production sound".into(),
            Self::EditProductionSound { sound, set } => {
                let name = rows.production_sound(*sound)?.map_or_else(|| "production sound".to_owned(), |it| it.name);
                match set {
                    ProductionPatch { muted: Some(true), .. } => format!("Mute {name}"),
                    ProductionPatch { muted: Some(false), .. } => format!("Unmute {name}"),
                    ProductionPatch { gain: Some(_), .. } => format!("Set the level of {name}"),
                    ProductionPatch { start: Some(_), .. } => format!("Move {name}"),
                    ProductionPatch { .. } => format!("Edit {name}"),
                }
            }
            Self::RemoveProductionSounds { sounds } => counted("Remove", sounds.len(), "production sound"),
            Self::DuckCues { cues, duck: Some(_) } => format!("Duck {} under dialogue", cues_named(rows, cues)?),
            Self::DuckCues { cues, duck: None } => format!("Duck {} no longer", cues_named(rows, cues)?),
        })
    }
}

/// Which of its sounds a file is taken for, once it is known that it can be read: the first of a picture file.
fn readable(path: &str, stream: Option<i64>) -> Result<Option<i64>, EditError> {
    let file = Path::new(path);
    let refused = |reason: String| EditError::from(RecordingError::NotSound { path: path.to_owned(), reason });
    let of_picture = stream.is_none() && AudioReader::open(file).is_err() && pictures::read(file).is_ok();
    let stream = stream.or(of_picture.then_some(0));
    let number = stream.and_then(|stream| usize::try_from(stream).ok());
    AudioReader::open_stream(file, number).map_err(|error| refused(error.to_string()))?;
    Ok(stream)
}

fn add(draft: &mut Draft<'_>, cut: CutId, spec: &ProductionSpec) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let stream = readable(&spec.path, spec.stream)?;
    let own = cut.picture.as_deref() == Some(spec.path.as_str());
    let name = match spec.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None if own => PICTURE_SOUND.to_owned(),
        None => Path::new(&spec.path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
    };
    insert(draft, &cut, name, &spec.path, stream, spec.start.unwrap_or(Position::ZERO))
}

/// What the sound of a picture is called until somebody calls it otherwise.
const PICTURE_SOUND: &str = "Production sound";

fn insert(
    draft: &mut Draft<'_>,
    cut: &Cut,
    name: String,
    path: &str,
    stream: Option<i64>,
    start: Position,
) -> Result<(), EditError> {
    let others = draft.rows.production_sounds(cut.id)?;
    draft.rows.insert_production_sound(&ProductionSound {
        id: ProductionSoundId(draft.ids.next()),
        cut: cut.id,
        name: named(&name, "production sound")?,
        path: path.to_owned(),
        stream,
        start: near(start),
        gain: Millibels(0),
        muted: false,
        ordinal: others.iter().map(|sound| sound.ordinal).max().map_or(0, |last| last + 1),
    })?;
    Ok(())
}

fn near(start: Position) -> Position {
    Position(start.0.clamp(-FARTHEST, FARTHEST))
}

fn edit(draft: &mut Draft<'_>, id: ProductionSoundId, set: &ProductionPatch) -> Result<(), EditError> {
    let mut sound = draft.production_sound(id)?;
    if let Some(name) = &set.name {
        sound.name = named(name, "production sound")?;
    }
    if set.path.is_some() || set.stream.is_some() {
        let path = set.path.as_deref().unwrap_or(&sound.path);
        let stream = if set.path.is_some() { set.stream } else { set.stream.or(sound.stream) };
        sound.stream = readable(path, stream)?;
        sound.path = path.to_owned();
    }
    if let Some(start) = set.start {
        sound.start = near(start);
    }
    if let Some(gain) = set.gain {
        sound.gain = Millibels(gain.0.clamp(GAINS.0, GAINS.1));
    }
    if let Some(muted) = set.muted {
        sound.muted = muted;
    }
    Ok(draft.rows.update_production_sound(&sound)?)
}

fn remove(draft: &mut Draft<'_>, sounds: &[ProductionSoundId]) -> Result<(), EditError> {
    for &id in sounds {
        draft.production_sound(id)?;
        draft.rows.delete_production_sound(id)?;
    }
    Ok(())
}

fn set_ducks(draft: &mut Draft<'_>, cues: &[CueId], duck: Option<&DuckSpec>) -> Result<(), EditError> {
    let (mut free, mut locked) = (Vec::new(), Vec::new());
    for &id in cues {
        let cue = draft.cue(id)?;
        let pick = |one: &Placement| Some(one.alternate()) == cue.pick;
        let held = draft.rows.placements_of_cue(id)?.iter().any(|one| pick(one) && one.locked);
        if held { locked.push(cue.number) } else { free.push(cue) }
    }
    draft.leave(&locked, free.is_empty())?;
    for cue in free {
        match duck {
            None => draft.rows.delete_duck(cue.id)?,
            Some(duck) => draft.rows.set_duck(&Duck {
                cue: cue.id,
                depth: Millibels(duck.depth.0.clamp(DEPTHS.0, DEPTHS.1)),
                attack: duck.attack.max(Flicks::ZERO).min(LONGEST_RAMP),
                release: duck.release.max(Flicks::ZERO).min(LONGEST_RAMP),
            })?,
        }
    }
    Ok(())
}

/// The sound of a further file of a cut's picture becomes production sound where that file begins.
pub(super) fn of_reel(draft: &mut Draft<'_>, cut: &Cut, reel: &ReelPicture) -> Result<(), EditError> {
    let path = Path::new(&reel.path);
    if !path.is_file() || AudioReader::open_stream(path, Some(0)).is_err() {
        return Ok(());
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    insert(draft, cut, format!("{PICTURE_SOUND}, {stem}"), &reel.path, Some(0), reel.start)
}

/// The sounds that lie where a further file of a cut's picture begins, and are of it.
fn sounds_of_reel(draft: &Draft<'_>, reel: &ReelPicture) -> Result<Vec<ProductionSound>, EditError> {
    let mut sounds = draft.rows.production_sounds(reel.cut)?;
    sounds.retain(|sound| sound.stream.is_some() && sound.path == reel.path && sound.start == reel.start);
    Ok(sounds)
}

/// The sound of a further file goes where its picture goes.
pub(super) fn move_reel(draft: &mut Draft<'_>, was: &ReelPicture, start: Position) -> Result<(), EditError> {
    for sound in sounds_of_reel(draft, was)? {
        draft.rows.update_production_sound(&ProductionSound { start, ..sound })?;
    }
    Ok(())
}

/// The sound of a further file that is taken away goes with it.
pub(super) fn forget_reel(draft: &mut Draft<'_>, gone: &ReelPicture) -> Result<(), EditError> {
    for sound in sounds_of_reel(draft, gone)? {
        draft.rows.delete_production_sound(sound.id)?;
    }
    Ok(())
}

/// The sound of a cut's picture becomes its production sound, where the cut has none yet and the sound can be read; what
/// was the sound of the picture before follows to the new one. Says what it did, and what it could not.
pub(super) fn of_picture(draft: &mut Draft<'_>, cut: &Cut, before: Option<&str>) -> Result<(), EditError> {
    let Some(path) = cut.picture.as_deref().filter(|path| Path::new(path).is_file()) else { return Ok(()) };
    let read = pictures::read(Path::new(path));
    let Ok(facts) = &*read else { return Ok(()) };
    let sounds = draft.rows.production_sounds(cut.id)?;
    if before == Some(path) || facts.sound.is_empty() {
        return Ok(());
    }
    let name = Path::new(path).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if let Err(error) = AudioReader::open_stream(Path::new(path), Some(0)) {
        draft.remarks.push(format!(
            "The sound of {name} cannot be read, since {error}; export it as WAV and add that as production sound."
        ));
        return Ok(());
    }
    let mut followed = false;
    for mut sound in sounds.iter().filter(|sound| Some(sound.path.as_str()) == before).cloned() {
        sound.path = path.to_owned();
        sound.stream = sound.stream.filter(|stream| (0..facts.sound.len() as i64).contains(stream)).or(Some(0));
        draft.rows.update_production_sound(&sound)?;
        followed = true;
    }
    if !followed && sounds.iter().all(|sound| sound.stream.is_none()) {
        insert(draft, cut, PICTURE_SOUND.to_owned(), path, Some(0), Position::ZERO)?;
        draft.remarks.push(format!("The sound of {name} plays as production sound; its level is beside the timeline."));
    }
    Ok(())
}
