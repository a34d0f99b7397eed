//! What killed processes leave unfinished, and who may take it away.
//!
//! Whatever the program writes before it has its name is called `.needledrop-PID-…`: when the process is gone, nobody
//! will finish it.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// What names of unfinished files begin with.
const PREFIX: &str = ".needledrop-";
/// Where it cannot be seen whether a process is there, nobody works that long on a file.
const LONG: Duration = Duration::from_hours(24);

/// What the name of an unfinished file of this process begins with.
#[must_use]
pub fn unfinished() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// Takes away what processes that are gone left unfinished in `folder`. What cannot be taken away is no harm.
pub fn clean(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(process_of) else { continue };
        let Ok(found) = entry.path().symlink_metadata() else { continue };
        let age = found.modified().ok().and_then(|at| at.elapsed().ok()).unwrap_or_default();
        if !found.is_file() || process == std::process::id() || (is_running(process).unwrap_or(true) && age < LONG) {
            continue;
        }
        match fs::remove_file(entry.path()) {
            Ok(()) => tracing::info!(path = %entry.path().display(), "took away what was never finished"),
            Err(error) => tracing::debug!(path = %entry.path().display(), %error, "an unfinished file stays"),
        }
    }
}

/// The process that a name says it is of.
fn process_of(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

#[cfg(target_os = "linux")]
fn is_running(process: u32) -> Option<bool> {
    Some(Path::new("/proc/self").exists()).filter(|seen| *seen)?;
    Some(Path::new("/proc").join(process.to_string()).exists())
}

#[cfg(not(target_os = "linux"))]
fn is_running(_process: u32) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn only_what_a_process_that_is_gone_left_is_taken_away() {
        let folder = tempfile::tempdir().expect("there");
        // No process has a number beyond 2^22 (proc(5), pid_max).
        let gone = 1 << 30;
        let ours = unfinished();
        let names =
            [format!(".needledrop-{gone}-abc123"), format!(".needledrop-{gone}-x-journal"), format!("{ours}abc")];
        for name in names.iter().map(String::as_str).chain([".needledrop-notes", "needledrop-1-a", ".other-9-a"]) {
            fs::write(folder.path().join(name), "half").expect("written");
        }
        fs::create_dir(folder.path().join(format!(".needledrop-{gone}-folder"))).expect("made");
        clean(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .expect("there")
            .map(|entry| entry.expect("there").file_name().into_string().expect("text"))
            .collect();
        left.sort();
        let mut expected = vec![
            ".needledrop-notes".to_owned(),
            format!(".needledrop-{gone}-folder"),
            format!("{ours}abc"),
            "needledrop-1-a".to_owned(),
            ".other-9-a".to_owned(),
        ];
        expected.sort();
        assert_eq!(left, expected);
    }
}
