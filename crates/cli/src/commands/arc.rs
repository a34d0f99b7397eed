//! `arc`: how the music of a season stands to its drama.

use clap::Args;
use model::EpisodeName;
use serde_json::{Value, json};
use studio::Studio;
use studio::views::{Apart, ApartKind, EpisodeArc, SeasonArc};
use timebase::Flicks;

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::shown;

/// List how the energy of the music stands to the intensity of the scenes, and how much of each episode has music
///
/// Energy is worked out from the short-term loudness and the brightness of the recordings; what is not known yet is measured
/// first. Scenes without an intensity are not compared.
#[derive(Debug, Args)]
pub struct Arc {
    #[command(flatten)]
    show: ShowFile,
    /// Only this episode, as 1x04; without it the first season, or the one of --season
    episode: Option<EpisodeName>,
    /// Which season
    #[arg(long, value_name = "N", conflicts_with = "episode")]
    season: Option<u32>,
}

/// `arc`.
pub fn arc(asked: &Arc) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let season = asked.season.or(asked.episode.map(|episode| episode.season));
    let mut arc = studio.season_arc(season, None)?;
    if arc.pending > 0 {
        for cut in arc.episodes.iter().filter_map(|episode| episode.cut) {
            studio.measure_energy(cut, &|| false)?;
        }
        arc = studio.season_arc(season, None)?;
    }
    studio.close()?;
    if let Some(name) = asked.episode.map(|name| name.to_string()) {
        arc.episodes.retain(|episode| episode.name == name);
        let Some(only) = arc.episodes.first().map(|episode| episode.id) else {
            return Err(Failure::said(format!("there is no episode {name} in this show")));
        };
        arc.apart.retain(|apart| apart.episode == only);
    }
    Ok(Answer::new(told(&arc), written(&arc)))
}

fn seconds(length: Flicks) -> f64 {
    length.0 as f64 / timebase::FLICKS_PER_SECOND as f64
}

fn told(arc: &SeasonArc) -> Value {
    let episode = |one: &EpisodeArc| {
        json!({
            "episode": one.name, "title": one.title, "lengthFlicks": one.length, "musicFlicks": one.music,
            "sourceFlicks": one.source,
            "silence": one.silence.map(|silence| json!({ "atFlicks": silence.at, "lengthFlicks": silence.length })),
            "acts": one.acts, "steps": one.steps, "remarks": one.remarks,
        })
    };
    let name = |apart: &Apart| arc.episodes.iter().find(|one| one.id == apart.episode).map(|one| one.name.as_str());
    let apart = |one: &Apart| {
        json!({
            "episode": name(one), "scene": one.place, "slugline": one.slugline, "atFlicks": one.at, "how": one.kind,
            "intensity": one.intensity, "energy": one.energy, "words": one.words,
        })
    };
    json!({
        "season": arc.season, "unread": arc.unread,
        "episodes": arc.episodes.iter().map(episode).collect::<Vec<_>>(),
        "apart": arc.apart.iter().map(apart).collect::<Vec<_>>(),
    })
}

fn written(arc: &SeasonArc) -> String {
    let row = |one: &EpisodeArc| {
        let share = 100.0 * seconds(one.music) / seconds(one.length).max(0.001);
        let acts = one.acts.iter().map(|act| {
            let share = 100.0 * seconds(act.music) / seconds(act.length).max(0.001);
            format!("{} {share:.0} %", act.number)
        });
        vec![
            one.name.clone(),
            one.title.clone(),
            one.length.to_string(),
            one.music.to_string(),
            format!("{share:.0} %"),
            one.source.to_string(),
            one.silence.map(|silence| silence.length.to_string()).unwrap_or_default(),
            acts.collect::<Vec<_>>().join(", "),
        ]
    };
    let rows: Vec<Vec<String>> = arc.episodes.iter().map(row).collect();
    let headings = ["episode", "title", "length", "music", "", "source", "longest silence", "reels"];
    let mut text = table(&headings, &rows, "No episode yet");
    let apart: Vec<Vec<String>> = arc
        .apart
        .iter()
        .map(|one| {
            let how = match one.kind {
                ApartKind::Pushes => "pushes",
                ApartKind::HoldsBack => "holds back",
                ApartKind::Silent => "no music",
            };
            let energy = one.energy.map(|energy| format!("{energy:.1}")).unwrap_or_default();
            vec![
                one.place.clone(),
                shown::in_line(&one.slugline).into_owned(),
                one.intensity.to_string(),
                energy,
                how.to_owned(),
            ]
        })
        .collect();
    if !apart.is_empty() {
        text.push('\n');
        text.push_str(&table(&["apart in", "slugline", "scene", "music", ""], &apart, ""));
    }
    if arc.unread > 0 {
        text.push_str(&format!(
            "\n{} could not be read: the music there counts as silence.",
            model::words::counted(arc.unread, "recording")
        ));
    }
    text
}
