//! `peaks`: waveforms for other programs.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use media::waveform::{Depth, Waveform, WaveformShape};
use serde_json::json;
use studio::{StudioError, write_file};

use crate::answer::{Answer, Failure};
use crate::outputs;

/// Write the waveform of an audio file in the formats of audiowaveform
#[derive(Debug, Args)]
pub struct Peaks {
    /// The audio file
    file: PathBuf,
    /// The file to write; its ending says which of the two formats
    #[arg(short, long, value_name = "FILE.json|.dat")]
    output: PathBuf,
    /// Frames of sound in one pixel
    #[arg(short, long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(2..))]
    zoom: u32,
    /// Bits of one value
    #[arg(short, long, default_value_t = 16, value_parser = clap::value_parser!(u8).range(8..=16))]
    bits: u8,
    /// Each channel on its own rather than their mean
    #[arg(long)]
    split_channels: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// `peaks`.
pub fn peaks(asked: &Peaks) -> Result<Answer, Failure> {
    let depth = match asked.bits {
        8 => Depth::Eight,
        16 => Depth::Sixteen,
        bits => return Err(Failure::said(format!("values have 8 or 16 bits, not {bits}"))),
    };
    let ending = asked.output.extension().unwrap_or_default().to_ascii_lowercase();
    let write: fn(&Waveform) -> Vec<u8> = match ending.to_str() {
        Some("json") => |waveform| waveform.to_json().into_bytes(),
        Some("dat") => Waveform::to_dat,
        _ => return Err(Failure::said("name the output with the ending .json or .dat")),
    };
    outputs::refuse_existing(&asked.output, asked.force)?;
    let same = fs::canonicalize(&asked.output)
        .is_ok_and(|output| fs::canonicalize(&asked.file).is_ok_and(|file| file == output));
    if same {
        return Err(Failure::said(format!(
            "{} is the audio file itself; choose another output",
            asked.output.display()
        )));
    }
    let shape = WaveformShape { frames_per_pixel: asked.zoom, depth, split_channels: asked.split_channels };
    let waveform = Waveform::of_file(&asked.file, shape, &|| false)
        .map_err(|error| StudioError::Unreadable { path: asked.file.clone(), reason: error.to_string() })?;
    write_file(&asked.output, &write(&waveform), asked.force)?;
    let path = asked.output.display().to_string();
    let text = format!("Wrote {path}");
    let json = json!({
        "path": path, "sampleRate": waveform.sample_rate, "channels": waveform.channels, "pixels": waveform.pixels(),
        "framesPerPixel": asked.zoom, "bits": asked.bits,
    });
    Ok(Answer::new(json, text))
}
