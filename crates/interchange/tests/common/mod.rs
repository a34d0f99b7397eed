//! Real files and independent readers, for the tests of readers.
//!
//! The folder of real files is named by `NEEDLEDROP_SAMPLES`, or is `../shared/samples` beside the project. The other readers
//! are Python packages pinned in `tests/requirements.txt`; the interpreter is `NEEDLEDROP_PYTHON`, else `python3`.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of real files, where there is one.
pub fn samples() -> Option<PathBuf> {
    let named = std::env::var_os("NEEDLEDROP_SAMPLES").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

/// Files of a folder and those inside it that end so, by name.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a Python script prints, by lines.
pub fn python(script: &str, arguments: &[&str]) -> Result<Vec<String>, String> {
    let interpreter = std::env::var("NEEDLEDROP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script);
    let ran = Command::new(interpreter).arg(script).args(arguments).output().map_err(|error| error.to_string())?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    Ok(String::from_utf8_lossy(&ran.stdout).lines().map(str::to_owned).collect())
}
