//! Where the program keeps what is its own: the cache, the sample season, the list of recent shows.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// The environment variable that moves all of the program's own folders into one place.
pub const HOME_VARIABLE: &str = "NEEDLEDROP_HOME";

fn own() -> Option<PathBuf> {
    std::env::var_os(HOME_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Makes a folder of the program's own, and those above it, closed to other accounts: what shows are called and what is
/// in them is nobody else's business. Folders that are there stay as they are.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Closes the folders that the program has in the usual places to other accounts, made where they are not there;
/// `identifier` is the name under which the window keeps its own.
pub fn close_to_others(identifier: &str) {
    if own().is_some() {
        return;
    }
    let usual = [dirs::cache_dir(), dirs::data_dir(), dirs::data_local_dir(), dirs::config_dir()];
    for folder in usual.into_iter().flatten().flat_map(|place| [place.join("needledrop"), place.join(identifier)]) {
        if let Err(error) = make_private(&folder).and_then(|()| close(&folder)) {
            tracing::warn!(folder = %folder.display(), %error, "the folder may be open to other accounts");
        }
    }
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))
}

#[cfg(not(unix))]
fn close(_folder: &Path) -> io::Result<()> {
    Ok(())
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
