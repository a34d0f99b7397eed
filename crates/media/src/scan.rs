//! Everything an import needs to know about a file, in one decode.

use std::path::Path;

use crate::hash::hash_until;
use crate::loudness::Meter;
use crate::peaks::{BASE_BUCKET, Outline};
use crate::tags::read_tags;
use crate::{Artwork, AudioReader, ContentHash, Loudness, MediaError, Peaks, Probe, Tags};

/// What a scan found.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// Identity of the bytes.
    pub hash: ContentHash,
    /// Bytes.
    pub size: u64,
    /// Identity of the sound: of its samples as they are decoded, whatever is written beside them. AAC is decoded a
    /// little differently each time.
    pub sound: ContentHash,
    /// What the sound is; its frames are counted, not believed.
    pub probe: Probe,
    /// What the file says about itself.
    pub tags: Tags,
    /// The front cover, else the first picture.
    pub artwork: Option<Artwork>,
    /// The outline for drawing.
    pub peaks: Peaks,
    /// EBU R 128.
    pub loudness: Loudness,
    /// Packets that could not be decoded and are silent; 0 for a sound file.
    pub skipped: u64,
}

/// Samples that a file may unfold to: three quarters of an hour of stereo, and so many for each of its bytes. Music stays
/// far below; beyond are hours of nothing in a few bytes.
const MOST_SAMPLES: u64 = 1 << 28;
const MOST_SAMPLES_A_BYTE: u64 = 300;

/// Frames decoded at once: large, since the meter costs less per frame in large blocks.
const BLOCK: usize = 1 << 16;

/// Hashes a file, reads its tags, and decodes it once for peaks and loudness.
///
/// `cancel` is asked at least every few hundred milliseconds.
///
/// # Errors
/// Every variant of [`MediaError`]. A file cut short is [`MediaError::Truncated`] with what is there; its sound can
/// still be had through [`AudioReader`]. Single packets that cannot be decoded are no error: they are silent and
/// counted in [`Scanned::skipped`]. When most are, the file is [`MediaError::Damaged`].
pub fn scan(path: &Path, cancel: &dyn Fn() -> bool) -> Result<Scanned, MediaError> {
    let mut reader = AudioReader::open(path)?;
    let (hash, size) = hash_until(path, cancel)?;
    let (tags, artwork) = read_tags(path);
    let mut outline = Outline::new(reader.channels(), BASE_BUCKET);
    let mut meter = Meter::new(&reader.layout(), reader.sample_rate());
    let mut samples = Vec::with_capacity(BLOCK * usize::from(reader.channels()));
    let mut frames = 0;
    let (mut sound, mut bytes) = (blake3::Hasher::new(), Vec::new());
    loop {
        if cancel() {
            return Err(MediaError::Cancelled);
        }
        samples.clear();
        let read = reader.read(&mut samples, BLOCK)?;
        if read == 0 {
            break;
        }
        outline.add(&samples);
        bytes.clear();
        bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        sound.update(&bytes);
        meter.add(&samples);
        frames += read as i64;
        let most = size.saturating_mul(MOST_SAMPLES_A_BYTE).saturating_add(MOST_SAMPLES);
        if frames.unsigned_abs().saturating_mul(u64::from(reader.channels())) > most {
            return Err(MediaError::damaged("it claims more sound than its bytes can hold"));
        }
    }
    check(&reader, frames)?;
    let probe = Probe {
        format: reader.format().to_owned(),
        sample_rate: reader.sample_rate(),
        channels: reader.channels(),
        frames,
        bits: reader.bits(),
    };
    let (peaks, sample_peak) = outline.into_peaks(frames.unsigned_abs());
    let loudness = meter.finish(sample_peak);
    let sound = ContentHash(*sound.finalize().as_bytes());
    Ok(Scanned { hash, size, sound, probe, tags, artwork, peaks, loudness, skipped: reader.skipped() })
}

/// Whether what was decoded is what the file promises.
fn check(reader: &AudioReader, frames: i64) -> Result<(), MediaError> {
    if reader.skipped() > reader.decoded() {
        return Err(MediaError::damaged("most of its sound cannot be decoded"));
    }
    let rate = reader.sample_rate();
    let length = |frames| Some(rate.flicks(frames));
    match reader.promised() {
        Some(promised) if frames < promised => {
            Err(MediaError::Truncated { kept: length(frames), promised: length(promised) })
        }
        _ if !reader.is_finished() => Err(MediaError::Truncated { kept: length(frames), promised: None }),
        _ if frames == 0 => Err(MediaError::NoSound),
        _ => Ok(()),
    }
}
