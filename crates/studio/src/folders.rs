//! Where the program keeps what is its own: the cache, the sample season, the list of recent shows.

use std::path::{Path, PathBuf};

/// The environment variable that moves all of the program's own folders into one place.
pub const HOME_VARIABLE: &str = "NEEDLEDROP_HOME";

fn own() -> Option<PathBuf> {
    std::env::var_os(HOME_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Peaks and artwork by content hash; deleting it is safe.
#[must_use]
pub fn cache() -> PathBuf {
    own()
        .map(|home| home.join("cache"))
        .unwrap_or_else(|| dirs::cache_dir().unwrap_or_else(std::env::temp_dir).join("needledrop").join("media"))
}

/// Copies of shows, taken while they are worked on: a folder for each show, named by where it lies.
#[must_use]
pub fn snapshots(show: &Path) -> PathBuf {
    let home = own().unwrap_or_else(|| dirs::data_dir().unwrap_or_else(std::env::temp_dir).join("needledrop"));
    let place = blake3::hash(show.as_os_str().as_encoded_bytes()).to_hex();
    let name = show.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    home.join("snapshots").join(format!("{name}-{}", &place[..8]))
}

/// Where the sample season is made.
#[must_use]
pub fn sample() -> PathBuf {
    own().unwrap_or_else(|| dirs::data_dir().unwrap_or_else(std::env::temp_dir).join("needledrop")).join("My Heart")
}

/// The list of recent shows.
#[must_use]
pub fn recent() -> PathBuf {
    let home = own().or_else(|| Some(dirs::config_dir()?.join("needledrop")));
    home.unwrap_or_else(std::env::temp_dir).join("recent.json")
}
