//! Sound files made for a test, by hand and through ffmpeg, in a folder that goes with the test.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::disallowed_methods, reason = "tests make files as they come")]

pub mod tags;

use std::path::{Path, PathBuf};
use std::process::Command;

use media::AudioReader;
use tempfile::TempDir;

/// Noise in stereo whose loudness changes ten times a second, so that every place is unlike every other.
pub fn noise(rate: u32, frames: usize) -> Vec<f32> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1_u64 << 24) as f32
    };
    let mut level = 0.5;
    let mut low = [0.0; 2];
    let mut samples = Vec::with_capacity(2 * frames);
    for frame in 0..frames {
        if frame % (rate as usize / 10) == 0 {
            level = 0.05 + 0.45 * next();
        }
        for channel in &mut low {
            // Softened, since lossy encoders drop the highest band.
            *channel = 0.6 * *channel + 0.4 * (2.0 * next() - 1.0);
            samples.push(level * *channel);
        }
    }
    samples
}

pub struct Folder(pub TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("temporary folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A 24-bit stereo WAV.
    pub fn wav(&self, name: &str, rate: u32, samples: &[f32]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, wav_bytes(rate, samples, &[])).expect("written");
        path
    }

    pub fn bytes(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    /// `ffmpeg -i from ARGS name`.
    pub fn ffmpeg(&self, from: &Path, args: &str, name: &str) -> PathBuf {
        let to = self.path(name);
        let output = Command::new("ffmpeg")
            .args(["-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-i"])
            .arg(from)
            .args(args.split_ascii_whitespace())
            .arg(&to)
            .output()
            .expect("ffmpeg is installed");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        to
    }
}

/// A 24-bit stereo WAV with more chunks behind its sound.
pub fn wav_bytes(rate: u32, samples: &[f32], more: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut data = Vec::with_capacity(3 * samples.len());
    for sample in samples {
        let value = (sample * 8_388_607.0).round() as i32;
        data.extend_from_slice(&value.to_le_bytes()[..3]);
    }
    let mut format = Vec::new();
    format.extend_from_slice(&1_u16.to_le_bytes());
    format.extend_from_slice(&2_u16.to_le_bytes());
    format.extend_from_slice(&rate.to_le_bytes());
    format.extend_from_slice(&(rate * 6).to_le_bytes());
    format.extend_from_slice(&6_u16.to_le_bytes());
    format.extend_from_slice(&24_u16.to_le_bytes());
    let mut body = b"WAVE".to_vec();
    let first: [(&[u8; 4], Vec<u8>); 2] = [(b"fmt ", format), (b"data", data)];
    for (id, content) in first.iter().chain(more) {
        body.extend_from_slice(*id);
        body.extend_from_slice(&(content.len() as u32).to_le_bytes());
        body.extend_from_slice(content);
        body.resize(body.len().next_multiple_of(2), 0);
    }
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
}

/// The integrated loudness of a file by ffmpeg, in LUFS.
pub fn integrated(path: &Path) -> f64 {
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostats", "-i"])
        .arg(path)
        .args(["-af", "ebur128", "-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let summary = text.rsplit_once("Summary:").expect("a summary").1;
    let rest = summary.split_once("I:").expect("a line").1;
    rest.split_ascii_whitespace().next().and_then(|word| word.parse().ok()).expect("a number")
}

/// All frames, read in blocks of an odd size.
pub fn decode(path: &Path) -> Vec<f32> {
    let mut reader = AudioReader::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut samples = Vec::new();
    while reader.read(&mut samples, 10_007).expect("read") > 0 {}
    samples
}

/// By how many frames `found` is late against `wanted`, by the left channel around frame `around` of `wanted`.
pub fn lag(wanted: &[f32], found: &[f32], around: usize) -> i64 {
    const WINDOW: usize = 4_096;
    const REACH: i64 = 2_400;
    let left = |samples: &[f32], frame: usize| samples.get(2 * frame).copied().unwrap_or(0.0);
    let window: Vec<f32> = (around..around + WINDOW).map(|frame| left(wanted, frame)).collect();
    let other: Vec<f32> = (-REACH..REACH + WINDOW as i64)
        .map(|offset| usize::try_from(around as i64 + offset).map_or(0.0, |frame| left(found, frame)))
        .collect();
    let mut best = (0, f32::MIN);
    for lag in -REACH..=REACH {
        let start = (lag + REACH) as usize;
        let product: f32 = window.iter().zip(&other[start..start + WINDOW]).map(|(a, b)| a * b).sum();
        if product > best.1 {
            best = (lag, product);
        }
    }
    best.0
}

/// Formats with the arguments that make them from a WAV; all keep 48 kHz.
pub const FORMATS: [(&str, &str); 14] = [
    ("s16.wav", "-c:a pcm_s16le"),
    ("s32.wav", "-c:a pcm_s32le"),
    ("float.wav", "-c:a pcm_f32le"),
    ("rf64.wav", "-c:a pcm_s24le -rf64 always"),
    ("s24.aiff", "-c:a pcm_s24be"),
    ("s24.flac", "-c:a flac -sample_fmt s32"),
    ("info.mp3", "-c:a libmp3lame -b:a 256k"),
    ("vbr.mp3", "-c:a libmp3lame -q:a 2"),
    ("low.mp3", "-c:a libmp3lame -b:a 96k"),
    ("lc.m4a", "-c:a aac -b:a 256k"),
    ("alac.m4a", "-c:a alac"),
    ("vorbis.ogg", "-c:a libvorbis -q:a 7"),
    ("pcm.caf", "-c:a pcm_s24le"),
    ("alac.caf", "-c:a alac"),
];
