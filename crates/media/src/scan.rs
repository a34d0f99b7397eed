//! Everything an import needs to know about a file, in one decode.

use std::io::BufReader;
use std::path::Path;

use crate::extent::tagged_start;
use crate::hash::{hash_until, open};
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
    /// Packets that could not be decoded or are lost, and pages of an Ogg file that are damaged or missing: silent, or at
    /// the end missing. 0 for a sound file.
    pub skipped: u64,
    /// Recordings that lie behind this one in the same file were left out: they are of another shape or cannot be read.
    pub left_out: bool,
}

/// What a first look at a file gives.
#[derive(Debug, Clone)]
pub enum Look {
    /// All of it.
    Whole(Box<Scanned>),
    /// It is so much sound for its size, hours of next to nothing, that it was not decoded to its end.
    Long(Box<Described>),
}

/// A file that was not decoded to its end.
#[derive(Debug, Clone)]
pub struct Described {
    /// Identity of the bytes.
    pub hash: ContentHash,
    /// Bytes.
    pub size: u64,
    /// What the sound is; its frames are what the container promises.
    pub probe: Probe,
    /// What the file says about itself.
    pub tags: Tags,
    /// The front cover, else the first picture.
    pub artwork: Option<Artwork>,
}

/// How many samples are decoded of a file.
#[derive(Debug, Clone, Copy)]
struct Reach {
    samples: u64,
    /// So many more for each of its bytes.
    a_byte: u64,
}

/// Some six hours of stereo. Beyond are hours of nothing in a few bytes.
const ALL: Reach = Reach { samples: 1 << 31, a_byte: 300 };
/// What is decoded within a few seconds: a quarter of an hour of stereo, and anything coded at 24 kbit/s or more.
const AT_ONCE: Reach = Reach { samples: 96 << 20, a_byte: 32 };

impl Reach {
    fn of(self, size: u64) -> u64 {
        size.saturating_mul(self.a_byte).saturating_add(self.samples)
    }
}

/// The most samples that [`look`] decodes of a file of `size` bytes.
#[must_use]
pub fn at_once(size: u64) -> u64 {
    AT_ONCE.of(size)
}

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
    match read(path, cancel, ALL)? {
        Look::Whole(scanned) => Ok(*scanned),
        Look::Long(_) => Err(too_long()),
    }
}

/// The same, but a file that holds hours of next to nothing is not decoded to its end: whoever imports it does not wait
/// for that. [`scan`] does the rest.
///
/// # Errors
/// As for [`scan`].
pub fn look(path: &Path, cancel: &dyn Fn() -> bool) -> Result<Look, MediaError> {
    read(path, cancel, AT_ONCE)
}

fn too_long() -> MediaError {
    MediaError::damaged("it claims more sound than its bytes can hold")
}

fn read(path: &Path, cancel: &dyn Fn() -> bool, reach: Reach) -> Result<Look, MediaError> {
    let mut reader = AudioReader::open(path)?;
    let (hash, size) = hash_until(path, cancel)?;
    let (tags, artwork) = read_tags(path);
    let channels = u64::from(reader.channels());
    let samples_of = |frames: i64| frames.unsigned_abs().saturating_mul(channels);
    if reader.promised().is_some_and(|frames| samples_of(frames) > ALL.of(size)) {
        return Err(too_long());
    }
    let mut outline = Outline::new(reader.channels(), BASE_BUCKET);
    let mut meter = Meter::new(&reader.layout(), reader.sample_rate());
    let mut samples = Vec::with_capacity(BLOCK * usize::from(reader.channels()));
    let mut frames = 0;
    let (mut sound, mut bytes) = (blake3::Hasher::new(), Vec::<u8>::new());
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
        bytes.resize(samples.len() * 4, 0);
        let (places, _) = bytes.as_chunks_mut::<4>();
        places.iter_mut().zip(&samples).for_each(|(place, sample)| *place = sample.to_le_bytes());
        sound.update(&bytes);
        meter.add(&samples);
        frames += read as i64;
        if samples_of(frames) > reach.of(size) {
            // What does not say how long it is would have to be decoded to know.
            let promised = reader.promised().filter(|promised| *promised > frames).ok_or_else(too_long)?;
            check(&reader, promised)?;
            let probe = probe(&reader, promised);
            return Ok(Look::Long(Box::new(Described { hash, size, probe, tags, artwork })));
        }
    }
    let damaged = damaged_pages(path)?;
    match check(&reader, frames) {
        // What lacks frames where pages are damaged is no file that ends early.
        Err(MediaError::Truncated { .. }) if damaged > 0 && frames > 0 => {}
        checked => checked?,
    }
    let probe = probe(&reader, frames);
    let (peaks, sample_peak) = outline.into_peaks(frames.unsigned_abs());
    let loudness = meter.finish(sample_peak);
    let sound = ContentHash(*sound.finalize().as_bytes());
    let (skipped, left_out) = (reader.skipped().saturating_add(damaged), reader.left_out());
    let scanned = Scanned { hash, size, sound, probe, tags, artwork, peaks, loudness, skipped, left_out };
    Ok(Look::Whole(Box::new(scanned)))
}

/// The pages of an Ogg file that cannot be read as they were written.
fn damaged_pages(path: &Path) -> Result<u64, MediaError> {
    let mut file = BufReader::new(open(path)?);
    let start = tagged_start(&mut file)?;
    Ok(crate::ogg_page::damaged_pages(&mut file, start)?)
}

fn probe(reader: &AudioReader, frames: i64) -> Probe {
    Probe {
        format: reader.format().to_owned(),
        sample_rate: reader.sample_rate(),
        channels: reader.channels(),
        frames,
        bits: reader.bits(),
    }
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
