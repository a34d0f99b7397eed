//! `themes`: where the themes of a season are stated, and how.

use clap::Args;
use model::EpisodeName;
use serde_json::{Value, json};
use studio::Studio;
use studio::views::{StatementView, ThemeLine, ThemeMap};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::shown;

/// List where the themes of a season are stated, and what is worth saying of them
#[derive(Debug, Args)]
pub struct Themes {
    #[command(flatten)]
    show: ShowFile,
    /// Only this episode, as 1x04; without it the first season, or the one of --season
    episode: Option<EpisodeName>,
    /// Which season
    #[arg(long, value_name = "N", conflicts_with = "episode")]
    season: Option<u32>,
}

/// `themes`.
pub fn themes(asked: &Themes) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let season = asked.season.or(asked.episode.map(|episode| episode.season));
    let map = studio.theme_map(season, None)?;
    studio.close()?;
    let only = match asked.episode {
        None => None,
        Some(name) => {
            let found = map.episodes.iter().find(|episode| episode.name == name.to_string());
            Some(found.ok_or_else(|| Failure::said(format!("there is no episode {name} in this show")))?.id)
        }
    };
    let shown = |statement: &&StatementView| only.is_none_or(|episode| statement.episode == episode);
    let (mut listed, mut rows) = (Vec::new(), Vec::new());
    for line in &map.themes {
        let statements: Vec<&StatementView> = line.statements.iter().filter(shown).collect();
        rows.extend(statements.iter().map(|statement| row(&map, line, statement)));
        listed.push(theme(&map, line, &statements));
    }
    let remarks: Vec<&str> = map
        .remarks
        .iter()
        .filter(|remark| only.is_none_or(|episode| remark.episode == episode))
        .map(|remark| remark.words.as_str())
        .collect();
    let json = json!({ "season": map.season, "themes": listed, "remarks": remarks });
    let headings = ["theme", "episode", "cue", "at", "seconds", "how", "music", "changes"];
    let mut text = table(&headings, &rows, "No cue states a theme");
    if !remarks.is_empty() {
        text.push('\n');
        text.push_str(&remarks.iter().map(|words| shown::in_line(words)).collect::<Vec<_>>().join("\n"));
    }
    Ok(Answer::new(json, text))
}

fn name_of(map: &ThemeMap, statement: &StatementView) -> String {
    let found = map.episodes.iter().find(|episode| episode.id == statement.episode);
    found.map(|episode| episode.name.clone()).unwrap_or_default()
}

fn theme(map: &ThemeMap, line: &ThemeLine, statements: &[&StatementView]) -> Value {
    let name = |id| map.episodes.iter().find(|episode| episode.id == id).map(|episode| episode.name.as_str());
    let asked: Vec<Value> = line
        .asked
        .iter()
        .map(|asked| {
            json!({
                "episode": name(asked.episode), "state": asked.state, "expected": asked.expected, "heard": asked.heard,
            })
        })
        .collect();
    let statements: Vec<Value> = statements
        .iter()
        .map(|statement| {
            json!({
                "episode": name(statement.episode), "cueId": statement.cue, "cue": statement.number,
                "title": statement.title, "in": statement.timecode, "inFlicks": statement.at,
                "lengthFlicks": statement.length, "how": statement.manner, "changes": statement.changes,
                "track": statement.track, "asked": statement.pick.is_none(), "muted": statement.muted, "meets": statement.meets,
            })
        })
        .collect();
    json!({
        "id": line.theme.id, "name": line.theme.name, "character": line.owner, "about": line.theme.about,
        "brief": line.theme.brief, "tracks": line.stated_by, "lengthFlicks": line.total,
        "statements": statements, "episodes": asked,
    })
}

fn row(map: &ThemeMap, line: &ThemeLine, statement: &StatementView) -> Vec<String> {
    let seconds = statement.length.0 / timebase::FLICKS_PER_SECOND;
    vec![
        line.theme.name.clone(),
        name_of(map, statement),
        format!("{} {}", statement.number, statement.title),
        statement.timecode.clone(),
        if statement.pick.is_some() { seconds.to_string() } else { String::new() },
        statement.manner.map(model::Manner::word).unwrap_or_default().to_owned(),
        match (statement.pick, statement.muted) {
            (Some(_), _) => statement.track.clone(),
            (None, true) => "muted".to_owned(),
            (None, false) => "asked for".to_owned(),
        },
        statement.changes.clone(),
    ]
}
