//! The cache of derived things: waveforms and covers, by content hash. What is not there is made again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use media::{Artwork, ContentHash, Energy, MediaError, Peaks};

use crate::folders;
use crate::unfinished::Unfinished;

/// What stands in the place of a cover where there is none. An empty file says nothing: a power cut leaves such.
const NO_COVER: &[u8] = b"no cover\n";

/// The cache folder.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// In `folder`, which is made when something is kept.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn peaks_file(&self, hash: ContentHash) -> PathBuf {
        let name = hash.to_string();
        // Two digits a folder keep a library of 100,000 tracks out of one directory.
        self.folder.join("peaks").join(&name[..2]).join(format!("{name}.peaks"))
    }

    fn artwork_file(&self, hash: ContentHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join("artwork").join(&name[..2]).join(name)
    }

    fn sound_file(&self, hash: ContentHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join("sounds").join(&name[..2]).join(name)
    }

    /// The folder of a mix, made where it is not there; `key` is 64 hexadecimal digits.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(crate) fn mix_folder(&self, key: &str) -> std::io::Result<PathBuf> {
        let folder = self.folder.join("mixes").join(&key[..2]);
        folders::make_private(&folder)?;
        Ok(folder)
    }

    /// The folder of proxies; it is made when one is.
    pub(crate) fn proxies(&self) -> PathBuf {
        self.folder.join("proxies")
    }

    /// The folder of what proxies are lettered with.
    pub(crate) fn fonts(&self) -> PathBuf {
        self.folder.join("fonts")
    }

    fn loudness_file(&self, key: &str) -> PathBuf {
        self.folder.join("loudness").join(&key[..2]).join(key)
    }

    /// Keeps how loud something is, in hundredths of a LUFS; `None` is silence. `key` is 64 hexadecimal digits.
    pub(crate) fn keep_loudness(&self, key: &str, loudness: Option<i64>) {
        let text = loudness.map_or_else(|| "silent".to_owned(), |loudness| loudness.to_string());
        self.write(&self.loudness_file(key), text.as_bytes());
    }

    /// How loud something is, where that is kept.
    pub(crate) fn loudness(&self, key: &str) -> Option<Option<i64>> {
        match fs::read_to_string(self.loudness_file(key)).ok()?.as_str() {
            "silent" => Some(None),
            number => number.parse().ok().map(Some),
        }
    }

    /// Keeps the identity of a file's sound, by which the file is known again when others wrote tags into it.
    pub fn keep_sound(&self, hash: ContentHash, sound: &str) {
        self.write(&self.sound_file(hash), sound.as_bytes());
    }

    /// The identity of a file's sound, if it is kept.
    #[must_use]
    pub fn kept_sound(&self, hash: ContentHash) -> Option<String> {
        fs::read_to_string(self.sound_file(hash)).ok()
    }

    /// Keeps what an import found. A cache that cannot be written is no reason to fail: it is logged.
    pub fn keep(&self, hash: ContentHash, peaks: &Peaks, artwork: Option<&Artwork>) {
        self.write(&self.peaks_file(hash), &peaks.to_bytes());
        self.keep_artwork(hash, artwork);
    }

    /// Keeps an outline.
    pub(crate) fn keep_peaks(&self, hash: ContentHash, peaks: &Peaks) {
        self.write(&self.peaks_file(hash), &peaks.to_bytes());
    }

    fn energy_file(&self, hash: ContentHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join("energy").join(&name[..2]).join(name)
    }

    /// Keeps how much energy a recording has.
    pub(crate) fn keep_energy(&self, hash: ContentHash, energy: &Energy) {
        self.write(&self.energy_file(hash), &energy.to_bytes());
    }

    /// How much energy a recording has, where that is kept.
    pub(crate) fn energy(&self, hash: ContentHash) -> Option<Energy> {
        Energy::from_bytes(&fs::read(self.energy_file(hash)).ok()?)
    }

    /// Keeps the cover of a file, or that it has none.
    pub fn keep_artwork(&self, hash: ContentHash, artwork: Option<&Artwork>) {
        self.write(&self.artwork_file(hash), artwork.map_or(NO_COVER, |artwork| &artwork.bytes));
    }

    /// The peaks of a track, made again from its file where they are not kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn peaks(&self, hash: ContentHash, file: &Path) -> Result<Peaks, MediaError> {
        if let Some(peaks) = self.kept_peaks(hash) {
            return Ok(peaks);
        }
        let scanned = media::scan(file, &|| false)?;
        // Another file may lie there by now: what is read from it is not kept under the name of the old one.
        if scanned.hash == hash {
            self.keep(hash, &scanned.peaks, scanned.artwork.as_ref());
        }
        Ok(scanned.peaks)
    }

    /// The peaks of a track, if they are kept.
    #[must_use]
    pub fn kept_peaks(&self, hash: ContentHash) -> Option<Peaks> {
        fs::read(self.peaks_file(hash)).ok().and_then(|bytes| Peaks::from_bytes(&bytes).ok())
    }

    /// The cover of a track with its media type, read again from its file where it is not kept.
    #[must_use]
    pub fn artwork(&self, hash: ContentHash, file: &Path) -> Option<Vec<u8>> {
        let kept = self.artwork_file(hash);
        match fs::read(&kept) {
            Ok(bytes) if bytes == NO_COVER => return None,
            Ok(bytes) if !bytes.is_empty() => return Some(bytes),
            Ok(_) | Err(_) => {}
        }
        let (_, artwork) = media::read_tags(file);
        self.write(&kept, artwork.as_ref().map_or(NO_COVER, |artwork| &artwork.bytes));
        artwork.map(|artwork| artwork.bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) {
        let attempt = || -> std::io::Result<()> {
            folders::make_private(path.parent().unwrap_or(&self.folder))?;
            let mut unfinished = Unfinished::beside(path)?;
            unfinished.file().write_all(bytes)?;
            unfinished.publish(path)
        };
        if let Err(error) = attempt() {
            tracing::warn!(path = %path.display(), %error, "cannot keep in the cache");
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

    use super::*;

    /// The least picture that is one.
    const COVER: [u8; 4] = [0xFF, 0xD8, 0xFF, 0xD9];

    #[test]
    fn an_empty_file_means_not_there_and_a_kept_no_means_none() {
        let folder = tempfile::tempdir().expect("there");
        let cache = Cache::new(folder.path().to_owned());
        let hash = ContentHash([0xAB; 32]);
        let nowhere = Path::new("/not/there");
        let kept = cache.artwork_file(hash);
        assert!(kept.starts_with(folder.path()));
        cache.write(&kept, &COVER);
        assert_eq!(cache.artwork(hash, nowhere), Some(COVER.to_vec()));
        fs::write(&kept, "").expect("written");
        assert_eq!(cache.artwork(hash, nowhere), None);
        assert_eq!(fs::read(&kept).expect("there"), NO_COVER);
    }
}
