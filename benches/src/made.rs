//! Sound and picture that benchmarks are made with.

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// A picture of ten seconds that is larger by so many bytes: what is in it does not matter here, its size does.
///
/// # Errors
/// If ffmpeg is missing or the disk is full.
pub fn film(path: &Path, bytes: usize) -> Result<(), Box<dyn Error>> {
    let inputs = ["testsrc2=size=640x360:rate=24:duration=10", "sine=duration=10"];
    let made = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-f", "lavfi", "-i", inputs[0], "-f", "lavfi", "-i", inputs[1]])
        .args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"])
        .args(["-movflags", "+faststart"])
        .arg(path)
        .status()?;
    if !made.success() {
        return Err(format!("ffmpeg ended with {made}").into());
    }
    let mut file = OpenOptions::new().append(true).open(path)?;
    let space = u32::try_from(bytes)?;
    file.write_all(&space.to_be_bytes())?;
    file.write_all(b"free")?;
    Ok(file.write_all(&vec![0; bytes - 8])?)
}

/// A WAV of so many seconds of a tone.
pub fn tone(seconds: u32) -> Vec<u8> {
    let samples = 48_000 * seconds;
    let length = samples * 4;
    let mut bytes = Vec::with_capacity(44 + length as usize);
    bytes.extend(b"RIFF");
    bytes.extend((36 + length).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    for (value, size) in [(1_u32, 2), (2, 2), (48_000, 4), (192_000, 4), (4, 2), (16, 2)] {
        bytes.extend(&value.to_le_bytes()[..size]);
    }
    bytes.extend(b"data");
    bytes.extend(length.to_le_bytes());
    for sample in 0..samples {
        let value = (f64::from(sample) * 440.0 * std::f64::consts::TAU / 48_000.0).sin() * 8_000.0;
        let value = (value as i16).to_le_bytes();
        bytes.extend(value);
        bytes.extend(value);
    }
    bytes
}
