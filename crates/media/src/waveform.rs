//! Waveform data in the two file formats of the BBC's audiowaveform, version 2, which web players read.
//!
//! <https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md>

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{AudioReader, MediaError};

/// Bits of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Depth {
    /// -128 to 127.
    Eight,
    /// -32,768 to 32,767.
    Sixteen,
}

/// How a waveform is made. The default is audiowaveform's: 256 frames a pixel, 16 bits, channels mixed to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaveformShape {
    /// Frames of one pixel, at least 2.
    pub frames_per_pixel: u32,
    /// Bits of one value.
    pub depth: Depth,
    /// Each channel on its own, rather than their mean.
    pub split_channels: bool,
}

impl Default for WaveformShape {
    fn default() -> Self {
        Self { frames_per_pixel: 256, depth: Depth::Sixteen, split_channels: false }
    }
}

/// The waveform of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waveform {
    /// Frames a second of the sound.
    pub sample_rate: u32,
    /// As it was asked for.
    pub shape: WaveformShape,
    /// Channels of the data: 1 unless split.
    pub channels: u16,
    /// For each pixel, for each channel: minimum, maximum; in 16 bits whatever the depth.
    pub data: Vec<i16>,
}

/// audiowaveform refuses fewer.
const FEWEST_FRAMES: u32 = 2;

impl Waveform {
    /// Decodes a file into a waveform.
    ///
    /// # Errors
    /// What [`AudioReader::open`] reports, and [`MediaError::Cancelled`].
    pub fn of_file(path: &Path, shape: WaveformShape, cancel: &dyn Fn() -> bool) -> Result<Self, MediaError> {
        let mut reader = AudioReader::open(path)?;
        let shape = WaveformShape { frames_per_pixel: shape.frames_per_pixel.max(FEWEST_FRAMES), ..shape };
        let sources = usize::from(reader.channels());
        let channels = if shape.split_channels { sources } else { 1 };
        let mut lines = vec![Line::default(); channels];
        let mut data = Vec::new();
        let mut samples = Vec::new();
        let mut filled = 0;
        loop {
            if cancel() {
                return Err(MediaError::Cancelled);
            }
            samples.clear();
            if reader.read(&mut samples, 1 << 16)? == 0 {
                break;
            }
            for frame in samples.chunks_exact(sources) {
                if shape.split_channels {
                    frame.iter().zip(&mut lines).for_each(|(sample, line)| line.add(*sample));
                } else {
                    lines[0].add(frame.iter().sum::<f32>() / sources as f32);
                }
                filled += 1;
                if filled == shape.frames_per_pixel {
                    lines.iter_mut().for_each(|line| line.close(&mut data));
                    filled = 0;
                }
            }
        }
        if filled > 0 {
            lines.iter_mut().for_each(|line| line.close(&mut data));
        }
        Ok(Self { sample_rate: reader.sample_rate().hertz(), shape, channels: channels as u16, data })
    }

    /// How many pixels there are.
    #[must_use]
    pub fn pixels(&self) -> usize {
        self.data.len() / 2 / usize::from(self.channels.max(1))
    }

    /// The `.json` format.
    #[must_use]
    pub fn to_json(&self) -> String {
        let bits = match self.shape.depth {
            Depth::Eight => 8,
            Depth::Sixteen => 16,
        };
        let data: Vec<i32> = self.values().collect();
        serde_json::json!({
            "version": 2,
            "channels": self.channels,
            "sample_rate": self.sample_rate,
            "samples_per_pixel": self.shape.frames_per_pixel,
            "bits": bits,
            "length": self.pixels(),
            "data": data,
        })
        .to_string()
    }

    /// The `.dat` format: six little-endian words, then the values.
    #[must_use]
    pub fn to_dat(&self) -> Vec<u8> {
        const VERSION: u32 = 2;
        let eight = self.shape.depth == Depth::Eight;
        let header = [
            VERSION,
            u32::from(eight),
            self.sample_rate,
            self.shape.frames_per_pixel,
            u32::try_from(self.pixels()).unwrap_or(u32::MAX),
            u32::from(self.channels),
        ];
        let mut bytes: Vec<u8> = header.iter().flat_map(|word| word.to_le_bytes()).collect();
        for value in self.values() {
            if eight {
                bytes.extend_from_slice(&(value as i8).to_le_bytes());
            } else {
                bytes.extend_from_slice(&(value as i16).to_le_bytes());
            }
        }
        bytes
    }

    fn values(&self) -> impl Iterator<Item = i32> {
        let divisor = match self.shape.depth {
            Depth::Eight => 256,
            Depth::Sixteen => 1,
        };
        self.data.iter().map(move |value| i32::from(*value) / divisor)
    }
}

/// Extremes of one channel within one pixel.
#[derive(Debug, Clone, Copy)]
struct Line {
    low: f32,
    high: f32,
}

impl Default for Line {
    fn default() -> Self {
        Self { low: f32::INFINITY, high: f32::NEG_INFINITY }
    }
}

impl Line {
    fn add(&mut self, sample: f32) {
        self.low = self.low.min(sample);
        self.high = self.high.max(sample);
    }

    fn close(&mut self, data: &mut Vec<i16>) {
        // Casting saturates, so full scale up is 32,767.
        data.push((self.low * 32_768.0).round() as i16);
        data.push((self.high * 32_768.0).round() as i16);
        *self = Self::default();
    }
}
