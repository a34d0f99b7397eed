//! Scenes and hits.

use std::collections::HashMap;

use model::{Cut, CutId, Hit, HitId, Scene, SceneId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Position;
use ts_rs::TS;

use super::family::Family;
use super::labels::counted;
use super::work::{Work, named};
use super::{Created, EditError, ScenePatch, SceneSpec};

/// What can happen to scenes and hits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema, VariantNames)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[strum(serialize_all = "camelCase")]
#[ts(optional_fields = nullable)]
#[allow(missing_docs, reason = "a field that says nothing of its own is the row's of the same name")]
pub enum SceneEdit {
    /// Adds a scene.
    AddScene { cut: CutId, scene: SceneSpec },
    /// Changes a scene.
    EditScene { scene: SceneId, set: ScenePatch },
    /// Removes scenes.
    RemoveScenes { scenes: Vec<SceneId> },
    /// Puts these scenes in the place of all that the cut has; cues keep the scene of the same number.
    ReplaceScenes { cut: CutId, scenes: Vec<SceneSpec> },
    /// Marks a frame that music should answer.
    AddHit { cut: CutId, at: Position, label: String },
    /// Changes a hit.
    EditHit { hit: HitId, at: Option<Position>, label: Option<String> },
    /// Removes hits.
    RemoveHits { hits: Vec<HitId> },
}

impl Family for SceneEdit {
    fn apply(&self, work: &mut Work<'_>) -> Result<(), EditError> {
        match self {
            Self::AddScene { cut, scene } => add(work, *cut, scene),
            Self::EditScene { scene, set } => edit(work, *scene, set),
            Self::RemoveScenes { scenes } => remove(work, scenes),
            Self::ReplaceScenes { cut, scenes } => replace(work, *cut, scenes),
            Self::AddHit { cut, at, label } => add_hit(work, *cut, *at, label),
            Self::EditHit { hit, at, label } => edit_hit(work, *hit, *at, label.as_deref()),
            Self::RemoveHits { hits } => remove_hits(work, hits),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddScene { scene, .. } => format!("Add scene {}", scene.number),
            Self::EditScene { scene, .. } => match rows.scene(*scene)? {
                Some(scene) => format!("Edit scene {}", scene.number),
                None => "Edit a scene".into(),
            },
            Self::RemoveScenes { scenes } => counted("Remove", scenes.len(), "scene"),
            Self::ReplaceScenes { scenes, .. } => counted("Import", scenes.len(), "scene"),
            Self::AddHit { label, .. } if label.is_empty() => "Mark a hit".into(),
            Self::AddHit { label, .. } => format!("Mark {label}"),
            Self::EditHit { .. } => "Edit a hit".into(),
            Self::RemoveHits { hits } => counted("Remove", hits.len(), "hit"),
        })
    }
}

pub(super) fn add(work: &mut Work<'_>, cut: CutId, spec: &SceneSpec) -> Result<(), EditError> {
    let cut = work.cut(cut)?;
    insert(work, &cut, spec).map(|_| ())
}

fn insert(work: &mut Work<'_>, cut: &Cut, spec: &SceneSpec) -> Result<SceneId, EditError> {
    let scene = Scene {
        id: SceneId(work.ids.next()),
        cut: cut.id,
        number: named(&spec.number, "scene")?,
        slugline: spec.slugline.trim().to_owned(),
        synopsis: spec.synopsis.trim().to_owned(),
        in_point: cut.rate.snap(spec.in_point),
        out_point: cut.rate.snap(spec.out_point),
        moods: words(&spec.moods),
        intensity: spec.intensity,
        characters: words(&spec.characters),
    };
    check(&scene, cut)?;
    work.rows.insert_scene(&scene)?;
    work.created.push(Created::Scene(scene.id));
    Ok(scene.id)
}

