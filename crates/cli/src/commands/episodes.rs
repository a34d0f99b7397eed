//! `episode add`, `episodes`: episodes and their cuts.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use model::EpisodeName;
use serde_json::{Value, json};
use studio::edits::{Created, CutSpec, EditRequest, EpisodeEdit};
use studio::views::{CutView, EpisodeSummary};
use studio::{Studio, picture_of};
use timebase::FrameRate;

use crate::answer::{Answer, Failure, table};
use crate::inputs;
use crate::inputs::{ShowFile, frame_rates};
use crate::shown;

/// Set up episodes
#[derive(Debug, Args)]
pub struct Episode {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Add(Add),
}

/// Add an episode with its first cut
#[derive(Debug, Args)]
struct Add {
    /// The show's file
    show: PathBuf,
    /// Season and episode, as 1x04
    episode: EpisodeName,
    /// Title as on air
    #[arg(long)]
    title: String,
    /// Frame rate; df is drop-frame timecode
    #[arg(long, value_parser = frame_rates())]
    rate: FrameRate,
    /// Timecode of the first frame
    #[arg(long, value_name = "TC")]
    start: String,
    /// Length: 00:42:18:00, 421800, 12.5s or 300f
    #[arg(long, value_name = "TC")]
    length: String,
    /// The picture file
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,
    /// What the first cut is called
    #[arg(long, value_name = "LABEL", default_value = "Cut 1")]
    cut: String,
}

/// List the episodes and their cuts, lanes, characters and themes
#[derive(Debug, Args)]
pub struct Episodes {
    #[command(flatten)]
    show: ShowFile,
}

/// `episode …`.
pub fn episode(asked: &Episode) -> Result<Answer, Failure> {
    match &asked.action {
        Action::Add(asked) => add(asked),
    }
}

fn add(asked: &Add) -> Result<Answer, Failure> {
    let picture = match &asked.picture {
        Some(path) if !path.is_file() => {
            return Err(Failure::said(format!("there is no picture file {}", path.display())));
        }
        Some(path) => {
            picture_of(path)?;
            Some(inputs::whole_path(path)?.display().to_string())
        }
        None => None,
    };
    let cut = CutSpec {
        label: asked.cut.clone(),
        rate: asked.rate,
        start: asked.start.clone(),
        length: asked.length.clone(),
        picture,
    };
    let edit = EpisodeEdit::AddEpisode {
        season: asked.episode.season,
        number: asked.episode.number,
        title: asked.title.clone(),
        cut,
    }
    .into();
    let studio = Studio::open(&asked.show)?;
    let edited = studio.edit(&EditRequest { edits: vec![edit], label: None, merge_key: None })?;
    let made = edited.created.iter().find_map(|made| if let Created::Cut(id) = made { Some(*id) } else { None });
    let view = made.map(|id| studio.cut(id)).transpose()?;
    studio.close()?;
    let warnings: Vec<String> =
        view.into_iter().flat_map(|view| view.picture_warnings).map(|warning| warning.message).collect();
    let id = edited.created.iter().find_map(|made| if let Created::Episode(id) = made { Some(id.0) } else { None });
    let cut = made.map(|id| id.0);
    let json = json!({
        "name": asked.episode.to_string(), "id": id, "cut": asked.cut, "cutId": cut, "warnings": warnings,
    });
    let text = format!("Added {} with {}", asked.episode, shown::in_line(&asked.cut));
    Ok(Answer { remarks: warnings, ..Answer::new(json, text) })
}

/// `episodes`.
pub fn episodes(asked: &Episodes) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let show = studio.show()?;
    let (mut listed, mut rows) = (Vec::new(), Vec::new());
    for episode in &show.episodes {
        let mut cuts = Vec::new();
        for cut in &episode.cuts {
            let view = studio.cut(cut.id)?;
            rows.push(cut_row(episode, &view));
            cuts.push(cut_json(&view));
        }
        listed.push(json!({
            "id": episode.id, "name": episode.name, "season": episode.season, "number": episode.number,
            "title": episode.title, "cuts": cuts,
        }));
    }
    studio.close()?;
    let json = json!({
        "title": show.title, "currency": show.currency, "productionCompany": show.production_company,
        "episodes": listed, "lanes": show.lanes, "characters": show.characters, "themes": show.themes,
    });
    let headings = ["episode", "title", "cut", "rate", "start", "length", "cues", "picture"];
    Ok(Answer::new(json, table(&headings, &rows, "No episodes")))
}

fn cut_json(view: &CutView) -> Value {
    json!({
        "id": view.cut.id, "label": view.cut.label, "rate": view.cut.rate.name(), "start": view.start_timecode,
        "length": view.length_timecode, "lengthFlicks": view.cut.length, "picture": view.cut.picture,
        "pictures": view.picture_parts.iter().map(|part| json!({
            "path": part.path, "start": part.start_timecode, "missing": part.missing,
        })).collect::<Vec<_>>(),
        "cues": view.cues.len(),
    })
}

fn cut_row(episode: &EpisodeSummary, view: &CutView) -> Vec<String> {
    vec![
        episode.name.clone(),
        episode.title.clone(),
        view.cut.label.clone(),
        view.cut.rate.to_string(),
        view.start_timecode.clone(),
        view.length_timecode.clone(),
        view.cues.len().to_string(),
        view.picture_parts.iter().map(|part| part.path.as_str()).collect::<Vec<_>>().join(", "),
    ]
}
