//! Scenes and hits.

use std::collections::HashMap;

use model::{Cut, CutId, Hit, HitId, Scene, SceneId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Rows, StoreError};
use strum::VariantNames;
use timebase::Position;
use ts_rs::TS;

use super::draft::{Draft, named};
use super::family::Family;
use super::labels::counted;
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
    fn apply(&self, draft: &mut Draft<'_>) -> Result<(), EditError> {
        match self {
            Self::AddScene { cut, scene } => add(draft, *cut, scene),
            Self::EditScene { scene, set } => edit(draft, *scene, set),
            Self::RemoveScenes { scenes } => remove(draft, scenes),
            Self::ReplaceScenes { cut, scenes } => replace(draft, *cut, scenes),
            Self::AddHit { cut, at, label } => add_hit(draft, *cut, *at, label),
            Self::EditHit { hit, at, label } => edit_hit(draft, *hit, *at, label.as_deref()),
            Self::RemoveHits { hits } => remove_hits(draft, hits),
        }
    }

    fn describe(&self, rows: &Rows) -> Result<String, StoreError> {
        Ok(match self {
            Self::AddScene { scene, .. } => format!("Add scene {}", scene.number),
            Self::EditScene { scene, set } => {
                let is_intensity = *set == ScenePatch { intensity: set.intensity, ..ScenePatch::default() };
                let what = if is_intensity { "Intensity of" } else { "Edit" };
                match rows.scene(*scene)? {
                    Some(scene) => format!("{what} scene {}", scene.number),
                    None => format!("{what} a scene"),
                }
            }
            Self::RemoveScenes { scenes } => counted("Remove", scenes.len(), "scene"),
            Self::ReplaceScenes { scenes, .. } => counted("Import", scenes.len(), "scene"),
            Self::AddHit { label, .. } if label.is_empty() => "Mark a hit".into(),
            Self::AddHit { label, .. } => format!("Mark {label}"),
            Self::EditHit { .. } => "Edit a hit".into(),
            Self::RemoveHits { hits } => counted("Remove", hits.len(), "hit"),
        })
    }
}

pub(super) fn add(draft: &mut Draft<'_>, cut: CutId, spec: &SceneSpec) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    insert(draft, &cut, spec).map(|_| ())
}

fn insert(draft: &mut Draft<'_>, cut: &Cut, spec: &SceneSpec) -> Result<SceneId, EditError> {
    let scene = Scene {
        id: SceneId(draft.ids.next()),
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
    draft.rows.insert_scene(&scene)?;
    draft.created.push(Created::Scene(scene.id));
    Ok(scene.id)
}

pub(super) fn edit(draft: &mut Draft<'_>, id: SceneId, set: &ScenePatch) -> Result<(), EditError> {
    let mut scene = draft.scene(id)?;
    let cut = draft.cut(scene.cut)?;
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
    Ok(draft.rows.update_scene(&scene)?)
}

pub(super) fn remove(draft: &mut Draft<'_>, scenes: &[SceneId]) -> Result<(), EditError> {
    for &id in scenes {
        let scene = draft.scene(id)?;
        for mut cue in draft.rows.cues(scene.cut)? {
            if cue.scene == Some(id) {
                cue.scene = None;
                draft.rows.update_cue(&cue)?;
            }
        }
        draft.rows.delete_scene(id)?;
    }
    Ok(())
}

pub(super) fn replace(draft: &mut Draft<'_>, cut: CutId, specs: &[SceneSpec]) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let before = draft.rows.scenes(cut.id)?;
    let numbers: HashMap<SceneId, String> = before.iter().map(|scene| (scene.id, scene.number.clone())).collect();
    let mut twins = HashMap::new();
    for spec in specs {
        let id = insert(draft, &cut, spec)?;
        twins.entry(spec.number.trim().to_owned()).or_insert(id);
    }
    for mut cue in draft.rows.cues(cut.id)? {
        if let Some(number) = cue.scene.and_then(|scene| numbers.get(&scene)) {
            cue.scene = twins.get(number).copied();
            draft.rows.update_cue(&cue)?;
        }
    }
    for scene in before {
        draft.rows.delete_scene(scene.id)?;
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
pub(super) fn check_spans(draft: &mut Draft<'_>, cut: &Cut) -> Result<(), EditError> {
    let end = cut.span().end;
    for mut scene in draft.rows.scenes(cut.id)? {
        if scene.in_point >= end {
            remove(draft, &[scene.id])?;
        } else if scene.out_point > end {
            scene.out_point = end;
            draft.rows.update_scene(&scene)?;
        }
    }
    Ok(())
}

fn words(given: &[String]) -> Vec<String> {
    given.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

pub(super) fn add_hit(draft: &mut Draft<'_>, cut: CutId, at: Position, label: &str) -> Result<(), EditError> {
    let cut = draft.cut(cut)?;
    let at = draft.frame_of(&cut, at)?;
    let id = HitId(draft.ids.next());
    draft.rows.insert_hit(&Hit { id, cut: cut.id, at, label: label.trim().to_owned() })?;
    draft.created.push(Created::Hit(id));
    Ok(())
}

pub(super) fn edit_hit(
    draft: &mut Draft<'_>,
    id: HitId,
    at: Option<Position>,
    label: Option<&str>,
) -> Result<(), EditError> {
    let mut hit = draft.rows.hit(id)?.ok_or(EditError::NoSuch { what: "hit", id: id.0 })?;
    if let Some(at) = at {
        hit.at = draft.frame_of(&draft.cut(hit.cut)?, at)?;
    }
    if let Some(label) = label {
        label.trim().clone_into(&mut hit.label);
    }
    Ok(draft.rows.update_hit(&hit)?)
}

pub(super) fn remove_hits(draft: &mut Draft<'_>, hits: &[HitId]) -> Result<(), EditError> {
    for &id in hits {
        draft.rows.hit(id)?.ok_or(EditError::NoSuch { what: "hit", id: id.0 })?;
        draft.rows.delete_hit(id)?;
    }
    Ok(())
}
