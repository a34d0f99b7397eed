//! `scenes`, `scenes import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use model::words::counted;
use serde_json::{Value, json};
use studio::Reading;

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::CutOf;
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
#[derive(Debug, Args)]
#[command(long_about = import_help())]
struct Import {
    #[command(flatten)]
    cut: CutOf,
    /// The file of scenes
    file: PathBuf,
    /// The sheet of a workbook; by default the first visible one that has the columns
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The encoding of a text file, such as windows-1252 or macintosh; by default it is found out
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

fn import_help() -> String {
    format!(
        "Put the scenes of a file in the place of those the cut has\n\nIt may be of these formats: {}. Its first line names \
         the columns number, slugline, in and out, and may name synopsis, moods, intensity and characters. In and out are \
         timecode, or seconds as 12.5s; out is the first frame after the scene.",
        studio::scene_formats()
    )
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
    let count = {
        let reading = Reading { sheet: asked.sheet.clone(), encoding: asked.encoding.clone() };
        studio::import_scenes_as(&studio, cut.id, &asked.file, &reading)?
    };
    studio.close()?;
    let json = json!({ "episode": asked.cut.episode.to_string(), "cut": cut.label, "imported": count });
    Ok(Answer::new(json, format!("{} imported into {}", counted(count, "scene"), shown::in_line(&cut.label))))
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
