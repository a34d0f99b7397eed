//! Files of cutting rooms: read from disk, and shown as they are.

mod shape;
mod shown;

use std::io::Read;
use std::path::{Path, PathBuf};

use interchange::timeline::{Hints, MOST_BYTES, READERS, Timeline, Watch, recognised};
use timebase::FrameRate;

use crate::{StudioError, read_file};

pub use shape::{
    DialogueShown, EventShown, KeptShown, MarkerShown, PlaceShown, RecordingShown, SceneShown, SkippedShown,
    TimelineShown, TrackShown,
};

/// What a bundle that is a folder holds its time line in.
const INSIDE: [&str; 2] = ["content.otio", "Info.fcpxml"];

/// Bytes from which on the reading of a file is shown.
const LARGE: u64 = 8 << 20;

/// Whether somebody would wait for a file to be read.
#[must_use]
pub fn is_large_timeline(path: &Path) -> bool {
    std::fs::metadata(whole(path)).is_ok_and(|about| about.len() >= LARGE)
}

/// What of a file tells what it is.
const HEAD: u64 = 1 << 20;

/// Whether a file is a cutting room's, by what is in it: a list of markers may have the ending of a sheet.
#[must_use]
pub fn is_timeline(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(whole(path)).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && recognised(&head).is_some()
}

/// The file that holds the time line: of a bundle that is a folder, the one inside it.
fn whole(path: &Path) -> PathBuf {
    let inside = || INSIDE.iter().map(|name| path.join(name)).find(|inside| inside.is_file());
    if path.is_dir() { inside().unwrap_or_else(|| path.to_owned()) } else { path.to_owned() }
}

/// Reads a file of a cutting room: whatever [`interchange::timeline::READERS`] knows. `rate` is what the user knows of it.
///
/// # Errors
/// If the file cannot be read, is of no known format, or cannot have that rate.
pub fn read_timeline(path: &Path, rate: Option<FrameRate>) -> Result<Timeline, StudioError> {
    read_telling(path, rate, None)
}

/// Reads a file as [`read_timeline`] does, and tells how far it is.
///
/// # Errors
/// As [`read_timeline`]; also if it was stopped.
pub fn read_timeline_watched(path: &Path, rate: Option<FrameRate>, watch: Watch<'_>) -> Result<Timeline, StudioError> {
    read_telling(path, rate, Some(watch))
}

fn read_telling(path: &Path, rate: Option<FrameRate>, watch: Option<Watch<'_>>) -> Result<Timeline, StudioError> {
    let bytes = read_file(&whole(path), MOST_BYTES as u64)?;
    interchange::timeline::read_timeline_watched(&bytes, &Hints { rate }, watch)
        .map_err(|reason| StudioError::Timeline { path: path.to_owned(), reason })
}

/// The formats in words: `EDL (CMX 3600) (.edl, .txt), …`.
#[must_use]
pub fn timeline_formats() -> String {
    let told = READERS.iter().map(|reader| {
        let endings: Vec<String> = reader.endings.iter().map(|ending| format!(".{ending}")).collect();
        format!("{} ({})", reader.name, endings.join(", "))
    });
    told.collect::<Vec<_>>().join(", ")
}
