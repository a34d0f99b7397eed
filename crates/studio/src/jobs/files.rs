//! Which files an import is about.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::views::FailedFile;

/// The audio files among `paths` in order: files as given, folders with all that lies below them by name.
///
/// Folders that cannot be read are reported. A file that is named is tried whatever it is called; in folders only
/// files with the ending of an audio format are. Links are followed, each folder once.
pub fn find_audio(paths: &[PathBuf], failed: &mut Vec<FailedFile>) -> Vec<PathBuf> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found, &mut seen, failed);
        } else {
            found.push(path.clone());
        }
    }
    let mut once = HashSet::new();
    found.retain(|path| once.insert(path.clone()));
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>, seen: &mut HashSet<PathBuf>, failed: &mut Vec<FailedFile>) {
    let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    if !seen.insert(real) {
        return;
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let reason = format!("the folder cannot be read: {error}");
            failed.push(FailedFile { path: folder.display().to_string(), reason });
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, found, seen, failed);
        } else if media::is_candidate(&path) {
            found.push(path);
        }
    }
}
