//! Cuts, their reels, and carrying what lies on one to another.

use std::collections::HashMap;
use std::path::Path;

use model::{Cut, CutId, EpisodeId, Fade, NoteId, PlacementId, Reel, ReelId, SceneId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::{Flicks, FrameRate, Frames, Position, Timecode, read_start};
use ts_rs::TS;

use super::family::Family;
use super::work::{Work, cut_length, named};
use super::{Created, CutPatch, CutSpec, EditError, ReelSpec, cues, filing, scenarios, scenes};
use crate::pictures;

/// What can happen to cuts and their reels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum CutEdit {
    /// Adds a newer cut; with `copy_from` its scenes, hits, cues and placements come along at their positions.
    AddCut { episode: EpisodeId, cut: CutSpec, copy_from: Option<CutId> },
    /// Changes a cut. A new rate keeps frame numbers of everything on the cut.
    EditCut { cut: CutId, set: CutPatch },
    /// Removes a cut and all that is on it; refused for the only cut of an episode.
    RemoveCut { cut: CutId },
    /// Divides a cut into reels.
    SetReels { cut: CutId, reels: Vec<ReelSpec> },
}

impl Family for CutEdit {
    fn apply(&self, work: &mut Work<'_>) -> Result<(), EditError> {
        match self {
            Self::AddCut { episode, cut, copy_from } => add(work, *episode, cut, *copy_from),
            Self::EditCut { cut, set } => edit(work, *cut, set),
            Self::RemoveCut { cut } => remove(work, *cut),
            Self::SetReels { cut, reels } => set_reels(work, *cut, reels),
        }
    }

    fn describe(&self, _: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddCut { cut, .. } => format!("Add {}", cut.label),
            Self::EditCut { .. } => "Edit the cut".into(),
            Self::RemoveCut { .. } => "Remove the cut".into(),
            Self::SetReels { .. } => "Divide into reels".into(),
        })
    }
}

pub(super) fn add(
    work: &mut Work<'_>,
    episode: EpisodeId,
    spec: &CutSpec,
    copy_from: Option<CutId>,
) -> Result<(), EditError> {
    work.episode(episode)?;
    let label = free_label(work, episode, &spec.label, None)?;
    let ordinal = work.rows.cuts(episode)?.iter().map(|cut| cut.ordinal).max().map_or(1, |last| last + 1);
    let cut = Cut {
        id: CutId(work.ids.next()),
        episode,
        label,
        rate: spec.rate,
        start: read_start(&spec.start, spec.rate, None)?,
        length: cut_length(&spec.length, spec.rate, None)?,
        picture: picture(spec.picture.as_deref())?,
        ordinal,
    };
    check_length(&cut)?;
    work.rows.insert_cut(&cut)?;
    work.created.push(Created::Cut(cut.id));
    match copy_from {
        Some(from) => {
            let from = work.cut(from)?;
            copy(work, &from, &cut)
        }
        None => Ok(()),
    }
}

pub(super) fn edit(work: &mut Work<'_>, id: CutId, set: &CutPatch) -> Result<(), EditError> {
    let before = work.cut(id)?;
    let mut cut = before.clone();
    if let Some(label) = &set.label {
        cut.label = free_label(work, cut.episode, label, Some(id))?;
    }
    if let Some(rate) = set.rate {
        cut.rate = rate;
        cut.length = rate.flicks(before.rate.frames_floor(before.length));
        cut.start = same_label(before.start, before.rate, rate);
    }
    if let Some(start) = &set.start {
        cut.start = read_start(start, cut.rate, Some(cut.start))?;
    }
    if let Some(length) = &set.length {
        cut.length = cut_length(length, cut.rate, Some(cut.length))?;
    }
    if let Some(path) = &set.picture {
        cut.picture = picture(Some(path))?;
    }
    check_length(&cut)?;
    work.rows.update_cut(&cut)?;
    if cut.rate.frame() == before.rate.frame() { Ok(()) } else { recount(work, &before, &cut) }
}

