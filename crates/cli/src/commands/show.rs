//! `new`, `sample`: making shows.

use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use model::words::counted;
use serde_json::json;
use studio::Studio;

use crate::answer::{Answer, Failure};
use crate::progress;
use crate::shown;

/// Make a show
#[derive(Debug, Args)]
pub struct New {
    /// The file to make
    show: PathBuf,
    /// Title of the series or film
    #[arg(long)]
    title: String,
    /// Currency of its money, an ISO 4217 code
    #[arg(long, default_value = "USD")]
    currency: String,
}

/// Make the sample season My Heart, its music included
#[derive(Debug, Args)]
pub struct Sample {
    /// The file to make
    show: PathBuf,
}

/// `new`.
pub fn new(asked: &New) -> Result<Answer, Failure> {
    let studio = Studio::create(&asked.show, &asked.title, &asked.currency)?;
    let view = studio.show()?;
    studio.close()?;
    let json = json!({ "show": view.path, "title": view.title, "currency": view.currency });
    Ok(Answer::new(json, format!("Made {}", asked.show.display())))
}

/// `sample`.
pub fn sample(asked: &Sample) -> Result<Answer, Failure> {
    let line = progress::Line::new();
    let made = studio::make_sample(&asked.show, |done, total, what| {
        line.step(done, total, what);
        ControlFlow::Continue(())
    });
    line.clear();
    let studio = made?;
    let view = studio.show()?;
    studio.close()?;
    let episodes: Vec<&str> = view.episodes.iter().map(|episode| episode.name.as_str()).collect();
    let json = json!({
        "show": view.path, "title": view.title, "currency": view.currency,
        "episodes": episodes, "tracks": view.track_count,
    });
    let text = format!(
        "Made {}: {}, {}, {}",
        asked.show.display(),
        shown::in_line(&view.title),
        counted(episodes.len(), "episode"),
        counted(view.track_count, "track")
    );
    Ok(Answer::new(json, text))
}
