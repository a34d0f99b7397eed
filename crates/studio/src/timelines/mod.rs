//! Files of cutting rooms: read from disk, and shown as they are.

mod shape;
mod shown;

use std::path::{Path, PathBuf};

use interchange::timeline::{Hints, MOST_BYTES, READERS, Timeline};
use timebase::FrameRate;

use crate::{StudioError, read_file};

pub use shape::{
    DialogueShown, EventShown, MarkerShown, PlaceShown, RecordingShown, SceneShown, SkippedShown, TimelineShown,
    TrackShown,
};

/// What a bundle that is a folder holds its time line in.
const INSIDE: [&str; 2] = ["content.otio", "Info.fcpxml"];

/// Reads a file of a cutting room: whatever [`interchange::timeline::READERS`] knows. `rate` is what the user knows of it.
///
/// # Errors
/// If the file cannot be read, is of no known format, or cannot have that rate.
pub fn read_timeline(path: &Path, rate: Option<FrameRate>) -> Result<Timeline, StudioError> {
    let inside = || INSIDE.iter().map(|name| path.join(name)).find(|inside| inside.is_file());
    let file: PathBuf = if path.is_dir() { inside().unwrap_or_else(|| path.to_owned()) } else { path.to_owned() };
    let bytes = read_file(&file, MOST_BYTES as u64)?;
    interchange::timeline::read_timeline(&bytes, &Hints { rate })
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
