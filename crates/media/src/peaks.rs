//! Peaks: the outline of a recording at several scales, for drawing waveforms.
//!
//! One bucket holds the lowest and the highest sample of a stretch over all channels, as `i8` (127 is full scale;
//! rounded outwards, so that the outline never hides a sample). Level 0 has 256 frames a bucket and each level after
//! it four times as many, down to one bucket.

use std::path::Path;

use crate::{AudioReader, MediaError};

/// Frames of one bucket at level 0.
pub const BASE_BUCKET: u32 = 256;
/// How many buckets of one level make one of the next.
pub const LEVEL_FACTOR: u32 = 4;

/// The outline of one recording at several scales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peaks {
    frames: u64,
    /// Minimum and maximum in turn.
    levels: Vec<Vec<i8>>,
}

/// Why bytes are not [`Peaks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeaksError {
    /// Other bytes altogether.
    #[error("these are not peaks")]
    NotPeaks,
    /// Written by another version.
    #[error("peaks of version {have} (this is {needs})", needs = VERSION)]
    OtherVersion {
        /// The version found.
        have: u16,
    },
    /// The right start, the wrong length or checksum.
    #[error("the peaks are damaged")]
    Damaged,
}

const MAGIC: &[u8; 4] = b"NDPK";
const VERSION: u16 = 1;
/// Magic, version, factor, base, frames, checksum.
const HEADER: usize = 4 + 2 + 2 + 4 + 8 + 8;

impl Peaks {
    /// How many frames the recording has.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// Number of levels; 0 only for a recording of no frames.
    #[must_use]
    pub fn levels(&self) -> usize {
        self.levels.len()
    }

    /// Minimum and maximum of each bucket in turn; empty for a level that does not exist.
    #[must_use]
    pub fn level(&self, level: usize) -> &[i8] {
        self.levels.get(level).map_or(&[], Vec::as_slice)
    }

    /// Frames of one bucket at `level`.
    #[must_use]
    pub fn bucket(&self, level: usize) -> u64 {
        bucket(level)
    }

    /// The bytes for the cache: a header of 28 bytes (magic, version, scales, frames, checksum), then the levels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let body: Vec<u8> = self.levels.iter().flatten().map(|value| *value as u8).collect();
        let mut bytes = Vec::with_capacity(HEADER + body.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(LEVEL_FACTOR as u16).to_le_bytes());
        bytes.extend_from_slice(&BASE_BUCKET.to_le_bytes());
        bytes.extend_from_slice(&self.frames.to_le_bytes());
        bytes.extend_from_slice(&checksum(self.frames, &body));
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote, and nothing else.
    ///
    /// # Errors
    /// [`PeaksError`]; the caller computes the peaks again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PeaksError> {
        if bytes.len() < HEADER || &bytes[..4] != MAGIC {
            return Err(PeaksError::NotPeaks);
        }
        let version = u16::from_le_bytes([bytes[4], bytes[5]]);
        if version != VERSION {
            return Err(PeaksError::OtherVersion { have: version });
        }
        let frames = u64::from_le_bytes(bytes[12..20].try_into().map_err(|_| PeaksError::Damaged)?);
        let (sum, body) = (&bytes[20..HEADER], &bytes[HEADER..]);
        if checksum(frames, body) != sum
            || bytes[6..8] != (LEVEL_FACTOR as u16).to_le_bytes()
            || bytes[8..12] != BASE_BUCKET.to_le_bytes()
        {
            return Err(PeaksError::Damaged);
        }
        let mut rest = body;
        let mut levels = Vec::new();
        for length in lengths(frames) {
            let length = usize::try_from(length).map_err(|_| PeaksError::Damaged)?.saturating_mul(2);
            let Some((level, after)) = rest.split_at_checked(length) else { return Err(PeaksError::Damaged) };
            levels.push(level.iter().map(|byte| *byte as i8).collect());
            rest = after;
        }
        if rest.is_empty() { Ok(Self { frames, levels }) } else { Err(PeaksError::Damaged) }
    }
}

fn bucket(level: usize) -> u64 {
    u64::from(LEVEL_FACTOR).saturating_pow(level as u32).saturating_mul(u64::from(BASE_BUCKET))
}

