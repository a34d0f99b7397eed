//! The identity of a file's bytes, by which moved files are found again.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::MediaError;

/// BLAKE3 of all bytes of a file. Shown as 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// Reads what [`fmt::Display`] writes; `None` unless it is 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

/// Hashes a whole file.
///
/// # Errors
/// [`MediaError::NotFound`], [`MediaError::NoPermission`], [`MediaError::NotAFile`], [`MediaError::Io`]. An empty
/// file has a hash too.
pub fn hash_file(path: &Path) -> Result<ContentHash, MediaError> {
    hash_until(path, &|| false).map(|(hash, _)| hash)
}

/// Hash and size in bytes; stops with [`MediaError::Cancelled`] when `cancel` says so.
pub(crate) fn hash_until(path: &Path, cancel: &dyn Fn() -> bool) -> Result<(ContentHash, u64), MediaError> {
    let mut file = open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut block = vec![0; 1 << 18];
    let mut size = 0;
    loop {
        if cancel() {
            return Err(MediaError::Cancelled);
        }
        let read = match file.read(&mut block) {
            Ok(0) => return Ok((ContentHash(*hasher.finalize().as_bytes()), size)),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        hasher.update(&block[..read]);
        size += read as u64;
    }
}

/// Opens a plain file. Anything else that can be opened (a folder, a pipe) is refused, since reading it could block.
pub(crate) fn open(path: &Path) -> Result<File, MediaError> {
    let kind = std::fs::metadata(path)?;
    if !kind.is_file() {
        return Err(MediaError::NotAFile);
    }
    Ok(File::open(path)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    #[test]
    fn hashes_are_shown_and_read_as_hex() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("empty");
        std::fs::write(&path, b"").expect("written");
        let hash = hash_file(&path).expect("hashed");
        // The published test vector of BLAKE3 for no input.
        assert_eq!(hash.to_string(), "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262");
        assert_eq!(ContentHash::from_hex(&hash.to_string()), Some(hash));
        assert_eq!(ContentHash::from_hex("af13"), None);
    }

    #[test]
    fn a_folder_is_not_a_file() {
        let folder = tempfile::tempdir().expect("temporary folder");
        assert!(matches!(hash_file(folder.path()), Err(MediaError::NotAFile)));
        assert!(matches!(hash_file(&folder.path().join("none")), Err(MediaError::NotFound)));
    }
}
