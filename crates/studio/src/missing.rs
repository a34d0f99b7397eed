//! Recordings whose files are not where they were, and finding them again in a folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use model::{Track, TrackId};
use serde::Serialize;
use timebase::Flicks;
use ts_rs::TS;

use crate::jobs::find_audio;
use crate::likeness::{self, Likeness};
use crate::turnover::names;
use crate::{Studio, StudioError};

/// How a file compares with a recording of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordingMatch {
    /// Whether it is that recording, perhaps with other tags.
    pub same: bool,
    /// How they differ, as a clause; empty where they do not.
    pub how: String,
}

/// A file that may be a missing recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundRecording {
    /// The track whose file is missing.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// The file.
    pub path: String,
    /// Whether it is that recording: by its bytes, or sample for sample. If not, name and length speak for it.
    pub same: bool,
    /// How they differ, as a clause; empty where they do not.
    pub how: String,
}

/// A file of the same name may be shorter or longer by so much, and is still proposed.
const NEAR: Flicks = Flicks::from_millis(500);

impl Studio {
    /// Compares a file with a track's recording.
    ///
    /// # Errors
    /// If there is no such track, or the file is no sound.
    pub fn match_recording(&self, track: TrackId, path: &Path) -> Result<RecordingMatch, StudioError> {
        let found = self.document().rows().track(track)?;
        let track = found.ok_or(StudioError::NoSuch { what: "track", id: track.0 })?;
        let likeness = likeness::compare(&track, path, &|| false)
            .map_err(|error| StudioError::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
        Ok(match likeness {
            Likeness::SameFile | Likeness::SameSound | Likeness::First => {
                RecordingMatch { same: true, how: String::new() }
            }
            Likeness::Other(how) => RecordingMatch { same: false, how },
        })
    }

    /// The tracks whose files are not where they were. What is commissioned and has not come is not missing.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn missing_tracks(&self) -> Result<Vec<Track>, StudioError> {
        let tracks = self.document().rows().tracks()?;
        // The disk is asked after the document was let go: a network disk may take its time.
        Ok(tracks.into_iter().filter(has_no_file).collect())
    }

    /// Which of these tracks have no file where they say, as [`missing_tracks`](Self::missing_tracks) has it. Ids that no track has are
    /// passed over.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn which_missing(&self, ids: &[TrackId]) -> Result<Vec<TrackId>, StudioError> {
        let mut tracks = Vec::new();
        self.read(|rows, _| {
            for id in ids {
                tracks.extend(rows.track(*id)?);
            }
            Ok::<_, StudioError>(())
        })?;
        Ok(tracks.iter().filter(|track| has_no_file(track)).map(|track| track.id).collect())
    }

    /// Looks for missing recordings in a folder and those below it: by content, then by name and length.
    ///
    /// # Errors
    /// If the document cannot be read.
    pub fn find_missing(&self, folder: &Path, cancel: &dyn Fn() -> bool) -> Result<Vec<FoundRecording>, StudioError> {
        let missing = self.missing_tracks()?;
        let mut by_size: HashMap<i64, Vec<&PathBuf>> = HashMap::new();
        let mut by_name: HashMap<String, Vec<&PathBuf>> = HashMap::new();
        let files = find_audio(&[folder.to_owned()], &mut Vec::new());
        for file in &files {
            let size = file.metadata().map_or(-1, |found| i64::try_from(found.len()).unwrap_or(-1));
            by_size.entry(size).or_default().push(file);
            by_name.entry(names::plain_stem(&file.to_string_lossy())).or_default().push(file);
        }
        let mut found = Vec::new();
        for track in &missing {
            if cancel() {
                break;
            }
            let same = |path: &&&PathBuf| {
                matches!(
                    likeness::compare(track, path, cancel),
                    Ok(Likeness::SameFile | Likeness::SameSound | Likeness::First)
                )
            };
            let of_size = by_size.get(&track.size).into_iter().flatten();
            let named = by_name.get(&names::plain_stem(&track.path)).into_iter().flatten();
            // Of the same size first: those are compared without decoding.
            let best = of_size.filter(|path| is_file_of(track, path)).chain(named.clone()).find(same);
            found.extend(match best {
                Some(path) => Some(of(track, path, true, String::new())),
                None => named.clone().find_map(|path| {
                    let heard = likeness::listen(path, cancel).ok()?;
                    let length = heard.scanned.probe.sample_rate.flicks(heard.scanned.probe.frames);
                    let near = (length - track.duration).0.abs() <= NEAR.0;
                    let Ok(Likeness::Other(how)) = likeness::compare(track, path, cancel) else { return None };
                    near.then(|| of(track, path, false, how))
                }),
            });
        }
        Ok(found)
    }
}

/// What is commissioned and has not come is not missing.
fn has_no_file(track: &Track) -> bool {
    !track.is_to_come() && (track.is_offline() || !Path::new(&track.path).is_file())
}

fn of(track: &Track, path: &Path, same: bool, how: String) -> FoundRecording {
    FoundRecording { track: track.id, title: track.title.clone(), path: path.display().to_string(), same, how }
}

fn is_file_of(track: &Track, path: &Path) -> bool {
    likeness::hash_of(path).is_ok_and(|hash| hash == track.hash)
}
