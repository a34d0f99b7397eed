//! `import`, `tracks`, `relink`: the library.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;
use model::Track;
use model::words::{counted, with_minus};
use serde_json::{Value, json};
use studio::edits::{EditRequest, LibraryEdit};
use studio::views::LibraryQuery;
use studio::{FoundRecording, Studio, jobs};

use crate::answer::{Answer, Failure, table};
use crate::inputs::ShowFile;
use crate::{inputs, progress};

/// Bring audio into the library; the files stay where they are and are never written to
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    show: ShowFile,
    /// Files, or folders with all that lies below them
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Files read at once; by default as many as the machine has processors
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Measure loudness and waveform also of hours of next to nothing in a small file, however long it takes
    #[arg(long)]
    whole: bool,
}

/// Find recordings whose files were moved, in a folder and those below it
///
/// A file is taken when it is the recording itself, whatever it is called and tagged. One that only has the name and the
/// length of a missing recording is named and left out.
#[derive(Debug, Args)]
pub struct Relink {
    #[command(flatten)]
    show: ShowFile,
    /// Where to look
    folder: PathBuf,
}

/// List the library
#[derive(Debug, Args)]
pub struct Tracks {
    #[command(flatten)]
    show: ShowFile,
    /// Only tracks with words that begin like these, in title, artist, album, composer, genre or mood
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// `import`.
pub fn import(asked: &Import) -> Result<Answer, Failure> {
    let paths = asked.paths.iter().map(|path| inputs::whole_path(path)).collect::<Result<Vec<_>, _>>()?;
    let studio = Studio::open(&asked.show.show)?;
    let all = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let done = jobs::import(
        &studio,
        &progress::job(studio::views::JobKind::Import, "Looking for music"),
        &paths,
        asked.jobs.unwrap_or_else(all),
        if asked.whole { jobs::LongOnes::Measured } else { jobs::LongOnes::Left },
    );
    let closed = studio.close();
    // The show itself could be written no more: that is said once, and not of each file.
    let show = inputs::whole_path(&asked.show.show)?.display().to_string();
    if let Some(ended) = done.failed.iter().find(|failed| failed.path == show) {
        let before = counted(done.imported.len(), "track");
        return Err(Failure::said(format!("{}; the import ended there ({before} imported before)", ended.reason)));
    }
    closed?;
    let json = json!({
        "imported": done.imported,
        "known": done.known,
        "failed": done.failed,
        "remarks": done.remarks,
    });
    let text = format!(
        "{} imported, {} known already, {} left out",
        counted(done.imported.len(), "track"),
        done.known.len(),
        done.failed.len()
    );
    let left_out = done.failed.iter().map(|failed| format!("{}: {}", failed.path, failed.reason)).collect();
    let remarks = done.remarks.iter().map(|one| format!("{}: {}", one.path, one.remark)).collect();
    Ok(Answer { left_out, remarks, ..Answer::new(json, text) })
}

/// `relink`.
pub fn relink(asked: &Relink) -> Result<Answer, Failure> {
    let folder = inputs::whole_path(&asked.folder)?;
    if !folder.is_dir() {
        return Err(Failure::said(format!("{} is not a folder", asked.folder.display())));
    }
    let studio = Studio::open(&asked.show.show)?;
    let found = studio.find_missing(&folder, &|| false)?;
    let (same, near): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.same);
    let take = |one: &FoundRecording| {
        LibraryEdit::RelinkTrack { track: one.track, path: one.path.clone(), replace: None }.into()
    };
    if !same.is_empty() {
        let label = Some(format!("Locate {}", counted(same.len(), "recording")));
        studio.edit(&EditRequest { edits: same.iter().map(take).collect(), label, merge_key: None })?;
    }
    let missing = studio.missing_tracks()?;
    studio.close()?;
    let left_out = missing
        .iter()
        .map(|track| match near.iter().find(|one| one.track == track.id) {
            Some(near) => format!("{}: {} is another recording: {}", track.title, near.path, near.how),
            None => format!("{}: not found", track.title),
        })
        .collect();
    let json = json!({
        "relinked": same.iter().map(|one| json!({ "track": one.track, "path": one.path })).collect::<Vec<_>>(),
        "missing": missing.iter().map(|track| track.id).collect::<Vec<_>>(),
    });
    let text = format!("{} located, {} missing", counted(same.len(), "recording"), missing.len());
    Ok(Answer { left_out, ..Answer::new(json, text) })
}

/// `tracks`.
pub fn tracks(asked: &Tracks) -> Result<Answer, Failure> {
    let studio = Studio::open(&asked.show.show)?;
    let query = LibraryQuery {
        text: asked.search.clone().unwrap_or_default(),
        limit: asked.limit.unwrap_or(usize::MAX),
        ..LibraryQuery::default()
    };
    let (total, tracks) = studio.find_tracks(&query)?;
    studio.close()?;
    let listed: Vec<Value> = tracks.iter().map(track_json).collect();
    let rows: Vec<Vec<String>> = tracks.iter().map(track_row).collect();
    let headings = ["id", "title", "artist", "length", "format", "LUFS", "BPM", "key", "path"];
    Ok(Answer::new(json!({ "total": total, "tracks": listed }), table(&headings, &rows, "No tracks")))
}

fn track_json(track: &Track) -> Value {
    let known = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    json!({
        "id": track.id,
        "title": track.title,
        "artist": track.artist,
        "album": track.album,
        "composer": track.composer,
        "lyricist": track.lyricist,
        "publisher": track.publisher,
        "label": track.label,
        "genre": track.genre,
        "mood": track.mood,
        "key": known(&track.key),
        "language": known(&track.language),
        "year": track.year,
        "durationFlicks": track.duration,
        "sampleRate": track.sample_rate.hertz(),
        "channels": track.channels,
        "format": track.format,
        "path": track.path,
        "hash": track.hash,
        "size": track.size,
        "loudnessLufs": track.loudness.map(hundredths),
        "loudnessRangeLu": track.loudness_range.map(hundredths),
        "isrc": known(&track.isrc),
        "bpm": track.bpm_milli.map(|milli| milli as f64 / 1000.0),
    })
}

fn hundredths(value: i64) -> f64 {
    value as f64 / 100.0
}

fn track_row(track: &Track) -> Vec<String> {
    let shown = |value: Option<f64>| value.map_or_else(String::new, |value| with_minus(&format!("{value:.1}")));
    vec![
        track.id.to_string(),
        track.title.clone(),
        track.artist.clone(),
        track.duration.to_string(),
        track.format.clone(),
        shown(track.loudness.map(hundredths)),
        shown(track.bpm_milli.map(|milli| milli as f64 / 1000.0)),
        track.key.clone(),
        track.path.clone(),
    ]
}
