//! `temp`: what of a season is temp music, and what would become of it.

use clap::Args;
use model::words::counted;
use model::{EpisodeName, Money};
use serde_json::{Value, json};
use studio::Studio;
use studio::views::{TempLicence, TempRow};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;

/// List the temp music of a season, the oldest first: since when, what was said of it, what its rights cost as far as
/// somebody named it, and what could take its place
#[derive(Debug, Args)]
pub struct Temp {
    #[command(flatten)]
    show: ShowFile,
    /// Only this episode, as 1x04; without it the first season, or the one of --season
    episode: Option<EpisodeName>,
    /// Which season
    #[arg(long, value_name = "N", conflicts_with = "episode")]
    season: Option<u32>,
}

/// `temp`.
pub fn temp(asked: &Temp) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let show = studio.show()?;
    let season = asked.season.or(asked.episode.map(|episode| episode.season));
    let mut list = studio.temp_list(season)?;
    studio.close()?;
    if let Some(name) = asked.episode.map(|name| name.to_string()) {
        if !show.episodes.iter().any(|episode| episode.name == name) {
            return Err(Failure::said(format!("there is no episode {name} in this show")));
        }
        list.rows.retain(|row| row.name == name);
    }
    let json = json!({
        "season": list.season, "currency": show.currency, "temp": list.rows.iter().map(told).collect::<Vec<_>>(),
    });
    let rows: Vec<Vec<String>> = list.rows.iter().map(|row| shown(row, &show.currency)).collect();
    let headings = ["since", "episode", "cue", "at", "track", "licence", "instead", "said"];
    Ok(Answer::new(json, table(&headings, &rows, "No temp music")))
}

fn told(row: &TempRow) -> Value {
    let TempLicence { lines, known, unpriced, without_rate, denied, not_needed } = row.licence;
    json!({
        "episode": row.name, "cue": row.number, "title": row.title, "placement": row.placement, "pick": row.is_pick,
        "sounds": row.sounds,
        "trackId": row.track, "track": row.track_title, "artist": row.artist, "in": row.timecode, "inFlicks": row.at,
        "lengthFlicks": row.length, "since": Some(&row.since).filter(|since| !since.is_empty()), "days": row.days,
        "said": row.said, "others": row.others,
        "licence": {
            "lines": lines, "known": known, "unpriced": unpriced, "withoutRate": without_rate, "denied": denied,
            "notNeeded": not_needed,
        },
    })
}

fn shown(row: &TempRow, currency: &str) -> Vec<String> {
    let since = match row.days {
        Some(days) => format!("{} ({})", row.since, counted(usize::try_from(days).unwrap_or_default(), "day")),
        None => "not known".to_owned(),
    };
    let artist = if row.artist.is_empty() { String::new() } else { format!(" ({})", row.artist) };
    let others = row.others.iter().map(|other| match other.is_pick {
        true => format!("{} (pick)", other.title),
        false => other.title.clone(),
    });
    vec![
        since,
        row.name.clone(),
        format!("{} {}", row.number, row.title),
        row.timecode.clone(),
        format!("{}{artist}{}", row.track_title, silent(row)),
        licence(&row.licence, currency),
        others.collect::<Vec<_>>().join(", "),
        row.said.first().map(|said| format!("{}: {}", said.who, said_words(said))).unwrap_or_default(),
    ]
}

/// Why it does not sound, and so need not be replaced.
fn silent(row: &TempRow) -> &'static str {
    match (row.sounds, row.is_pick) {
        (true, _) => "",
        (false, true) => ", muted",
        (false, false) => ", not the pick",
    }
}

fn said_words(said: &studio::views::TempSaid) -> String {
    let verdict = said.verdict.map(model::review::VerdictValue::word).unwrap_or_default();
    [verdict, &said.words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn licence(licence: &TempLicence, currency: &str) -> String {
    if licence.lines == 0 {
        return "no right on record".to_owned();
    }
    let parts = [
        (licence.known > 0).then(|| Money::new(licence.known, currency).to_string()),
        (licence.denied > 0).then(|| counted(licence.denied, "right") + " refused"),
        (licence.unpriced > 0).then(|| counted(licence.unpriced, "right") + " without a price"),
        (licence.without_rate > 0).then(|| counted(licence.without_rate, "right") + " without an exchange rate"),
        (licence.not_needed > 0).then(|| counted(licence.not_needed, "right") + " not needed"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
