//! Where proxies lie: in the cache, by name, and no more of them than fit.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::cache::Cache;
use crate::folders;

/// The version of what is made: it rises when the same picture would be made otherwise.
const VERSION: u32 = 2;
/// Bytes that all proxies together may take; beyond it those that were not used for longest go.
const MOST_BYTES: u64 = 30_000_000_000;
/// How exact it is known when one was used last.
const USED: Duration = Duration::from_hours(1);
/// The files that a proxy may be.
const ENDINGS: [&str; 2] = ["mp4", "webm"];
/// The ending of filmstrips.
pub(super) const STRIP: &str = "strip";

/// Names a proxy by all that was said of it.
pub(super) fn key(said: &str) -> String {
    blake3::hash(format!("needledrop proxy {VERSION}\n{said}").as_bytes()).to_hex().to_string()
}

/// The proxy of that name, if it is there; it counts as used.
#[expect(clippy::disallowed_methods, reason = "when a file of the cache was used is of the file system's time")]
pub(super) fn find(cache: &Cache, key: &str) -> Option<PathBuf> {
    let folder = cache.proxies().join(&key[..2]);
    let found = ENDINGS.map(|ending| folder.join(format!("{key}.{ending}"))).into_iter().find(|path| path.is_file())?;
    let used = found.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
    if used.is_some_and(|used| used > USED)
        && let Err(error) = File::open(&found).and_then(|file| file.set_modified(SystemTime::now()))
    {
        tracing::debug!(%error, "that a proxy was used is not noted");
    }
    Some(found)
}

/// Where a proxy of that name will lie; its folder is there.
pub(super) fn place(cache: &Cache, key: &str, ending: &str) -> std::io::Result<PathBuf> {
    let folder = cache.proxies().join(&key[..2]);
    folders::make_private(&folder)?;
    store::clean_unfinished(&folder);
    Ok(folder.join(format!("{key}.{ending}")))
}

/// Takes away those that were not used for longest, until the rest fits; `kept` stays whatever its size.
pub(super) fn make_room(cache: &Cache, kept: &Path) {
    make_room_for(&cache.proxies(), kept, MOST_BYTES);
}

fn make_room_for(folder: &Path, kept: &Path, most: u64) {
    let mut all: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for shelf in entries(folder) {
        for path in entries(&shelf) {
            let Ok(found) = path.symlink_metadata() else { continue };
            let named = path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|it| ENDINGS.contains(&it) || it == STRIP);
            if found.is_file() && named {
                all.push((found.modified().unwrap_or(SystemTime::UNIX_EPOCH), found.len(), path));
            }
        }
    }
    all.sort();
    let mut bytes: u64 = all.iter().map(|(_, size, _)| size).sum();
    for (_, size, path) in all {
        if bytes <= most {
            return;
        }
        if path == kept {
            continue;
        }
        match fs::remove_file(&path) {
            Ok(()) => bytes -= size,
            Err(error) => tracing::warn!(path = %path.display(), %error, "a proxy stays in the cache"),
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn the_longest_unused_go_first_and_the_newest_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = folder.path().join("ab");
        fs::create_dir(&shelf).expect("made");
        let put = |name: &str, size: usize, age: u64| {
            let path = shelf.join(name);
            fs::write(&path, vec![0; size]).expect("written");
            let at = SystemTime::now() - Duration::from_secs(age);
            File::options().write(true).open(&path).and_then(|file| file.set_modified(at)).expect("aged");
            path
        };
        let (old, middle, new) = (put("1.mp4", 400, 300), put("2.webm", 400, 200), put("3.mp4", 400, 100));
        let other = put("note.txt", 5_000, 900);
        make_room_for(folder.path(), &new, 1_200);
        assert!(old.exists() && middle.exists() && new.exists());
        make_room_for(folder.path(), &new, 900);
        assert_eq!((old.exists(), middle.exists(), new.exists()), (false, true, true));
        make_room_for(folder.path(), &new, 100);
        assert_eq!((middle.exists(), new.exists(), other.exists()), (false, true, true));
    }
}
