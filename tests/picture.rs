//! Pictures whose frames say which they are, made and read by ffmpeg.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::Shell;
use crate::sound::ffmpeg;

/// Stripes across the picture that say its number in twelve bits, as bright and dark.
const NUMBERED: &str = "geq=lum='if(bitand(N,pow(2,floor(X*12/W))),235,16)':cb=128:cr=128";

/// A picture of so many numbered frames at `rate`, with a click half a second in, coded by `codec`.
pub fn numbered(path: &Path, rate: &str, frames: u32, codec: &[&str]) {
    let picture = format!("color=black:s=240x136:r={rate},{NUMBERED}");
    let sound = "aevalsrc='eq(n,24000)*0.9|eq(n,24000)*0.9':s=48000:d=2";
    let head = ["-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", sound, "-frames:v", &frames.to_string()];
    let path = path.to_str().expect("a plain path");
    ffmpeg(&[&head[..], codec, &["-t", "2.2", path]].concat());
}

/// The numbers of the frames of a file, as they are decoded.
pub fn numbers(path: &Path) -> Vec<u32> {
    let raw = path.with_extension("gray");
    let raw = PathBuf::from("/").join(std::env::temp_dir()).join(raw.file_name().expect("a name"));
    let (from, to) = (path.to_str().expect("a plain path"), raw.to_str().expect("a plain path"));
    ffmpeg(&["-i", from, "-fps_mode", "passthrough", "-vf", "scale=12:1:flags=area,format=gray", "-f", "rawvideo", to]);
    let bytes = fs::read(&raw).expect("frames");
    fs::remove_file(&raw).expect("gone");
    let number = |frame: &[u8]| frame.iter().enumerate().map(|(bit, light)| u32::from(*light > 126) << bit).sum();
    bytes.chunks_exact(12).map(number).collect()
}

/// When each frame is shown, in seconds.
pub fn times(path: &Path) -> Vec<f64> {
    let ran = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", "v:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0"])
        .arg(path)
        .output()
        .expect("ffprobe runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    let mut times: Vec<f64> = said.lines().filter_map(|line| line.trim_matches(',').parse().ok()).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// A part of one frame, as bytes of grey.
pub fn grey(path: &Path, frame: u32, crop: &str) -> Vec<u8> {
    let raw = std::env::temp_dir().join(format!("{}-{frame}.grey", std::process::id()));
    let (from, to) = (path.to_str().expect("a plain path"), raw.to_str().expect("a plain path"));
    let chosen = format!("select='eq(n,{frame})',{crop},format=gray");
    ffmpeg(&["-i", from, "-fps_mode", "passthrough", "-vf", &chosen, "-frames:v", "1", "-f", "rawvideo", to]);
    let bytes = fs::read(&raw).expect("a frame");
    fs::remove_file(&raw).expect("gone");
    bytes
}

/// Which of these labels a frame of 1280 × 720 comes nearest to, drawn as it is burnt in.
pub fn closest<'a>(shell: &Shell, path: &Path, frame: u32, crop: &str, labels: &[&'a str]) -> &'a str {
    let seen = grey(path, frame, crop);
    let face = shell.path("home/cache/fonts/mono.ttf");
    let distance = |label: &&&str| {
        let text = label.replace(':', "\\:");
        let drawn = format!(
            "color=gray:s=1280x720,drawtext=fontfile={}:text='{text}':x=h/30:y=h-th-h/30:fontsize=h/24:\
             fontcolor=white@0.9:box=1:boxcolor=black@0.55:boxborderw=8",
            face.display()
        );
        let still = shell.path("label.mkv");
        let to = still.to_str().expect("a plain path");
        ffmpeg(&["-f", "lavfi", "-i", &drawn, "-frames:v", "1", "-c:v", "ffv1", "-pix_fmt", "yuv420p", to]);
        let drawn = grey(&still, 0, crop);
        assert_eq!(drawn.len(), seen.len());
        seen.iter().zip(&drawn).map(|(a, b)| u64::from(a.abs_diff(*b))).sum::<u64>()
    };
    labels.iter().min_by_key(distance).expect("labels")
}