/// A path to a picture, or none where it is empty. What is there must be one; what is not may be on its way.
fn picture(path: Option<&str>) -> Result<Option<String>, EditError> {
    let Some(path) = path.filter(|path| !path.is_empty()) else { return Ok(None) };
    let file = Path::new(path);
    if file.exists()
        && let Err(reason) = &*pictures::read(file)
    {
        return Err(EditError::NotAPicture { path: path.to_owned(), reason: reason.to_string() });
    }
    Ok(Some(path.to_owned()))
}

/// The start whose timecode reads the same at another rate, or nearly so.
fn same_label(start: Frames, from: FrameRate, to: FrameRate) -> Frames {
    let label = Timecode::from_frames(start, from).to_string().replace(';', ":");
    match Timecode::parse(&label, to) {
        Ok(label) => label.to_frames(),
        // A label that the other rate does not have: the same share of the day.
        Err(_) => Frames(start.0 * to.labels_per_second() / from.labels_per_second()),
    }
}

/// Keeps every frame number on a cut whose rate changed.
fn recount(work: &mut Work<'_>, before: &Cut, after: &Cut) -> Result<(), EditError> {
    let moved = |at: Position| after.rate.position(before.rate.frame_nearest(at));
    for mut scene in work.rows.scenes(after.id)? {
        (scene.in_point, scene.out_point) = (moved(scene.in_point), moved(scene.out_point));
        work.rows.update_scene(&scene)?;
    }
    for mut reel in work.rows.reels(after.id)? {
        reel.start = moved(reel.start);
        work.rows.update_reel(&reel)?;
    }
    for mut hit in work.rows.hits(after.id)? {
        hit.at = moved(hit.at);
        work.rows.update_hit(&hit)?;
    }
    for mut note in work.rows.notes(after.id)? {
        (note.at, note.until) = (note.at.map(moved), note.until.map(moved));
        work.rows.update_note(&note)?;
    }
    for mut cue in work.rows.cues(after.id)? {
        cue.at = moved(cue.at);
        work.rows.update_cue(&cue)?;
    }
    for mut placement in work.rows.placements_of_cut(after.id)? {
        let track = work.track(placement.track)?;
        placement.in_point = moved(placement.in_point);
        let left = track.duration - placement.track_start;
        let last = after.rate.position(after.rate.frame_at(placement.in_point + left));
        placement.out_point = moved(placement.out_point).min(last).max(placement.in_point + after.rate.frame());
        work.rows.update_placement(&placement.with_fitting_fades())?;
    }
    Ok(())
}

pub(super) fn remove(work: &mut Work<'_>, id: CutId) -> Result<(), EditError> {
    let cut = work.cut(id)?;
    if work.rows.cuts(cut.episode)?.len() == 1 {
        return Err(EditError::LastCut);
    }
    remove_with_all(work, &cut)
}

/// Removes a cut, and all that is on it.
pub(super) fn remove_with_all(work: &mut Work<'_>, cut: &Cut) -> Result<(), EditError> {
    scenarios::remove_all_of(work, cut.id)?;
    for note in work.rows.notes(cut.id)? {
        work.rows.delete_note(note.id)?;
    }
    for cue in work.rows.cues(cut.id)? {
        cues::remove_with_all(work, &cue)?;
    }
    for round in work.rows.rounds(cut.id)? {
        work.rows.delete_round(round.id)?;
    }
    for hit in work.rows.hits(cut.id)? {
        work.rows.delete_hit(hit.id)?;
    }
    for scene in work.rows.scenes(cut.id)? {
        work.rows.delete_scene(scene.id)?;
    }
    for reel in work.rows.reels(cut.id)? {
        work.rows.delete_reel(reel.id)?;
    }
    Ok(work.rows.delete_cut(cut.id)?)
}

pub(super) fn set_reels(work: &mut Work<'_>, id: CutId, reels: &[ReelSpec]) -> Result<(), EditError> {
    let cut = work.cut(id)?;
    for reel in work.rows.reels(id)? {
        work.rows.delete_reel(reel.id)?;
    }
    for spec in reels {
        if spec.number == 0 {
            return Err(EditError::NotPositive { what: "a reel's number" });
        }
        let start = work.frame_of(&cut, spec.start)?;
        work.rows.insert_reel(&Reel { id: ReelId(work.ids.next()), cut: id, number: spec.number, start })?;
    }
    Ok(())
}

