//! Scenes from files of other programs.

use std::path::Path;

use interchange::scenes::{SceneLine, read_scenes};
use model::CutId;

use crate::edits::{EditRequest, SceneEdit, SceneSpec};
use crate::{Studio, StudioError, read_file};

/// Largest list of scenes that is read, in bytes.
const MOST_BYTES: u64 = 16 << 20;
/// Mistakes of a list of scenes that one sentence names.
const MOST_NAMED: usize = 3;

/// Puts the scenes of a CSV file in the place of those the cut has; how many there are.
///
/// # Errors
/// If the file cannot be read or has a mistake; then the scenes stay as they were.
pub fn import_scenes(studio: &Studio, cut: CutId, path: &Path) -> Result<usize, StudioError> {
    let bytes = read_file(path, MOST_BYTES)?;
    let view = studio.cut(cut)?;
    let lines = read_scenes(&bytes, &view.cut).map_err(|problems| {
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
