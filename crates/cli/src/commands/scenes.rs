//! `scenes`, `scenes import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::answer::{Answer, Failure, counted, table};
use crate::arguments::CutOf;
use crate::inputs;
use crate::shown;

/// List the scenes of a cut, or bring them in from a file
#[derive(Debug, Args)]
#[command(subcommand_negates_reqs = true)]
pub struct Scenes {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: Option<CutOf>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Import(Import),
}

/// Put the scenes of a file in the place of those the cut has
///
/// The file is CSV whose first line names the columns number, slugline, in and out, and may name synopsis, moods,
/// intensity and characters. In and out are timecode, or seconds as 12.5s; out is the first frame after the scene.
#[derive(Debug, Args)]
struct Import {
    #[command(flatten)]
    cut: CutOf,
    /// The file of scenes
    file: PathBuf,
}

/// `scenes …`.
pub fn scenes(asked: &Scenes) -> Result<Answer, Failure> {
    match (&asked.action, &asked.list) {
        (Some(Action::Import(asked)), None) => import(asked),
        (None, Some(cut)) => list(cut),
        (Some(_), Some(_)) => Err(Failure::said("name the show and the episode after import")),
        (None, None) => Err(Failure::said("name the show and the episode")),
    }
}

fn import(asked: &Import) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(&asked.cut)?;
    let count = studio::import_scenes(&studio, cut.id, &asked.file)?;
    studio.close()?;
    let json = json!({ "episode": asked.cut.episode.to_string(), "cut": cut.label, "imported": count });
    Ok(Answer::new(json, format!("{} brought into {}", counted(count, "scene"), shown::in_line(&cut.label))))
}

fn list(asked: &CutOf) -> Result<Answer, Failure> {
    let (studio, cut) = inputs::open_cut(asked)?;
    let view = studio.cut(cut.id)?;
    studio.close()?;
    let (mut listed, mut rows): (Vec<Value>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    for scene in &view.scenes {
        let (from, to) = (cut.timecode(scene.in_point).to_string(), cut.timecode(scene.out_point).to_string());
        listed.push(json!({
            "id": scene.id, "number": scene.number, "slugline": scene.slugline, "in": from, "out": to,
            "inFlicks": scene.in_point, "outFlicks": scene.out_point, "synopsis": scene.synopsis,
            "moods": scene.moods, "intensity": scene.intensity, "characters": scene.characters,
        }));
        let intensity = scene.intensity.map_or_else(String::new, |value| value.to_string());
        rows.push(vec![scene.number.clone(), from, to, intensity, scene.slugline.clone(), scene.moods.join(", ")]);
    }
    let json = json!({ "episode": view.episode.name, "cut": cut.label, "scenes": listed });
    Ok(Answer::new(json, table(&["scene", "in", "out", "intensity", "slugline", "moods"], &rows, "No scenes")))
}