/// Everything on `from` at the same frames of `to`, as far as `to` reaches; the review starts anew.
fn copy(work: &mut Work<'_>, from: &Cut, to: &Cut) -> Result<(), EditError> {
    let moved = |at: Position| to.rate.position(from.rate.frame_nearest(at));
    let mut scene_twins: HashMap<SceneId, SceneId> = HashMap::new();
    for mut scene in work.rows.scenes(from.id)? {
        let id = SceneId(work.ids.next());
        scene_twins.insert(scene.id, id);
        (scene.id, scene.cut) = (id, to.id);
        (scene.in_point, scene.out_point) = (moved(scene.in_point), moved(scene.out_point));
        work.rows.insert_scene(&scene)?;
    }
    for mut reel in work.rows.reels(from.id)? {
        (reel.id, reel.cut, reel.start) = (ReelId(work.ids.next()), to.id, moved(reel.start));
        work.rows.insert_reel(&reel)?;
    }
    for mut hit in work.rows.hits(from.id)? {
        (hit.id, hit.cut, hit.at) = (model::HitId(work.ids.next()), to.id, moved(hit.at));
        work.rows.insert_hit(&hit)?;
    }
    let mut cue_twins = HashMap::new();
    let mut placement_twins: HashMap<PlacementId, PlacementId> = HashMap::new();
    for cue in work.rows.cues(from.id)? {
        let mut twin = cue.clone();
        twin.id = model::CueId(work.ids.next());
        cue_twins.insert(cue.id, twin.id);
        twin.cut = to.id;
        twin.at = moved(cue.at);
        twin.scene = cue.scene.and_then(|scene| scene_twins.get(&scene).copied());
        twin.pick = None;
        work.rows.insert_cue(&twin)?;
        for placement in work.rows.placements_of_cue(cue.id)? {
            let track = work.track(placement.track)?;
            let mut copied = placement;
            copied.id = PlacementId(work.ids.next());
            copied.cue = twin.id;
            copied.in_point = moved(placement.in_point);
            let last = to.rate.position(to.rate.frame_at(copied.in_point + (track.duration - placement.track_start)));
            copied.out_point = moved(placement.out_point).min(last).max(copied.in_point + to.rate.frame());
            work.rows.insert_placement(&copied.with_fitting_fades())?;
            placement_twins.insert(placement.id, copied.id);
        }
        twin.pick = cue.pick.and_then(|pick| placement_twins.get(&pick).copied());
        work.rows.update_cue(&twin)?;
    }
    filing::copy_carve_outs(work, from.id, &cue_twins)?;
    scenarios::copy(work, from.id, to.id, &cue_twins, &placement_twins)?;
    let notes = work.rows.notes(from.id)?;
    let note_twins: HashMap<NoteId, NoteId> = notes.iter().map(|note| (note.id, NoteId(work.ids.next()))).collect();
    for mut note in notes {
        note.id = note_twins.get(&note.id).copied().unwrap_or(note.id);
        note.cut = to.id;
        note.cue = note.cue.and_then(|cue| cue_twins.get(&cue).copied());
        note.placement = note.placement.and_then(|placement| placement_twins.get(&placement).copied());
        note.answers = note.answers.and_then(|answered| note_twins.get(&answered).copied());
        (note.at, note.until) = (note.at.map(moved), note.until.map(moved));
        work.rows.insert_note(&note)?;
    }
    scenes::check_spans(work, to)
}

fn check_length(cut: &Cut) -> Result<(), EditError> {
    let day = Flicks(cut.rate.frame().0 * cut.rate.frames_per_day());
    if cut.length > day { Err(EditError::CutTooLong) } else { Ok(()) }
}

fn free_label(work: &Work<'_>, episode: EpisodeId, label: &str, own: Option<CutId>) -> Result<String, EditError> {
    let name = named(label, "cut")?;
    let taken = work.rows.cuts(episode)?.iter().any(|cut| cut.label == name && Some(cut.id) != own);
    if taken { Err(EditError::Taken { what: "cut", name }) } else { Ok(name) }
}

/// Fades of the lengths people use where nothing else is said: none.
pub(super) const NO_FADE: Fade = Fade { length: Flicks::ZERO, shape: model::FadeShape::EqualPower };
