//! Sound files, made by ffmpeg.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs ffmpeg, which must succeed.
pub fn ffmpeg(arguments: &[&str]) {
    let ran = Command::new("ffmpeg").args(["-hide_banner", "-nostdin", "-v", "error", "-y"]).args(arguments).output();
    let ran = ran.expect("ffmpeg runs");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// Two seconds of a tone, encoded as `codec` says, into `path`.
pub fn tone(path: &Path, hertz: u32, codec: &[&str]) {
    let source = format!("sine={hertz}:r=48000:d=2,aformat=channel_layouts=stereo");
    let path = path.to_str().expect("a plain path");
    let title = format!("title=Tone {hertz}");
    ffmpeg(&[&["-f", "lavfi", "-i", &source, "-metadata", &title][..], codec, &[path]].concat());
}

/// A picture of so many frames at `rate`, as ffmpeg writes rates, coded by the file's ending.
pub fn film(path: &Path, rate: &str, frames: u32) {
    let source = format!("testsrc2=s=320x180:r={rate}");
    let frames = frames.to_string();
    let path = path.to_str().expect("a plain path");
    ffmpeg(&["-f", "lavfi", "-i", &source, "-frames:v", &frames, "-pix_fmt", "yuv420p", path]);
}

/// A mono recording at 48 kHz of `length` samples, silent but for full scale at sample `at`.
pub fn click(path: &Path, at: u64, length: u64) {
    let source = format!("aevalsrc='eq(n,{at})*0.5':s=48000:d={}", length as f64 / 48_000.0);
    ffmpeg(&["-f", "lavfi", "-i", &source, "-c:a", "pcm_s24le", path.to_str().expect("a plain path")]);
}

/// The samples of the first channel, as ffmpeg decodes them.
pub fn first_channel(path: &Path) -> Vec<f32> {
    let raw = path.with_extension("raw");
    let (from, to) = (path.to_str().expect("a plain path"), raw.to_str().expect("a plain path"));
    ffmpeg(&["-i", from, "-af", "pan=mono|c0=c0", "-f", "f32le", to]);
    let bytes = fs::read(&raw).expect("samples");
    bytes.chunks_exact(4).map(|word| f32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

/// What ffprobe says of an entry, such as `format_tags=time_reference`.
pub fn probe(path: &Path, entry: &str) -> String {
    let ran = Command::new("ffprobe")
        .args(["-v", "error", "-show_entries", entry, "-of", "default=nw=1:nk=1"])
        .arg(path)
        .output()
        .expect("ffprobe runs");
    String::from_utf8_lossy(&ran.stdout).trim().to_owned()
}
