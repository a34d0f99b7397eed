//! Showing where a file lies, in the system's file manager.
//!
//! A path may come from a show of somebody else's. Only the folder of a file that is there is handed on, never the text as it
//! stands: the system would open an address, start a program or read an option.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::StudioError;

/// How long a file manager may take to say that it cannot be started.
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows the folder in which a file lies.
///
/// # Errors
/// If the path is not absolute, nothing is there, or no file manager can be started.
pub fn reveal(path: &str) -> Result<(), StudioError> {
    let file = Path::new(path);
    let folder = folder_of(file)?;
    let (program, arguments) = if cfg!(target_os = "macos") {
        ("open", vec![PathBuf::from("-R"), file.to_owned()])
    } else if cfg!(target_os = "windows") {
        ("explorer", vec![folder])
    } else {
        ("xdg-open", vec![folder])
    };
    show_with(program, &arguments).map_err(|reason| StudioError::NotShown { path: file.to_owned(), reason })
}

/// The folder of a file that is there.
fn folder_of(file: &Path) -> Result<PathBuf, StudioError> {
    let refused = |reason: &str| StudioError::NotShown { path: file.to_owned(), reason: reason.to_owned() };
    if !file.is_absolute() {
        return Err(refused("it is not the full path of a file"));
    }
    if file.symlink_metadata().is_err() {
        return Err(refused("there is no such file any more"));
    }
    file.parent()
        .filter(|folder| folder.is_dir())
        .map(Path::to_owned)
        .ok_or_else(|| refused("it does not lie in a folder"))
}

/// Starts the file manager and waits for it, for a while here and then on a thread of its own, so that its end is taken
/// note of.
fn show_with(program: &str, arguments: &[PathBuf]) -> Result<(), String> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child =
        command.spawn().map_err(|error| format!("{program}, which opens folders, cannot be started ({error})"))?;
    let (sender, ended) = channel();
    thread::spawn(move || {
        // Nobody listens any more after a while.
        let _ = sender.send(child.wait());
    });
    match ended.recv_timeout(PATIENCE) {
        Ok(Ok(status)) if !status.success() && !cfg!(target_os = "windows") => {
            Err(format!("{program} found nothing that opens folders"))
        }
        Ok(Err(error)) => Err(format!("{program} could not be waited for ({error})")),
        // The explorer of Windows says that it failed when it did not; others still run.
        Ok(Ok(_)) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn only_the_folder_of_a_file_that_is_there_is_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("Contract 0.pdf");
        std::fs::write(&file, "%PDF").expect("written");
        assert_eq!(folder_of(&file).expect("its folder"), folder.path());
        for other in [
            "https://evil.example/page?x=1",
            "--help",
            "",
            "Contract 0.pdf",
            "/",
            "file:///etc/passwd",
            "/no/such/file.pdf",
        ] {
            let refused = folder_of(Path::new(other)).expect_err(other);
            assert!(crate::sentence(&refused).contains("cannot be shown"), "{refused}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_manager_that_fails_or_is_not_there_says_so() {
        assert_eq!(show_with("true", &[]), Ok(()));
        assert!(show_with("false", &[]).expect_err("failed").contains("nothing that opens folders"));
        assert!(show_with("no-such-program", &[]).expect_err("not there").contains("cannot be started"));
    }
}
