//! The cache of derived things: waveforms and covers, by content hash. What is not there is made again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use media::{Artwork, MediaError, Peaks};

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

    fn peaks_file(&self, hash: &str) -> PathBuf {
        // Two digits a folder keep a library of 100,000 tracks out of one directory.
        self.folder.join("peaks").join(&hash[..2.min(hash.len())]).join(format!("{hash}.peaks"))
    }

    fn artwork_file(&self, hash: &str) -> PathBuf {
        self.folder.join("artwork").join(&hash[..2.min(hash.len())]).join(hash)
    }

    /// Keeps what an import found. A cache that cannot be written is no reason to fail: it is logged.
    pub fn keep(&self, hash: &str, peaks: &Peaks, artwork: Option<&Artwork>) {
        write(&self.peaks_file(hash), &peaks.to_bytes());
        if let Some(artwork) = artwork {
            write(&self.artwork_file(hash), &artwork.bytes);
        }
    }

    /// The peaks of a track, made again from its file where they are not kept.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn peaks(&self, hash: &str, file: &Path) -> Result<Peaks, MediaError> {
        let kept = self.peaks_file(hash);
        if let Some(peaks) = fs::read(&kept).ok().and_then(|bytes| Peaks::from_bytes(&bytes).ok()) {
            return Ok(peaks);
        }
        let scanned = media::scan(file, &|| false)?;
        self.keep(hash, &scanned.peaks, scanned.artwork.as_ref());
        Ok(scanned.peaks)
    }

    /// The cover of a track with its media type, read again from its file where it is not kept.
    #[must_use]
    pub fn artwork(&self, hash: &str, file: &Path) -> Option<Vec<u8>> {
        let kept = self.artwork_file(hash);
        if let Ok(bytes) = fs::read(&kept) {
            return Some(bytes).filter(|bytes| !bytes.is_empty());
        }
        let (_, artwork) = media::read_tags(file);
        // An empty file says that there is none.
        write(&kept, artwork.as_ref().map_or(&[], |artwork| &artwork.bytes));
        artwork.map(|artwork| artwork.bytes)
    }
}

fn write(path: &Path, bytes: &[u8]) {
    let attempt = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let draft = path.with_extension(format!("draft-{}", std::process::id()));
        let mut file = fs::File::create(&draft)?;
        file.write_all(bytes)?;
        drop(file);
        fs::rename(&draft, path)
    };
    if let Err(error) = attempt() {
        tracing::warn!(path = %path.display(), %error, "cannot keep in the cache");
    }
}
