//! Scenes from files of other programs.

use std::path::Path;

use interchange::scenes::{Clock, SceneLine, read_scenes};
use interchange::table::Reading;
use model::{Cut, CutId};

use crate::edits::{EditRequest, SceneEdit, SceneSpec};
use crate::{Studio, StudioError, read_file};

/// Largest list of scenes that is read, in bytes.
const MOST_BYTES: u64 = 16 << 20;
/// Mistakes of a list of scenes that one sentence names.
const MOST_NAMED: usize = 3;

/// Puts the scenes of a file in the place of those the cut has; how many there are. Which formats are read says
/// [`interchange::scenes::READERS`].
///
/// # Errors
/// If the file cannot be read or has a mistake; then the scenes stay as they were.
pub fn import_scenes(studio: &Studio, cut: CutId, path: &Path) -> Result<usize, StudioError> {
    import_scenes_as(studio, cut, path, &Reading::default())
}

/// The same with the sheet of a workbook or the encoding of a text file chosen.
///
/// # Errors
/// If the file cannot be read or has a mistake; then the scenes stay as they were.
pub fn import_scenes_as(studio: &Studio, cut: CutId, path: &Path, reading: &Reading) -> Result<usize, StudioError> {
    let bytes = read_file(path, MOST_BYTES)?;
    let lines = read_scenes(&bytes, clock(&studio.cut_row(cut)?), reading).map_err(|problems| {
        let named: Vec<String> = problems.iter().take(MOST_NAMED).map(ToString::to_string).collect();
        let rest = problems.len().saturating_sub(MOST_NAMED);
        let more = if rest > 0 { format!("; and {rest} more mistakes") } else { String::new() };
        StudioError::Scenes { path: path.to_owned(), reason: format!("{}{more}", named.join("; ")) }
    })?;
    let count = lines.len();
    let scenes = lines.into_iter().map(spec).collect();
    studio.edit(&EditRequest {
        edits: vec![SceneEdit::ReplaceScenes { cut, scenes }.into()],
        label: None,
        merge_key: None,
    })?;
    Ok(count)
}

/// What positions of a file are held against.
pub(crate) fn clock(cut: &Cut) -> Clock {
    Clock { rate: cut.rate, start: cut.start, length: cut.length }
}

/// The formats of scenes in words: `CSV (.csv, .tsv, .txt), Excel workbook (.xlsx)`.
#[must_use]
pub fn scene_formats() -> String {
    let told = interchange::scenes::READERS.iter().map(|reader| {
        let endings: Vec<String> = reader.endings.iter().map(|ending| format!(".{ending}")).collect();
        format!("{} ({})", reader.name, endings.join(", "))
    });
    told.collect::<Vec<_>>().join(", ")
}

pub(crate) fn spec(line: SceneLine) -> SceneSpec {
    SceneSpec {
        number: line.number,
        slugline: line.slugline,
        in_point: line.in_point,
        out_point: line.out_point,
        synopsis: line.synopsis,
        moods: line.moods,
        intensity: line.intensity,
        characters: line.characters,
    }
}
