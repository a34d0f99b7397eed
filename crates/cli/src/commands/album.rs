//! `album`: an album of the show as masters with all that goes out beside them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use model::words::with_minus;
use serde_json::{Value, json};
use studio::Studio;
use studio::album::{AlbumForm, AlbumRequest, Master, make_album};
use studio::views::{AlbumView, JobKind};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::{progress, shown};

/// Write an album of the show: a master for each of its entries, tagged, with cue file, playlist, label copy and booklet
///
/// Each master is brought to the album's loudness, or to --loudness, with no true peak over -1 dBTP, and measured again.
/// Played in a row the files are the album, its gaps and crossfades among them. Without -o it lists the albums, or what is
/// on one and what stands in the way of releasing it.
#[derive(Debug, Args)]
pub struct Album {
    #[command(flatten)]
    show: ShowFile,
    /// The album, by its title
    name: Option<String>,
    /// The folder to write into
    #[arg(short, long, value_name = "FOLDER", requires = "name")]
    output: Option<PathBuf>,
    /// What kind of masters; flac through the ffmpeg that you have
    #[arg(long, default_value = "wav", value_parser = forms())]
    format: AlbumForm,
    /// Integrated loudness in LUFS that each master is brought to
    #[arg(long, value_name = "LUFS", allow_hyphen_values = true)]
    loudness: Option<f64>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

fn forms() -> impl TypedValueParser<Value = AlbumForm> {
    PossibleValuesParser::new(["wav", "flac"]).map(|text| match text.as_str() {
        "flac" => AlbumForm::Flac,
        _ => AlbumForm::Wav,
    })
}

/// `album`.
pub fn album(asked: &Album) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let albums = studio.albums()?.albums;
    let Some(name) = &asked.name else {
        studio.close()?;
        return Ok(list(&albums));
    };
    let found = albums.iter().find(|one| one.album.title.to_lowercase() == name.trim().to_lowercase());
    let Some(view) = found else {
        let known: Vec<&str> = albums.iter().map(|one| one.album.title.as_str()).collect();
        let known = if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
        return Err(Failure::said(format!("there is no album called {name} in this show; {known}")));
    };
    let Some(folder) = &asked.output else {
        studio.close()?;
        return Ok(told(view));
    };
    let loudness = asked.loudness.map(|lufs| (lufs * 100.0).round() as i64);
    if loudness.is_some_and(|lufs| !(-4_000..=-500).contains(&lufs)) {
        return Err(Failure::said("a loudness is between -40 and -5 LUFS"));
    }
    let request = AlbumRequest {
        album: view.album.id,
        folder: folder.clone(),
        form: asked.format,
        loudness,
        replace: asked.force,
    };
    let made = make_album(&studio, &progress::job(JobKind::Album, "Making the album"), &request)?;
    studio.close()?;
    let one = |master: &Master| {
        json!({
            "number": master.number, "title": master.title, "path": master.path.display().to_string(),
            "loudnessLufs": master.loudness_lufs, "truePeakDbtp": master.true_peak_dbtp, "frames": master.frames,
            "targetLufs": master.target.map(|target| target as f64 / 100.0),
        })
    };
    let beside: Vec<String> = made.beside.iter().map(|path| path.display().to_string()).collect();
    let json = json!({
        "album": view.album.title, "masters": made.masters.iter().map(one).collect::<Vec<_>>(), "beside": beside,
        "remarks": view.remarks,
    });
    let row = |master: &Master| {
        let shown =
            |value: Option<f64>| value.map_or_else(|| "silence".to_owned(), |value| with_minus(&format!("{value:.2}")));
        vec![
            master.number.to_string(),
            master.title.clone(),
            shown(master.loudness_lufs),
            with_minus(&format!("{:.2}", master.true_peak_dbtp)),
            master.path.display().to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = made.masters.iter().map(row).collect();
    let mut text = table(&["", "title", "LUFS", "dBTP", "file"], &rows, "");
    for remark in &view.remarks {
        text.push('\n');
        text.push_str(&shown::in_line(remark));
    }
    Ok(Answer::new(json, text))
}

fn list(albums: &[AlbumView]) -> Answer {
    let rows: Vec<Vec<String>> =
        albums.iter().map(|one| vec![one.album.title.clone(), one.lines.len().to_string(), clock(one.total)]).collect();
    let json: Vec<Value> = albums
        .iter()
        .map(|one| json!({ "id": one.album.id, "title": one.album.title, "entries": one.lines.len(), "lengthFlicks": one.total }))
        .collect();
    Answer::new(json!({ "albums": json }), table(&["title", "entries", "length"], &rows, "There is no album"))
}

fn told(view: &AlbumView) -> Answer {
    let rows: Vec<Vec<String>> = view
        .lines
        .iter()
        .map(|line| {
            vec![
                line.number.to_string(),
                line.title.clone(),
                line.artist.clone(),
                line.cue.clone(),
                clock(line.at),
                clock(line.length),
                line.licences.join("; "),
            ]
        })
        .collect();
    let mut text =
        table(&["", "title", "artist", "edit of", "at", "length", "licences"], &rows, "Nothing is on this album");
    for remark in &view.remarks {
        text.push('\n');
        text.push_str(&shown::in_line(remark));
    }
    Answer::new(json!(view), text)
}

/// `3:07`
fn clock(length: timebase::Flicks) -> String {
    let seconds = length.round_seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
