//! Whether a file is a recording that the library knows: by its bytes, else by how it sounds.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use media::{ContentHash, MediaError, Peaks, Scanned};
use model::Track;
use parking_lot::Mutex;
use timebase::Flicks;

use crate::{Cache, folders};

/// What a file is to a recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// The same bytes.
    SameFile,
    /// Other bytes, and sample for sample the same sound: somebody wrote other tags into it.
    SameSound,
    /// The recording is known by its name alone, and the file is as long as what is played of it.
    First,
    /// Something else; how one hears it, as a clause.
    Other(String),
}

/// A file that was listened to.
pub(crate) struct Heard {
    pub scanned: Scanned,
    path: PathBuf,
    size: u64,
    changed: Option<SystemTime>,
}

/// The last files that were listened to: a question about one is followed by the edit that takes it.
static LAST: LazyLock<Mutex<Vec<Arc<Heard>>>> = LazyLock::new(Mutex::default);
const MOST_KEPT: usize = 16;

/// Decodes a file, once for as long as it does not change.
pub(crate) fn listen(path: &Path, cancel: &dyn Fn() -> bool) -> Result<Arc<Heard>, MediaError> {
    let found = path.metadata()?;
    let (size, changed) = (found.len(), found.modified().ok());
    let same = |heard: &&Arc<Heard>| heard.path == path && heard.size == size && heard.changed == changed;
    let last = || LAST.lock();
    if let Some(heard) = last().iter().find(same) {
        return Ok(Arc::clone(heard));
    }
    let scanned = media::scan(path, cancel)?;
    let heard = Arc::new(Heard { scanned, path: path.to_owned(), size, changed });
    let mut kept = last();
    kept.retain(|other| other.path != path);
    if kept.len() >= MOST_KEPT {
        kept.remove(0);
    }
    kept.push(Arc::clone(&heard));
    Ok(heard)
}

/// Hashes by path, as long as size and time of change stay.
type Hashes = HashMap<PathBuf, (u64, Option<SystemTime>, String)>;
static HASHES: LazyLock<Mutex<Hashes>> = LazyLock::new(Mutex::default);
const MOST_HASHES: usize = 16_384;

/// The content hash of a file, read once for as long as it does not change.
pub(crate) fn hash_of(path: &Path) -> Result<String, MediaError> {
    let found = path.metadata()?;
    let (size, changed) = (found.len(), found.modified().ok());
    let kept = || HASHES.lock();
    if let Some((known, at, hash)) = kept().get(path)
        && (*known, *at) == (size, changed)
    {
        return Ok(hash.clone());
    }
    let hash = media::hash_file(path)?.to_string();
    let mut kept = kept();
    if kept.len() >= MOST_HASHES {
        kept.clear();
    }
    kept.insert(path.to_owned(), (size, changed, hash.clone()));
    Ok(hash)
}

/// Compares a file with a recording. Its sound is decoded only where its bytes are others.
///
/// # Errors
/// If it cannot be read, or is no sound.
pub(crate) fn compare(track: &Track, path: &Path, cancel: &dyn Fn() -> bool) -> Result<Likeness, MediaError> {
    let size = path.metadata()?.len();
    if i64::try_from(size) == Ok(track.size) && hash_of(path)? == track.hash {
        return Ok(Likeness::SameFile);
    }
    let heard = listen(path, cancel)?;
    if track.is_offline() {
        let length = heard.scanned.probe.sample_rate.flicks(heard.scanned.probe.frames);
        let short = || {
            Likeness::Other(format!(
                "it lasts {}, and {} of it is used",
                length.in_tenths(),
                track.duration.in_tenths()
            ))
        };
        return Ok(if length + SHORTER >= track.duration { Likeness::First } else { short() });
    }
    Ok(sounds(track, &heard.scanned, &Cache::new(folders::cache())))
}

/// A list may round the length of a recording up by so much.
const SHORTER: Flicks = Flicks::from_millis(50);

/// How a decoded file compares with what the cache knows of the recording.
fn sounds(track: &Track, scanned: &Scanned, cache: &Cache) -> Likeness {
    if scanned.hash.to_string() == track.hash {
        return Likeness::SameFile;
    }
    let length = scanned.probe.sample_rate.flicks(scanned.probe.frames);
    if length != track.duration {
        return Likeness::Other(format!("it lasts {}, not {}", length.in_tenths(), track.duration.in_tenths()));
    }
    let hash = ContentHash::from_hex(&track.hash);
    let same = match hash.and_then(|hash| cache.kept_sound(hash)) {
        Some(sound) if track.format != "aac" => sound == scanned.sound.to_string(),
        // Decoded a little differently each time, or imported before sounds had an identity.
        Some(_) | None => looks_alike(track, scanned, hash.and_then(|hash| cache.kept_peaks(hash)).as_ref()),
    };
    if same { Likeness::SameSound } else { Likeness::Other("it lasts as long, and sounds different".to_owned()) }
}

/// Whether rate, channels, loudness and outline are the same, of music whose outline tells it from other music: a
/// steady tone looks like any other.
fn looks_alike(track: &Track, scanned: &Scanned, kept: Option<&Peaks>) -> bool {
    let hundredths = |value: Option<f64>| value.map(|value| (value * 100.0).round() as i64);
    let Some(kept) = kept else { return false };
    let shapes: HashSet<&[i8]> = kept.level(0).chunks_exact(2).collect();
    scanned.probe.sample_rate == track.sample_rate
        && i64::from(scanned.probe.channels) == track.channels
        && hundredths(scanned.loudness.integrated_lufs) == track.loudness
        && hundredths(scanned.loudness.range_lu) == track.loudness_range
        && shapes.len() >= LEAST_SHAPES
        && kept.to_bytes() == scanned.peaks.to_bytes()
}

/// Different columns of a waveform below which it is no waveform of music.
const LEAST_SHAPES: usize = 32;
