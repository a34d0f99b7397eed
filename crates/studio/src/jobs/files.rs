//! Which files an import is about.

use std::collections::{BTreeMap, HashSet};
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

/// Failures as they are told: files of a folder that went away while they were read, or of a disk, are told as one.
pub(super) fn together(failed: Vec<FailedFile>) -> Vec<FailedFile> {
    let mut told: Vec<FailedFile> = Vec::with_capacity(failed.len());
    let mut gone: BTreeMap<PathBuf, Vec<FailedFile>> = BTreeMap::new();
    for one in failed {
        match gone_folder(Path::new(&one.path)) {
            Some(folder) => gone.entry(folder).or_default().push(one),
            None => told.push(one),
        }
    }
    for (folder, mut files) in gone {
        let count = files.len();
        match files.pop().filter(|_| count == 1) {
            Some(only) => told.push(only),
            None => told.push(FailedFile {
                path: folder.display().to_string(),
                reason: format!("it went away while it was read, and {count} files of it were left out"),
            }),
        }
    }
    told
}

/// The outermost folder above a file that is there no more, or the file's own where nothing is left in it, as of a disk
/// that was taken out. Nothing for a file that is there, or that went away alone.
fn gone_folder(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|_| file.symlink_metadata().is_err())?;
    let outermost = folder.ancestors().take_while(|above| above.symlink_metadata().is_err()).last();
    let empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()).then_some(folder);
    outermost.or_else(empty).map(Path::to_owned)
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

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    fn failed(path: &Path) -> FailedFile {
        FailedFile { path: path.display().to_string(), reason: "no such file".to_owned() }
    }

    #[test]
    fn a_folder_that_went_away_is_told_once() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let root = folder.path();
        fs::create_dir(root.join("disk")).expect("a folder");
        fs::write(root.join("bad.wav"), b"bad").expect("written");
        let told: Vec<FailedFile> = together(vec![
            failed(&root.join("bad.wav")),
            failed(&root.join("alone.wav")),
            failed(&root.join("music/a/1.wav")),
            failed(&root.join("music/b/2.wav")),
            failed(&root.join("disk/3.wav")),
            failed(&root.join("disk/4.wav")),
        ]);
        let told: Vec<(PathBuf, &str)> =
            told.iter().map(|one| (PathBuf::from(&one.path), one.reason.as_str())).collect();
        let gone = "it went away while it was read, and 2 files of it were left out";
        assert_eq!(
            told,
            [
                (root.join("bad.wav"), "no such file"),
                (root.join("alone.wav"), "no such file"),
                (root.join("disk"), gone),
                (root.join("music"), gone),
            ]
        );
    }
}
