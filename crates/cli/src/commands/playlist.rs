//! `playlist`: what sounds in a season, to share.

use std::path::PathBuf;

use clap::Args;
use model::EpisodeName;
use serde_json::json;
use studio::{PlaylistAsked, PlaylistForm, Studio};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;

/// Write a playlist of a season, an episode, a theme or a character: titles, artists, ISRCs, times and links
///
/// Neither sound nor folders go with it. The ending of the file says how it is written: .txt, .html, .csv, .xspf or .m3u8.
#[derive(Debug, Args)]
pub struct Playlist {
    #[command(flatten)]
    show: ShowFile,
    /// Only this episode, as 1x04; without it the first season, or the one of --season
    episode: Option<EpisodeName>,
    /// Which season
    #[arg(long, value_name = "N", conflicts_with = "episode")]
    season: Option<u32>,
    /// Only cues that state this theme
    #[arg(long, value_name = "NAME", conflicts_with = "character")]
    theme: Option<String>,
    /// Only cues that state a theme of this character, or start in a scene with them
    #[arg(long, value_name = "NAME")]
    character: Option<String>,
    /// Where it is written; without it, it is listed only
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
}

/// `playlist`.
pub fn playlist(asked: &Playlist) -> Result<Answer, Failure> {
    let wanted = PlaylistAsked {
        season: asked.season,
        episode: asked.episode,
        theme: asked.theme.clone(),
        character: asked.character.clone(),
    };
    let form = match &asked.output {
        None => None,
        Some(path) => {
            let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            let known = || PlaylistForm::ALL.map(|form| format!(".{}", form.ending())).join(", ");
            let form = PlaylistForm::of_ending(ending).ok_or_else(|| {
                Failure::said(format!("a playlist is written as {}; {} is none of them", known(), path.display()))
            })?;
            Some((form, path))
        }
    };
    let studio = Studio::open(&asked.show.show)?;
    let playlist = match form {
        Some((form, path)) => studio.export_playlist(&wanted, form, path, asked.force)?,
        None => studio.playlist(&wanted)?,
    };
    studio.close()?;
    let rows: Vec<Vec<String>> = (1..)
        .zip(&playlist.rows)
        .map(|(nth, row)| {
            vec![nth.to_string(), row.title.clone(), row.artist.clone(), row.isrc.clone(), row.heard.join(", ")]
        })
        .collect();
    let text = table(&["", "title", "artist", "isrc", "heard"], &rows, "Nothing sounds yet");
    Ok(Answer::new(json!({ "playlist": playlist, "written": asked.output }), text))
}