pub(super) fn edit(work: &mut Work<'_>, id: SceneId, set: &ScenePatch) -> Result<(), EditError> {
    let mut scene = work.scene(id)?;
    let cut = work.cut(scene.cut)?;
    if let Some(number) = &set.number {
        scene.number = named(number, "scene")?;
    }
    if let Some(slugline) = &set.slugline {
        slugline.trim().clone_into(&mut scene.slugline);
    }
    if let Some(synopsis) = &set.synopsis {
        synopsis.trim().clone_into(&mut scene.synopsis);
    }
    if let Some(at) = set.in_point {
        scene.in_point = cut.rate.snap(at);
    }
    if let Some(at) = set.out_point {
        scene.out_point = cut.rate.snap(at);
    }
    if let Some(moods) = &set.moods {
        scene.moods = words(moods);
    }
    if let Some(intensity) = set.intensity {
        scene.intensity = (intensity >= 0).then_some(intensity);
    }
    if let Some(characters) = &set.characters {
        scene.characters = words(characters);
    }
    check(&scene, &cut)?;
    Ok(work.rows.update_scene(&scene)?)
}

pub(super) fn remove(work: &mut Work<'_>, scenes: &[SceneId]) -> Result<(), EditError> {
    for &id in scenes {
        let scene = work.scene(id)?;
        for mut cue in work.rows.cues(scene.cut)? {
            if cue.scene == Some(id) {
                cue.scene = None;
                work.rows.update_cue(&cue)?;
            }
        }
        work.rows.delete_scene(id)?;
    }
    Ok(())
}

pub(super) fn replace(work: &mut Work<'_>, cut: CutId, specs: &[SceneSpec]) -> Result<(), EditError> {
    let cut = work.cut(cut)?;
    let before = work.rows.scenes(cut.id)?;
    let numbers: HashMap<SceneId, String> = before.iter().map(|scene| (scene.id, scene.number.clone())).collect();
    let mut twins = HashMap::new();
    for spec in specs {
        let id = insert(work, &cut, spec)?;
        twins.entry(spec.number.trim().to_owned()).or_insert(id);
    }
    for mut cue in work.rows.cues(cut.id)? {
        if let Some(number) = cue.scene.and_then(|scene| numbers.get(&scene)) {
            cue.scene = twins.get(number).copied();
            work.rows.update_cue(&cue)?;
        }
    }
    for scene in before {
        work.rows.delete_scene(scene.id)?;
    }
    Ok(())
}

fn check(scene: &Scene, cut: &Cut) -> Result<(), EditError> {
    if let Some(value) = scene.intensity.filter(|value| !(0..=10).contains(value)) {
        return Err(EditError::Intensity { value });
    }
    if scene.span().is_empty() {
        return Err(EditError::SceneEmpty { number: scene.number.clone() });
    }
    if scene.in_point < Position::ZERO || scene.out_point > cut.span().end {
        return Err(EditError::OutsideCut { cut: cut.label.clone() });
    }
    Ok(())
}

/// After a copy to a shorter cut: scenes past its end are left out, the one across it ends there.
pub(super) fn check_spans(work: &mut Work<'_>, cut: &Cut) -> Result<(), EditError> {
    let end = cut.span().end;
    for mut scene in work.rows.scenes(cut.id)? {
        if scene.in_point >= end {
            remove(work, &[scene.id])?;
        } else if scene.out_point > end {
            scene.out_point = end;
            work.rows.update_scene(&scene)?;
        }
    }
    Ok(())
}

fn words(given: &[String]) -> Vec<String> {
    given.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

pub(super) fn add_hit(work: &mut Work<'_>, cut: CutId, at: Position, label: &str) -> Result<(), EditError> {
    let cut = work.cut(cut)?;
    let at = work.frame_of(&cut, at)?;
    let id = HitId(work.ids.next());
    work.rows.insert_hit(&Hit { id, cut: cut.id, at, label: label.trim().to_owned() })?;
    work.created.push(Created::Hit(id));
    Ok(())
}

pub(super) fn edit_hit(
    work: &mut Work<'_>,
    id: HitId,
    at: Option<Position>,
    label: Option<&str>,
) -> Result<(), EditError> {
    let mut hit = work.rows.hit(id)?.ok_or(EditError::NoSuch { what: "hit", id: id.0 })?;
    if let Some(at) = at {
        hit.at = work.frame_of(&work.cut(hit.cut)?, at)?;
    }
    if let Some(label) = label {
        label.trim().clone_into(&mut hit.label);
    }
    Ok(work.rows.update_hit(&hit)?)
}

pub(super) fn remove_hits(work: &mut Work<'_>, hits: &[HitId]) -> Result<(), EditError> {
    for &id in hits {
        work.rows.hit(id)?.ok_or(EditError::NoSuch { what: "hit", id: id.0 })?;
        work.rows.delete_hit(id)?;
    }
    Ok(())
}