/// Buckets of each level for a recording of `frames` frames.
fn lengths(frames: u64) -> impl Iterator<Item = u64> {
    let first = frames.div_ceil(u64::from(BASE_BUCKET));
    std::iter::successors((first > 0).then_some(first), |length| {
        (*length > 1).then(|| length.div_ceil(u64::from(LEVEL_FACTOR)))
    })
}

fn checksum(frames: u64, body: &[u8]) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&frames.to_le_bytes()).update(body);
    let mut sum = [0; 8];
    hasher.finalize_xof().fill(&mut sum);
    sum
}

/// Collects lowest and highest samples of buckets of a fixed number of frames.
#[derive(Debug)]
pub(crate) struct Outline {
    channels: usize,
    bucket: usize,
    /// Samples that the bucket being filled still lacks.
    lacks: usize,
    low: f32,
    high: f32,
    pub peak: f32,
    pub buckets: Vec<i8>,
}

impl Outline {
    pub(crate) fn new(channels: u16, frames_per_bucket: u32) -> Self {
        let bucket = usize::from(channels.max(1)) * frames_per_bucket.max(1) as usize;
        let (low, high) = (f32::INFINITY, f32::NEG_INFINITY);
        Self {
            channels: usize::from(channels.max(1)),
            bucket,
            lacks: bucket,
            low,
            high,
            peak: 0.0,
            buckets: Vec::new(),
        }
    }

    /// Takes whole frames, interleaved.
    pub(crate) fn add(&mut self, mut samples: &[f32]) {
        while !samples.is_empty() {
            let (now, later) = samples.split_at(self.lacks.min(samples.len()));
            let (low, high) = extremes(now);
            self.low = self.low.min(low);
            self.high = self.high.max(high);
            self.lacks -= now.len();
            if self.lacks == 0 {
                self.close();
            }
            samples = later;
        }
    }

    fn close(&mut self) {
        self.peak = self.peak.max(self.high).max(-self.low);
        self.buckets.push(outward(self.low, f32::floor));
        self.buckets.push(outward(self.high, f32::ceil));
        (self.low, self.high, self.lacks) = (f32::INFINITY, f32::NEG_INFINITY, self.bucket);
    }

    /// Closes the last bucket, which may be short.
    pub(crate) fn finish(&mut self) {
        if self.lacks < self.bucket {
            self.close();
        }
    }

    /// The pyramid over all that was added, and the highest absolute sample.
    pub(crate) fn into_peaks(mut self, frames: u64) -> (Peaks, f32) {
        debug_assert_eq!(self.bucket, BASE_BUCKET as usize * self.channels);
        self.finish();
        let peak = self.peak;
        let mut levels = Vec::new();
        let mut level = self.buckets;
        while !level.is_empty() {
            let above = if level.len() > 2 { coarser(&level) } else { Vec::new() };
            levels.push(level);
            level = above;
        }
        (Peaks { frames, levels }, peak)
    }
}

fn coarser(level: &[i8]) -> Vec<i8> {
    let mut above = Vec::with_capacity(level.len() / LEVEL_FACTOR as usize + 2);
    for group in level.chunks(2 * LEVEL_FACTOR as usize) {
        let low = group.iter().step_by(2).copied().min().unwrap_or(0);
        let high = group.iter().skip(1).step_by(2).copied().max().unwrap_or(0);
        above.extend([low, high]);
    }
    above
}

/// Lowest and highest of some samples, in lanes so that the compiler can use vector registers.
fn extremes(samples: &[f32]) -> (f32, f32) {
    const LANES: usize = 16;
    let (groups, rest) = samples.as_chunks::<LANES>();
    let mut lows = [f32::INFINITY; LANES];
    let mut highs = [f32::NEG_INFINITY; LANES];
    for group in groups {
        for lane in 0..LANES {
            lows[lane] = if group[lane] < lows[lane] { group[lane] } else { lows[lane] };
            highs[lane] = if group[lane] > highs[lane] { group[lane] } else { highs[lane] };
        }
    }
    let low = lows.iter().chain(rest).copied().fold(f32::INFINITY, f32::min);
    let high = highs.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max);
    (low, high)
}

fn outward(value: f32, round: impl Fn(f32) -> f32) -> i8 {
    // Casting saturates, and takes what is not a number for 0.
    round((value * 127.0).clamp(-127.0, 127.0)) as i8
}

/// The outline of a whole recording, or of one of the sounds of a picture file; `cancel` is asked several times a second.
///
/// # Errors
/// What [`AudioReader::open_stream`] reports, and [`MediaError::Cancelled`].
pub fn peaks_of(path: &Path, stream: Option<usize>, cancel: &dyn Fn() -> bool) -> Result<Peaks, MediaError> {
    let mut reader = AudioReader::open_stream(path, stream)?;
    let mut outline = Outline::new(reader.channels(), BASE_BUCKET);
    let (mut samples, mut frames) = (Vec::new(), 0_u64);
    loop {
        if cancel() {
            return Err(MediaError::Cancelled);
        }
        samples.clear();
        let read = reader.read(&mut samples, 1 << 16)?;
        if read == 0 {
            return Ok(outline.into_peaks(frames).0);
        }
        outline.add(&samples);
        frames += read as u64;
    }
}

/// Peaks of a stretch at any scale, decoded on demand, for zooming deeper than [`Peaks`] reaches.
///
/// Minimum and maximum in turn for each `per_bucket` frames from `start_frame` on; the last bucket may be short, and
/// none stand for frames beyond the end.
///
/// # Errors
/// What [`AudioReader::open`] reports.
pub fn fine_peaks(path: &Path, start_frame: i64, frames: i64, per_bucket: u32) -> Result<Vec<i8>, MediaError> {
    let mut reader = AudioReader::open(path)?;
    let start = start_frame.max(0);
    reader.seek(start)?;
    let mut left = usize::try_from(start_frame.saturating_add(frames).saturating_sub(start)).unwrap_or(0);
    let mut outline = Outline::new(reader.channels(), per_bucket);
    let mut samples = Vec::new();
    while left > 0 {
        samples.clear();
        let read = reader.read(&mut samples, left.min(1 << 16))?;
        if read == 0 {
            break;
        }
        outline.add(&samples);
        left -= read;
    }
    outline.finish();
    Ok(outline.buckets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peaks_of(samples: &[f32], channels: u16) -> Peaks {
        let mut outline = Outline::new(channels, BASE_BUCKET);
        for block in samples.chunks(usize::from(channels) * 100) {
            outline.add(block);
        }
        outline.into_peaks((samples.len() / usize::from(channels)) as u64).0
    }

    #[test]
    fn the_outline_never_hides_a_sample() {
        let mut samples = vec![0.0; 2 * 3_000];
        samples[2 * 700 + 1] = 0.001;
        samples[2 * 2_999] = -1.0;
        let peaks = peaks_of(&samples, 2);
        assert_eq!(peaks.level(0).len(), 2 * 12);
        assert_eq!(peaks.level(0)[2 * 2..2 * 3], [0, 1]);
        assert_eq!(peaks.level(0)[2 * 11..], [-127, 0]);
        assert_eq!((peaks.levels(), peaks.bucket(2)), (3, 4_096));
        assert_eq!(peaks.level(2), [-127, 1]);
        assert!(peaks.level(3).is_empty());
    }

    #[test]
    fn bytes_come_back_equal_and_garbage_does_not_come_back() {
        let samples: Vec<f32> = (0..100_000).map(|n| (n as f32 * 0.01).sin()).collect();
        let peaks = peaks_of(&samples, 1);
        let bytes = peaks.to_bytes();
        assert_eq!(Peaks::from_bytes(&bytes), Ok(peaks));
        assert_eq!(Peaks::from_bytes(b"RIFF"), Err(PeaksError::NotPeaks));
        assert_eq!(Peaks::from_bytes(&bytes[..bytes.len() - 1]), Err(PeaksError::Damaged));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert!(Peaks::from_bytes(&flipped).is_err(), "byte {at}");
        }
        let none = peaks_of(&[], 1);
        assert_eq!(Peaks::from_bytes(&none.to_bytes()), Ok(none));
    }
}
